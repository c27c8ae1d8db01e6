"""What is asked in a terminal's place before it opens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.engine.terminal_records import DETACH_KEYS
from desktop.ui.dialogs.fields import line_edit, set_property
from desktop.ui.icons import LARGE, Icon, icon
from desktop.ui.plain import PlainLabel, visible
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Type, font

_WIDTH = 480


class Card(QWidget):
    """A heading, an explanation, a field, and the one thing to do."""

    agreed = Signal(str)
    """With what the field holds."""

    def __init__(self, picture: Icon, heading: str, explanation: str, label: str, verb: str):
        super().__init__()
        self.setAccessibleName(heading)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._heading = PlainLabel(heading, wrap=True)
        self._heading.setFont(font(Type.HEADING))
        said = PlainLabel(explanation, wrap=True)
        said.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        sign = PlainLabel()
        sign.setPixmap(icon(picture).pixmap(LARGE, LARGE))
        self.button = QPushButton(verb)
        self.button.clicked.connect(lambda: self.agreed.emit(self.value()))
        set_property(self.button, "main", True)
        self.field = self._make_field()
        self.field.setAccessibleName(label)
        form = QFormLayout()
        form.setSpacing(2 * GRID)
        form.addRow(label, self.field)
        self._arrange(sign, said, form)
        self.setFocusProxy(self.button)

    def value(self) -> str:
        """What the field holds."""
        raise NotImplementedError

    def _make_field(self) -> QWidget:
        raise NotImplementedError

    def _arrange(self, sign: QWidget, said: QWidget, form: QFormLayout) -> None:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(6 * GRID, 4 * GRID, 6 * GRID, 4 * GRID)
        column.setSpacing(3 * GRID)
        column.addStretch()
        for part in (sign, self._heading, said):
            column.addWidget(part)
        column.addLayout(form)
        buttons = QHBoxLayout()
        buttons.addWidget(self.button)
        buttons.addStretch()
        column.addLayout(buttons)
        column.addStretch()
        self._sign, self._content = sign, holder
        scroll = QScrollArea()  # where there is little room nothing is cut off
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setMaximumWidth(_WIDTH)
        scroll.setWidget(holder)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(scroll, 8)
        row.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture gives way first."""
        super().resizeEvent(event)
        needed = self._content.heightForWidth(min(self.width(), _WIDTH))
        taken = 0 if self._sign.isHidden() else self._sign.sizeHint().height() + 3 * GRID
        others = needed - taken
        self._sign.setVisible(self.height() >= others + self._sign.sizeHint().height() + 3 * GRID)


class AttachCard(Card):
    """Says before it opens what leaving with ``exit`` does."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Icon.ATTACH,
            tr("Attach to {name}", name=visible(name)),
            tr(
                "You will be at the container's main program, and see what it has written. "
                "If it takes input, leaving it with exit or Ctrl+D stops the container. To leave "
                "it running, close the tab or, in a terminal, press the detach keys or choose "
                "Detach. Where closing would end its input, you are asked first."
            ),
            tr("Detach keys"),
            tr("Attach"),
        )

    def _make_field(self) -> QWidget:
        self._keys = line_edit(DETACH_KEYS)
        self._keys.returnPressed.connect(self.button.click)
        return self._keys

    def value(self) -> str:
        return self._keys.text().strip() or DETACH_KEYS


class HelperCard(Card):
    """Where a container has no shell: one beside it may have."""

    def __init__(self, name: str, images: Sequence[str], chosen: str | None) -> None:
        self._images = images
        self._chosen = chosen
        super().__init__(
            Icon.TERMINAL,
            tr("{name} has no shell", name=visible(name)),
            tr(
                "A helper container with a shell can be started beside it: it sees its processes, "
                "its network and its volumes, and its files under /proc/1/root. It is removed when "
                "the terminal is closed."
            ),
            tr("Image of the helper"),
            tr("Open helper shell"),
        )
        self.button.setEnabled(bool(images))
        if not images:
            self.field.setToolTip(tr("There is no image on this Engine."))

    def _make_field(self) -> QWidget:
        self._box = QComboBox()
        for reference in self._images:
            self._box.addItem(visible(reference), reference)
        if self._chosen is not None:
            self._box.setCurrentIndex(self._box.findData(self._chosen))
        self._box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        return self._box

    def value(self) -> str:
        return str(self._box.currentData(Qt.ItemDataRole.UserRole) or "")
