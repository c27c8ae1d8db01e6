"""Files in containers, volumes and images: what :class:`desktop.engine.files_protocol` promises."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from desktop.engine.file_records import (
    Copied,
    CopyOptions,
    Decide,
    FileContent,
    FileEntry,
    Mount,
    Place,
)
from desktop.engine.files_protocol import Batch, Left, Report
from desktop.engine.observing import Call
from desktop.engine.wire import Wire


class DockerFiles:
    """Each transfer has a thread and a connection of its own."""

    def __init__(self, wire: Callable[[float | None], Wire], ask: Call, act: Call) -> None:
        self._wire = wire
        self._ask = ask
        self._act = act

    def listing(self, place: Place, path: str) -> AbstractAsyncContextManager[AsyncIterator[Batch]]:
        raise NotImplementedError

    async def stat(self, place: Place, path: str) -> FileEntry:
        raise NotImplementedError

    async def mounts(self, place: Place) -> tuple[Mount, ...]:
        raise NotImplementedError

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
        raise NotImplementedError

    async def copy_out(
        self,
        place: Place,
        paths: Sequence[str],
        destination: Path | str,
        options: CopyOptions,
        decide: Decide | None,
        report: Report,
    ) -> Copied:
        raise NotImplementedError

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
        raise NotImplementedError

    async def make_folder(self, place: Place, path: str) -> None:
        raise NotImplementedError

    async def rename(self, place: Place, path: str, new: str) -> None:
        raise NotImplementedError

    async def delete(self, place: Place, paths: Sequence[str]) -> None:
        raise NotImplementedError

    async def read(self, place: Place, path: str, at_most: int) -> FileContent:
        raise NotImplementedError

    async def write(
        self, place: Place, path: str, data: bytes, known: FileEntry | None
    ) -> FileEntry:
        raise NotImplementedError

    async def download(
        self,
        place: Place,
        path: str,
        write: Callable[[bytes], object],
        *,
        follow: bool = False,
    ) -> None:
        raise NotImplementedError
