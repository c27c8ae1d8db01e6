"""Archives that the Engine sends: ``docker save`` and ``docker export``, byte for byte."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from desktop.engine.errors import EngineFault, Garbled
from desktop.engine.translate import FOREIGN, translated
from desktop.engine.wire import Wire

PIECE = 1 << 18
# The Engine would pack a container's archive with gzip, five times as slow as the archive itself.
_AS_IT_IS = {"Accept-Encoding": "identity"}
_END = bytes(1024)  # of any tar: two empty blocks
_TAIL = 64 << 10

Path = str | tuple[str, str]  # of the API, or with the key that it is about


def copy_tar(
    path: Path, parameters: Mapping[str, Any], write: Callable[[bytes], object], wire: Wire
) -> None:
    """Hand over a tar, piece by piece. One that is not whole raises, after what there is."""
    for piece in pieces(path, parameters, wire):
        write(piece)


def pieces(path: Path, parameters: Mapping[str, Any], wire: Wire) -> Iterator[bytes]:
    """A tar, piece by piece; one that is not whole raises at its end."""
    client: Any = wire.client
    tail = b""
    try:
        url = client._url(path) if isinstance(path, str) else client._url(*path)
        response = client._get(url, params=parameters, headers=_AS_IT_IS, stream=True, timeout=None)
        client._raise_for_status(response)
        while piece := response.raw.read(PIECE, decode_content=True):
            tail = piece[-_TAIL:] if len(piece) >= len(_END) else (tail + piece)[-_TAIL:]
            yield piece
    except FOREIGN as problem:
        raise translated(problem, wire.words()) from problem
    _check_end(tail)


def _check_end(tail: bytes) -> None:
    """What fails when the answer has begun is said behind the tar, and nowhere else."""
    if tail.endswith(_END):
        return
    start = tail.rfind(b'{"')
    while start >= 0:
        try:
            said = json.loads(tail[start:])
            text = said.get("message") or said.get("error")
        except (ValueError, AttributeError, RecursionError):
            text = None
        if text:
            raise EngineFault(str(text))
        start = tail.rfind(b'{"', 0, start)
    raise Garbled("the archive ends before it is whole")
