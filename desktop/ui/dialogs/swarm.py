"""Initialise a Swarm, join one, leave it: with what that changes, and the way back."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.engine.network_records import Swarm, SwarmInit, SwarmJoin
from desktop.model.network_commands import InitSwarm, JoinSwarm, LeaveSwarm
from desktop.model.store import Change, Store
from desktop.model.subnets import SWARM_SCOPE, address_of
from desktop.ui.dialogs import words
from desktop.ui.dialogs.fields import Field, Option, Verdict, line_edit, ok, unfinished, wrong
from desktop.ui.dialogs.findings import Fact, Finding, Findings
from desktop.ui.dialogs.form import Form, answer
from desktop.ui.icons import Icon
from desktop.ui.text import tr
from desktop.ui.theme import Tone

_INTERFACE = re.compile(r"[^\s/:]{1,15}")
_REMOTE = re.compile(r"(?:\[[0-9a-fA-F:.]+\]|[^\s:/\[\]]+):([0-9]{1,5})")


async def init_swarm(parent: QWidget | None, store: Store, swarm: Swarm) -> InitSwarm | None:
    """Ask by which address others reach the Engine; ``swarm`` is where it stands."""
    form = InitForm(parent, store, swarm)
    return await answer(form, form.command)


async def join_swarm(parent: QWidget | None, store: Store, swarm: Swarm) -> JoinSwarm | None:
    """Ask for a manager's address, and the token."""
    form = JoinForm(parent, store, swarm)
    return await answer(form, form.command)


async def leave_swarm(
    parent: QWidget | None, store: Store, swarm: Swarm, *, where: str = ""
) -> LeaveSwarm | None:
    """Say what leaving takes, and ask; ``where`` is the Engine's title."""
    form = LeaveForm(parent, store, swarm)
    form.name_engine(where)
    return await answer(form, form.command)


class _EnterForm(Form):
    """What both ways in have in common."""

    def __init__(
        self, parent: QWidget | None, store: Store, swarm: Swarm, title: str, verb: str
    ) -> None:
        super().__init__(parent, store, title=title, verb=verb, picture=Icon.ENGINE)
        self._swarm = swarm
        self.advertise = Field(
            tr("&Advertised address"),
            line_edit(placeholder="192.168.1.10"),
            _judge_address,
            hint=tr(
                "An address or interface of the Engine's machine, by which others reach it."
                " Left empty, the Engine chooses."
            ),
        )
        self._changes = Findings(tr("What it changes"))

    def over(self) -> str:
        return _inside(self._swarm) if self._swarm.inside else ""

    def concerns(self, change: Change) -> bool:
        del change
        return False

    def _tell(self, changes: tuple[str, ...], back: str) -> None:
        self._changes.show_findings(
            [
                Finding(tr("What it changes"), facts=tuple(Fact(text) for text in changes)),
                Finding(tr("The way back"), facts=(Fact(back),)),
            ]
        )
        self.add(self._changes)


class InitForm(_EnterForm):
    """One address, and what becomes of the Engine."""

    def __init__(self, parent: QWidget | None, store: Store, swarm: Swarm) -> None:
        super().__init__(parent, store, swarm, tr("Initialise a Swarm"), tr("Initialise"))
        self.add_field(self.advertise)
        self._tell(
            (
                tr("This Engine becomes the manager of a new Swarm of one."),
                tr(
                    "It listens on port 2377, and on 7946 and 4789 for other Engines that join."
                    " Containers, images and volumes stay as they are."
                ),
                tr("It gets the networks ingress and docker_gwbridge."),
            ),
            tr(
                "Network, Leave the Swarm…: it takes the overlay networks, and services, secrets"
                " and configs, along. docker_gwbridge stays, and can be removed."
            ),
        )
        self.say(tr("Initialise a Swarm"))

    def command(self) -> InitSwarm:
        return InitSwarm(SwarmInit(self.advertise.text))


class JoinForm(_EnterForm):
    """A manager's address and the token that it gives out."""

    def __init__(self, parent: QWidget | None, store: Store, swarm: Swarm) -> None:
        super().__init__(parent, store, swarm, tr("Join a Swarm"), tr("Join"))
        self.remote = self.add_field(
            Field(
                tr("&Manager"),
                line_edit(placeholder="192.168.1.10:2377"),
                _judge_remote,
                hint=tr("The address of a manager, with its port."),
            )
        )
        secret = line_edit(placeholder="SWMTKN-1-…")
        secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.token = self.add_field(
            Field(
                tr("&Token"),
                secret,
                _judge_token,
                hint=tr("docker swarm join-token worker, or manager, shows it on a manager."),
            )
        )
        self.add_field(self.advertise)
        self._tell(
            (
                tr("The Swarm's managers may run services on this Engine from then on."),
                tr("Overlay networks are created on a manager: take its token to create them."),
            ),
            tr("Network, Leave the Swarm…: the Swarm goes on without this Engine."),
        )
        self.say(tr("Join a Swarm"))

    def command(self) -> JoinSwarm:
        remote = self.remote.text or "HOST:2377"
        return JoinSwarm(SwarmJoin(remote, self.token.text or "TOKEN", self.advertise.text))


class LeaveForm(Form):
    """What goes; a manager has to agree to it."""

    def __init__(self, parent: QWidget | None, store: Store, swarm: Swarm) -> None:
        super().__init__(
            parent,
            store,
            title=tr("Leave the Swarm"),
            verb=tr("Leave"),
            picture=Icon.ENGINE,
            danger=True,
        )
        self._swarm = swarm
        self._losses = Findings(tr("What goes"))
        self.add(self._losses)
        self.force = Option(
            tr("&Leave by force"),
            tr("A manager leaves by force only."),
        )
        self.force.toggled.connect(self.show_command)
        self.force.setVisible(swarm.manager)
        self.add(self.force)
        self.say(tr("Leave the Swarm"), tone=Tone.DANGER)

    def command(self) -> LeaveSwarm:
        return LeaveSwarm(force=self._swarm.manager)

    def over(self) -> str:
        return "" if self._swarm.inside else tr("This Engine is in no Swarm.")

    def ready(self) -> bool:
        return self.force.checked or not self._swarm.manager

    def renew(self) -> None:
        self._losses.show_findings([Finding(tr("What goes"), facts=tuple(self._facts()))])

    def _facts(self) -> list[Fact]:
        found = [network for network in self.store.networks if network.scope == SWARM_SCOPE]
        facts = []
        if found:
            names = words.listed([network.name for network in found])
            facts.append(Fact(tr("The networks {names}.", names=names)))
        if self._swarm.manager and self._swarm.managers <= 1:
            said = tr("It is the last manager: the Swarm ends, with services, secrets and configs.")
            facts.append(Fact(said, Tone.DANGER))
        elif self._swarm.manager:
            left = self._swarm.managers - 1
            facts.append(Fact(tr("%n manager(s) (is|are) left to the Swarm.", "", left)))
            if left <= self._swarm.managers // 2:  # those that are gone count, too
                said = tr(
                    "That is no majority: nothing can be changed in the Swarm any more. Demote this"
                    " one before, by docker node demote on another manager."
                )
                facts.append(Fact(said, Tone.DANGER))
        facts.append(Fact(tr("Services stop here. Containers of yours stay.")))
        return facts


def _inside(swarm: Swarm) -> str:
    if swarm.manager:
        return tr("This Engine is a manager of a Swarm already. It has to leave that one first.")
    return tr("This Engine is in a Swarm already. It has to leave that one first.")


def _judge_address(text: str) -> Verdict:
    host = text.rpartition(":")[0] if text.count(":") == 1 else text
    if not text or address_of(host.strip("[]")) is not None or _INTERFACE.fullmatch(host):
        return ok()
    return wrong(tr("An address is like 192.168.1.10, an interface like eth0."))


def _judge_remote(text: str) -> Verdict:
    if not text:
        return unfinished()
    found = _REMOTE.fullmatch(text)
    if found is not None and 0 < int(found[1]) < 65536:
        return ok()
    like = tr("A manager is like 192.168.1.10:2377.")
    return unfinished(like) if found is None and " " not in text else wrong(like)


def _judge_token(text: str) -> Verdict:
    if not text:
        return unfinished()
    if text.startswith("SWMTKN-"):
        return ok()
    return unfinished(tr("A token begins with SWMTKN-1-."))
