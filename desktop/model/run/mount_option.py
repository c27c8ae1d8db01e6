"""``--mount``: a bind, a volume, a tmpfs and what else the Engine mounts, key by key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from desktop.model.run import commas
from desktop.model.run.mounts import (
    CONSISTENCIES,
    PROPAGATIONS,
    check_absolute,
    check_target,
    check_volume_name,
)
from desktop.model.run.notation import read_flag, read_pair, read_size
from desktop.model.run.problems import Fault, Invalid
from desktop.model.update import size_text


@dataclass(frozen=True, slots=True)
class Mount:
    """``--mount``: ``type`` is bind, volume, tmpfs, image, npipe or cluster."""

    target: str
    type: str = "volume"
    source: str = ""
    read_only: bool = False
    consistency: str = ""
    propagation: str = ""  # bind
    recursive: str = ""  # bind: what is mounted below it: disabled, writable, readonly
    subpath: str = ""  # volume, image
    no_copy: bool = False  # volume
    driver: str = ""  # volume
    driver_options: tuple[tuple[str, str], ...] = ()  # volume
    labels: tuple[tuple[str, str], ...] = ()  # volume
    size: int = 0  # tmpfs, bytes
    mode: int = 0  # tmpfs, permissions


TYPES = ("bind", "volume", "tmpfs", "image", "npipe", "cluster")
RECURSIVE = ("enabled", "disabled", "writable", "readonly")
_ALIASES = {
    "src": "source",
    "dst": "target",
    "destination": "target",
    "ro": "readonly",
    "image-subpath": "volume-subpath",
}
_ALONE = ("readonly", "volume-nocopy", "bind-nonrecursive")  # need no "=true"
# The key, the field that it fills, how it is read and written.
_KEYS: dict[str, tuple[str, Any, Any]] = {
    "type": ("type", str.lower, str),
    "source": ("source", str, str),
    "target": ("target", str, str),
    "readonly": ("read_only", read_flag, None),
    "consistency": ("consistency", str.lower, str),
    "bind-propagation": ("propagation", str.lower, str),
    "bind-recursive": ("recursive", lambda text: "" if text == "enabled" else text, str),
    "volume-subpath": ("subpath", str, str),
    "volume-nocopy": ("no_copy", read_flag, None),
    "volume-driver": ("driver", str, str),
    "volume-opt": ("driver_options", read_pair, "=".join),
    "volume-label": ("labels", read_pair, "=".join),
    "tmpfs-size": ("size", read_size, size_text),
    "tmpfs-mode": ("mode", lambda text: _read_mode(text), lambda mode: f"{mode:o}"),
}
_DEFAULTS = {field.name: field.default for field in fields(Mount)}


def _read_mode(text: str) -> int:
    if not re.fullmatch(r"[0-7]{1,10}", text, re.ASCII):
        raise Invalid(Fault.NOT_A_NUMBER, text)
    return int(text, 8)


def read_mount(text: str) -> Mount:
    """``type=bind,source=/from,target=/to,readonly``"""
    found: dict[str, Any] = {"target": ""}
    for field in commas.read(text):
        key, equals, value = field.partition("=")
        key = _ALIASES.get(key.lower(), key.lower())
        if not equals and key not in _ALONE:
            raise Invalid(Fault.NO_VALUE, field)
        value = value if equals else "true"
        if key == "bind-nonrecursive":
            key, value = "bind-recursive", "disabled" if read_flag(value) else "enabled"
        if key not in _KEYS:
            raise Invalid(Fault.UNKNOWN_PART, field)
        name, read, _ = _KEYS[key]
        many = _DEFAULTS[name] == ()
        found[name] = (*found.get(name, ()), read(value)) if many else read(value)
    mount = Mount(**found)
    _check_mount(mount)
    return mount


def write_mount(mount: Mount) -> str:
    """As ``--mount`` takes it."""
    parts = [f"type={mount.type}"]
    for key, (name, _, write) in _KEYS.items():
        value = getattr(mount, name)
        if value == _DEFAULTS[name] or key == "type":
            continue
        if key == "bind-recursive" and value == "disabled":
            parts.append("bind-nonrecursive")  # also docker before 25 knows this word
        elif key == "volume-subpath":
            parts.append(f"{mount.type}-subpath={value}")
        elif write is None:
            parts.append(key)
        else:
            values = value if isinstance(value, tuple) else (value,)
            parts += [f"{key}={write(one)}" for one in values]
    return commas.write(parts)


_BELONGS = {
    "bind": ("propagation", "recursive"),
    "volume": ("no_copy", "driver", "driver_options", "labels"),
    "tmpfs": ("size", "mode"),
}


def _check_mount(mount: Mount) -> None:
    choices = (
        ("type", TYPES),
        ("consistency", ("", *CONSISTENCIES)),
        ("propagation", ("", *PROPAGATIONS)),
        ("recursive", ("", *RECURSIVE)),
    )
    for name, words in choices:
        if getattr(mount, name) not in words:
            raise Invalid(Fault.NOT_A_CHOICE, getattr(mount, name))
    for type_, names in _BELONGS.items():
        for name in names:
            if mount.type != type_ and getattr(mount, name) != _DEFAULTS[name]:
                raise Invalid(Fault.MISPLACED, name.replace("_", "-"))
    if mount.subpath and mount.type not in ("volume", "image"):
        raise Invalid(Fault.MISPLACED, mount.subpath)
    check_target(mount.target)
    if mount.type in ("bind", "image", "npipe", "cluster") and not mount.source:
        raise Invalid(Fault.NO_SOURCE, write_mount(mount))
    if mount.type == "tmpfs" and mount.source:
        raise Invalid(Fault.MISPLACED, mount.source)
    if mount.type == "bind" and not re.match(r"\./|\.$", mount.source):
        check_absolute(mount.source)
    if mount.type == "volume" and mount.source:
        check_volume_name(mount.source)


def mount_to_api(mount: Mount) -> dict[str, Any]:
    """One of ``Mounts``."""
    recursive = {
        "disabled": {"NonRecursive": True},
        "writable": {"ReadOnlyNonRecursive": True},
        "readonly": {"ReadOnlyForceRecursive": True},
    }.get(mount.recursive, {})
    driver = {"Name": mount.driver, "Options": dict(mount.driver_options)}
    parts: dict[str, Any] = {
        "Type": mount.type,
        "Source": mount.source,
        "Target": mount.target,
        "ReadOnly": mount.read_only,
        "Consistency": mount.consistency,
        "BindOptions": _given({"Propagation": mount.propagation, **recursive}),
        "VolumeOptions": _given(
            {
                "NoCopy": mount.no_copy,
                "Labels": dict(mount.labels),
                "DriverConfig": _given(driver),
                "Subpath": mount.subpath if mount.type == "volume" else "",
            }
        ),
        "ImageOptions": _given({"Subpath": mount.subpath if mount.type == "image" else ""}),
        "TmpfsOptions": _given({"SizeBytes": mount.size, "Mode": mount.mode}),
    }
    return _given(parts)


def _given(parts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in parts.items() if value}


def mount_from_api(found: Mapping[str, Any]) -> Mount:
    """One of ``Mounts``."""
    bind, volume, tmpfs = (
        found.get(f"{kind}Options") or {} for kind in ("Bind", "Volume", "Tmpfs")
    )
    driver = volume.get("DriverConfig") or {}
    plain = Mount(
        found.get("Target") or "",
        found.get("Type") or "volume",
        found.get("Source") or "",
        bool(found.get("ReadOnly")),
        consistency=found.get("Consistency") or "",
        propagation=bind.get("Propagation") or "",
        subpath=(found.get("ImageOptions") or volume).get("Subpath") or "",
        no_copy=bool(volume.get("NoCopy")),
        driver=driver.get("Name") or "",
        driver_options=tuple((driver.get("Options") or {}).items()),
        labels=tuple((volume.get("Labels") or {}).items()),
        size=tmpfs.get("SizeBytes") or 0,
        mode=tmpfs.get("Mode") or 0,
    )
    for key, word in (
        ("NonRecursive", "disabled"),
        ("ReadOnlyNonRecursive", "writable"),
        ("ReadOnlyForceRecursive", "readonly"),
    ):
        if bind.get(key):
            plain = replace(plain, recursive=word)
    return plain
