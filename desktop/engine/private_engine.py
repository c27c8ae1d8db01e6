"""An Engine that the application starts for itself, in folders of its own.

``folder`` keeps what outlives it: ``data`` (images, containers, volumes) and ``engine.log``; a
``daemon.json`` there is the user's, to add settings. The Engine ends with the application, even
when that crashes (:mod:`desktop.engine.supervisor`), unless :meth:`PrivateEngine.keep` was called;
a later start on the same folder takes the running one over. Linux only: elsewhere a product brings
the Engine, and :func:`launch` starts that.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.host_programs import Kind, Obstacle, Way, ways_to_start
from desktop.engine.private_places import (
    GRACE_SECONDS,
    PROGRAM_NAME,
    Places,
    command_line,
    environment,
    run_folder,
)
from desktop.engine.products import launch
from desktop.engine.start_failure import StartFailed, StartProblem, last_lines, understand
from desktop.engine.threads import run_in_thread

__all__ = [
    "Kind",
    "Obstacle",
    "PrivateEngine",
    "StartFailed",
    "StartProblem",
    "Way",
    "launch",
    "ways_to_start",
]

START_SECONDS = 60.0
_PAUSE_SECONDS = 0.05  # between two attempts to reach an Engine that is starting


class PrivateEngine:
    """A running Engine of ours. Made by :meth:`start`."""

    def __init__(self, places: Places, control: int, ended: int) -> None:
        self.endpoint = Endpoint(f"unix://{places.socket}", "private Engine", Origin.PRIVATE)
        self.log = places.log
        self.adopted = False  # it was running already
        self._places = places
        self._control = control  # the writing end of the supervisor's pipe, -1 when closed
        self._ended = ended  # a pidfd of the supervisor
        self._process: subprocess.Popen[bytes] | None = None
        self._abort = threading.Event()

    @classmethod
    async def start(
        cls,
        way: Way,
        folder: Path,
        *,
        environ: Mapping[str, str] = os.environ,
        timeout: float = START_SECONDS,
    ) -> PrivateEngine:
        """Start the Engine that keeps its data in ``folder``, or take over the one that runs.

        Returns when it answers. ``timeout`` is in seconds. A way that ``asks_password`` shows the
        system's password dialog: call it on the user's word only. Raises :class:`StartFailed`;
        a failed or cancelled start leaves nothing running, but an Engine that ran before is kept.
        """
        abort = threading.Event()

        started: list[PrivateEngine] = []

        def work() -> PrivateEngine:
            deadline = time.monotonic() + timeout
            started.append(cls._start(way, folder.absolute(), environ, deadline, abort))
            return started[0]

        try:
            return await run_in_thread(work, name="private-engine-start", stop=abort.set)
        except asyncio.CancelledError:
            for engine in started:  # cancelled when it had just begun to answer
                if engine.adopted:
                    engine.keep()
                else:
                    await engine.stop()
            raise

    @property
    def shares_network(self) -> bool:
        """Whether another Engine rules the firewall; then Swarm's routing mesh does not work."""
        try:
            return (self._places.run / "mode").read_text().strip() == "beside"
        except OSError:
            return False

    def keep(self) -> None:
        """Let it run on when the application ends. It is not ours any more."""
        if self._control >= 0:
            _say(self._control, b"keep\n")
        self._release()

    async def stop(self) -> None:
        """Stop its containers and then itself, for all who use it; the data stays.

        Takes up to 20 s where containers ignore SIGTERM. Cancelling ends the waiting, not the stop.
        Raises :class:`StartFailed` with STUCK if it does not end.
        """
        await run_in_thread(self._stop, name="private-engine-stop", stop=self._abort.set)

    @classmethod
    def _start(
        cls,
        way: Way,
        folder: Path,
        environ: Mapping[str, str],
        deadline: float,
        abort: threading.Event,
    ) -> PrivateEngine:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            places = Places(folder, run_folder(folder, environ))
        except OSError as error:
            raise StartFailed(StartProblem.BAD_FOLDER, (str(error),)) from error
        with _only_one(folder / "lock", deadline, abort):
            engine = cls._adopt(places, deadline, abort)
            if engine is None:
                engine = cls._launch(way, places, environ)
            try:
                engine._wait_for_answer(deadline, abort)
            except BaseException:
                if engine.adopted:
                    engine.keep()
                else:
                    engine._stop()
                raise
            if not engine.adopted:
                _say(engine._control, b"ready\n")
            return engine

    @classmethod
    def _adopt(
        cls, places: Places, deadline: float, abort: threading.Event
    ) -> PrivateEngine | None:
        """The Engine that runs in this folder. One that is just stopping is waited for."""
        ended = _open_supervisor(places)
        if ended is None:
            return None
        taken = places.run / "taken"  # the supervisor's answer to "mine"
        taken.unlink(missing_ok=True)
        engine = cls(places, -1, ended)
        while not taken.exists():
            if engine._control < 0:
                engine._control = _open_control(places)
            if _wait(ended, _PAUSE_SECONDS):
                engine._release()
                return None
            if abort.is_set() or time.monotonic() > deadline:
                engine.keep()  # it may have heard "mine" already
                raise StartFailed(StartProblem.STUCK, _last_lines(places.log))
        engine.adopted = True
        return engine

    @classmethod
    def _launch(cls, way: Way, places: Places, environ: Mapping[str, str]) -> PrivateEngine:
        command = command_line(way, places)
        try:
            places.data.mkdir(mode=0o711, exist_ok=True)
            places.control.unlink(missing_ok=True)
            os.mkfifo(places.control, 0o600)
            if places.log.exists():
                places.log.replace(places.log.with_suffix(".log.1"))
            reading = os.open(places.control, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as error:
            raise StartFailed(StartProblem.BAD_FOLDER, (str(error),)) from error
        control = os.open(places.control, os.O_WRONLY | os.O_CLOEXEC)
        os.set_blocking(reading, True)
        try:
            with places.log.open("wb") as log:
                process = subprocess.Popen(
                    command,
                    stdin=reading,
                    stdout=log,
                    stderr=log,
                    cwd="/",
                    env=environment(places, environ),
                    start_new_session=True,  # the terminal's Ctrl-C is not for the Engine
                )
            engine = cls(places, control, os.pidfd_open(process.pid))
        except OSError as error:
            os.close(control)
            raise StartFailed(StartProblem.NO_PROGRAM, (str(error),)) from error
        finally:
            os.close(reading)
        engine._process = process
        return engine

    def _wait_for_answer(self, deadline: float, abort: threading.Event) -> None:
        while not _answers(self._places.socket):
            if _wait(self._ended, _PAUSE_SECONDS):
                code = self._process.wait() if self._process else None
                raise understand(_last_lines(self.log), code)
            if abort.is_set() or time.monotonic() > deadline:
                raise StartFailed(StartProblem.TIMEOUT, _last_lines(self.log))

    def _stop(self) -> None:
        if self._control < 0:
            return
        _say(self._control, b"stop\n")
        deadline = time.monotonic() + GRACE_SECONDS + 10
        while not _wait(self._ended, _PAUSE_SECONDS):
            if self._abort.is_set():
                break
            if time.monotonic() > deadline:
                self._release()
                raise StartFailed(StartProblem.STUCK, _last_lines(self.log))
        else:
            if self._process is not None:
                self._process.wait()
        self._release()

    def _release(self) -> None:
        """Forget it, whatever it does from now on."""
        if self._control >= 0:
            os.close(self._control)
            self._control = -1
        if self._ended >= 0:
            os.close(self._ended)
            self._ended = -1
        if self._process is not None and self._process.returncode is None:
            self._process.returncode = 0  # else Popen warns of a child that lives on
        self._process = None


@contextlib.contextmanager
def _only_one(path: Path, deadline: float, abort: threading.Event) -> Iterator[None]:
    """One start at a time in one folder, in whatever process."""
    import fcntl  # not on Windows, where a product's start needs this module, too

    with path.open("w") as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if abort.wait(_PAUSE_SECONDS) or time.monotonic() > deadline:
                    why = "another start in this folder does not end"
                    raise StartFailed(StartProblem.IN_USE, (why,)) from None
        yield


def _open_supervisor(places: Places) -> int | None:
    """A pidfd of the supervisor that runs in these places, None if none does.

    The pid file alone proves nothing: the number may be another process' by now.
    """
    try:
        pid = int((places.run / "supervisor.pid").read_text())
        descriptor = os.pidfd_open(pid)
    except (OSError, ValueError):
        return None
    try:
        arguments = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        arguments = []
    if os.fsencode(PROGRAM_NAME) in arguments and os.fsencode(places.run) in arguments:
        return descriptor
    os.close(descriptor)
    return None


def _open_control(places: Places) -> int:
    """The writing end of the pipe, with our claim on it; -1 while nobody listens."""
    try:
        control = os.open(places.control, os.O_WRONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:  # it is stopping
        return -1
    _say(control, b"mine\n")
    return control


def _say(control: int, word: bytes) -> None:
    """Tell the supervisor, which may have ended."""
    with contextlib.suppress(BrokenPipeError, BlockingIOError):
        os.write(control, word)


def _wait(pidfd: int, seconds: float) -> bool:
    """Whether the process has ended, which is awaited for so long."""
    poll = select.poll()
    poll.register(pidfd, select.POLLIN)
    return bool(poll.poll(seconds * 1000))


def _answers(path: Path) -> bool:
    """Whether an Engine answers. One that is starting accepts first, and answers when it is up."""
    with socket.socket(socket.AF_UNIX) as connection, contextlib.suppress(OSError):
        connection.settimeout(1.0)
        connection.connect(str(path))
        connection.sendall(b"GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n")
        return b" 200 " in connection.recv(64)
    return False


def _last_lines(log: Path) -> tuple[str, ...]:
    try:
        with log.open("rb") as file:
            return last_lines(file)
    except OSError:
        return ()
