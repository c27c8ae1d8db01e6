"""Groups of tabs beside each other."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from desktop.ui.living.tabs import Tabs


class Area(QSplitter):
    """One group at least; another goes when its last page goes.

    ``first`` is a group that stays, whatever it holds, and ``holder`` is what it stands in.
    """

    group_made = Signal(Tabs)

    def __init__(self, first: Tabs | None = None, holder: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._first = first
        self.groups: list[Tabs] = []
        self.setChildrenCollapsible(False)
        if first is not None:
            self.groups.append(first)
            self.addWidget(holder or first)

    @property
    def pages(self) -> list[QWidget]:
        """All that live on in it, from left to right."""
        return [page for group in self.groups for page in group.living]

    def group_of(self, page: QWidget) -> Tabs | None:
        """The group that a page stands in."""
        return next((group for group in self.groups if page in group.living), None)

    def group_at(self, place: QPoint) -> Tabs | None:
        """The group at a place on the screen."""
        for group in self.groups:
            if group.isVisible() and group.rect().contains(group.mapFromGlobal(place)):
                return group
        return None

    def beside(self, group: Tabs | None) -> Tabs:
        """A new group, to the right of this one."""
        made = Tabs()
        at = self.groups.index(group) + 1 if group is not None else len(self.groups)
        self.groups.insert(at, made)
        self.insertWidget(at, made)
        self.setStretchFactor(at, 1)
        self.setSizes([max(1, self.width()) // len(self.groups)] * len(self.groups))
        self.group_made.emit(made)
        return made

    def left_of(self, group: Tabs) -> Tabs | None:
        """The group to its left."""
        at = self.groups.index(group)
        return self.groups[at - 1] if at else None

    def take(self, page: QWidget) -> None:
        """Let a page go, and its group when that is empty."""
        group = self.group_of(page)
        if group is None:
            return
        group.take(page)
        if not group.living and group is not self._first:
            self.groups.remove(group)
            group.hide()
            group.deleteLater()
