"""What is parsed by pieces is what json makes of the whole."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine import json_pieces
from desktop.engine.json_pieces import entries

# What might be taken for the place between two entries.
TEXTS = st.lists(st.sampled_from(['"', "\\", "},{", '"Path":"', "}", "{", ",", "é", "a"])).map(
    "".join
)
LISTS = st.lists(st.fixed_dictionaries({"Path": TEXTS, "Kind": st.integers(0, 2)}))


@given(found=LISTS, piece=st.integers(0, 40), compact=st.booleans())
def test_pieces_make_the_whole(
    found: list[dict[str, object]], piece: int, *, compact: bool
) -> None:
    body = json.dumps(found, separators=(",", ":") if compact else None, ensure_ascii=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_pieces, "_PIECE", piece)
        assert list(entries(body.encode())) == found


def test_a_long_list_is_parsed_by_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[int] = []
    whole = json.loads

    def loads(piece: bytes) -> object:
        parsed.append(len(piece))
        return whole(piece)

    monkeypatch.setattr(json, "loads", loads)
    found = [{"Path": f"/some/where/{number}", "Kind": 1} for number in range(10_000)]
    assert list(entries(json.dumps(found, separators=(",", ":")).encode())) == found
    assert len(parsed) > 4
    assert max(parsed) < 70_000


def test_no_list_at_all_has_no_entries() -> None:
    assert list(entries(b"null\n")) == []
    assert list(entries(b"[]\n")) == []


@pytest.mark.parametrize("body", [b"", b"{}", b'{"message": "no"}', b'[{"Path": "/a"', b"<html>]"])
def test_anything_else_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"expected|Expecting"):
        list(entries(body))
