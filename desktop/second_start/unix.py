"""One window for each person: a second start raises the first, and hands over what it was to open.

They meet at a socket of this person's alone, one for each settings folder; nothing listens on any
network. What lies there from a start that ended badly is replaced. Qt's QLocalServer does the same,
but its library is 3 MB for these few lines, and the bundle has none of it.

``Door.open`` is asked before there is a window. On Windows, where Python has no such sockets, each
start has a window of its own.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import socket

MOST_BYTES = 1 << 20
ANSWER = b"raised\n"
_SECONDS = 3.0  # for an answer of the first, and for a whole message of the second


@dataclass(frozen=True, slots=True)
class Wish:
    """What a second start was to do. ``token`` lets a window come to the front on Wayland."""

    files: tuple[str, ...] = ()
    host: str = ""
    context: str = ""
    token: str = ""

    def write(self) -> bytes:
        """As one line."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def read(cls, line: bytes) -> Wish:
        """Of a line that may be anybody's; ValueError where it is none."""
        told = json.loads(line)
        if not isinstance(told, dict) or not isinstance(told.get("files"), list):
            raise ValueError("not a wish")
        texts = {name: str(told.get(name, "")) for name in ("host", "context", "token")}
        return cls(tuple(str(file) for file in told["files"]), **texts)


class Runs(Exception):
    """A window is open already, and has been raised."""


class Door:
    """Where later starts knock; ``knocked`` is called with each ``Wish`` once it listens."""

    def __init__(self, place: Path, listening: socket.socket) -> None:
        self._place = place
        self._socket = listening
        self._open: set[socket.socket] = set()

    @classmethod
    def open(cls, folder: Path, wish: Wish) -> Door | None:
        """The first start's door; raises ``Runs`` where there is a first one, which has the wish.

        None where there can be none: without such sockets, or where the first does not answer.
        """
        import socket

        place = _place(folder)
        if place is None or not hasattr(socket, "AF_UNIX"):
            return None
        try:
            with _alone(place):
                if _knock(place, wish):
                    raise Runs
                return cls(place, _listen(place))
        except (OSError, TimeoutError):
            return None

    def listen(self, knocked: Callable[[Wish], object]) -> None:
        """Hear of later starts, on the running loop."""
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
        late = loop.call_later(_SECONDS, self._let_go, caller)
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


def _place(folder: Path) -> Path | None:
    """The socket's path: short, in a folder that nobody else may enter."""
    if sys.platform == "win32":
        return None
    mark = hashlib.sha256(os.fsencode(folder.absolute().resolve())).hexdigest()[:16]
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    above = Path(runtime or tempfile.gettempdir())
    own = above / ("portside" if runtime else f"portside-{os.getuid()}")
    try:
        own.mkdir(mode=0o700, exist_ok=True)
        found = own.lstat()
    except OSError:
        return None
    if found.st_uid != os.getuid() or found.st_mode & 0o077 or own.is_symlink():
        return None  # somebody else's
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
    import socket

    with socket.socket(socket.AF_UNIX) as caller:
        caller.settimeout(_SECONDS)
        try:
            caller.connect(os.fspath(place))
        except (FileNotFoundError, ConnectionRefusedError):
            return False
        caller.sendall(wish.write())
        return caller.recv(len(ANSWER)) == ANSWER


def _listen(place: Path) -> Any:
    import socket

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
