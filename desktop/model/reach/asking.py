"""Whether a port is reached; where it is not, what else can be known of why."""

from __future__ import annotations

from dataclasses import replace

from desktop.engine.errors import EngineError, Unreachable
from desktop.model.reach import listeners
from desktop.model.reach.listeners import Address, Bound
from desktop.model.reach.machines import ContainerPort
from desktop.model.reach.probing import Finding, Prober
from desktop.model.reach.verdict import LOOPBACK, Reason

_REFUSED = {
    Bound.THERE: Reason.REJECTED,
    Bound.MAY_BE: Reason.IPV6_OR_WALL,
    Bound.LOOPBACK: Reason.LOOPBACK_ONLY,
    Bound.ELSEWHERE: Reason.OTHER_ADDRESS,
    Bound.NOWHERE: Reason.NOTHING_LISTENS,
}


async def ask_port(port: ContainerPort, host: str, source: Prober, target: Prober) -> Finding:
    """Try it from the source. ``host`` is an address of the target's."""
    found = await _try(port, host, source)
    match found.reason:
        case Reason.REFUSED:
            return await _why_refused(found, port, host, source, target)
        case Reason.SILENT:
            return await _why_silent(found, port, host, source, target)
        case Reason.NO_ROUTE if (await source.ping(host)).reached:
            return replace(found, reason=Reason.PROHIBITED)
        case Reason.NOT_PERMITTED:  # no connection needs a right
            return replace(found, reason=Reason.PROHIBITED)
    return found


async def _try(port: ContainerPort, host: str, source: Prober) -> Finding:
    if port.protocol == "tcp":
        return await source.connect(host, port)
    return await source.send(host, port)


async def _why_refused(
    found: Finding, port: ContainerPort, host: str, source: Prober, target: Prober
) -> Finding:
    """Nothing listens, or not there, or a firewall says so."""
    addresses = await _listeners(target, port)
    if addresses is None:
        return found
    where = listeners.bound(addresses, host)
    if where in (Bound.THERE, Bound.MAY_BE):
        again = await _try(port, host, source)
        if again.reason is not Reason.REFUSED:  # it began to listen only now
            return again
    reason = _REFUSED[where]
    if where is Bound.MAY_BE and port.protocol == "tcp":
        inside = await target.connect(LOOPBACK, port)
        if inside.reached:  # it takes IPv4
            reason = Reason.REJECTED
    return replace(found, reason=reason, listens=", ".join(map(str, addresses)))


async def _why_silent(
    found: Finding, port: ContainerPort, host: str, source: Prober, target: Prober
) -> Finding:
    """A datagram for which nothing came back."""
    pinged = await source.ping(host)
    if pinged.reason in (Reason.NO_ANSWER, Reason.NO_ROUTE):
        return replace(found, reason=pinged.reason)
    addresses = await _listeners(target, port)
    if addresses is None:
        return found
    where = listeners.bound(addresses, host)
    if where in (Bound.THERE, Bound.MAY_BE):
        return replace(found, reason=Reason.LISTENS)
    # The kernel tells of few closed ports in a second: that can be why nothing came back.
    return replace(found, reason=_REFUSED[where], listens=", ".join(map(str, addresses)))


async def _listeners(target: Prober, port: ContainerPort) -> tuple[Address, ...] | None:
    """Nobody can look into a container that is paused, or that has ended meanwhile."""
    try:
        return await target.listeners(port)
    except Unreachable:
        raise
    except EngineError:
        return None
