"""Places in a text, as Qt counts them and as Python does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from desktop.ui.utf16 import from_qt, has_pairs, to_qt

TEXTS = st.text(st.sampled_from("aé日😀𠀀\u0301\u200d "), max_size=12)


@given(TEXTS)
def test_each_place_of_a_text_is_found_again(text: str) -> None:
    for place in range(len(text) + 1):
        assert to_qt(text, place) == len(text[:place].encode("utf-16-le")) // 2
        assert from_qt(text, to_qt(text, place)) == place
    assert has_pairs(text) is (to_qt(text, len(text)) != len(text))


@given(TEXTS)
def test_a_place_is_where_a_cursor_of_qts_has_the_same_text_before_it(text: str) -> None:
    document = QTextDocument(text)
    cursor = QTextCursor(document)
    for place in range(len(text) + 1):
        cursor.setPosition(0)
        cursor.setPosition(to_qt(text, place), QTextCursor.MoveMode.KeepAnchor)
        assert cursor.selectedText() == text[:place]


def test_within_a_pair_and_behind_the_end_is_the_place_before() -> None:
    assert [from_qt("a😀b", place) for place in range(6)] == [0, 1, 1, 2, 3, 3]
    assert from_qt("ab", 5) == 2
