"""A container to create like one that exists, from its inspection and its image's.

What the image gives is left out, and what the Engine fills in by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from desktop.engine import decode
from desktop.engine.records import EngineInfo
from desktop.model.run import networks
from desktop.model.run.hardware import Device
from desktop.model.run.mounts import volumes_from
from desktop.model.run.networks import NetworkChoice
from desktop.model.run.notation import last_of_each
from desktop.model.run.ports import exposed_from, exposed_of, mappings_from
from desktop.model.run.spec import OPTIONS, ContainerSpec, Option

Json = Mapping[str, Any]
_UNMASKED = "systempaths=unconfined"


@dataclass(frozen=True, slots=True)
class EngineDefaults:
    """What an Engine takes where a container does not say; empty: not known."""

    shm_size: int = 64 << 20
    log_driver: str = "json-file"
    runtime: str = "runc"
    ipc: str = "private"
    cgroupns: str = ""
    host_name: str = ""


def defaults_of(info: EngineInfo) -> EngineDefaults:
    """Those of an Engine, as it tells them; its configuration may have others for the rest."""
    plain = EngineDefaults()
    return replace(
        plain,
        log_driver=info.log_driver or plain.log_driver,
        runtime=info.runtime or plain.runtime,
        cgroupns=info.cgroupns,
        host_name=info.name,
    )


def spec_of(
    container: Json, image: Json | None = None, defaults: EngineDefaults | None = None
) -> ContainerSpec:
    """The record. Without the ``image``, which may be gone, all of it is said.

    Raises :class:`~desktop.engine.errors.Garbled`.
    """
    return decode.decode_one(_spec_of, container, image, defaults or EngineDefaults())


def _spec_of(container: Json, image: Json | None, defaults: EngineDefaults) -> ContainerSpec:
    given: Json = (image or {}).get("Config") or {}
    config: Json = container.get("Config") or {}
    host: Json = container.get("HostConfig") or {}
    values = {
        option.field: _value(option, container, {"Config": given})
        for option in OPTIONS
        if option.place
    }
    spec = ContainerSpec(
        **{
            **values,
            "image": config.get("Image") or "",
            "name": str(container.get("Name") or "").removeprefix("/"),
            "command": tuple(config.get("Cmd") or ()),
            "environment": last_of_each(values["environment"]),
            "ports": mappings_from(host.get("PortBindings")),
            "networks": _networks(container),
            "links": values["links"] or _links(container),
        }
    )
    spec = _with_program(spec, config, given)
    spec = _with_streams(spec, config)
    spec = _with_places(spec, config, host, given)
    spec = _with_security(spec, config, host, given)
    return _without_defaults(spec, container, defaults)


def _value(option: Option, container: Json, given: Json) -> Any:
    """The field's value, without what the image says by itself."""
    found = option.notation.from_api(_at(container, option.place))
    same = option.notation.from_api(_at(given, option.place))
    if option.notation.many:
        return tuple(one for one in found if one not in same)
    return option.notation.default if found == same else found


def _at(found: Any, place: tuple[str, ...]) -> Any:
    for name in place:
        found = (found or {}).get(name)
    return found


def _with_program(spec: ContainerSpec, config: Json, given: Json) -> ContainerSpec:
    """A command line knows one word of an entrypoint; the others begin its command."""
    program, images = config.get("Entrypoint") or [], given.get("Entrypoint") or []
    command, usual = list(spec.command), given.get("Cmd") or []
    if program == images and (command or not usual):
        return replace(spec, entrypoint=None, command=() if command == usual else spec.command)
    if not program:
        return replace(spec, entrypoint="")
    return replace(spec, entrypoint=program[0], command=(*program[1:], *command))


def _with_streams(spec: ContainerSpec, config: Json) -> ContainerSpec:
    names = ("stdin", "stdout", "stderr")
    streams = [name for name in names if config.get(f"Attach{name.capitalize()}")]
    if not streams:
        return replace(spec, detach=True)
    usual = ["stdin", "stdout", "stderr"] if spec.stdin else ["stdout", "stderr"]
    return spec if streams == usual else replace(spec, attach=tuple(streams))


def _with_places(spec: ContainerSpec, config: Json, host: Json, given: Json) -> ContainerSpec:
    """The volumes and open ports that are its own."""
    published = exposed_of(spec.ports, ())
    known = {*published, *(given.get("ExposedPorts") or ())}
    exposed = [key for key in config.get("ExposedPorts") or () if key not in known]
    mounted = {one.target for one in spec.mounts} | {one.target for one in spec.tmpfs}
    own = [
        target
        for target in config.get("Volumes") or ()
        if target not in (given.get("Volumes") or ()) and target not in mounted
    ]
    return replace(spec, expose=exposed_from(exposed), volumes=volumes_from(host.get("Binds"), own))


def _with_security(spec: ContainerSpec, config: Json, host: Json, given: Json) -> ContainerSpec:
    test = _at(config, ("Healthcheck", "Test")) or []
    images = _at(given, ("Healthcheck", "Test")) or []
    options = spec.security_options
    if spec.privileged or "host" in (spec.pid, spec.ipc):  # the Engine adds it by itself
        options = tuple(one for one in options if one != "label=disable")
    if host.get("MaskedPaths") == [] and host.get("ReadonlyPaths") == [] and not spec.privileged:
        options = (*options, _UNMASKED)
    requests = host.get("DeviceRequests") or ()
    described = [one for one in requests if one.get("Driver") == "cdi"]
    return replace(
        spec,
        no_healthcheck=test[:1] == ["NONE"] != images[:1],
        security_options=options,
        gpus=tuple(one for one in spec.gpus if one.driver != "cdi"),
        devices=(*spec.devices, *(Device(key) for one in described for key in one["DeviceIDs"])),
    )


def _without_defaults(
    spec: ContainerSpec, container: Json, defaults: EngineDefaults
) -> ContainerSpec:
    """Without what the Engine fills in where nothing is said."""
    left: list[str] = [
        name
        for name in ("shm_size", "runtime", "ipc", "cgroupns")
        if getattr(spec, name) == getattr(defaults, name)
    ]
    if spec.log_driver == defaults.log_driver and not spec.log_options:
        left.append("log_driver")
    if spec.memory and spec.memory_swap == 2 * spec.memory:
        left.append("memory_swap")
    of_host = spec.networks[:1] == (NetworkChoice("host"),) and spec.hostname == defaults.host_name
    of_key = spec.hostname == str(container.get("Id") or "")[:12]
    if of_host or spec.uts == "host" or of_key:
        left.append("hostname")
    if spec.privileged and spec.cgroupns == "host":
        left.append("cgroupns")
    plain: dict[str, Any] = {one.name: one.default for one in fields(ContainerSpec)}
    return replace(spec, **{name: plain[name] for name in left})


def _links(container: Json) -> tuple[str, ...]:
    """Those in a network that somebody made, where the container's own are none."""
    first = _at(container, ("HostConfig", "NetworkMode"))
    endpoints: Json = _at(container, ("NetworkSettings", "Networks")) or {}
    return tuple((endpoints.get(first) or {}).get("Links") or ())


def _networks(container: Json) -> tuple[NetworkChoice, ...]:
    """Those it is in, the one it was created with first."""
    first = _at(container, ("HostConfig", "NetworkMode")) or "default"
    endpoints: Json = _at(container, ("NetworkSettings", "Networks")) or {}
    key = str(container.get("Id") or "")
    mac = _at(container, ("Config", "MacAddress")) or ""
    main = "bridge" if first == "default" else first
    found = [networks.network_from(first, endpoints.get(main) or {}, key, mac)]
    found += [
        networks.network_from(name, endpoint or {}, key, "")
        for name, endpoint in endpoints.items()
        if name != main and (endpoint or {}).get("NetworkID") != main
    ]
    return () if found == [NetworkChoice()] else tuple(found)
