"""The window's parts that wait until they are needed, so that the start is short."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.ui.actions import Actions
from desktop.ui.actions.living import LIVING
from desktop.ui.deeds import Deeds
from desktop.ui.deeds.again import ask_again, run_again
from desktop.ui.later import Later
from desktop.ui.page import Surroundings
from desktop.ui.window.parts import Parts

if TYPE_CHECKING:
    from desktop.engine.host_programs import Way
    from desktop.ui.activity.line import ActivityLine
    from desktop.ui.activity.panel import ActivityPanel
    from desktop.ui.details.pane import DetailsPane
    from desktop.ui.start_page import StartPage


class Places(QObject):
    """Where each of them goes; its part imports its module and is made when asked for."""

    activity_toggled = Signal()

    def __init__(
        self,
        parts: Parts,
        surroundings: Surroundings,
        deeds: Deeds,
        actions: Actions,
        start_engine: Callable[[Way | None], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._surroundings = surroundings
        self._deeds = deeds
        self._actions = actions
        self._start_engine = start_engine
        self.start_page: Later[StartPage] = Later(self._make_start_page)
        self.details: Later[DetailsPane] = Later(self._make_details)
        self.activity: Later[ActivityPanel] = Later(self._make_activity)
        self.activity_line: Later[ActivityLine] = Later(self._make_activity_line)

    async def close_down(self) -> None:
        """End what they have running."""
        for part in (self.activity.made, self.activity_line.made, self.start_page.made):
            if part is not None:
                part.close_down()
        if self.details.made is not None:
            await self.details.made.close_down()

    def _make_start_page(self) -> StartPage:
        from desktop.ui.start_page import StartPage

        session = self._parts.session
        made = StartPage(session, self._parts.keeper)
        made.retry_requested.connect(session.retry_now)
        made.start_requested.connect(self._start_engine)
        made.endpoint_chosen.connect(session.move_to)
        return made

    def _make_details(self) -> DetailsPane:
        from desktop.ui.details.pane import DetailsPane

        made = DetailsPane(self._surroundings)
        made.living.offer([self._actions[spec.name] for spec in LIVING])
        made.living.changed.connect(self._actions.refresh)
        return made

    def _make_activity(self) -> ActivityPanel:
        from desktop.ui.activity.panel import ActivityPanel
        from desktop.ui.deeds.registries import sign_in

        parts = self._parts
        made = ActivityPanel(parts.operations, parts.store, parts.session)
        made.command_requested.connect(lambda command: run_again(self._deeds, command))
        made.asking_requested.connect(lambda command: ask_again(self._deeds, command))
        made.action_requested.connect(lambda name: self._actions[name].trigger())
        made.section_requested.connect(lambda name: self._deeds.window.show_section(name))
        made.sign_in_requested.connect(
            lambda registry, then: self._deeds.spawn(sign_in(self._deeds, registry, then))
        )
        return made

    def _make_activity_line(self) -> ActivityLine:
        from desktop.ui.activity.line import ActivityLine

        parts = self._parts
        made = ActivityLine(parts.operations, parts.store, parts.session)
        made.toggled_panel.connect(self.activity_toggled)
        made.set_open(self.activity.isVisible())
        return made
