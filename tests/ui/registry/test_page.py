"""The section of registries: searched, listed, pulled from, signed in to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit, QMenu

from desktop.engine.errors import EngineFault
from desktop.engine.registry_errors import RegistryFailed, RegistryFault
from desktop.engine.registry_records import HUB, Account, Found, Keep, Secret, SignIn
from desktop.model.commands import Command
from desktop.model.image_commands import PullImage
from desktop.model.operations import Operation, Operations
from desktop.model.registry_commands import SignInTo
from desktop.ui.registry.model import DESCRIPTION, NAME, OFFICIAL, PULL, STARS
from desktop.ui.registry.page import RegistryPage
from tests.model.fake_engine import make_image
from tests.support.aio import Aio
from tests.ui.stats.desk import Desk, close, desk_with

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|This plugin does not support")

NGINX = Found("nginx", "<b>Official</b> build\x1b[1m", 19000, official=True)
OTHER = Found("someone/nginx", "", 3)
HOST = "127.0.0.1:5000"


class Shown:
    """The page, and what it does."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.known = desk.world.registries
        self.operations = Operations(lambda: desk.session.engine)
        self.surroundings = replace(desk.surroundings, operations=self.operations, run=self._run)
        self.page = RegistryPage(self.surroundings)
        self.page.resize(1100, 400)
        self.page.show()
        self.model, self.tree = self.page.model, self.page.tree
        self.tester = QAbstractItemModelTester(
            self.model, QAbstractItemModelTester.FailureReportingMode.Fatal
        )

    def _run(self, command: Command | None) -> Operation | None:
        return None if command is None else self.operations.start(command)

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(40):
            await self.desk.until(holds)

    async def search(self, text: str) -> None:
        self.page.bar.search.setText(text)
        QTest.keyClick(self.page.bar.search, Qt.Key.Key_Return)
        await self.until(lambda: not self.page.shelf.asking)

    async def look_at(self, registry: str) -> None:
        self.page.bar.choose(registry)
        await self.until(lambda: not self.page.shelf.asking)

    async def open(self, row: int) -> QModelIndex:
        index = self.model.index(row, 0)
        self.tree.expand(index)
        await self.until(lambda: "Loading…" not in self.names(index))
        return index

    def names(self, parent: QModelIndex | None = None) -> list[str]:
        above = parent or QModelIndex()
        count = self.model.rowCount(above)
        return [str(self.model.index(row, NAME, above).data()) for row in range(count)]

    @property
    def pulled(self) -> list[PullImage]:
        commands = [operation.command for operation in self.operations]
        return [command for command in commands if isinstance(command, PullImage)]

    @property
    def said(self) -> str:
        """What stands where nothing is listed."""
        current = self.page.stack.currentWidget()
        assert current is not None
        return f"{current.accessibleName()}\n{current.accessibleDescription()}"


@asynccontextmanager
async def shown() -> AsyncIterator[Shown]:
    async with desk_with() as desk:
        desk.world.registries.found = [NGINX, OTHER]
        desk.world.registries.tags = {"library/nginx": ("latest", "1.27"), "team/app": ("2", "1")}
        desk.world.registries.repositories = {HOST: ("team/app", "web")}
        made = Shown(desk)
        await made.until(lambda: made.page.accounts.value is not None)
        try:
            yield made
        finally:
            made.tester.deleteLater()
            await made.operations.close()
            await close(made.page)


def test_a_search_shows_what_docker_search_does(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown() as it:
            assert it.said.startswith("Search Docker Hub\n")
            await it.search("nginx")
            assert it.desk.world.called("search") == [("nginx",)]
            assert it.names() == ["nginx", "someone/nginx"]
            row = [it.model.index(0, column).data() for column in (STARS, OFFICIAL)]
            assert row == ["19,000", "official"]
            description = it.model.index(0, DESCRIPTION).data()
            assert description.startswith("<b>Official</b> build")
            assert "\x1b" not in description
            tip = it.model.index(0, DESCRIPTION).data(Qt.ItemDataRole.ToolTipRole)
            assert "<b>" not in tip
            it.tree.sortByColumn(STARS, Qt.SortOrder.AscendingOrder)
            assert it.names() == ["someone/nginx", "nginx"]

    aio(scenario())


def test_where_it_is_narrow_a_description_is_seen_all_the_same(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown() as it:
            await it.search("nginx")
            digit = it.tree.fontMetrics().horizontalAdvance("0")

            def seen() -> int:
                last = it.tree.header().sectionViewportPosition(DESCRIPTION)
                return (it.tree.viewport().width() - last) // digit

            for width, least in ((1400, 44), (590, 20), (1400, 44)):
                it.page.resize(width, 500)
                await it.until(lambda least=least: it.tree.columnWidth(NAME) // digit >= least)
                await it.until(lambda: seen() >= 20)

    aio(scenario())


def test_nothing_is_searched_before_one_presses_enter(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown() as it:
            it.page.bar.search.setText("ngi")
            await asyncio.sleep(0)
            assert it.desk.world.called("search") == []
            await it.search("nothing like it")
            assert it.said.startswith("Nothing was found\n")

    aio(scenario())


def test_a_repository_opens_into_its_tags_and_each_is_pulled_from_its_row(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown() as it:
            await it.search("nginx")
            above = await it.open(0)
            assert it.desk.world.called("tags") == [(HUB, "library/nginx")]
            assert it.names(above) == ["latest", "1.27"]
            it.tree.setCurrentIndex(it.model.index(1, NAME, above))
            QTest.keyClick(it.tree, Qt.Key.Key_Return)
            assert it.pulled == [PullImage("nginx:1.27")]

    aio(scenario())


def test_a_click_on_the_arrow_of_a_row_pulls_it(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown() as it:
            await it.search("nginx")
            cell = it.tree.visualRect(it.model.index(1, PULL)).center()
            QTest.mouseClick(it.tree.viewport(), Qt.MouseButton.LeftButton, pos=cell)
            assert it.pulled == [PullImage("someone/nginx")]
            spoken = it.model.index(1, PULL).data(Qt.ItemDataRole.AccessibleTextRole)
            assert spoken == "Pull someone/nginx"
            assert it.surroundings.settings.texts("pull.recent") == ["someone/nginx"]

    aio(scenario())


def test_several_are_pulled_at_once_each_as_its_own_operation(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown() as it:
            await it.search("nginx")
            it.tree.selectAll()
            it.page.bar.pull_button.click()
            assert it.pulled == [PullImage("nginx"), PullImage("someone/nginx")]

    aio(scenario())


def test_a_repository_without_the_tag_latest_is_not_pulled_blindly(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown() as it:
            await it.look_at(HOST)
            await it.open(0)
            it.page.rows.pull([f"{HOST}/team/app"])
            assert it.pulled == []
            assert "has no tag latest" in it.page.banner.text

    aio(scenario())


def test_another_registry_lists_its_repositories_and_what_is_typed_filters_them(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown() as it:
            await it.look_at(HOST)
            assert it.names() == [f"{HOST}/team/app", f"{HOST}/web"]
            assert it.tree.isColumnHidden(STARS)  # which it does not tell
            it.page.bar.search.setText("web")
            assert it.names() == [f"{HOST}/web"]
            assert it.desk.world.called("catalogue") == [(HOST,)]
            assert it.desk.world.called("search") == []

    aio(scenario())


def test_tags_that_came_while_their_repository_was_out_of_sight_are_there(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown() as it:
            answered = asyncio.Event()
            it.desk.world.fail("tags", until=answered)
            await it.look_at(HOST)
            it.tree.expand(it.model.index(0, 0))
            assert it.names(it.model.index(0, 0)) == ["Loading…"]
            it.page.bar.search.setText("web")
            answered.set()
            look = it.page.tags._looks[f"{HOST}/team/app"]
            await it.until(lambda: look.value is not None and not look.asking)
            it.page.bar.search.clear()
            assert it.names() == [f"{HOST}/team/app", f"{HOST}/web"]
            assert it.names(await it.open(0)) == ["2", "1"]
            assert len(it.desk.world.called("tags")) == 1

    aio(scenario())


def test_tags_are_there_again_where_one_has_searched_for_something_else_between(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown() as it:
            await it.search("nginx")
            await it.open(0)
            await it.search("nothing like it")
            await it.search("nginx")
            assert it.names(await it.open(0)) == ["latest", "1.27"]
            assert len(it.desk.world.called("tags")) == 1

    aio(scenario())


def test_a_registry_that_lists_nothing_shows_the_repository_that_one_types(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown() as it:
            it.desk.world.fail("catalogue", RegistryFailed(RegistryFault.NO_CATALOGUE, HOST))
            await it.look_at(HOST)
            assert "does not list its repositories. Type the whole name" in it.said
            await it.search("team/app")
            assert it.names() == [f"{HOST}/team/app"]
            above = it.model.index(0, 0)
            await it.until(lambda: it.names(above) == ["2", "1"])

    aio(scenario())


def test_what_goes_wrong_is_a_sentence_and_can_be_tried_again(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown() as it:
            it.desk.world.fail("catalogue", EngineFault("unexpected EOF"), times=1)
            await it.look_at(HOST)
            assert it.said.startswith(f"Cannot list the repositories of {HOST}")
            assert "\nThe connection to" in it.said
            assert it.page.stack.currentWidget() is it.page.stack.failed
            it.page._again.trigger()
            await it.until(lambda: it.names() == [f"{HOST}/team/app", f"{HOST}/web"])

    aio(scenario())


def test_tags_that_can_not_be_listed_say_why_in_their_place(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown() as it:
            it.desk.world.fail("tags", RegistryFailed(RegistryFault.NO_REPOSITORY, HUB))
            await it.search("nginx")
            above = await it.open(0)
            [said] = it.names(above)
            assert said.startswith("Cannot list the tags: Docker Hub has no such repository")
            it.tree.setCurrentIndex(it.model.index(0, NAME, above))
            QTest.keyClick(it.tree, Qt.Key.Key_Return)
            assert it.pulled == []

    aio(scenario())


def test_what_is_here_already_is_marked(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown() as it:
            await it.search("nginx")
            await it.open(0)
            assert not it.model.is_here("nginx:1.27")
            it.desk.world.change(make_image(5, "nginx:1.27"))
            await it.until(lambda: it.model.is_here("nginx:1.27"))

    aio(scenario())


def test_who_is_signed_in_is_said_and_signs_out(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown() as it:
            it.known.accounts = [Account(HOST, "me", Keep.HELPER, "pass")]
            it.page.accounts.ask()
            await it.look_at(HOST)
            await it.until(lambda: it.page.bar.account.text() == "Signed in as me, kept by pass")
            it.page.bar.sign_out_button.click()
            await it.until(lambda: it.page.bar.account.text() == "Not signed in")
            assert it.desk.world.called("sign_out") == [(HOST,)]
            assert it.page.bar.sign_out_button.isHidden()

    aio(scenario())


def test_signing_in_lists_what_was_refused_before(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown() as it:
            it.desk.world.fail("catalogue", RegistryFailed(RegistryFault.SIGN_IN, HOST))
            await it.look_at(HOST)
            assert "Sign in, and try again." in it.said
            assert it.page.stack.currentWidget() is it.page.stack.refused
            it.desk.world.heal("catalogue")
            command = SignInTo(SignIn(HOST, "me", Secret("w0rd")))
            operation = it.surroundings.run(command)
            assert isinstance(operation, Operation)
            await it.until(lambda: it.names() == [f"{HOST}/team/app", f"{HOST}/web"])
            assert it.page.bar.account.text() == "Signed in as me until Portside ends"

    aio(scenario())


def test_names_are_copied_and_a_menu_has_what_a_row_can(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown() as it:
            await it.search("nginx")
            it.tree.setCurrentIndex(it.model.index(1, 0))
            it.tree.menu_requested.emit(QPoint(0, 0))
            menu = it.page.findChildren(QMenu)[-1]
            assert [action.text() for action in menu.actions()] == ["Pull", "Pull…", "Copy name"]
            menu.actions()[2].trigger()
            assert QGuiApplication.clipboard().text() == "someone/nginx"
            menu.close()

    aio(scenario())


def test_the_registries_of_the_images_that_are_here_are_offered(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown() as it:
            it.desk.world.change(make_image(5, "reg.example/app:1", "nginx:1"))
            await it.until(lambda: bool(it.desk.session.store.images.get(make_image(5).id)))
            it.page.hide()
            it.page.show()
            box = it.page.bar.box
            assert [box.itemText(n) for n in range(box.count())] == [HUB, "reg.example"]
            line = box.lineEdit()
            assert isinstance(line, QLineEdit)
            line.setText(f"https://{HOST}/v2/")
            QTest.keyClick(line, Qt.Key.Key_Return)
            assert it.page.registry == HOST

    aio(scenario())


@pytest.mark.parametrize(
    "address", ["https://hub.docker.com/", "index.docker.io", " registry-1.docker.io", "docker.io"]
)
def test_docker_hub_is_known_by_each_of_its_addresses(aio: Aio, address: str) -> None:
    async def scenario() -> None:
        async with shown() as it:
            await it.look_at(HOST)
            line = it.page.bar.box.lineEdit()
            assert isinstance(line, QLineEdit)
            line.setText(address)
            QTest.keyClick(line, Qt.Key.Key_Return)
            assert it.page.registry == HUB
            assert line.text() == HUB
            line.setText(address)  # also where one is there already
            QTest.keyClick(line, Qt.Key.Key_Return)
            assert line.text() == HUB
            assert it.desk.world.called("catalogue") == [(HOST,)]

    aio(scenario())


def test_the_keys_lead_from_the_search_into_what_was_found_and_ask_again(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown() as it:
            await it.search("nginx")
            QTest.keyClick(it.page.bar.search, Qt.Key.Key_Down)
            assert it.page.focusWidget() is it.tree
            assert it.tree.currentIndex().row() == 0
            QTest.keyClick(it.tree, Qt.Key.Key_F5)
            await it.until(lambda: len(it.desk.world.called("search")) == 2)

    aio(scenario())


def test_without_an_engine_it_says_so(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown() as it:
            it.desk.world.fail("connect", EngineFault("no"))
            it.desk.world.drop()
            await it.until(lambda: it.desk.session.engine is None)
            it.page.bar.search.setText("nginx")
            QTest.keyClick(it.page.bar.search, Qt.Key.Key_Return)
            assert it.page.banner.text == "No Engine is connected. Connect to one first."

    aio(scenario())


def test_a_configuration_that_can_not_be_read_is_told(aio: Aio) -> None:
    async def scenario() -> None:
        async with shown() as it:
            broken = RegistryFailed(RegistryFault.NO_CONFIG, "", "not JSON")
            it.desk.world.fail("accounts", broken)
            it.page.accounts.turn_to("again")
            it.page.accounts.ask()
            said = "Cannot tell who is signed in: docker's configuration"
            await it.until(lambda: said in it.page.bar.account.text())

    aio(scenario())
