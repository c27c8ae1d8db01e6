"""How an image was made, and what each of its layers does to the files below it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop.engine.archive_records import HistoryEntry, ImageLayers, Layer
from desktop.engine.observations import Difference, FileChange

_NOTHING = re.compile(r"(?:\|\d+ .*?)?/bin/sh -c #\(nop\)\s*", re.DOTALL)
_SH = r"/bin/(?:ba|a)?sh (?:-o \w+ |-(?!\w*c\b)\w+ )*-\w*c\s"
# Each value can be read in one way only: a hostile line takes no longer.
_ARGUMENTS = re.compile(rf"(?:RUN )?\|\d+ (?:[^\s=]+=\S*\s+)*(?={_SH})")
_SHELL = re.compile(rf"(?:RUN )?{_SH}\s*")
_BUILDKIT = re.compile(r"\s*# buildkit$")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a history; ``layer`` is the number of the layer that it made, from below.

    ``layer`` is None where it made none, or where that is not known yet. ``share`` is of the
    image's size, from 0 to 1.
    """

    entry: HistoryEntry
    instruction: str
    share: float
    layer: int | None = None


@dataclass(frozen=True, slots=True)
class LayerChanges:
    """What a layer does, path by path, and the bytes of each file in it."""

    changes: tuple[FileChange, ...]
    sizes: Mapping[str, int]


def steps_of(history: Sequence[HistoryEntry], layers: ImageLayers | None = None) -> list[Step]:
    """The steps, the last first; once the layers are known, with that of each."""
    total = sum(entry.size for entry in history)
    made = tuple(reversed(layers.steps)) if layers is not None else ()
    known = len(made) == len(history)
    return [
        Step(
            entry,
            instruction(entry.created_by),
            entry.size / total if total else 0.0,
            made[number] if known else None,
        )
        for number, entry in enumerate(history)
    ]


def instruction(created_by: str) -> str:
    """The line of the Dockerfile, without what the builder puts around it.

    ``/bin/sh -c #(nop)  CMD ["sh"]`` is ``CMD ["sh"]``; what a shell ran is a RUN.
    """
    text = _BUILDKIT.sub("", created_by.strip())
    if found := _NOTHING.match(text):
        return text[found.end() :].strip()
    text = _ARGUMENTS.sub("", text, count=1)
    if found := _SHELL.match(text):
        return f"RUN {text[found.end() :].strip()}"
    return text


def layer_changes(layers: Sequence[Layer]) -> tuple[LayerChanges, ...]:
    """What each layer adds, changes and takes away, seen from the layers below it. For a thread."""
    below = _Files()
    found: list[LayerChanges] = []
    for layer in layers:
        changes = tuple(_changes(layer, below))
        sizes = {file.path: file.size for file in layer if file.size}
        found.append(LayerChanges(changes, sizes))
        for file in layer:  # only now: a layer does not hide its own files
            if file.opaque:
                below.empty(file.path)
            elif file.difference is Difference.DELETED:
                below.remove(file.path)
        for file in layer:
            if file.difference is Difference.ADDED:
                below.add(file.path)
    return tuple(found)


def _changes(layer: Layer, below: _Files) -> Iterator[FileChange]:
    opaque = {file.path for file in layer if file.opaque}
    own = _directly_within(layer, opaque) if opaque else set()
    for file in layer:
        if file.opaque:
            for name in below.names(file.path):
                path = posixpath.join(file.path, name)
                if path not in own:
                    yield FileChange(path, Difference.DELETED)
        elif file.difference is Difference.DELETED:
            yield FileChange(file.path, Difference.DELETED)
        elif below.has(file.path):
            yield FileChange(file.path, Difference.CHANGED)
        else:
            yield FileChange(file.path, Difference.ADDED)


def _directly_within(layer: Layer, folders: set[str]) -> set[str]:
    """Paths in these folders that the layer has something at, or below."""
    found: set[str] = set()
    for file in layer:
        path = file.path
        while path not in ("/", ""):
            above = posixpath.dirname(path)
            if above in folders and not file.opaque:
                found.add(path)
            path = above
    return found


class _Files:
    """The paths that are seen from above, as folders within folders."""

    def __init__(self) -> None:
        self._root: dict[str, dict] = {}  # type: ignore[type-arg]  # of the same kind

    def has(self, path: str) -> bool:
        return self._at(path) is not None

    def names(self, folder: str) -> list[str]:
        return list(self._at(folder) or ())

    def add(self, path: str) -> None:
        node = self._root
        for name in _parts(path):
            node = node.setdefault(name, {})

    def remove(self, path: str) -> None:
        above = self._at(posixpath.dirname(path))
        if above is not None:
            above.pop(posixpath.basename(path), None)

    def empty(self, folder: str) -> None:
        node = self._at(folder)
        if node is not None:
            node.clear()

    def _at(self, path: str) -> dict[str, dict] | None:  # type: ignore[type-arg]
        node: dict[str, dict] | None = self._root  # type: ignore[type-arg]
        for name in _parts(path):
            if node is None:
                return None
            node = node.get(name)
        return node


def _parts(path: str) -> list[str]:
    return [part for part in path.split("/") if part]
