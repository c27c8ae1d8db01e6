"""What gives a container power over the Engine's machine: for a badge where it is listed.

Most of it a list does not tell, and none of it changes while a container lives: each one is asked
about once, when its row is seen.
"""

from __future__ import annotations

import asyncio
import enum
import logging
from collections import OrderedDict

from desktop.engine.errors import EngineError
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind
from desktop.model.facts import ContainerFacts
from desktop.model.inspection import container_facts
from desktop.model.observers import Observers
from desktop.model.session import Link, Session, Status

log = logging.getLogger(__name__)

AT_ONCE = 2
KEPT = 5000
WAITING = 200  # those that were looked at last are asked about; what was scrolled past is not

# Those that are as good as root on the machine; https://man7.org/linux/man-pages/man7/capabilities.7.html
_DANGEROUS = frozenset(
    (
        "ALL",
        "BPF",
        "DAC_READ_SEARCH",
        "NET_ADMIN",
        "PERFMON",
        "SYS_ADMIN",
        "SYS_BOOT",
        "SYS_MODULE",
        "SYS_PTRACE",
        "SYS_RAWIO",
    )
)


class Risk(enum.Enum):
    """The ways, the most powerful first."""

    PRIVILEGED = "privileged"
    ENGINE_SOCKET = "engine socket"
    MOUNTS = "mounts"
    NAMESPACES = "namespaces"
    CAPABILITIES = "capabilities"
    DEVICES = "devices"
    UNCONFINED = "unconfined"


Risks = tuple[tuple[Risk, tuple[str, ...]], ...]  # each with what it is: paths, names


def risks_of(facts: ContainerFacts) -> Risks:
    """All of a container's, the most powerful first."""
    sockets = tuple(path for path in facts.sensitive_mounts if path.endswith(".sock"))
    found = {
        Risk.ENGINE_SOCKET: sockets,
        Risk.MOUNTS: tuple(path for path in facts.sensitive_mounts if path not in sockets),
        Risk.NAMESPACES: facts.host_namespaces,
        Risk.CAPABILITIES: tuple(
            name for name in facts.capabilities if name.removeprefix("CAP_") in _DANGEROUS
        ),
        Risk.DEVICES: facts.devices,
        Risk.UNCONFINED: facts.unconfined,
    }
    first: Risks = ((Risk.PRIVILEGED, ()),) if facts.privileged else ()
    return first + tuple((risk, names) for risk, names in found.items() if names)


class KnownRisks:
    """The risks of containers by id. ``changed`` tells that a look at them may show more."""

    def __init__(self, session: Session) -> None:
        self.changed: Observers[frozenset[str]] = Observers()
        self._session = session
        self._known: OrderedDict[str, Risks] = OrderedDict()
        self._wanted: OrderedDict[str, None] = OrderedDict()
        self._asking: set[str] = set()
        self._closed = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._end = session.status_changed.subscribe(self._on_status_changed)

    def of(self, container: str) -> Risks:
        """What is known so far; nothing is asked."""
        return self._known.get(container, ())

    def look(self, container: str) -> Risks:
        """What is known so far of one that is seen now; if nothing is, it is asked about."""
        if container not in self._known and container not in self._asking:
            self._wanted[container] = None
            if len(self._wanted) > WAITING:
                self._wanted.popitem(last=False)
            self._begin()
        return self.of(container)

    def _begin(self) -> None:
        engine = self._session.engine
        while engine and not self._closed and self._wanted and len(self._tasks) < AT_ONCE:
            task = asyncio.get_running_loop().create_task(self._ask(engine, self._next()))
            self._tasks.add(task)
            task.add_done_callback(self._on_ended)

    async def close(self) -> None:
        """Ask nothing any more."""
        self._closed = True
        self._end()
        self._wanted.clear()
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    def _next(self) -> str:
        key, _ = self._wanted.popitem(last=False)
        self._asking.add(key)
        return key

    async def _ask(self, engine: Engine, key: str) -> None:
        while True:
            try:
                facts = container_facts(await engine.inspect(Kind.CONTAINER, key))
            except EngineError as problem:  # it has gone, or the Engine has
                log.info("no risks are known: %s", type(problem).__name__)
                self._know(key, ())
            else:
                self._know(key, risks_of(facts))
            finally:
                self._asking.discard(key)
            if not self._wanted or self._session.engine is not engine:
                return
            key = self._next()

    def _know(self, key: str, risks: Risks) -> None:
        self._known[key] = risks
        while len(self._known) > KEPT:
            self._known.popitem(last=False)
        if risks:
            self.changed.tell(frozenset((key,)))

    def _on_status_changed(self, status: Status) -> None:
        if status.link is not Link.LIVE:
            # What is known stays true, as an id is one container's for ever; where nothing was
            # found there may have been no answer.
            self._known = OrderedDict((key, found) for key, found in self._known.items() if found)
            self._wanted.clear()
        else:  # rows may have been seen before it was live
            self.changed.tell(frozenset())

    def _on_ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (fault := task.exception()) is not None:
            log.error("the risks were not read", exc_info=fault)
        if not task.cancelled():
            self._begin()  # what was looked at in its last moment
