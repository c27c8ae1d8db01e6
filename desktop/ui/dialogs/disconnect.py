"""Disconnect containers from a network."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.engine.records import Container, Kind, Network
from desktop.model.commands import Target
from desktop.model.network_commands import DisconnectContainers
from desktop.model.store import Store
from desktop.ui.dialogs import words
from desktop.ui.dialogs.fields import Verdict, ok
from desktop.ui.dialogs.form import answer
from desktop.ui.dialogs.pair_form import PairForm, inside
from desktop.ui.icons import Icon
from desktop.ui.text import tr


async def disconnect_containers(
    parent: QWidget | None, store: Store, targets: Sequence[Target], network: Target | None = None
) -> DisconnectContainers | None:
    """Ask which network they leave, or (without ``targets``) which container leaves it."""
    form = DisconnectForm(parent, store, tuple(targets), network)
    return await answer(form, form.command)


class DisconnectForm(PairForm):
    """The network, and what follows from leaving it."""

    def __init__(
        self,
        parent: QWidget | None,
        store: Store,
        targets: tuple[Target, ...],
        network: Target | None,
    ) -> None:
        super().__init__(
            parent,
            store,
            targets,
            network,
            title=tr("Disconnect from a network"),
            verb=tr("Disconnect"),
            picture=Icon.DISCONNECT,
        )

    def command(self) -> DisconnectContainers:
        return DisconnectContainers(self.targets, self.network_target)

    def renew(self) -> None:
        super().renew()
        if self._network is None:
            names = words.listed_containers(self.containers)
            self.say(tr("Disconnect {names} from a network", names=names))
        else:
            name = words.short(self.network_target.name)
            self.say(tr("Disconnect a container from network {name}", name=name))

    @property
    def containers(self) -> list[Container]:
        found = super().containers
        network = self.network
        if network is None or not self._given:
            return found
        return [container for container in found if inside(container, network)]

    def over(self) -> str:
        gone = [t for t in self._given if self.store.containers.get(t.key) is None]
        if self._given and len(gone) == len(self._given):
            names = [target.name for target in self._given]
            return words.removed_meanwhile(self.store, Kind.CONTAINER, names)
        return super().over() if not self._given or self._offered() else self.nothing_fits()

    def fitting_networks(self) -> list[Network]:
        given = [self.store.containers.get(target.key) for target in self._given]
        return [
            network
            for network in self.store.networks
            if network.name != "host" and any(c is not None and inside(c, network) for c in given)
        ]

    def fitting_containers(self, network: Network) -> list[Container]:
        return [] if network.name == "host" else self.store.users(Kind.NETWORK, network.id)

    def nothing_fits(self) -> str:
        if self._network is None:
            return tr("It is in no network that it could leave.")
        if self._network.name == "host":
            return tr("The network host can't be left: it was chosen as the container was created.")
        return tr("No container is in it.")

    def _judge_choice(self, text: str) -> Verdict:
        verdict = super()._judge_choice(text)
        containers = self.containers if self._chosen else []
        last = [c for c in containers if len(c.networks) == 1]
        if last:
            names = words.listed_containers(last)
            said = tr(
                "It is the last network of {names}: nothing is reached then, and published ports"
                " close.",
                names=names,
            )
            return ok(said)
        if any(container.is_running for container in containers):
            return ok(tr("Connections through this network break at once."))
        return verdict
