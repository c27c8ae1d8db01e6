"""Dialogs that are awaited: without a nested event loop, and none is left behind."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from PySide6.QtWidgets import QDialog


async def closed(dialog: QDialog) -> bool:
    """Open a dialog and wait until it is closed: whether it was accepted.

    It was not where it went with its parent's window; it must not be touched any more then.
    """
    done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    def finish(accepted: bool) -> None:
        if not done.done():
            done.set_result(accepted)

    dialog.finished.connect(lambda result: finish(result == QDialog.DialogCode.Accepted))
    dialog.destroyed.connect(lambda: finish(False))
    dialog.open()
    return await done


@contextlib.asynccontextmanager
async def awaited(dialog: QDialog) -> AsyncIterator[bool]:
    """The same, and at the end the dialog is deleted, also where its task is cancelled."""
    try:
        yield await closed(dialog)
    finally:
        discard(dialog)


def discard(dialog: QDialog) -> None:
    """Close and delete a dialog, if it still exists."""
    with contextlib.suppress(RuntimeError):  # already deleted, with its parent
        dialog.close()
        dialog.deleteLater()
