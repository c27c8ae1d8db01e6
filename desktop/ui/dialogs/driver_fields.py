"""What each network driver can be told, as fields; the rest is typed as ``name=value``."""

from __future__ import annotations

import re
import shlex

from PySide6.QtWidgets import QComboBox

from desktop.model.subnets import address_of
from desktop.ui.dialogs.fields import Field, Option, Verdict, line_edit, ok, unfinished, wrong
from desktop.ui.plain import visible
from desktop.ui.text import tr

Pairs = tuple[tuple[str, str], ...]

BRIDGE_NAME = "com.docker.network.bridge.name"
BRIDGE_ADDRESS = "com.docker.network.bridge.host_binding_ipv4"
MTU = "com.docker.network.driver.mtu"
_INTERFACE = re.compile(r"[^\s/:]{1,15}")
_MODES = {
    "macvlan": ("bridge", "private", "vepa", "passthru"),
    "ipvlan": ("l2", "l3", "l3s"),
}
_MTU_RANGE = range(68, 65536)


class DriverFields:
    """The fields of all drivers; ``show`` shows those of one."""

    def __init__(self) -> None:
        self._driver = ""
        self.parent = Field(
            tr("&Parent interface"),
            line_edit(placeholder="eth0"),
            self._judge_parent,
            hint=tr("Left empty, it leads to no other machine. eth0.10 is a VLAN of eth0."),
        )
        self._modes = QComboBox()
        self.mode = Field(tr("&Mode"), self._modes, self._judge_mode)
        self.bridge = Field(
            tr("&Bridge name"),
            line_edit(placeholder="br-shop"),
            _judge_interface,
            hint=tr("The interface on the Engine's machine."),
        )
        self.publish = Field(
            tr("&Publish on"),
            line_edit(placeholder="127.0.0.1"),
            _judge_publish,
            hint=tr("Where published ports open; all addresses, if it stays empty."),
        )
        self.mtu = Field(tr("M&TU"), line_edit(placeholder="1500"), _judge_mtu)
        self.encrypted = Option(
            tr("&Encrypted"), tr("What goes between the Engines is encrypted; it costs speed.")
        )

    @property
    def main(self) -> tuple[Field, Field]:
        """What such a driver hardly does without."""
        return (self.parent, self.mode)

    @property
    def more(self) -> tuple[Field, Field, Field]:
        """What is seldom said."""
        return (self.bridge, self.publish, self.mtu)

    def show(self, driver: str, *, more: bool) -> None:
        """Those of a driver; ``more``: also what is seldom said."""
        if driver != self._driver:
            self._driver = driver
            self._modes.clear()
            self._modes.addItems(_MODES.get(driver, ()))
        for field in self.main:
            field.setVisible(driver in _MODES)
        self.bridge.setVisible(more and driver == "bridge")
        self.publish.setVisible(more and driver == "bridge")
        self.mtu.setVisible(more and driver in ("bridge", "overlay"))
        self.encrypted.setVisible(driver == "overlay")

    def options(self) -> Pairs:
        """The driver's options."""
        found: list[tuple[str, str]] = []
        match self._driver:
            case "macvlan" | "ipvlan":
                found += [("parent", self.parent.text)] if self.parent.text else []
                if self.mode.text and self.mode.text != _MODES[self._driver][0]:
                    found.append((f"{self._driver}_mode", self.mode.text))
            case "bridge":
                found += [(BRIDGE_NAME, self.bridge.text), (BRIDGE_ADDRESS, self.publish.text)]
                found.append((MTU, self.mtu.text))
            case "overlay":
                found.append((MTU, self.mtu.text))
                found += [("encrypted", "")] if self.encrypted.checked else []
        return tuple((name, value) for name, value in found if value or name == "encrypted")

    def _judge_parent(self, text: str) -> Verdict:
        if not text or _INTERFACE.fullmatch(text):
            return ok()
        return _no_interface(text)

    def _judge_mode(self, text: str) -> Verdict:
        said = {
            "bridge": tr("Containers reach each other directly."),
            "private": tr("Containers reach other machines, and not each other."),
            "vepa": tr("All goes out to the switch, which may send it back."),
            "passthru": tr("One container has the interface for itself."),
            "l2": tr("Containers are in the network of the parent."),
            "l3": tr("The Engine's machine routes; others need a route to it."),
            "l3s": tr("Like l3, and the machine's firewall sees what passes."),
        }
        return ok(said.get(text, ""))


def pairs_field(label: str, hint: str, example: str) -> Field:
    """A line of ``name=value``, quoted as in a shell where a value has spaces."""
    return Field(label, line_edit(placeholder=example), _judge_pairs, hint=hint)


def pairs_of(text: str) -> Pairs:
    """What was typed; what makes no sense (yet) is left out."""
    try:
        split = [word.partition("=") for word in shlex.split(text)]
    except ValueError:
        return ()
    return tuple((name, value) for name, _equals, value in split if name)


def _judge_pairs(text: str) -> Verdict:
    try:
        split = shlex.split(text)
    except ValueError:
        return unfinished(tr("A quote is not closed."))
    for word in split:
        if not word.partition("=")[0]:
            return wrong(tr("{word} has no name before the =.", word=visible(word, limit=60)))
    names = [word.partition("=")[0] for word in split]
    twice = next((name for name in names if names.count(name) > 1), "")
    if twice:
        return wrong(tr("{name} is there twice.", name=visible(twice, limit=60)))
    return ok()


def _judge_interface(text: str) -> Verdict:
    return ok() if not text or _INTERFACE.fullmatch(text) else _no_interface(text)


def _no_interface(text: str) -> Verdict:
    if len(text) > 15:
        return wrong(tr("The name of an interface has 15 characters at most."))
    return wrong(tr("The name of an interface has no spaces, and no / and no colon."))


def _judge_publish(text: str) -> Verdict:
    address = address_of(text)
    if not text or (address is not None and address.version == 4):
        return ok()
    like = tr("An address is like 127.0.0.1.")
    return unfinished(like) if re.fullmatch(r"[0-9.]*", text) else wrong(like)


def _judge_mtu(text: str) -> Verdict:
    if not text:
        return ok()
    if not text.isascii() or not text.isdigit():
        return wrong(tr("An MTU is a number of bytes, such as 1500."))
    if int(text) in _MTU_RANGE:
        return ok()
    return (
        unfinished(tr("An MTU is from 68 to 65535."))
        if int(text) < 68
        else wrong(tr("An MTU is from 68 to 65535."))
    )
