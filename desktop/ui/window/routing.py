"""What is chosen, and who follows it: the page, the toolbar, the actions and the details."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from desktop.engine.records import Kind, Port
from desktop.ui import links
from desktop.ui.actions import Actions
from desktop.ui.actions.menus import ToolBar, open_context_menu
from desktop.ui.page import Surroundings
from desktop.ui.section_list import SectionList
from desktop.ui.sections import SectionSpec
from desktop.ui.window.frame import Frame
from desktop.ui.window.places import Places
from desktop.ui.window.section_stack import SectionStack
from desktop.ui.window.trees import Trees


class Routing:
    """Follows the section list and the trees."""

    def __init__(
        self,
        window: QWidget,
        surroundings: Surroundings,
        actions: Actions,
        section_list: SectionList,
        trees: Trees,
        stack: SectionStack,
        places: Places,
        frame: Frame,
        tool_bar: ToolBar,
    ) -> None:
        self._window = window
        self._surroundings = surroundings
        self._actions = actions
        self._trees = trees
        self._stack = stack
        self._details = places.details
        self._frame = frame
        self._tool_bar = tool_bar
        section_list.chosen.connect(self._on_section_chosen)
        trees.selection_changed.connect(self._on_selection_changed)
        trees.menu_requested.connect(self._on_menu_requested)
        trees.row_activated.connect(self._on_row_activated)
        trees.port_clicked.connect(self._on_port_clicked)
        surroundings.chosen.picked.connect(self._on_picked)
        surroundings.chosen.menu_requested.connect(self._on_menu_requested)
        self._on_section_chosen(section_list.section)

    def select(self, kind: Kind | None, key: str) -> None:
        """Let the details follow this object; they wait until there is one."""
        if kind is not None or self._details.made is not None:
            self._details.part.show_object(kind, key)

    def _on_section_chosen(self, section: SectionSpec) -> None:
        self._stack.show_section(section)
        self._frame.arrange()
        acts = section.acts and self._surroundings.chosen.key
        self._tool_bar.show_for(self._surroundings.chosen.kind if acts else section.kind)
        self._on_selection_changed()

    def _on_selection_changed(self) -> None:
        self._actions.refresh()
        tree = self._stack.tree
        record = tree.current_record() if tree is not None else None
        if tree is not None:
            kind = tree.kind if record is not None else None
            self._surroundings.chosen.follow(kind, record.key if record is not None else "")
        if tree is not None and record is not None:
            self.select(tree.kind, record.key)
        elif not self._stack.section.selects:  # else its page has said so when it was shown
            self.select(None, "")

    def _on_picked(self) -> None:
        """A page chose something: its tree selects it, and the actions act on it."""
        chosen = self._surroundings.chosen
        if chosen.kind is not None:
            self._trees[chosen.kind].reveal(chosen.key)
        self._tool_bar.show_for(chosen.kind)
        self._actions.refresh()

    def _on_menu_requested(self, kind: Kind, position: QPoint) -> None:
        open_context_menu(self._window, kind, position, self._actions)

    def _on_row_activated(self) -> None:
        self._frame.show_details()
        self._details.part.setFocus()

    def _on_port_clicked(self, port: Port) -> None:
        url = links.port_url(port, self._surroundings.session.status.endpoint)
        if url is not None:
            self._surroundings.open_url(url)
