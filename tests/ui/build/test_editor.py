"""The editor of a Dockerfile, where a line has letters that are two to Qt."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.model.build.findings import Fault, Finding
from desktop.ui.build.editor import DockerfileEditor

TEXT = 'FROM a:1 AS build\n# 😀 end\nRUN echo 😀 e\u0301 "a" $B\nCOPY 😀 e\u0301 gone /'


@pytest.fixture
def editor(qtbot: QtBot) -> DockerfileEditor:
    made = DockerfileEditor()
    qtbot.addWidget(made)
    made.show()
    made.setPlainText(TEXT)
    return made


def test_what_is_wrong_is_underlined_behind_an_emoji(editor: DockerfileEditor) -> None:
    line = TEXT.splitlines()[3]
    editor.show_findings((Finding(Fault.ABSENT, 4, column=line.index("gone"), length=4),))
    assert editor.underlined == ["gone"]
    editor.show_findings((Finding(Fault.ABSENT, 4),))
    assert editor.underlined == [line]


def test_the_keys_go_to_what_is_wrong_behind_an_emoji(editor: DockerfileEditor) -> None:
    editor.go_to(4, TEXT.splitlines()[3].index("gone"))
    QTest.keyClicks(editor, "be")
    assert editor.toPlainText().endswith("COPY 😀 e\u0301 begone /")


def test_colours_are_those_of_the_words_behind_an_emoji(editor: DockerfileEditor) -> None:
    document = editor.document()

    def coloured(number: int) -> list[str]:
        block = document.findBlockByNumber(number)
        units = block.text().encode("utf-16-le")
        return [
            units[2 * each.start : 2 * (each.start + each.length)].decode("utf-16-le")
            for each in block.layout().formats()
        ]

    assert coloured(1) == ["# 😀 end"]
    assert coloured(2) == ["RUN", '"a"', "$B"]


def test_words_are_completed_behind_an_emoji_and_before_others(editor: DockerfileEditor) -> None:
    editor.setPlainText("FROM a:1 AS build\nFROM b:1\nCOPY 😀 e\u0301 --from=b /a /b")
    editor.go_to(3, len("COPY 😀 e\u0301 --from=b"))
    QTest.keyClicks(editor, "u")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.toPlainText().endswith("\nCOPY 😀 e\u0301 --from=build /a /b")
