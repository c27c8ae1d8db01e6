"""Connect containers to a network."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.engine.records import Container, Network
from desktop.model.commands import Target
from desktop.model.network_commands import ConnectContainers
from desktop.model.store import Store
from desktop.model.subnets import (
    SWARM_SCOPE,
    address_of,
    holder_of,
    is_reserved,
    may_become,
    pool_of,
    pools,
    subnet_with,
)
from desktop.ui.dialogs import words
from desktop.ui.dialogs.fields import Field, Verdict, line_edit, ok, unfinished, wrong
from desktop.ui.dialogs.form import answer
from desktop.ui.dialogs.pair_form import PairForm, inside, may_connect
from desktop.ui.icons import Icon
from desktop.ui.plain import visible
from desktop.ui.text import tr

_ALIAS = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9_.-]*")
_ALONE = ("host", "none")  # networks of the Engine's own that nobody enters
_OWN = ("bridge", "host", "none", "nat", "default")
_TYPING = re.compile(r"[0-9a-fA-F:.]*")


async def connect_containers(
    parent: QWidget | None, store: Store, targets: Sequence[Target], network: Target | None = None
) -> ConnectContainers | None:
    """Ask which network, or (without ``targets``) which container, and what it is called there."""
    form = ConnectForm(parent, store, tuple(targets), network)
    return await answer(form, form.command)


class ConnectForm(PairForm):
    """The network, the names that the container has there, and its addresses."""

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
            title=tr("Connect to a network"),
            verb=tr("Connect"),
            picture=Icon.CONNECT,
        )
        self.aliases = self.add_field(
            Field(
                tr("&Aliases"),
                line_edit(placeholder="db database"),
                self._judge_aliases,
                hint=tr("More names for it in this network, with spaces between."),
            )
        )
        self.ipv4 = Field(tr("IPv&4 address"), line_edit(), lambda text: self._judge(text, 4))
        self.ipv6 = Field(tr("IPv&6 address"), line_edit(), lambda text: self._judge(text, 6))
        self.add_fields(self.ipv4, self.ipv6)
        self.choice.changed.connect(self._let_choose_addresses)

    def command(self) -> ConnectContainers:
        one = len(self.targets) == 1
        return ConnectContainers(
            self.targets,
            self.network_target,
            aliases=tuple(_names(self.aliases.text)),
            ipv4=self.ipv4.text if one else "",
            ipv6=self.ipv6.text if one else "",
        )

    def renew(self) -> None:
        super().renew()
        names = words.listed_containers(self.containers)
        if self._network is None:
            self.say(tr("Connect {names} to a network", names=names))
        else:
            name = words.short(self.network_target.name)
            self.say(tr("Connect a container to network {name}", name=name))
        self._let_choose_addresses()

    def _let_choose_addresses(self) -> None:
        """Only one container can have an address."""
        for field in (self.ipv4, self.ipv6):
            field.setEnabled(len(self.targets) == 1)

    @property
    def containers(self) -> list[Container]:
        found = super().containers
        network = self.network
        if network is None or not self._given:
            return found
        return [container for container in found if not inside(container, network)] or found

    def fitting_networks(self) -> list[Network]:
        given = [self.store.containers.get(target.key) for target in self._given]
        return [
            network
            for network in self.store.networks
            if network.name not in _ALONE
            and any(c is not None and not inside(c, network) for c in given)
        ]

    def fitting_containers(self, network: Network) -> list[Container]:
        if network.name in _ALONE:
            return []
        return [c for c in self.store.containers if may_connect(c) and not inside(c, network)]

    def nothing_fits(self) -> str:
        if self._network is None:
            return tr("There is no network that it could enter. Create one first.")
        if self._network.name in _ALONE:
            return tr("Nobody enters this network later: it is chosen as a container is created.")
        return tr("All containers that can be in it are in it already.")

    def _judge_choice(self, text: str) -> Verdict:
        network = self.network
        if network is None or not self._chosen:
            return super()._judge_choice(text)
        if network.scope == SWARM_SCOPE and not network.attachable:
            return wrong(tr("It is for services only: it was not created as attachable."))
        if network.internal:
            return ok(tr("Nothing outside is reached from this network."))
        return super()._judge_choice(text)

    def _judge_aliases(self, text: str) -> Verdict:
        network = self.network
        if text and network is not None and network.name in _OWN:
            return wrong(tr("On this network there are no aliases: use one that was created."))
        for name in _names(text):
            if not _ALIAS.fullmatch(name):
                shown = visible(name, limit=60)
                return wrong(tr("{name} can't be a name in a network.", name=shown))
        return ok()

    def _judge(self, text: str, version: int) -> Verdict:
        network = self.network
        subnets = pools(network, version) if network is not None else []
        if not text:
            return (
                ok(tr("Left empty, the Engine chooses from {subnets}.", subnets=subnets[0]))
                if (subnets)
                else ok()
            )
        if len(self.targets) != 1:
            return wrong(tr("Only one container can have this address."))
        if network is not None and network.name in _OWN:
            return wrong(tr("On this network addresses can't be chosen: use one that was created."))
        address = address_of(text)
        if address is None or address.version != version:
            like = "172.28.0.7" if version == 4 else "fd00:28::7"
            said = tr("An address is like {example}.", example=like)
            return unfinished(said) if _TYPING.fullmatch(text) else wrong(said)
        if network is None:
            return ok()
        pool = subnet_with(address, network)
        if pool is None:
            if not subnets:
                return wrong(tr("It has no subnet of this kind."))
            said = tr("It must lie within {subnets}.", subnets=", ".join(subnets))
            known = [it for each in subnets if (it := pool_of(each)) is not None]
            near = any(may_become(text, it) for it in known)
            return unfinished(said) if near else wrong(said)
        subnet = pool_of(pool.subnet)
        gateway = pool.gateway.partition("/")[0]
        if subnet is not None and is_reserved(address, subnet):
            return wrong(tr("This address is reserved in subnet {subnet}.", subnet=subnet))
        if address == address_of(gateway):
            return wrong(tr("It is the gateway's address."))
        holder = holder_of(address, network, self.store.containers)
        if holder is not None:
            name = words.short(holder.name)
            return wrong(tr("Container {name} has this address.", name=name))
        return ok()


def _names(text: str) -> list[str]:
    return list(dict.fromkeys(text.replace(",", " ").split()))
