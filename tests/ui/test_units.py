"""Sizes and spans in docker's units, as go-units writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.ui import units

MINUTE, HOUR, DAY = 60, 3600, 86400


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0B"),
        (999, "999B"),
        (1000, "1kB"),
        (1234, "1.23kB"),
        (4_260_000, "4.26MB"),
        (187_000_000, "187MB"),
        (999_600_000, "1GB"),  # docker writes 1e+03MB
        (1_234_000_000, "1.23GB"),
        (5 * 10**15, "5PB"),
    ],
)
def test_a_size_has_three_digits_and_a_decimal_unit(count: int, text: str) -> None:
    assert units.size(count) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-5, "Less than a second"),
        (0.4, "Less than a second"),
        (1, "1 second"),
        (59, "59 seconds"),
        (60, "About a minute"),
        (119, "About a minute"),
        (119.9999999, "2 minutes"),  # told as two minutes, seen a float's last digit later
        (59 * MINUTE + 59, "59 minutes"),
        (60 * MINUTE, "About an hour"),
        (89 * MINUTE, "About an hour"),
        (90 * MINUTE, "2 hours"),
        (2.5 * HOUR, "3 hours"),  # Python would round it to the even 2
        (47 * HOUR, "47 hours"),
        (48 * HOUR, "2 days"),
        (13 * DAY, "13 days"),
        (14 * DAY, "2 weeks"),
        (59 * DAY, "8 weeks"),
        (60 * DAY, "2 months"),
        (729 * DAY, "24 months"),
        (730 * DAY, "2 years"),
    ],
)
def test_a_span_has_dockers_words_and_steps(seconds: float, text: str) -> None:
    assert units.duration(seconds) == text


@given(st.floats(0, 10**10), st.floats(0, 10**10))
def test_any_size_and_span_has_words(size: float, seconds: float) -> None:
    assert "e+" not in units.size(size)
    assert units.duration(seconds)


def test_no_moment_is_no_text() -> None:
    assert units.ago(0, 1000) == ""
    assert units.exact(0) == ""
    assert units.ago(1000, 1000 + 2 * HOUR) == "2 hours ago"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.42, "0.4 s"), (12.3, "12 s"), (187, "3:07"), (3661, "1:01:01"), (59.7, "59 s")],
)
def test_a_stop_watch_counts_up(seconds: float, text: str) -> None:
    assert units.elapsed(seconds) == text
