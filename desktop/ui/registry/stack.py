"""What is seen of a registry: its repositories, or why there are none to see."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.engine.errors import EngineError
from desktop.engine.records import EngineInfo
from desktop.engine.registry_errors import RegistryFault, fault_of
from desktop.model.registry_shelf import is_searched
from desktop.ui.empty import EmptyState
from desktop.ui.icons import Icon
from desktop.ui.registry import untold, words
from desktop.ui.states import Skeleton
from desktop.ui.text import tr
from desktop.ui.wording import as_sentence

_REFUSED = (RegistryFault.SIGN_IN, RegistryFault.WRONG_SECRET, RegistryFault.TOO_MANY)


class RegistryStack(QStackedWidget):
    """One of them at a time. The actions are the next steps after a failure."""

    def __init__(self, tree: QWidget, *, sign_in: QAction, again: QAction) -> None:
        super().__init__()
        self.tree = tree
        self.loading = Skeleton()
        self.nothing = EmptyState(Icon.REGISTRY, "")
        self.failed = EmptyState(Icon.REGISTRY, "", action=again)
        self.refused = EmptyState(Icon.LOCK, "", action=sign_in, others=[again])
        for part in (self.loading, self.nothing, self.failed, self.refused, tree):
            self.addWidget(part)

    def show_part(self, part: QWidget) -> None:
        """Bring a part to the front."""
        if self.currentWidget() is not part:
            self.setCurrentWidget(part)

    def show_failure(self, registry: str, error: EngineError, info: EngineInfo | None) -> None:
        """Why there is nothing to see."""
        where = words.shown(registry)
        if is_searched(registry):
            tried = tr("Cannot search {where}", where=where)
        else:
            tried = tr("Cannot list the repositories of {where}", where=where)
        part = self.refused if fault_of(error) in _REFUSED else self.failed
        part.say(tried, as_sentence(untold.why_not_told(registry, error, info)))
        self.show_part(part)

    def show_nothing(self, registry: str, *, asked: bool) -> None:
        """That there is nothing; ``asked``: of what was looked for."""
        where = words.shown(registry)
        if not asked and is_searched(registry):
            sentence = tr("Search {where}", where=where)
            self.nothing.say(sentence, tr("Type a part of a name, and press Enter."))
        elif not asked:
            self.nothing.say(tr("{where} lists no repositories", where=where))
        elif is_searched(registry):
            self.nothing.say(tr("Nothing was found"), tr("Try another word, or a shorter one."))
        else:
            self.nothing.say(
                tr("Nothing matches the filter"),
                tr("Press Enter to look for a repository of exactly this name."),
            )
        self.show_part(self.nothing)
