"""An image goes to a registry and comes back, by mouse and keyboard."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QTreeView

from desktop.engine.records import Kind
from desktop.model.operations import Outcome
from desktop.ui.deeds.build import build_from
from desktop.ui.registry import asking
from tests.journeys.hands import Hands, opened, until
from tests.journeys.test_building import built, dialog, page
from tests.support.aio import Aio
from tests.support.real_engine import IMAGE, in_private_network
from tests.support.registry import Registry
from tests.support.saved_images import SavedImage, packed
from tests.support.web import Told, web

pytestmark = [
    pytest.mark.display,
    pytest.mark.skipif(
        not in_private_network(), reason="the registry is in another network namespace: use ./test"
    ),
]


@pytest.fixture(autouse=True)
def docker_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_CONFIG", os.fspath(tmp_path / "docker"))


def results(hands: Hands) -> list[str]:
    """What the activity tells of each operation, the newest first."""
    hands.window.toggle_activity()
    model = hands.find(QTreeView, "Activity").model()
    told = [str(model.index(row, 1).data()) for row in range(model.rowCount())]
    hands.window.toggle_activity()
    return told


async def ended(hands: Hands) -> None:
    """All that was begun has ended well."""
    operations = hands.application.operations
    await until(lambda: not operations.running, "it ends")
    assert [o.failures for o in operations if o.outcome is not Outcome.DONE] == []


async def repositories(hands: Hands) -> QTreeView:
    """The tree of them, once there are some to see."""

    def seen() -> bool:
        trees = hands.window.findChildren(QTreeView)
        return any(t.isVisible() and t.accessibleName() == "Repositories" for t in trees)

    await until(seen, "repositories are listed")
    return hands.find(QTreeView, "Repositories")


def click(view: QAbstractItemView, index: QModelIndex) -> None:
    view.scrollTo(index)
    where = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_an_image_is_pushed_found_in_the_registry_and_pulled_from_its_row(
    aio: Aio,
    engine_host: str,
    docker: Callable[..., str],
    registry: Callable[..., Registry],
    tmp_path: Path,
) -> None:
    ours = registry(users={"me": "w0rd"})
    pushed = f"{ours.host}/team/app:1"

    async def journey() -> None:
        async with opened(tmp_path / "c", "--host", engine_host) as hands:
            hands.menu("Tools", "Sign in to a registry…")
            dialog = await hands.dialog()
            for field, text in (("Registry", ours.host), ("User name", "me"), ("Password", "w0rd")):
                hands.fill(dialog, field, text)
            hands.press(dialog, "Sign in")
            await until(lambda: len(list(hands.application.operations)) == 1)
            await ended(hands)

            hands.pick(Kind.IMAGE, IMAGE)
            hands.menu("Image", "Push…")
            dialog = await hands.dialog()
            line = hands.find(QLineEdit, "Reference", dialog)
            line.setText(pushed)  # typing would open the list of completions
            hands.press(dialog, "Push")
            await until(lambda: len(list(hands.application.operations)) == 2)
            await ended(hands)
            assert asking.recent_pushes(hands.window.surroundings.settings) == [pushed]
            docker("rmi", "--no-prune", pushed)

            hands.window.show_section("registry")
            line = hands.find(QComboBox, "Registry").lineEdit()
            assert line is not None
            line.setFocus()
            line.selectAll()
            QTest.keyClicks(line, ours.host)
            QTest.keyClick(line, Qt.Key.Key_Return)
            tree = await repositories(hands)
            model = tree.model()
            assert model.rowCount() == 1
            above = model.index(0, 0)
            assert above.data() == f"{ours.host}/team/app"
            tree.expand(above)
            await until(lambda: model.index(0, 0, above).data() == "1", "its tags are, too")
            click(tree, model.index(0, 1, above))
            await until(lambda: len(list(hands.application.operations)) == 3)
            await ended(hands)
            click(tree, model.index(0, 1, above))
            await until(lambda: len(list(hands.application.operations)) == 4)
            await ended(hands)
            *pulls, push = results(hands)[:3]
            assert pulls == [f"{pushed} is up to date already", f"Pulled {pushed}"]
            assert push.startswith(f"Pushed {pushed} as sha256:")
        assert pushed in docker("images", "--format", "{{.Repository}}:{{.Tag}}")

    aio(journey(), timeout=90)


def test_a_build_that_is_not_let_in_is_built_again_after_signing_in(
    aio: Aio,
    engine_host: str,
    docker: Callable[..., str],
    registry: Callable[..., Registry],
    tmp_path: Path,
) -> None:
    ours = registry(users={"me": "w0rd"})
    base = ours.push(docker, "team/base:1")
    shop = tmp_path / "shop"
    shop.mkdir()
    (shop / "Dockerfile").write_text(f"FROM {base}\nENV SHOP=1\n")

    async def sign_in(hands: Hands, password: str) -> None:
        shown = page(hands)
        assert shown is not None
        hands.press(shown.banner, "Sign in…")
        dialog = await hands.dialog()
        assert hands.find(QLineEdit, "Registry", dialog).text() == ours.host
        hands.fill(dialog, "User name", "me")
        hands.fill(dialog, "Password", password)
        hands.press(dialog, "Sign in")

    async def journey() -> None:
        async with opened(tmp_path / "c", "--host", engine_host) as hands:
            build_from(hands.window.deeds, shop)
            (await dialog(hands)).finish()
            shown = await built(hands, 1, Outcome.FAILED)
            said = f"Line 1: Cannot build image shop: nobody is signed in to {ours.host}"
            assert said in shown.banner.text
            await sign_in(hands, "wrong")
            shown = await built(hands, 2, Outcome.FAILED)
            assert "does not accept this user name with this password" in shown.banner.text
            await sign_in(hands, "w0rd")
            await built(hands, 3, Outcome.DONE)

    try:
        aio(journey(), timeout=90)
        assert "shop:latest" in docker("images", "--format", "{{.Repository}}:{{.Tag}}")
    finally:
        docker("rmi", "--force", "shop", base)


def test_a_search_finds_and_a_newer_image_is_told_apart(
    aio: Aio,
    engine_host: str,
    docker: Callable[..., str],
    registry: Callable[..., Registry],
    tmp_path: Path,
) -> None:
    ours = registry()
    name = ours.push(docker, "web:latest")
    answer = {"results": [{"name": "web", "description": "A server", "star_count": 3}]}

    async def pull(hands: Hands) -> str:
        begun = len(list(hands.application.operations))
        hands.menu("Image", "Pull…")
        dialog = await hands.dialog()
        hands.find(QLineEdit, "Reference", dialog).setText(name)
        hands.press(dialog, "Pull")
        await until(lambda: len(list(hands.application.operations)) > begun)
        await ended(hands)
        return results(hands)[0]

    async def journey() -> None:
        async with opened(tmp_path / "c", "--host", engine_host) as hands:
            hands.menu("Image", "Search…")
            with web(
                lambda asked: Told(answer if "/v1/search" in asked.path else b"true")
            ) as index:
                hands.type(f"{index.host}/web")
                QTest.keyClick(hands.find(QLineEdit, "Search"), Qt.Key.Key_Return)
                model = (await repositories(hands)).model()
                assert model.index(0, 0).data() == f"{index.host}/web"
            assert await pull(hands) == f"Pulled {name}"
            docker("tag", name, "portside-test/kept:1")
            docker("import", "-", "portside-test/newer:1", stdin=b"\0" * 10240)
            ours.push(docker, "web:latest", "portside-test/newer:1")
            docker("tag", "portside-test/kept:1", name)
            assert await pull(hands) == f"Pulled a newer {name}"

    aio(journey(), timeout=90)


def test_an_image_for_another_platform_and_a_push_of_nothing_new_are_told(
    aio: Aio,
    engine_host: str,
    docker: Callable[..., str],
    registry: Callable[..., Registry],
    tmp_path: Path,
) -> None:
    ours = registry()
    name = f"{ours.host}/two:1"
    other = "portside-test/other-platform:1"
    docker("load", stdin=packed([SavedImage(other, "linux/arm64/v8")]))
    ours.push(docker, "two:1", other)
    docker("rmi", other)
    docker("tag", IMAGE, name)

    async def ask(hands: Hands, entry: str, button: str) -> str:
        begun = len(list(hands.application.operations))
        hands.menu("Image", entry)
        dialog = await hands.dialog()
        hands.find(QLineEdit, "Reference", dialog).setText(name)
        if entry == "Pull…":
            hands.find(QComboBox, "Platform", dialog).setEditText("linux/arm64")
        hands.press(dialog, button)
        await until(lambda: len(list(hands.application.operations)) > begun)
        await ended(hands)
        return results(hands)[0]

    async def journey() -> None:
        async with opened(tmp_path / "c", "--host", engine_host) as hands:
            told = await ask(hands, "Pull…", "Pull")
            assert told.startswith(f"Pulled {name} for linux/arm64/v8: ")
            hands.pick(Kind.IMAGE, name)
            told = await ask(hands, "Push…", "Push")
            assert told.startswith(f"Pushed {name}: every layer was there already.")

    aio(journey(), timeout=90)
