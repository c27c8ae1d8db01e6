"""Ask where a file is to be saved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.ui.awaiting import awaited

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
    async with awaited(dialog) as accepted:
        chosen = dialog.selectedFiles() if accepted else []
        which = texts.index(dialog.selectedNameFilter()) if chosen else 0
    return (Path(chosen[0]), which) if chosen else None
