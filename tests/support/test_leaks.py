"""Each guard can fail."""

from __future__ import annotations

import logging
import os
import re
import socket
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QThread, QTimer, qWarning
from PySide6.QtWidgets import QApplication, QWidget

from tests.support.leaks import ExpectLog, LogGuard, OwnThreads, QtMessages, Snapshot


def test_a_thread_left_behind_is_named() -> None:
    before = Snapshot.take()
    end = threading.Event()
    thread = threading.Thread(target=end.wait, name="stubborn")
    thread.start()
    try:
        assert before.leftovers(seconds=0) == ["thread stubborn"]
    finally:
        end.set()
        thread.join()
    assert before.leftovers() == []


def test_a_thread_that_is_about_to_end_gets_its_time() -> None:
    before = Snapshot.take()
    thread = threading.Timer(0.2, lambda: None)
    thread.start()
    assert before.leftovers() == []


def test_threads_of_another_test_are_not_among_ones_own(request: pytest.FixtureRequest) -> None:
    end = threading.Event()
    theirs = threading.Thread(target=end.wait, name="ask-1")
    theirs.start()
    own_threads: OwnThreads = request.getfixturevalue("own_threads")
    mine = threading.Thread(target=end.wait, name="ask-2")
    mine.start()
    try:
        assert own_threads("ask", "act") == ["ask-2"]
        assert own_threads("act") == []
    finally:
        end.set()
        theirs.join()
        mine.join()


def test_a_socket_left_behind_is_named() -> None:
    before = Snapshot.take()
    with socket.socket() as left:
        inode = os.fstat(left.fileno()).st_ino
        assert before.leftovers(seconds=0) == [f"file descriptor of socket:[{inode}]"]
    assert before.leftovers() == []


def test_a_file_left_open_is_named(tmp_path: Path) -> None:
    before = Snapshot.take()
    with (tmp_path / "left").open("w"):
        assert before.leftovers(seconds=0) == [f"file descriptor of {tmp_path / 'left'}"]


def test_a_top_level_widget_left_behind_is_named(qapp: QApplication) -> None:
    before = Snapshot.take()
    widget = QWidget()
    widget.setObjectName("left")
    assert "left" in before.leftovers(seconds=0)[0]
    widget.deleteLater()
    assert before.leftovers() == []


def test_a_window_left_behind_is_gone_for_the_next_test(qapp: QApplication) -> None:
    before = Snapshot.take()
    window = QWidget()
    window.show()
    timer = QTimer(window)
    timer.start(10)
    assert len(before.leftovers(seconds=0)) == 2
    before.remove_widgets()
    assert before.leftovers(seconds=0) == []


def test_an_active_timer_left_behind_is_named(qapp: QApplication) -> None:
    before = Snapshot.take()
    orphan, child = QTimer(), QTimer(qapp)
    orphan.start(10_000)
    child.start(10_000)
    assert len(before.leftovers(seconds=0)) == 2
    orphan.stop()
    child.stop()
    assert before.leftovers() == []
    child.deleteLater()


def test_a_qt_thread_that_ran_python_and_ended_is_no_leftover(qapp: QApplication) -> None:
    class Work(QThread):
        def run(self) -> None:
            threading.current_thread()  # makes Python know this thread

    before = Snapshot.take()
    work = Work()
    work.start()
    work.wait()
    assert before.leftovers() == []


def test_a_log_record_is_unexpected_unless_announced() -> None:
    expected = ExpectLog()
    expected("^lost .* Engine$")
    guard = LogGuard(expected)
    for message in ("lost the Engine", "lost my keys"):
        guard.handle(logging.LogRecord("x", logging.WARNING, "", 0, message, None, None))
    assert guard.unexpected == ["WARNING x: lost my keys"]
    assert expected.unmet() == []


def test_an_announced_log_record_must_come() -> None:
    expected = ExpectLog()
    expected("never")
    assert expected.unmet() == ["never"]


def test_a_qt_message_at_the_end_is_heard() -> None:
    messages = QtMessages(ignored=["harmless"])
    with messages.installed():
        qWarning("harmless thing")
        qWarning("QThread: destroyed")
    assert messages.heard == ["QThread: destroyed"]


_FAULTY_TESTS = """
import logging, socket, threading, warnings
import pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QWidget

kept = []

def test_thread():
    event = threading.Event()
    kept.append(threading.Thread(target=event.wait, daemon=True))
    kept[-1].start()

def test_socket():
    kept.append(socket.socket())

def test_widget(qapp):
    kept.append(QWidget())

def test_timer(qapp):
    kept.append(QTimer())
    kept[-1].start(100000)

def test_log():
    logging.getLogger("x").warning("unannounced")

def test_missing_log(expect_log):
    expect_log("announced")

def test_qt_warning(qapp):
    qWarning("from the test")

@pytest.fixture
def late(qapp):
    yield
    qWarning("from the end")

def test_late_qt_warning(late):
    pass

def test_warning():
    warnings.warn("old", DeprecationWarning)

async def nobody_awaits():
    pass

def test_coroutine():
    nobody_awaits()

def test_task(aio):
    import asyncio
    async def main():
        kept.append(asyncio.create_task(asyncio.sleep(1000)))
    aio(main())

def test_lost_error(aio):
    import asyncio
    async def fail():
        raise ValueError("lost")
    async def main():
        asyncio.create_task(fail())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    aio(main())

def test_unlabelled_container(docker):
    docker("create", "portside-test/busybox:1", "true")
"""


def test_each_guard_fails_its_test(
    pytester: pytest.Pytester, pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guards as they are wired, in a run of their own."""
    monkeypatch.setenv("PYTHONPATH", os.fspath(pytestconfig.rootpath))
    pytester.makepyfile(test_faulty=_FAULTY_TESTS)
    pytester.makeconftest(
        "from tests.conftest import *\n"
        "from tests.conftest import _session_engine\n"
        "def pytest_sessionstart():\n"
        "    import tests.support.leaks\n"
        "    tests.support.leaks.GRACE_SECONDS = 0.1\n"
    )
    (pytester.path / "pytest.ini").write_text(
        "[pytest]\nfilterwarnings = error\nqt_api = pyside6\nqt_log_level_fail = WARNING\n"
    )
    result = pytester.runpytest_subprocess("-p", "no:randomly", timeout=200)
    tests = set(re.findall(r"^def (test_\w+)", _FAULTY_TESTS, re.MULTILINE))
    failed = set(re.findall(r"^(?:ERROR|FAILED) \S+::(\w+)", result.stdout.str(), re.MULTILINE))
    assert len(tests) == 13
    assert failed == tests
