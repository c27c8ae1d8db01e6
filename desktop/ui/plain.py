"""What comes from outside is shown as what it is: text, and nothing that Qt would obey.

A name, a label or a message of the Engine may hold markup, ``&``, escape sequences or
characters that reorder what stands around them. Whoever shows such a text takes it through
this module: a ``PlainLabel`` instead of a ``QLabel``, ``tooltip()`` for a tooltip,
``menu_text()`` for menus, buttons and tabs, ``visible()`` for rows, ``ask()`` for a question.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QMessageBox,
    QPushButton,
    QWidget,
)

from desktop.ui.awaiting import awaited
from desktop.ui.icons import Icon, icon
from desktop.ui.theme import Tone

LONGEST_NAME = 300
LONGEST_TOOLTIP = 2000

# Letters and signs by Unicode's book that leave no ink: fillers and the empty Braille cell.
_BLANK = re.compile("[\u115f\u1160\u2800\u3164\uffa0]")
_ESCAPED_CATEGORIES = ("Cc", "Cf", "Cs", "Zl", "Zp")
_SHORT_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_LONG_WORD = re.compile(r"\S{40}(?=\S)")


def visible(text: str, *, limit: int = LONGEST_NAME, lines: bool = False) -> str:
    r"""The text with what can't be seen shown as an escape: ``\x1b``, ``\u202e``, ``\n``.

    Controls, marks that reorder text, zero-width characters and undecodable bytes count as
    unseen. ``lines`` keeps line breaks and tabs. Beyond ``limit`` characters an ellipsis stands.
    """
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    if text.isprintable() and not _BLANK.search(text):
        return text
    return "".join(_shown(character, lines=lines) for character in text)


def tooltip(text: str) -> str:
    """The text for ``setToolTip`` and ``ToolTipRole``: escaped, its lines kept, wrapped."""
    shown = visible(text, limit=LONGEST_TOOLTIP, lines=True)
    return f"<qt>{html.escape(_breakable(shown))}</qt>".replace("\n", "<br>")


def menu_text(text: str, *, limit: int = 60) -> str:
    """The text for menus, buttons and tabs, where ``&`` underlines and a tab splits."""
    return visible(text, limit=limit).replace("&", "&&")


class PlainLabel(QLabel):
    """A label that never takes its text for markup.

    With ``elide`` it may be narrower than its text, and then has all of it as tooltip. With
    ``wrap`` it may be as narrow as its longest word, or 40 characters.
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideNone,
        wrap: bool = False,
        selectable: bool = False,
    ) -> None:
        super().__init__(parent)
        self._elide = elide
        self._broken = wrap and not selectable  # what is copied has no marks of ours
        self.setWordWrap(wrap)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if selectable:
            by = Qt.TextInteractionFlag
            self.setTextInteractionFlags(by.TextSelectableByMouse | by.TextSelectableByKeyboard)
        self.setText(text)

    def _is_cut(self) -> bool:
        if self._elide is Qt.TextElideMode.ElideNone or self.wordWrap():
            return False
        return super().sizeHint().width() > self.width()

    def _update_tooltip(self) -> None:
        if self._elide is not Qt.TextElideMode.ElideNone:
            self.setToolTip(tooltip(self.text()) if self._is_cut() else "")

    def setText(self, text: str) -> None:
        shown = visible(text, limit=10_000, lines=True)
        super().setText(_breakable(shown) if self._broken else shown)
        self._update_tooltip()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        if self._elide is not Qt.TextElideMode.ElideNone and not self.wordWrap():
            hint.setWidth(min(hint.width(), self.fontMetrics().averageCharWidth() * 6))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._update_tooltip()

    def paintEvent(self, event: QPaintEvent) -> None:
        # A selection needs the whole text: it is shown as far as it goes.
        if not self._is_cut() or self.hasSelectedText():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        self.drawFrame(painter)
        area = self.contentsRect()
        cut = self.fontMetrics().elidedText(self.text(), self._elide, area.width())
        self.style().drawItemText(
            painter,
            area,
            self.alignment().value | Qt.TextFlag.TextSingleLine.value,
            self.palette(),
            self.isEnabled(),
            cut,
            self.foregroundRole(),
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """One button of a question. ``key`` is what ``ask()`` returns for it."""

    key: str
    text: str
    danger: bool = False


async def ask(
    parent: QWidget | None,
    title: str,
    text: str,
    informative: str,
    answers: Sequence[Answer],
    *,
    details: str = "",
    tone: Tone = Tone.WARNING,
) -> str:
    """Ask a question in a dialog; the answer's key.

    The last answer is the harmless one: Escape and closing give it, and Enter too where the
    first one is a danger. Cancelling the task closes the dialog. No nested event loop.
    """
    box, buttons = _question(parent, title, text, informative, answers, details, tone)
    clicked: list[QAbstractButton] = []
    box.buttonClicked.connect(clicked.append)
    async with awaited(box):
        chosen = (key for key, button in buttons.items() if button in clicked)
        return next(chosen, answers[-1].key)


def _question(
    parent: QWidget | None,
    title: str,
    text: str,
    informative: str,
    answers: Sequence[Answer],
    details: str,
    tone: Tone,
) -> tuple[QMessageBox, dict[str, QPushButton]]:
    box = QMessageBox(parent)
    # One style on all systems: what is tested is what is seen.
    box.setOption(QMessageBox.Option.DontUseNativeDialog)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(visible(title, limit=60))  # the box is as wide as its title
    box.setText(_breakable(visible(text, limit=2000, lines=True)))
    box.setInformativeText(_breakable(visible(informative, limit=4000, lines=True)))
    if details:
        box.setDetailedText(visible(details, limit=100_000, lines=True))
    picture = Icon.INFO if tone is Tone.ACCENT else Icon.WARNING
    box.setIconPixmap(icon(picture, tone).pixmap(QSize(32, 32), box.devicePixelRatioF()))
    buttons: dict[str, QPushButton] = {}
    for answer in answers:
        last = answer is answers[-1]
        role = QMessageBox.ButtonRole.RejectRole if last else QMessageBox.ButtonRole.AcceptRole
        button = box.addButton(menu_text(answer.text), role)
        if answer.danger:
            _dress(button, "tone", "danger")
        if last and answers[0].danger:  # the danger alone is in colour
            _dress(button, "quiet", True)
        buttons[answer.key] = button
    box.setEscapeButton(buttons[answers[-1].key])
    box.setDefaultButton(buttons[answers[-1 if answers[0].danger else 0].key])
    return box, buttons


def _dress(button: QPushButton, name: str, value: object) -> None:
    button.setProperty(name, value)
    button.style().unpolish(button)  # the style sheet chooses by the property
    button.style().polish(button)


def _breakable(text: str) -> str:
    """The text with places to break a word of more than 40 characters, which has none."""
    return _LONG_WORD.sub(lambda found: found[0] + "\u200b", text)


def _shown(character: str, *, lines: bool) -> str:
    if lines and character in "\n\t":
        return character
    if character in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[character]
    number = ord(character)
    if 0xDC80 <= number <= 0xDCFF:  # an undecodable byte of a file name, as Python keeps it
        return f"\\x{number - 0xDC00:02x}"
    if unicodedata.category(character) not in _ESCAPED_CATEGORIES and not _BLANK.match(character):
        return character
    if number <= 0xFF:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"
