"""What the pages of the settings are made of: groups of rows, each with one control.

A row is bound to its setting: it shows what is chosen, and what is changed is chosen at once.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.model.preferences import Flag, Number, Text
from desktop.ui.dialogs.labels import ToneLabel
from desktop.ui.plain import PlainLabel
from desktop.ui.settings import Settings
from desktop.ui.theme import GRID, Type, font

_WIDTH = 640
_LEAST_WORDS = 26 * GRID
_USUAL_CONTROL = 36 * GRID
_WIDEST_CONTROL = 64 * GRID


class Row(QWidget):
    """What is chosen at the left, and how at the right; what it means below."""

    def __init__(self, label: str, control: QWidget, note: str = "") -> None:
        super().__init__()
        self.control = control
        self.label = PlainLabel(label, wrap=True)
        self.label.setBuddy(control)
        control.setAccessibleName(label)
        control.setAccessibleDescription(note)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.label)
        if note:
            words.addWidget(ToneLabel(note, size=Type.SMALL))
        row = QHBoxLayout(self)
        row.setContentsMargins(4 * GRID, 2 * GRID, 4 * GRID, 2 * GRID)
        row.setSpacing(4 * GRID)
        row.addLayout(words, 1)
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        self.label.setMinimumWidth(_LEAST_WORDS)
        self.setFocusProxy(control)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The whole row ticks its box, as its words would beside it."""
        super().mouseReleaseEvent(event)
        box = self.control
        if isinstance(box, QCheckBox) and event.button() == Qt.MouseButton.LeftButton:
            box.setFocus(Qt.FocusReason.MouseFocusReason)
            box.toggle()


class FlagRow(Row):
    """A box to tick."""

    def __init__(self, settings: Settings, setting: Flag, label: str, note: str = "") -> None:
        self.box = QCheckBox()
        self.box.setStyleSheet("QCheckBox { spacing: 0; }")  # no words beside it
        self.box.setChecked(settings.chosen(setting))
        super().__init__(label, self.box, note)
        self.box.toggled.connect(lambda on: settings.choose(setting, on))


class ChoiceRow(Row):
    """One of several; ``choices`` are values and what they are called."""

    def __init__(
        self,
        settings: Settings,
        setting: Text,
        label: str,
        choices: Sequence[tuple[str, str]],
        note: str = "",
    ) -> None:
        self.box = combo_box()
        for value, text in choices:
            self.box.addItem(text, value)
        known = self.box.findData(settings.chosen(setting))
        self.box.setCurrentIndex(max(0, known))
        super().__init__(label, self.box, note)
        self.box.currentIndexChanged.connect(
            lambda number: settings.choose(setting, self.box.itemData(number))
        )


class NumberRow(Row):
    """A number; ``usual`` is what the least one is called, where it stands for no number."""

    def __init__(
        self,
        settings: Settings,
        setting: Number,
        label: str,
        note: str = "",
        *,
        step: int = 1,
        unit: str = "",
        usual: str = "",
    ) -> None:
        self.box = QSpinBox()
        self.box.setMinimumWidth(_USUAL_CONTROL)
        self.box.setRange(setting.least, setting.most)
        self.box.setSingleStep(step)
        self.box.setGroupSeparatorShown(True)
        self.box.setSuffix(f" {unit}" if unit else "")
        self.box.setSpecialValueText(usual)
        self.box.setKeyboardTracking(False)  # 1, 10, 100 on the way to 1000 are not meant
        self.box.setValue(settings.chosen(setting))
        super().__init__(label, self.box, note)
        self.box.valueChanged.connect(lambda value: settings.choose(setting, value))


class Group(QWidget):
    """Rows that belong together, in a card below their title."""

    def __init__(self, title: str, *rows: QWidget, note: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        if title:
            heading = PlainLabel(title, wrap=True)
            heading.setFont(font(Type.NAME))
            column.addWidget(heading)
        if note:
            column.addWidget(ToneLabel(note))
        card = QFrame()
        card.setProperty("card", True)
        self._rows = QVBoxLayout(card)
        self._rows.setContentsMargins(0, GRID, 0, GRID)
        self._rows.setSpacing(0)
        column.addWidget(card)
        for row in rows:
            self.add(row)

    def add(self, row: QWidget) -> None:
        """One more row, below a line."""
        if self._rows.count():
            self._rows.addWidget(_Line())
        self._rows.addWidget(row)


class SettingsPage(QScrollArea):
    """Groups below each other; as wide as one can read."""

    left = Signal()
    """Something of it leads elsewhere: the dialog closes."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(title)
        inner = QWidget()
        inner.setBackgroundRole(QPalette.ColorRole.Base)
        inner.setAutoFillBackground(True)
        across = QHBoxLayout(inner)
        across.setContentsMargins(6 * GRID, 5 * GRID, 6 * GRID, 6 * GRID)
        body = QWidget()
        body.setMaximumWidth(_WIDTH)
        across.addWidget(body, 1000)
        across.addStretch(1)
        self.column = QVBoxLayout(body)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(5 * GRID)
        heading = PlainLabel(title, wrap=True)
        heading.setFont(font(Type.HEADING))
        self.column.addWidget(heading)
        self.setWidget(inner)

    def add(self, group: QWidget, stretch: int = 0) -> None:
        """Put it below the others."""
        self.column.addWidget(group, stretch)

    def finish(self) -> None:
        """Nothing more comes: what room is left stays below."""
        self.column.addStretch(1)


def combo_box() -> QComboBox:
    """A choice that is as wide as its words, within reason."""
    made = _Choices()
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    made.setMaximumWidth(_WIDEST_CONTROL)
    return made


class _Choices(QComboBox):
    """The words beside it wrap before it gets narrower."""

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(_USUAL_CONTROL, 0))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint().boundedTo(QSize(_WIDEST_CONTROL, self.sizeHint().height()))


class _Line(QWidget):
    """Between two rows."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)
        self.setBackgroundRole(QPalette.ColorRole.Mid)
        self.setAutoFillBackground(True)
