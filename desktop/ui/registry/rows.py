"""What is done with the selected rows of a registry: they are pulled, and their names copied."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from desktop.model.image_commands import PullImage
from desktop.ui.icons import Icon, icon
from desktop.ui.page import Surroundings
from desktop.ui.registry import asking
from desktop.ui.registry.jobs import Jobs
from desktop.ui.registry.tags import Tags
from desktop.ui.registry.tree import RegistryTree
from desktop.ui.states import Banner
from desktop.ui.text import tr
from desktop.ui.theme import Tone


class Rows:
    """Pulls what a tree's rows name; where that can't be, the banner says why."""

    def __init__(
        self, tree: RegistryTree, tags: Tags, banner: Banner, surroundings: Surroundings, jobs: Jobs
    ) -> None:
        self._tree = tree
        self._model = tree.repositories
        self._tags = tags
        self._banner = banner
        self._surroundings = surroundings
        self._jobs = jobs

    def selected(self) -> list[str]:
        """What the selected rows are pulled by."""
        rows = self._tree.selectionModel().selectedRows()
        names = (self._model.reference(row) for row in rows)
        return [*dict.fromkeys(filter(None, names))]

    def pull(self, references: list[str]) -> None:
        """Pull these, each as an operation of its own."""
        for name in filter(None, references):
            self._banner.hide()
            if self._lacks_latest(name):
                said = tr("{name} has no tag latest. Choose one of its tags.", name=name)
                self._banner.say(said, Tone.WARNING)
            elif self._surroundings.run(PullImage(name)) is not None:
                asking.pulled(self._surroundings.settings, name)

    def pull_selected(self) -> None:
        """Pull each of the selected rows."""
        self.pull(self.selected())

    def copy_names(self) -> None:
        """What the selected rows are pulled by, to the clipboard."""
        if names := self.selected():
            QGuiApplication.clipboard().setText("\n".join(names))

    def open_menu(self, where: QPoint) -> None:
        """What can be done with the current row; it deletes itself when it closes."""
        name = self._model.reference(self._tree.currentIndex())
        if not name:
            return
        menu = QMenu(self._tree)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        pull = menu.addAction(icon(Icon.PULL), tr("Pull"), self.pull_selected)
        pull.setEnabled(self._surroundings.session.engine is not None)
        more = menu.addAction(icon(Icon.PULL), tr("Pull…"))
        more.triggered.connect(lambda: self._jobs.start(self._ask_pull(name)))
        menu.addAction(icon(Icon.COPY), tr("Copy name"), self.copy_names)
        menu.popup(where)

    async def _ask_pull(self, name: str) -> None:
        await asking.ask_pull(self._tree.window(), self._surroundings, name)

    def _lacks_latest(self, name: str) -> bool:
        """Whether a repository's tags are known, and the default one is not among them."""
        known = self._tags.known(name)
        return known is not None and "latest" not in known.names
