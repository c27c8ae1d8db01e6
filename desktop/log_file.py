"""The log: a file that nobody else reads, and nothing secret in it."""

from __future__ import annotations

import logging
import logging.handlers
import os
from io import TextIOWrapper
from pathlib import Path

from desktop.model.secrets import masked_text
from desktop.ui.plain import visible

LOG_BYTES = 1_000_000
LOG_FILES = 3


class _Masking(logging.Formatter):
    """What is probably secret does not reach the log, and nothing that a terminal would obey."""

    def format(self, record: logging.LogRecord) -> str:
        return visible(masked_text(super().format(record)), limit=LOG_BYTES // 10, lines=True)


class _PrivateFile(logging.handlers.RotatingFileHandler):
    """A log that nobody else on the machine reads."""

    def _open(self) -> TextIOWrapper:
        def opener(path: str, flags: int) -> int:
            return os.open(path, flags, 0o600)

        path = self.baseFilename
        return open(path, "a", encoding="utf-8", opener=opener)


def log_to(folder: Path) -> logging.Handler:
    """Log into a folder, or to stderr where it can't be written; returns what is to be closed."""
    root = logging.getLogger()
    formatter = _Masking("%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler: logging.Handler = _PrivateFile(
            folder / "portside.log", maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
        )
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(formatter)
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger("desktop").setLevel(logging.INFO)
    return handler
