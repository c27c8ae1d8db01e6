"""What Qt made ends in the window's thread, whoever makes the objects that bring it about."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from desktop.ui.collecting import Collecting

BEFORE_THE_WINDOW = """
import gc, weakref
from PySide6.QtCore import QCoreApplication
from desktop.ui.collecting import Collecting

class Cyclic:
    def __init__(self):
        self.itself = self

qt = QCoreApplication([])
before = weakref.ref(Cyclic())
collecting = Collecting(qt)
after = weakref.ref(Cyclic())
gc.collect()
assert before() is not None
assert after() is None
collecting.close_down()
gc.collect()
assert before() is None
"""


class Cyclic(QObject):
    """Only found by looking for cycles; ending its timer elsewhere is a fault."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self
        self.timer = QTimer(self)
        self.timer.start(60_000)


@pytest.fixture
def collecting(qapp: QObject) -> Iterator[Collecting]:
    made = Collecting(qapp)
    yield made
    if not gc.isenabled():
        made.close_down()
    made.deleteLater()


def make_many() -> None:
    """So many objects that Python would look for garbage here, in all generations."""
    assert len([[] for _number in range(400_000)]) == 400_000


def ended_in(thing: QObject) -> list[int]:
    """The threads in which it ended, once it has."""
    threads: list[int] = []
    weakref.finalize(thing, lambda: threads.append(threading.get_ident()))
    return threads


def test_what_a_worker_makes_ends_nothing_of_the_windows(collecting: Collecting) -> None:
    threads = ended_in(Cyclic())
    worker = threading.Thread(target=make_many)
    worker.start()
    worker.join()
    assert threads == []
    gc.collect()
    assert threads == [threading.get_ident()]


def test_garbage_goes_while_the_loop_runs(qtbot: QtBot, collecting: Collecting) -> None:
    threads = ended_in(Cyclic())
    kept: list[list[object]] = []

    def more() -> None:
        kept.extend([] for _number in range(11_000))

    timer = QTimer()
    timer.timeout.connect(more)
    timer.start(0)
    qtbot.waitUntil(lambda: threads == [threading.get_ident()])
    timer.stop()


def test_what_is_there_before_the_window_is_not_looked_through() -> None:
    # In a process of its own: thawed, what other tests have left would be looked through here.
    subprocess.run([sys.executable, "-c", BEFORE_THE_WINDOW], check=True, timeout=60)


def test_what_somebody_else_has_frozen_is_left_to_them(collecting: Collecting) -> None:
    frozen = gc.get_freeze_count()
    assert frozen, "the tests do it, each at its beginning"
    threads = ended_in(Cyclic())
    gc.collect()
    assert threads == [threading.get_ident()], "it froze nothing"
    collecting.close_down()
    assert gc.get_freeze_count() > frozen // 2


def test_python_does_it_again_afterwards(collecting: Collecting) -> None:
    assert not gc.isenabled()
    collecting.close_down()
    assert gc.isenabled()
