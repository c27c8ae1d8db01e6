"""What is copied of the selected rows."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from desktop.engine.records import Image
from desktop.ui.deeds.deeds import Deeds


def copy_names(deeds: Deeds) -> None:
    names = []
    for row in deeds.window.current_rows():
        if isinstance(row.record, Image) and row.group is not None and row.tags:
            names += [f"{row.group.title}:{tag}" for tag in row.tags]
        else:
            names.append(row.title)
    copy(names)


def copy_ids(deeds: Deeds) -> None:
    copy([row.record.key for row in deeds.window.current_rows()])


def copy(texts: list[str]) -> None:
    """A line each, and each once."""
    if texts:
        QGuiApplication.clipboard().setText("\n".join(dict.fromkeys(texts)))
