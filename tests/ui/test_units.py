"""Sizes and spans in docker's units, as go-units writes them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from desktop.ui import units
from desktop.ui.text import tr

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


@pytest.fixture
def spoken() -> Iterator[Callable[[str], None]]:
    before = QLocale()
    yield lambda name: QLocale.setDefault(QLocale(name))
    QLocale.setDefault(before)


Spoken = Callable[[str], None]
MOMENT = datetime.datetime(2024, 1, 2, 15, 4, 5).astimezone().timestamp()


@pytest.mark.parametrize(
    ("name", "exact", "minute", "day"),
    [
        ("en_US", "Jan 2, 2024 3:04:05 PM", "Jan 2, 2024 3:04 PM", "Jan 2, 2024"),
        ("en_GB", "2 Jan 2024 15:04:05", "2 Jan 2024 15:04", "2 Jan 2024"),
        ("zh_CN", "2024/1/2 15:04:05", "2024/1/2 15:04", "2024/1/2"),
        ("zh_TW", "2024/1/2 下午3:04:05", "2024/1/2 下午3:04", "2024/1/2"),
        ("de_DE", "2. Jan. 2024 15:04:05", "2. Jan. 2024 15:04", "2. Jan. 2024"),
        ("fr_FR", "2 janv. 2024 15:04:05", "2 janv. 2024 15:04", "2 janv. 2024"),
        ("sv_SE", "2024-01-02 15:04:05", "2024-01-02 15:04", "2024-01-02"),
        ("C", "2 Jan 2024 15:04:05", "2 Jan 2024 15:04", "2 Jan 2024"),
    ],
)
def test_a_moment_is_written_so_that_nobody_takes_it_for_another(
    spoken: Spoken, name: str, exact: str, minute: str, day: str
) -> None:
    spoken(name)
    shown = [text(MOMENT).replace("\u202f", " ") for text in (units.exact, units.minute, units.day)]
    assert shown == [exact, minute, day]


@pytest.mark.parametrize(
    "name", ["en_US", "en_GB", "zh_CN", "zh_TW", "de_DE", "ko_KR", "hu", "es_AR", "C"]
)
def test_what_is_shown_of_a_moment_is_read_again(spoken: Spoken, name: str) -> None:
    spoken(name)
    assert units.moment_of(units.exact(MOMENT)) == MOMENT
    assert units.moment_of(units.exact(MOMENT).replace("\u202f", " ")) == MOMENT
    assert units.moment_of(units.minute(MOMENT)) == MOMENT - 5
    assert units.moment_of(units.day(MOMENT)) == MOMENT - (15 * HOUR + 4 * MINUTE + 5)
    assert units.moment_of("soon") is None


def test_figures_are_the_languages_and_units_are_dockers(spoken: Spoken) -> None:
    spoken("de_DE")
    assert units.size(1_234_567) == "1,23MB"
    assert units.memory(1536 << 20) == "1,5GiB"
    assert units.percent(12.345) == "12,35%"
    assert units.elapsed(0.42) == "0,4 s"
    assert units.number(1_234_567) == "1.234.567"
    assert tr("%n container(s)", "", 1200) == "1.200 containers"
    spoken("en")
    assert units.memory(1536 << 20) == "1.5GiB"
    assert tr("%n container(s)", "", 1200) == "1,200 containers"
    spoken("C")
    assert units.number(1_234_567) == "1,234,567", "C groups nothing, which nobody can read"


def test_memory_is_told_as_docker_stats_does() -> None:
    shown = [units.memory(count) for count in (0, 1023, 1 << 20, 1536 << 20, 1023 << 20)]
    assert shown == ["0B", "1023B", "1MiB", "1.5GiB", "1023MiB"]


@pytest.mark.parametrize(
    ("name", "text", "docker"),
    [
        ("de_DE", "1,5g", "1.5g"),
        ("de_DE", "1,5GiB", "1.5GiB"),
        ("de_DE", "1.5g", "1.5g"),
        ("de_DE", "a,b", "a,b"),
        ("de_DE", "1,", "1,"),
        ("en_US", "1,500m", "1,500m"),  # which may be a thousand and a half
        ("zh_CN", "512m", "512m"),
        ("ar_EG", "١٫٥g", "1.5g"),  # its figures
        ("ar_EG", "1.5g", "1.5g"),
        ("en_US", "١٥g", "١٥g"),  # which are not its own
    ],
)
def test_what_is_typed_is_read_as_docker_does_or_as_it_is_shown(
    spoken: Spoken, name: str, text: str, docker: str
) -> None:
    spoken(name)
    assert units.typed(text) == docker
