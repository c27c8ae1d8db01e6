"""Programs that bring an Engine of their own: Docker Desktop, Colima, OrbStack, …"""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
import threading
from collections.abc import Mapping

from desktop.engine.console import NO_CONSOLE
from desktop.engine.host_programs import Way, search_path
from desktop.engine.start_failure import StartFailed, StartProblem, last_lines, understand
from desktop.engine.threads import run_in_thread

_PAUSE_SECONDS = 0.05
_END_SECONDS = 2.0  # for the command to end by itself when it is told to


async def launch(way: Way, *, environ: Mapping[str, str] = os.environ) -> None:
    """Run the start command of a product (``Kind.PRODUCT``) to its end.

    The Engine then answers at its well-known place, perhaps only after a while. Raises
    :class:`StartFailed`. Cancelling ends the command.
    """
    abort = threading.Event()
    await run_in_thread(_run_command, way, environ, abort, name="launch", stop=abort.set)


def _run_command(way: Way, environ: Mapping[str, str], abort: threading.Event) -> None:
    with tempfile.TemporaryFile() as output:
        try:
            process = subprocess.Popen(
                way.argv,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env={**environ, "PATH": search_path(environ)},
                creationflags=NO_CONSOLE,
            )
        except OSError as error:
            raise StartFailed(StartProblem.NO_PROGRAM, (str(error),)) from error
        if way.detached:
            process.returncode = 0  # it stays: else Popen warns of a child that lives on
            return
        while not abort.is_set():
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_PAUSE_SECONDS)
                break
        else:
            _end(process)
            return
        if process.returncode:
            raise understand(last_lines(output), process.returncode)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
