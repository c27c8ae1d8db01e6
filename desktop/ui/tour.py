"""A short tour of the window: what is where, in a few callouts that can be skipped.

It begins by itself once, when the first Engine is there, and again from the menu Help.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.ui.keys import native
from desktop.ui.plain import PlainLabel
from desktop.ui.text import tr
from desktop.ui.theme import GRID, RADIUS, Type, current, font

_WIDTH = 88 * GRID
_GAP = 3 * GRID
_DIM = 110  # of 255, of all but what is spoken of


@dataclass(frozen=True, slots=True)
class Stop:
    """One callout, beside the part of the window that it speaks of."""

    part: QWidget
    title: str
    text: str


def stops(
    *,
    sections: QWidget,
    tree: QWidget,
    palette: QWidget | None,
    activity: QWidget,
    engine: QWidget,
) -> list[Stop]:
    """The parts in the order in which one meets them."""
    return [
        Stop(
            sections,
            tr("What is on the Engine"),
            tr(
                "Containers, images, networks and volumes, and what ties them together. The"
                " numbers follow the Engine by themselves."
            ),
        ),
        Stop(
            tree,
            tr("One row for each thing"),
            tr(
                "Select a row to see its details below. Its actions are at its right end, in its"
                " menu and in the toolbar. Files, archives and Dockerfiles can be dropped here."
            ),
        ),
        Stop(
            palette or tree,
            tr("Everything by typing"),
            _of_palette(palette),
        ),
        Stop(
            activity,
            tr("What is being done"),
            tr(
                "Each operation stands here with its progress, its result and the docker command"
                " line that does the same."
            ),
        ),
        Stop(
            engine,
            tr("Which Engine"),
            tr("Choose another one here: a context, another machine, or a private Engine."),
        ),
    ]


class Tour(QObject):
    """Goes from stop to stop. The window stays as it is; a click beside the callout ends it."""

    def __init__(self, window: QWidget, stops: Sequence[Stop]) -> None:
        super().__init__(window)
        self._window = window
        self._stops = [stop for stop in stops if stop.part.isVisible()]
        self._at = 0
        self._focus = QApplication.focusWidget()
        self.shade = _Shade(window)
        self.callout = _Callout(self.shade)
        self.shade.clicked = self.end
        self.callout.forward.clicked.connect(self.forward)
        self.callout.back.clicked.connect(self.backward)
        self.callout.skip.clicked.connect(self.end)

    @property
    def running(self) -> bool:
        """Whether it is in sight."""
        return self.shade.isVisible()

    def begin(self) -> None:
        """Show the first stop."""
        if not self._stops:
            return
        self._window.installEventFilter(self)
        self.shade.setGeometry(self._window.rect())
        self.shade.show()
        self.shade.raise_()
        self._show()

    def forward(self) -> None:
        """To the next stop; after the last one it is over."""
        self._at += 1
        if self._at == len(self._stops):
            self.end()
        else:
            self._show()

    def backward(self) -> None:
        """To the stop before."""
        self._at = max(0, self._at - 1)
        self._show()

    def end(self) -> None:
        """Leave the window as it was."""
        self._window.removeEventFilter(self)
        had_focus = self.shade.isVisible()
        self.shade.hide()
        self.shade.deleteLater()
        try:
            if had_focus and self._focus is not None and self._focus.isVisible():
                self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
        except RuntimeError:  # it is gone since
            pass
        self._focus = None

    def _show(self) -> None:
        stop = self._stops[self._at]
        last = self._at == len(self._stops) - 1
        where = tr("{number} of {count}", number=self._at + 1, count=len(self._stops))
        self.callout.say(stop, where, first=self._at == 0, last=last)
        self._place()
        self.callout.speak()

    def _place(self) -> None:
        part = self._stops[self._at].part
        corner = part.mapTo(self._window, QPoint(0, 0))
        spot = QRect(corner, part.size()).intersected(self._window.rect())
        self.shade.light(spot)
        self.callout.setGeometry(place_beside(spot, self.callout.wanted(), self._window.rect()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.shade.setGeometry(self._window.rect())
            if all(stop.part.isVisible() for stop in self._stops):
                self._place()
            else:
                self.end()  # the start page is there instead, or the part is folded away
        return False


def place_beside(spot: QRect, size: QSize, room: QRect) -> QRect:
    """Where a callout goes: at the right, the left, below or above, else within the spot."""
    width, height = size.width(), size.height()
    inner = room.adjusted(_GAP, _GAP, -_GAP, -_GAP)
    x = min(max(spot.left(), inner.left()), max(inner.left(), inner.right() - width))
    y = min(max(spot.top(), inner.top()), max(inner.top(), inner.bottom() - height))
    for place in (
        QRect(spot.right() + _GAP, y, width, height),
        QRect(spot.left() - _GAP - width, y, width, height),
        QRect(x, spot.bottom() + _GAP, width, height),
        QRect(x, spot.top() - _GAP - height, width, height),
    ):
        if inner.contains(place):
            return place
    middle = QRect(0, 0, min(width, inner.width()), min(height, inner.height()))
    middle.moveCenter(spot.center())
    middle.moveLeft(min(max(middle.left(), inner.left()), inner.right() - middle.width()))
    middle.moveTop(min(max(middle.top(), inner.top()), inner.bottom() - middle.height()))
    return middle


def _of_palette(button: QWidget | None) -> str:
    actions = button.actions() if button is not None else []
    if keys := native(actions[0].shortcut()) if actions else "":
        return tr(
            "{keys} finds containers, images, ports and every action by a few letters.", keys=keys
        )
    return tr(
        "The command palette finds containers, images, ports and every action by a few letters."
    )


class _Shade(QWidget):
    """Dims all of the window but what is spoken of."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._spot = QRect()
        self.clicked = self.hide

    def light(self, spot: QRect) -> None:
        self._spot = spot
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dim = QColor(0, 0, 0, _DIM)
        above = self.rect()
        spot = self._spot
        for part in (
            QRect(above.left(), above.top(), above.width(), spot.top()),
            QRect(above.left(), spot.top(), spot.left(), spot.height()),
            QRect(spot.right() + 1, spot.top(), above.right() - spot.right(), spot.height()),
            QRect(above.left(), spot.bottom() + 1, above.width(), above.bottom() - spot.bottom()),
        ):
            painter.fillRect(part, dim)
        painter.setPen(current().accent)
        painter.drawRoundedRect(QRectF(spot).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def mouseReleaseEvent(self, event: object) -> None:
        self.clicked()


class _Callout(QFrame):
    """The words, and what goes on. Tab stays among its buttons."""

    def __init__(self, shade: QWidget) -> None:
        super().__init__(shade)
        self.setObjectName("callout")
        self._title = PlainLabel(wrap=True)
        self._title.setFont(font(Type.HEADING))
        self._text = PlainLabel(wrap=True)
        self._where = PlainLabel()
        self._where.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.skip = QPushButton(tr("Skip"))
        self.back = QPushButton(tr("Back"))
        self.forward = QPushButton(tr("Next"))
        self.forward.setProperty("main", True)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * GRID)
        buttons.addWidget(self._where, 1)
        for button in (self.skip, self.back, self.forward):
            button.setAutoDefault(True)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addSpacing(GRID)
        column.addLayout(buttons)

    def say(self, stop: Stop, where: str, *, first: bool, last: bool) -> None:
        """Speak of this stop."""
        self._title.setText(stop.title)
        self._text.setText(stop.text)
        self._where.setText(where)
        self.back.setVisible(not first)
        self.skip.setVisible(not last)
        self.forward.setText(tr("Done") if last else tr("Next"))
        self.setAccessibleName(stop.title)
        self.setAccessibleDescription(stop.text)
        self.forward.setAccessibleDescription(f"{stop.title}. {stop.text}")
        self.show()
        self.forward.setFocus(Qt.FocusReason.OtherFocusReason)

    def speak(self) -> None:
        """Tell a screen reader."""
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def wanted(self) -> QSize:
        """As high as its words need."""
        layout = self.layout()
        assert layout is not None
        width = max(_WIDTH, layout.minimumSize().width())
        return QSize(width, layout.totalHeightForWidth(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.skip.click()
            case Qt.Key.Key_Right:
                self.forward.click()
            case Qt.Key.Key_Left if self.back.isVisible():
                self.back.click()
            case _:
                super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        shown = [b for b in (self.skip, self.back, self.forward) if b.isVisible()]
        focused = QApplication.focusWidget()
        at = shown.index(focused) if focused in shown else -1
        shown[(at + (1 if next else -1)) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.outline)
        painter.setBrush(theme.raised)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
