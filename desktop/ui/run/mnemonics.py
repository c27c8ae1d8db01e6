"""A letter to go to a field by with Alt, for as many fields of a page as there are letters."""

from __future__ import annotations

import string

from desktop.ui.text import tr


class Mnemonics:
    """Gives each letter once; those of the buttons that are on all pages are not given."""

    def __init__(self) -> None:
        buttons = (tr("&Back"), tr("&Next"))
        taken = {text.partition("&")[2][:1].upper() for text in buttons}
        self._free = [letter for letter in string.ascii_uppercase if letter not in taken]

    def of(self, label: str) -> str:
        """The label with a letter marked, or as it is where none is left."""
        starts = [at for at in range(len(label)) if _begins(label, at)]
        for at in (*starts, *range(len(label))):
            if label[at].upper() in self._free:
                self._free.remove(label[at].upper())
                return f"{_plain(label[:at])}&{_plain(label[at:])}"
        if self._free and not label.isascii():
            bare = label.removesuffix("…")
            return f"{_plain(bare)}(&{self._free.pop(0)}){label[len(bare) :]}"
        return _plain(label)


def _begins(label: str, at: int) -> bool:
    """Whether a word begins there."""
    return label[at].isalpha() and not label[at - 1 : at].isalpha()


def _plain(text: str) -> str:
    return text.replace("&", "&&")
