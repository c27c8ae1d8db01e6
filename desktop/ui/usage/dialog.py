"""Remove what nothing uses, after showing exactly what that is."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.model.session import Session
from desktop.model.store import Change
from desktop.model.usage.plan import Candidate, Why, plan
from desktop.model.usage.prune import Prune, in_part, prune
from desktop.model.usage.summary import Group
from desktop.model.usage.watch import UsageWatch
from desktop.ui import problems, units
from desktop.ui.dialogs.form import Form, answer
from desktop.ui.dialogs.labels import ToneLabel
from desktop.ui.empty import EmptyState
from desktop.ui.icons import Icon
from desktop.ui.plain import PlainLabel
from desktop.ui.states import Skeleton
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Tone, Type, font
from desktop.ui.usage.tree import CandidateTree

_HERE = re.compile(r"\((?:unix|npipe)://")
_WIDTH = 150  # letters


async def prune_unused(
    parent: QWidget | None,
    session: Session,
    groups: Sequence[Group],
    *,
    watch: UsageWatch | None = None,
) -> Prune | None:
    """Ask what of these kinds goes. ``watch`` knows already what there is, if it is not outdated.

    Where it is, the Engine is asked while the dialog is open.
    """
    own = UsageWatch(session) if watch is None else watch
    form = PruneForm(parent, session, own, groups)
    end = own.changed.subscribe(lambda _watch: form.refresh())
    asking = None
    if own.usage is None or own.outdated:
        asking = asyncio.ensure_future(own.ask())
    try:
        return await answer(form, form.command)
    finally:
        end()
        if asking is not None and watch is None:  # else the answer is of use to others
            asking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await asking
        if watch is None:
            own.close()


class PruneForm(Form):
    """A list with boxes to tick; nothing is added to it while one reads."""

    def __init__(
        self, parent: QWidget | None, session: Session, watch: UsageWatch, groups: Sequence[Group]
    ) -> None:
        super().__init__(
            parent,
            session.store,
            title=tr("Prune"),
            verb=tr("Remove"),
            picture=Icon.PRUNE,
            danger=True,
        )
        self._session = session
        self._watch = watch
        self._groups = tuple(groups)
        endpoint = session.status.endpoint
        self._where = endpoint.title if endpoint is not None else ""
        self._id = session.status.info.id if session.status.info is not None else ""
        self._listed = False
        self.tree = CandidateTree()
        self.tree.rows.ticks_changed.connect(self._on_ticks_changed)
        self.total = PlainLabel()
        self.total.setFont(font(Type.NAME))
        self._losses = ToneLabel()
        self._all = QPushButton(tr("Select all"))
        self._none = QPushButton(tr("Select none"))
        for button, ticked in ((self._all, True), (self._none, False)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda *_, ticked=ticked: self.tree.rows.tick_all(ticked))
        self._loading = Skeleton(name=tr("Measuring the Engine's disk"))
        self._empty = EmptyState(Icon.OK, tr("Nothing to free"))
        self._stack = QStackedWidget()
        self._list = self._make_list()
        for part in (self._loading, self._empty, self._list):
            self._stack.addWidget(part)
        self.add(self._stack, 1)
        letter = self.fontMetrics().averageCharWidth()
        self.resize(_WIDTH * letter, self.sizeHint().height())

    def command(self) -> Prune:
        return prune(self.tree.rows.ticked)

    def ready(self) -> bool:
        return bool(self.tree.rows.ticked) and self._session.engine is not None

    def over(self) -> str:
        info = self._session.status.info
        if info is not None and info.id != self._id:
            return tr("Another Engine is shown now. Nothing was done here.")
        return ""

    def concerns(self, change: Change) -> bool:
        del change
        return self._listed

    def renew(self) -> None:
        here = not self._where or _HERE.search(self._where) is not None
        where = tr("On the Engine {where}", where=self._where)
        self.say(_question(self._groups), where, tone=Tone.MUTED if here else Tone.WARNING)
        usage, problem = self._watch.usage, self._watch.problem
        self.line.setVisible(self._listed)
        fresh = usage is not None and not self._watch.asking
        if problem is not None and not self._listed:
            self._empty.say(tr("The disk was not measured"), problems.measuring_failed(problem))
            self._stack.setCurrentWidget(self._empty)
        elif usage is not None and self._listed:
            self.tree.rows.update_candidates(self._candidates())
        elif fresh:
            self._show_list()

    def _candidates(self) -> list[Candidate]:
        assert self._watch.usage is not None
        found = plan(self._watch.usage, self.store)
        return [candidate for candidate in found if candidate.group in self._groups]

    def _show_list(self) -> None:
        candidates = self._candidates()
        if not candidates:
            text = tr("All of it is in use. What is running, mounted or built upon stays.")
            self._empty.say(tr("Nothing to free"), text)
            self._stack.setCurrentWidget(self._empty)
            return
        self._listed = True
        self.line.show()
        self.tree.show_candidates(candidates, self._session.clock())
        self._stack.setCurrentWidget(self._list)
        self._say_total()

    def _on_ticks_changed(self) -> None:
        self._say_total()
        self.show_command()

    def _say_total(self) -> None:
        ticked = self.tree.rows.ticked
        freed = units.size(sum(candidate.frees or 0 for candidate in ticked))
        if not ticked:
            text = tr("Nothing is selected")
        elif in_part(ticked):
            text = tr("%n object(s), (frees|free) at least {size}", "", len(ticked), size=freed)
        else:
            text = tr("%n object(s), (frees|free) {size}", "", len(ticked), size=freed)
        self.total.setText(text)
        self._say_losses(ticked)

    def _say_losses(self, ticked: Sequence[Candidate]) -> None:
        """What can't be brought back."""
        volumes = sum(1 for each in ticked if each.group is Group.VOLUMES)
        containers = sum(1 for each in ticked if each.group is Group.CONTAINERS)
        networks = sum(1 for each in ticked if each.why is Why.ONLY_STOPPED)
        said = []
        if volumes:
            said.append(tr("The data in %n volume(s) is lost.", "", volumes))
        if containers:
            said.append(tr("The files and (log|logs) of %n container(s) are lost.", "", containers))
        if networks:
            said.append(tr("Stopped containers lose %n network(s) they need.", "", networks))
        tone = Tone.DANGER if volumes or networks else Tone.MUTED
        self._losses.say(" ".join(said), tone)
        self._losses.setVisible(bool(said))

    def _make_list(self) -> QWidget:
        made = QWidget()
        foot = QHBoxLayout()
        foot.setSpacing(2 * GRID)
        foot.addWidget(self.total, 1)
        foot.addWidget(self._all)
        foot.addWidget(self._none)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self.tree, 1)
        column.addLayout(foot)
        column.addWidget(self._losses, 0, Qt.AlignmentFlag.AlignTop)
        return made


def _question(groups: Sequence[Group]) -> str:
    if len(groups) != 1:
        return tr("Remove what nothing uses?")
    match groups[0]:
        case Group.IMAGES:
            return tr("Remove images that no container uses?")
        case Group.CONTAINERS:
            return tr("Remove stopped containers?")
        case Group.VOLUMES:
            return tr("Remove volumes that no container mounts?")
        case Group.CACHE:
            return tr("Remove build cache that no build uses?")
        case Group.NETWORKS:
            return tr("Remove networks that no container uses?")
