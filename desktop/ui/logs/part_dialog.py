"""Choose which part of a log is read: how many lines, from when, until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QWidget

from desktop.model.commands import Line, Target
from desktop.model.store import Store
from desktop.ui.dialogs import words
from desktop.ui.dialogs.fields import Field, Verdict, line_edit, ok, unfinished
from desktop.ui.dialogs.form import Form, answer
from desktop.ui.icons import Icon
from desktop.ui.logs.moments import stamp_of
from desktop.ui.logs.open_log import Part
from desktop.ui.text import tr
from desktop.ui.units import number

TAILS = (100, 1_000, 10_000, 100_000, None)


def tail_text(tail: int | None) -> str:
    """``Last 1,000 lines``."""
    return tr("All lines") if tail is None else tr("Last {number} lines", number=number(tail))


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is read, as docker takes it."""

    targets: Sequence[Target]
    part: Part

    def lines(self) -> tuple[Line, ...]:
        part = self.part
        options: list[str] = [] if part.until else ["--follow"]
        for option, value in (
            ("--tail", part.tail),
            ("--since", part.since),
            ("--until", part.until),
        ):
            options += [option, str(value)] if value else []
        return tuple(("docker", "logs", *options, target.name) for target in self.targets)


class PartDialog(Form):
    """Takes what docker's ``--tail``, ``--since`` and ``--until`` take."""

    def __init__(
        self,
        parent: QWidget | None,
        store: Store,
        targets: Sequence[Target],
        part: Part,
        now: float,
    ) -> None:
        super().__init__(
            parent, store, title=tr("Part of the log"), verb=tr("Read"), picture=Icon.LOGS
        )
        self._targets = targets
        self._now = now
        tails = self._tails = QComboBox()
        for tail in TAILS:
            tails.addItem(tail_text(tail), tail)
        if part.tail in TAILS:
            tails.setCurrentIndex(TAILS.index(part.tail))
        example = tr("such as 10m, 1h30m or 2024-01-02T13:23:37")
        until = tr("empty: follow what comes")
        self.tail = self.add_field(Field(tr("Lines"), tails, lambda _text: ok()))
        self.since = Field(tr("Since"), line_edit(part.since), self._judged, hint=example)
        self.until = Field(tr("Until"), line_edit(part.until), self._judged, hint=until)
        self.add_fields(self.since, self.until)

    @property
    def part(self) -> Part:
        """What was chosen."""
        since, until = (stamp_of(f.text, self._now) or "" for f in (self.since, self.until))
        return Part(TAILS[self._tails.currentIndex()], since, until)

    def command(self) -> _Reading:
        return _Reading(self._targets, self.part)

    def renew(self) -> None:
        self.say(
            tr("Part of the log"), ", ".join(words.short(target.name) for target in self._targets)
        )

    def _judged(self, text: str) -> Verdict:
        return ok() if stamp_of(text, self._now) is not None else unfinished(tr("This is no time."))


async def choose_part(
    parent: QWidget | None, store: Store, targets: Sequence[Target], part: Part, now: float
) -> Part | None:
    """Ask; None where it stays as it is."""
    dialog = PartDialog(parent, store, targets, part, now)
    return await answer(dialog, lambda: dialog.part)
