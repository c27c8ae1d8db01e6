"""What an Engine would leave out without a word: its API is too old, too new, or not of Windows.

Of options docker's command line refuses the same; of parts of ``--mount`` and ``--network`` it says
nothing, and a whole volume is mounted instead of a folder of it. The versions are those of moby's
``api/docs/CHANGELOG.md``.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.engine.records import EngineInfo
from desktop.model.run.mount_option import Mount
from desktop.model.run.problems import Fault, Problem
from desktop.model.run.spec import OPTIONS, ContainerSpec

_SINCE = {"annotations": "1.43", "health_start_interval": "1.44"}
_UNTIL = {"kernel_memory": "1.42"}
_ON_WINDOWS = ("cpu_count", "cpu_percent", "io_bandwidth", "io_operations")
_NAMES = {option.field: option.names[0] for option in OPTIONS if not option.part}
_DEFAULTS = {option.field: option.notation.default for option in OPTIONS if not option.part}


def unknown_to(info: EngineInfo, spec: ContainerSpec) -> Iterator[Problem]:
    """What that Engine does not do, option by option."""
    for field, first in _SINCE.items():
        if _is_said(spec, field) and _is_before(info, first):
            yield _of_option(Fault.ENGINE_TOO_OLD, field)
    for field, end in _UNTIL.items():
        if _is_said(spec, field) and not _is_before(info, end):
            yield _of_option(Fault.ENGINE_TOO_NEW, field)
    for field in _ON_WINDOWS:
        if _is_said(spec, field) and info.os == "linux":
            yield _of_option(Fault.OTHER_SYSTEM, field)
    yield from _of_mounts(info, spec)
    for network in spec.networks:
        if network.priority and _is_before(info, "1.48"):
            part = f"gw-priority={network.priority}"
            yield Problem(Fault.ENGINE_TOO_OLD, part, "--network", "networks")


def _of_mounts(info: EngineInfo, spec: ContainerSpec) -> Iterator[Problem]:
    for mount in spec.mounts:
        for part, first in (
            (f"type={mount.type}" if mount.type == "image" else "", "1.48"),
            (_subpath(mount), "1.45"),
            ("bind-recursive=readonly" if mount.recursive == "readonly" else "", "1.44"),
        ):
            if part and _is_before(info, first):
                yield Problem(Fault.ENGINE_TOO_OLD, part, "--mount", "mounts")


def _subpath(mount: Mount) -> str:
    of_volume = mount.type == "volume" and mount.subpath
    return f"volume-subpath={mount.subpath}" if of_volume else ""


def _is_said(spec: ContainerSpec, field: str) -> bool:
    return bool(getattr(spec, field) != _DEFAULTS[field])


def _of_option(fault: Fault, field: str) -> Problem:
    return Problem(fault, _NAMES[field], _NAMES[field], field)


def _is_before(info: EngineInfo, version: str) -> bool:
    """Whether the API that is spoken with it is older. Of what is no version nothing is said."""
    try:
        spoken, wanted = (tuple(map(int, each.split("."))) for each in (info.api_version, version))
    except ValueError:
        return False
    return spoken < wanted
