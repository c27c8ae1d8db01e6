"""What a command line takes from the machine it is run on: files, variables, relative paths.

docker does this before it asks the Engine. Its own proxy settings (``~/.docker/config.json``) are
not added.
"""

from __future__ import annotations

import json
import ntpath
import os
import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from desktop.model.run.mount_option import Mount
from desktop.model.run.mounts import Volume
from desktop.model.run.notation import last_of_each, read_pair
from desktop.model.run.problems import Fault, Invalid, Problem
from desktop.model.run.spec import ContainerSpec

_BLANKS = " \t"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a line is run. ``read`` raises OSError."""

    folder: str
    variables: Mapping[str, str]
    read: Callable[[str], bytes]


def resolved(
    spec: ContainerSpec, around: Surroundings
) -> tuple[ContainerSpec, tuple[Problem, ...]]:
    """The same container, told without that machine; and what could not be read."""
    problems: list[Problem] = []

    def lines(path: str, option: str, field: str) -> Iterator[str]:
        try:
            yield from _lines(around.read(os.path.join(around.folder, path)))  # noqa: PTH118
        except (OSError, UnicodeDecodeError):
            problems.append(Problem(Fault.UNREADABLE, path, option, field))
        except Invalid as error:
            problems.append(Problem(error.fault, error.part, option, field))

    variables = [_known(text, around) for text in spec.environment if text]
    from_files = [
        known
        for path in spec.environment_files
        for text in lines(path, "--env-file", "environment_files")
        if "=" in (known := _known(text, around))
    ]
    labels = [
        read_pair(text)
        for path in spec.label_files
        for text in lines(path, "--label-file", "label_files")
        if "=" in text
    ]
    options = [_security(text, around, problems) for text in spec.security_options]
    found = replace(
        spec,
        environment=last_of_each((*from_files, *variables)),
        environment_files=(),
        labels=(*labels, *spec.labels),
        label_files=(),
        volumes=tuple(_volume(one, around.folder) for one in spec.volumes),
        mounts=tuple(_mount(one, around.folder) for one in spec.mounts),
        security_options=tuple(options),
    )
    return found, tuple(problems)


def _lines(content: bytes) -> Iterator[str]:
    """The lines of a file of variables or labels that say something."""
    for row in content.decode("utf-8-sig").split("\n"):
        text = row.removesuffix("\r").lstrip(_BLANKS)
        if text and not text.startswith("#"):
            name = text.partition("=")[0]
            if not name:
                raise Invalid(Fault.NO_NAME, text)
            if "=" in text and any(blank in name for blank in _BLANKS):
                raise Invalid(Fault.UNKNOWN_PART, name)
            yield text


def _known(text: str, around: Surroundings) -> str:
    """A name without a value has the one of its machine, if it has one."""
    value = around.variables.get(text)
    return text if "=" in text or value is None else f"{text}={value}"


def on_host(source: str, folder: str) -> str:
    """Where a path of the machine leads that is relative to ``folder``, if it is."""
    system = ntpath if ntpath.splitdrive(folder)[0] else posixpath  # Windows' has a drive
    return system.normpath(system.join(folder, source)) if source.startswith(".") else source


def _volume(volume: Volume, folder: str) -> Volume:
    return replace(volume, source=on_host(volume.source, folder))


def _mount(mount: Mount, folder: str) -> Mount:
    if mount.source != "." and not mount.source.startswith("./"):
        return mount
    return replace(mount, source=on_host(mount.source, folder))


def _security(text: str, around: Surroundings, problems: list[Problem]) -> str:
    """docker sends what is in the file of ``seccomp=FILE``."""
    name, value = text[: len("seccomp")], text[len("seccomp") + 1 :]
    if name != "seccomp" or value in ("unconfined", "builtin") or value.startswith("{"):
        return text
    try:
        profile = json.loads(around.read(os.path.join(around.folder, value)))  # noqa: PTH118
    except (OSError, ValueError):
        problems.append(Problem(Fault.UNREADABLE, value, "--security-opt", "security_options"))
        return text
    return "seccomp=" + json.dumps(profile, separators=(",", ":"), ensure_ascii=False)
