"""The pane follows the selection: it asks, waits, fails, grows stale, and tells what vanished."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from desktop.engine.errors import EngineFault, Reason, Unreachable
from desktop.engine.file_records import Place
from desktop.engine.records import Changes, Container, Event, Kind, State
from desktop.model.files.commands import CopyOut
from desktop.model.operations import Operations
from desktop.model.session import Link, Session
from desktop.model.stats.watcher import StatsWatcher
from desktop.model.store import Store
from desktop.ui.details import follower
from desktop.ui.details.inspect_page import InspectPage
from desktop.ui.details.overview import Overview
from desktop.ui.details.pane import DetailsPane
from desktop.ui.details.tabs import TABS, DetailsPage, TabSpec
from desktop.ui.empty import EmptyState
from desktop.ui.icons import Icon
from desktop.ui.page import Surroundings
from tests.model.fake_engine import (
    THERE,
    FakeWorld,
    attached,
    make_container,
    make_id,
    make_info,
    make_network,
    make_volume,
)
from tests.model.test_inspection import CONTAINER
from tests.support.aio import Aio

# What Qt's offscreen platform says of any window with a minimum size.
pytestmark = [
    pytest.mark.qt_log_ignore("propagateSizeHints"),
    pytest.mark.usefixtures("qapp"),
]


def _inspected(record: Container, **changed: Any) -> dict[str, Any]:
    return {**CONTAINER, "Id": record.id, "Name": f"/{record.name}", **changed}


@dataclass
class Shown:
    """A pane on a session on a world."""

    world: FakeWorld
    session: Session
    pane: DetailsPane
    opened: list[QUrl]

    async def until(self, holds: Callable[[], bool]) -> None:
        """Let the loop run until something holds; the test's own limit ends it."""
        while not holds():  # noqa: ASYNC110 - many things tell of it
            await asyncio.sleep(0)

    def values(self) -> dict[str, str]:
        """What the overview says, by key."""
        page = self.pane.tabs.page("overview")
        assert isinstance(page, Overview)
        return {line.key: line.value for line in page.model.lines}

    def asked(self) -> list[str]:
        """The keys that were inspected."""
        return [key for _kind, key in self.world.called("inspect")]

    @property
    def is_whole(self) -> bool:
        subject = self.pane.subject
        return subject is not None and subject.inspection is not None and subject.told

    @property
    def says_nothing(self) -> bool:
        """Whether it is seen that nothing is selected, and nothing else is."""
        seen = [each for each in self.pane.findChildren(EmptyState) if each.isVisible()]
        names = [each.accessibleName() for each in seen]
        return names == ["Nothing is selected"] and not self.pane.header.isVisible()

    @property
    def says(self) -> str:
        banner = self.pane.banner
        return "" if banner.isHidden() else banner.text


@asynccontextmanager
async def showing(count: int = 3, *more: TabSpec) -> AsyncIterator[Shown]:
    """A window's pane on a live session with containers ``c1``, ``c2``, …"""
    world = FakeWorld()
    for number in range(1, count + 1):
        record = make_container(number)
        world.add(record)
        world.inspections[record.id] = _inspected(record)
    session = Session(Store(), world.find, world.connect)
    running = asyncio.ensure_future(session.run())
    opened: list[QUrl] = []
    unused: Any = None
    surroundings = Surroundings(
        session,
        operations=Operations(lambda: session.engine),
        settings=unused,
        stats=StatsWatcher(session),
        run=unused,
        open_url=opened.append,
        reveal=lambda _kind, _key: None,
        select=unused,
    )
    pane = DetailsPane(surroundings, (*TABS, *more))
    pane.resize(900, 400)
    pane.show()
    shown = Shown(world, session, pane, opened)
    try:
        await shown.until(lambda: session.status.link is Link.LIVE)
        yield shown
    finally:
        await pane.close_down()
        pane.hide()
        pane.deleteLater()
        running.cancel()
        await asyncio.wait([running])


def test_what_the_list_told_is_shown_at_once_and_the_whole_when_it_comes(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            answer = asyncio.Event()
            shown.world.fail("inspect", until=answer)
            shown.pane.show_object(Kind.CONTAINER, make_id(1))
            assert shown.values()["process/image"] == "app:1"
            assert "environment/PATH" not in shown.values()
            await shown.until(lambda: "pending/0" in shown.values())  # it takes long: said so
            answer.set()
            await shown.until(lambda: shown.is_whole)
            assert shown.values()["environment/PATH"] == "/bin"
            assert "pending/0" not in shown.values()

    aio(run())


def test_holding_the_arrow_key_asks_for_the_first_and_the_last_only(aio: Aio) -> None:
    async def run() -> None:
        async with showing(100) as shown:
            for number in range(1, 101):
                shown.pane.show_object(Kind.CONTAINER, make_id(number))
                await asyncio.sleep(0)
            await shown.until(lambda: shown.is_whole)
            assert len(shown.asked()) <= 2
            assert shown.asked()[-1] == make_id(100)

    aio(run())


def test_what_no_list_tells_is_asked_for_when_an_event_says_so(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            key = make_id(1)
            shown.pane.show_object(Kind.CONTAINER, key)
            await shown.until(lambda: shown.is_whole)

            def say(action: str, of: str = key) -> None:
                event = Event("container", action, of, len(shown.session.timeline) + 1, {})
                shown.world.say(Changes(events=(event,), count=1))

            for action in ("update", "exec_die"):  # other limits; the health check ran again
                before = len(shown.asked())
                say(action)
                await shown.until(lambda before=before: len(shown.asked()) == before + 1)
            before = len(shown.asked())
            say("top")
            say("update", make_id(2))
            await shown.until(lambda: len(shown.session.timeline) == 4)
            await asyncio.sleep(2 * follower.REFRESH_SECONDS)
            assert len(shown.asked()) == before

    aio(run())


def test_a_burst_of_changes_is_answered_by_few_questions(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            shown.pane.show_object(Kind.CONTAINER, make_id(1))
            await shown.until(lambda: shown.is_whole)
            store = shown.session.store
            began = asyncio.get_running_loop().time()
            for number in range(50):
                store.take_containers([make_id(1)], [make_container(1, f"name{number}")])
                await asyncio.sleep(0)
            shown.world.inspections[make_id(1)] = _inspected(make_container(1), RestartCount=9)
            await shown.until(lambda: shown.values().get("state/restarts") == "9")
            seconds = asyncio.get_running_loop().time() - began
            assert len(shown.asked()) <= 3 + seconds / follower.REFRESH_SECONDS

    aio(run())


def test_a_rename_is_followed_by_id(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            shown.pane.show_object(Kind.CONTAINER, make_id(1))
            shown.world.change(make_container(1, "renamed"))
            await shown.until(lambda: "renamed" in shown.pane.header.accessibleName())
            assert shown.pane.subject is not None
            assert shown.pane.subject.key == make_id(1)

    aio(run())


def test_a_failed_question_says_why_and_is_asked_again_by_its_button(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            shown.world.fail("inspect", EngineFault("<b>disk</b> broken", status=500))
            shown.pane.show_object(Kind.CONTAINER, make_id(1))
            await shown.until(lambda: bool(shown.says))
            assert shown.says == (
                "Cannot inspect container c1: the Engine says “<b>disk</b> broken”."
            )
            assert shown.values()["process/image"] == "app:1"  # what is known stays
            shown.world.heal("inspect")
            (button,) = shown.pane.banner.findChildren(QPushButton)
            assert button.text() == "Retry"
            button.click()
            await shown.until(lambda: shown.is_whole)
            assert shown.says == ""

    aio(run())


def test_while_files_are_copied_it_is_busy_and_asked_again_until_it_answers(
    aio: Aio, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(follower, "REFRESH_SECONDS", 0.0)

    async def run() -> None:
        async with showing() as shown:
            ended = asyncio.Event()
            shown.world.fail("copy_out", until=ended)
            shown.world.fail("inspect", Unreachable(Reason.TIMEOUT, "20 s"), delay=0.3)
            place = Place(Kind.CONTAINER, make_id(1), "c1")
            operations = shown.pane.surroundings.operations
            copy = operations.start(CopyOut(place, ("/etc",), tmp_path))
            shown.pane.show_object(Kind.CONTAINER, make_id(1))
            await shown.until(lambda: "c1 is busy: copying" in shown.says)
            await shown.until(lambda: len(shown.asked()) > 1)
            assert "c1 is busy: copying" in shown.says
            ended.set()
            shown.world.heal("inspect")
            await copy.wait()
            await shown.until(lambda: shown.is_whole)
            assert shown.says == ""

    aio(run())


def test_a_copy_that_begins_later_is_said_to_keep_the_engine_from_telling(
    aio: Aio, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(follower, "DOUBT_SECONDS", 0.0)

    async def run() -> None:
        async with showing() as shown:
            shown.pane.show_object(Kind.CONTAINER, make_id(1))
            await shown.until(lambda: shown.is_whole)
            ended, told = asyncio.Event(), asyncio.Event()
            shown.world.fail("copy_out", until=ended)
            shown.world.fail("inspect", until=told)
            operations = shown.pane.surroundings.operations
            place = Place(Kind.CONTAINER, make_id(1), "c1")
            copy = operations.start(CopyOut(place, ("/etc",), tmp_path))
            await shown.until(lambda: "c1 is busy: copying" in shown.says)
            ended.set()
            await copy.wait()
            told.set()
            await shown.until(lambda: shown.says == "")

    aio(run())


def test_a_container_that_vanishes_is_said_to_and_stays_readable(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            shown.pane.show_object(Kind.CONTAINER, make_id(1))
            await shown.until(lambda: shown.is_whole)
            shown.world.vanish(make_container(1))
            await shown.until(lambda: bool(shown.says))
            assert shown.says == "Container c1 was removed."
            assert shown.values()["environment/PATH"] == "/bin"
            shown.pane.show_object(None, "")  # the tree has no row to select any more
            assert shown.values()["environment/PATH"] == "/bin"

    aio(run())


def test_when_the_tree_moves_on_by_itself_the_pane_says_what_went(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            shown.pane.show_object(Kind.CONTAINER, make_id(1))
            await shown.until(lambda: shown.is_whole)
            # As a tree does, which hears of it before the pane.
            store = shown.session.store
            unsubscribed = store.containers._records.pop(make_id(1))
            assert unsubscribed.name == "c1"
            shown.pane.show_object(Kind.CONTAINER, make_id(2))
            assert shown.says == "Container c1 was removed. c2 is shown now."
            shown.pane.show_object(Kind.CONTAINER, make_id(3))
            assert shown.says == ""

    aio(run())


def test_a_lost_engine_leaves_the_last_known_state_and_its_return_the_news(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            shown.pane.show_object(Kind.CONTAINER, make_id(1))
            await shown.until(lambda: shown.is_whole)
            back = asyncio.Event()
            shown.world.fail("connect", until=back)
            shown.world.drop()
            await shown.until(lambda: bool(shown.says))
            assert shown.says.startswith("This is the last known state")
            assert shown.values()["environment/PATH"] == "/bin"
            shown.world.inspections[make_id(1)] = _inspected(make_container(1), RestartCount=7)
            back.set()
            shown.session.retry_now()
            await shown.until(lambda: shown.values().get("state/restarts") == "7")
            assert shown.says == ""

    aio(run())


def test_another_engine_leaves_nothing_of_the_old_one(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            shown.pane.show_object(Kind.CONTAINER, make_id(1))
            await shown.until(lambda: shown.is_whole)
            shown.world.containers.clear()
            shown.world.info = make_info("engine-2")
            shown.session.move_to(THERE)
            await shown.until(lambda: shown.pane.subject is None)
            assert shown.says_nothing

    aio(run())


def test_a_volume_that_comes_back_under_its_name_is_shown_again(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            volume = make_volume("data")
            shown.world.inspections["data"] = {"Name": "data", "Driver": "local"}
            shown.world.change(volume)
            await shown.until(lambda: "data" in shown.session.store.volumes)
            shown.pane.show_object(Kind.VOLUME, "data")
            shown.world.vanish(volume)
            await shown.until(lambda: shown.says == "Volume data was removed.")
            shown.world.change(volume)
            await shown.until(lambda: shown.says == "")

    aio(run())


def test_who_leaves_a_network_leaves_its_details(aio: Aio) -> None:
    async def run() -> None:
        async with showing(0) as shown:
            shop = make_network(7, "shop")
            web, db = (make_container(n, networks=(attached(shop),)) for n in (1, 2))

            def inside(*members: Container) -> None:
                told = {each.id: {"Name": each.name} for each in members}
                shown.world.inspections[shop.id] = {"Id": shop.id, "Containers": told}

            def users() -> set[str]:
                return {key for key in shown.values() if key.startswith("users/")}

            inside(web, db)
            for each in (shop, web, db):
                shown.world.change(each)
            await shown.until(lambda: len(shown.session.store.users(Kind.NETWORK, shop.id)) == 2)
            shown.pane.show_object(Kind.NETWORK, shop.id)
            await shown.until(lambda: users() == {f"users/{web.id}", f"users/{db.id}"})
            await shown.until(lambda: len(shown.asked()) == 1)
            inside(db)
            shown.world.change(make_container(1))  # it was disconnected
            await shown.until(lambda: users() == {f"users/{db.id}"})
            inside()
            shown.world.vanish(db)
            await shown.until(lambda: users() == {"users/none"})
            inside(web)
            shown.world.change(web)
            await shown.until(lambda: users() == {f"users/{web.id}"})

    aio(run())


def test_the_end_is_asked_about_once_and_told_in_a_sentence(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            record = make_container(1, state=State.EXITED, exit_code=3)
            state = {
                "Status": "exited",
                "ExitCode": 3,
                "StartedAt": "2023-11-14T22:00:00Z",
                "FinishedAt": "2023-11-14T22:10:00Z",
            }
            shown.world.inspections[record.id] = _inspected(record, State=state)
            shown.world.change(record)
            await shown.until(lambda: shown.session.store.containers.get(record.id) == record)
            shown.pane.show_object(Kind.CONTAINER, record.id)
            assert shown.values()["summary/why"].startswith("Exited (3)")
            await shown.until(lambda: shown.is_whole)
            assert shown.values()["summary/why"].startswith("Ended with exit code 3, ")
            shown.pane._follower.retry()
            await shown.until(lambda: len(shown.asked()) == 2)
            await shown.until(lambda: shown.pane._follower._task is None)
            assert len(shown.world.called("past_events")) == 1

    aio(run())


def test_the_trees_learn_when_exactly_a_state_began_and_nothing_is_asked_again(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            record = make_container(1, state=State.EXITED, exit_code=3)
            state = {"Status": "exited", "ExitCode": 3, "FinishedAt": "2023-11-14T22:10:00Z"}
            shown.world.inspections[record.id] = _inspected(record, State=state)
            shown.world.change(record)
            await shown.until(lambda: shown.session.store.containers.get(record.id) == record)
            shown.pane.show_object(Kind.CONTAINER, record.id)
            await shown.until(lambda: shown.is_whole)
            known = shown.session.store.containers.get(record.id)
            assert known is not None
            assert (known.since, known.since_within) == (1_700_000_000 - 200, 0.0)
            assert known == shown.pane.subject.record
            await shown.until(lambda: shown.pane._follower._task is None)
            assert len(shown.asked()) == 1

    aio(run())


def test_closing_while_the_engine_is_slow_leaves_no_task(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            shown.world.fail("inspect", until=asyncio.Event())
            shown.pane.show_object(Kind.CONTAINER, make_id(1))
            await shown.until(lambda: bool(shown.asked()))
            await shown.pane.close_down()
            shown.pane.show_object(Kind.CONTAINER, make_id(1))
            assert not shown.pane._follower._ending

    aio(run())


def test_only_the_tab_in_front_is_made_and_kept_up_to_date(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            shown.pane.show_object(Kind.CONTAINER, make_id(1))
            await shown.until(lambda: shown.is_whole)
            assert not shown.pane.findChildren(InspectPage)
            shown.pane.tabs.show_tab("inspect")
            (page,) = shown.pane.findChildren(InspectPage)
            assert page.model.document["Name"] == "/c1"
            shown.pane.tabs.show_tab("overview")
            shown.pane.show_object(Kind.CONTAINER, make_id(2))
            await shown.until(lambda: shown.is_whole)
            assert page.model.document["Name"] == "/c1"
            shown.pane.tabs.show_tab("inspect")
            assert page.model.document["Name"] == "/c2"

    aio(run())


class _More(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.closed = False

    def show_subject(self, subject: Any) -> None:
        self.shown = subject.key

    async def close_down(self) -> None:
        self.closed = True


def _more(_surroundings: Surroundings) -> DetailsPage:
    return _More()


_MORE = TabSpec("more", "More", Icon.LOGS, _more, frozenset({Kind.CONTAINER}))


def test_another_tab_is_added_and_shown_for_its_kinds_only(aio: Aio) -> None:
    async def run() -> None:
        async with showing(3, _MORE) as shown:
            shown.world.change(make_volume("data"))
            await shown.until(lambda: "data" in shown.session.store.volumes)
            shown.pane.show_object(Kind.VOLUME, "data")
            number = len(TABS)
            assert not shown.pane.tabs.isTabVisible(number)
            shown.pane.show_object(Kind.CONTAINER, make_id(1))
            assert shown.pane.tabs.isTabVisible(number)
            shown.pane.tabs.show_tab("more")
            page = shown.pane.tabs.page("more")
            assert isinstance(page, _More)
            assert page.shown == make_id(1)
            shown.pane.show_object(Kind.VOLUME, "data")  # which has no such tab
            assert shown.pane.tabs.currentIndex() == 0
            shown.pane.show_object(Kind.CONTAINER, make_id(2))
            assert page.isVisible()
            assert page.shown == make_id(2)
            shown.pane.show_object(None, "")  # nothing has one tab alone
            tabs = shown.pane.tabs
            assert [n for n in range(tabs.count()) if tabs.isTabVisible(n)] == [0]
            shown.pane.show_object(Kind.CONTAINER, make_id(1))
            assert page.isVisible(), "and what was chosen counts again"
        assert page.closed

    aio(run())


def test_a_page_that_lives_on_stays_when_the_selection_moves(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            shown.pane.show_object(Kind.CONTAINER, make_id(1))
            page = shown.pane.living.open("logs/1", "Log: c1", Icon.LOGS, lambda _: _More())
            assert isinstance(page, _More)
            for number in (2, 3):
                shown.pane.show_object(Kind.CONTAINER, make_id(number))
            shown.pane.show_object(None, "")
            assert page.isVisible()
            assert not shown.pane.header.isVisible()  # it is about another container
            shown.pane.tabs.show_tab("overview")
            assert shown.says_nothing
            again = shown.pane.living.open("logs/1", "Log: c1", Icon.LOGS, lambda _: _More())
            assert again is page
            assert page.isVisible()

    aio(run())


def test_a_page_that_lives_on_ends_with_its_tab(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            tabs = shown.pane.tabs
            page = shown.pane.living.open("logs/1", "Log: c1", Icon.LOGS, lambda _: _More())
            other = shown.pane.living.open("logs/2", "Log: c2", Icon.LOGS, lambda _: _More())
            assert isinstance(page, _More)
            assert isinstance(other, _More)
            (button,) = [
                b for b in tabs.findChildren(QToolButton) if b.accessibleName() == "Close Log: c1"
            ]
            button.click()
            await shown.until(lambda: page.closed)
            titles = [tabs.tabText(n) for n in range(tabs.count())]
            assert titles == [*(spec.title for spec in TABS), "Log: c2"]
            assert not other.closed
        assert other.closed

    aio(run())

    aio(run())


def test_tabs_are_named_by_their_titles(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            shown.pane.show_object(Kind.CONTAINER, make_id(1))
            bar = QAccessible.queryAccessibleInterface(shown.pane.tabs.tabBar())
            names = [bar.child(n).text(QAccessible.Text.Name) for n in range(bar.childCount())]
            assert {"Overview", "Inspect"} <= set(names)
            assert shown.pane.header.accessibleName().startswith("Container c1: Up")

    aio(run())


def test_a_published_port_asks_for_its_address(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            shown.pane.show_object(Kind.CONTAINER, make_id(1))
            await shown.until(lambda: shown.is_whole)
            page = shown.pane.tabs.page("overview")
            assert isinstance(page, Overview)
            row = page.model.row_of("ports/0.0.0.0:8080→80/tcp")
            page.view.activate_row(page.model.index(row, 0))
            assert shown.opened == [QUrl("http://localhost:8080/")]

    aio(run())


def test_nothing_selected_is_a_designed_state(aio: Aio) -> None:
    async def run() -> None:
        async with showing() as shown:
            assert shown.says_nothing
            shown.pane.show_object(Kind.CONTAINER, make_id(1))
            assert not shown.says_nothing
            shown.pane.show_object(None, "")
            assert shown.says_nothing
            assert shown.pane.subject is None

    aio(run())


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the real pauses, only shorter."""
    monkeypatch.setattr(follower, "SETTLE_SECONDS", 0.02)
    monkeypatch.setattr(follower, "REFRESH_SECONDS", 0.2)
    monkeypatch.setattr(follower, "LATE_SECONDS", 0.02)
