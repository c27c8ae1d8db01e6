"""Where docker cp puts what it copies: its rules, as docker's command line has them.

``archive/copy.go`` of moby and ``container/cp.go`` of docker/cli, told apart from any disk: what is
there is asked first, and given here. ``a/.`` is what the folder ``a`` holds, ``a/`` is a folder.
"""

from __future__ import annotations

import os
import posixpath
import stat
from dataclasses import dataclass
from typing import NamedTuple

from desktop.engine.file_errors import Refused, Rule

_LINKS_AT_MOST = 10


@dataclass(frozen=True, slots=True)
class Source:
    """What is copied: where it is read, and the name that it brings along.

    ``name`` is empty for what a folder holds (``a/.``, or the root).
    """

    path: str
    name: str
    is_folder: bool


@dataclass(frozen=True, slots=True)
class Destination:
    """Where it is to go: a path as it was resolved, and what is there."""

    path: str
    exists: bool
    is_folder: bool


class Landing(NamedTuple):
    """Where it goes: into ``folder``, which is there, under ``name``; empty: without one."""

    folder: str
    name: str


def landing(source: Source, there: Destination, paths: PathRules) -> Landing:
    """Where docker cp puts it; raises :class:`Refused`."""
    if there.exists and there.is_folder:
        return Landing(paths.clean(there.path), source.name)
    folder, name = paths.split(there.path)
    if there.exists and source.is_folder:
        raise Refused(Rule.FOLDER_ONTO_FILE, there.path)
    if not there.exists and not source.is_folder and asserts_folder(there.path, paths):
        raise Refused(Rule.NO_FOLDER, there.path)
    return Landing(folder, name)


def source_of(path: str, paths: PathRules, *, is_folder: bool, named: str = "") -> Source:
    """A source that is read at ``path``; ``named`` is the name of a link that led there."""
    name = named or paths.base(path)
    return Source(path, "" if name in (".", "/", paths.separator) else name, is_folder)


def followed_name(asked: str, resolved: str, paths: PathRules) -> tuple[str, str]:
    """A path behind a link, with the end that was asked for; and the link's name, if it is one."""
    if is_contents(asked, paths) and not is_contents(resolved, paths):
        resolved += paths.separator + "."
    if ends_in_separator(asked, paths) and not ends_in_separator(resolved, paths):
        resolved += paths.separator
    named = paths.base(asked)
    return resolved, named if named != paths.base(resolved) else ""


class PathRules:
    """Paths of one system, as Go's ``filepath`` takes them apart."""

    def __init__(self, module: object, separator: str, others: str = "") -> None:
        self._module = module
        self.separator = separator
        self.separators = separator + others

    def clean(self, path: str) -> str:
        normal: str = self._module.normpath(path)  # type: ignore[attr-defined]
        return normal[1:] if normal.startswith("//") and self.separator == "/" else normal

    def split(self, path: str) -> tuple[str, str]:
        """``SplitPathDirEntry``: the folder, and the name in it, ``.`` for ``a/.``."""
        clean = self.clean(path)
        if is_contents(path, self):
            return clean, "."
        folder, name = self._module.split(clean)  # type: ignore[attr-defined]
        return folder or ".", name or self.separator

    def base(self, path: str) -> str:
        """``filepath.Base``."""
        bare = path.rstrip(self.separators)
        if not bare:
            return self.separator
        for separator in self.separators:
            bare = bare.rpartition(separator)[2]
        return bare


POSIX = PathRules(posixpath, "/")
HERE = PathRules(os.path, os.sep, os.altsep or "")


def is_contents(path: str, paths: PathRules = POSIX) -> bool:
    """Whether it is what a folder holds, not the folder."""
    return path == "." or (path.endswith(".") and path[-2:-1] in tuple(paths.separators))


def ends_in_separator(path: str, paths: PathRules = POSIX) -> bool:
    return path.endswith(tuple(paths.separators))


def asserts_folder(path: str, paths: PathRules = POSIX) -> bool:
    """Whether it is said to be a folder."""
    return ends_in_separator(path, paths) or is_contents(path, paths)


# This machine's side


def local_source(path: str, *, follow: bool) -> tuple[Source, str]:
    """``CopyInfoSourcePath``: a source here, and where it is read. Raises OSError.

    The links above it are followed; its own only if it says that it is a folder, or with -L.
    """
    asked = _absolute(path)
    if follow:
        real = os.path.realpath(asked, strict=True)
        read, named = followed_name(asked, real, HERE)
    else:
        folder, base = os.path.split(asked)
        read = os.path.join(os.path.realpath(folder, strict=True), base) if base else ""
        if not base:  # "a/": its own link is followed, too
            read = os.path.realpath(folder, strict=True) + os.sep
        named = HERE.base(asked) if ends_in_separator(asked, HERE) else ""
        named = named if named != HERE.base(read) else ""
    try:
        is_folder = stat.S_ISDIR(os.lstat(read).st_mode)
    except NotADirectoryError:
        raise Refused(Rule.NOT_A_FOLDER, asked) from None
    return source_of(read, HERE, is_folder=is_folder, named=named), read


def local_destination(path: str) -> Destination:
    """``CopyInfoDestinationPath``: links are followed to where it will be. Raises OSError."""
    there = _absolute(path)
    for _link in range(_LINKS_AT_MOST + 1):
        if not os.path.lexists(there):
            if not is_contents(there, HERE) and there.rstrip(HERE.separators):
                bare = there.rstrip(HERE.separators)
                if os.path.lexists(bare) and not os.path.isdir(bare):
                    raise Refused(Rule.NOT_A_FOLDER, there)
            parent = HERE.split(there)[0]
            if not os.path.isdir(parent):
                raise Refused(Rule.NO_PARENT, parent)
            return Destination(there, exists=False, is_folder=False)
        if not os.path.islink(there):
            return Destination(there, exists=True, is_folder=os.path.isdir(there))
        target = os.readlink(there)
        there = target if os.path.isabs(target) else os.path.join(HERE.split(there)[0], target)
    raise Refused(Rule.NO_PARENT, path)


def _absolute(path: str) -> str:
    """``filepath.Abs``, with its end kept."""
    clean = os.path.abspath(path)
    if is_contents(path, HERE):
        return clean + os.sep + "." if clean != os.sep else os.sep + "."
    if ends_in_separator(path, HERE) and not ends_in_separator(clean, HERE):
        return clean + os.sep
    return clean


def within(folder: str, path: str) -> bool:
    """Whether a POSIX path, from that folder of the destination, stays in the destination.

    Neither is absolute; ``folder`` is empty for the destination itself.
    """
    joined = posixpath.normpath(posixpath.join(folder, path))
    return joined != ".." and not joined.startswith("../")
