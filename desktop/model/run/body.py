"""What the Engine's API is asked to create, from a container's record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from desktop.model.run import ports
from desktop.model.run.mounts import write_volume
from desktop.model.run.networks import endpoint_of
from desktop.model.run.spec import OPTIONS, ContainerSpec

_ALWAYS = ("restart",)  # docker says no, too
_UNMASKED = "systempaths=unconfined"


@dataclass(frozen=True, slots=True)
class Creation:
    """One request; ``networks`` are to be connected before the start.

    Engines before 25 take one network at the creation, so that the others follow for all.
    """

    body: dict[str, Any]
    name: str = ""
    platform: str = ""
    networks: tuple[tuple[str, dict[str, Any]], ...] = ()


def creation(spec: ContainerSpec) -> Creation:
    """The request for a record that is resolved: see :mod:`desktop.model.run.resolve`."""
    parts: dict[str, Any] = {"Config": {"Image": spec.image}, "HostConfig": {}}
    if spec.command:
        parts["Config"]["Cmd"] = list(spec.command)
    for option in OPTIONS:
        value = () if option.part else getattr(spec, option.field)
        said = value != option.notation.default or option.field in _ALWAYS
        if option.place and said:
            _put(parts, option.place, option.notation.to_api(value))
    config, host = parts["Config"], parts["HostConfig"]
    _add_streams(config, spec)
    _add_ports(config, host, spec)
    _add_volumes(config, host, spec)
    _add_devices(host, spec)
    _add_security(config, host, spec)
    first = spec.networks[0] if spec.networks else None
    endpoints: dict[str, Any] = {}
    host["NetworkMode"] = "default" if first is None else first.name
    endpoint = {} if first is None else endpoint_of(first)
    if first is not None and first.is_user_defined and spec.links:
        endpoint["Links"] = list(spec.links)
    if first is not None and endpoint:
        endpoints[first.name] = endpoint
        if first.mac_address:
            config["MacAddress"] = first.mac_address  # where Engines before 25 look for it
    return Creation(
        {**config, "HostConfig": host, "NetworkingConfig": {"EndpointsConfig": endpoints}},
        spec.name,
        spec.platform,
        tuple((network.name, endpoint_of(network)) for network in spec.networks[1:]),
    )


def _put(parts: dict[str, Any], place: tuple[str, ...], value: Any) -> None:
    *outer, name = place
    for part in outer:
        parts = parts.setdefault(part, {})
    parts[name] = value


def _add_streams(config: dict[str, Any], spec: ContainerSpec) -> None:
    streams = spec.attach or ("stdout", "stderr")
    attached = {stream: not spec.detach and stream in streams for stream in ("stdout", "stderr")}
    stdin = not spec.detach and (spec.stdin or "stdin" in spec.attach)
    config["AttachStdin"] = stdin
    config["AttachStdout"] = attached["stdout"]
    config["AttachStderr"] = attached["stderr"]
    config["StdinOnce"] = spec.stdin and stdin


def _add_ports(config: dict[str, Any], host: dict[str, Any], spec: ContainerSpec) -> None:
    if exposed := ports.exposed_of(spec.ports, spec.expose):
        config["ExposedPorts"] = exposed
    if spec.ports:
        host["PortBindings"] = ports.bindings_of(spec.ports)


def _add_volumes(config: dict[str, Any], host: dict[str, Any], spec: ContainerSpec) -> None:
    if binds := [write_volume(volume) for volume in spec.volumes if volume.source]:
        host["Binds"] = binds
    own: dict[str, Any] = {volume.target: {} for volume in spec.volumes if not volume.source}
    if own:
        config["Volumes"] = own


def _add_devices(host: dict[str, Any], spec: ContainerSpec) -> None:
    if described := [device.host for device in spec.devices if device.is_cdi]:
        host["Devices"] = [one for one in host["Devices"] if one["PathOnHost"] not in described]
        host.setdefault("DeviceRequests", []).append({"Driver": "cdi", "DeviceIDs": described})


def _add_security(config: dict[str, Any], host: dict[str, Any], spec: ContainerSpec) -> None:
    if spec.no_healthcheck:
        config["Healthcheck"] = {"Test": ["NONE"]}
    if _UNMASKED in spec.security_options:
        host["SecurityOpt"] = [one for one in host["SecurityOpt"] if one != _UNMASKED]
        host["MaskedPaths"] = host["ReadonlyPaths"] = []
