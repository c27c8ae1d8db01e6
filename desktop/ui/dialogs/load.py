"""Choose archives: of images to load, of files to import."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.model.archive_commands import LoadImages
from desktop.ui.dialogs.form import discard
from desktop.ui.text import tr

_ARCHIVES = "*.tar *.tar.gz *.tgz *.tar.bz2 *.tar.xz *.tar.zst"


async def load_images(parent: QWidget | None) -> LoadImages | None:
    """Ask for one archive or several."""
    chosen = await choose_archives(parent, tr("Load images"), tr("Load"), several=True)
    return LoadImages(tuple(chosen)) if chosen else None


async def choose_archives(
    parent: QWidget | None, title: str, verb: str, *, several: bool
) -> list[Path]:
    """Ask for files, in the system's own file dialog where it has one; empty for none."""
    dialog = QFileDialog(parent, title)
    mode = QFileDialog.FileMode
    dialog.setFileMode(mode.ExistingFiles if several else mode.ExistingFile)
    dialog.setNameFilters(
        [tr("Image archives ({patterns})", patterns=_ARCHIVES), tr("All files (*)")]
    )
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, verb)
    done: asyncio.Future[list[str]] = asyncio.get_running_loop().create_future()

    def finish(chosen: list[str]) -> None:
        if not done.done():
            done.set_result(chosen)

    dialog.accepted.connect(lambda: finish(dialog.selectedFiles()))
    dialog.rejected.connect(lambda: finish([]))
    dialog.destroyed.connect(lambda: finish([]))  # with the parent's window
    dialog.open()
    try:
        return [Path(each) for each in await done]
    finally:
        discard(dialog)
