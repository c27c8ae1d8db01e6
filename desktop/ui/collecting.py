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
_MIDDLE = 4  # looks at the young, after which what they left is looked through, too: 10 ms
_OLD = 25  # looks at those, after which everything is


class Collecting(QObject):
    """From when it is made until ``close_down``. Make it in the window's thread, before the window.

    What is there by then are modules, for good: they are never looked through.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._dispatcher = QAbstractEventDispatcher.instance()
        self._dispatcher.aboutToBlock.connect(self._look)
        self._dispatcher.awake.connect(self._look)  # a loop that is never idle, too
        gc.disable()
        self._froze = not gc.get_freeze_count()  # else somebody else has, who looks to it
        if self._froze:
            gc.freeze()

    def close_down(self) -> None:
        """Leave it to Python again."""
        self._dispatcher.aboutToBlock.disconnect(self._look)
        self._dispatcher.awake.disconnect(self._look)
        if self._froze:
            gc.unfreeze()
        gc.enable()

    def _look(self) -> None:
        young, middle, old = gc.get_count()
        if young > _YOUNG:
            gc.collect(2 if old > _OLD else 1 if middle > _MIDDLE else 0)
