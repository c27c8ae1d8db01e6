"""Moments are typed as docker takes them."""

from __future__ import annotations

import pytest

from desktop.ui.logs.moments import stamp_of

NOW = 1_704_164_645.0  # 2024-01-02T03:04:05Z


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", ""),
        ("5s", "2024-01-02T03:04:00.000000000Z"),
        ("1h4m5s", "2024-01-02T02:00:00.000000000Z"),
        ("2024-01-01T00:00:00Z", "2024-01-01T00:00:00.000000000Z"),
        ("2024-01-01T01:00:00+01:00", "2024-01-01T00:00:00.000000000Z"),
        ("2024-01-02T03:04:05.123456789Z", "2024-01-02T03:04:05.123456000Z"),
        ("2024-01-02 03:04:05.678", "2024-01-02T03:04:05.678000000Z"),  # as the log shows it
        ("03:04:05", "2024-01-02T03:04:05.000000000Z"),
        ("03:04:04.5", None),
        ("03:04:04.500", "2024-01-02T03:04:04.500000000Z"),
        ("03:04:06", "2024-01-01T03:04:06.000000000Z"),  # it was not yet that late today
        ("2 Jan 2024 03:04:05", "2024-01-02T03:04:05.000000000Z"),  # as the window writes it
        ("yesterday", None),
        ("99999999999h", None),
    ],
)
def test_a_moment_is_what_docker_takes_it_for(typed: str, meant: str | None) -> None:
    assert stamp_of(typed, NOW) == meant
