"""The pictures of the README and of docs/: made of the running application, in both languages and
themes.

    PORTSIDE_PICTURES=docs/pictures ./test tests/journeys/test_pictures.py

makes them anew. Without that they are made and thrown away, and what the window is made of (menus,
tools, sections, tabs and columns, by their words and in their order) must be as it was when those
in docs/ were made. Colours, sizes and what is within a page it does not see: they differ with a
machine's fonts, so that a person looks at the pictures where one of these was changed.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QHeaderView,
    QListWidget,
    QMenuBar,
    QTabBar,
    QToolBar,
    QWidget,
)

from desktop.model.terminals.session import Phase
from desktop.ui.preferences.dialog import SettingsDialog
from desktop.ui.text import install_language
from desktop.ui.theme import apply_theme
from desktop.ui.topology.page import TopologyPage
from tests.journeys.hands import Hands, opened, until
from tests.journeys.screens import shown_terminal
from tests.support.aio import Aio
from tests.support.real_engine import IMAGE, WAIT, RealEngine

pytestmark = [
    pytest.mark.display,
    pytest.mark.qt_log_ignore("raise()", "grabbing the keyboard", "propagateSizeHints"),
]
KEPT = Path(__file__).parents[2] / "docs" / "pictures"
WORDS = KEPT / "words.json"
SCENES = ("containers", "terminal", "topology", "settings")
SIZE = QSize(1280, 800)


@pytest.fixture
def shop(second_engine: Callable[..., RealEngine]) -> RealEngine:
    """An Engine with something to look at."""
    engine = second_engine(image=True)
    docker = engine.docker
    for name in ("shop/web:2.1", "shop/api:2.1", "shop/store:16"):
        docker("tag", IMAGE, name)
    docker("rmi", IMAGE)
    docker("run", "-d", "--name", "import", "shop/api:2.1", "sh", "-c", "exit 3")
    for network in ("shop_front", "shop_back"):
        docker("network", "create", "--label", "com.docker.compose.project=shop", network)
    docker("volume", "create", "shop_data")
    log = "for n in 1 2 3 4 5 6 7 8; do echo \"$n GET /cart 200\"; done; echo 'WARN slow query'; "
    run_service(engine, "web", "shop_front", "shop/web:2.1", "-p", "8080:80", log=log)
    run_service(engine, "api", "shop_front", "shop/api:2.1", "-p", "127.0.0.1:9000:9000")
    docker("network", "connect", "shop_back", "shop-api-1")
    run_service(engine, "store", "shop_back", "shop/store:16", "-v", "shop_data:/data")
    docker("run", "-d", "--name", "notes", "shop/web:2.1", *WAIT)
    return engine


def run_service(
    engine: RealEngine, name: str, network: str, image: str, *options: str, log: str = ""
) -> None:
    labels = (f"com.docker.compose.service={name}", "com.docker.compose.project=shop")
    engine.docker(
        *("run", "-d", "--name", f"shop-{name}-1", "--network", network),
        *(word for label in labels for word in ("--label", label)),
        *options,
        *(image, "sh", "-c", f"{log}trap 'exit 0' TERM; sleep 86400 & wait"),
    )


@pytest.fixture(autouse=True)
def as_before(qapp: QApplication) -> Iterator[None]:
    locale = QLocale()
    yield
    install_language(qapp, "en")
    QLocale.setDefault(locale)
    apply_theme(qapp).deleteLater()


def test_the_pictures_show_the_window_as_it_is(shop: RealEngine, aio: Aio, tmp_path: Path) -> None:
    wanted = os.environ.get("PORTSIDE_PICTURES", "")
    folder = Path(wanted) if wanted else tmp_path / "pictures"
    folder.mkdir(exist_ok=True)
    words: dict[str, list[str]] = {}

    async def go() -> None:
        for language in ("en", "zh_CN"):
            for theme in ("light", "dark"):
                config = tmp_path / f"{language}-{theme}"
                config.mkdir()
                write_settings(config, shop, language, theme)
                async with opened(config) as hands:
                    await make(hands, folder, f"{language}-{theme}", words, language)

    aio(go(), timeout=240)
    names = {f"{scene}-{look}.png" for scene in SCENES for look in looks()}
    assert {file.name for file in folder.glob("*.png")} == names
    for name in names:
        assert is_dark(folder / name) is name.endswith("-dark.png"), name
    if wanted:
        WORDS.write_text(json.dumps(words, indent=1, ensure_ascii=False, sort_keys=True) + "\n")
    assert {file.name for file in KEPT.glob("*.png")} == names
    old = json.loads(WORDS.read_text(encoding="utf-8"))
    assert words == old, "make the pictures anew: the docstring of this module says how"


def looks() -> list[str]:
    return [f"{language}-{theme}" for language in ("en", "zh_CN") for theme in ("light", "dark")]


def write_settings(config: Path, engine: RealEngine, language: str, theme: str) -> None:
    settings = {
        "language": language,
        "theme": theme,
        "tour.seen": True,
        "engine.places": [f"{engine.url} default"],
        "engine.first": engine.url,
    }
    (config / "settings.json").write_text(json.dumps(settings), encoding="utf-8")


async def make(
    hands: Hands, folder: Path, look: str, words: dict[str, list[str]], language: str
) -> None:
    """All scenes of one language and theme."""
    window = hands.window
    window.resize(SIZE)
    await until(lambda: hands.state("shop-web-1") == "running")
    hands.select("shop-web-1")
    window.show_tab("logs")
    await take(window, folder / f"containers-{look}.png")
    words[language] = fixed_words(window)
    window.actions_table["container.terminal"].trigger()
    screen = await shown_terminal(hands, "shop-web-1")
    await screen.until_phase(Phase.RUNNING)
    await until(lambda: any(row.startswith("/ #") for row in screen.rows), "it has a prompt")
    for line in ("ls --color=always /", "busybox | head -n 1"):
        screen.view.typed.emit(f"{line}\r".encode())
    await until(lambda: any("multi-call" in row for row in screen.rows))
    await take(window, folder / f"terminal-{look}.png")
    hands.tree(window.section.tree.accessibleName()).clearSelection()
    window.show_section("topology")
    window.toggle_details()
    page = window.findChild(TopologyPage)
    assert page is not None
    await until(page.isVisible)
    page.scene.finish_motion()
    await take(window, folder / f"topology-{look}.png")
    window.toggle_details()
    window.show_section("containers")
    hands.menu(window.menuBar().actions()[0].text(), window.actions_table["file.settings"].text())
    dialog = await hands.dialog()
    assert isinstance(dialog, SettingsDialog)
    dialog.show_page("keys")
    await take(dialog, folder / f"settings-{look}.png")
    words[f"{language} settings"] = fixed_words(dialog)
    dialog.close()
    await until(lambda: not hands.dialogs())
    assert window.living is not None
    for key in list(window.living.pages):
        window.living.ask_to_close(key)
    await until(lambda: len(window.living.pages) == 0 if window.living else True)


async def take(widget: QWidget, file: Path) -> None:
    await asyncio.sleep(0.6)  # nothing tells that all was painted that comes by itself
    picture = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    assert picture.save(str(file), quality=0)  # as small as can be


def fixed_words(window: QWidget) -> list[str]:
    """The words that the window is made of, whatever it shows: each bar's in their order."""
    lines: set[str] = set()

    def add(what: str, words: Iterable[str]) -> None:
        if shown := " | ".join(filter(None, words)):
            lines.add(f"{what}: {shown}")

    for menu_bar in window.findChildren(QMenuBar):
        add("menus", (action.text() for action in menu_bar.actions()))
    for tools in window.findChildren(QToolBar):
        add("tools", (action.text() for action in tools.actions()))
    for tabs in window.findChildren(QTabBar):
        add("tabs", (tabs.tabText(at) for at in range(tabs.count()) if tabs.isTabVisible(at)))
    for listed in window.findChildren(QListWidget):
        add("list", (listed.item(row).text() for row in range(listed.count())))
    for header in window.findChildren(QHeaderView):
        model = header.model()
        if model is not None and header.isVisible():
            columns = (header.logicalIndex(place) for place in range(header.count()))
            add("columns", (str(model.headerData(at, Qt.Orientation.Horizontal)) for at in columns))
    return sorted(lines)


def is_dark(file: Path) -> bool:
    picture = QImage(str(file)).scaled(1, 1, mode=Qt.TransformationMode.SmoothTransformation)
    return picture.pixelColor(0, 0).lightness() < 128
