"""Choose archives of images to load."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.model.archive_commands import LoadImages
from desktop.ui.dialogs.form import discard
from desktop.ui.text import tr

_ARCHIVES = "*.tar *.tar.gz *.tgz *.tar.bz2 *.tar.xz *.tar.zst"


async def load_images(parent: QWidget | None) -> LoadImages | None:
    """Ask for one archive or several, in the system's own file dialog where it has one."""
    dialog = QFileDialog(parent, tr("Load images"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters(
        [tr("Image archives ({patterns})", patterns=_ARCHIVES), tr("All files (*)")]
    )
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, tr("Load"))
    done: asyncio.Future[list[str]] = asyncio.get_running_loop().create_future()

    def finish(chosen: list[str]) -> None:
        if not done.done():
            done.set_result(chosen)

    dialog.accepted.connect(lambda: finish(dialog.selectedFiles()))
    dialog.rejected.connect(lambda: finish([]))
    dialog.destroyed.connect(lambda: finish([]))  # with the parent's window
    dialog.open()
    try:
        chosen = await done
    finally:
        discard(dialog)
    return LoadImages(tuple(Path(each) for each in chosen)) if chosen else None
