"""Choose archives: of images to load, of files to import."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.model.archive_commands import LoadImages
from desktop.ui.awaiting import awaited
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
    async with awaited(dialog) as accepted:
        return [Path(each) for each in dialog.selectedFiles()] if accepted else []
