"""The line that is shown for an update says its sizes as a person would type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.observations import Limits
from desktop.model.update import options, parse_size, size_text

UNITS = st.integers(0, 4).map(lambda power: 1 << 10 * power)
SIZES = st.builds(lambda count, unit: count * unit, st.integers(0, 1 << 20), UNITS)


@pytest.mark.parametrize(
    ("text", "size"), [("64m", 64 << 20), ("1.5g", 3 << 29), ("512", 512), ("1GiB", 1 << 30)]
)
def test_sizes_are_read_as_docker_reads_them(text: str, size: int) -> None:
    assert parse_size(text) == size


def test_what_is_no_size_is_none() -> None:
    texts = ("", "m", "-5m", "1 2m", "١m", "8388608t", "9" * 400)
    assert [parse_size(text) for text in texts] == [None] * len(texts)


@given(SIZES | st.integers(0, 1 << 50))
def test_a_size_is_written_exactly_and_no_whole_number_says_it_shorter(size: int) -> None:
    text = size_text(size)
    assert parse_size(text) == size
    others = [f"{size >> 10 * power}{unit}" for power, unit in enumerate(("", *"kmgt"))]
    assert len(text) == min(len(other) for other in others if parse_size(other) == size)


@given(st.sampled_from(("memory", "memory_reservation", "swap")), SIZES | st.just(-1))
def test_the_line_of_an_update_says_the_same_bytes(name: str, size: int) -> None:
    _option, text = options(Limits(**{name: size}))
    assert parse_size(text) == size


@given(st.integers(0, 9999 * 10**9))
def test_the_line_of_an_update_says_the_same_share_of_cpus(billionths: int) -> None:
    _option, text = options(Limits(cpus=billionths / 1e9))
    assert round(float(text) * 1e9) == billionths


def test_sizes_have_units_in_the_line() -> None:
    limits = Limits(cpus=1.5, memory=96 << 20, swap=-1, memory_reservation=0, pids=100)
    line = " ".join(options(limits))
    assert line == (
        "--cpus 1.5 --memory 96m --memory-reservation 0 --memory-swap -1 --pids-limit 100"
    )
