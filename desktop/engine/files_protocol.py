"""What the model asks of an Engine about files in containers, volumes and images."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Protocol

from desktop.engine.file_records import (
    Copied,
    CopyOptions,
    Decide,
    FileContent,
    FileEntry,
    Mount,
    Place,
)
from desktop.engine.records import Progress

Report = Callable[[Progress], None]
Left = Callable[[tuple[str, ...]], None]
"""Told what a copy that failed or was cancelled may have left incomplete, before it ends so."""
Batch = tuple[FileEntry, ...]


class Files(Protocol):
    """Files of a :class:`~desktop.engine.file_records.Place`, in any state and without a shell.

    A volume or an image is reached through a container that is created, never started, and removed
    afterwards; an image can't be changed. Paths are absolute and POSIX's. Of this machine's files
    OSError is raised, with its ``filename``; of docker's rules
    :class:`~desktop.engine.file_errors.Refused`; of what is not there
    :class:`~desktop.engine.errors.NotFound`.

    What is in a tmpfs, or comes from the kernel, is listed, renamed, moved and deleted while a
    container runs, by its programs, and that is all: the Engine's archives do not reach it
    (``Refused``, HIDDEN).

    Copies of one container go one after the other: the Engine holds its lock meanwhile.
    """

    def listing(self, place: Place, path: str) -> AbstractAsyncContextManager[AsyncIterator[Batch]]:
        """The entries of a folder, in no order, in batches as they come; a link is followed.

        In a running container that has ``find`` it takes milliseconds. Otherwise the Engine's
        archive of the folder is read, with everything below: that takes as long as copying the
        folder, keeps none of it, and ends when the context is left. Sockets are missing then.
        Raises NotFound, and ``Refused`` (NOT_A_FOLDER).
        """

    async def stat(self, place: Place, path: str) -> FileEntry:
        """One entry; of a link itself, where it leads to in the end, absolute. No owners."""

    async def mounts(self, place: Place) -> tuple[Mount, ...]:
        """What is mounted into a container, by path; of volumes and images nothing."""

    async def copy_in(
        self,
        sources: Sequence[Path | str],
        place: Place,
        path: str,
        options: CopyOptions,
        decide: Decide | None,
        report: Report,
        left: Left = lambda _paths: None,
    ) -> Copied:
        """What ``docker cp`` does with each of these; several need an existing folder.

        A source that is text keeps its end: ``folder/.`` is what a folder holds. Without ``decide``
        all is replaced, but of several sources none replaces another: it gets a number.
        """

    async def copy_out(
        self,
        place: Place,
        paths: Sequence[str],
        destination: Path | str,
        options: CopyOptions,
        decide: Decide | None,
        report: Report,
    ) -> Copied:
        """What ``docker cp`` does with each of these.

        What comes is put beside its place first, and is there when all of it is: a copy that fails
        or is cancelled changes nothing. Nothing is ever written outside the destination.
        """

    async def copy_between(
        self,
        source: Place,
        paths: Sequence[str],
        place: Place,
        path: str,
        options: CopyOptions,
        decide: Decide | None,
        report: Report,
        left: Left = lambda _paths: None,
    ) -> Copied:
        """From one to the other (or the same), by the rules of ``docker cp``, without a file here.

        Owners come along, as they do with a tar.
        """

    async def make_folder(self, place: Place, path: str) -> None:
        """Make one folder; raises Conflict where the name is taken."""

    async def rename(self, place: Place, path: str, new: str) -> None:
        """Give an entry another path; raises Conflict where that is taken.

        That takes ``mv``, of the container or of any image. What lies on a volume or in a folder
        that is mounted is changed in any state, the rest of a container only while it runs: raises
        :class:`~desktop.engine.file_errors.NeedsProgram`.
        """

    async def move(self, place: Place, paths: Sequence[str], folder: str) -> None:
        """Put entries into another folder, as rename does; none is moved where a name is taken."""

    async def delete(self, place: Place, paths: Sequence[str]) -> None:
        """Delete entries with all below; links are not followed. Needs ``rm`` as rename needs mv.

        What is gone already is deleted.
        """

    async def read(self, place: Place, path: str, at_most: int) -> FileContent:
        """The beginning of a file; a link is followed. Raises ``Refused`` (SPECIAL) of others."""

    async def write(
        self, place: Place, path: str, data: bytes, known: FileEntry | None
    ) -> FileEntry:
        """Replace a file's bytes; its mode and owner stay. What it is then.

        ``known`` is what it was when it was read (None: there was none): raises
        :class:`~desktop.engine.file_errors.Changed` where its time or size is another now.
        """

    async def download(
        self,
        place: Place,
        path: str,
        write: Callable[[bytes], object],
        *,
        follow: bool = False,
    ) -> None:
        """Hand over what ``docker cp place:path -`` writes, a tar; ``write`` is in a thread."""
