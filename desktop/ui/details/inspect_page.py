"""The tab with the Engine's JSON."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.ui.details.subject import Subject


class InspectPage(QWidget):
    """Shows a subject's JSON as a tree."""

    def show_subject(self, subject: Subject) -> None:
        """Show it."""
