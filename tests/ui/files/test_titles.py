"""A copy is called by what goes where; while it runs it says how far it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.engine.file_records import CopyProgress, Place
from desktop.engine.records import Kind, Progress
from desktop.model.commands import Command
from desktop.model.files.commands import CopyBetween, CopyIn, CopyOut
from desktop.ui import titles
from desktop.ui.files.titles import how_far

WEB = Place(Kind.CONTAINER, "a" * 64, "web")
WORKER = Place(Kind.CONTAINER, "b" * 64, "worker")


@pytest.mark.parametrize(
    ("command", "title"),
    [
        (CopyIn((Path("/home/me/a.txt"),), WEB, "/etc"), "Copy a.txt to web:/etc"),
        (CopyIn((Path("/a"), Path("/b")), WEB, "/etc"), "Copy 2 items to web:/etc"),
        (CopyIn(("/site/.",), WEB, "/srv"), "Copy /site/. to web:/srv"),
        (CopyOut(WEB, ("/etc/hosts",), Path("/tmp")), "Copy web:/etc/hosts to /tmp"),
        (CopyOut(WEB, ("/a", "/b"), Path("/tmp")), "Copy 2 items of web to /tmp"),
        (CopyBetween(WEB, ("/a",), WORKER, "/b"), "Copy web:/a to worker:/b"),
        (CopyIn((Path("/a\x1b"),), WEB, "/x\n"), "Copy a\\x1b to web:/x\\n"),
    ],
)
def test_it_says_what_goes_where(command: Command, title: str) -> None:
    assert titles.title(command) == title


def test_it_says_how_far_it_is() -> None:
    half = CopyProgress("/x", 5, 10, files=1200, total_files=3000, speed=5.0, left=40)
    assert how_far(half) == "1,200 of 3,000 files · 40 s left"
    assert how_far(CopyProgress("/x", 5, files=2)) == "2 files"
    assert how_far(Progress("", 1)) == ""
