"""The wizard: pages at the left, the docker command line at the foot, Run from any page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.model.run.line import line
from desktop.model.run.pages import Page
from desktop.ui.dialogs.command_line import CommandLine
from desktop.ui.dialogs.fields import set_property
from desktop.ui.icons import BESIDE_TEXT, Icon, icon
from desktop.ui.plain import menu_text, visible
from desktop.ui.run.basics_page import BasicsPage
from desktop.ui.run.draft import Draft
from desktop.ui.run.entries import TITLES
from desktop.ui.run.environment_page import EnvironmentPage
from desktop.ui.run.image_page import ImagePage
from desktop.ui.run.limits_page import LimitsPage
from desktop.ui.run.network_page import NetworkPage
from desktop.ui.run.page import WizardPage
from desktop.ui.run.page_list import PageList, PageStanding
from desktop.ui.run.path_watch import PathWatch
from desktop.ui.run.port_watch import PortWatch
from desktop.ui.run.ports_page import PortsPage
from desktop.ui.run.review_page import ReviewPage
from desktop.ui.run.said import is_said, page_of
from desktop.ui.run.security_page import SecurityPage
from desktop.ui.run.storage_page import StoragePage
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Tone

_MARGIN = 4 * GRID
_WIDTH, _HEIGHT = 1040, 720
_LEAST_WIDTH, _LEAST_HEIGHT = 720, 480  # below, pages are cut


class Wizard(QDialog):
    """Pages are made when they are first shown."""

    template_wanted = Signal()
    """What is filled in is to be kept under a name."""
    _run_pressed = Signal()

    def __init__(
        self, parent: QWidget | None, draft: Draft, ports: PortWatch, paths: PathWatch
    ) -> None:
        super().__init__(parent)
        # A cell that one types in is taken first: by Qt's delegate, which had the key before us.
        self._run_pressed.connect(self.finish, Qt.ConnectionType.QueuedConnection)
        self.draft = draft
        draft.setParent(self)
        self._ports = ports
        self._paths = paths
        self._made: dict[Page, WizardPage] = {}
        self._page = Page.IMAGE
        self.setWindowTitle(tr("Run a container"))
        self.list = PageList()
        self.stack = QStackedWidget()
        self.line = CommandLine()
        self.trouble_button = QPushButton()
        self.back_button = QPushButton(tr("&Back"))
        self.next_button = QPushButton(tr("&Next"))
        self.cancel_button = QPushButton(tr("Cancel"))
        self.run_button = QPushButton()
        self._lay_out()
        self._connect()
        self._fit()
        self.show_page(Page.IMAGE)
        self._on_changed()

    def page(self, page: Page) -> WizardPage:
        """A page, made now if need be."""
        if page not in self._made:
            self._made[page] = self._makers()[page]()
            self.stack.addWidget(self._made[page])
        return self._made[page]

    @property
    def shown(self) -> Page:
        """Where one is."""
        return self._page

    def show_page(self, page: Page) -> None:
        """Go to a page."""
        self._page = page
        self.draft.settle()
        shown = self.page(page)
        self.stack.setCurrentWidget(shown)
        self.list.choose(page)
        self.back_button.setEnabled(page is not Page.IMAGE)
        self.next_button.setEnabled(page is not Page.REVIEW)
        last = page is Page.REVIEW
        self.next_button.setDefault(not last)
        self.run_button.setDefault(last)
        self._mark_pages()
        if not self.list.hasFocus():
            first = shown.first() or (self.run_button if last else None)
            if first is not None:
                (first.focusProxy() or first).setFocus(Qt.FocusReason.OtherFocusReason)

    def paste(self, text: str) -> None:
        """Fill in a line, as if it had been pasted into the first page."""
        self.show_page(Page.IMAGE)
        page = self.page(Page.IMAGE)
        assert isinstance(page, ImagePage)
        page.paste.text.setPlainText(text)
        page.paste.fill_in()

    def go_to_trouble(self) -> None:
        """Go to the first field that is wrong."""
        if troubles := self.draft.troubles:
            field = troubles[0].field
            self.show_page(page_of(field))
            self.page(page_of(field)).show_field(field)

    def finish(self) -> None:
        """Run, if it may be; else go to what is in the way."""
        if self.draft.troubles:
            self.go_to_trouble()
        elif not self.draft.allowed:
            self.show_page(Page.REVIEW)
            box = self.page(Page.REVIEW).first()
            if box is not None:
                box.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().accept()

    def _move(self, step: int) -> None:
        pages = list(Page)
        number = pages.index(self._page) + step
        if 0 <= number < len(pages):
            self.show_page(pages[number])

    def _on_page_wanted(self, page: Page) -> None:
        if page is not self._page:
            self.show_page(page)

    def _on_changed(self) -> None:
        draft = self.draft
        verb = tr("Run") if draft.starts else tr("Create")
        if self.run_button.text() != verb:
            self.run_button.setText(verb)
            self.run_button.setAccessibleName(verb)
        ready = not draft.troubles
        self.run_button.setEnabled(ready)
        words = line(draft.spec, verb="run" if draft.starts else "create")
        if not draft.spec.image:
            words = tuple(word or "IMAGE" for word in words)
        self.line.show_lines((words,), complete=ready)
        self._say_troubles()
        self._mark_pages()

    def _say_troubles(self) -> None:
        troubles = self.draft.troubles
        self.trouble_button.setVisible(bool(troubles))
        if not troubles:
            return
        title = tr(TITLES[page_of(troubles[0].field)][0])
        said = tr("{page}: {trouble}", page=title, trouble=troubles[0].text)
        if len(troubles) > 1:
            said = tr("{trouble} And %n more.", "", len(troubles) - 1, trouble=said)
        missing = all(each.missing for each in troubles)
        self.trouble_button.setIcon(
            icon(Icon.INFO if missing else Icon.ERROR, None if missing else Tone.DANGER)
        )
        buttons = (self.back_button, self.next_button, self.cancel_button, self.run_button)
        widths = (max(each.sizeHint().width(), each.minimumWidth()) for each in buttons)
        taken = sum(width + 2 * GRID for width in widths)
        self.trouble_button.setText("")  # so that its hint is the picture's, and the style's
        room = self.width() - 2 * _MARGIN - taken - self.trouble_button.sizeHint().width()
        metrics = self.trouble_button.fontMetrics()
        cut = metrics.elidedText(visible(said), Qt.TextElideMode.ElideRight, room)
        self.trouble_button.setText(menu_text(cut, limit=1000))
        self.trouble_button.setAccessibleName(visible(said))

    def _mark_pages(self) -> None:
        draft = self.draft
        wrong = {page_of(each.field) for each in draft.troubles if not each.missing}
        if all(each.half for each in draft.troubles if page_of(each.field) is self._page):
            wrong.discard(self._page)  # as long as one types there
        warned = {Page.PORTS} if self._ports.held else set()
        if self._paths.missing:
            warned.add(Page.STORAGE)
        if self._paths.missing_files:
            warned.add(Page.ENVIRONMENT)
        if draft.dangers:
            warned.add(Page.SECURITY)
        if not draft.allowed:
            warned.add(Page.REVIEW)
        for page in Page:
            standing = PageStanding.SAID if is_said(page, draft.spec) else PageStanding.EMPTY
            standing = PageStanding.WARNED if page in warned else standing
            self.list.mark(page, PageStanding.WRONG if page in wrong else standing)

    def _makers(self) -> dict[Page, Callable[[], WizardPage]]:
        draft = self.draft
        return {
            Page.IMAGE: lambda: ImagePage(draft),
            Page.BASICS: lambda: BasicsPage(draft),
            Page.PORTS: lambda: PortsPage(draft, self._ports),
            Page.STORAGE: lambda: StoragePage(draft, self._paths),
            Page.NETWORK: lambda: NetworkPage(draft),
            Page.ENVIRONMENT: lambda: EnvironmentPage(draft, self._paths),
            Page.LIMITS: lambda: LimitsPage(draft),
            Page.SECURITY: lambda: SecurityPage(draft),
            Page.REVIEW: self._review,
        }

    def _review(self) -> ReviewPage:
        made = ReviewPage(self.draft)
        made.wanted.connect(self.show_page)
        made.template_wanted.connect(self.template_wanted)
        return made

    def _connect(self) -> None:
        self.list.wanted.connect(self._on_page_wanted)
        self.trouble_button.clicked.connect(self.go_to_trouble)
        self.back_button.clicked.connect(lambda: self._move(-1))
        self.next_button.clicked.connect(lambda: self._move(1))
        self.cancel_button.clicked.connect(self.reject)
        self.run_button.clicked.connect(self.finish)
        self.draft.changed.connect(self._on_changed)
        self._ports.changed.connect(self._mark_pages)
        self._paths.changed.connect(self._mark_pages)
        for keys, act in (
            ("Ctrl+PgUp", lambda: self._move(-1)),
            ("Ctrl+PgDown", lambda: self._move(1)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _fit(self) -> None:
        """As large as is useful, and no larger than the window that it belongs to allows."""
        parent = self.parentWidget()
        room = parent.screen().availableSize() if parent is not None else None
        width = _WIDTH if room is None else min(_WIDTH, room.width() - 10 * GRID)
        height = _HEIGHT if room is None else min(_HEIGHT, room.height() - 20 * GRID)
        self.setMinimumSize(min(_LEAST_WIDTH, width), min(_LEAST_HEIGHT, height))
        self.resize(width, height)

    def _lay_out(self) -> None:
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.list)
        upper.addWidget(_ruler(vertical=True))
        upper.addWidget(self.stack, 1)
        foot = QWidget()
        foot.setBackgroundRole(QPalette.ColorRole.Base)
        foot.setAutoFillBackground(True)
        inner = QVBoxLayout(foot)
        inner.setContentsMargins(_MARGIN, 2 * GRID, _MARGIN, 2 * GRID)
        inner.addWidget(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(upper, 1)
        column.addWidget(_ruler())
        column.addWidget(foot)
        column.addWidget(_ruler())
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        self.trouble_button.setFlat(True)
        self.trouble_button.setIconSize(BESIDE_TEXT)
        for button in (self.trouble_button, self.back_button, self.cancel_button, self.run_button):
            button.setAutoDefault(False)
        set_property(self.next_button, "quiet", True)
        set_property(self.run_button, "main", True)
        row = QHBoxLayout()
        row.setContentsMargins(_MARGIN, 3 * GRID, _MARGIN, 3 * GRID)
        row.setSpacing(2 * GRID)
        row.addWidget(self.trouble_button)
        row.addStretch(1)
        for button in (self.back_button, self.next_button, self.cancel_button, self.run_button):
            row.addWidget(button)
        return row

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._widen_buttons()

    def _widen_buttons(self) -> None:
        """All as wide at least, and none narrower than its words in this style and language."""
        for button in (self.back_button, self.next_button, self.cancel_button, self.run_button):
            button.ensurePolished()
            button.setMinimumWidth(max(20 * GRID, button.minimumSizeHint().width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_troubles()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._run_pressed.emit()
        else:
            super().keyPressEvent(event)

    def accept(self) -> None:
        self.finish()


def _ruler(*, vertical: bool = False) -> QWidget:
    made = QWidget()
    (made.setFixedWidth if vertical else made.setFixedHeight)(1)
    made.setBackgroundRole(QPalette.ColorRole.Mid)
    made.setAutoFillBackground(True)
    return made
