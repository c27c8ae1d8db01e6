"""Which files each layer of an image has, from the stream of ``docker save``.

Only names and sizes are kept. The stream is a tar of layers, each a tar of its own, by now and
then compressed; what belongs together is told at its end.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from desktop.engine.archive_records import ImageLayers, Layer, LayerFile
from desktop.engine.errors import Garbled
from desktop.engine.observations import Difference
from desktop.engine.tar_stream import BadTar, Entry, Stream, entries, plain

MOST_FILES = 2_000_000  # in all layers; of each some 200 bytes are kept
_LARGEST_JSON = 8 << 20
_WHITEOUT, _OPAQUE = ".wh.", ".wh..wh..opq"
_LINK = b"2"


def read_layers(pieces: Iterable[bytes | memoryview]) -> ImageLayers:
    """The layers of the one image that was saved; raises :class:`Garbled`."""
    found = _Found()
    stream = Stream(pieces)
    try:
        for entry in entries(stream):
            found.take(entry, stream)
        return found.image()
    except (BadTar, LookupError, TypeError, AttributeError, ValueError, RecursionError) as problem:
        raise Garbled(f"not what docker save makes: {problem}") from problem


class _Found:
    """What the stream held so far, by the names of its entries."""

    def __init__(self) -> None:
        self._layers: dict[str, Layer] = {}
        self._links: dict[str, str] = {}
        self._texts: dict[str, bytes] = {}
        self._files = 0

    def take(self, entry: Entry, stream: Stream) -> None:
        """Look at one entry; its data is next in the stream."""
        name = posixpath.normpath(entry.name)
        if entry.kind == _LINK:  # the same layer once more
            self._links[name] = posixpath.normpath(
                posixpath.join(posixpath.dirname(name), entry.link)
            )
        elif entry.is_file:
            end = stream.position + entry.size
            data = plain(stream, end)
            head = data.read(512)
            data.put_back(head)
            if _may_be_tar(head):
                self._layers[name] = tuple(self._counted(_files(data)))
            elif entry.size <= _LARGEST_JSON and head[:1] in (b"{", b"["):
                self._texts[name] = data.read(_LARGEST_JSON)

    def _counted(self, files: Iterable[LayerFile]) -> Iterator[LayerFile]:
        for file in files:
            self._files += 1
            if self._files > MOST_FILES:
                raise BadTar(f"more than {MOST_FILES} files")
            yield file

    def image(self) -> ImageLayers:
        """What belongs together."""
        [manifest] = json.loads(self._texts["manifest.json"])
        names = [posixpath.normpath(name) for name in manifest["Layers"]]
        layers = tuple(self._layer(name) for name in names)
        config = json.loads(self._texts[self._target(posixpath.normpath(manifest["Config"]))])
        return ImageLayers(layers, _steps(config, len(layers)))

    def _layer(self, name: str) -> Layer:
        return self._layers[self._target(name)]

    def _target(self, name: str) -> str:
        for _step in range(8):
            if name not in self._links:
                break
            name = self._links[name]
        return name


def _may_be_tar(head: bytes) -> bool:
    return head[257:262] == b"ustar" or (len(head) == 512 and head == bytes(512))


def _files(data: Stream) -> Iterator[LayerFile]:
    for entry in entries(data):
        path = "/" + posixpath.normpath(entry.name).lstrip("/")
        folder, name = posixpath.split(path)
        if path == "/.":
            continue
        if name == _OPAQUE:
            yield LayerFile(folder, 0, Difference.CHANGED, opaque=True, folder=True)
        elif name.startswith(_WHITEOUT):
            if not name.startswith(_WHITEOUT * 2):  # aufs' own
                hidden = posixpath.join(folder, name.removeprefix(_WHITEOUT))
                yield LayerFile(hidden, 0, Difference.DELETED)
        else:
            yield LayerFile(path, entry.size, Difference.ADDED, folder=entry.is_folder)


def _steps(config: Mapping[str, Any], layers: int) -> tuple[int | None, ...]:
    """Which layer each step of the history made; nothing where that does not add up."""
    steps: list[int | None] = []
    made = 0
    for step in config.get("history") or ():
        if step.get("empty_layer"):
            steps.append(None)
        else:
            steps.append(made)
            made += 1
    return tuple(steps) if made == layers else ()


Progressing = Callable[[int], None]


def counted(pieces: Iterable[bytes], told: Progressing) -> Iterator[bytes]:
    """The same pieces; ``told`` hears how many bytes have come."""
    done = 0
    for piece in pieces:
        done += len(piece)
        told(done)
        yield piece
