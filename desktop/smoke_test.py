"""``--smoke-test DIR``: does this build work? For what was built on another machine.

The window opens on a scripted Engine, a small server of our own on loopback, and lists what that
tells. Every module is imported, and what the bundle may lack without failing at once is tried: the
icons, the charts, the terminal, the translations, each kind of picture. DIR gets ``window.png`` and
``report.txt``; the exit code is 0 only where all of it worked.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import json
import logging
import pkgutil
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from PySide6.QtCore import QAbstractItemModel, QModelIndex
from PySide6.QtGui import QIcon, QImage, QImageReader
from PySide6.QtWidgets import QAbstractItemView

import desktop
from desktop.model.session import Link, Session
from desktop.terminal import engines
from desktop.ui.files.understanding import PICTURE_ENDINGS
from desktop.ui.icons import SMALL, Icon, icon
from desktop.ui.text import languages, resource
from desktop.ui.window import MainWindow

SECONDS = 60.0
CONTAINER = "smoke-test"
_COLUMNS = 20
_DIGITS = "5" * 64
_ANSWERS: dict[str, Any] = {
    "/version": {"Version": "27.0.0", "ApiVersion": "1.46", "MinAPIVersion": "1.24", "Os": "linux"},
    "/info": {"ID": "scripted", "Name": "scripted", "OSType": "linux", "NCPU": 2, "MemTotal": 1},
    "/containers/json": [
        {
            "Id": _DIGITS,
            "Names": [f"/{CONTAINER}"],
            "Image": "scripted:1",
            "ImageID": f"sha256:{_DIGITS}",
            "Command": "sh",
            "Created": 1_700_000_000,
            "State": "running",
            "Status": "Up 2 hours",
        }
    ],
    "/images/json": [{"Id": f"sha256:{_DIGITS}", "RepoTags": ["scripted:1"], "Size": 1_000_000}],
    "/networks": [{"Id": _DIGITS, "Name": "bridge", "Driver": "bridge", "Scope": "local"}],
    "/volumes": {"Volumes": [{"Name": "scripted", "Driver": "local", "Scope": "local"}]},
}


class Subject(Protocol):
    """What is tested: the application."""

    @property
    def window(self) -> MainWindow: ...

    @property
    def session(self) -> Session: ...

    async def run(self) -> int:
        """Until the window closes."""
        ...


@contextlib.contextmanager
def scripted_engine() -> Iterator[str]:
    """The address of an Engine that has one object of each kind, and on which nothing happens."""
    ended = threading.Event()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = "/" + urlsplit(self.path).path.strip("/")
            if path.startswith("/v1."):
                path = "/" + path[1:].partition("/")[2]
            if path == "/events":
                self.send_response(200)
                self.end_headers()
                ended.wait()
                return
            known = path in _ANSWERS
            body = json.dumps(_ANSWERS[path] if known else {"message": f"no {path}"}).encode()
            self.send_response(200 if known else 404)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        serving = threading.Thread(target=server.serve_forever, name="scripted-engine")
        serving.start()
        try:
            yield f"tcp://127.0.0.1:{server.server_address[1]}"
        finally:
            ended.set()
            server.shutdown()
            serving.join()


async def smoke_test(make: Callable[[], Subject], folder: Path) -> int:
    """Run what ``make`` makes on a scripted Engine, and say whether it works; 0 means yes."""
    noted = _Noted()
    logging.getLogger().addHandler(noted)
    report = [f"portside {desktop.__version__}, Python {sys.version.split()[0]}, {sys.platform}"]
    try:
        async with asyncio.timeout(SECONDS):
            problem = await _tried(make(), folder, report)
    except TimeoutError:
        problem = f"not within {SECONDS:.0f} seconds"
    finally:
        logging.getLogger().removeHandler(noted)
    problems = [problem, *noted.lines] if problem else noted.lines
    report += [f"FAILED: {line}" for line in problems] or ["all works"]
    text = "\n".join(report) + "\n"
    (folder / "report.txt").write_text(text, encoding="utf-8")
    if sys.stdout is not None:  # a program without a console has none
        sys.stdout.write(text)
    return 1 if problems else 0


async def _tried(subject: Subject, folder: Path, report: list[str]) -> str:
    """What went wrong; nothing, if nothing did. The window is closed in any case."""
    running = asyncio.ensure_future(subject.run())
    try:
        while subject.session.status.link is not Link.LIVE or not _is_listed(subject.window):
            if running.done():
                return f"the application has ended with exit code {running.result()}"
            await asyncio.sleep(0.02)
        report.append(f"the window lists the container {CONTAINER}")
        await asyncio.sleep(0)  # the status bar hears of it, too
        picture = subject.window.grab().toImage()
        if not _has_colours(picture) or not picture.save(str(folder / "window.png")):
            return "the window can't be painted"
        report.append(f"the window is {picture.width()} × {picture.height()} pixels")
        report += _parts()
    except Exception as problem:
        return f"{type(problem).__name__}: {problem}"
    finally:
        subject.window.close()
        code = await running
    return f"the exit code is {code}" if code else ""


def _is_listed(window: MainWindow) -> bool:
    views = [view for view in window.findChildren(QAbstractItemView) if view.isVisible()]
    return any(CONTAINER in _texts(view.model()) for view in views)


def _texts(model: QAbstractItemModel | None, parent: QModelIndex | None = None) -> Iterator[str]:
    if model is None:
        return
    above = QModelIndex() if parent is None else parent
    for row in range(model.rowCount(above)):
        index = model.index(row, 0, above)
        yield str(index.data())
        yield from _texts(model, index)


def _has_colours(picture: QImage) -> bool:
    small = picture.scaled(64, 64)
    return len({small.pixel(x, y) for x in range(64) for y in range(64)}) > 2


def _parts() -> Iterator[str]:
    """Try what is found only when it is first needed."""
    modules = [found.name for found in pkgutil.walk_packages(desktop.__path__, "desktop.")]
    for name in modules:
        if not name.endswith("__main__"):
            importlib.import_module(name)
    yield f"{len(modules)} modules are imported"
    board: Any = importlib.import_module("desktop.ui.stats.board").Board()
    board.grab()
    board.deleteLater()
    yield "charts are drawn"
    for name in engines.available():
        terminal = engines.make(_COLUMNS, 2, name=name)
        terminal.feed(b"it \x1b[1mworks\x1b[0m")
        line = terminal.screen_line
        shown = terminal.lines(line, line + 1)[0].text
        if shown != "it works":
            raise RuntimeError(f"the terminal {name} shows {shown!r}")
        yield f"the terminal {name} works"
    if len(languages()) < 2:
        raise RuntimeError("there are no translations")
    yield f"languages: {', '.join(languages())}"
    blank = [which.value for which in Icon if _is_blank(icon(which))]
    if blank:
        raise RuntimeError(f"icons have no drawing: {', '.join(blank)}")
    read = {f".{bytes(each.data()).decode()}" for each in QImageReader.supportedImageFormats()}
    if unread := [ending for ending in PICTURE_ENDINGS if ending not in read]:
        raise RuntimeError(f"pictures are not read: {', '.join(unread)}")
    yield f"pictures are read: {', '.join(PICTURE_ENDINGS)}"
    if getattr(sys, "frozen", False):
        about: Any = importlib.import_module("desktop.ui.dialogs.about")
        yield f"licences of {len(about.parts())} parts are told"
    if not resource("style.qss").is_file():
        raise RuntimeError("there is no style")


def _is_blank(which: QIcon) -> bool:
    picture = which.pixmap(SMALL).toImage().convertToFormat(QImage.Format.Format_Alpha8)
    return not any(bytes(picture.constBits()))


class _Noted(logging.Handler):
    """Warnings: such as of a font that is missing, which is no reason not to start."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())
