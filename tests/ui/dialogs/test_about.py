"""The box that tells what this is, and the licences of its parts."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import desktop
from desktop.ui.dialogs import about
from desktop.ui.plain import PlainLabel

ROOT = Path(__file__).parents[3]


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The resources are those of a build, with the licences of all parts."""
    licences = runpy.run_path(str(ROOT / "packaging" / "licences.py"))
    licences["write"](ROOT, tmp_path / "LICENCES.txt")
    monkeypatch.setattr(about, "resource", tmp_path.joinpath)


def _opened(qtbot: QtBot, window: QWidget) -> about.AboutDialog:
    dialog = about.AboutDialog(window)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def _words(dialog: about.AboutDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(PlainLabel))


@pytest.mark.usefixtures("built")
def test_each_part_of_a_build_is_listed_with_the_text_of_its_licence(
    qtbot: QtBot, window: QWidget
) -> None:
    dialog = _opened(qtbot, window)
    names = [dialog.list.item(row).text().split()[0] for row in range(dialog.list.count())]
    assert names[:2] == ["Portside", "Python"]
    assert {"PySide6_Essentials", "docker", "numpy", "LGPL-3"} < set(names)
    assert "Permission is hereby granted" in dialog.text.toPlainText()
    dialog.list.setFocus()
    for _step in range(names.index("LGPL-3")):
        QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.text.toPlainText().startswith("LGPL-3\n\n")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in dialog.text.toPlainText()


def test_checkout_tells_its_version_and_its_own_licence(qtbot: QtBot, window: QWidget) -> None:
    dialog = _opened(qtbot, window)
    assert f"Portside {desktop.__version__}" in _words(dialog)
    assert "Qt 6." in _words(dialog)
    assert dialog.list.count() == 1
    assert "Permission is hereby granted" in dialog.text.toPlainText()


def test_escape_and_enter_close_it(qtbot: QtBot, window: QWidget) -> None:
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        dialog = _opened(qtbot, window)
        QTest.keyClick(dialog, key)
        assert not dialog.isVisible()
