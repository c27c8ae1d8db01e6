"""hadolint, the linter for Dockerfiles: run as a program of its own, where it is installed."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.engine.console import NO_CONSOLE
from desktop.engine.threads import run_with_tool

SECONDS = 20.0
_MOST = 500


@dataclass(frozen=True, slots=True)
class Advice:
    """What it says of a line (from 1). ``level`` is error, warning, info or style."""

    line: int
    code: str
    level: str
    text: str


def find_hadolint() -> Path | None:
    """The one that came with us, or one on the PATH."""
    name = "hadolint.exe" if sys.platform == "win32" else "hadolint"
    ours = Path(sys.executable).with_name(name)
    if ours.is_file():
        return ours
    found = shutil.which("hadolint")
    return Path(found) if found else None


async def lint(program: Path, text: str, folder: Path | None) -> list[Advice]:
    """What it says of a Dockerfile; a ``.hadolint.yaml`` in ``folder`` counts.

    Nothing where it can't be run or makes no sense: that is no reason to bother anybody.
    """

    def ask(running: _Process) -> list[Advice]:
        return _read(running.answer(text.encode(errors="replace")))

    def start() -> _Process:
        return _Process(program, folder)

    with contextlib.suppress(OSError, ValueError, subprocess.SubprocessError):
        return await run_with_tool(start, ask, name="hadolint")
    return []


class _Process:
    def __init__(self, program: Path, folder: Path | None) -> None:
        self._process = subprocess.Popen(
            [program, "--no-color", "--no-fail", "--format", "json", "-"],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            creationflags=NO_CONSOLE,
        )

    def answer(self, text: bytes) -> bytes:
        said, _ = self._process.communicate(text, SECONDS)
        return said

    def cut(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()

    def close(self) -> None:
        self.cut()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def _read(said: bytes) -> list[Advice]:
    found: list[Advice] = []
    items: Any = json.loads(said)
    for item in items[:_MOST] if isinstance(items, list) else ():
        if isinstance(item, dict) and isinstance(item.get("line"), int):
            words = (str(item.get(key) or "") for key in ("code", "level", "message"))
            found.append(Advice(item["line"], *words))
    return found
