"""Cyclic garbage is looked for in the window's thread, and when its loop has nothing else to do.

Python by itself does so in whichever thread makes objects, and then ends there what Qt allows to
end in the window's thread only: timers, widgets.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QAbstractEventDispatcher, QObject

_YOUNG = 10_000
"""New objects that are worth a look, ten times what Python has: a list makes tens of thousands at
once, none of which is garbage."""
_OFTEN = 10  # looks at the younger generation, after which an older one is looked through


class Collecting(QObject):
    """From when it is made until ``close_down``. Make it in the window's thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._dispatcher = QAbstractEventDispatcher.instance()
        self._dispatcher.aboutToBlock.connect(self._look)
        self._dispatcher.awake.connect(self._look)  # a loop that is never idle, too
        gc.disable()

    def close_down(self) -> None:
        """Leave it to Python again."""
        self._dispatcher.aboutToBlock.disconnect(self._look)
        self._dispatcher.awake.disconnect(self._look)
        gc.enable()

    def _look(self) -> None:
        young, middle, old = gc.get_count()
        if young > _YOUNG:
            gc.collect(2 if old > _OFTEN else 1 if middle > _OFTEN else 0)
