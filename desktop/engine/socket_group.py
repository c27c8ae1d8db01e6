"""Who may use a socket: the facts behind "permission denied"."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class GroupAdvice:
    """Which group owns a socket, and how this user stands to it.

    ``in_session`` tells whether this process has the group; ``in_database`` whether the next
    login will have it (``/etc/group`` and the like). Both False: the user is not a member.
    A member of a group that may write an Engine's socket can become root on that machine.
    """

    path: str
    group: str  # its number in digits where it has no name
    user: str
    group_may_write: bool
    in_session: bool
    in_database: bool


def docker_group_advice(path: str) -> GroupAdvice | None:
    """The facts about the socket at ``path``; None where it can't be looked at, and on Windows."""
    try:
        import grp
        import pwd
    except ImportError:
        return None
    try:
        info = Path(path).stat()
    except (OSError, ValueError):
        return None
    try:
        account = pwd.getpwuid(os.getuid())
        user, primary = account.pw_name, account.pw_gid
    except KeyError:
        user, primary = str(os.getuid()), os.getgid()
    try:
        entry = grp.getgrgid(info.st_gid)
        group, members = entry.gr_name, entry.gr_mem
    except KeyError:
        group, members = str(info.st_gid), []
    return GroupAdvice(
        path=path,
        group=group,
        user=user,
        group_may_write=bool(info.st_mode & stat.S_IWGRP),
        in_session=info.st_gid in {os.getegid(), *os.getgroups()},
        in_database=user in members or primary == info.st_gid,
    )
