"""URLs of this machine's files, byte for byte: to Qt a name that is no UTF-8 is no name."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from urllib.parse import quote_from_bytes, unquote_to_bytes

from PySide6.QtCore import QUrl


def local_path(url: QUrl) -> Path:
    """The file that a URL is of."""
    if sys.platform == "win32" or url.host():
        return Path(url.toLocalFile())
    encoded = url.path(QUrl.ComponentFormattingOption.FullyEncoded)
    return Path(os.fsdecode(unquote_to_bytes(encoded)))


def local_url(path: Path) -> QUrl:
    """The URL of a file, as :func:`local_path` reads it."""
    if sys.platform == "win32":
        return QUrl.fromLocalFile(str(path))
    return QUrl.fromEncoded(b"file://" + quote_from_bytes(os.fsencode(path)).encode())
