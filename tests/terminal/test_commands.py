"""Operating system commands: titles, colours, links and the clipboard."""

from __future__ import annotations

import base64

import pytest

from desktop.terminal.protocol import Bell, ClipboardOffered, Colors, TitleChanged
from tests.terminal.conftest import Make


@pytest.mark.parametrize("code", ["0", "2"])
@pytest.mark.parametrize("end", ["\a", "\x1b\\"])
def test_title_is_told(make: Make, code: str, end: str) -> None:
    terminal = make(f"\x1b]{code};a title; ä{end}x")
    assert terminal.terminal.title == "a title; ä"
    assert list(terminal.terminal.take_notices()) == [TitleChanged("a title; ä")]
    assert list(terminal.terminal.take_notices()) == []
    assert terminal.shown == "x"


def test_title_is_short_and_has_no_controls(make: Make) -> None:
    assert len(make(f"\x1b]2;{'t' * 5000}\a").terminal.title) <= 256
    assert make("\x1b]2;a\tb\nc\u202ed\a").terminal.title.isprintable()


def test_bell_rings_and_does_not_pile_up(make: Make) -> None:
    assert list(make("a\ab").terminal.take_notices()) == [Bell()]
    notices = make("\a" * 5000).terminal.take_notices()
    assert 1 <= len(notices) <= 100
    assert set(notices) == {Bell()}


def test_colors_change_and_come_back(make: Make) -> None:
    terminal = make(
        "\x1b]10;#ffffff\a\x1b]11;rgb:00/80/ff\a\x1b]12;#112233\a\x1b]4;1;#010203;2;#040506\a"
    )
    assert terminal.terminal.frame().colors == Colors(
        (255, 255, 255), (0, 128, 255), (0x11, 0x22, 0x33), {1: (1, 2, 3), 2: (4, 5, 6)}
    )
    terminal.write("\x1b]104;1\a")
    assert terminal.terminal.frame().colors.palette == {2: (4, 5, 6)}
    terminal.write("\x1b]104\a\x1b]110\a\x1b]111\a\x1b]112\a")
    assert terminal.terminal.frame().colors == Colors()


@pytest.mark.parametrize("color", ["nonsense", "#12345", "rgb:1/2", "rgb:g/0/0", "", "#"])
def test_what_is_no_color_changes_nothing(make: Make, color: str) -> None:
    assert make(f"\x1b]11;{color}\a\x1b]4;1;{color}\a").terminal.frame().colors == Colors()


def test_link_belongs_to_its_characters(make: Make) -> None:
    terminal = make("a\x1b]8;;http://x/\x1b\\bc\x1b]8;;\x1b\\d")
    assert [terminal.span(0, column).link for column in range(4)] == [
        "",
        "http://x/",
        "http://x/",
        "",
    ]


def test_link_outlives_changes_of_style(make: Make) -> None:
    terminal = make("\x1b]8;id=1;http://x/\a\x1b[1ma\x1b[mb\x1b]8;;\ac")
    assert terminal.span(0, 0).link == "http://x/"
    assert terminal.span(0, 0).style.bold
    assert terminal.span(0, 1).link == "http://x/"
    assert terminal.span(0, 2).link == ""


def test_link_that_is_too_long_is_none(make: Make) -> None:
    assert make(f"\x1b]8;;http://{'x' * 2100}\ax").span(0, 0).link == ""


def test_erased_cells_are_no_link(make: Make) -> None:
    assert make("\x1b]8;;http://x/\aab\x1b[1;1H\x1b[K").rows[0].spans == ()


def test_clipboard_is_offered(make: Make) -> None:
    encoded = base64.b64encode("grüße\n".encode()).decode()
    terminal = make(f"\x1b]52;c;{encoded}\a")
    assert list(terminal.terminal.take_notices()) == [ClipboardOffered("grüße\n")]


@pytest.mark.parametrize("encoded", ["?", "", "*nonsense*"])
def test_clipboard_is_neither_read_nor_cleared(make: Make, encoded: str) -> None:
    terminal = make(f"\x1b]52;c;{encoded}\a")
    assert list(terminal.terminal.take_notices()) == []
    assert terminal.replies() == b""


def test_clipboard_takes_no_more_than_a_mebibyte(make: Make) -> None:
    for size, offers in ((1 << 20, 1), ((1 << 20) + 3, 0)):
        terminal = make()
        terminal.write(b"\x1b]52;c;")
        encoded = base64.b64encode(b"x" * size)
        for at in range(0, len(encoded), 1 << 16):
            terminal.write(encoded[at : at + (1 << 16)])
        terminal.write(b"\x1b")
        terminal.write(b"\\after")
        assert len(terminal.terminal.take_notices()) == offers
        assert terminal.shown == "after"
