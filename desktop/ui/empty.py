"""What a view shows when it has nothing to show: a picture, a sentence, the next thing to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMargins, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.ui.icons import LARGE, SMALL, Icon, paint_icon
from desktop.ui.plain import PlainLabel
from desktop.ui.theme import GRID, Type, current, font, mix

_TEXT_WIDTH = 360


class EmptyState(QWidget):
    """A picture, one sentence, an explanation where it helps, and the one thing to do next.

    The actions are those of the menus: the buttons follow their text and whether they can
    be used. Where there is little room, the words have it and the picture gives way.
    """

    def __init__(
        self,
        picture: Icon,
        sentence: str,
        explanation: str = "",
        *,
        action: QAction | None = None,
        others: Sequence[QAction] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(sentence)
        self.setAccessibleDescription(explanation)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._sentence = _Paragraph(sentence)
        self._sentence.setFont(font(Type.HEADING))
        self._explanation = _Paragraph(explanation)
        self._explanation.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._explanation.setVisible(bool(explanation))
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * GRID)
        buttons.addStretch()
        for each in (*([action] if action else []), *others):
            buttons.addWidget(_ActionButton(each, main=each is action))
        buttons.addStretch()
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(6 * GRID, 3 * GRID, 6 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        column.addStretch(2)
        self._picture = _Picture(picture)
        self._picture_height = self._picture.height() + column.spacing()
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._sentence, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._explanation, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(2 * GRID)
        column.addLayout(buttons)
        column.addStretch(3)

    def say(self, sentence: str, explanation: str = "") -> None:
        """Change the words, as when a filter leaves nothing."""
        self._sentence.setText(sentence)
        self._explanation.setText(explanation)
        self._explanation.setVisible(bool(explanation))
        self.setAccessibleName(sentence)
        self.setAccessibleDescription(explanation)
        self._make_room()

    def _make_room(self) -> None:
        room = self.height() - self._column.heightForWidth(self.width()) + self._taken()
        self._picture.setVisible(room >= self._picture_height)

    def _taken(self) -> int:
        """How high the picture is now."""
        return 0 if self._picture.isHidden() else self._picture_height

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return hint.grownBy(QMargins(0, 0, 0, self._picture_height - self._taken()))

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return hint.shrunkBy(QMargins(0, 0, 0, self._taken()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()


class _ActionButton(QPushButton):
    """A button that does an action."""

    def __init__(self, action: QAction, *, main: bool) -> None:
        super().__init__()
        self._action = action
        self.setProperty("main", main)
        self.setFlat(not main)
        self.setIconSize(QSize(SMALL, SMALL))
        self.clicked.connect(action.trigger)
        action.changed.connect(self._on_action_changed)
        self._on_action_changed()

    def _on_action_changed(self) -> None:
        self.setText(self._action.text())
        self.setEnabled(self._action.isEnabled())
        self.setToolTip(self._action.toolTip())


class _Picture(QWidget):
    """The icon, large and quiet, on a disc, with the room below it."""

    def __init__(self, which: Icon) -> None:
        super().__init__()
        self._which = which
        self.setFixedSize(2 * LARGE, 2 * LARGE + 4 * GRID)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mix(theme.surface, theme.sunken, 0.75))
        painter.drawEllipse(0, 0, 2 * LARGE, 2 * LARGE)
        where = QRectF(LARGE / 2, LARGE / 2, LARGE, LARGE)
        paint_icon(painter, where, self._which, theme.muted)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()


class _Paragraph(PlainLabel):
    """Text of a fixed width. A layout that places it in the middle asks for the whole width's."""

    def __init__(self, text: str) -> None:
        super().__init__(text, wrap=True)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setFixedWidth(_TEXT_WIDTH)

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(min(width, _TEXT_WIDTH))
