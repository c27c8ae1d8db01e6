"""A group of tabs, some of which hold pages that live on."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QTabBar, QTabWidget, QToolButton, QWidget

from desktop.ui.icons import SMALL, Icon, icon
from desktop.ui.plain import menu_text, tooltip, visible
from desktop.ui.text import tr

_CLOSE = 16  # the button, in pixels before scaling
_CROSS = 14


@dataclass(frozen=True, slots=True)
class Face:
    """What a page's tab shows."""

    title: str
    picture: Icon
    tip: str = ""


class Tabs(QTabWidget):
    """Its living pages can be closed, and their tabs have a menu and can be dragged away."""

    close_requested = Signal(QWidget)
    menu_requested = Signal(QWidget, QPoint)  # at this place on the screen
    dragged_out = Signal(QWidget, QPoint)
    named = Signal(QWidget, str)  # by a person; "" for its own name

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._living: list[QWidget] = []
        bar = _Bar()
        bar.dragged_out.connect(self._on_dragged_out)
        bar.setSelectionBehaviorOnRemove(QTabBar.SelectionBehavior.SelectPreviousTab)
        self.setTabBar(bar)
        self.setDocumentMode(True)
        self.setIconSize(QSize(SMALL, SMALL))
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        bar.customContextMenuRequested.connect(self._on_menu_asked)
        bar.tabBarDoubleClicked.connect(self._on_double_clicked)

    @property
    def living(self) -> tuple[QWidget, ...]:
        """Its pages that live on, in the order in which they came."""
        return tuple(self._living)

    def put(self, page: QWidget, face: Face) -> None:
        """Take a page in, and bring it to the front."""
        self._living.append(page)
        number = self.addTab(page, "")
        button = QToolButton()
        button.setAutoRaise(True)
        button.setToolTip(tr("Close"))
        button.setIcon(icon(Icon.CANCEL))
        button.setIconSize(QSize(_CROSS, _CROSS))
        button.setFixedSize(_CLOSE, _CLOSE)  # or the tab would be higher than others
        button.clicked.connect(lambda: self.close_requested.emit(page))
        self.tabBar().setTabButton(number, QTabBar.ButtonPosition.RightSide, button)
        self.show_face(page, face)
        self.setCurrentWidget(page)

    def take(self, page: QWidget) -> None:
        """Let a page go."""
        self.removeTab(self.indexOf(page))  # who hears of that finds it still here
        self._living.remove(page)
        page.setParent(None)

    def show_face(self, page: QWidget, face: Face) -> None:
        """Show what its tab shows from now on."""
        number = self.indexOf(page)
        self.setTabText(number, menu_text(face.title, limit=40))
        self.setTabIcon(number, icon(face.picture))
        self.setTabToolTip(number, tooltip(face.tip or face.title))
        button = self.tabBar().tabButton(number, QTabBar.ButtonPosition.RightSide)
        button.setAccessibleName(tr("Close {title}", title=visible(face.title)))

    def edit_name(self, page: QWidget) -> None:
        """Let a person name its tab, in place."""
        number = self.indexOf(page)
        room = self.tabBar().tabRect(number)
        box = _NameBox(self.tabText(number).replace("&&", "&"), self.tabBar())
        box.setGeometry(room.adjusted(2, 2, -2, -2))
        box.named.connect(lambda name: self.named.emit(page, name))
        box.ended.connect(page.setFocus)
        box.show()
        box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _living_at(self, place: QPoint) -> QWidget | None:
        page = self.widget(self.tabBar().tabAt(place))
        return page if page in self._living else None

    def _on_menu_asked(self, place: QPoint) -> None:
        if (page := self._living_at(place)) is not None:
            self.menu_requested.emit(page, self.tabBar().mapToGlobal(place))

    def _on_double_clicked(self, number: int) -> None:
        if (page := self.widget(number)) in self._living:
            self.edit_name(page)

    def _on_dragged_out(self, begin: QPoint, end: QPoint) -> None:
        if (page := self._living_at(begin)) is not None:
            self.dragged_out.emit(page, end)


class _Bar(QTabBar):
    """Tells of a tab that was dragged off it. No ``QDrag``, which would nest an event loop."""

    dragged_out = Signal(QPoint, QPoint)  # from here, to there on the screen

    def __init__(self) -> None:
        super().__init__()
        self._pressed: QPoint | None = None

    def _is_out(self, place: QPoint) -> bool:
        far = 2 * QApplication.startDragDistance()
        return not self.rect().adjusted(-far, -far, far, far).contains(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = event.position().toPoint() if left else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and self._is_out(event.position().toPoint()):
            self.setCursor(Qt.CursorShape.DragMoveCursor)
        else:
            self.unsetCursor()
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.unsetCursor()
        begin, self._pressed = self._pressed, None
        if begin is not None and self._is_out(event.position().toPoint()):
            self.dragged_out.emit(begin, event.globalPosition().toPoint())


class _NameBox(QLineEdit):
    """Over a tab, for its name: Return takes it, Escape does not, nor does going elsewhere."""

    named = Signal(str)
    ended = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(name, parent)
        self.setMaxLength(40)
        self.setAccessibleName(tr("Name of the tab"))
        self.selectAll()
        self.returnPressed.connect(self._on_return)

    def _on_return(self) -> None:
        self.named.emit(self.text().strip())
        self._end()

    def _end(self) -> None:
        self.hide()
        self.deleteLater()
        self.ended.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._end()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason and self.isVisible():
            self.hide()
            self.deleteLater()
