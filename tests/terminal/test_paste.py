"""A paste arrives as it was copied, and does nothing by itself."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.terminal.paste import LONG, Ask, encode_paste, reason_to_ask
from desktop.terminal.protocol import Modes

PLAIN, BRACKETED = Modes(), Modes(bracketed_paste=True)
START, END = b"\x1b[200~", b"\x1b[201~"


@pytest.mark.parametrize("modes", [PLAIN, BRACKETED])
def test_hundred_kilobytes_arrive_byte_for_byte(modes: Modes) -> None:
    letters = "abcXYZ 0189\t\r~é日🙂"
    text = "".join(random.Random(7).choices(letters, k=100_000))
    sent = encode_paste(text, modes)
    if modes.bracketed_paste:
        assert sent.startswith(START)
        assert sent.endswith(END)
        sent = sent.removeprefix(START).removesuffix(END)
    assert sent.decode() == text


@pytest.mark.parametrize("modes", [PLAIN, BRACKETED])
def test_every_line_end_is_that_of_the_return_key(modes: Modes) -> None:
    assert b"a\rb\rc\r\rd" in encode_paste("a\nb\r\nc\n\nd", modes)


def test_text_cannot_end_the_paste_that_it_is_in() -> None:
    sent = encode_paste("ls\x1b[201~rm -rf /\n\x9b201~\x03", BRACKETED)
    assert sent == START + "ls␛[201~rm -rf /\r�201~␃".encode() + END


@given(text=st.text(st.characters(codec="utf-8")), bracketed=st.booleans())
def test_nothing_pasted_is_a_control_character(text: str, bracketed: bool) -> None:
    sent = encode_paste(text, Modes(bracketed_paste=bracketed)).decode()
    if bracketed and text:
        assert sent.startswith(START.decode())
        assert sent.endswith(END.decode())
        sent = sent[len(START) : -len(END)]
    assert not {c for c in sent if (c < " " or "\x7f" <= c < "\xa0") and c not in "\t\r"}
    assert len(sent) == len(text.replace("\r\n", "\n"))


def test_nothing_is_no_paste() -> None:
    assert encode_paste("", BRACKETED) == b""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ls -l\t/tmp", None),
        ("ls\n", Ask.LINES),
        ("ls\rrm", Ask.LINES),
        ("x" * LONG, None),
        ("x" * (LONG + 1), Ask.LONG),
        ("a\x1b[201~b\n", Ask.CONTROLS),
        ("a\x9bb", Ask.CONTROLS),
        ("a\x7f", Ask.CONTROLS),
    ],
)
def test_what_may_do_harm_is_asked_about_unless_bracketed(text: str, reason: Ask | None) -> None:
    assert reason_to_ask(text, PLAIN) is reason
    assert reason_to_ask(text, BRACKETED) is None
