"""Trees of files that are nasty to copy, and how one tells whether two are the same."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import Any

TIME = 1_000_000_000


def nasty(folder: Path) -> Path:
    """A folder with all that a copy may lose: links, names, modes, times, holes, nothing at all."""
    folder.mkdir()
    (folder / "empty folder").mkdir()
    (folder / "empty").write_bytes(b"")
    (folder / "plain.txt").write_bytes(b"text\r\nmore\n")
    (folder / "large").write_bytes(os.urandom(300_001))
    (folder / "program").write_bytes(b"#!/bin/sh\n")
    (folder / "program").chmod(0o755)
    (folder / "secret").write_bytes(b"x")
    (folder / "secret").chmod(0o600)
    (folder / "deep/er/est").mkdir(parents=True)
    (folder / "deep/er/est/file").write_bytes(b"down here")
    (folder / "closed").mkdir()
    (folder / "closed/file").write_bytes(b"in it")
    (folder / "to file").symlink_to("plain.txt")
    (folder / "to folder").symlink_to("deep")
    (folder / "to nothing").symlink_to("not/there")
    (folder / "absolute").symlink_to("/etc/passwd")
    (folder / "deep/up").symlink_to("../plain.txt")
    (folder / "zz hard").hardlink_to(folder / "plain.txt")
    (folder / "deep/hard").hardlink_to(folder / "plain.txt")
    (folder / "new\nline\x1b[31m").write_bytes(b"control")
    (folder / "容器 é 🎉").write_bytes(b"unicode")
    (folder / os.fsdecode(b"latin \xe9\xff")).write_bytes(b"no UTF-8")
    (folder / ("long" * 60)).write_bytes(b"240 bytes")
    (folder / "-rf").write_bytes(b"an option")
    with (folder / "sparse").open("wb") as file:
        file.seek(3 << 20)
        file.write(b"end")
        file.truncate(5 << 20)
    (folder / "closed").chmod(0o555)
    date(folder)
    return folder


def date(folder: Path) -> None:
    """Give all below it times of their own, the deepest first."""
    for number, path in enumerate(sorted(folder.rglob("*"), reverse=True)):
        os.utime(path, (TIME + number, TIME + number), follow_symlinks=False)
    os.utime(folder, (TIME, TIME))


def told(root: Path, *, times: bool = True, owners: bool = False) -> dict[str, Any]:
    """All that there is to say of what is below a folder, by path."""
    found: dict[str, Any] = {}
    inodes: dict[int, list[str]] = {}
    for path in sorted(root.rglob("*")):
        status = path.lstat()
        kind = stat.S_IFMT(status.st_mode)
        name = os.fsdecode(os.fsencode(path.relative_to(root)))
        content: Any = None
        if stat.S_ISLNK(status.st_mode):
            content = str(path.readlink())
        elif stat.S_ISREG(status.st_mode):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            inodes.setdefault(status.st_ino, []).append(name)
        mode = None if stat.S_ISLNK(status.st_mode) else stat.S_IMODE(status.st_mode)
        found[name] = (
            kind,
            mode,
            content,
            int(status.st_mtime) if times else None,
            (status.st_uid, status.st_gid) if owners else None,
        )
    found["the same file"] = sorted(names for names in inodes.values() if len(names) > 1)
    return found
