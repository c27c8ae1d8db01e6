"""The rules that hold in every row are seen to be broken, whichever row it is."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from desktop.ui.states import Banner
from desktop.ui.theme import Tone
from tests.faults import under_fault as rules
from tests.faults.under_fault import under_fault
from tests.journeys.hands import Hands, until
from tests.support.aio import Aio

pytestmark = pytest.mark.display


def works_too_long(_hands: Hands) -> None:
    """Take the processor for more than 100 ms, also where two share one."""
    end = time.thread_time() + 0.25
    while time.thread_time() < end:
        pass


def waits_too_long(_hands: Hands) -> None:
    """Wait for an answer where the window can't go on."""
    threading.Event().wait(rules.LONGEST_GAP_AT_ALL + 0.1)


def says_it_twice(hands: Hands) -> None:
    """One banner a call, not one an Engine."""
    for _ in range(2):
        Banner(hands.window).say("The Engine is gone", Tone.DANGER)


def shows_a_traceback(hands: Hands) -> None:
    """What is for us is shown to a person."""
    box = QMessageBox(hands.window)
    box.setText("Traceback (most recent call last):")
    box.open()


BROKEN = {
    works_too_long: "held up",
    waits_too_long: "held up|at all",
    says_it_twice: "banners at once",
    shows_a_traceback: "Traceback",
}


@pytest.mark.parametrize(
    ("breaks", "said"), BROKEN.items(), ids=lambda it: getattr(it, "__name__", "")
)
def test_a_broken_rule_fails_the_row(
    aio: Aio, engine_host: str, tmp_path: Path, breaks: Callable[[Hands], None], said: str
) -> None:
    async def journey() -> None:
        async with under_fault(tmp_path, "--host", engine_host) as hands:
            await asyncio.sleep(0)
            breaks(hands)
            looks = rules.LOOKS
            end = asyncio.get_running_loop().time() + 2 * looks
            await until(lambda: asyncio.get_running_loop().time() > end, "it is looked at")

    with pytest.raises(AssertionError, match=said):
        aio(journey(), timeout=60)
