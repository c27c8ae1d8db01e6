"""Programs that bring an Engine of their own are started, and ended where a person says so."""

from __future__ import annotations

import asyncio
import os
import sys
import textwrap
from pathlib import Path

import pytest

from desktop.engine import products
from desktop.engine.host_programs import Kind, Way
from desktop.engine.threads import run_in_thread
from tests.support.aio import Aio


def test_a_start_command_that_ignores_being_ended_is_killed(
    aio: Aio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(products, "_END_SECONDS", 0.1)
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    stubborn = f"""
        import signal, time
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        open({str(fifo)!r}, "w").close()
        time.sleep(1000)
        """
    way = Way(Kind.PRODUCT, "Colima", (sys.executable, "-c", textwrap.dedent(stubborn)))

    async def scenario() -> None:
        task = asyncio.ensure_future(products.launch(way))
        await run_in_thread(fifo.read_bytes, name="observer")
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    aio(scenario(), timeout=10)
