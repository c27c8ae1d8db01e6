"""The form of containers and a network: what is not given is chosen from what fits."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from desktop.engine.records import Container, Kind, Network
from desktop.model.commands import Target
from desktop.model.store import Change, Store
from desktop.ui.dialogs import words
from desktop.ui.dialogs.fields import Field, Verdict, ok, unfinished
from desktop.ui.dialogs.form import Form
from desktop.ui.icons import Icon
from desktop.ui.plain import visible
from desktop.ui.text import tr


class PairForm(Form):
    """Containers and a network: what is not given is chosen from what fits."""

    def __init__(
        self,
        parent: QWidget | None,
        store: Store,
        targets: tuple[Target, ...],
        network: Target | None,
        *,
        title: str,
        verb: str,
        picture: Icon,
    ) -> None:
        super().__init__(parent, store, title=title, verb=verb, picture=picture)
        self._given = targets
        self._network = network
        self._shown: tuple[tuple[str, str], ...] = ()
        self._box = QComboBox()
        label = tr("&Network") if network is None else tr("&Container")
        self.choice = self.add_field(Field(label, self._box, self._judge_choice))

    # For the two forms

    def fitting_networks(self) -> list[Network]:
        raise NotImplementedError

    def fitting_containers(self, network: Network) -> list[Container]:
        raise NotImplementedError

    def nothing_fits(self) -> str:
        raise NotImplementedError

    # What is meant

    @property
    def network(self) -> Network | None:
        """The network that is given, or chosen."""
        key = self._network.key if self._network is not None else self._chosen
        return self.store.networks.get(key)

    @property
    def network_target(self) -> Target:
        network = self.network
        if network is None:
            return self._network or Target(Kind.NETWORK, "", "NETWORK")
        return Target(Kind.NETWORK, network.id, network.name)

    @property
    def containers(self) -> list[Container]:
        """Those that are given and fit, or the chosen one."""
        keys = [target.key for target in self._given] or [self._chosen]
        found = [self.store.containers.get(key) for key in keys]
        return [container for container in found if container is not None]

    @property
    def targets(self) -> tuple[Target, ...]:
        found = tuple(Target(Kind.CONTAINER, c.id, c.name) for c in self.containers)
        return found or (Target(Kind.CONTAINER, "", "CONTAINER"),)

    @property
    def _chosen(self) -> str:
        return str(self._box.currentData() or "")

    def over(self) -> str:
        names = [target.name for target in self._given]
        if names and not self.containers:
            return words.removed_meanwhile(self.store, Kind.CONTAINER, names)
        if self._network is not None and self.store.networks.get(self._network.key) is None:
            return words.removed_meanwhile(self.store, Kind.NETWORK, [self._network.name])
        return "" if self._offered() else self.nothing_fits()

    def concerns(self, change: Change) -> bool:
        return change.kind in (Kind.CONTAINER, Kind.NETWORK)

    def renew(self) -> None:
        offered = self._offered()
        if offered != self._shown:
            chosen = self._chosen
            self._shown = offered
            self._box.clear()
            for key, name in offered:
                self._box.addItem(visible(name, limit=80), key)
            self._box.setCurrentIndex(max(0, self._box.findData(chosen)))

    def _offered(self) -> tuple[tuple[str, str], ...]:
        found: list[Network] | list[Container]
        if self._network is None:
            found = self.fitting_networks()
        else:
            network = self.store.networks.get(self._network.key)
            found = self.fitting_containers(network) if network is not None else []
        return tuple(sorted(((r.key, r.name) for r in found), key=lambda pair: pair[1].casefold()))

    def _judge_choice(self, text: str) -> Verdict:
        del text
        return ok() if self._chosen else unfinished()


def may_connect(container: Container) -> bool:
    """Whether a container may enter networks: in the host's, or another's, it has no own stack."""
    return not container.shares and not any(place.network == "host" for place in container.networks)


def inside(container: Container, network: Network) -> bool:
    """Whether it is in the network, also while it does not run."""
    return any(
        place.network_id == network.id or (not place.network_id and place.network == network.name)
        for place in container.networks
    )
