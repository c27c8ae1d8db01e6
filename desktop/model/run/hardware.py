"""Devices, GPUs, limits of processes and rates of disks, as docker's command line writes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from desktop.model.run import commas
from desktop.model.run.mounts import check_absolute
from desktop.model.run.notation import (
    list_notation,
    read_integer,
    read_pair,
    read_size,
    text_notation,
)
from desktop.model.run.problems import Fault, Invalid
from desktop.model.run.settings import read_weight
from desktop.model.update import size_text

ALL_GPUS = -1
LAST_CPU = 8192  # moby, pkg/sysinfo: what is beyond it is not looked for
# Those that go-units knows.
ULIMITS = (
    "core",
    "cpu",
    "data",
    "fsize",
    "locks",
    "memlock",
    "msgqueue",
    "nice",
    "nofile",
    "nproc",
    "rss",
    "rtprio",
    "rttime",
    "sigpending",
    "stack",
)
_PERMISSIONS = re.compile(r"(?!.*(.).*\1)[rwm]{1,3}")
_CDI = re.compile(r"[A-Za-z][\w.-]*/[A-Za-z][\w.-]*=[\w.:-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Device:
    """A device of the host, or (``vendor.com/class=name``) one that CDI describes."""

    host: str
    container: str = ""  # empty: the same place
    permissions: str = "rwm"

    @property
    def is_cdi(self) -> bool:
        return bool(_CDI.fullmatch(self.host))


@dataclass(frozen=True, slots=True)
class Gpus:
    """GPUs to have: so many (``ALL_GPUS``), or those of these ids."""

    count: int = ALL_GPUS
    devices: tuple[str, ...] = ()
    driver: str = ""
    capabilities: tuple[str, ...] = ()  # "gpu" is meant in any case
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Ulimit:
    """A limit of each process; -1 is none."""

    name: str
    soft: int
    hard: int


def read_device(text: str) -> Device:
    """``HOST[:CONTAINER][:PERMISSIONS]``"""
    if _CDI.fullmatch(text):
        return Device(text)
    host, *rest = text.split(":")
    if len(rest) > 2:
        raise Invalid(Fault.TOO_MANY_COLONS, text)
    permissions = "rwm"
    if rest and _PERMISSIONS.fullmatch(rest[-1]):
        permissions = rest.pop()
    elif len(rest) == 2:
        raise Invalid(Fault.UNKNOWN_PART, rest[1])
    container = rest[0] if rest else ""
    if "*" in host or not host:  # docker looks for all of that name on its own machine
        raise Invalid(Fault.NOT_ABSOLUTE, host)
    check_absolute(container or host)
    return Device(host, "" if container == host else container, permissions)


def write_device(device: Device) -> str:
    """As ``--device`` takes it."""
    permissions = "" if device.permissions == "rwm" else device.permissions
    return ":".join(part for part in (device.host, device.container, permissions) if part)


def _device_to_api(device: Device) -> dict[str, str]:
    return {
        "PathOnHost": device.host,
        "PathInContainer": device.container or device.host,
        "CgroupPermissions": device.permissions,
    }


def _device_from_api(found: Mapping[str, str]) -> Device:
    host, container = found.get("PathOnHost") or "", found.get("PathInContainer") or ""
    return Device(
        host, "" if container == host else container, found.get("CgroupPermissions") or "rwm"
    )


def read_gpus(text: str) -> Gpus:
    """``all``, ``2``, ``"device=0,1"``, ``driver=nvidia,capabilities=compute``"""
    parts: dict[str, str] = {}
    for item in commas.read(text):
        key, equals, value = item.partition("=")
        if not equals:
            key, value = "count", key
        elif key in parts:
            raise Invalid(Fault.CONFLICT, item)
        if key not in ("count", "device", "driver", "capabilities", "options"):
            raise Invalid(Fault.UNKNOWN_PART, item)
        parts[key] = value
    devices = tuple(parts["device"].split(",")) if "device" in parts else ()
    count = parts.get("count") or ("0" if devices else "1")
    options = commas.read(parts["options"]) if "options" in parts else []
    return Gpus(
        ALL_GPUS if count == "all" else read_integer(count),
        devices,
        parts.get("driver") or "",
        tuple(parts["capabilities"].split(",")) if "capabilities" in parts else (),
        tuple(map(read_pair, options)),
    )


def write_gpus(gpus: Gpus) -> str:
    """As ``--gpus`` takes it."""
    count = "all" if gpus.count == ALL_GPUS else str(gpus.count)
    if gpus == Gpus(gpus.count):
        return count
    parts = [f"count={count}"] if gpus.count or not gpus.devices else []
    parts += [f"device={','.join(gpus.devices)}"] if gpus.devices else []
    parts += [f"driver={gpus.driver}"] if gpus.driver else []
    parts += [f"capabilities={','.join(gpus.capabilities)}"] if gpus.capabilities else []
    if gpus.options:
        options = commas.write(f"{name}={value}" for name, value in gpus.options)
        parts.append(f"options={options}")
    return commas.write(parts)


def _gpus_to_api(gpus: Gpus) -> dict[str, Any]:
    return {
        "Driver": gpus.driver,
        "Count": gpus.count,
        "DeviceIDs": list(gpus.devices) or None,
        "Capabilities": [[*gpus.capabilities, "gpu"]],
        "Options": dict(gpus.options),
    }


def _gpus_from_api(found: Mapping[str, Any]) -> Gpus:
    capabilities = list((found.get("Capabilities") or [[]])[0] or ())
    if "gpu" in capabilities:
        capabilities.remove("gpu")
    return Gpus(
        found.get("Count") or 0,
        tuple(found.get("DeviceIDs") or ()),
        found.get("Driver") or "",
        tuple(capabilities),
        tuple((found.get("Options") or {}).items()),
    )


def read_ulimit(text: str) -> Ulimit:
    """``NAME=SOFT[:HARD]``"""
    name, equals, limits = text.partition("=")
    if name not in ULIMITS:
        raise Invalid(Fault.NOT_A_CHOICE, name)
    if not equals:
        raise Invalid(Fault.NO_VALUE, text)
    soft, colon, hard = limits.partition(":")
    low = read_integer(soft, -1)
    high = read_integer(hard, -1) if colon else low
    if high != -1 and (low > high or low == -1):
        raise Invalid(Fault.BACKWARD_RANGE, limits)
    return Ulimit(name, low, high)


def write_ulimit(ulimit: Ulimit) -> str:
    """As ``--ulimit`` takes it."""
    return f"{ulimit.name}={ulimit.soft}:{ulimit.hard}"


def read_numbers(text: str) -> list[range]:
    """``0-3,7``: CPUs or memory nodes by their numbers, as the Engine reads them."""
    return [_read_span(part) for part in text.split(",")] if text else []


def _read_span(text: str) -> range:
    first, dash, last = text.partition("-")
    low = _read_number(first)
    high = _read_number(last) if dash else low
    if high < low:
        raise Invalid(Fault.BACKWARD_RANGE, text)
    return range(low, high + 1)


def _read_number(text: str) -> int:
    if not text:
        raise Invalid(Fault.EMPTY, text)
    if not re.fullmatch("[0-9]+", text):
        raise Invalid(Fault.NOT_A_NUMBER, text)
    digits = text.lstrip("0") or "0"
    if len(digits) > len(str(LAST_CPU)) or int(digits) > LAST_CPU:
        raise Invalid(Fault.OUT_OF_RANGE, text)
    return int(digits)


def _checked_numbers(text: str) -> str:
    read_numbers(text)
    return text


def _rates(key: str, read: Callable[[str], int], write: Callable[[int], str]) -> Any:
    """``DEVICE:RATE``"""

    def read_rate(text: str) -> tuple[str, int]:
        path, colon, rate = text.partition(":")
        if not colon:
            raise Invalid(Fault.NO_VALUE, text)
        if not path.startswith("/dev/"):
            raise Invalid(Fault.NOT_ABSOLUTE, path)
        return path, read(rate)

    return list_notation(
        read_rate,
        lambda rate: f"{rate[0]}:{write(rate[1])}",
        to_api=lambda rate: {"Path": rate[0], key: rate[1]},
        from_api=lambda found: (found["Path"], found[key]),
    )


DEVICES = list_notation(read_device, write_device, to_api=_device_to_api, from_api=_device_from_api)
GPUS = list_notation(read_gpus, write_gpus, to_api=_gpus_to_api, from_api=_gpus_from_api)
ULIMITS_LIST = list_notation(
    read_ulimit,
    write_ulimit,
    to_api=lambda one: {"Name": one.name, "Soft": one.soft, "Hard": one.hard},
    from_api=lambda found: Ulimit(found["Name"], found["Soft"], found["Hard"]),
)
BYTE_RATES = _rates("Rate", read_size, size_text)
COUNT_RATES = _rates("Rate", lambda text: read_integer(text, 0), str)
NUMBERS = text_notation(_checked_numbers)
WEIGHTS = _rates("Weight", read_weight, str)
