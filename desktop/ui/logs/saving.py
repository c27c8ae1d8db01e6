"""Ask where a log is to be saved."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from desktop.model.commands import Target
from desktop.model.logs.save import SaveLog
from desktop.ui.dialogs.save_file import ask_where_to_save
from desktop.ui.plain import menu_text, visible
from desktop.ui.text import tr


async def save_log(
    parent: QWidget, targets: Sequence[Target], *, timestamps: bool
) -> SaveLog | None:
    """Ask for the file, and of several containers first for which."""
    target = targets[0] if len(targets) == 1 else await _which(parent, targets)
    if target is None:
        return None
    filters = [(tr("Logs ({patterns})", patterns="*.log *.txt"), "log"), (tr("All files (*)"), "")]
    title = tr("Save the log of {name}", name=visible(target.name, limit=60))
    chosen = await ask_where_to_save(parent, title, f"{target.name}.log", filters)
    return SaveLog(target, chosen[0], timestamps=timestamps) if chosen is not None else None


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
