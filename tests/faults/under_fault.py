"""One window in the midst of a fault, and the rules that hold whatever the fault is.

The loop is never held up for 100 ms, one banner at most tells of trouble (a mark beside old facts
is none), and nobody is shown a traceback.
That nothing is left within five seconds, and that no error of ours is logged, the guards of
``tests.support`` see to in every test.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtWidgets import QWidget

import desktop.ui.details.overview  # noqa: F401 - its import is no part of a fault
from desktop.app import Application
from desktop.engine.threads import run_in_thread
from desktop.model.session import Link
from desktop.ui.states import Banner
from tests.journeys.hands import Hands, Heartbeat, opened

R = TypeVar("R")

LONGEST_GAP = 0.1
LONGEST_GAP_AT_START = 2.0  # the main page is built and painted in there
LONGEST_GAP_WHEN_CROWDED = 2.0  # an Engine that hangs would hold it up for five seconds and more
CROWDED = 0.05  # of the time; then the X server and other threads wait for a processor, too
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
    limit = LONGEST_GAP if wait is None and not walks else LONGEST_GAP_AT_START
    async with opened(folder, *options, wait=wait) as hands, watched(hands, limit):
        yield hands


@contextlib.asynccontextmanager
async def watched(hands: Hands, limit: float = LONGEST_GAP) -> AsyncIterator[None]:
    """Watch the general rules; fail at the end if one was broken."""
    broken: list[str] = []
    began, waited = time.perf_counter(), _waited()
    looking = asyncio.ensure_future(_look(hands, broken))
    try:
        async with Heartbeat() as heart:
            yield
    finally:
        looking.cancel()
        await asyncio.wait([looking])
    assert not broken, "\n".join(broken)
    if (_waited() - waited) / (time.perf_counter() - began) > CROWDED:
        limit = LONGEST_GAP_WHEN_CROWDED
    assert heart.longest < limit, f"the window was held up for {heart.longest:.3f} s"


async def _look(hands: Hands, broken: list[str]) -> None:
    """Note what nobody should see, until cancelled."""
    while True:
        banners = [each for each in hands.window.findChildren(Banner) if each.isVisible()]
        trouble = [each.text for each in banners if each.property("banner") == "danger"]
        if len(trouble) > 1:
            broken.append(f"banners at once: {trouble}")
        shown: list[QWidget] = [*hands.dialogs(), *banners]
        broken += [said for said in map(hands.read, shown) if "Traceback" in said]
        await asyncio.sleep(LOOKS)


def _waited() -> float:
    """Seconds in which this thread could have run, but other programs had the processors."""
    return int(Path("/proc/thread-self/schedstat").read_text().split()[1]) / 1e9


async def outside(work: Callable[..., R], *arguments: Any, **options: Any) -> R:
    """What others do and what blocks, such as ``docker``, while the window lives on."""
    return await run_in_thread(partial(work, *arguments, **options), name="outside")


def is_live(hands: Hands) -> bool:
    return hands.application.session.status.link is Link.LIVE


def is_lost(hands: Hands) -> bool:
    return hands.application.session.status.link is Link.LOST


def nowhere(application: Application) -> bool:
    return application.session.status.link is Link.NOWHERE
