"""The Engine's streams of JSON objects, one a line: events, and the progress of pull and load."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from typing import Any

from desktop.engine.errors import Garbled
from desktop.engine.wire import Wire

LONGEST_LINE = 16 << 20
_READ_AT_MOST = 1 << 16


def json_lines(wire: Wire, response: Any) -> Generator[dict[str, Any], None, None]:
    """The objects of an answer that streams, each as soon as its line is there.

    The first line that is no object raises :class:`Garbled` (docker-py would hold back all that
    follow, and look at the whole again with each piece). Ends when the Engine ends the answer;
    a lost connection raises, as any other of docker-py's calls does.
    """
    for line in lines(wire, response):
        yield from _objects(line)


def lines(wire: Wire, response: Any) -> Generator[bytes, None, None]:
    """The lines of an answer that streams, for who wants to look at them later."""
    wire.client._raise_for_status(response)
    rest = b""
    for piece in _pieces(response.raw):
        *whole, rest = (rest + piece).split(b"\n") if b"\n" in piece else (rest + piece,)
        yield from whole
        if len(rest) > LONGEST_LINE:
            raise Garbled(f"a line is longer than {LONGEST_LINE} bytes")
    yield rest


def _pieces(raw: Any) -> Iterator[bytes]:
    if raw.chunked:
        yield from raw.read_chunked(decode_content=True)
        return
    while piece := raw.read1(_READ_AT_MOST, decode_content=True):
        yield piece


def _objects(line: bytes) -> Iterator[dict[str, Any]]:
    """What a line holds: usually one; some proxies join lines."""
    text = line.decode(errors="replace").strip()
    while text:
        try:
            item, end = _DECODER.raw_decode(text)
        except (ValueError, RecursionError) as problem:
            raise Garbled(f"not JSON: {text[:200]!r}") from problem
        if not isinstance(item, dict):
            raise Garbled(f"an object was expected, not {text[:200]!r}")
        yield item
        text = text[end:].lstrip()


_DECODER = json.JSONDecoder()
