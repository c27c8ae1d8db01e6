"""Where what has been built is, if it has."""

from __future__ import annotations

import os
import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
BUILD = Path(os.environ.get("PORTSIDE_BUILD", ROOT / "build"))


def script(name: str) -> dict[str, Any]:
    """The names of a script below packaging/."""
    return runpy.run_path(str(ROOT / "packaging" / name))


def built(pattern: str, how: str) -> Path:
    """What a script has built; the test is skipped where it has not been run."""
    found = sorted(BUILD.glob(pattern))
    if not found:
        pytest.skip(f"there is no {pattern} in {BUILD}: {how} makes it")
    return found[-1]


def bundle() -> Path:
    """What PyInstaller has made."""
    return built("dist/portside", "packaging/build.sh")
