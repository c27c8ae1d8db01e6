"""What two samples say."""

from __future__ import annotations

import math
from typing import Any

import pytest

from desktop.model.stats.history import POINTS, SERIES, History
from desktop.model.stats.limits import cpu_limit, memory_limit
from desktop.model.stats.usage import usage
from tests.model.stats.samples import SECOND, sample


def test_usage_is_what_docker_reckons() -> None:
    shown = usage(sample(1), sample(3), 2.0)
    assert shown.cpu == 50.0
    assert shown.cpu_of_host == 25.0
    assert shown.cpu_of(0.5) == 100.0
    assert shown.memory_percent == 25.0
    assert (shown.receiving, shown.sending, shown.reading, shown.writing) == (1000, 500, 4096, 0)
    assert (shown.received, shown.sent, shown.pids) == (3000, 1500, 3)


def test_a_first_sample_tells_no_cpu_and_no_rates() -> None:
    shown = usage(None, sample(1), None)
    assert (shown.cpu, shown.cpu_of_host, shown.cpu_of(1.0)) == (None, None, None)
    assert (shown.receiving, shown.sending, shown.reading, shown.writing) == (None,) * 4
    assert shown.memory == 64 << 20


def test_what_an_engine_does_not_tell_is_not_known() -> None:
    untold = dict.fromkeys(
        ("host_cpu", "memory", "memory_limit", "cache", "received", "sent", "read", "written")
    )
    shown = usage(sample(1, **untold), sample(2, **untold), 1.0)
    assert (shown.cpu, shown.memory_percent) == (None, None)
    assert (shown.receiving, shown.sending, shown.reading, shown.writing) == (None,) * 4


def test_a_counter_that_begins_anew_tells_nothing_of_that_second() -> None:
    again = sample(4, cpu=10, received=5, sent=2000, read=0)
    shown = usage(sample(3), again, 1.0)
    assert (shown.cpu, shown.receiving, shown.reading) == (None, None, None)
    assert shown.sending == 500
    assert (shown.received, shown.read) == (5, 0)


@pytest.mark.parametrize("set_by", [3600, -3600, -1])
def test_a_clock_that_is_set_tells_no_rates_but_the_cpu(set_by: int) -> None:
    later = sample(2, time=sample(2).time + set_by)
    shown = usage(sample(1), later, 1.0)
    assert shown.cpu == 50.0
    assert shown.receiving is None


def test_no_time_and_no_work_are_no_division_by_zero() -> None:
    assert usage(sample(1), sample(1), 1.0).cpu is None
    idle = usage(sample(1), sample(2, cpu=sample(1).cpu), 1.0)
    assert idle.cpu == 0.0


@pytest.mark.parametrize(
    ("host", "cpus"),
    [
        ({}, None),
        ({"NanoCpus": SECOND // 2}, 0.5),
        ({"CpuQuota": 150_000, "CpuPeriod": 0}, 1.5),
        ({"CpuQuota": 25_000, "CpuPeriod": 50_000}, 0.5),
        ({"CpuQuota": -1, "CpuPeriod": 100_000}, None),
        ({"CpusetCpus": "0-2,5"}, 4.0),
        ({"CpusetCpus": "0", "NanoCpus": 2 * SECOND}, 1.0),
        ({"CpusetCpus": "nonsense", "NanoCpus": None}, None),
    ],
)
def test_a_cpu_limit_is_found_in_whatever_set_it(host: dict[str, Any], cpus: float | None) -> None:
    assert cpu_limit({"HostConfig": host}) == cpus


def test_a_memory_limit_is_the_one_that_was_set() -> None:
    assert memory_limit({"HostConfig": {"Memory": 64 << 20}}) == 64 << 20
    assert memory_limit({"HostConfig": {"Memory": 0}}) == 0


def test_an_inspection_of_another_shape_has_no_limit() -> None:
    assert cpu_limit({}) is None
    assert memory_limit({"HostConfig": {"Memory": "much"}}) == 0
    assert cpu_limit({"HostConfig": "text"}) is None


def test_a_history_is_bounded_and_keeps_the_newest() -> None:
    history = History()
    for second in range(POINTS + 50):
        history.add(sample(second), float(second))
    assert len(history) == POINTS
    assert history.times[0] == 50.0
    assert all(len(history.values(name)) == POINTS for name in SERIES)
    assert history.values("cpu")[-1] == 50.0


def test_an_interruption_is_one_gap_and_the_next_sample_is_a_first_one() -> None:
    history = History()
    history.add(sample(1), 1.0)
    history.add(sample(2), 2.0)
    history.interrupt(2.5)
    history.interrupt(3.0)
    assert history.latest is None
    assert list(history.times) == [1.0, 2.0, 2.5]
    assert math.isnan(history.values("memory")[-1])
    history.add(sample(2), 2.4)  # came too late
    history.add(sample(9), 9.0)
    assert list(history.times) == [1.0, 2.0, 2.5, 9.0]
    assert math.isnan(history.values("cpu")[-1])
    assert history.values("memory")[-1] == 64 << 20
