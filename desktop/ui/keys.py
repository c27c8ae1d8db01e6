"""Keys in words, and the keys that count in one place alone.

Those of the window's actions are in their table (:mod:`desktop.ui.actions`). A page has keys of its
own beside them: they are listed, and where that is said changed, with the others in the settings.
"""

from __future__ import annotations

import enum
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from desktop.model import preferences
from desktop.model.shortcuts import SEPARATOR, Binding, read_keys
from desktop.ui.settings import Settings
from desktop.ui.text import mark, tr

Keys = QKeySequence | QKeySequence.StandardKey | str
_Standard = QKeySequence.StandardKey

OWN = "Ctrl" if sys.platform == "darwin" else "Ctrl+Shift"  # Qt calls the Command key Ctrl
"""What is held in a terminal for what is the terminal's own."""


def native(keys: Keys) -> str:
    """Keys as the system writes them: ``⌘K`` on a Mac. Nothing where there are none."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def first(keys: Sequence[QKeySequence]) -> str:
    """The first of them, as the system writes it."""
    return native(keys[0]) if keys else ""


def with_keys(text: str, keys: Keys) -> str:
    """A tip, and the keys that do the same."""
    shown = native(keys)
    return tr("{text} ({keys})", text=text, keys=shown) if shown else text


class Place(enum.Enum):
    """Where keys count."""

    FILES = mark("In Files")
    LOG = mark("In a log")
    TERMINAL = mark("In a terminal")
    PROCESSES = mark("In Processes")
    INSPECT = mark("In Inspect")


@dataclass(frozen=True, slots=True)
class Placed:
    """What keys do in one place. ``fixed``: there are no others for it.

    ``takes``: there they do this alone, whatever the window's actions would do by them.
    """

    place: Place
    name: str
    text: str
    keys: QKeySequence.StandardKey | str
    fixed: bool = False
    takes: bool = True

    @property
    def usual(self) -> str:
        """All of them, as the settings have them."""
        if isinstance(self.keys, _Standard):
            found = QKeySequence.keyBindings(self.keys)
        else:
            found = [QKeySequence(each) for each in self.keys.split(SEPARATOR)]
        portable = QKeySequence.SequenceFormat.PortableText
        return SEPARATOR.join(each.toString(portable) for each in found)


PLACED = (
    Placed(Place.FILES, "files.copy", mark("Copy"), _Standard.Copy, fixed=True),
    Placed(Place.FILES, "files.cut", mark("Cut"), _Standard.Cut, fixed=True),
    Placed(Place.FILES, "files.paste", mark("Paste"), _Standard.Paste, fixed=True),
    Placed(Place.FILES, "files.copy_path", mark("Copy path"), "Ctrl+Shift+C"),
    Placed(Place.FILES, "files.new_folder", mark("New folder…"), "F7"),
    Placed(Place.FILES, "files.rename", mark("Rename…"), "F2"),
    Placed(Place.FILES, "files.move", mark("Move to…"), "F6"),
    Placed(Place.FILES, "files.delete", mark("Delete…"), "Del"),
    Placed(Place.FILES, "files.preview", mark("Preview"), "F3"),
    Placed(Place.FILES, "files.hidden", mark("Show hidden files"), "Ctrl+H"),
    Placed(Place.FILES, "files.filter", mark("Filter"), _Standard.Find, fixed=True),
    Placed(Place.FILES, "files.refresh", mark("Refresh"), "F5"),
    Placed(Place.FILES, "files.up", mark("Up"), "Backspace; Alt+Up", fixed=True),
    Placed(Place.FILES, "files.path", mark("Type a path"), "/", fixed=True),
    Placed(Place.FILES, "files.stop", mark("Stop loading"), "Esc", fixed=True),
    Placed(Place.LOG, "log.copy", mark("Copy"), _Standard.Copy, fixed=True),
    Placed(Place.LOG, "log.select_all", mark("Select all"), _Standard.SelectAll, fixed=True),
    Placed(Place.LOG, "log.find", mark("Find"), _Standard.Find, fixed=True),
    Placed(Place.LOG, "log.next", mark("Next match"), _Standard.FindNext),
    Placed(Place.LOG, "log.previous", mark("Previous match"), _Standard.FindPrevious),
    *(
        Placed(Place.LOG, f"log.{name}", text, keys, fixed=True)
        for name, text, keys in (
            ("first", mark("To the oldest line"), "Ctrl+Home; Home"),
            ("newest", mark("To the newest line"), "Ctrl+End; End"),
            ("lines", mark("Move or select by a line"), "Up; Down; Shift+Up; Shift+Down"),
            (
                "pages",
                mark("Move or select by a page"),
                "PgUp; PgDown; Shift+PgUp; Shift+PgDown",
            ),
            ("ends", mark("Select to the oldest or newest line"), "Shift+Home; Shift+End"),
            ("characters", mark("Select by a character"), "Shift+Left; Shift+Right"),
            ("sideways", mark("Open or close a line, or scroll sideways"), "Left; Right"),
            ("toggle", mark("Open or close a line"), "Return; Enter"),
            ("pause", mark("Pause or go on"), "Space"),
            ("escape", mark("Select nothing, or end the search"), "Esc"),
        )
    ),
    *(
        Placed(Place.TERMINAL, f"terminal.{name}", text, keys, fixed=True)
        for name, text, keys in (
            ("copy", mark("Copy"), f"{OWN}+C; Ctrl+Ins"),
            ("paste", mark("Paste"), f"{OWN}+V"),
            ("paste_selection", mark("Paste what is selected"), "Shift+Ins"),
            ("select_all", mark("Select all"), f"{OWN}+A"),
            ("find", mark("Find"), f"{OWN}+F"),
            ("larger", mark("Larger letters"), "Ctrl++; Ctrl+Shift++; Ctrl+="),
            ("smaller", mark("Smaller letters"), "Ctrl+-"),
            ("usual_size", mark("Letters of the usual size"), "Ctrl+0"),
            ("pages", mark("Scroll by a page"), "Shift+PgUp; Shift+PgDown"),
            ("lines", mark("Scroll by a line"), "Ctrl+Shift+Up; Ctrl+Shift+Down"),
            ("ends", mark("Scroll to the start or the end"), "Shift+Home; Shift+End"),
            ("leave", mark("Leave the terminal"), "Ctrl+F6; Ctrl+Shift+F6"),
        )
    ),
    Placed(Place.PROCESSES, "processes.signal", mark("Send signal…"), "Ctrl+Alt+K", takes=False),
    Placed(Place.INSPECT, "inspect.copy", mark("Copy value"), _Standard.Copy, fixed=True),
    Placed(Place.INSPECT, "inspect.copy_path", mark("Copy path"), "Ctrl+Shift+C", fixed=True),
    Placed(Place.INSPECT, "inspect.find", mark("Find"), _Standard.Find, fixed=True),
    Placed(Place.INSPECT, "inspect.next", mark("Next match"), "F3", fixed=True, takes=False),
    Placed(
        Place.INSPECT,
        "inspect.previous",
        mark("Previous match"),
        "Shift+F3",
        fixed=True,
        takes=False,
    ),
)


def bindings(chosen: Mapping[str, str]) -> tuple[Binding, ...]:
    """The keys of all places, with what a person has chosen."""
    return tuple(
        Binding(
            it.name,
            it.usual,
            it.usual if it.fixed else chosen.get(it.name, it.usual),
            it.place.name,
            takes=it.takes,
            fixed=it.fixed,
        )
        for it in PLACED
    )


def keys_in_places(settings: Settings) -> dict[str, list[QKeySequence]]:
    """The keys by name, as they are now: ``preferences.KEYS`` tells when they are others."""
    found = bindings(read_keys(settings.chosen(preferences.KEYS)))
    return {it.name: [QKeySequence(keys) for keys in it.each] for it in found}
