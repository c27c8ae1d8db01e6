"""Guards: a test fails on what it leaves behind, and on what it should not have said.

A pytest plugin. What is new after a test has five seconds to go away by itself (a thread that
ends, a widget that Qt deletes later); what is there then fails the test:

- threads, file descriptors (sockets above all),
- top-level widgets and active ``QTimer`` objects,
- log records from WARNING up that the test did not announce with ``expect_log``,
- Qt's messages while a test is torn down (pytest-qt sees those before).

Tasks are the ``aio`` fixture's matter, containers the Engine fixtures', warnings pytest's.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import re
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QWidget

GRACE_SECONDS = 5.0
_PAUSE_SECONDS = 0.02  # between two looks at what has no notification of its end
OwnThreads = Callable[..., list[str]]
_QT_FIXTURES = {"qapp", "qtbot"}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What exists at one moment. ``Snapshot.take()`` before, ``leftovers`` after."""

    threads: frozenset[threading.Thread]
    descriptors: Counter[str]
    widgets: frozenset[int]
    timers: frozenset[int]

    @classmethod
    def take(cls) -> Snapshot:
        return cls(
            threads=frozenset(threading.enumerate()),
            descriptors=_descriptors(),
            widgets=frozenset(map(_address, _widgets())),
            timers=frozenset(map(_address, _timers())),
        )

    def new_things(self) -> list[str]:
        """What is there now and was not at this snapshot, in words."""
        new = [
            f"thread {thread.name}"
            for thread in threading.enumerate()
            if thread not in self.threads and _alive(thread)
        ]
        # By what they point to, as numbers are used again.
        new += [f"file descriptor of {it}" for it in (_descriptors() - self.descriptors).elements()]
        new += [f"widget {widget!r}" for widget in self._new_widgets()]
        new += [
            f"active timer {timer!r}" for timer in _timers() if _address(timer) not in self.timers
        ]
        return new

    def leftovers(self, *, seconds: float | None = None) -> list[str]:
        """What is still new when the time of grace is over; returns at once if there is nothing."""
        gc.collect()
        end = time.monotonic() + (GRACE_SECONDS if seconds is None else seconds)
        while (new := self.new_things()) and time.monotonic() < end:
            _let_things_happen()
            gc.collect()
        return new

    def remove_widgets(self) -> None:
        """Delete those that are new: their timers would fail each test after this one."""
        for widget in self._new_widgets():
            widget.hide()
            widget.deleteLater()
        _let_things_happen()

    def _new_widgets(self) -> list[QWidget]:
        return [widget for widget in _widgets() if _address(widget) not in self.widgets]


class ExpectLog:
    """Announces log records. Called with a regular expression that the message must match."""

    def __init__(self) -> None:
        self._open: list[re.Pattern[str]] = []
        self._met: set[re.Pattern[str]] = set()

    def __call__(self, pattern: str) -> None:
        self._open.append(re.compile(pattern))

    def covers(self, message: str) -> bool:
        met = [pattern for pattern in self._open if pattern.search(message)]
        self._met.update(met)
        return bool(met)

    def unmet(self) -> list[str]:
        return [pattern.pattern for pattern in self._open if pattern not in self._met]


class LogGuard(logging.Handler):
    """Collects records from WARNING up that nobody announced."""

    def __init__(self, expected: ExpectLog) -> None:
        super().__init__(logging.WARNING)
        self._expected = expected
        self.unexpected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if not self._expected.covers(message):
            self.unexpected.append(f"{record.levelname} {record.name}: {message}")

    @contextlib.contextmanager
    def installed(self) -> Iterator[None]:
        logging.getLogger().addHandler(self)
        try:
            yield
        finally:
            logging.getLogger().removeHandler(self)


@dataclass(slots=True)
class QtMessages:
    """Qt's messages from warning up, except those that match ``ignored``."""

    ignored: list[str]
    heard: list[str] = field(default_factory=list)

    @contextlib.contextmanager
    def installed(self) -> Iterator[None]:
        if "PySide6.QtCore" not in sys.modules:
            yield
            return
        from PySide6.QtCore import qInstallMessageHandler

        before = qInstallMessageHandler(self._on_message)
        try:
            yield
        finally:
            qInstallMessageHandler(before)

    def _on_message(self, kind: Any, _context: Any, message: str) -> None:
        from PySide6.QtCore import QtMsgType

        if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
            return
        if not any(re.search(pattern, message) for pattern in self.ignored):
            self.heard.append(message)


@pytest.fixture
def expect_log() -> ExpectLog:
    """``expect_log(r"regular expression")``: a warning or error that this test provokes.

    The test also fails if the record never comes.
    """
    return ExpectLog()


@pytest.fixture
def own_threads() -> OwnThreads:
    """``own_threads("ask", "stats")``: which threads with names that begin so this test began.

    A test that looks for its own by name must not meet those of a test before it that failed.
    """
    before = frozenset(threading.enumerate())

    def named(*beginnings: str) -> list[str]:
        own = [thread for thread in threading.enumerate() if thread not in before]
        return [thread.name for thread in own if thread.name.startswith(beginnings)]

    return named


@pytest.fixture(autouse=True)
def nothing_unexpected_is_logged(expect_log: ExpectLog) -> Iterator[None]:
    guard = LogGuard(expect_log)
    with guard.installed():
        yield
    assert not guard.unexpected, "unexpected log records:\n" + "\n".join(guard.unexpected)
    assert not expect_log.unmet(), f"log records that never came: {expect_log.unmet()}"


@pytest.fixture(autouse=True)
def nothing_is_left_behind(
    request: pytest.FixtureRequest, nothing_unexpected_is_logged: None
) -> Iterator[None]:
    for name in ("qapp", "engine_host"):  # they outlive the test: not its leftovers
        if name in request.fixturenames:
            request.getfixturevalue(name)
    gc.collect()
    gc.freeze()  # what is there already can't be this test's: nothing looks through it again
    before = Snapshot.take()
    yield
    left = before.leftovers()
    before.remove_widgets()
    assert not left, "left behind:\n" + "\n".join(left)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, Any, Any]:
    """Hear Qt also while fixtures go: that is when it tells of threads and timers it lost."""
    ignored = [*item.config.getini("qt_log_ignore")]
    for marker in item.iter_markers("qt_log_ignore"):
        ignored += marker.args
    messages = QtMessages(ignored)
    with messages.installed():
        result = yield
    if messages.heard:
        pytest.fail("Qt said at the end:\n" + "\n".join(messages.heard), pytrace=False)
    return result


def _alive(thread: threading.Thread) -> bool:
    """Python up to 3.12 keeps the object of a Qt thread that ran Python, long after its end."""
    if isinstance(thread, threading._DummyThread):
        return Path(f"/proc/self/task/{thread.native_id}").exists()
    return thread.is_alive()


def _descriptors() -> Counter[str]:
    """What the open descriptors point to: ``socket:[123]``, ``pipe:[7]``, a path.

    Not eventfds: Qt makes one when its loop first needs it, and they have no number. Nor the
    system's icon themes and file types: Qt opens their caches at the first use, and keeps them.
    """
    targets: Counter[str] = Counter()
    for entry in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):  # the one that lists the folder is closed by now
            targets[str(entry.readlink())] += 1
    del targets["anon_inode:[eventfd]"]
    kept = ("/fd", "/icon-theme.cache", "/mime.cache")
    return Counter({name: n for name, n in targets.items() if not name.endswith(kept)})


def _application() -> QApplication | None:
    if "PySide6.QtWidgets" not in sys.modules:
        return None
    from PySide6.QtWidgets import QApplication

    found = QApplication.instance()
    return found if isinstance(found, QApplication) else None


def _widgets() -> list[QWidget]:
    application = _application()
    return application.topLevelWidgets() if application else []


def _timers() -> list[QTimer]:
    """Active timers that Python knows, and those below the application."""
    application = _application()
    if application is None:
        return []
    from PySide6.QtCore import QTimer
    from shiboken6 import isValid

    known: dict[int, QTimer] = {}
    for thing in [*gc.get_objects(), *application.findChildren(QTimer)]:
        if type(thing) is QTimer and isValid(thing) and thing.isActive():
            known[_address(thing)] = thing
    return list(known.values())


def _address(thing: QTimer | QWidget) -> int:
    """Python's own objects for them come and go."""
    from shiboken6 import getCppPointer

    return int(getCppPointer(thing)[0])


def _let_things_happen() -> None:
    application = _application()
    if application is None:
        time.sleep(_PAUSE_SECONDS)
        return
    from PySide6.QtCore import QEvent
    from PySide6.QtTest import QTest

    application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QTest.qWait(int(_PAUSE_SECONDS * 1000))
