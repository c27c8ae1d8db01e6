"""What Python lacks on Windows is not asked for there."""

from __future__ import annotations

import ast
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.command_line import arguments
from desktop.model.reasons import _signal_name

ROOT = Path(__file__).resolve().parents[2]

_IMPORT_ALL = """
import asyncio, importlib, os, pkgutil, signal, socket, sys
import docker, PySide6.QtWidgets, qasync, qtawesome, pyqtgraph, yaml  # they may have what they find
import desktop
for name in "fcntl grp pwd pty resource termios tty".split():
    sys.modules[name] = None
for name in ("SIGHUP", "SIGKILL", "SIGUSR1"):
    vars(signal).pop(name, None)
for name in "O_CLOEXEC O_DIRECTORY O_NOFOLLOW O_NONBLOCK chown getuid pidfd_open pread".split():
    vars(os).pop(name, None)
vars(socket).pop("AF_UNIX", None)
for found in pkgutil.walk_packages(desktop.__path__, "desktop."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
"""


def test_every_module_can_be_imported() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _IMPORT_ALL], capture_output=True, text=True, timeout=300
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_signals_of_containers_have_the_names_that_linux_gives_them() -> None:
    for number in range(1, 65):
        try:
            expected = signal.Signals(number).name
        except ValueError:
            expected = f"signal {number}"
        assert _signal_name(str(number)) == expected


_LINUX_ONLY = ("private_engine.py", "private_places.py", "starter_image.py")


def test_no_program_opens_a_console_window() -> None:
    for path in sorted((ROOT / "desktop").rglob("*.py")):
        if path.name in _LINUX_ONLY:
            continue
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func).startswith("subprocess."):
                names = [keyword.arg for keyword in call.keywords]
                assert "creationflags" in names, f"{path}:{call.lineno}"


def test_words_to_a_console_that_is_not_there_are_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)  # as in a bundle without a console
    assert arguments(["--lang", "xx"]).lang == "en"
