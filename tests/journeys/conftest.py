"""Coroutines run on Qt's event loop here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.support.aio import Aio, qt_aio
from tests.support.packing import Root
from tests.support.pointer import put_away
from tests.support.real_engine import LABEL, WAIT

PROGRAMS = "portside-test/programs:1"


@pytest.fixture(autouse=True)
def windows_may_close(qapp: QApplication) -> None:
    """The last window that closes would end the event loop, and the coroutine with it."""
    qapp.setQuitOnLastWindowClosed(False)


@pytest.fixture(autouse=True)
def pointer_is_away(qapp: QApplication) -> None:
    """No window appears below it, and hovers what no test has pointed at."""
    put_away()


@pytest.fixture
def aio(qapp: QApplication) -> Iterator[Aio]:
    """``aio(coroutine, timeout=30)`` runs it on Qt's loop; see ``tests.support.aio``.

    Never use ``qtbot.wait…`` inside the coroutine: a nested loop kills the tasks of the outer.
    """
    with qt_aio(qapp) as runner:
        yield runner


@pytest.fixture(scope="session")
def _programs() -> bytes:
    """Bash, vim, htop, less and tmux, from the packages of the machine."""
    root = Root()
    root.add_programs(
        {
            "bash": "bash",
            "clear": "ncurses-bin",
            "htop": "htop",
            "less": "less",
            "ls": "coreutils",
            "stty": "coreutils",
            "tmux": "tmux",
            "vim.tiny": "vim-tiny",
        }
    )
    root.add_terminals(("xterm", "xterm-256color", "screen", "tmux-256color"))
    root.add_files(
        {
            "root/.bashrc": "PS1='$ '\n",
            "root/.tmux.conf": "set -g default-command bash\nset -g mouse on\n",
            "root/.vimrc": "set nocompatible showmode ruler\n",
        }
    )
    return root.packed()


@pytest.fixture
def programs(docker: Callable[..., str], _programs: bytes) -> str:
    """The name of a running container with bash, vim, htop, less and tmux."""
    settings = ("--change", "ENV LANG=C.UTF-8 SHELL=/bin/bash")
    docker("import", *settings, "-", PROGRAMS, stdin=_programs)
    docker("run", "-d", "--label", LABEL, "--name", "programs", PROGRAMS, *WAIT)
    return "programs"
