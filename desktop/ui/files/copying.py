"""Starts copies, asks about names that are taken, and tells what did not arrive as it is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.engine.file_records import Answer, Clash, Copied, Why
from desktop.model.files.commands import CopyBetween, CopyIn, CopyOut
from desktop.model.operations import Operation
from desktop.ui import units
from desktop.ui.files.problems import short
from desktop.ui.page import Surroundings
from desktop.ui.plain import Answer as Button
from desktop.ui.plain import ask
from desktop.ui.text import mark, tr
from desktop.ui.theme import Tone
from desktop.ui.wording import listed

Copy = CopyIn | CopyOut | CopyBetween

_WHY = {
    Why.SKIPPED: mark("{path} was skipped"),
    Why.RENAMED: mark("{path} is called {now} now"),
    Why.SPECIAL: mark("{path} was left out: a device, a pipe or a socket"),
    Why.TWIN: mark("{path} was left out: it is the same file as one that was skipped"),
    Why.OUTSIDE: mark("{path} was left out: it leads out of the folder"),
    Why.SETUID: mark("{path} has lost the bits that lend rights"),
    Why.OWNER: mark("{path} has another owner: its own could not be set"),
    Why.ATTRIBUTES: mark("{path} has lost its extended attributes"),
    Why.LINK: mark("{path} was left out: this system makes no such link"),
    Why.UNREADABLE: mark("{path} was left out: it can't be read"),
    Why.DEEP: mark("{path} was left out: it is below more than 200 folders"),
}


class Copier:
    """Runs copies for a window; their questions are asked above it."""

    def __init__(
        self,
        surroundings: Surroundings,
        window: Callable[[], QWidget],
        spawn: Callable[[Coroutine[Any, Any, None]], object],
    ) -> None:
        self._surroundings = surroundings
        self._window = window
        self._spawn = spawn

    def start(self, copy: Copy, *, asks: bool = True) -> Operation | None:
        """Run it; names that are taken are asked about unless all are to be replaced."""
        questions = _Questions(self._surroundings, self._window)
        left: list[str] = []
        wished = replace(copy, copied=lambda told: self._tell(copy, told))
        if not isinstance(wished, CopyOut):
            wished = replace(wished, left=left.extend)
        operation = self._surroundings.run(
            replace(wished, decide=questions.decide) if asks else wished
        )
        questions.operation = operation
        if operation is not None:
            self._spawn(self._watch(operation, left))
        return operation

    async def _watch(self, operation: Operation, left: list[str]) -> None:
        await operation.wait()
        if left:
            what = listed(short(path) for path in left[:3])
            self._surroundings.say(tr("It was not finished: {what} may be incomplete.", what=what))

    def _tell(self, copy: Copy, copied: Copied) -> None:
        copy.copied(copied)
        said = summary(copied)
        noted = len(copied.notes) + copied.unnoted
        if noted:
            said += " " + tr("%n (was|were) changed or left out.", "", noted)
        self._surroundings.say(said)
        if any(note.why not in (Why.SKIPPED, Why.RENAMED) for note in copied.notes):
            self._spawn(self._show_notes(said, copied))

    async def _show_notes(self, said: str, copied: Copied) -> None:
        await ask(
            self._window(),
            tr("Not all arrived as it is"),
            said,
            "\n".join(notes_of(copied)[:8]),
            [Button("close", tr("Close"))],
            details="\n".join(notes_of(copied)) if len(copied.notes) > 8 else "",
            tone=Tone.ACCENT,
        )


class _Questions:
    """Asks for one copy."""

    def __init__(self, surroundings: Surroundings, window: Callable[[], QWidget]) -> None:
        self._surroundings = surroundings
        self._window = window
        self.operation: Operation | None = None

    async def decide(self, clash: Clash) -> Answer:
        """What becomes of a name that is taken; cancelling ends the copy."""
        from desktop.ui.files.clash import ask_about

        answer = await ask_about(self._window(), clash)
        if answer is not None:
            return answer
        assert self.operation is not None
        self._surroundings.operations.cancel(self.operation)
        await asyncio.Event().wait()  # until the cancel arrives
        raise AssertionError("a cancelled copy goes on")


def summary(copied: Copied) -> str:
    """``Copied 3 files (1.2 MB).``"""
    size = units.size(copied.bytes)
    return tr("Copied %n file(s) ({size}).", "", copied.files, size=size)


def notes_of(copied: Copied) -> list[str]:
    """A line for each that did not arrive as it is."""
    said = [tr(_WHY[note.why], path=short(note.path), now=short(note.now)) for note in copied.notes]
    if copied.unnoted:
        said.append(tr("… and %n more", "", copied.unnoted))
    return said
