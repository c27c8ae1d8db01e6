"""Networks and Swarm mode, through docker-py."""

from __future__ import annotations

from functools import partial
from typing import Any

from docker.types import IPAMConfig, IPAMPool

from desktop.engine.decode import decode_one, mapping, text
from desktop.engine.network_records import Swarm, SwarmInit, SwarmJoin, SwarmState
from desktop.engine.observing import Call
from desktop.engine.records import NetworkSpec

# docker's own, where nothing is said; all of the machine's addresses.
_LISTEN = "0.0.0.0:2377"


class DockerNetworking:
    """What :class:`desktop.engine.networks_protocol.Networking` promises."""

    def __init__(self, ask: Call, act: Call) -> None:
        self._ask = ask
        self._act = act

    async def disconnect(self, network: str, container: str, *, force: bool = False) -> None:
        await self._act(partial(_disconnect, network, container, force))

    async def swarm(self) -> Swarm:
        return await self._ask(lambda client: decode_one(swarm, client.info()))

    async def init_swarm(self, spec: SwarmInit) -> None:
        await self._act(
            lambda client: client.init_swarm(
                advertise_addr=spec.advertise or None, listen_addr=_LISTEN
            )
        )

    async def join_swarm(self, spec: SwarmJoin) -> None:
        await self._act(
            lambda client: client.join_swarm(
                remote_addrs=[spec.remote],
                join_token=spec.token,
                listen_addr=_LISTEN,
                advertise_addr=spec.advertise or None,
            )
        )

    async def leave_swarm(self, *, force: bool = False) -> None:
        await self._act(lambda client: client.leave_swarm(force=force))


def create(spec: NetworkSpec, client: Any) -> None:
    """``docker network create``"""
    pools = [
        IPAMPool(
            subnet=pool.subnet or None,
            iprange=pool.ip_range or None,
            gateway=pool.gateway or None,
        )
        for pool in spec.subnets
    ]
    ipam = IPAMConfig(pool_configs=pools) if pools else None
    if ipam is not None:
        ipam["Options"] = {}  # as docker's own line has it
    client.create_network(
        spec.name,
        check_duplicate=True,  # else Engines before 25 make a second one of the name
        driver=spec.driver,
        options=dict(spec.options),
        ipam=ipam,
        internal=spec.internal,
        labels=dict(spec.labels),
        enable_ipv6=spec.ipv6,
        attachable=spec.attachable,
    )


def swarm(info: Any) -> Swarm:
    """Of ``GET /info``; Podman has none, and says nothing."""
    found = mapping(mapping(info).get("Swarm"))
    return Swarm(
        _state(text(found.get("LocalNodeState"))),
        text(found.get("NodeAddr")),
        manager=bool(found.get("ControlAvailable")),
        nodes=int(found.get("Nodes") or 0),
        managers=int(found.get("Managers") or 0),
        error=text(found.get("Error")),
    )


def _state(said: str) -> SwarmState:
    try:
        return SwarmState(said)
    except ValueError:
        return SwarmState.UNKNOWN


def _disconnect(network: str, container: str, force: bool, client: Any) -> None:
    body = {"Container": container, "Force": force}
    response = client._post_json(client._url("/networks/{0}/disconnect", network), data=body)
    client._raise_for_status(response)
