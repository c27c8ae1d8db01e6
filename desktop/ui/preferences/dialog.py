"""The settings: a list of pages at the left, the page that is chosen at the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.icons import Icon
from desktop.ui.preferences.means import Means
from desktop.ui.preferences.rows import SettingsPage
from desktop.ui.section_list import SectionList
from desktop.ui.sections import SectionSpec
from desktop.ui.text import mark, tr
from desktop.ui.theme import GRID

_LEAST_WIDTH, _LEAST_HEIGHT = 122 * GRID, 90 * GRID  # of a page


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page; ``make`` imports its module when it is first shown."""

    name: str
    title: str
    picture: Icon
    make: Callable[[Means], SettingsPage]


def _general(means: Means) -> SettingsPage:
    from desktop.ui.preferences.general import GeneralPage

    return GeneralPage(means)


def _look(means: Means) -> SettingsPage:
    from desktop.ui.preferences.look import LookPage

    return LookPage(means)


def _places(means: Means) -> SettingsPage:
    from desktop.ui.preferences.places import PlacesPage

    return PlacesPage(means)


def _terminal(means: Means) -> SettingsPage:
    from desktop.ui.preferences.terminal import TerminalPage

    return TerminalPage(means)


def _logs(means: Means) -> SettingsPage:
    from desktop.ui.preferences.logs import LogsPage

    return LogsPage(means)


def _copying(means: Means) -> SettingsPage:
    from desktop.ui.preferences.copying import CopyingPage

    return CopyingPage(means)


def _keys(means: Means) -> SettingsPage:
    from desktop.ui.preferences.keys import KeysPage

    return KeysPage(means)


def _privacy(means: Means) -> SettingsPage:
    from desktop.ui.preferences.privacy import PrivacyPage

    return PrivacyPage(means)


PAGES = (
    PageSpec("general", mark("General"), Icon.SETTINGS, _general),
    PageSpec("look", mark("Appearance"), Icon.SUN, _look),
    PageSpec("places", mark("Engine places"), Icon.CONTEXT, _places),
    PageSpec("terminal", mark("Terminal"), Icon.TERMINAL, _terminal),
    PageSpec("logs", mark("Logs"), Icon.LOGS, _logs),
    PageSpec("copying", mark("Copying files"), Icon.FILES, _copying),
    PageSpec("keys", mark("Keys"), Icon.PALETTE, _keys),
    PageSpec("privacy", mark("Privacy"), Icon.LOCK, _privacy),
)


class SettingsDialog(QDialog):
    """Everything takes effect at once: there is nothing to confirm, and only one button."""

    def __init__(self, parent: QWidget | None, means: Means, page: str = "") -> None:
        super().__init__(parent)
        self._means = means
        self._made: dict[str, SettingsPage] = {}
        self.resize(QSize(216 * GRID, 150 * GRID))
        self._across = QHBoxLayout()
        self._across.setSpacing(0)
        self._close = QPushButton()
        self._close.setMinimumWidth(22 * GRID)
        self._close.clicked.connect(self.accept)
        self._lay_out()
        self._anew = QTimer(self, singleShot=True)
        self._anew.timeout.connect(self._fill)
        self.list: SectionList
        self._stack: QStackedWidget
        self._page = page or PAGES[0].name
        self._fill()

    @property
    def page(self) -> SettingsPage:
        """The page in front."""
        return self._made[self._page]

    def show_page(self, name: str) -> None:
        """Bring a page to the front."""
        self.list.choose(name)

    def _lay_out(self) -> None:
        ruler = QWidget()
        ruler.setFixedHeight(1)
        ruler.setBackgroundRole(QPalette.ColorRole.Mid)
        ruler.setAutoFillBackground(True)
        buttons = QDialogButtonBox()
        buttons.addButton(self._close, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.setContentsMargins(6 * GRID, 3 * GRID, 6 * GRID, 3 * GRID)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._across, 1)
        column.addWidget(ruler)
        column.addWidget(buttons)

    def _fill(self) -> None:
        """Make list and pages, in the language that is installed."""
        while (item := self._across.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._made.clear()
        self.setWindowTitle(tr("Settings"))
        self._close.setText(tr("Close"))
        specs = [SectionSpec(each.name, each.title, each.picture) for each in PAGES]
        self.list = SectionList(specs)
        self.list.setAccessibleName(tr("Pages"))
        self._stack = QStackedWidget()
        self._across.addWidget(self.list)
        self._across.addWidget(self._stack, 1)
        self.list.setSizeAdjustPolicy(SectionList.SizeAdjustPolicy.AdjustIgnored)
        self.list.setFixedWidth(max(48 * GRID, self.list.minimumWidth()))
        self.setMinimumSize(self.list.width() + _LEAST_WIDTH, _LEAST_HEIGHT)
        self.list.chosen.connect(lambda spec: self._show(spec.name))
        self.list.choose(self._page)
        self._show(self._page)
        self.setTabOrder(self.list, self._close)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, name: str) -> None:
        self._page = name
        if name not in self._made:
            spec = next(each for each in PAGES if each.name == name)
            made = self._made[name] = spec.make(self._means)
            made.left.connect(self.accept)
            self._stack.addWidget(made)
        self._stack.setCurrentWidget(self._made[name])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enters = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        focused = self.focusWidget()
        if not enters:
            super().keyPressEvent(event)
        elif isinstance(focused, QPushButton):
            focused.click()  # anywhere else it is the field's own, and closes nothing

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_stack"):
            self._anew.start(0)  # once for all translators that come and go
