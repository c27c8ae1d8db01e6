"""A meeting at a Unix socket: what lies there from a start that ended badly is replaced."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from desktop.second_start.wish import ANSWER, MOST_BYTES, SECONDS, Runs, Wish


def meet_at_socket(mark: str, wish: Wish) -> SocketMeeting:
    """Be the first, or raise ``Runs`` where the first has taken the wish; OSError if neither."""
    place = place_of(mark)
    with _alone(place):
        if _knock(place, wish):
            raise Runs
        return SocketMeeting(place, _listen(place))


class SocketMeeting:
    """The first start's end. Qt's loop looks after the sockets."""

    def __init__(self, place: Path, listening: socket.socket) -> None:
        self._place = place
        self._socket = listening
        self._open: set[socket.socket] = set()

    def listen(self, knocked: Callable[[Wish], object]) -> None:
        """Call ``knocked`` for each later start, which has its answer then."""
        loop = asyncio.get_running_loop()
        self._knocked = knocked
        loop.add_reader(self._socket.fileno(), self._on_knock)

    def close(self) -> None:
        """Let the next start be the first one."""
        asyncio.get_running_loop().remove_reader(self._socket.fileno())
        with contextlib.suppress(OSError):
            self._place.unlink()
        self._socket.close()
        for each in tuple(self._open):
            self._let_go(each)

    def _on_knock(self) -> None:
        try:
            caller, _ = self._socket.accept()
        except OSError:
            return
        caller.setblocking(False)
        self._open.add(caller)
        loop = asyncio.get_running_loop()
        heard = bytearray()
        late = loop.call_later(SECONDS, self._let_go, caller)
        loop.add_reader(caller.fileno(), lambda: self._hear(caller, heard, late))

    def _hear(self, caller: socket.socket, heard: bytearray, late: asyncio.TimerHandle) -> None:
        with contextlib.suppress(BlockingIOError):
            piece = caller.recv(65_536)
            heard += piece
            if piece and not heard.endswith(b"\n") and len(heard) < MOST_BYTES:
                return
            late.cancel()
            with contextlib.suppress(OSError, ValueError):
                wish = Wish.read(bytes(heard))
                caller.send(ANSWER)
                self._knocked(wish)
            self._let_go(caller)

    def _let_go(self, caller: socket.socket) -> None:
        if caller in self._open:
            self._open.discard(caller)
            asyncio.get_running_loop().remove_reader(caller.fileno())
            caller.close()


def place_of(mark: str) -> Path:
    """The socket's path: short, in a folder that nobody else may enter; OSError without one."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    above = Path(runtime or tempfile.gettempdir())
    own = above / ("portside" if runtime else f"portside-{os.getuid()}")
    own.mkdir(mode=0o700, exist_ok=True)
    found = own.lstat()
    if found.st_uid != os.getuid() or found.st_mode & 0o077 or own.is_symlink():
        raise PermissionError(f"{own} is somebody else's, too")
    return own / f"{mark}.socket"


@contextlib.contextmanager
def _alone(place: Path) -> Iterator[None]:
    """One start after the other: of two at once, the second finds the first."""
    import fcntl

    handle = os.open(place.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _knock(place: Path, wish: Wish) -> bool:
    """Whether somebody is there and has taken the wish; TimeoutError where nobody answers."""
    with socket.socket(socket.AF_UNIX) as caller:
        caller.settimeout(SECONDS)
        try:
            caller.connect(os.fspath(place))
        except (FileNotFoundError, ConnectionRefusedError):
            return False
        caller.sendall(wish.write())
        return caller.recv(len(ANSWER)) == ANSWER


def _listen(place: Path) -> socket.socket:
    with contextlib.suppress(FileNotFoundError):
        place.unlink()
    made = socket.socket(socket.AF_UNIX)
    try:
        made.setblocking(False)
        made.bind(os.fspath(place))
        place.chmod(0o600)
        made.listen(8)
    except OSError:
        made.close()
        raise
    return made
