"""Pixels, words and keys. Everything that is true comes from the model."""

import linecache
import sys
from typing import Any

import PySide6.QtCore  # noqa: F401 - brings what is looked up below


def _spare_the_sources() -> None:
    """Keep PySide6 from reading the source of every module that is imported after it.

    It looks for ``from __feature__ import …`` that way (shibokensupport/feature.py), and Python
    keeps what was read: 10 MB, and a sixth of the time of a start. We use no such feature.
    """
    feature: Any = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = lambda _module: False
    linecache.clearcache()  # what it has read so far


_spare_the_sources()
