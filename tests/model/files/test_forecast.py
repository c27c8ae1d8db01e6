"""What docker cp will do is said before it starts, by its own rules."""

from __future__ import annotations

import pytest

from desktop.engine.file_errors import Refused, Rule
from desktop.engine.file_records import FileKind
from desktop.model.files.forecast import Destination, Effect, Forecast, Source, forecast

FILE, FOLDER = FileKind.FILE, FileKind.FOLDER
NOTE = Source("/here/note.txt", FILE)
SITE = Source("/here/site", FOLDER)
WITHIN = Source("/here/site/.", FOLDER)


@pytest.mark.parametrize(
    ("sources", "to", "effect", "paths"),
    [
        ([NOTE], Destination("/etc", FOLDER), Effect.INTO, ("/etc/note.txt",)),
        ([NOTE], Destination("/etc/", FOLDER), Effect.INTO, ("/etc/note.txt",)),
        ([NOTE], Destination("/", FOLDER), Effect.INTO, ("/note.txt",)),
        ([NOTE], Destination("/etc/x", None), Effect.AS, ("/etc/x",)),
        ([NOTE], Destination("/etc/x", FILE), Effect.REPLACES, ("/etc/x",)),
        ([SITE], Destination("/srv", FOLDER), Effect.INTO, ("/srv/site",)),
        ([SITE], Destination("/srv/new", None), Effect.NEW_FOLDER, ("/srv/new",)),
        ([WITHIN], Destination("/srv", FOLDER), Effect.CONTENTS, ("/srv",)),
        ([WITHIN], Destination("/srv/new", None), Effect.NEW_FOLDER, ("/srv/new",)),
        ([NOTE, SITE], Destination("/srv", FOLDER), Effect.INTO, ("/srv/note.txt", "/srv/site")),
    ],
)
def test_it_says_where_things_will_be(
    sources: list[Source], to: Destination, effect: Effect, paths: tuple[str, ...]
) -> None:
    assert forecast(sources, to) == Forecast(effect, paths)


@pytest.mark.parametrize(
    ("sources", "to", "rule"),
    [
        ([Source("/none", None)], Destination("/etc", FOLDER), Rule.NO_SOURCE),
        ([Source("/a/.", FILE)], Destination("/etc", FOLDER), Rule.NOT_A_FOLDER),
        ([NOTE], Destination("/etc/x/", None), Rule.NO_FOLDER),
        ([NOTE], Destination("/etc/x/", FILE), Rule.NOT_A_FOLDER),
        ([NOTE], Destination("/no/x", None, parent=False), Rule.NO_PARENT),
        ([SITE], Destination("/etc/x", FILE), Rule.FOLDER_ONTO_FILE),
        ([SITE], Destination("/no/x", None, parent=False), Rule.NO_PARENT),
        ([NOTE, SITE], Destination("/etc/x", None), Rule.MANY_ONTO_ONE),
        ([NOTE], Destination("/dev/null", FileKind.CHARACTER_DEVICE), Rule.SPECIAL),
    ],
)
def test_it_says_which_rule_forbids_it(sources: list[Source], to: Destination, rule: Rule) -> None:
    with pytest.raises(Refused) as refused:
        forecast(sources, to)
    assert refused.value.rule is rule
