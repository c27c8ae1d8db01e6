"""The bottom line: which Engine, and what is on it as far as is known."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.engine.discovery import Attempt
from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.host_programs import Way
from desktop.engine.private_engine import PrivateEngine
from desktop.engine.protocol import Engine
from desktop.engine.records import State
from desktop.model.private import PrivateEngineKeeper
from desktop.model.session import Link, Session, Status
from desktop.model.store import Store
from desktop.ui.plain import PlainLabel
from desktop.ui.status_bar import StatusBar
from tests.model.fake_engine import make_container, make_image, make_network, make_volume

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

PLACE = Endpoint("unix:///var/run/docker.sock", "default", Origin.WELL_KNOWN)
ALL = "2 containers, 1 running · 1 image · 2 networks · 0 volumes"


class Bar:
    """A status bar with a store of its own."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        async def find() -> tuple[Endpoint | None, tuple[Attempt, ...]]:
            return None, ()

        async def connect(endpoint: Endpoint) -> Engine:
            raise AssertionError

        async def start(way: Way, place: Path) -> PrivateEngine:
            raise AssertionError

        self.qtbot = qtbot
        self.store = Store()
        session = Session(self.store, find, connect)
        session.status = Status(Link.LIVE, PLACE)
        self.widget = StatusBar(self.store, session, PrivateEngineKeeper(folder, start))
        qtbot.addWidget(self.widget)
        self.widget.resize(1200, 28)
        self.widget.show()

    def fill(self) -> None:
        self.store.take_containers(
            None, [make_container(1, state=State.RUNNING), make_container(2, state=State.EXITED)]
        )
        self.store.take_images([make_image(1)])
        self.store.take_networks(None, [make_network(1), make_network(2)])
        self.store.take_volumes(None, [])

    @property
    def counts(self) -> PlainLabel:
        _engine, counts = self.widget.findChildren(PlainLabel)
        return counts

    def says(self, text: str) -> None:
        self.qtbot.waitUntil(lambda: self.counts.text() == text, timeout=1000)


@pytest.fixture
def bar(qtbot: QtBot, tmp_path: Path) -> Bar:
    return Bar(qtbot, tmp_path)


def test_what_is_on_the_engine_is_counted(bar: Bar) -> None:
    bar.fill()
    bar.says(f"· {ALL}")
    bar.store.take_volumes(None, [make_volume("data")])
    bar.says("· 2 containers, 1 running · 1 image · 2 networks · 1 volume")
    assert not bar.counts.toolTip()


def test_what_was_not_listed_yet_is_not_counted(bar: Bar) -> None:
    bar.store.take_containers(None, [])
    bar.says("· 0 containers, 0 running")


def test_where_it_is_narrow_whole_parts_give_way_and_are_still_told(bar: Bar) -> None:
    bar.fill()
    bar.says(f"· {ALL}")
    seen = set()
    for width in range(900, 200, -10):
        bar.widget.resize(width, 28)
        counts = bar.counts
        assert counts.fontMetrics().horizontalAdvance(counts.text()) <= max(0, counts.width())
        assert ALL.startswith(counts.text().removeprefix("· "))
        assert counts.accessibleName() == ALL
        assert bool(counts.toolTip()) is (counts.text() != f"· {ALL}")
        seen.add(counts.text())
    assert "· 2 containers, 1 running" in seen
    assert "" in seen
