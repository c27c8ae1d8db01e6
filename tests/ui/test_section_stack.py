"""A section's page is made when it is first shown, is told when it is seen, and ends."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QMenu, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.icons import Icon
from desktop.ui.page import Surroundings, Watcher
from desktop.ui.sections import SectionSpec
from desktop.ui.trees.header import Header
from desktop.ui.window.section_stack import SectionStack
from tests.support.aio import Aio

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


class _Events(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.told: list[bool] = []
        self.table: QTreeView | None = None
        self.closed = False
        Watcher(self, self.told.append)

    async def close_down(self) -> None:
        await asyncio.sleep(0)
        self.closed = True


@dataclass(frozen=True)
class _Column:
    title: str
    width: int = 8
    hidden: bool = False
    least: int = 0


class _Table(QTreeView):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(QStandardItemModel(0, 2, self))
        self.head = Header([_Column("Name"), _Column("CPU %")], self)
        self.setHeader(self.head)


class _Trees:
    """No tree is shown here."""

    async def close_down(self) -> None:
        pass


@pytest.fixture
def made() -> list[_Events]:
    return []


@pytest.fixture
def sections(made: list[_Events]) -> list[SectionSpec]:
    def make(_surroundings: Surroundings) -> QWidget:
        made.append(_Events())
        return made[-1]

    return [SectionSpec(name, name, Icon.LOGS, make=make) for name in ("events", "stats")]


@pytest.fixture
def stack(qtbot: QtBot, sections: list[SectionSpec]) -> SectionStack:
    trees: Any = _Trees()
    nothing: Any = None
    stack = SectionStack(sections, trees, nothing)
    qtbot.addWidget(stack)
    stack.show()
    return stack


def test_a_page_is_made_once_when_it_is_first_shown(
    stack: SectionStack, sections: list[SectionSpec], made: list[_Events]
) -> None:
    assert made == []
    for section in (sections[1], sections[0], sections[1]):
        stack.show_section(section)
    assert len(made) == 2
    assert stack.currentWidget() is made[0]
    assert stack.pages() == [made[1], made[0]]  # as the list has them
    assert stack.tree is None


def test_only_the_page_in_front_is_watched(
    stack: SectionStack, sections: list[SectionSpec], made: list[_Events]
) -> None:
    for section in sections:
        stack.show_section(section)
    assert [page.told for page in made] == [[True, False], [True]]


def test_the_columns_of_a_pages_table_are_offered(
    stack: SectionStack, sections: list[SectionSpec], made: list[_Events]
) -> None:
    for section in sections:
        stack.show_section(section)
    none, some = QMenu(stack), QMenu(stack)
    stack.fill_columns(none)
    assert none.isEmpty()
    made[-1].table = _Table(made[-1])
    stack.fill_columns(some)
    assert [action.text() for action in some.actions()] == ["CPU %", "", "Reset columns"]


def test_the_pages_end_with_the_window(
    aio: Aio, stack: SectionStack, sections: list[SectionSpec], made: list[_Events]
) -> None:
    stack.show_section(sections[0])
    aio(stack.close_down())
    assert [page.closed for page in made] == [True]
