"""What the wizard has so far: one container to create, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.model.facts import ImageFacts
from desktop.model.risks import Risks
from desktop.model.run.checks import problems
from desktop.model.run.dangers import dangers
from desktop.model.run.problems import Fault, Problem
from desktop.model.run.spec import ContainerSpec
from desktop.model.run.unknown import unknown_to
from desktop.model.session import Session
from desktop.ui.run import world
from desktop.ui.run.words import sentence
from desktop.ui.run.world import Trouble

_MISSING = (Fault.NO_IMAGE, Fault.EMPTY)
# What typing on may still make good.
_HALF = frozenset(
    (
        Fault.NOT_AN_ADDRESS,
        Fault.NOT_A_MAC_ADDRESS,
        Fault.NOT_A_SIZE,
        Fault.NOT_A_DURATION,
        Fault.NOT_A_CHOICE,
        Fault.NOT_A_PORT,
        Fault.NOT_ABSOLUTE,
        Fault.NO_VALUE,
        Fault.NO_NAME,
        Fault.BACKWARD_RANGE,
        Fault.TOO_SMALL,
        Fault.EMPTY,
        Fault.OPEN_QUOTE,
        Fault.CONTAINER_NAME,
        Fault.IMAGE,
    )
)


@dataclass(frozen=True, slots=True)
class Unread:
    """A text that is no value; what was typed stays where it was typed."""

    problem: Problem


class Draft(QObject):
    """All editors write to it, and look at it when it has ``changed``.

    ``replaced`` tells that another container is described: what was typed does not count any more.
    """

    changed = Signal()
    replaced = Signal()

    def __init__(self, spec: ContainerSpec, session: Session, *, starts: bool = True) -> None:
        super().__init__()
        self.session = session
        self.spec = spec
        self.starts = starts
        self.keeps = False  # also where it can't be started
        self.opens = True  # its terminal, where it is talked with
        self.image = ImageFacts()
        self.agreed: Risks = ()  # the dangers that a person said yes to
        self._unread: dict[str, Unread] = {}
        self._questions: tuple[Trouble, ...] = ()
        self._typed: set[str] = set()  # what may be half typed
        self._troubles: tuple[Trouble, ...] = ()
        self.check()

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """What is wrong, and keeps it from being made."""
        return self._troubles

    @property
    def dangers(self) -> Risks:
        """The power that it would have over the Engine's machine."""
        return dangers(self.spec)

    @property
    def allowed(self) -> bool:
        """Whether there are no dangers, or a person has said yes to all of them."""
        return not self.dangers or self.agreed == self.dangers

    def trouble(self, *fields: str) -> Trouble | None:
        """The first that concerns one of these fields."""
        return next((each for each in self._troubles if each.field in fields), None)

    def is_unread(self, *fields: str) -> bool:
        """Whether what was typed for one of these is no value."""
        return any(field in self._unread for field in fields)

    def put(self, values: Mapping[str, Any], unread: Problem | None = None) -> None:
        """Take in what an editor has; ``unread`` is wrong with the rest of what it has."""
        spec = replace(self.spec, **values)
        self._typed.update(values)
        before = {field: self._unread.pop(field, None) for field in values}
        if unread is not None:
            self._unread[next(iter(values))] = Unread(unread)
        after = {field: self._unread.get(field) for field in values}
        if spec != self.spec or before != after:
            self.spec = spec
            self.check()
            self.changed.emit()

    def describe(self, spec: ContainerSpec, questions: tuple[Trouble, ...] = ()) -> None:
        """Another container instead; ``questions`` are open about it."""
        self.spec = spec
        self._questions = questions
        self._unread.clear()
        self._typed.clear()
        self.check()
        self.replaced.emit()
        self.changed.emit()

    def settle(self) -> None:
        """Nobody types on where one typed until now."""
        if self._typed:
            self._typed.clear()
            self.look()

    def ask(self, questions: tuple[Trouble, ...]) -> None:
        """Other questions are open."""
        if questions != self._questions:
            self._questions = questions
            self.check()
            self.changed.emit()

    def start(self, starts: bool) -> None:
        """Whether it is started at once."""
        if starts is not self.starts:
            self.starts = starts
            self.changed.emit()

    def keep(self, keeps: bool) -> None:
        """Whether it stays where it can't be started."""
        self.keeps = keeps

    @property
    def talks(self) -> bool:
        """Whether a person can talk with its main program once it has started."""
        return self.starts and self.spec.tty and self.spec.stdin

    @property
    def passes(self) -> bool:
        """Whether what it writes would be gone with it before anybody has read it."""
        return self.starts and self.spec.remove and not self.spec.detach

    def open(self, opens: bool) -> None:
        """Whether its terminal is opened when it has started."""
        self.opens = opens

    def agree(self, yes: bool) -> None:
        """A person says yes to the dangers as they are now."""
        self.agreed = self.dangers if yes else ()
        self.changed.emit()

    def know_image(self, facts: ImageFacts) -> None:
        """What the image says by itself."""
        if facts != self.image:
            self.image = facts
            self.changed.emit()

    def look(self) -> None:
        """The world has changed."""
        self.check()
        self.changed.emit()

    def check(self) -> None:
        """Find all troubles anew."""
        unread = [each.problem for each in self._unread.values()]
        found = [
            Trouble(
                each.field,
                sentence(each),
                each.part,
                missing=each.fault in _MISSING,
                half=each.fault in _HALF and each.field in self._typed,
            )
            for each in (*unread, *problems(self.spec), *self._unknown())
        ]
        session = self.session
        around = world.troubles(self.spec, session.store, session.status.info)
        self._troubles = (*found, *self._questions, *around)

    def _unknown(self) -> Iterator[Problem]:
        """What the Engine that it is for does not know."""
        info = self.session.status.info
        return iter(()) if info is None else unknown_to(info, self.spec)
