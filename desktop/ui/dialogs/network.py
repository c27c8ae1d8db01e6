"""Create a network."""

from __future__ import annotations

import asyncio
from typing import Protocol

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from desktop.engine.network_records import Swarm
from desktop.engine.records import Ability, EngineInfo, Kind, NetworkSpec
from desktop.model.commands import CreateNetwork
from desktop.model.store import Change, Store
from desktop.model.subnets import chooses_ipv6
from desktop.ui.dialogs.address_fields import AddressFields
from desktop.ui.dialogs.driver_fields import DriverFields, pairs_field, pairs_of
from desktop.ui.dialogs.fields import (
    Field,
    Option,
    Verdict,
    line_edit,
    ok,
    unfinished,
    without_mnemonic,
    wrong,
)
from desktop.ui.dialogs.form import Form, answer
from desktop.ui.icons import BESIDE_TEXT, Icon, icon
from desktop.ui.states import Banner
from desktop.ui.text import tr
from desktop.ui.theme import Tone

_DRIVERS = ("bridge", "overlay", "macvlan", "ipvlan")
_WINDOWS_DRIVERS = ("nat", "overlay", "transparent", "l2bridge")
_RESERVED = ("bridge", "host", "none", "default")
_WIDTH = 580


class Swarms(Protocol):
    """What the form needs to get an Engine into a Swarm."""

    async def state(self) -> Swarm | None:
        """Where the Engine stands; None where it can't be asked."""

    async def enter(self, parent: QWidget, *, joins: bool) -> str:
        """Ask, and initialise or join; why it failed, in a sentence."""


async def create_network(
    parent: QWidget | None,
    store: Store,
    info: EngineInfo | None = None,
    swarms: Swarms | None = None,
) -> CreateNetwork | None:
    """Ask for a new network's name, driver and addresses; ``info`` tells what the Engine can do."""
    form = NetworkForm(parent, store, info, swarms)
    try:
        return await answer(form, form.command)
    finally:
        form.end()


class NetworkForm(Form):
    """Name and driver, addresses of both kinds, and what else can be told to the driver."""

    def __init__(
        self,
        parent: QWidget | None,
        store: Store,
        info: EngineInfo | None,
        swarms: Swarms | None = None,
    ) -> None:
        super().__init__(
            parent, store, title=tr("Create network"), verb=tr("Create"), picture=Icon.NETWORKS
        )
        self.setMinimumWidth(_WIDTH)
        self._info = info
        self._swarms = swarms
        self._swarm: Swarm | None = None
        self._loop = asyncio.get_running_loop()
        self._asking: asyncio.Task[None] | None = None
        self._entering: asyncio.Task[None] | None = None
        self._why_not = ""
        self.name = Field(tr("&Name"), line_edit(), self._judge_name)
        self.driver = Field(tr("&Driver"), self._drivers(), self._judge_driver)
        self.add_fields(self.name, self.driver)
        self.offer = Banner()
        self.add(self.offer)
        self.of_driver = DriverFields()
        self.add_fields(*self.of_driver.main)
        self._add_addresses()
        self._add_options()
        self.driver.changed.connect(self._on_driver_changed)
        self._arrange()
        self.say(tr("Create a network"))
        if swarms is not None and self._able:
            self._asking = self._loop.create_task(self._ask())

    def command(self) -> CreateNetwork:
        six = self.ipv6.checked
        return CreateNetwork(
            NetworkSpec(
                name=self.name.text or "NAME",
                driver=self.driver.text,
                subnets=self.four.pool() + (self.six.pool() if six else ()),
                internal=self.internal.checked,
                attachable=self.attachable.checked and not self.attachable.isHidden(),
                ipv6=six,
                labels=pairs_of(self.labels.text),
                options=self.of_driver.options() + pairs_of(self.options.text),
            )
        )

    def concerns(self, change: Change) -> bool:
        return change.kind is Kind.NETWORK

    def ready(self) -> bool:
        shown = all(field.accepted for field in self.fields if not field.isHidden())
        return shown and not (self.driver.text == "overlay" and self._in_swarm is False)

    def end(self) -> None:
        """Ask nothing any more."""
        for task in (self._asking, self._entering):
            if task is not None:
                task.cancel()

    # Its parts

    def _add_addresses(self) -> None:
        self.four = AddressFields(4, self.store, lambda: self.driver.text)
        self.add_fields(*self.four.fields)
        self.ipv6 = self._option(tr("IP&v6"), tr("Containers have IPv6 addresses, too."))
        chosen = self._info is None or chooses_ipv6(self._info)
        self.six = AddressFields(6, self.store, lambda: self.driver.text, chosen=chosen)
        self.add_fields(*self.six.fields)

    def _add_options(self) -> None:
        self.internal = self._option(
            tr("&Internal"), tr("Containers reach each other, and nothing outside.")
        )
        self.attachable = self._option(
            tr("&Attachable"), tr("Containers can be connected, and not services only."), on=True
        )
        self.add(self.of_driver.encrypted)
        self.of_driver.encrypted.toggled.connect(self.show_command)
        self.more = QPushButton(tr("More &options"))
        self.more.setAccessibleName(without_mnemonic(self.more.text()))
        self.more.setCheckable(True)
        self.more.setFlat(True)
        self.more.setAutoDefault(False)
        self.more.setIconSize(BESIDE_TEXT)
        self.more.toggled.connect(self._arrange)
        self.add_at_left(self.more)
        self.add_fields(*self.of_driver.more)
        self.labels = pairs_field(
            tr("&Labels"), tr("Name=value, with spaces between."), "stage=test"
        )
        self.options = pairs_field(
            tr("Driver &options"), tr("Whatever else the driver knows."), "name=value"
        )
        self.add_fields(self.labels, self.options)
        self.add_room()

    def _option(self, label: str, note: str, *, on: bool = False) -> Option:
        option = Option(label, note)
        option.box.setChecked(on)
        option.toggled.connect(self._arrange)
        self.add(option)
        return option

    def _drivers(self) -> QComboBox:
        drivers = QComboBox()
        windows = self._info is not None and self._info.os == "windows"
        drivers.addItems(_WINDOWS_DRIVERS if windows else _DRIVERS)
        return drivers

    def _on_driver_changed(self) -> None:
        self._why_not = ""
        self._arrange()

    def _arrange(self) -> None:
        """Show what fits the driver and the choices."""
        self._keep_wrong_in_sight()
        more = self.more.isChecked()
        self.more.setIcon(icon(Icon.CHEVRON_DOWN if more else Icon.CHEVRON_RIGHT))
        self.of_driver.show(self.driver.text, more=more)
        self.six.show(self.ipv6.checked)
        self.attachable.setVisible(self.driver.text == "overlay")
        self.labels.setVisible(more)
        self.options.setVisible(more)
        self._offer_swarm()
        for field in self.fields:
            field.check()
        self.show_command()

    def _keep_wrong_in_sight(self) -> None:
        """What is sent is never wrong unseen: such options are not folded away."""
        self.of_driver.show(self.driver.text, more=True)
        options = (*(it for it in self.of_driver.more if not it.isHidden()), self.labels)
        wrong = [it for it in (*options, self.options) if it.text and not it.accepted]
        if wrong and not self.more.isChecked():
            with QSignalBlocker(self.more):
                self.more.setChecked(True)
            wrong[0].setFocus()

    # Swarm mode

    @property
    def _able(self) -> bool:
        return self._info is None or Ability.SWARM in self._info.abilities

    @property
    def _in_swarm(self) -> bool | None:
        """Whether overlay networks can be made; None where nobody has told."""
        if self._swarm is not None:
            return self._swarm.active and self._swarm.manager
        if self._info is None:
            return True if any(n.scope == "swarm" for n in self.store.networks) else None
        return self._info.swarm and self._able

    def _offer_swarm(self) -> None:
        if self.driver.text != "overlay" or self._in_swarm is not False:
            self.offer.hide()
            return
        inside = self._swarm is not None and self._swarm.inside
        can = self._swarms is not None and self._able and not inside
        if self._why_not:
            said = self._why_not
        elif inside:
            said = tr("This Engine is in a Swarm as a worker: create the network on a manager.")
        elif not self._able:
            said = tr("This Engine knows no Swarm mode, which overlay needs.")
        else:
            said = tr("overlay needs Swarm mode, and this Engine is not in it.")
        ways = (
            (tr("Initialise a Swarm…"), lambda: self._start(joins=False)),
            (tr("Join a Swarm…"), lambda: self._start(joins=True)),
        )
        tone = Tone.DANGER if self._why_not else Tone.WARNING
        self.offer.say(said, tone, actions=ways if can else (), dismissible=False)

    def _start(self, *, joins: bool) -> None:
        """One way at a time."""
        if self._entering is None or self._entering.done():
            self._entering = self._loop.create_task(self._enter(joins=joins))

    async def _ask(self) -> None:
        assert self._swarms is not None
        self._swarm = await self._swarms.state()
        self._arrange()

    async def _enter(self, *, joins: bool) -> None:
        assert self._swarms is not None
        self._why_not = await self._swarms.enter(self, joins=joins)
        if self._asking is not None:
            self._asking.cancel()
        self._asking = self._loop.create_task(self._ask())  # the other way can be gone meanwhile

    # What is thought of what was typed

    def _judge_name(self, text: str) -> Verdict:
        if not text:
            return unfinished()
        if text in _RESERVED:
            return wrong(tr("{name} is a network of the Engine's own.", name=text))
        if text.startswith("-"):
            return wrong(tr("A name can't begin with a dash."))
        if not text.isprintable():
            return wrong(tr("A name holds visible characters only."))
        if any(network.name == text for network in self.store.networks):
            return wrong(tr("A network has this name already."))
        return ok()

    def _judge_driver(self, text: str) -> Verdict:
        match text:
            case "overlay":
                return ok(tr("Across the Engines of a Swarm: needs Swarm mode on this one."))
            case "macvlan":
                return ok(tr("Each container has a MAC address of its own."))
            case "ipvlan":
                return ok(tr("Containers share a MAC address, and have addresses of their own."))
            case "bridge":
                return ok(tr("Containers on this Engine reach each other by name."))
        return ok()
