"""A text is written as it was read: encoding, mark and line ends stay."""

from __future__ import annotations

import pytest

from desktop.model.files.text_file import dump_of, text_of


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"plain\n",
        "grün 你好\n".encode(),
        b"a\r\nb\r\n",
        b"a\rb\r",
        b"\xef\xbb\xbfmarked\n",
        "sixteen\r\n".encode("utf-16"),
        b"\xfe\xff\x00a\x00\n",
        b"caf\xe9\n",
        b"no end",
    ],
)
def test_what_is_not_changed_is_written_byte_for_byte(data: bytes) -> None:
    read = text_of(data)
    assert read is not None
    assert "\r" not in read.text
    assert read.encoded(read.text) == data
    assert not read.mixed


def test_bytes_that_are_no_text_are_not_taken_for_any() -> None:
    assert text_of(b"\x7fELF\x02\x01\x01\x00") is None
    assert text_of(b"a\x00b") is None


def test_mixed_line_ends_are_told_and_become_those_that_prevail() -> None:
    read = text_of(b"a\r\nb\r\nc\n")
    assert read is not None
    assert read.mixed
    assert read.encoded(read.text) == b"a\r\nb\r\nc\r\n"


def test_a_character_cut_in_half_ends_the_text_before_it() -> None:
    whole = "aé".encode()
    assert text_of(whole[:-1], cut=True) == text_of(b"a")


def test_what_the_encoding_lacks_is_refused() -> None:
    read = text_of(b"caf\xe9\n")
    assert read is not None
    with pytest.raises(UnicodeEncodeError):
        read.encoded("你\n")


def test_what_an_editor_would_lose_is_told() -> None:
    read = text_of("a\u2029b".encode())
    assert read is not None
    assert not read.kept


def test_other_bytes_are_dumped() -> None:
    assert dump_of(b"\x00AB") == f"00000000  {'00 41 42':<47}  .AB"
