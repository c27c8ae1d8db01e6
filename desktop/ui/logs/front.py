"""What stands in the middle of a log's page: its lines, or why there are none."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui.empty import EmptyState
from desktop.ui.icons import Icon, icon
from desktop.ui.logs.open_log import OpenLog
from desktop.ui.logs.standing import why_nothing
from desktop.ui.states import Skeleton
from desktop.ui.text import tr


class Front(QStackedWidget):
    """The lines of one log at a time. ``clear_filter`` is offered where none matches."""

    def __init__(self, clear_filter: Callable[[], object]) -> None:
        super().__init__()
        clear = QAction(icon(Icon.FILTER), tr("Clear filter"), self)
        clear.triggered.connect(lambda _on: clear_filter())
        self.loading = Skeleton()
        self.nothing = EmptyState(Icon.LOGS, "")
        self.unmatched = EmptyState(Icon.FILTER, tr("No line matches"), action=clear)
        for each in (self.loading, self.nothing, self.unmatched):
            self.addWidget(each)

    def take_in(self, log: OpenLog) -> None:
        """Its lines may be shown."""
        self.addWidget(log.log_view)

    def let_go(self, log: OpenLog) -> None:
        """It is closed."""
        self.removeWidget(log.log_view)
        log.log_view.deleteLater()

    def show_log(self, log: OpenLog) -> None:
        """Show what stands for it now."""
        front = self._front(log)
        if self.currentWidget() is not front:
            self.setCurrentWidget(front)

    def _front(self, log: OpenLog) -> QWidget:
        if len(log.view) or log.view.busy:
            return log.log_view
        if log.book.lines and not log.view.filter.everything:
            return self.unmatched
        if log.is_loading:
            return self.loading
        if log.view.paused or log.book.taken:
            return log.log_view
        self.nothing.say(*why_nothing(log))
        return self.nothing
