"""What a terminal does for a program that has none."""

from __future__ import annotations

import pytest

from desktop.engine.observations import Output
from desktop.engine.terminal_records import Heard
from desktop.model.terminals.cooked import LONGEST_LINE, LineEditor, PlainOutput, Typed


@pytest.mark.parametrize(
    ("typed", "send", "echo"),
    [
        ("ls\r", "ls\n", "ls\r\n"),
        ("lx\x7fs\r", "ls\n", "lx\b \bs\r\n"),
        ("\x7f\r", "\n", "\r\n"),
        ("grün\x7f\x7fn\r", "grn\n", "grün\b \b\b \bn\r\n"),
        ("日本\x7f\r", "日\n", "日本\b \b\b \b\r\n"),
        ("secret\x15ls\r", "ls\n", "secret" + "\b \b" * 6 + "ls\r\n"),
        ("a\x1b[A\x1bOB\x1b[1;5Cb\r", "ab\n", "ab\r\n"),
        ("one\ntwo\r", "one\ntwo\n", "one\r\ntwo\r\n"),
        ("a\tb\r", "a\tb\n", "a b\r\n"),
        ("half", "", "half"),
        ("half\x04", "half", "half"),
        ("\x01\x02\r", "\n", "\r\n"),
    ],
)
def test_a_line_is_edited_and_sent_whole(typed: str, send: str, echo: str) -> None:
    whole = LineEditor().type(typed.encode())
    assert (whole.send.decode(), whole.echo.decode()) == (send, echo)
    editor = LineEditor()
    if "\x1b" not in typed:  # keys come whole
        each = [editor.type(bytes([byte])) for byte in typed.encode()]
        assert b"".join(it.send for it in each) == whole.send
        assert b"".join(it.echo for it in each) == whole.echo


def test_ctrl_d_on_an_empty_line_ends_and_ctrl_c_drops_the_line() -> None:
    editor = LineEditor()
    assert editor.type(b"\x04") == Typed(ends=True)
    assert editor.type(b"rm -rf\x03") == Typed(echo=b"rm -rf^C\r\n", interrupts=True)
    assert editor.type(b"\r") == Typed(b"\n", b"\r\n")


def test_a_line_without_end_is_bounded() -> None:
    editor = LineEditor()
    editor.type(b"x" * 100_000)
    assert editor.type(b"\r").send == b"x" * LONGEST_LINE + b"\n"


def test_characters_stay_whole_though_the_other_output_comes_between() -> None:
    plain = PlainOutput()
    euro = "€".encode()
    assert plain.shown((Heard(Output.STDOUT, b"1 " + euro[:2]),)) == b"1 "
    shown = plain.shown((Heard(Output.STDERR, b"oops\n"), Heard(Output.STDOUT, euro[2:] + b"\n")))
    assert shown == b"oops\r\n" + euro + b"\r\n"


def test_bytes_that_are_no_text_are_passed_on() -> None:
    plain = PlainOutput()
    data = bytes(range(128, 256))
    shown = plain.shown((Heard(Output.STDOUT, data),)) + plain.shown((Heard(Output.STDOUT, b"."),))
    assert shown == data + b"."
