"""Writing a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import FileIO
from pathlib import Path

from desktop.engine.errors import EngineError
from desktop.engine.threads import run_in_thread


class FileTrouble(EngineError):
    """A file of this machine could not be read or written: no fault of the Engine's.

    ``number`` is the system's (errno), ``writing`` whether it was being written; what was written
    of it is gone again. ``free`` is how many bytes there is room for, where that was looked at.
    """

    def __init__(self, path: Path, problem: OSError, *, writing: bool) -> None:
        super().__init__(problem.strerror or str(problem))
        self.path = path
        self.number = problem.errno or 0
        self.writing = writing
        self.free: int | None = None


async def write_whole(
    path: Path, text: str, *, shared: bool = False, private: bool = False
) -> None:
    """Write ``text`` in a thread. What was there before stays until all is there.

    Raises OSError. A link is followed: what it leads to is written. A new file is for this user
    alone, or for whom the umask lets where it is ``shared``; one that was there stays for whom it
    was, but a ``private`` one, which is for this user alone then.
    """
    await run_in_thread(_write, path, text, shared, private, name="write-file")


def _write(given: Path, text: str, shared: bool, private: bool) -> None:
    path = given.resolve()
    partial = _beside(path)
    opener = _for_all if shared and not path.exists() else _for_one
    try:
        with open(
            partial, "x", encoding="utf-8", newline="", errors="backslashreplace", opener=opener
        ) as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
            if not private:
                _keep_rights(path, file.fileno())
        partial.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            partial.unlink()
        raise


class WholeFile:
    """A file that grows beside its place, in threads, and is put there when it is whole.

    A new one is for this user alone, as docker's are; one that was there stays for whom it was.
    ``write`` and ``finish`` raise :class:`FileTrouble`. ``compressed``: it is a gzip file.
    """

    def __init__(self, path: Path, *, compressed: bool = False) -> None:
        self.path = path
        self.written = 0
        """Bytes that were given, before they are compressed."""
        self._target = path
        self._partial = path
        self._file: FileIO | None = None
        # Level 1 is as fast as a disk; the levels above cost more time than they save space.
        self._packer = zlib.compressobj(1, wbits=31) if compressed else None

    def open(self) -> None:
        """Begin, before anything is asked of an Engine in vain."""
        try:
            self._target = self.path.resolve()
            self._partial = _beside(self._target)
            self._file = FileIO(self._partial, "x", opener=_for_one)
        except OSError as problem:
            raise FileTrouble(self.path, problem, writing=True) from problem

    def write(self, data: bytes) -> None:
        """Some more of it."""
        self.written += len(data)
        self._put(data if self._packer is None else self._packer.compress(data))

    def finish(self) -> None:
        """Put it in its place."""
        if self._packer is not None:
            self._put(self._packer.flush())
        try:
            if self._file is not None:
                os.fsync(self._file.fileno())
                _keep_rights(self._target, self._file.fileno())
                self._file.close()
            self._partial.replace(self._target)
        except OSError as problem:
            raise FileTrouble(self.path, problem, writing=True) from problem
        self._file = None

    def discard(self) -> None:
        """Leave nothing beside, where it was not finished."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.close()
            with contextlib.suppress(OSError):
                self._partial.unlink(missing_ok=True)
            self._file = None

    def _put(self, data: bytes) -> None:
        rest = memoryview(data)
        try:
            while rest and self._file is not None:
                rest = rest[self._file.write(rest) or 0 :]
        except OSError as problem:
            raise FileTrouble(self.path, problem, writing=True) from problem


@asynccontextmanager
async def whole_file(path: Path, *, compressed: bool = False) -> AsyncIterator[WholeFile]:
    """A file that is there when the block ends well, and is not (or is what it was) otherwise."""
    file = WholeFile(path, compressed=compressed)
    try:
        await run_in_thread(file.open, name="write-file")
        yield file
        await run_in_thread(file.finish, name="write-file")
    finally:
        await run_in_thread(file.discard, name="write-file")


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}")


def _for_one(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _for_all(path: str, flags: int) -> int:
    return os.open(path, flags, 0o666)


def _keep_rights(target: Path, descriptor: int) -> None:
    """Let what takes the place of ``target`` belong to whom that did, as far as one may."""
    if not hasattr(os, "fchown"):
        return
    try:
        was = target.stat()
    except FileNotFoundError:
        return
    mode = was.st_mode & 0o777
    try:
        os.fchown(descriptor, -1, was.st_gid)
    except OSError:  # no more for another group than for all
        mode &= 0o707 | (mode & 0o007) << 3
    with contextlib.suppress(OSError):
        os.fchown(descriptor, was.st_uid, -1)
    with contextlib.suppress(OSError):
        os.fchmod(descriptor, mode)
