"""The power that a container would have over the Engine's machine, in sentences."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop.model.risks import Risk, Risks
from desktop.ui.dialogs.labels import ToneLabel
from desktop.ui.plain import PlainLabel, visible
from desktop.ui.text import mark, tr
from desktop.ui.theme import GRID, Tone, Type, font
from desktop.ui.wording import listed

_SENTENCES = {
    Risk.PRIVILEGED: mark("Privileged: whoever is root in it is root on the machine."),
    Risk.ENGINE_SOCKET: mark("{names}: whoever reaches the Engine is root on the machine."),
    Risk.MOUNTS: mark("{names}: what is changed there is changed on the machine."),
    Risk.NAMESPACES: mark("Shared with the machine: {names}."),
    Risk.CAPABILITIES: mark("Capabilities as good as root: {names}."),
    Risk.DEVICES: mark("Devices of the machine: {names}."),
    Risk.UNCONFINED: mark("Without protection: {names}."),
}


def sentences(powers: Risks) -> list[str]:
    """One for each, the most powerful first."""
    return [
        tr(_SENTENCES[risk], names=listed(visible(name, limit=80) for name in names))
        for risk, names in powers
    ]


class PowerList(QFrame):
    """Hidden where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ToneLabel(tone=Tone.TEXT)
        title = PlainLabel(tr("It will have power over the Engine's machine"))
        title.setFont(font(Type.NAME))
        self.setProperty("banner", "warning")
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(title)
        column.addWidget(self._text)
        self.hide()

    def show_powers(self, powers: Risks) -> None:
        """Show these."""
        said = "\n".join(sentences(powers))
        self._text.setText(said)
        self.setAccessibleName(said)
        self.setVisible(bool(powers))
