"""A name that a system can't hold is changed by one rule; others stay as they are."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.file_names import fitting, numbered


@pytest.mark.parametrize(
    ("name", "windows"),
    [
        ("notes.txt", "notes.txt"),
        ("a:b", "a_b"),
        ("x\\..\\y", "x_.._y"),
        ("trail. ", "trail__"),
        ("con", "con_"),
        ("CON.txt", "CON_.txt"),
        ("com1.tar.gz", "com1_.tar.gz"),
        ("LPT² .x", "LPT²_ .x"),
        ("console", "console"),
        ("tab\there\x1b", "tab_here_"),
        ("bad\udcff", "bad_"),
        ('<>"|?*', "______"),
        ("...", "___"),
        ("é 容器", "é 容器"),
    ],
)
def test_names_that_windows_can_not_hold(name: str, windows: str) -> None:
    assert fitting(name, "win32") == windows
    assert fitting(name, "linux") == name


def test_bytes_that_macos_can_not_hold() -> None:
    assert fitting("caf\udce9: x", "darwin") == "caf%E9: x"


@given(st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=80))
def test_whatever_comes_windows_can_hold_it(name: str) -> None:
    found = fitting(name, "win32")
    assert found
    assert not re.search(r'[\x00-\x1f<>:"/\\|?*\ud800-\udfff]', found)
    assert not found.endswith((".", " "))
    assert fitting(found, "win32") == found


@pytest.mark.parametrize(
    ("name", "second"),
    [
        ("notes.txt", "notes (2).txt"),
        ("a.tar.gz", "a (2).tar.gz"),
        (".bashrc", ".bashrc (2)"),
        ("folder", "folder (2)"),
        ("v1. the end", "v1. the end (2)"),
    ],
)
def test_a_second_one_gets_a_number_before_its_ending(name: str, second: str) -> None:
    assert numbered(name, lambda found: False) == second
    taken = {second}
    assert numbered(name, taken.__contains__) == second.replace("(2)", "(3)")
