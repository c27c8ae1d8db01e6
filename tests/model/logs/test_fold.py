from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from desktop.model.logs.fold import MOST_LINES, may_unfold, unfolded

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=20,
)


@given(st.dictionaries(st.text(max_size=3), VALUES) | st.lists(VALUES, max_size=5))
def test_what_is_unfolded_is_the_same_json(value: object) -> None:
    lines = unfolded(json.dumps(value))
    if len(json.dumps(value)) > 2:
        assert lines is not None
        assert json.loads("\n".join(lines)) == value


def test_members_keep_their_order_and_their_doubles() -> None:
    assert unfolded('{"b": 1, "a": [1, {}], "b": "é"}') == [
        "{",
        '  "b": 1,',
        '  "a": [',
        "    1,",
        "    {}",
        "  ],",
        '  "b": "é"',
        "}",
    ]


def test_what_is_no_json_stays_folded() -> None:
    for text in ("", "plain", "{oh no}", "{}", '"text"', "[" * 5000 + "]" * 5000):
        assert unfolded(text) is None
    assert not may_unfold("[info] text")


def test_it_is_bounded() -> None:
    long = unfolded(json.dumps(list(range(10_000))))
    assert long is not None
    assert len(long) == MOST_LINES + 1
    deep = unfolded("[" * 100 + "1" + "]" * 100)
    assert deep is not None
    assert len(deep) < 50
