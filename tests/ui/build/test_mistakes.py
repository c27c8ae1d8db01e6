"""Each kind of mistake in a Dockerfile is underlined while one types, and has a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.model.build.findings import Fault
from desktop.model.build.naming import folder_of
from tests.support.dockerfile_mistakes import MISTAKES, Mistake, make_folder
from tests.ui.build.conftest import Dialogs

# Whose cases are elsewhere: an empty text, what one is in the middle of, and what buildx is for.
_ELSEWHERE = {
    Fault.EMPTY,
    Fault.OPEN_DOCUMENT,
    Fault.BUILDKIT,
    Fault.TOO_NEW,
    Fault.NO_SECRET,
    Fault.NO_AGENT,
}


def test_no_kind_of_mistake_is_forgotten() -> None:
    assert {mistake.fault for mistake in MISTAKES} == set(Fault) - _ELSEWHERE


@pytest.mark.parametrize("mistake", MISTAKES, ids=str)
def test_a_mistake_is_underlined_while_one_types(
    dialog: Dialogs, tmp_path: Path, mistake: Mistake
) -> None:
    folder = make_folder(tmp_path / "c")
    with dialog(folder_of(folder)) as filled:
        asked = filled.dialog
        filled.wait(lambda: not asked.draft.reading)
        editor = asked.editor
        editor.setPlainText(mistake.text[:-1])
        editor.moveCursor(editor.textCursor().MoveOperation.End)
        QTest.keyClicks(editor, mistake.text[-1])
        if popup := QApplication.activePopupWidget():  # of what it may be completed to
            QTest.keyClick(popup, Qt.Key.Key_Escape)
        assert editor.toPlainText() == mistake.text
        filled.wait(lambda: mistake.part in editor.underlined)
        begins = f"Line {mistake.line}: "
        said = [each for each in filled.problems if each.startswith(begins)]
        assert any(each.endswith((".", "*", ")")) for each in said)
        if mistake.fails:
            assert any("The build will fail" in note for note in asked.notes.said)


def test_a_secret_that_nobody_hands_over_is_underlined_with_the_option_that_would(
    dialog: Dialogs, tmp_path: Path
) -> None:
    with dialog(folder_of(make_folder(tmp_path / "c"))) as filled:
        asked = filled.dialog
        filled.wait(lambda: not asked.draft.reading)
        asked.editor.setPlainText("FROM a:1\nRUN --mount=type=secret,id=npm make")
        filled.wait(lambda: "--mount=type=secret,id=npm" in asked.editor.underlined)
        assert any("add --secret id=npm,src=FILE" in each for each in filled.problems)


def test_without_the_linter_it_is_said_that_it_would_find_more(
    dialog: Dialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with dialog() as filled:
        assert not filled.dialog.text.unlinted.isVisible()
    monkeypatch.setattr("desktop.engine.hadolint.sys.executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", str(tmp_path))
    folder = make_folder(tmp_path / "c")
    with dialog(folder_of(folder)) as filled:
        asked = filled.dialog
        assert asked.text.unlinted.isVisible()
        assert "hadolint is installed" in asked.text.unlinted.text()
        asked.editor.setPlainText("FROM a:1\nRUN cd /x\nCOPY gone /\n")
        filled.wait(lambda: asked.editor.underlined == ["gone"])
