"""Lines come out of frames as they went in, however the bytes are cut."""

from __future__ import annotations

import struct
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.errors import EngineFault, Garbled
from desktop.engine.log_lines import LineReader
from desktop.engine.logs import Chunks
from desktop.engine.observations import LINE_BYTES, LogLine, Output

PART = 16 << 10
TEXTS = st.one_of(
    st.binary(max_size=30).map(lambda text: text.replace(b"\n", b"")),
    st.sampled_from(
        [b"", b"\r", b"\1\0\0\0\0\0\0\x21", b"x" * PART, b"y" * (LINE_BYTES + 5), b"2024-01-01T a"]
    ),
)
LINES = st.lists(st.tuples(st.sampled_from(Output), TEXTS), max_size=8)


def stamp(number: int) -> str:
    return f"2024-01-01T00:00:{number:012.9f}Z"


def frame(output: int, content: bytes) -> bytes:
    return struct.pack(">BxxxL", output, len(content)) + content


def framed(lines: list[tuple[Output, bytes]]) -> bytes:
    """As dockerd sends lines: long ones in parts, each with a time."""
    parts = []
    for number, (output, text) in enumerate(lines):
        whole = text + b"\n"
        for begin in range(0, len(whole), PART):
            content = stamp(number).encode() + b" " + whole[begin : begin + PART]
            parts.append(frame(output, content))
    return b"".join(parts)


def chunked(data: bytes, cuts: list[int]) -> bytes:
    parts = [data[begin:end] for begin, end in pairwise([0, *cuts, len(data)]) if begin < end]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


@given(LINES, st.data())
def test_lines_are_what_was_framed_however_it_is_cut(
    lines: list[tuple[Output, bytes]], data: st.DataObject
) -> None:
    body = framed(lines)
    places = st.lists(st.integers(0, len(body)), max_size=6).map(sorted)
    sent = chunked(body, data.draw(places))
    cuts = data.draw(st.lists(st.integers(0, len(sent)), max_size=6).map(sorted))
    chunks, reader = Chunks(), LineReader(tty=False)
    found: list[LogLine] = []
    for begin, end in pairwise([0, *cuts, len(sent)]):
        found += reader.feed(chunks.feed(sent[begin:end]))
    assert chunks.ended
    assert found == [
        LogLine(stamp(number), output, text[:LINE_BYTES], max(0, len(text) - LINE_BYTES))
        for number, (output, text) in enumerate(lines)
    ]


def test_the_end_of_a_line_that_has_none_is_told_in_the_end() -> None:
    reader = LineReader(tty=False)
    assert reader.feed(frame(1, stamp(1).encode() + b" prompt> ")) == []
    assert reader.end() == [LogLine(stamp(1), Output.STDOUT, b"prompt> ", unfinished=True)]


def test_what_is_no_frame_is_an_error() -> None:
    with pytest.raises(Garbled):
        LineReader(tty=False).feed(b"<html>not a log")
    with pytest.raises(EngineFault, match="no such file"):
        LineReader(tty=False).feed(frame(3, b"no such file"))


def test_a_terminals_line_without_end_takes_no_memory() -> None:
    reader = LineReader(tty=True)
    part = stamp(1).encode() + b" " + b"p" * PART
    for _ in range(500):
        assert reader.feed(part) == []
        assert len(reader._rest) < 2 << 20
    (line,) = reader.feed(b"\r\n")
    assert line.text == b"p" * LINE_BYTES
    assert line.more == 500 * PART - LINE_BYTES
