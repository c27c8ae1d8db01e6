"""A file as text, and back: its encoding and its line ends stay what they are."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOST = "\u2029\ufdd0\ufdd1"  # what an editor uses for itself
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 27}


@dataclass(frozen=True, slots=True)
class TextFile:
    """Text with ``\\n`` alone, and what it takes to write it as it was.

    ``mixed``: it has line ends of several kinds, which writing makes one. ``kept`` is False where
    an editor can't hold all of it.
    """

    text: str
    encoding: str = "utf-8"
    mark: bytes = b""
    newline: str = "\n"
    mixed: bool = False
    kept: bool = True

    def encoded(self, text: str) -> bytes:
        """Another text in the same way; raises UnicodeEncodeError where the encoding lacks it."""
        ended = text if self.newline == "\n" else text.replace("\n", self.newline)
        return self.mark + ended.encode(self.encoding)


def text_of(data: bytes, *, cut: bool = False) -> TextFile | None:
    """The bytes as text; None where they are none. ``cut``: the last character may be in half."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding, mark, cut)
    if any(byte in _CONTROLS for byte in data[:4096]) or b"\0" in data:
        return None
    found = _decoded(data, "utf-8", b"", cut)
    return found if found is not None else _decoded(data, "latin-1", b"", cut)


def _decoded(data: bytes, encoding: str, mark: bytes, cut: bool) -> TextFile | None:
    try:
        decoder = codecs.getincrementaldecoder(encoding)("strict")
        raw = decoder.decode(data, final=not cut)
    except UnicodeDecodeError:
        return None
    pairs = raw.count("\r\n")
    ends = {"\r\n": pairs, "\n": raw.count("\n") - pairs, "\r": raw.count("\r") - pairs}
    newline = max(ends, key=lambda end: ends[end]) if any(ends.values()) else "\n"
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    mixed = sum(bool(count) for count in ends.values()) > 1
    kept = not any(character in raw for character in _LOST)
    return TextFile(text, encoding, mark, newline, mixed, kept)


def dump_of(data: bytes) -> str:
    """Bytes as hexdump -C shows them."""
    lines = []
    for start in range(0, len(data), 16):
        piece = data[start : start + 16]
        digits = " ".join(f"{byte:02x}" for byte in piece)
        plain = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in piece)
        lines.append(f"{start:08x}  {digits:<47}  {plain}")
    return "\n".join(lines)
