"""Programs of the command line, run by one that has a window."""

from __future__ import annotations

import subprocess

NO_CONSOLE: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""As ``creationflags`` of such a program: on Windows each would open a window of its own."""
