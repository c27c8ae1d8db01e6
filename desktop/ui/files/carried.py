"""Files under way: dragged, or copied to the clipboard, from a place or from this machine."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData

from desktop.engine.file_records import Place
from desktop.engine.records import Kind
from desktop.ui.files.words import FILES_MIME
from desktop.ui.local_urls import local_path

_OURS = secrets.token_hex(16)  # of this process: paths of another one's Engine mean nothing here


@dataclass(frozen=True, slots=True)
class Carried:
    """Paths in a place; ``cut``: they are to be moved where that can be."""

    place: Place
    paths: tuple[str, ...]
    cut: bool = False

    def encoded(self) -> bytes:
        """For other windows of this process."""
        place = self.place
        return json.dumps(
            {
                "process": _OURS,
                "kind": place.kind.value,
                "key": place.key,
                "name": place.name,
                "paths": self.paths,
                "cut": self.cut,
            }
        ).encode()

    def mime_data(self) -> QMimeData:
        """For the clipboard: to other programs the paths are text."""
        data = QMimeData()
        data.setData(FILES_MIME, self.encoded())
        data.setText("\n".join(self.paths).encode("utf-8", "replace").decode())
        return data


def carried(data: QMimeData) -> Carried | None:
    """What comes from one of our trees."""
    if not data.hasFormat(FILES_MIME):
        return None
    try:
        told = json.loads(bytes(data.data(FILES_MIME).data()))
        if told["process"] != _OURS:
            return None
        place = Place(Kind(told["kind"]), told["key"], told["name"])
        return Carried(place, tuple(told["paths"]), told["cut"] is True)
    except (ValueError, KeyError, TypeError):
        return None


def local_paths(data: QMimeData) -> list[Path] | None:
    """What comes from the system's file manager; None where it is not (only) such files."""
    if data.hasFormat(FILES_MIME) or not data.hasUrls():
        return None
    urls = data.urls()
    if not urls or not all(url.isLocalFile() for url in urls):
        return None
    return [local_path(url) for url in urls]


def has_files(data: QMimeData) -> bool:
    """Whether it is about files at all. The files themselves are not asked for."""
    return data.hasFormat(FILES_MIME) or data.hasUrls()
