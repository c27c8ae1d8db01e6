from __future__ import annotations

import pytest

from desktop.model.reasons import _signal_name


@pytest.mark.parametrize(
    ("told", "name"),
    [("15", "SIGTERM"), ("SIGTERM", "SIGTERM"), ("0", "signal 0"), ("²", "²"), ("", "")],
)
def test_a_signal_is_called_by_its_name_whatever_the_engine_tells(told: str, name: str) -> None:
    assert _signal_name(told) == name
