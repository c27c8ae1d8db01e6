"""The table of settings: what a person may choose, and what holds where nothing was chosen.

What only remembers how things looked (columns, splitters, recent names) is no setting, and not
here. Each row is found by its name, which is also its key in the settings file.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.engine import addresses
from desktop.engine.endpoint import Endpoint, Origin, TLSFiles
from desktop.engine.errors import Unreachable


@dataclass(frozen=True, slots=True)
class Flag:
    """A yes or no."""

    name: str
    default: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number within bounds; one outside them counts as not there."""

    name: str
    default: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Text:
    """A text; with ``choices``, one of them."""

    name: str
    default: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Texts:
    """A list of texts, none by default."""

    name: str


LANGUAGE = Text("language")
"""A locale such as ``zh_CN``; empty: as the system."""
THEME = Text("theme", "system", ("system", "light", "dark"))
STILL = Flag("window.still")
"""Nothing moves, also where the system does not ask for that."""

START_PRIVATE = Flag("engine.start_private")
"""Start a private Engine where none answers at the start."""
PLACES = Texts("engine.places")
"""Engine places of a person's own, as ``Place.text`` has them."""
FIRST_PLACE = Text("engine.first")
"""The address to use at the start; empty: where docker would look."""

TERMINAL_FONT = Text("terminal.font")
"""A family; empty: the system's fixed one."""
TERMINAL_SIZE = Number("terminal.size", 0, 0, 48)
"""In points; 0: the usual size."""
TERMINAL_ROWS = Number("terminal.rows", 10_000, 0, 200_000)
"""How many rows are kept above the screen, of terminals that are opened from now on."""
TERMINAL_ENGINE = Text("terminal.engine")
"""The name of a terminal engine; empty: the best there is."""

LOG_TAIL = Number("logs.tail", 1_000, 10, 200_000)
"""How many lines of each container's past are read when its log is opened."""
LOG_LINES = Number("logs.lines", 200_000, 1_000, 1_000_000)
"""How many lines an open log keeps; never more than 64 MB."""
LOG_WRAP = Flag("logs.wrap", True)
LOG_TIMES = Text("logs.times", "OFF")

HIDDEN_FILES = Flag("files.hidden")
FOLLOW_LINKS = Flag("files.follow")
"""Copy what a symbolic link leads to: docker cp's ``-L``."""
KEEP_OWNER = Flag("files.owner")
"""Keep user and group: docker cp's ``-a``."""
DESTINATION = Text("files.destination")
"""Where copies from containers go, unless another folder is named; the last one used."""

KEYS = Texts("keys")
"""The shortcuts that are not those of the table of actions: ``NAME KEYS``, or ``NAME`` for none."""

TOUR_SEEN = Flag("tour.seen")

TABLE: tuple[Flag | Number | Text | Texts, ...] = (
    LANGUAGE,
    THEME,
    STILL,
    START_PRIVATE,
    PLACES,
    FIRST_PLACE,
    TERMINAL_FONT,
    TERMINAL_SIZE,
    TERMINAL_ROWS,
    TERMINAL_ENGINE,
    LOG_TAIL,
    LOG_LINES,
    LOG_WRAP,
    LOG_TIMES,
    HIDDEN_FILES,
    FOLLOW_LINKS,
    KEEP_OWNER,
    DESTINATION,
    KEYS,
    TOUR_SEEN,
)


@dataclass(frozen=True, slots=True)
class Place:
    """An Engine's place that a person has named. ``url`` is an address in full."""

    name: str
    url: str

    @property
    def text(self) -> str:
        """As the settings keep it: an address has no space, a name may."""
        return f"{self.url} {self.name}"

    @property
    def endpoint(self) -> Endpoint:
        """Where to connect to: a ``tcp://`` address of the TLS port is verified."""
        secure = self.url.endswith(f":{addresses.TLS_PORT}") and self.url.startswith("tcp://")
        return Endpoint(self.url, self.name, Origin.SETTINGS, TLSFiles() if secure else None)


def read_place(text: str) -> Place | None:
    """The place of such a text; None where its address is none (another version's, a damage)."""
    url, _, name = text.partition(" ")
    try:
        full = addresses.normal(url)
    except Unreachable:
        return None
    return Place(name.strip() or full, full)


def read_places(texts: list[str]) -> tuple[Place, ...]:
    """Those that are whole, each address once."""
    found = {place.url: place for text in texts if (place := read_place(text)) is not None}
    return tuple(found.values())


def first_place(texts: list[str], url: str) -> Endpoint | None:
    """The place with this address among a person's own; None where there is none."""
    return next((place.endpoint for place in read_places(texts) if place.url == url), None)


RECENT = (
    "pull.recent",
    "push.recent",
    "registry.recent",
    "commit.author",
    "files.destination",
    "terminal.shells",
)
"""What is remembered of what a person did, beside the settings: names, never secrets."""
