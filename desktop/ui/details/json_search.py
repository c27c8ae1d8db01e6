"""Finding a text in JSON: every key and every value, read once, then searched at each letter."""

from __future__ import annotations

import json
from typing import Any

from desktop.ui.details.json_model import Key, Path


class Haystack:
    """The texts of a document in the order of its rows."""

    def __init__(self, document: Any) -> None:
        self._keys: list[Key] = []
        self._parents: list[int] = []
        self._texts: list[str] = []
        self._read(document)

    def __len__(self) -> int:
        return len(self._texts)

    def find(self, needle: str) -> list[int]:
        """Numbers of the places whose key or value contains the needle, in any case."""
        wanted = needle.casefold()
        return [number for number, text in enumerate(self._texts) if wanted in text]

    def path(self, number: int) -> Path:
        """The path of a place."""
        keys: list[Key] = []
        while number >= 0:
            keys.append(self._keys[number])
            number = self._parents[number]
        return tuple(reversed(keys))

    def _read(self, document: Any) -> None:
        waiting: list[tuple[int, Key, Any]] = list(_children(-1, document))[::-1]
        while waiting:
            parent, key, value = waiting.pop()
            number = len(self._texts)
            self._keys.append(key)
            self._parents.append(parent)
            if isinstance(value, (dict, list)):
                text = str(key)
                waiting.extend(list(_children(number, value))[::-1])
            else:
                # A sign that no text holds, so that nothing is found across the two.
                text = f"{key}\0{value if isinstance(value, str) else json.dumps(value)}"
            self._texts.append(text.casefold())


def _children(number: int, value: Any) -> Any:
    if isinstance(value, dict):
        return ((number, key, each) for key, each in value.items())
    if isinstance(value, list):
        return ((number, row, each) for row, each in enumerate(value))
    return ()
