"""Where a line is run: on this machine, in the folder that Portside was started in."""

from __future__ import annotations

import os
from pathlib import Path

from desktop.model.run.resolve import Surroundings


def surroundings() -> Surroundings:
    """That folder, the variables that Portside has, and the files."""
    try:
        folder = os.getcwd()  # noqa: PTH109 - resolved(), it would be another text
    except FileNotFoundError:
        folder = str(Path.home())
    return Surroundings(folder, os.environ, lambda path: Path(path).read_bytes())
