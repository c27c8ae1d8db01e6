"""Ask where a file is to be saved."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.ui.dialogs.form import discard

_UNFIT = re.compile(r"[^\w.-]")


async def ask_where_to_save(
    parent: QWidget, title: str, name: str, filters: Sequence[tuple[str, str]]
) -> tuple[Path, int] | None:
    """The file and which of the filters, each a text and a suffix, was chosen; None for neither.

    ``name`` is proposed, without what a file system may not like.
    """
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    texts = [text for text, _suffix in filters]
    dialog.setNameFilters(texts)

    def take_filter(chosen: str) -> None:
        before, suffix = dialog.defaultSuffix(), filters[texts.index(chosen)][1]
        dialog.setDefaultSuffix(suffix)
        for path in dialog.selectedFiles():
            if before and suffix and path.endswith(f".{before}"):
                dialog.selectFile(f"{Path(path).name.removesuffix(before)}{suffix}")

    dialog.filterSelected.connect(take_filter)
    take_filter(texts[0])
    dialog.selectFile(_UNFIT.sub("_", name))
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
        which = texts.index(dialog.selectedNameFilter()) if chosen else 0
    finally:
        discard(dialog)
    return (Path(chosen[0]), which) if chosen else None
