"""Folders of this machine that are filled and looked through without following any link.

Each step goes through the open folder above it, so that nothing that is swapped in meanwhile leads
elsewhere. Windows has no such calls: there the full path is used, in a folder that is new and ours.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from typing import Any

SAFE = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)
_READ = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # of a pipe that took a file's place, nothing is waited for
    | getattr(os, "O_BINARY", 0)
)
_NEW = (
    os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
)


class Folder:
    """An open folder. What it is asked about is a name in it, never a path."""

    __slots__ = ("_fd", "path")

    def __init__(self, path: str, fd: int = -1) -> None:
        self.path = path
        self._fd = fd

    @classmethod
    def open(cls, path: str) -> Folder:
        """The one at a path, whose links are followed: the user chose it."""
        return cls(path, os.open(path, os.O_RDONLY | os.O_DIRECTORY) if SAFE else -1)

    def close(self) -> None:
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def __enter__(self) -> Folder:
        return self

    def __exit__(self, *_problem: object) -> None:
        self.close()

    def folder(self, name: str) -> Folder:
        """One that is in it; raises OSError for a link or anything else."""
        path = os.path.join(self.path, name)
        if SAFE:
            try:
                with _naming(path):
                    return Folder(path, os.open(name, _FOLDER, dir_fd=self._fd))
            except OSError as problem:
                if problem.errno != errno.ELOOP:  # what some systems say of a link
                    raise
        elif not os.path.islink(path) and os.path.isdir(path):
            return Folder(path)
        elif not os.path.lexists(path):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), path)

    def make_folder(self, name: str, mode: int = 0o700) -> None:
        at, where = self._at(name)
        with _naming(self.path, name):
            os.mkdir(at, mode, **where)

    def create(self, name: str) -> int:
        """A new file, as a descriptor; raises FileExistsError."""
        at, where = self._at(name)
        with _naming(self.path, name):
            return os.open(at, _NEW, 0o600, **where)

    def read(self, name: str) -> int:
        """A file that is there, as a descriptor; raises OSError for a link."""
        at, where = self._at(name)
        with _naming(self.path, name):
            return os.open(at, _READ, **where)

    def link(self, name: str, target: str) -> None:
        at, where = self._at(name)
        with _naming(self.path, name):
            os.symlink(target, at, **where)

    def hard_link(self, name: str, other: Folder, other_name: str) -> None:
        """The same file as one in another folder (a link there is that link)."""
        at, _where = self._at(name)
        there, _ = other._at(other_name)
        with _naming(self.path, name):
            if SAFE:
                os.link(there, at, src_dir_fd=other._fd, dst_dir_fd=self._fd, follow_symlinks=False)
            else:
                os.link(there, at)

    def move(self, name: str, to: Folder, new: str) -> None:
        """Put it into another folder, in the place of what is there."""
        at, _where = self._at(name)
        there, _ = to._at(new)
        with _naming(to.path, new):
            if SAFE:
                os.replace(at, there, src_dir_fd=self._fd, dst_dir_fd=to._fd)
            else:
                os.replace(at, there)

    def status(self, name: str) -> os.stat_result | None:
        """Of a link itself; None where nothing is."""
        at, where = self._at(name)
        try:
            with _naming(self.path, name):
                return os.stat(at, follow_symlinks=False, **where)
        except FileNotFoundError:
            return None

    def read_link(self, name: str) -> str:
        at, where = self._at(name)
        return os.readlink(at, **where)

    def names(self) -> list[str]:
        with _naming(self.path):
            return os.listdir(self._fd if self._fd >= 0 else self.path)

    def unlink(self, name: str) -> None:
        at, where = self._at(name)
        with _naming(self.path, name):
            os.unlink(at, **where)

    def remove(self, name: str) -> None:
        """Delete it with all below, as far as that can be."""
        status = self.status(name)
        if status is None:
            return
        if not stat.S_ISDIR(status.st_mode):
            self.unlink(name)
            return
        try:
            opened = self.folder(name)
        except PermissionError:
            self.set_mode(name, 0o700)
            opened = self.folder(name)
        with opened as below:
            below.allow()
            for each in below.names():
                below.remove(each)
        at, where = self._at(name)
        os.rmdir(at, **where)

    def allow(self) -> None:
        """Let its entries be changed, as far as it is ours."""
        with contextlib.suppress(OSError):
            os.chmod(self._fd if self._fd >= 0 else self.path, 0o700)

    def finish(self, mode: int, modified: float, owner: tuple[int, int] | None = None) -> bool:
        """Give the folder itself its owner, mode and time; whether the owner could be set."""
        itself = self._fd if self._fd >= 0 else self.path
        owned = True
        with _naming(self.path):
            if owner is not None:
                try:
                    os.chown(itself, *owner)
                except (OSError, AttributeError):
                    owned = False
            os.chmod(itself, mode)
            os.utime(itself, (modified, modified))
        return owned

    def set_mode(self, name: str, mode: int) -> None:
        """Of what is no link, in a folder that nobody else changes."""
        at, where = self._at(name)
        with _naming(self.path, name):
            os.chmod(at, mode, **where)

    def set_times(self, name: str, modified: float) -> None:
        """Of a link itself."""
        at, where = self._at(name)
        if os.utime in os.supports_follow_symlinks:
            with _naming(self.path, name):
                os.utime(at, (modified, modified), follow_symlinks=False, **where)

    def set_owner(self, name: str, uid: int, gid: int) -> None:
        """Of a link itself."""
        at, where = self._at(name)
        with _naming(self.path, name):
            os.chown(at, uid, gid, follow_symlinks=False, **where)

    def _at(self, name: str) -> tuple[str, dict[str, Any]]:
        if name in ("", ".", "..") or "/" in name or os.sep in name or "\0" in name:
            raise OSError(errno.EINVAL, "no name of a file", name)
        if self._fd >= 0:
            return name, {"dir_fd": self._fd}
        return os.path.join(self.path, name), {}


@contextlib.contextmanager
def _naming(*path: str) -> Iterator[None]:
    """An error tells the whole path, not only the name in the open folder."""
    try:
        yield
    except OSError as problem:
        raise OSError(problem.errno, problem.strerror, os.path.join(*path)) from problem
