"""Docker's own configuration file: read, and changed without loss of what others wrote into it."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any


def path() -> Path:
    """Where it is: ``~/.docker/config.json``, or in the folder that DOCKER_CONFIG names."""
    folder = os.environ.get("DOCKER_CONFIG")
    return (Path(folder) if folder else Path.home() / ".docker") / "config.json"


def read() -> dict[str, Any]:
    """Its contents; empty where there is none. Raises OSError, or ValueError for no object."""
    try:
        found = json.loads(path().read_bytes())
    except FileNotFoundError:
        return {}
    if not isinstance(found, dict):
        raise ValueError(f"{path()} holds no object")
    return found


def section(settings: dict[str, Any], name: str) -> dict[str, Any]:
    """One of its objects by name; empty where it has none."""
    found = settings.get(name)
    return found if isinstance(found, dict) else {}


def change(edit: Callable[[dict[str, Any]], object]) -> None:
    """Read it, let ``edit`` change it, and write it: whole or not at all, for its owner's eyes.

    A link stays one: what it leads to is written, in a folder that is there. Raises as ``read``.
    """
    settings = read()
    edit(settings)
    file = path()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = file.resolve()
    handle, name = tempfile.mkstemp(prefix=".config-", dir=file.parent)  # mode 600
    draft = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as draft_file:
            json.dump(settings, draft_file, indent="\t")
            draft_file.flush()
            os.fsync(draft_file.fileno())
        draft.replace(file)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
