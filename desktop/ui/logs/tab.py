"""The tab of the details with the log of the container that is shown."""

from __future__ import annotations

from desktop.ui.details.subject import Subject
from desktop.ui.logs.log_page import LogPage


class LogTab(LogPage):
    """Follows the selection."""

    def show_subject(self, subject: Subject) -> None:
        """Show this container's log."""
        self.show_containers([subject.key])
