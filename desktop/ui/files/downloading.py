"""Download a file or folder of a place as a tar."""

from __future__ import annotations

import posixpath

from PySide6.QtWidgets import QWidget

from desktop.engine.file_records import Place
from desktop.model.files.commands import Download
from desktop.ui.dialogs.save_file import ask_where_to_save
from desktop.ui.plain import visible
from desktop.ui.text import tr


async def ask_where_to(parent: QWidget, place: Place, path: str) -> Download | None:
    """Ask for the file; its kind, or its name's end, tells whether it is compressed."""
    filters = [
        (tr("Tar archives ({patterns})", patterns="*.tar"), "tar"),
        (tr("Compressed tar archives ({patterns})", patterns="*.tar.gz *.tgz"), "tar.gz"),
    ]
    name = posixpath.basename(path) or place.name
    title = tr("Download {path}", path=visible(path, limit=60))
    chosen = await ask_where_to_save(parent, title, f"{name}.tar", filters)
    if chosen is None:
        return None
    compressed = chosen[1] == 1 or chosen[0].suffix in (".gz", ".tgz")
    return Download(place, path, chosen[0], compressed=compressed)
