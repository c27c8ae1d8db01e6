"""What programs colour can be read on both themes."""

from __future__ import annotations

import pytest

from desktop.model.logs.levels import Level
from desktop.model.logs.text import Style
from desktop.ui.colours import DARK, LIGHT, Theme, contrast
from desktop.ui.logs.inks import (
    READABLE,
    colour_of,
    format_of,
    hit_ground,
    level_ink,
    readable,
    source_ink,
)

both = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


@both
def test_the_sixteen_colours_can_be_read_as_they_are(theme: Theme) -> None:
    for number in range(16):
        assert contrast(colour_of(number, theme), theme.surface) >= READABLE, number


@both
def test_all_256_can_be_read_on_the_surface_and_on_each_other(theme: Theme) -> None:
    for number in range(256):
        ink = readable(colour_of(number, theme), theme.surface)
        assert contrast(ink, theme.surface) >= READABLE, number
        for ground in range(0, 256, 5):
            style = Style(foreground=number, background=ground)
            made = format_of(style, theme)
            seen = contrast(made.foreground().color(), made.background().color())
            assert seen >= READABLE, style


@both
def test_a_readable_colour_stays_as_it_was_asked_for(theme: Theme) -> None:
    asked = (0, 90, 200) if not theme.dark else (90, 170, 255)
    assert format_of(Style(foreground=asked), theme).foreground().color().getRgb()[:3] == asked


@both
def test_a_ground_alone_leaves_its_text_readable(theme: Theme) -> None:
    for style in (Style(background=3), Style(inverse=True), Style(dim=True), Style(escaped=True)):
        made = format_of(style, theme)
        painted = bool(made.background().style().value)
        ground = made.background().color() if painted else theme.surface
        assert contrast(made.foreground().color(), ground) >= READABLE, style


@both
def test_levels_and_containers_can_be_read_and_told_apart(theme: Theme) -> None:
    inks = [source_ink(number, theme) for number in range(7)]
    for ink in (*inks, *(level_ink(level, theme) for level in Level)):
        assert contrast(ink, theme.surface) >= READABLE, ink.name()
    assert len({ink.name() for ink in inks}) == 7


@both
def test_what_was_found_can_be_read_on_its_ground(theme: Theme) -> None:
    for current in (False, True):
        ground = hit_ground(theme, current=current)
        assert contrast(readable(theme.text, ground), ground) >= READABLE
        assert contrast(ground, theme.surface) > 1.2  # and seen
