"""Asking the Engine about the object that is shown, no more often than it helps.

One task at a time, for one object: another object ends it. Holding an arrow key over a hundred
rows asks for the last one only; a burst of changes is answered by one question.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace

from desktop.engine.errors import EngineError, NotFound, Reason, Unreachable
from desktop.engine.protocol import Engine
from desktop.engine.records import Container, Event, Kind, Record
from desktop.model.commands import COPYING, Verb
from desktop.model.facts import ContainerFacts
from desktop.model.inspection import container_facts
from desktop.model.reasons import life_of
from desktop.model.session import Link, Session, Status
from desktop.model.store import Change
from desktop.ui.details.subject import Subject

log = logging.getLogger(__name__)

SETTLE_SECONDS = 0.12  # how long a selection holds still before its object is asked about
REFRESH_SECONDS = 0.25  # between two questions about one object
LATE_SECONDS = 0.2  # before it is shown that something is on its way
DOUBT_SECONDS = 2.0  # between two looks at whether a copy keeps the Engine from telling


class Follower:
    """Keeps a :class:`Subject` true. ``told`` is called with each new one; None for nothing."""

    def __init__(
        self,
        session: Session,
        told: Callable[[Subject | None], None],
        busy: Callable[[Kind, str], Verb | None],
    ) -> None:
        self._session = session
        self._told = told
        self._busy = busy
        self._task: asyncio.Task[None] | None = None
        self._ending: set[asyncio.Task[None]] = set()
        self._again = False
        self._settled_at = 0.0
        self._asked_at = 0.0
        self._past: tuple[str, tuple[float, float], tuple[Event, ...]] | None = None
        self.subject: Subject | None = None
        self._end = [
            session.store.changed.subscribe(self._on_changed),
            session.status_changed.subscribe(self._on_status_changed),
            session.timeline.grown.subscribe(self._on_happened),
        ]

    async def close(self) -> None:
        """Ask nothing and hear nothing any more."""
        for end in self._end:
            end()
        self._cancel()
        if self._ending:
            await asyncio.wait(self._ending)

    def show(self, kind: Kind, key: str) -> bool:
        """Follow another object; False when the store knows no such."""
        record = self._session.store.get(kind, key)
        if record is None:
            return False
        if self.subject is not None and self.subject.identity == (kind, key):
            return True
        self._cancel()
        self._past = None
        status = self._session.status
        self.subject = Subject(
            kind,
            key,
            self._session.store,
            record,
            stale=status.link is not Link.LIVE,
            known_at=status.since,
            endpoint=status.endpoint,
        )
        self._told(self.subject)
        loop = asyncio.get_running_loop()
        calm = loop.time() - self._settled_at > SETTLE_SECONDS
        self._settled_at = loop.time()
        self._ask(after=0.0 if calm else SETTLE_SECONDS)
        return True

    def forget(self) -> None:
        """Follow nothing."""
        self._cancel()
        self.subject = None
        self._told(None)

    def retry(self) -> None:
        """Ask again because a person wants it."""
        if self.subject is not None:
            self._set(error=None)
            self._ask(after=0.0)

    def doubt(self) -> None:
        """Something goes on that may keep the Engine from telling more: see whether it does."""
        if asyncio.get_running_loop().time() - self._asked_at > DOUBT_SECONDS:
            self._ask(after=0.0)

    def vanish(self) -> None:
        """The object is no more; what was known stays to be read."""
        self._cancel()
        self._set(
            removed=True, error=None, late=False, copying=False, known_at=self._session.clock()
        )

    def _ask(self, *, after: float) -> None:
        subject = self.subject
        if subject is None or subject.removed or self._session.engine is None:
            return
        if self._task is not None:
            self._again = True
            return
        self._again = False
        task = asyncio.get_running_loop().create_task(self._follow(after))
        self._task = task
        self._ending.add(task)
        task.add_done_callback(self._ended)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._ending.discard(task)
        if self._task is task:
            self._task = None
        if not task.cancelled() and (problem := task.exception()) is not None:
            log.error("the details failed", exc_info=problem)

    async def _follow(self, after: float) -> None:
        await asyncio.sleep(after)
        while (engine := self._session.engine) is not None:
            self._again = False
            self._asked_at = asyncio.get_running_loop().time()
            copying = self._is_copying
            late = asyncio.get_running_loop().call_later(LATE_SECONDS, self._on_late)
            try:
                await self._ask_once(engine)
            except NotFound:
                self.vanish()
            except EngineError as error:
                if (copying or self._is_copying) and _is_timeout(error):
                    self._again = True  # it answers when the copy has ended
                else:
                    self._set(error=error, late=False, copying=False)
            finally:
                late.cancel()
            if not self._again:
                break
            await asyncio.sleep(REFRESH_SECONDS)
        # At once: whoever asks before the task is seen to be done needs another.
        if self._task is asyncio.current_task():
            self._task = None

    async def _ask_once(self, engine: Engine) -> None:
        subject = self.subject
        assert subject is not None
        answer = await engine.inspect(subject.kind, subject.key)
        news = {"inspection": answer, "error": None, "late": False, "copying": False}
        known_at = self._session.clock()
        if subject.kind is not Kind.CONTAINER:
            self._set(**news, known_at=known_at)
            return
        facts = container_facts(answer)
        assert self.subject is not None
        before = self.subject.inspection
        record = _sharpened(self.subject.record, facts)
        told = before is not None and container_facts(before).finished == facts.finished
        self._set(
            **news,
            known_at=known_at,
            record=record,
            told=told and self.subject.told,
        )
        if isinstance(record, Container):  # for the trees, too
            subject.store.take_moment(record)
        seen = self._session.story(subject.key)
        if facts.finished and facts.status in ("exited", "dead"):
            life = life_of(answer) or (facts.finished, facts.finished)
            seen = (*await self._remembered(engine, subject.key, life), *seen)
        self._set(events=seen, told=True)

    async def _remembered(
        self, engine: Engine, key: str, life: tuple[float, float]
    ) -> tuple[Event, ...]:
        """What the Engine remembers of the container's last life; asked for once for each end."""
        if self._past is not None and self._past[:2] == (key, life):
            return self._past[2]
        try:
            past = await engine.past_events(key, *life)
        except EngineError as error:
            log.info("no past events: %s", error)
            return ()
        if self._session.clock() > life[1]:  # until then more may come
            self._past = key, life, tuple(past)
        return tuple(past)

    def _set(self, **changed: object) -> None:
        if self.subject is None:
            return
        made = replace(self.subject, **changed)  # type: ignore[arg-type]
        if made != self.subject:
            self.subject = made
            self._told(made)

    @property
    def _is_copying(self) -> bool:
        subject = self.subject
        return subject is not None and self._busy(*subject.identity) in COPYING

    def _on_late(self) -> None:
        self._set(late=True, copying=self._is_copying)

    def _on_changed(self, change: Change) -> None:
        subject = self.subject
        if subject is None or change.kind is not subject.kind:
            return
        if _find(change.vanished, subject.key) is not None:
            if not subject.store.table(subject.kind).standing.loaded:
                self.forget()  # another Engine is asked from now on
            elif not subject.removed:
                self.vanish()
            return
        record = _find((*change.appeared, *change.changed), subject.key)
        if record is None:
            return
        if record != subject.record or subject.removed:
            self._set(record=record, removed=False)
            self._ask_soon()
        elif subject.kind is not Kind.CONTAINER:
            self._told(subject)  # its users are others now, or look different
            if subject.kind is Kind.NETWORK:  # whose inspection names them
                self._ask_soon()

    def _on_happened(self, events: tuple[Event, ...] | None) -> None:
        """What no list tells: other limits, another run of the health check."""
        subject = self.subject
        if subject is not None and any(_is_unlisted(event, subject) for event in events or ()):
            self._ask_soon()

    def _ask_soon(self) -> None:
        due = self._asked_at + REFRESH_SECONDS - asyncio.get_running_loop().time()
        self._ask(after=max(SETTLE_SECONDS, due))

    def _on_status_changed(self, status: Status) -> None:
        subject = self.subject
        if subject is None or subject.removed:
            return
        live = status.link is Link.LIVE
        if not live:
            self._cancel()
        self._set(
            stale=not live, late=False, copying=False, endpoint=status.endpoint or subject.endpoint
        )
        if live:
            self._ask(after=0.0)


def _sharpened(record: Record, facts: ContainerFacts) -> Record:
    """The record with the exact time of its state: a list tells ``Up 2 hours`` only."""
    if not isinstance(record, Container) or facts.status != record.state.value:
        return record
    since = facts.started if record.is_running else facts.finished
    return replace(record, since=since, since_within=0.0) if since else record


def _is_timeout(error: EngineError) -> bool:
    return isinstance(error, Unreachable) and error.reason is Reason.TIMEOUT


def _find(records: tuple[Record, ...], key: str) -> Record | None:
    return next((record for record in records if record.key == key), None)


def _is_unlisted(event: Event, subject: Subject) -> bool:
    """Whether it changed something of the subject that only its inspection tells."""
    if event.id != subject.key:
        return False
    checked = "Health" in ((subject.inspection or {}).get("State") or {})
    return event.action == "update" or (event.action == "exec_die" and checked)
