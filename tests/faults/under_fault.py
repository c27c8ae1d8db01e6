"""One window in the midst of a fault, and the rules that hold whatever the fault is.

The loop is never held up for 100 ms, one banner at most tells of trouble (a mark beside old facts
is none), and nobody is shown a traceback.
That nothing is left within five seconds, and that no error of ours is logged, the guards of
``tests.support`` see to in every test.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import struct
import time
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from PySide6.QtWidgets import QFileDialog, QWidget

# What the window imports when it is first wanted: that takes its time, and is no part of a fault.
import desktop.ui.details.overview
import desktop.ui.logs.log_page
import desktop.ui.stats.board
import desktop.ui.stats.page
import desktop.ui.terminal.page  # noqa: F401
from desktop.app import Application
from desktop.engine.threads import run_in_thread
from desktop.model.session import Link
from desktop.ui.states import Banner
from tests.journeys.hands import Hands, opened, until

R = TypeVar("R")

LONGEST_GAP = 0.1
LONGEST_GAP_AT_ALL = 2.0  # an Engine that hangs would hold it up for five seconds and more
_ALL = Path("/proc/stat")
_PRESSURE = Path("/proc/pressure/cpu")
_known: list[type[QWidget]] = []
LOOKS = 0.1  # seconds between two looks at what is shown


@contextlib.asynccontextmanager
async def under_fault(
    folder: Path,
    *options: str,
    wait: Callable[[Application], object] | None = None,
    walks: bool = False,
) -> AsyncIterator[Hands]:
    """Portside, open as ``opened`` has it, with the general rules watched until it is left.

    ``walks``: the test itself holds the loop up, as it reads everything in the window.
    """
    limit = LONGEST_GAP_AT_ALL if walks else LONGEST_GAP
    await _know_file_dialogs()
    async with opened(folder, *options, wait=wait) as hands, watched(hands, limit):
        yield hands


async def _know_file_dialogs() -> None:
    """Qt's first one reads what kinds of files there are, for 70 ms and more: that is no fault."""
    if _known:
        return
    _known.append(QFileDialog)
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.open()
    await until(lambda: dialog.windowHandle().isExposed(), "a file dialog is seen")
    dialog.grab()
    dialog.close()
    dialog.deleteLater()
    await asyncio.sleep(0)


@contextlib.asynccontextmanager
async def watched(hands: Hands, limit: float = LONGEST_GAP) -> AsyncIterator[None]:
    """Watch the general rules; fail at the end if one was broken."""
    broken: list[str] = []
    gaps = Gaps()
    watching = [asyncio.ensure_future(each) for each in (_look(hands, broken), gaps.beat())]
    await asyncio.sleep(0)
    try:
        yield
    finally:
        gaps.end()
        if not hands.ended():
            _look_once(hands, broken)
        for task in watching:
            task.cancel()
        await asyncio.wait(watching)
    for task in watching:
        assert task.cancelled() or task.result() is None, "it watched to the end"
    assert not broken, "\n".join(broken)
    assert gaps.longest < limit, f"the window was held up: {gaps.said}"
    assert gaps.longest_at_all < LONGEST_GAP_AT_ALL, f"and {gaps.longest_at_all:.3f} s at all"


async def _look(hands: Hands, broken: list[str]) -> None:
    """Note what nobody should see, until there is nothing to see."""
    while not hands.ended():
        _look_once(hands, broken)
        await asyncio.sleep(LOOKS)


def _look_once(hands: Hands, broken: list[str]) -> None:
    banners = [each for each in hands.window.findChildren(Banner) if each.isVisible()]
    trouble = [each.text for each in banners if each.property("banner") == "danger"]
    if len(trouble) > 1:
        broken.append(f"banners at once: {trouble}")
    shown: list[QWidget] = [*hands.dialogs(), *banners]
    broken += [said for said in map(hands.read, shown) if "Traceback" in said]


class Moment(NamedTuple):
    """Seconds of the clock, and those for which this thread had the processor.

    ``waits``: those for which this thread, the others of this process, which may have its lock, and
    the display, which it waits for, could have run and another program had the processor; and those
    for which this whole machine, where it is a virtual one, had none. ``crowded``: those for which
    anybody on it waited for a processor, as far as it tells.
    """

    clock: float
    ran: float
    waits: dict[Path, float]
    crowded: float


class Gaps:
    """How long the loop was held up at most: by us, however busy the machine is.

    What this thread slept counts as far as nobody whom it may have slept for waited for a
    processor. Whoever starts a thread or joins one waits as long as that does, which may have ended
    and tell it no more: so it counts only as far as nobody at all waited. What this thread ran
    always counts; where two share what one processor has, it takes twice as long, and half of it
    does. ``longest_at_all`` counts everything.
    """

    def __init__(self) -> None:
        self.longest = self.longest_at_all = 0.0
        self.said = ""  # of the longest
        self._display = _display_process()
        self._last = self._now()

    async def beat(self) -> None:
        """Look at the clock again and again, until cancelled."""
        while True:
            self.end()
            await asyncio.sleep(0.01)

    def end(self) -> None:
        """The loop goes on here: a gap ends."""
        last, self._last = self._last, self._now()
        clock, ran = self._last.clock - last.clock, self._last.ran - last.ran
        waited = sum(
            seconds - last.waits.get(thread, 0.0) for thread, seconds in self._last.waits.items()
        )
        crowded = min(clock, self._last.crowded - last.crowded)
        ours = max(ran / (1 + crowded / clock), clock - max(waited, crowded)) if clock else 0.0
        if ours > self.longest:
            self.longest = ours
            self.said = (
                f"{clock:.3f} s, of which it ran {ran:.3f}, threads waited {waited:.3f},"
                f" and somebody {crowded:.3f}"
            )
        self.longest_at_all = max(self.longest_at_all, clock)

    def _now(self) -> Moment:
        waits = {}
        for thread in (*Path("/proc/self/task").iterdir(), *self._display):
            with contextlib.suppress(OSError):  # it has ended
                waits[thread] = _times(thread)[1]
        waits[_ALL] = _stolen()
        ran = _times(Path("/proc/thread-self"))[0]
        return Moment(time.perf_counter(), ran, waits, _crowded())


def _times(thread: Path) -> tuple[float, float]:
    """For how many seconds a thread has run, and waited while it could have."""
    ran, waited, _turns = (thread / "schedstat").read_text().split()
    return int(ran) / 1e9, int(waited) / 1e9


def _stolen() -> float:
    """For how many seconds the machine that this one is a part of has run others instead."""
    _name, *ticks = _ALL.read_text().partition("\n")[0].split()
    return int(ticks[7]) / os.sysconf("SC_CLK_TCK")


def _crowded() -> float:
    """For how many seconds somebody has waited for a processor; 0 where the kernel tells nothing.

    See Documentation/accounting/psi.rst of Linux.
    """
    try:
        some = _PRESSURE.read_text().partition("\n")[0]
    except OSError:
        return 0.0
    return int(some.rpartition("total=")[2]) / 1e6


def _display_process() -> list[Path]:
    """The folder of the X server's process, where there is one that we can see."""
    number = os.environ.get("DISPLAY", "").removeprefix(":").partition(".")[0]
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as sock:
        sock.connect(f"/tmp/.X11-unix/X{number}")
        size = struct.calcsize("3i")
        told = sock.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size)
        (pid, _user, _group) = struct.unpack("3i", told)
        return [Path(f"/proc/{pid}")] if pid else []
    return []


async def outside(work: Callable[..., R], *arguments: Any, **options: Any) -> R:
    """What others do and what blocks, such as ``docker``, while the window lives on."""
    return await run_in_thread(partial(work, *arguments, **options), name="outside")


def memory() -> int:
    """Bytes of memory that this process holds."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096


def is_live(hands: Hands) -> bool:
    return hands.application.session.status.link is Link.LIVE


def is_lost(hands: Hands) -> bool:
    return hands.application.session.status.link is Link.LOST


def nowhere(application: Application) -> bool:
    return application.session.status.link is Link.NOWHERE
