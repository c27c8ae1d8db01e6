"""Mounts as docker's command line writes them: ``-v``, ``--mount`` and ``--tmpfs``.

They stay apart, because the Engine keeps them apart: ``-v`` makes a folder that is missing on the
host, ``--mount`` refuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.model.run.problems import Fault, Invalid

PROPAGATIONS = ("private", "rprivate", "shared", "rshared", "slave", "rslave")
CONSISTENCIES = ("consistent", "cached", "delegated", "default")
# Of each kind one at most (moby, volume/mounts/linux_parser.go).
_MODES = (("ro", "rw"), ("z", "Z"), PROPAGATIONS, CONSISTENCIES[:3], ("nocopy",))
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_VOLUME_NAME = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9_.-]+")
_SECTION = re.compile(r"(?:^|(?<=:))(?:[A-Za-z]:)?[^:]*")


@dataclass(frozen=True, slots=True)
class Volume:
    """``-v``: a folder of the host or a volume; without ``source`` a volume of its own."""

    target: str
    source: str = ""
    modes: tuple[str, ...] = ()  # "ro", "z", "rshared", …

    @property
    def is_bind(self) -> bool:
        """Whether it is a folder of the host rather than a volume by its name."""
        return is_host_path(self.source)


@dataclass(frozen=True, slots=True)
class Tmpfs:
    """``--tmpfs``: files in memory; ``options`` are those of ``mount``."""

    target: str
    options: str = ""


def is_host_path(source: str) -> bool:
    """Whether docker takes it for a path of the host rather than a volume's name."""
    return source.startswith((".", "/", "~", "\\\\")) or bool(_DRIVE.match(source))


def check_absolute(path: str) -> None:
    """A place in a container, or a resolved one on the host."""
    if not path.startswith(("/", "\\\\")) and not _DRIVE.match(path):
        raise Invalid(Fault.NOT_ABSOLUTE, path)


def check_target(target: str) -> None:
    if not target:
        raise Invalid(Fault.NO_TARGET, target)
    check_absolute(target)
    if not target.strip("/.") and "..." not in target:
        raise Invalid(Fault.TARGET_IS_ROOT, target)


def check_volume_name(source: str) -> None:
    if not _VOLUME_NAME.fullmatch(source):
        raise Invalid(Fault.VOLUME_NAME, source)


def _volume(sections: Sequence[str]) -> Volume:
    """From what stands between the colons."""
    if len(sections) == 1:
        return Volume(sections[0])
    source, target, *modes = sections
    return Volume(target, source, tuple(modes[0].split(",")) if modes else ())


def read_volume(text: str) -> Volume:
    """``[SOURCE:]TARGET[:MODES]``"""
    sections = _SECTION.findall(text)
    if len(sections) > 3:
        raise Invalid(Fault.TOO_MANY_COLONS, text)
    volume = _volume(sections)
    source = volume.source
    if len(sections) > 1 and not source:
        raise Invalid(Fault.NO_SOURCE, text)
    if re.match(r"[A-Za-z]:/", volume.target):  # a place "a:/b" is made of it, which nobody means
        raise Invalid(Fault.VOLUME_NAME, volume.target[0])
    # "TARGET:ro" is read so by docker, too: a place "ro" that is not absolute.
    check_target(volume.target)
    if volume.is_bind:
        if source.startswith("~"):
            raise Invalid(Fault.NOT_ABSOLUTE, source)
    elif source:
        check_volume_name(source)
    _check_modes(volume)
    return volume


def _check_modes(volume: Volume) -> None:
    for mode in volume.modes:
        kind = next((kind for kind in _MODES if mode in kind), None)
        if kind is None:
            raise Invalid(Fault.UNKNOWN_PART, mode)
        if len([other for other in volume.modes if other in kind]) > 1:
            raise Invalid(Fault.CONFLICT, ",".join(volume.modes))
        if (kind is PROPAGATIONS and not volume.is_bind) or (mode == "nocopy" and volume.is_bind):
            raise Invalid(Fault.MISPLACED, mode)


def write_volume(volume: Volume) -> str:
    """As ``-v`` takes it."""
    modes = ",".join(volume.modes)
    return ":".join(part for part in (volume.source, volume.target, modes) if part)


def read_tmpfs(text: str) -> Tmpfs:
    """``TARGET[:OPTIONS]``"""
    target, _, options = text.partition(":")
    check_target(target)
    return Tmpfs(target, options)


def write_tmpfs(tmpfs: Tmpfs) -> str:
    """As ``--tmpfs`` takes it."""
    return f"{tmpfs.target}:{tmpfs.options}" if tmpfs.options else tmpfs.target


# The Engine's API


def volumes_from(binds: Iterable[str] | None, targets: Iterable[str]) -> tuple[Volume, ...]:
    """What ``Binds`` and a container's own ``Volumes`` say."""
    told = (_volume(_SECTION.findall(text)) for text in binds or ())
    return (*told, *map(Volume, targets))


def tmpfs_from(found: Mapping[str, str] | None) -> tuple[Tmpfs, ...]:
    """What ``Tmpfs`` says."""
    return tuple(Tmpfs(target, options) for target, options in (found or {}).items())
