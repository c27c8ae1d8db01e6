"""The section that is shown: a tree, or a page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from desktop.engine.records import Kind
from desktop.ui.page import Surroundings, close_pages
from desktop.ui.sections import SectionSpec, section_of
from desktop.ui.trees.header import Header
from desktop.ui.trees.section import Section
from desktop.ui.window.trees import Trees


class SectionStack(QStackedWidget):
    """Each section's widget, made when it is first needed."""

    added = Signal()
    """Another one was made."""

    def __init__(
        self,
        sections: Sequence[SectionSpec],
        trees: Trees,
        surroundings: Surroundings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._sections = sections
        self._trees = trees
        self._surroundings = surroundings
        self._made: dict[str, QWidget] = {}
        self.section = sections[0]

    def show_section(self, section: SectionSpec) -> None:
        """Bring a section to the front."""
        self.section = section
        page = self._page(section)
        self.setCurrentWidget(page)
        self.setFocusProxy(page.tree if isinstance(page, Section) else page)

    @property
    def tree(self) -> Section | None:
        """The tree in front; None where a page is."""
        kind = self.section.kind
        return self.tree_of(kind) if kind is not None else None

    @property
    def part_in_front(self) -> QWidget:
        """What has the keys here: the tree, or what is in its place while it is empty or loads."""
        return self if self.tree is None else self.tree.stack.currentWidget() or self

    def tree_of(self, kind: Kind) -> Section:
        """The tree of a kind, made if need be."""
        made = self._page(section_of(kind))
        assert isinstance(made, Section)
        return made

    def fill_columns(self, menu: QMenu) -> None:
        """The columns of what is shown, to be shown and hidden, where it has a head of them."""
        tree = self.tree
        table = tree.tree if tree is not None else getattr(self.currentWidget(), "table", None)
        head = getattr(table, "head", None)
        if isinstance(head, Header):
            head.fill_menu(menu)

    def pages(self) -> list[QWidget]:
        """What is made so far, as the list has it."""
        return [self._made[spec.name] for spec in self._sections if spec.name in self._made]

    async def close_down(self) -> None:
        """End what the pages have running."""
        await self._trees.close_down()
        pages = (self._made.get(spec.name) for spec in self._sections if spec.kind is None)
        await close_pages(page for page in pages if page is not None)

    def _page(self, section: SectionSpec) -> QWidget:
        if section.name not in self._made:
            made = self._make(section)
            self._made[section.name] = made
            self.addWidget(made)
            self.added.emit()
        return self._made[section.name]

    def _make(self, section: SectionSpec) -> QWidget:
        if section.kind is not None:
            return self._trees[section.kind]
        assert section.make is not None
        return section.make(self._surroundings)
