"""The page of registries: searched, listed, pulled from, signed in to."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.engine.records import Kind
from desktop.engine.registry_records import Account, Found
from desktop.model.in_turn import steps
from desktop.model.look import Look
from desktop.model.operations import Operation
from desktop.model.registry_commands import SignInTo, SignOutOf
from desktop.model.registry_shelf import (
    Shelf,
    is_searched,
    key_of,
    look_at_accounts,
    look_at_shelf,
    typed,
)
from desktop.model.store import Change
from desktop.ui.focus import FocusGoesTo
from desktop.ui.icons import Icon, icon
from desktop.ui.page import Surroundings, Watcher
from desktop.ui.registry import asking, untold, words
from desktop.ui.registry.bar import RegistryBar
from desktop.ui.registry.jobs import Jobs
from desktop.ui.registry.model import PULL, RegistryModel
from desktop.ui.registry.rows import Rows
from desktop.ui.registry.stack import RegistryStack
from desktop.ui.registry.tags import Tags
from desktop.ui.registry.tree import RegistryTree
from desktop.ui.states import Banner
from desktop.ui.text import tr
from desktop.ui.theme import Tone


class RegistryPage(QWidget):
    """What a registry holds. Docker Hub is searched; others list their repositories."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._session, self._settings = surroundings.session, surroundings.settings
        self._store = surroundings.session.store
        self._jobs = Jobs()
        self.shelf: Look[Shelf] = Look(self._session, look_at_shelf)
        self.accounts: Look[tuple[Account, ...]] = Look(self._session, look_at_accounts)
        self._typed: Found | None = None
        self._shown: object = None  # what the tree was last given
        self.model = RegistryModel(self)
        self.tags = Tags(self._session, self.model)
        self._build()
        self._connect()
        self.accounts.turn_to("all")
        self._offer_registries()
        self._show()

    @property
    def registry(self) -> str:
        """The one that is looked at."""
        return self.bar.registry

    def _build(self) -> None:
        self.bar = RegistryBar()
        self.filter_box = self.bar.search
        self.banner = Banner()
        self.tree = RegistryTree(self.model)
        self._sign_in = QAction(icon(Icon.KEY), tr("Sign in…"), self)
        self._again = QAction(icon(Icon.RETRY), tr("Try again"), self)
        self.stack = RegistryStack(self.tree, sign_in=self._sign_in, again=self._again)
        self.rows = Rows(self.tree, self.tags, self.banner, self._surroundings, self._jobs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.banner)
        column.addWidget(self.stack, 1)
        FocusGoesTo(self, self.bar.search)

    def _connect(self) -> None:
        self._sign_in.triggered.connect(self.sign_in)
        self._again.triggered.connect(self.look_again)
        self.bar.searched.connect(self.look)
        self.bar.left_downwards.connect(self._on_left_downwards)
        self.bar.typed.connect(self._on_typed)
        self.bar.registry_chosen.connect(self._on_registry_chosen)
        self.bar.sign_in_requested.connect(self.sign_in)
        self.bar.sign_out_requested.connect(self.sign_out)
        self.bar.pull_requested.connect(self.rows.pull_selected)
        self.tree.expanded.connect(self._on_expanded)
        self.tree.pull_requested.connect(self._pull_row)
        self.tree.opened.connect(self._on_opened)
        self.tree.menu_requested.connect(self.rows.open_menu)
        self.tree.copy_requested.connect(self.rows.copy_names)
        self.tree.selectionModel().selectionChanged.connect(lambda *_: self._allow())
        self._end = (
            self.shelf.changed.subscribe(lambda _look: self._show()),
            self.accounts.changed.subscribe(lambda _look: self._show_account()),
            self._surroundings.operations.changed.subscribe(self._on_operation_changed),
            self._store.changed.subscribe(self._on_store_changed),
            self._session.status_changed.subscribe(lambda _status: self._allow()),
        )
        self._watcher = Watcher(self, self._on_watched)

    async def close_down(self) -> None:
        """Hear nothing any more, and ask nothing."""
        for end in self._end:
            end()
        await self._jobs.close()
        await self.shelf.close()
        await self.accounts.close()
        await self.tags.forget()

    # What is asked

    def look(self) -> None:
        """Search for what is typed; where all is listed, show the repository of that name."""
        registry, term = self.registry, self.bar.term
        self._typed = None
        if self._session.engine is None:
            self.banner.say(tr("No Engine is connected. Connect to one first."), Tone.WARNING)
            return
        self.shelf.turn_to(key_of(registry, term))
        if not is_searched(registry) and term:
            found = self.shelf.value.found if self.shelf.value is not None else ()
            if not any(term in each.name for each in found):
                self._typed = typed(registry, term)
        if self.shelf.value is None and (term or not is_searched(registry)):
            self.shelf.ask()
        self._show()

    def look_again(self) -> None:
        """Ask once more."""
        self._jobs.start(self.tags.forget())
        self.accounts.ask()
        self.shelf.turn_to("")
        self.look()

    def _on_registry_chosen(self) -> None:
        self.banner.hide()
        self.bar.search.clear()
        self.tree.show_facts(told=is_searched(self.registry))
        self._show_account()
        self.look()

    def _on_typed(self) -> None:
        """Where all is listed, what is typed filters it; elsewhere Enter searches."""
        self.model.filter("" if is_searched(self.registry) else self.bar.term)
        if not is_searched(self.registry):
            self._typed = None
            self._show()

    def _on_left_downwards(self) -> None:
        """From what one looks for into what was found."""
        if self.tree.isVisible():
            self.tree.setFocus(Qt.FocusReason.TabFocusReason)
            if not self.tree.currentIndex().isValid():
                self.tree.setCurrentIndex(self.model.index(0, 0))

    def _on_watched(self, watched: bool) -> None:
        if not watched:
            return
        self._offer_registries()
        self.accounts.ask()
        if self.shelf.value is None and not self.shelf.asking:
            self.look()

    def _offer_registries(self) -> None:
        accounts = [account.registry for account in self.accounts.value or ()]
        known = asking.registries(self._settings, self._store)
        self.bar.offer([*dict.fromkeys((*known, *accounts))])

    def event(self, event: QEvent) -> bool:
        # In here F5 asks the registry again; elsewhere it lists all objects.
        if event.type() is QEvent.Type.ShortcutOverride and _is_refresh(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_refresh(event):
            self.look_again()
        else:
            super().keyPressEvent(event)

    # What is shown

    def _show(self) -> None:
        """What is known at this moment."""
        value = self.shelf.value
        found = (*((self._typed,) if self._typed else ()), *(value.found if value else ()))
        shown = (self.shelf.key, found)
        if shown != self._shown:
            self._shown = shown
            self.model.show_found(found)
            if self._typed is not None:
                self.tree.expand(self.model.index(0, 0))
        if value is not None and found and not is_searched(self.registry):
            asking.visited(self._settings, self.registry)
        self._show_part(bool(found))
        self.bar.facts(self._facts(value))
        self._allow()

    def _show_part(self, found: bool) -> None:
        problem = self.shelf.problem
        if self.shelf.asking and not found:
            self.stack.show_part(self.stack.loading)
        elif problem is not None and not found and not self.shelf.asking:
            self.stack.show_failure(self.registry, problem, self._session.status.info)
        elif not len(self.model) and not self.shelf.asking:
            asked = self.shelf.value is not None and bool(self.bar.term)
            self.stack.show_nothing(self.registry, asked=asked)
        else:
            self.stack.show_part(self.tree)

    def _facts(self, value: Shelf | None) -> str:
        if value is None or not value.found:
            return ""
        count = len(value.found)
        if not value.complete:
            return tr("the first %n repositor(y|ies)", "", count)
        return tr("%n repositor(y|ies)", "", count)

    def _show_account(self) -> None:
        self._offer_registries()
        account = next((a for a in self.accounts.value or () if a.registry == self.registry), None)
        told = words.standing(account) if self.accounts.value is not None else ""
        if self.accounts.problem is not None:
            tried = tr("Cannot tell who is signed in")
            info = self._session.status.info
            told = untold.not_told(tried, self.registry, self.accounts.problem, info)
        self.bar.show_account(told, signed_in=account is not None)

    def _allow(self) -> None:
        live = self._session.engine is not None
        self.bar.allow(live=live, pull=live and bool(self.rows.selected()))

    def _on_expanded(self, index: QModelIndex) -> None:
        each = self.model.repository(index)
        if each is not None and not index.internalId() and each.tags is None:
            self.tags.want(each.found.name)

    # What is done

    def sign_in(self) -> None:
        """Ask who signs in to the registry that is looked at."""
        self._jobs.start(self._ask_who())

    def sign_out(self) -> None:
        """Forget who was signed in to it."""
        self._surroundings.run(SignOutOf(self.registry))

    async def _ask_who(self) -> None:
        await asking.sign_in(self.window(), self._surroundings, self.registry)

    def _on_opened(self, index: QModelIndex) -> None:
        if index.internalId():
            self._pull_row(index)
        elif index.column() != PULL:
            self.tree.setExpanded(index.siblingAtColumn(0), not self.tree.isExpanded(index))

    def _pull_row(self, index: QModelIndex) -> None:
        self.rows.pull([self.model.reference(index)])

    # News

    def _on_operation_changed(self, operation: Operation) -> None:
        if operation.running:
            return
        if any(isinstance(step, SignInTo | SignOutOf) for step in steps(operation.command)):
            names = {target.name for target in operation.succeeded}
            self._jobs.start(self._renew(again=self.registry in names))

    async def _renew(self, *, again: bool) -> None:
        """Another is signed in by now."""
        if again:
            self.look_again()
        else:
            self.accounts.ask()

    def _on_store_changed(self, change: Change) -> None:
        if change.kind is Kind.IMAGE:
            here = (name for image in self._store.images for name in image.references)
            self.model.show_here(frozenset(here))


def _is_refresh(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F5
