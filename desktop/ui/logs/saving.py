"""Ask where logs are to be saved."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from desktop.model.commands import Target
from desktop.model.logs.save import SaveLog, SaveMergedLogs
from desktop.ui.dialogs.save_file import ask_where_to_save
from desktop.ui.plain import menu_text, visible
from desktop.ui.text import tr
from desktop.ui.units import number


async def save_log(
    parent: QWidget, targets: Sequence[Target], *, timestamps: bool
) -> SaveLog | SaveMergedLogs | None:
    """Ask for the file, and of several containers first for which: all of them, or one."""
    chosen = targets if len(targets) == 1 else await _which(parent, targets)
    if not chosen:
        return None
    filters = [(tr("Logs ({patterns})", patterns="*.log *.txt"), "log"), (tr("All files (*)"), "")]
    title = tr("Save the logs of {count} containers, merged", count=number(len(chosen)))
    if len(chosen) == 1:
        title = tr("Save the log of {name}", name=visible(chosen[0].name, limit=60))
    proposed = "-".join(target.name for target in chosen[:3])
    where = await ask_where_to_save(parent, title, f"{proposed}.log", filters)
    if where is None:
        return None
    if len(chosen) == 1:
        return SaveLog(chosen[0], where[0], timestamps=timestamps)
    return SaveMergedLogs(tuple(chosen), where[0], timestamps=timestamps)


async def _which(parent: QWidget, targets: Sequence[Target]) -> Sequence[Target]:
    menu = QMenu(parent)
    done: asyncio.Future[Sequence[Target]] = asyncio.get_running_loop().create_future()

    def finish(chosen: Sequence[Target]) -> None:
        if not done.done():
            done.set_result(chosen)

    merged = menu.addAction(tr("Save the logs of all {count}, merged", count=number(len(targets))))
    merged.triggered.connect(lambda: finish(targets))
    menu.addSeparator()
    for target in targets:
        action = menu.addAction(tr("Save the log of {name}", name=menu_text(target.name)))
        action.triggered.connect(lambda _on, target=target: finish([target]))
    loop = asyncio.get_running_loop()
    menu.aboutToHide.connect(lambda: loop.call_soon(finish, ()))  # what was chosen tells first
    menu.popup(QCursor.pos())
    try:
        return await done
    finally:
        menu.deleteLater()
