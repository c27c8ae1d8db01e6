"""Ask where a log is to be saved."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from desktop.model.commands import Target
from desktop.model.logs.save import SaveLog
from desktop.ui.dialogs.form import discard
from desktop.ui.plain import menu_text
from desktop.ui.text import tr

_UNFIT = re.compile(r"[^\w.-]")


async def save_log(
    parent: QWidget, targets: Sequence[Target], *, timestamps: bool
) -> SaveLog | None:
    """Ask for the file, and of several containers first for which."""
    target = targets[0] if len(targets) == 1 else await _which(parent, targets)
    if target is None:
        return None
    dialog = QFileDialog(parent, tr("Save the log of {name}", name=target.name))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([tr("Logs ({patterns})", patterns="*.log *.txt"), tr("All files (*)")])
    dialog.setDefaultSuffix("log")
    dialog.selectFile(_UNFIT.sub("_", target.name) + ".log")
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
    return SaveLog(target, Path(chosen[0]), timestamps=timestamps) if chosen else None


async def _which(parent: QWidget, targets: Sequence[Target]) -> Target | None:
    menu = QMenu(parent)
    done: asyncio.Future[Target | None] = asyncio.get_running_loop().create_future()

    def finish(target: Target | None) -> None:
        if not done.done():
            done.set_result(target)

    for target in targets:
        action = menu.addAction(tr("Save the log of {name}", name=menu_text(target.name)))
        action.triggered.connect(lambda _on, target=target: finish(target))
    loop = asyncio.get_running_loop()
    menu.aboutToHide.connect(lambda: loop.call_soon(finish, None))  # what was chosen tells first
    menu.popup(QCursor.pos())
    try:
        return await done
    finally:
        menu.deleteLater()
