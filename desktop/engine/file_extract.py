"""A tar that becomes files of this machine, all of them below one folder.

What a container holds is hostile: names that lead up are left out, links that lead out are left out
or not followed, devices are left out, rights are not lent. Absolute names are taken as below the
folder, as docker does. What was not made as it is in the tar is noted.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from desktop.engine.dial import Cut
from desktop.engine.errors import Garbled
from desktop.engine.file_ground import Folder
from desktop.engine.file_names import fitting, numbered
from desktop.engine.file_pace import Notes, Pace
from desktop.engine.file_records import CopyOptions, FileKind, Why
from desktop.engine.file_rules import within
from desktop.engine.file_tar import Member, Names, members
from desktop.engine.tar_stream import BadTar, Stream

_ZEROS = bytes(1 << 18)
_HOLE = 1 << 16  # bytes of nothing, at least
_LENDS = 0o6000  # set user and group
_RIGHTS = "security.capability"
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL, errno.EMLINK)
_DEEPEST = 200  # parts of a name: each of its folders is open while it is filled
_FOLDS_CASE = sys.platform in ("win32", "darwin")

Parts = tuple[str, ...]


@dataclass(slots=True)
class _Open:
    """A folder that is being filled; ``member`` is what it is to be like, once it is known."""

    name: str
    folder: Folder
    member: Member | None = None


class Extraction:
    """Fills a folder."""

    def __init__(
        self, ground: Folder, names: Names, options: CopyOptions, pace: Pace, notes: Notes
    ) -> None:
        self._names = names
        self._options = options
        self._pace = pace
        self._notes = notes
        self._chain: list[_Open] = [_Open("", ground)]
        self._called: dict[Parts, str] = {}  # names that were changed
        self._given: set[Parts] = set()  # and what they are here, by the folders that they are in

    def run(self, pieces: Iterable[bytes], is_cut: Callable[[], bool] = bool) -> None:
        """Take in a whole tar. Raises OSError with the file's name, and Cut at once after a cut.

        What was read ahead by then may be a thousand files.
        """
        stream = Stream(pieces)
        try:
            for member in members(stream):
                if is_cut():
                    raise Cut
                self._take(member, stream)
        except BadTar as problem:
            raise Garbled(f"the archive is not whole: {problem}") from problem
        finally:
            self._leave(1)

    def _take(self, member: Member, stream: Stream) -> None:
        parts = self._names.parts(member.name)
        if parts is None:
            self._note(member, Why.OUTSIDE)
            return
        if not parts:
            return  # what the folder itself is like: docker leaves the destination as it is
        if len(parts) > _DEEPEST:
            self._note(member, Why.DEEP)
            return
        if member.kind is FileKind.FOLDER:
            self._enter(parts).member = member
            return
        above = self._enter(parts[:-1]).folder
        name = self._free(above, parts)
        if member.kind is FileKind.FILE and not member.hard:
            self._pace.begin(self._names.shown(member.name))
            self._file(above, name, member, stream)
        elif member.kind is FileKind.LINK:
            self._link(above, name, parts, member)
        elif member.hard:
            self._hard_link(above, name, member)
        else:
            self._note(member, Why.SPECIAL)

    # Folders

    def _enter(self, parts: Parts) -> _Open:
        """The folder, open, made if need be; those that it is not in are finished."""
        shared = 0
        while (
            shared < len(parts)
            and shared + 1 < len(self._chain)
            and self._chain[shared + 1].name == parts[shared]
        ):
            shared += 1
        self._leave(shared + 1)
        for depth in range(shared, len(parts)):
            above = self._chain[-1].folder
            called = self._called_as(above, parts[: depth + 1])
            try:
                opened = above.folder(called)
            except FileNotFoundError:
                above.make_folder(called)
                opened = above.folder(called)
            except NotADirectoryError:  # an archive that tells a name twice
                above.unlink(called)
                above.make_folder(called)
                opened = above.folder(called)
            self._chain.append(_Open(parts[depth], opened))
        return self._chain[-1]

    def _leave(self, depth: int) -> None:
        """Finish and close the folders below a depth."""
        while len(self._chain) > depth:
            left = self._chain.pop()
            with left.folder:
                if left.member is not None:
                    self._finish_folder(left.folder, left.member)

    def _finish_folder(self, folder: Folder, member: Member) -> None:
        owner = (member.uid, member.gid) if self._options.owner else None
        if not folder.finish(self._mode(member), member.modified, owner):
            self._note(member, Why.OWNER)

    # What is in them

    def _file(self, above: Folder, name: str, member: Member, stream: Stream) -> None:
        file = above.create(name)
        try:
            self._fill(file, member.size, stream)
            if self._options.owner:
                self._own(file, member)
            if hasattr(os, "fchmod"):
                os.fchmod(file, self._mode(member))
            if self._options.attributes:
                self._attribute(file, member)
            if os.utime in os.supports_fd:
                os.utime(file, (member.modified, member.modified))
        except OSError as problem:
            problem.filename = problem.filename or os.path.join(above.path, name)
            raise
        finally:
            os.close(file)
        if os.utime not in os.supports_fd:
            os.utime(os.path.join(above.path, name), (member.modified, member.modified))

    def _fill(self, file: int, size: int, stream: Stream) -> None:
        """Write so many bytes; long runs of zeros become holes."""
        end = stream.position + size
        hole = False
        while stream.position < end:
            rest = stream.some(min(end - stream.position, len(_ZEROS)))
            if not rest:
                raise BadTar(f"{end - stream.position} bytes are missing")
            self._pace.add(len(rest))
            hole = len(rest) >= _HOLE and _is_nothing(rest)
            if hole:
                os.lseek(file, len(rest), os.SEEK_CUR)
                continue
            while rest:
                rest = rest[os.write(file, rest) :]
        if hole:
            os.ftruncate(file, size)

    def _link(self, above: Folder, name: str, parts: Parts, member: Member) -> None:
        leads_out = not member.link.startswith("/") and not within(
            "/".join(parts[:-1]), member.link
        )
        if leads_out or not member.link or "\0" in member.link:
            self._note(member, Why.OUTSIDE)
            return
        try:
            above.link(name, member.link)
        except OSError as problem:
            self._expect_no_links(member, problem)
            return
        self._pace.begin(self._names.shown(member.name))
        above.set_times(name, member.modified)
        if self._options.owner:
            try:
                above.set_owner(name, member.uid, member.gid)
            except OSError:
                self._note(member, Why.OWNER)

    def _hard_link(self, above: Folder, name: str, member: Member) -> None:
        """The same file as an earlier one, found as safely as it was made."""
        parts = self._names.parts(member.link)
        folders: list[Folder] = []
        try:
            if not parts or len(parts) > _DEEPEST:
                raise FileNotFoundError
            there = self._chain[0].folder
            for depth in range(1, len(parts)):
                there = there.folder(self._called.get(parts[:depth], parts[depth - 1]))
                folders.append(there)
            above.hard_link(name, there, self._called.get(parts, parts[-1]))
            self._pace.begin(self._names.shown(member.name))
        except (FileNotFoundError, NotADirectoryError):
            self._note(member, Why.OUTSIDE)
        except OSError as problem:
            self._expect_no_links(member, problem)
        finally:
            for folder in folders:
                folder.close()

    def _expect_no_links(self, member: Member, problem: OSError) -> None:
        """Where there are no such links, others may not be made, or not of folders: it is noted."""
        if sys.platform != "win32" and problem.errno not in _NO_LINKS:
            raise problem
        self._note(member, Why.LINK)

    # Their names and rights

    def _called_as(self, above: Folder, parts: Parts) -> str:
        """What the last part of this path is called here."""
        if parts in self._called:
            return self._called[parts]
        name = fitting(parts[-1])
        if self._is_anothers(above, parts, name):
            name = numbered(name, lambda found: above.status(found) is not None)
        if name != parts[-1]:
            self._called[parts] = name
            self._given.add((*parts[:-1], name))
            self._notes.add("/".join(parts), Why.RENAMED, name)
        return name

    def _is_anothers(self, above: Folder, parts: Parts, name: str) -> bool:
        """Whether this name, which is new to us, is what another one is called here."""
        changed = name != parts[-1] or (*parts[:-1], name) in self._given
        if not (changed or _FOLDS_CASE) or above.status(name) is None:
            return False
        return changed or name not in above.names()

    def _free(self, above: Folder, parts: Parts) -> str:
        """A name that nothing has: of an archive that tells one twice, the later counts."""
        name = self._called_as(above, parts)
        if above.status(name) is not None:
            above.remove(name)
        return name

    def _mode(self, member: Member) -> int:
        if member.mode & _LENDS:
            self._note(member, Why.SETUID)
        return member.mode & 0o7777 & ~_LENDS

    def _note(self, member: Member, why: Why) -> None:
        self._notes.add(self._names.shown(member.name), why)

    def _own(self, file: int, member: Member) -> None:
        try:
            os.chown(file, member.uid, member.gid)
        except (OSError, AttributeError):
            self._note(member, Why.OWNER)

    def _attribute(self, file: int, member: Member) -> None:
        for name, value in member.attributes.items():
            if name == _RIGHTS:
                self._note(member, Why.SETUID)
                continue
            try:
                os.setxattr(file, name, value)
            except (OSError, AttributeError):
                self._note(member, Why.ATTRIBUTES)


def _is_nothing(data: memoryview) -> bool:
    """Whether all of it is zeros; nearly always the first byte tells."""
    return not data[0] and not data[-1] and bytes(data) == _ZEROS[: len(data)]
