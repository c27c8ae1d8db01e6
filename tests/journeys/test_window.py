"""The window by its names, by the keyboard alone, and with names that mean harm."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QTabBar,
    QTextEdit,
    QWidget,
)

from desktop.engine.records import Kind
from desktop.ui.actions import TABLE
from tests.journeys.hands import Hands, opened, until
from tests.support.aio import Aio
from tests.support.real_engine import IMAGE, LABEL, WAIT, RealEngine

pytestmark = pytest.mark.display

HOSTILE = "<img src=x onerror=alert(1)><b>bold</b>&amp;"
HOSTILE_KEY = "<b>bold</b>&amp;"
CONTROLS = (
    QAbstractButton,
    QLineEdit,
    QAbstractItemView,
    QComboBox,
    QAbstractSpinBox,
    QTextEdit,
    QTabBar,
)


def nameless(root: QWidget) -> list[str]:
    """Visible controls that a screen reader has no word for."""
    found = []
    for widget in root.findChildren(QWidget):
        if not isinstance(widget, CONTROLS) or not widget.isVisible():
            continue
        if widget.objectName().startswith("qt_") or widget.focusProxy() is not None:
            continue  # Qt's own parts of a control
        if isinstance(widget, QHeaderView):
            continue  # its columns are named
        if isinstance(widget.parentWidget(), (QComboBox, QAbstractSpinBox, QLineEdit)):
            continue
        spoken = widget.accessibleName() or widget.toolTip()
        if isinstance(widget, QAbstractButton):
            spoken = spoken or widget.text()
        if isinstance(widget, QTabBar):
            spoken = spoken or widget.tabText(0)
        if not spoken.strip():
            parent = widget.parentWidget()
            found.append(f"{widget} in {parent}")
    return found


def markup(root: QWidget) -> list[str]:
    """Labels that would take a text for markup."""
    return [
        f"{label} {label.text()[:60]!r}"
        for label in root.findChildren(QLabel)
        if label.text() and label.textFormat() is not Qt.TextFormat.PlainText
    ]


def windows() -> list[QWidget]:
    return [w for w in QApplication.topLevelWidgets() if w.isVisible()]


def test_every_control_has_a_name_and_no_label_takes_markup(
    aio: Aio, engine_host: str, docker_run: Callable[..., str], tmp_path: Path
) -> None:
    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            docker_run(name="named")
            await until(lambda: hands.state("named") == "running")
            assert hands.window.windowTitle().startswith("Portside")
            hands.keys("Ctrl+J")
            for kind in Kind:
                hands.pick(kind)
                assert nameless(hands.window) == [], kind
            hands.pick(Kind.CONTAINER, "named")
            hands.menu("Tools", "Inspect")
            await until(lambda: '"named"' in texts(hands) or "/named" in texts(hands))
            assert nameless(hands.window) == []
            hands.keys("Ctrl+K")
            assert nameless(hands.window) == []
            QTest.keyClick(hands.window.palette_window.edit, Qt.Key.Key_Escape)

            dialogs = [("Container", item) for item in ("Kill…", "Rename…", "Remove…")] + [
                ("Network", "Create network…"),
                ("Volume", "Create volume…"),
                ("Image", "Pull…"),
            ]
            for menu, item in dialogs:
                hands.menu(menu, item)
                dialog = await hands.dialog()
                assert nameless(dialog) == [], item
                assert markup(dialog) == [], item
                QTest.keyClick(dialog, Qt.Key.Key_Escape)
                await until(lambda: not hands.dialogs())
            assert markup(hands.window) == []

    aio(journey(), timeout=60)


def test_the_start_page_s_controls_have_names(aio: Aio, tmp_path: Path) -> None:
    host = f"unix://{tmp_path}/none.sock"

    async def journey() -> None:
        async with opened(
            tmp_path, "--host", host, wait=lambda a: a.window.start_page.isVisible()
        ) as hands:
            assert nameless(hands.window) == []
            assert markup(hands.window) == []

    aio(journey(), timeout=60)


def texts(hands: Hands) -> str:
    """All that the visible views hold, cell by cell, and all labels."""
    words = [hands.read(hands.window), hands.read_details()]
    for view in hands.window.findChildren(QAbstractItemView):
        if view.isVisible() and view.model() is not None:
            model = view.model()
            flat = isinstance(model, QAbstractListModel)
            stack = [view.rootIndex()]
            while stack:
                parent = stack.pop()
                for row in range(model.rowCount(parent)):
                    columns = range(1 if flat else model.columnCount(parent))
                    words += [str(model.index(row, n, parent).data() or "") for n in columns]
                    if not flat:
                        stack.append(model.index(row, 0, parent))
    return "\n".join(words)


def test_the_names_of_the_contract(
    aio: Aio, engine_host: str, docker: Callable[..., str], tmp_path: Path
) -> None:
    docker("create", "--label", LABEL, "--name", "row", IMAGE, *WAIT)
    docker("volume", "create", "--label", LABEL, "row")

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            await until(lambda: hands.index(Kind.VOLUME, "row").isValid())
            hands.find(QListWidget, "Sections")
            hands.find(QLineEdit, "Filter")
            for kind, name in zip(
                Kind, ("Containers", "Images", "Networks", "Volumes"), strict=True
            ):
                hands.pick(kind)
                assert hands.tree(name) is hands.section.tree
            hands.pick(Kind.CONTAINER, "row")
            hands.menu("Container", "Start")
            await until(lambda: hands.state("row") == "running")
            hands.menu("View", "Activity")
            hands.tree("Activity")
            bar = hands.window.menuBar()
            titles = [action.text() for action in bar.actions()]
            drawn = "File Edit View Container Image Network Volume Tools Help"
            assert titles == drawn.split()
            container = next(a for a in bar.actions() if a.text() == "Container").menu()
            assert isinstance(container, QMenu)
            items = [a.text() for a in container.actions() if not a.isSeparator()]
            verbs = "Start Stop Restart Pause Unpause Kill… Rename… Remove…"
            assert [i for i in items if i in verbs.split()] == verbs.split()

    aio(journey(), timeout=60)


def test_the_keyboard_reaches_every_part(
    aio: Aio, engine_host: str, docker_run: Callable[..., str], tmp_path: Path
) -> None:
    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            docker_run(name="reached")
            await until(lambda: hands.state("reached") == "running")
            await until(lambda: hands.window.activity_line.made is not None, "all is made")
            for kind in (Kind.VOLUME, Kind.CONTAINER):  # made late
                hands.pick(kind)
            hands.select("reached")  # so that the details have something to tell
            parts = {
                "sections": hands.window.section_list,
                "filter": hands.section.filter_box,
                "running only": hands.section.running_button,
                "tree": hands.section.tree,
                "details": hands.window.details.part,
                "activity": hands.window.activity_line.part,
            }
            for step in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                met: list[str] = []
                hands.window.section_list.setFocus()
                for _number in range(40):
                    focused = hands.window.focusWidget()
                    met += [
                        n
                        for n, part in parts.items()
                        if part is focused or part.isAncestorOf(focused)
                    ]
                    QTest.keyClick(focused, step)
                order = list(dict.fromkeys(met))
                assert {*order} == {*parts}, order
                if step is Qt.Key.Key_Tab:
                    assert order == [*parts]

    aio(journey(), timeout=60)


def test_hostile_words_are_only_words(
    aio: Aio, second_engine: Callable[..., RealEngine], tmp_path: Path
) -> None:
    engine = second_engine(image=True)
    engine.docker(
        "build",
        "--label",
        f"{HOSTILE_KEY}={HOSTILE}",
        "--tag",
        "hostile",
        "-",
        stdin=f"FROM {IMAGE}\n".encode(),
    )
    engine.docker("volume", "create", "--label", f"note={HOSTILE}", "vessel")
    engine.docker("network", "create", "--label", f"note={HOSTILE}", "net")
    engine.docker(
        "run",
        "-d",
        "--name",
        "victim",
        "--label",
        f"{HOSTILE_KEY}={HOSTILE}",
        "--label",
        f"com.docker.compose.project={HOSTILE}",
        "--env",
        f"WORDS={HOSTILE}",
        "--network",
        "net",
        "--hostname",
        "host",
        "--volume",
        "vessel:/data",
        "hostile",
        "sh",
        "-c",
        f"trap 'exit 0' TERM; : '{HOSTILE}'; sleep 86400 & wait",
    )

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine.url) as hands:
            await until(lambda: hands.state("victim") == "running")
            await until(lambda: hands.index(Kind.IMAGE, "hostile:latest").isValid())
            assert HOSTILE in texts(hands), "the project's group"
            hands.keys("Ctrl+J")
            names = ("victim", "hostile:latest", "net", "vessel")
            for kind, name in zip(Kind, names, strict=True):
                hands.pick(kind, name)
                await until(lambda: HOSTILE in hands.read_details(), f"the overview of {name}")
                hands.menu("Tools", "Inspect")
                await until(lambda: HOSTILE in texts(hands), f"the JSON of {name}")
                assert markup(hands.window) == [], name
                tabs = hands.window.details.findChildren(QTabBar)[0]
                tabs.setCurrentIndex(0)
            for kind, name in zip(Kind, names, strict=True):
                hands.pick(kind, name)
                menu = {
                    Kind.CONTAINER: "Container",
                    Kind.IMAGE: "Image",
                    Kind.NETWORK: "Network",
                    Kind.VOLUME: "Volume",
                }[kind]
                name = f"{kind.value}.remove"
                await until(
                    lambda name=name: hands.window.actions_table[name].isEnabled(), "it is possible"
                )
                hands.menu(menu, "Remove…")
                dialog = await hands.dialog()
                assert markup(dialog) == [], name
                QTest.keyClick(dialog, Qt.Key.Key_Escape)
                await until(lambda: not hands.dialogs())

    aio(journey(), timeout=90)


def test_every_action_is_in_one_menu_with_a_name_of_its_own(
    aio: Aio, engine_host: str, tmp_path: Path
) -> None:
    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            places: dict[str, str] = {}
            for top in hands.window.menuBar().actions():
                menu = top.menu()
                assert isinstance(menu, QMenu)
                for action in menu.actions():
                    if not action.isSeparator() and action.menu() is None:
                        assert action.objectName() not in places
                        places[action.objectName()] = top.text()
            assert places == {spec.name: spec.menu.value for spec in TABLE}

    aio(journey(), timeout=60)


def test_in_a_low_window_details_and_activity_take_turns(
    aio: Aio, engine_host: str, docker_run: Callable[..., str], tmp_path: Path
) -> None:
    docker_run(name="web")

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            window = hands.window
            await until(lambda: hands.state("web") == "running", "it runs")
            hands.select("web")
            await until(lambda: window.details.isVisible(), "details are shown")
            window.toggle_activity()
            assert window.details.isVisible()
            window.resize(900, 500)
            await until(lambda: not window.details.isVisible(), "they give way")
            assert window.activity.isVisible()
            QTest.keyClick(hands.section.tree, Qt.Key.Key_Return)  # to see its details
            await until(lambda: window.details.isVisible(), "they are wanted more")
            assert not window.activity.isVisible()
            window.toggle_activity()
            assert not window.details.isVisible()
            window.resize(900, 800)
            await until(lambda: window.details.isVisible(), "there is room for all")
            assert window.activity.isVisible()

    aio(journey(), timeout=60)
