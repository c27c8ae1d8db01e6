"""Disk space is freed in three clicks, and what came into use meanwhile stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTreeView

from desktop.engine.records import Kind
from desktop.model.operations import Outcome
from desktop.ui.usage.dialog import PruneForm
from desktop.ui.usage.page import DiskUsagePage
from tests.journeys.hands import Hands, click_item, opened, until
from tests.support.aio import Aio
from tests.support.real_engine import IMAGE, LABEL, RealEngine

pytestmark = pytest.mark.display


def page(hands: Hands) -> DiskUsagePage:
    (found,) = hands.window.findChildren(DiskUsagePage)
    return found


def test_space_is_freed_in_three_clicks(
    aio: Aio, second_engine: Callable[..., RealEngine], tmp_path: Path
) -> None:
    engine = second_engine(image=True)
    fill = ("sh", "-c", "head -c 400000 /dev/zero >/data/x")
    engine.docker("volume", "create", "--label", LABEL, "kept")
    engine.docker("run", "--name", "one", "-v", "/data", IMAGE, *fill)
    engine.docker("rm", "one")
    engine.docker("run", "--name", "two", IMAGE, "sh", "-c", "echo x >/x")
    nameless = engine.docker("commit", "two")
    engine.docker("create", "--name", "three", IMAGE, "sleep", "86400")

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine.url) as hands:
            hands.window.show_section("usage")  # the first click
            await until(lambda: page(hands).prune_button.isEnabled(), "it is measured")
            QTest.mouseClick(page(hands).prune_button, Qt.MouseButton.LeftButton)
            dialog = await hands.dialog()
            assert engine.url in hands.read(dialog).replace("\u200b", "")
            assert isinstance(dialog, PruneForm)
            await until(dialog.verb_button.isEnabled)
            form = dialog  # of this type from now on

            def ticked() -> set[str]:
                return {candidate.name for candidate in form.tree.rows.ticked}

            assert {"two", "three"} < ticked()
            assert len(ticked()) == 4  # and the volume and the image without a name
            engine.docker("rename", "two", "renamed")
            await until(lambda: "renamed" in ticked(), "its row follows")
            QTest.mouseClick(dialog.verb_button, Qt.MouseButton.LeftButton)

            operations = hands.application.operations
            await until(lambda: [o for o in operations if not o.running], "it ends")
            (operation,) = operations
            assert operation.outcome is Outcome.DONE
            assert not operation.failures
            assert engine.docker("ps", "-aq") == ""
            assert engine.docker("volume", "ls", "-q") == "kept"
            assert nameless not in engine.docker("image", "ls", "-q", "--no-trunc")
            usage = page(hands).watch
            await until(lambda: usage.usage and not usage.usage.containers, "it is measured again")

    aio(journey(), timeout=60)


def test_each_kind_has_its_prune_in_its_menu(
    aio: Aio, engine_host: str, docker: Callable[..., str], tmp_path: Path
) -> None:
    docker("network", "create", "--label", LABEL, "idle")
    docker("create", "--label", LABEL, "--name", "old", IMAGE)

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            await until(lambda: hands.state("old") == "created")
            for menu, question in (
                ("Container", "Remove stopped containers?"),
                ("Image", "Remove images that no container uses?"),
                ("Network", "Remove networks that no container uses?"),
                ("Volume", "Remove volumes that no container mounts?"),
                ("Tools", "Remove what nothing uses?"),
            ):
                hands.menu(menu, "Prune…")
                dialog = await hands.dialog()
                assert question in hands.read(dialog)
                hands.press(dialog, "Cancel")
                await until(lambda: not hands.dialogs())
            assert "old" in docker("ps", "-a", "--format", "{{.Names}}")

    aio(journey(), timeout=60)


def test_each_tree_has_its_prune_in_the_menu_of_its_empty_space(
    aio: Aio, engine_host: str, docker: Callable[..., str], tmp_path: Path
) -> None:
    docker("volume", "create", "--label", LABEL, "idle")

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            for kind, question in (
                (Kind.CONTAINER, "Remove stopped containers?"),
                (Kind.IMAGE, "Remove images that no container uses?"),
                (Kind.NETWORK, "Remove networks that no container uses?"),
                (Kind.VOLUME, "Remove volumes that no container mounts?"),
            ):
                hands.pick(kind)
                shown = hands.section.stack
                inside = shown.currentWidget()
                target = inside.viewport() if isinstance(inside, QTreeView) else inside
                low = QPoint(target.width() // 2, target.height() - 3)
                assert not isinstance(inside, QTreeView) or not inside.indexAt(low).isValid()
                reason = QContextMenuEvent.Reason.Mouse
                wanted = QContextMenuEvent(reason, low, target.mapToGlobal(low))
                QApplication.sendEvent(target, wanted)
                menu = await hands.popup()
                (item,) = (action for action in menu.actions() if action.text() == "Prune…")
                click_item(menu, menu.actionGeometry(item).center())
                dialog = await hands.dialog()
                assert question in hands.read(dialog)
                hands.press(dialog, "Cancel")
                await until(lambda: not hands.dialogs())

    aio(journey(), timeout=60)
