"""Finding out who answers at an endpoint, and which version of the API to speak with it."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import docker.errors
from docker.utils import version_lt

from desktop.engine import addresses, decode
from desktop.engine.decode import mapping, text, texts
from desktop.engine.endpoint import Endpoint
from desktop.engine.errors import (
    NEWEST_API,
    OLDEST_API,
    EngineError,
    NotFound,
    Reason,
    Unreachable,
)
from desktop.engine.records import Ability, EngineInfo
from desktop.engine.socket_group import docker_group_advice
from desktop.engine.threads import run_with_tool
from desktop.engine.translate import FOREIGN, translated
from desktop.engine.wire import Wire

PROBE_SECONDS = 10.0


async def probe(endpoint: Endpoint, timeout: float = PROBE_SECONDS) -> EngineInfo:
    """Ask the endpoint who it is.

    Raises :class:`Unreachable` with the reason when there is no Engine, :class:`Rejected` when it
    answers with an error, :class:`Garbled` when its answer makes no sense.
    """
    return await run_with_tool(
        partial(Wire, endpoint, OLDEST_API, timeout), _introduce, name="probe"
    )


def _introduce(wire: Wire) -> EngineInfo:
    client: Any = wire.client
    try:
        version = _first_answer(client)
        client._version = negotiated(version["ApiVersion"], version.get("MinAPIVersion"))
        return understood(version, client.info())
    except FOREIGN as problem:
        error = translated(problem, wire.words())
        path = addresses.socket_path(wire.endpoint.url)
        if isinstance(error, Unreachable) and error.reason is Reason.DENIED and path:
            error.access = docker_group_advice(path)
        raise error from problem


def _first_answer(client: Any) -> Mapping[str, Any]:
    """What ``/version`` says, if that is what an Engine says."""
    try:
        response = client._get(client._url("/version", versioned_api=False))
    except FOREIGN as problem:
        error = translated(problem)
        if client.base_url.startswith("https") and _is_dropped(error):
            # What TLS 1.3 says about a client's certificate comes after the handshake, and is
            # often overtaken by the end of the connection.
            text = "the connection was closed after the handshake: our certificate may be unwanted"
            raise Unreachable(Reason.TLS, text) from problem
        raise
    try:
        client._raise_for_status(response)
    except docker.errors.APIError as problem:
        error = translated(problem)
        if isinstance(error, NotFound):
            raise Unreachable(Reason.NOT_DOCKER, error.explanation[:200]) from problem
        raise
    try:
        version = response.json()
    except ValueError as problem:
        raise Unreachable(Reason.NOT_DOCKER, ascii(response.text[:200])) from problem
    if not isinstance(version, dict) or not isinstance(version.get("ApiVersion"), str):
        raise Unreachable(Reason.NOT_DOCKER, ascii(response.text[:200]))
    return version


def _is_dropped(error: EngineError) -> bool:
    return isinstance(error, Unreachable) and error.reason is Reason.DROPPED


def negotiated(newest: str, oldest: str | None) -> str:
    """The API version to speak with an Engine that speaks ``oldest`` to ``newest``."""
    try:
        oldest = oldest or OLDEST_API
        if version_lt(newest, OLDEST_API):
            raise Unreachable(Reason.TOO_OLD, newest)
        if version_lt(NEWEST_API, oldest):
            raise Unreachable(Reason.TOO_NEW, oldest)
        return newest if version_lt(newest, NEWEST_API) else NEWEST_API
    except EngineError:
        raise
    except (ValueError, TypeError, AttributeError) as problem:
        raise Unreachable(Reason.NOT_DOCKER, f"API version {newest!r}") from problem


def understood(version: Mapping[str, Any], info: Any) -> EngineInfo:
    """What the answers to ``/version`` and ``/info`` say; raises :class:`EngineError`."""
    spoken = negotiated(version["ApiVersion"], version.get("MinAPIVersion"))
    return decode.decode_one(_engine_info, version, info, spoken)


def _engine_info(
    version: Mapping[str, Any], info: Mapping[str, Any], api_version: str
) -> EngineInfo:
    components = [text(item.get("Name")) for item in version.get("Components") or ()]
    podman = any("podman" in name.lower() for name in components)
    security = texts(info.get("SecurityOptions"))
    return EngineInfo(
        id=text(info.get("ID")),
        name=text(info.get("Name")),
        product="Podman Engine" if podman else "Docker Engine",
        version=text(version.get("Version")),
        api_version=api_version,
        os=text(version.get("Os")) or text(info.get("OSType")),
        arch=text(version.get("Arch")),
        operating_system=text(info.get("OperatingSystem")),
        kernel=text(info.get("KernelVersion")),
        cpus=int(info.get("NCPU") or 0),
        memory=int(info.get("MemTotal") or 0),
        storage_driver=text(info.get("Driver")),
        root=text(info.get("DockerRootDir")),
        rootless=any("rootless" in option for option in security),
        swarm=mapping(info.get("Swarm")).get("LocalNodeState") == "active",
        clock=decode.timestamp(text(info.get("SystemTime"))) or time.time(),
        warnings=texts(info.get("Warnings")),
        abilities=_abilities(api_version, podman),
        log_driver=text(info.get("LoggingDriver")),
        runtime=text(info.get("DefaultRuntime")),
        cgroupns="" if podman else _cgroup_namespace(security),
    )


def _cgroup_namespace(security: Sequence[str]) -> str:
    """``--default-cgroupns-mode``, which Docker tells only so (moby, daemon/info_unix.go)."""
    if not security:
        return ""
    return "private" if "name=cgroupns" in security else "host"


def _abilities(api_version: str, podman: bool) -> frozenset[Ability]:
    """What this Engine can do, as data: no view asks whether it is Docker or Podman."""
    since = {
        Ability.PAUSE: "1.24",
        Ability.UPDATE: "1.24",
        Ability.PRUNE: "1.25",
        Ability.VOLUME_SIZES: "1.25",
        Ability.BUILD_CACHE: "1.31",
        Ability.SWARM: "1.24",
        Ability.NETWORK_EVENTS: "1.24",
    }
    able = {ability for ability, first in since.items() if not version_lt(api_version, first)}
    if podman:
        able -= {Ability.SWARM, Ability.BUILD_CACHE, Ability.NETWORK_EVENTS}
    return frozenset(able)
