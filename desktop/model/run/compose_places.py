"""The networks and volumes of a Compose file: what a service says, and what stands outside it.

All of them are there without Compose, as docker's command line has them, so they are ``external``;
but a volume with a driver or labels of its own is described, to be made if it is missing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.model.run.mount_option import Mount
from desktop.model.run.mounts import write_volume
from desktop.model.run.networks import NetworkChoice
from desktop.model.run.spec import ContainerSpec

_NO_KEY = re.compile(r"[^a-zA-Z0-9._-]+", re.ASCII)
_MODES = ("default", "bridge", "host", "none")


@dataclass(frozen=True, slots=True)
class Networks:
    """What the service says, and the networks that the file speaks of."""

    inside: dict[str, Any]
    outside: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Volumes:
    """The service's mounts, and the volumes that the file speaks of."""

    inside: list[Any]
    outside: dict[str, Any]


def key(name: str) -> str:
    """A name as a key of a Compose file, which takes few signs."""
    return _NO_KEY.sub("-", name).strip("-") or "service"


def _keys(names: Sequence[str]) -> dict[str, str]:
    """A key for each name, of which no two are the same."""
    found: dict[str, str] = {}
    for name in dict.fromkeys(names):
        plain = key(name)
        following = (f"{plain}-{number}" for number in range(2, len(names) + 2))
        taken = set(found.values())
        found[name] = plain if plain not in taken else next(k for k in following if k not in taken)
    return found


def _external(keys: Mapping[str, str]) -> dict[str, Any]:
    return {
        key: {"external": True} if key == name else {"name": name, "external": True}
        for name, key in keys.items()
    }


# Networks


def divided_networks(
    networks: tuple[NetworkChoice, ...],
) -> tuple[tuple[NetworkChoice, ...], tuple[NetworkChoice, ...]]:
    """What Compose can say: a mode, or networks that somebody made, each once."""
    if not networks:
        return (), ()
    if not networks[0].is_user_defined:
        mode, mac = networks[0].name, networks[0].mac_address
        said = networks[0] == NetworkChoice(mode, mac_address=mac)
        return (networks[:1], networks[1:]) if said else ((), networks)
    said_names: set[str] = set()
    kept: list[NetworkChoice] = []
    left: list[NetworkChoice] = []
    for network in networks:
        is_said = network.is_user_defined and network.name not in said_names
        (kept if is_said else left).append(network)
        said_names.add(network.name)
    return tuple(kept), tuple(left)


def networks_of(spec: ContainerSpec) -> Networks:
    """``network_mode``, which docker has where nothing is said, or ``networks``."""
    first = spec.networks[0] if spec.networks else NetworkChoice()
    if not first.is_user_defined:
        mode = "bridge" if first.name == "default" else first.name
        mac = {"mac_address": first.mac_address} if first.mac_address else {}
        return Networks({"network_mode": mode, **mac}, {})
    keys = _keys([network.name for network in spec.networks])
    count = len(spec.networks)
    inside = {
        keys[network.name]: _attachment(network, count - number if count > 1 else 0) or None
        for number, network in enumerate(spec.networks)
    }
    return Networks({"networks": inside}, _external(keys))


def _attachment(network: NetworkChoice, priority: int) -> dict[str, Any]:
    """``priority`` is the order in which it is connected, the highest first."""
    parts = {
        "aliases": list(dict.fromkeys(network.aliases)),
        "ipv4_address": network.ipv4,
        "ipv6_address": network.ipv6,
        "mac_address": network.mac_address,
        "link_local_ips": list(dict.fromkeys(network.link_local)),
        "driver_opts": dict(network.driver_options),
        "gw_priority": network.priority,
        "priority": priority,
    }
    return {name: value for name, value in parts.items() if value}


# Volumes


def is_said(mount: Mount) -> bool:
    """A driver and labels are those of a volume with a name."""
    of_volume = mount.driver or mount.driver_options or mount.labels
    return bool(mount.source) or not of_volume


def drives_all(spec: ContainerSpec) -> bool:
    """Whether ``--volume-driver`` can be said: for volumes with a name, and nothing else."""
    own = [volume for volume in spec.volumes if not volume.is_bind]
    named = {volume.source for volume in own} - {""}
    described = {mount.source for mount in spec.mounts if mount.driver}
    return bool(named) and all(volume.source for volume in own) and not named & described


def volumes_of(spec: ContainerSpec) -> Volumes:
    """``-v`` as it is: Compose's short form means the same. ``--mount`` is the long one."""
    names = [volume.source for volume in spec.volumes if volume.source and not volume.is_bind]
    mounts = [mount for mount in spec.mounts if mount.type == "volume" and mount.source]
    names += [mount.source for mount in mounts]
    keys = _keys(names)
    outside = _external(keys)
    for volume in spec.volumes:
        if spec.volume_driver and volume.source in keys:
            outside[keys[volume.source]] = {
                "name": volume.source,
                "driver": spec.volume_driver,
            }
    for mount in mounts:
        parts = {
            "driver": mount.driver,
            "driver_opts": dict(mount.driver_options),
            "labels": dict(mount.labels),
        }
        given = {name: value for name, value in parts.items() if value}
        if given:
            outside[keys[mount.source]] = {"name": mount.source, **given}
    short = [
        write_volume(volume).replace(volume.source, keys.get(volume.source, volume.source), 1)
        for volume in spec.volumes
    ]
    return Volumes(
        [*dict.fromkeys(short), *(_mount(mount, keys) for mount in spec.mounts)], outside
    )


def _mount(mount: Mount, keys: Mapping[str, str]) -> dict[str, Any]:
    kinds: dict[str, dict[str, Any]] = {
        "bind": {
            "propagation": mount.propagation,
            "recursive": mount.recursive,
        },
        "volume": {"nocopy": mount.no_copy, "subpath": mount.subpath},
        "tmpfs": {"size": mount.size, "mode": mount.mode},
        "image": {"subpath": mount.subpath},
    }
    details = {name: value for name, value in kinds.get(mount.type, {}).items() if value}
    if mount.type == "bind":
        details["create_host_path"] = False  # -v makes it, --mount does not
    is_volume = mount.type == "volume"
    parts: dict[str, Any] = {
        "type": mount.type,
        "source": keys.get(mount.source, mount.source) if is_volume else mount.source,
        "target": mount.target,
        "read_only": mount.read_only,
        "consistency": mount.consistency,
        mount.type: details,
    }
    return {name: value for name, value in parts.items() if value}
