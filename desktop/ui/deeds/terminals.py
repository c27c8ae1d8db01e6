"""Opening terminals."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.engine.records import Container, Kind, Record, State
from desktop.model.commands import Target
from desktop.ui import dialogs
from desktop.ui.deeds.deeds import Deeds
from desktop.ui.icons import Icon
from desktop.ui.page import Surroundings

if TYPE_CHECKING:
    from desktop.model.terminals.plans import Plan

_KEY = "terminal"


def can_open(record: Record, _deeds: Deeds) -> bool:
    """Whether a program can be begun in it, or its main one be talked with."""
    return isinstance(record, Container) and record.state is State.RUNNING


def open_terminals(deeds: Deeds) -> None:
    """A shell in each of them: the one that is open already, or a new one."""
    for target in _targets(deeds):
        pages = deeds.window.living
        keys = [] if pages is None else [k for k in pages.pages if k.startswith(_prefix(target))]
        if pages is not None and keys:
            pages.show(keys[-1])
        else:
            open_terminal(deeds, target)


async def choose_terminal(deeds: Deeds) -> None:
    """A terminal with a program that a person chooses."""
    for target in _targets(deeds)[:1]:
        plan = await dialogs.choose_program(deeds.window.widget(), deeds.store, target)
        if plan is not None:
            open_terminal(deeds, target, plan)


def attach(deeds: Deeds) -> None:
    """The main programs of these containers."""
    from desktop.model.terminals.plans import AttachPlan

    for target in _targets(deeds):
        open_terminal(deeds, target, AttachPlan(target))


def open_terminal(
    deeds: Deeds, target: Target, plan: Plan | None = None, *, asks: bool = True
) -> None:
    """One more terminal; ``asks`` in its place before it attaches."""
    pages = deeds.window.living
    taken = {pages.title(key) for key in pages.pages} if pages is not None else set()
    titles = (target.name, *(f"{target.name} ({number})" for number in range(2, len(taken) + 3)))
    title = next(each for each in titles if each not in taken)

    def make(surroundings: Surroundings) -> QWidget:
        from desktop.ui.terminal.page import TerminalPage

        another = partial(open_terminal, deeds, target)
        return TerminalPage(
            surroundings,
            deeds.terminals,
            target,
            plan,
            title=title,
            another=another,
            asks=asks,
        )

    deeds.opened_terminals += 1
    deeds.window.open_page(f"{_prefix(target)}{deeds.opened_terminals}", title, Icon.TERMINAL, make)


def _prefix(target: Target) -> str:
    return f"{_KEY} {target.key} "


def _targets(deeds: Deeds) -> list[Target]:
    rows = {row.record.key: row for row in deeds.rows(Kind.CONTAINER)}
    fitting = (row for row in rows.values() if can_open(row.record, deeds))
    return [Target(Kind.CONTAINER, row.record.key, row.title) for row in fitting]
