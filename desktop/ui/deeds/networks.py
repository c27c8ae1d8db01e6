"""What is done to networks, and to containers in them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.engine.errors import EngineError
from desktop.engine.network_records import Swarm, SwarmState
from desktop.engine.records import Container, Kind, Network, Record, State
from desktop.model.commands import Command, Target
from desktop.ui import dialogs
from desktop.ui.deeds.deeds import Deeds
from desktop.ui.text import tr

_GOING = (State.REMOVING, State.DEAD)


async def create(deeds: Deeds) -> None:
    engine = deeds.session.engine
    info = engine.info if engine is not None else None
    window, store = deeds.window.widget(), deeds.store
    deeds.run(await dialogs.create_network(window, store, info, WaysIntoSwarms(deeds)))


async def connect(deeds: Deeds) -> None:
    """The selected containers to a network that is asked for."""
    targets = _containers(deeds)
    deeds.run(await dialogs.connect_containers(deeds.window.widget(), deeds.store, targets))


async def disconnect(deeds: Deeds) -> None:
    """The selected containers from a network that is asked for."""
    targets = _containers(deeds)
    deeds.run(await dialogs.disconnect_containers(deeds.window.widget(), deeds.store, targets))


async def connect_here(deeds: Deeds) -> None:
    """A container that is asked for to the selected network."""
    for network in _networks(deeds):
        window, store = deeds.window.widget(), deeds.store
        deeds.run(await dialogs.connect_containers(window, store, (), network))


async def disconnect_here(deeds: Deeds) -> None:
    """A container that is asked for from the selected network."""
    for network in _networks(deeds):
        window, store = deeds.window.widget(), deeds.store
        deeds.run(await dialogs.disconnect_containers(window, store, (), network))


def dropped(deeds: Deeds, containers: Sequence[Target], network: Network) -> None:
    """Containers were dragged onto a network: those that are not in it yet enter it."""
    from desktop.model.network_commands import ConnectContainers

    target = Target(Kind.NETWORK, network.id, network.name)
    deeds.run(ConnectContainers(tuple(containers), target))


def is_there(record: Record, _deeds: Deeds) -> bool:
    """Whether it is a container that is not going away."""
    return not isinstance(record, Container) or record.state not in _GOING


def has_network(record: Record, _deeds: Deeds) -> bool:
    """Whether it is a container that can leave a network."""
    return isinstance(record, Container) and any(a.network != "host" for a in record.networks)


def is_entered(record: Record, _deeds: Deeds) -> bool:
    """Whether containers may enter the network after they were created."""
    return isinstance(record, Network) and record.name not in ("host", "none")


def is_used(record: Record, deeds: Deeds) -> bool:
    """Whether a container could leave the network."""
    if not isinstance(record, Network) or record.name == "host":
        return False
    return deeds.store.user_count(Kind.NETWORK, record.id) > 0


async def init_swarm(deeds: Deeds) -> None:
    await _change(deeds, "init")


async def join_swarm(deeds: Deeds) -> None:
    await _change(deeds, "join")


async def leave_swarm(deeds: Deeds) -> None:
    await _change(deeds, "leave")


async def _change(deeds: Deeds, way: str) -> None:
    swarm = await WaysIntoSwarms(deeds).state()
    if swarm is None:
        deeds.window.say(tr("The Engine does not tell whether it is in a Swarm."))
        return
    deeds.run(await _ask(deeds, deeds.window.widget(), way, swarm))


async def _ask(deeds: Deeds, parent: QWidget, way: str, swarm: Swarm) -> Command | None:
    match way:
        case "init":
            return await dialogs.init_swarm(parent, deeds.store, swarm)
        case "join":
            return await dialogs.join_swarm(parent, deeds.store, swarm)
        case _:
            return await dialogs.leave_swarm(parent, deeds.store, swarm, where=deeds.where)


class WaysIntoSwarms:
    """What the form for a network needs; see :class:`desktop.ui.dialogs.network.Swarms`."""

    def __init__(self, deeds: Deeds) -> None:
        self._deeds = deeds

    async def state(self) -> Swarm | None:
        """Where the Engine stands now."""
        engine = self._deeds.session.engine
        if engine is None:
            return None
        try:
            return await engine.networking.swarm()
        except EngineError:
            return None

    async def enter(self, parent: QWidget, *, joins: bool) -> str:
        """Ask, do it, and wait for its end."""
        from desktop.ui import problems

        swarm = await self.state() or Swarm(SwarmState.INACTIVE)
        way = "join" if joins else "init"
        operation = self._deeds.run(await _ask(self._deeds, parent, way, swarm))
        if operation is None:
            return ""
        await operation.wait()
        failures = [
            problems.sentence(operation.command.verb, failure.target, failure.error)
            for failure in operation.failures
        ]
        return " ".join(failures)


def _containers(deeds: Deeds) -> tuple[Target, ...]:
    rows = {row.record.key: row for row in deeds.rows(Kind.CONTAINER)}
    fitting = (row for row in rows.values() if is_there(row.record, deeds))
    return tuple(Target(Kind.CONTAINER, row.record.key, row.title) for row in fitting)


def _networks(deeds: Deeds) -> list[Target]:
    return [Target(Kind.NETWORK, row.record.key, row.title) for row in deeds.rows(Kind.NETWORK)[:1]]
