"""What a person keeps of a terminal: its lines in a file, and the commands that were typed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu

from desktop.model.begun import AS_THE_IMAGE, how_begun
from desktop.model.recorded_steps import Step
from desktop.model.terminals.plans import HelperPlan, Plan
from desktop.ui.icons import Icon, icon
from desktop.ui.terminal.review import review
from desktop.ui.terminal.saving import save_terminal
from desktop.ui.terminal.taking_down import TakingDown
from desktop.ui.text import tr
from desktop.ui.theme import Tone

if TYPE_CHECKING:
    from desktop.ui.terminal.page import TerminalPage


class Keeping(QObject):
    """The record button, and the menu behind More."""

    def __init__(self, page: TerminalPage) -> None:
        super().__init__(page)
        self._page = page
        self._taking_down = TakingDown(page.view)
        self._reviewing: asyncio.Task[None] | None = None
        page.foot.record.toggled.connect(self._on_record_toggled)
        page.conversation.changed.connect(self._say_whether)
        self.say_words()

    def say_words(self) -> None:
        """Make the menu in the language that is installed."""
        self._page.foot.more.set_choices(self._menu())
        self._say_whether()

    @property
    def _plan(self) -> Plan | None:
        session = self._page.conversation.session
        return session.plan if session is not None else None

    def _say_whether(self) -> None:
        """A helper's commands are done in a container of its own: no image is made by them."""
        if isinstance(self._plan, HelperPlan):
            record = self._page.foot.record
            record.setChecked(False)
            record.setEnabled(False)
            record.setToolTip(_not_a_helper())
            record.setAccessibleDescription(_not_a_helper())

    def _menu(self) -> QMenu:
        page, view = self._page, self._page.view
        menu = QMenu(page.foot.more)
        menu.addAction(icon(Icon.SAVE), tr("Save…"), self._save)
        menu.addAction(icon(Icon.RECORD), tr("Recorded commands…"), self._review)
        menu.addSeparator()
        menu.addAction(tr("Larger font"), lambda: view.zoom(1))
        menu.addAction(tr("Smaller font"), lambda: view.zoom(-1))
        menu.addAction(tr("Usual font"), lambda: view.zoom(0))
        menu.addSeparator()
        menu.addAction(tr("Clear scrollback"), view.clear_history)
        return menu

    def _on_record_toggled(self, wanted: bool) -> None:
        self._taking_down.want(wanted)
        self._page.view.setFocus()
        if not wanted and self._taking_down.steps:
            self._review()

    def _save(self) -> None:
        self._page.spawn(self._told(save_terminal(self._page.view, self._page.target.name)))

    def _review(self) -> None:
        page, steps = self._page, self._taking_down.steps
        if self._reviewing is not None and not self._reviewing.done():
            return
        if steps:
            self._reviewing = page.spawn(self._told(self._reviewed(steps)))
        elif isinstance(self._plan, HelperPlan):
            page.notice.say(_not_a_helper(), Tone.ACCENT)
        else:
            said = tr("Nothing was recorded. Press the record button, then type commands.")
            page.notice.say(said, Tone.ACCENT)

    async def _reviewed(self, steps: Sequence[Step]) -> str | None:
        page, plan = self._page, self._plan
        begun = AS_THE_IMAGE if plan is None else await how_begun(page.engine(), plan)
        return await review(page, steps, page.image, shell=page.shell, begun=begun)

    async def _told(self, work: Awaitable[str | None]) -> None:
        """Say in the end what became of it."""
        said = await work
        self._page.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if said is not None:
            self._page.notice.say(said, Tone.ACCENT)


def _not_a_helper() -> str:
    return tr("A helper shell is not recorded: its commands run in a container of its own.")
