"""Whether a person waits for what they asked for, or has gone on to something else."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from desktop.model.operations import Operation
from desktop.ui.deeds.deeds import Deeds

_AWAITED_SECONDS = 5.0  # so long a person waits for it, and does nothing else


def has_gone_on(deeds: Deeds, operation: Operation) -> bool:
    """Whether it took long, and a person types in a terminal or a dialog meanwhile.

    Nothing may take the focus from there.
    """
    if operation.seconds <= _AWAITED_SECONDS:
        return False
    if QApplication.activeModalWidget() is not None:
        return True
    focus, pages = QApplication.focusWidget(), deeds.window.living
    living = [] if pages is None else pages.pages.values()
    return focus is not None and any(page.isAncestorOf(focus) for page in living)
