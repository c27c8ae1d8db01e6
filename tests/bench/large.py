"""Large images, and what a command on one takes of this process's memory."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path

from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.engine import DockerEngine
from desktop.model.commands import Command
from desktop.model.operations import Operations, Outcome
from tests.support.real_engine import RealEngine

_RANDOM = 1 << 24  # bytes that are made, and repeated: nothing finds that out


def import_image(engine: RealEngine, folder: Path, name: str, size: int) -> None:
    """An image of that size, made without ever holding it."""
    piece = os.urandom(_RANDOM)
    with tempfile.TemporaryFile(dir=folder) as file:
        member = tarfile.TarInfo("random")
        member.size = size
        file.write(member.tobuf())
        for _number in range(size // _RANDOM):
            file.write(piece)
        file.write(piece[: size % _RANDOM])
        file.write(bytes(-size % 512 + 1024))
        file.seek(0)
        command = ["docker", "--host", engine.url, "import", "-", name]
        subprocess.run(command, stdin=file, check=True, capture_output=True, timeout=300)


def grown(url: str, command: Command) -> float:
    """By how many MiB this process was larger, at its most, while the command ran."""
    return peak(lambda: asyncio.run(_run(url, command)))


def peak(work: Callable[[], object]) -> float:
    """By how many MiB this process was larger, at its most, than before."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)  # else what was freed before would be taken again, unseen
    Path("/proc/self/clear_refs").write_text("5")  # the peak is the present, proc(5)
    before = _status("VmRSS")
    work()
    return round((_status("VmHWM") - before) / 1024, 1)


async def _run(url: str, command: Command) -> None:
    engine = await DockerEngine.connect(Endpoint(url, "bench", Origin.HOST_OPTION))
    try:
        operation = Operations(lambda: engine).start(command)
        assert await operation.wait() is Outcome.DONE, operation.failures
    finally:
        await engine.close()


def _status(field: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{field}:"))
