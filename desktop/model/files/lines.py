"""The docker command lines of what is done to files.

``docker cp`` knows containers only: a volume or an image is reached through one that is created for
it and removed again. Beside a path that is copied from this machine one may write ``-`` for a name
that begins so.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop.engine.file_records import CopyOptions, Place
from desktop.engine.records import Kind
from desktop.model.commands import Line
from desktop.model.shell import PIPE, TO_FILE

HELPER = "portside-files"  # in lines; the real one has a name of the Engine's choice
MOUNTED = "/volume"  # where a helper has a volume
_IMAGE = "busybox"
_GZIP = ("gzip", "--fast")
_CP = ("docker", "cp")


def copy_in(
    sources: Sequence[Path | str], place: Place, path: str, options: CopyOptions
) -> tuple[Line, ...]:
    """A line for each source."""
    return _reached(
        place,
        *(
            (*_CP, *_options(options), _local(source), f"{_name(place)}:{_path(place, path)}")
            for source in sources
        ),
    )


def copy_out(
    place: Place, paths: Sequence[str], destination: Path | str, options: CopyOptions
) -> tuple[Line, ...]:
    """A line for each path."""
    return _reached(
        place,
        *(
            (*_CP, *_options(options), f"{_name(place)}:{_path(place, path)}", _local(destination))
            for path in paths
        ),
    )


def copy_between(
    source: Place, paths: Sequence[str], place: Place, path: str, options: CopyOptions
) -> tuple[Line, ...]:
    """From one to the other without a file in between; the second needs an existing folder."""
    theirs = _name(place, second=True)
    lines = [
        (
            *_CP,
            *_options(options),
            f"{_name(source)}:{_path(source, each)}",
            "-",
            PIPE,
            *_CP,
            *(("--archive",) if options.owner else ()),
            "-",
            f"{theirs}:{_path(place, path)}",
        )
        for each in paths
    ]
    return _reached(source, *_reached(place, *lines, second=True))


def program(
    place: Place, words: Line, paths: Sequence[str], *, runs: bool = True
) -> tuple[Line, ...]:
    """A program that is run there, on these paths; beside a container that does not run."""
    if place.kind is Kind.CONTAINER and not runs:
        beside = ("docker", "run", "--rm", "--volumes-from", place.name, _IMAGE)
        return ((*beside, *words, *paths),)
    if place.kind is Kind.CONTAINER:
        return (("docker", "exec", "--user", "root", place.name, *words, *paths),)
    mount = f"{place.key}:{MOUNTED}"
    inside = [_path(place, path) for path in paths]
    return (("docker", "run", "--rm", "--volume", mount, _IMAGE, *words, *inside),)


def download(
    place: Place, path: str, file: Path, *, follow: bool, compressed: bool
) -> tuple[Line, ...]:
    """A tar, in a file."""
    packed = (PIPE, *_GZIP) if compressed else ()
    options = ("--follow-link",) if follow else ()
    source = f"{_name(place)}:{_path(place, path)}"
    return _reached(place, (*_CP, *options, source, "-", *packed, TO_FILE, str(file)))


def _reached(place: Place, *lines: Line, second: bool = False) -> tuple[Line, ...]:
    """The lines, within those that make and remove what is needed to reach a place."""
    if place.kind is Kind.CONTAINER:
        return lines
    name = _name(place, second=second)
    create: Line = ("docker", "create", "--name", name)
    if place.kind is Kind.VOLUME:
        create = (*create, "--volume", f"{place.key}:{MOUNTED}", _IMAGE)
    else:
        create = (*create, place.name)
    return (create, *lines, ("docker", "rm", "--volumes", name))


def _name(place: Place, *, second: bool = False) -> str:
    if place.kind is Kind.CONTAINER:
        return place.name
    return HELPER + ("-2" if second else "")


def _path(place: Place, path: str) -> str:
    return MOUNTED + path if place.kind is Kind.VOLUME else path


def _options(options: CopyOptions) -> Line:
    archive = ("--archive",) if options.owner else ()
    return (*archive, *(("--follow-link",) if options.follow else ()))


def _local(path: Path | str) -> str:
    """A path of this machine, so that docker takes it for nothing else."""
    text = str(path)
    plain = text.startswith(("/", "./", "../")) or (text[1:2] == ":" and text[2:3] in "\\/")
    return text if plain or (":" not in text and text != "-") else f"./{text}"
