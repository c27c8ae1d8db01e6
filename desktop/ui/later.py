"""Parts of the window that are made when they are first needed, so that the start is short."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

W = TypeVar("W", bound=QWidget)


class Later(QWidget, Generic[W]):
    """The place of a part. ``make`` imports its module and makes it."""

    def __init__(self, make: Callable[[], W], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._part: W | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)

    @property
    def made(self) -> W | None:
        """The part, if it was needed so far."""
        return self._part

    @property
    def part(self) -> W:
        """The part, made now if need be."""
        if self._part is None:
            self._part = self._make()
            layout = self.layout()
            assert layout is not None
            layout.addWidget(self._part)
            self.setFocusProxy(self._part)
        return self._part
