"""What a build is called by its folder, and whether what is typed can be."""

from __future__ import annotations

from pathlib import Path

from desktop.model import reference
from desktop.model.build.spec import DOCKERFILE, BuildSpec
from desktop.model.run.notation import read_size
from desktop.model.run.problems import Invalid


def tag_problem(tag: str) -> reference.Invalid | None:
    """What is wrong with a tag, if anything."""
    try:
        found = reference.parse(tag)
    except reference.Invalid as problem:
        return problem
    return reference.Invalid(reference.Fault.DIGEST, found.digest) if found.digest else None


def memory_fits(text: str) -> bool:
    """Whether it is a size, or nothing."""
    try:
        return not text or read_size(text) > 0
    except Invalid:
        return False


def folder_of(path: Path) -> BuildSpec:
    """The build of a folder, or of a Dockerfile in its folder."""
    if path.is_dir():
        return BuildSpec(path, tags=_tags(path))
    return BuildSpec(path.parent, path.name or DOCKERFILE, tags=_tags(path.parent))


def _tags(folder: Path) -> tuple[str, ...]:
    """A tag by the folder's name, where that can be one."""
    name = "".join(
        letter if letter.isalnum() and letter.isascii() else "-" for letter in folder.name.lower()
    ).strip("-")
    while "--" in name:
        name = name.replace("--", "-")
    return (name,) if name and tag_problem(name) is None else ()
