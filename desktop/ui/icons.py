"""One family of icons in one weight: Phosphor, drawn from QtAwesome's copy of its font.

QtAwesome itself is never imported (docs/decisions/010): its package costs a quarter of a
second and brings qtpy, which would take PyQt where it finds one. Its font is read as data,
and each glyph is drawn as an outline: sharp at any scale, in the colours of the theme in
force at the moment of painting.
"""

from __future__ import annotations

import enum
import importlib.util
import json
import logging
from functools import cache
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPainterPath,
    QPalette,
    QPixmap,
    QPixmapCache,
    QRawFont,
)

from desktop.ui.text import resource
from desktop.ui.theme import Tone, current

_log = logging.getLogger(__name__)

SMALL = 16
"""Icons in rows, menus and buttons, in pixels before scaling."""
BESIDE_TEXT = QSize(20, 16)
"""The icon size of buttons with text: Qt leaves no room between the two, so the icon does."""
MEDIUM = 20
LARGE = 48
"""The picture of an empty state."""

_GRID = 256.0
_APPLICATION_SIZES = (16, 24, 32, 48, 64, 128, 256)  # X holds them all: 512 would be 1 MB more


class Icon(enum.Enum):
    """What an icon stands for here; the value is Phosphor's name for the drawing."""

    # Containers
    START = "play"
    STOP = "stop"
    RESTART = "arrow-clockwise"
    PAUSE = "pause"
    UNPAUSE = "play-circle"
    KILL = "lightning"
    RENAME = "pencil-simple"
    REMOVE = "trash"
    TERMINAL = "terminal-window"
    ATTACH = "sign-in"
    LOGS = "text-align-left"
    INSPECT = "brackets-curly"
    COMMIT = "git-commit"
    EXPORT = "export"
    RUN = "plus"
    CREATE = "plus-circle"
    EDIT = "sliders-horizontal"
    PRUNE = "eraser"
    # Images
    PULL = "download-simple"
    PUSH = "upload-simple"
    BUILD = "wrench"
    TAG = "tag"
    HISTORY = "clock-counter-clockwise"
    SAVE = "floppy-disk"
    LOAD = "archive-tray"
    IMPORT = "file-arrow-down"
    DANGLING = "circle-dashed"
    # Networks
    CONNECT = "link-simple"
    DISCONNECT = "link-break"
    # Sections
    CONTAINERS = "cube"
    IMAGES = "stack"
    NETWORKS = "share-network"
    VOLUMES = "database"
    PORTS = "arrows-left-right"
    REGISTRY = "cloud"
    TOPOLOGY = "tree-structure"
    PROJECT = "squares-four"
    # Details
    OVERVIEW = "article"
    FILES = "folder"
    STATS = "chart-line"
    PROCESSES = "list-bullets"
    FOLDER = "folder-simple"
    FILE = "file"
    PICTURE = "image"
    SYMLINK = "arrow-bend-up-right"
    ENVIRONMENT = "hash"
    # The window
    ACTIVITY = "activity"
    ENGINE = "cpu"
    CONTEXT = "hard-drives"
    SEARCH = "magnifying-glass"
    FILTER = "funnel-simple"
    PALETTE = "command"
    SETTINGS = "gear-six"
    SPLIT = "columns"
    JOIN = "arrow-line-left"
    TEAR_OFF = "picture-in-picture"
    BRING_BACK = "arrow-square-in"
    COPY = "copy"
    CUT = "scissors"
    PASTE = "clipboard-text"
    RETRY = "arrows-clockwise"
    CANCEL = "x"
    MORE = "dots-three"
    LINK = "link"
    EXTERNAL = "arrow-square-out"
    CLEAR = "x-square"
    EYE = "eye"
    EYE_OFF = "eye-slash"
    LOCK = "lock-simple"
    KEY = "key"
    CLOCK = "clock"
    HEALTH = "heartbeat"
    BELL = "bell"
    BROADCAST = "broadcast"
    RECORD = "record"
    HELP = "question"
    BOOK = "book-open"
    SUN = "sun"
    MOON = "moon"
    ZOOM_IN = "magnifying-glass-plus"
    ZOOM_OUT = "magnifying-glass-minus"
    FIT = "corners-out"
    # What is so
    OK = "check-circle"
    INFO = "info"
    WARNING = "warning"
    ERROR = "x-circle"
    CHECK = "check"
    # Directions
    CHEVRON_UP = "caret-up"
    CHEVRON_DOWN = "caret-down"
    CHEVRON_RIGHT = "caret-right"
    UP = "arrow-up"
    NEWEST = "arrow-line-down"
    WRAP = "arrow-u-down-left"


@cache
def icon(which: Icon, tone: Tone | None = None) -> QIcon:
    """The icon, in the theme's icon colour, or always in one tone of it.

    Ask for it before or after a change of theme: it is coloured when it is painted.
    """
    made = QIcon(_Glyph(which, tone))
    made.setIsMask(tone is None)  # a native macOS menu colours it as it does its own
    return made


def paint_icon(painter: QPainter, rect: QRectF, which: Icon, colour: QColor) -> None:
    """Draw the glyph in the largest square in the middle of ``rect``."""
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center().x() - side / 2, rect.center().y() - side / 2)
    painter.scale(side / _GRID, side / _GRID)
    painter.fillPath(_outline(which), colour)
    painter.restore()


def application_icon() -> QIcon:
    """Portside's own mark. From PNGs, so that nothing loads an SVG renderer at start."""
    made = QIcon()
    for size in _APPLICATION_SIZES:
        file = resource("icons", f"portside-{size}.png")
        made.addFile(str(file), QSize(size, size))
    return made


class _Glyph(QIconEngine):
    """Draws one glyph; Qt asks for it with a mode, and keeps no pixmap of its own."""

    # Qt takes a clone without a reference that Python knows of, so each stays for good.
    # It happens only where a shared icon is changed, which nothing here does.
    _clones: ClassVar[list[_Glyph]] = []

    def __init__(self, which: Icon, tone: Tone | None) -> None:
        super().__init__()
        self._which = which
        self._tone = tone

    def _colour(self, mode: QIcon.Mode) -> QColor:
        if mode == QIcon.Mode.Disabled:
            group = QPalette.ColorGroup.Disabled
            return QGuiApplication.palette().color(group, QPalette.ColorRole.Text)
        theme = current()
        if self._tone is not None:
            return theme.tone(self._tone)
        return theme.icon if mode == QIcon.Mode.Normal else theme.text

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint_icon(painter, QRectF(rect), self._which, self._colour(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        if size.isEmpty():  # of a button that has no room
            return QPixmap()
        colour = self._colour(mode)
        key = f"{self._which.name} {size.width()} {size.height()} {scale} {colour.rgba()}"
        pixmap = QPixmap()
        if QPixmapCache.find(key, pixmap):
            return pixmap
        pixmap = QPixmap(size * scale)
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_icon(painter, QRectF(QRect(QPoint(0, 0), size)), self._which, colour)
        painter.end()
        QPixmapCache.insert(key, pixmap)
        return pixmap

    def clone(self) -> QIconEngine:
        made = _Glyph(self._which, self._tone)
        self._clones.append(made)
        return made


@cache
def _outline(which: Icon) -> QPainterPath:
    """The glyph on a grid of 256 units, the origin at its top left."""
    font, code_points = _phosphor()
    code_point = code_points.get(which.value)
    if code_point is None:
        return QPainterPath()
    glyph = font.glyphIndexesForString(chr(int(code_point, 16)))[0]
    path = font.pathForGlyph(glyph)
    path.translate(0, font.ascent())
    return path


@cache
def _phosphor() -> tuple[QRawFont, dict[str, str]]:
    """The font, and the code point of each name. Without them icons are blank, no more."""
    # find_spec looks the package up and doesn't run it.
    package = importlib.util.find_spec("qtawesome")
    if package is None or package.origin is None:
        _log.warning("icons: the QtAwesome package is missing")
        return QRawFont(), {}
    folder = Path(package.origin).parent / "fonts"
    try:
        font_file = next(folder.glob("phosphor-*.ttf"))
        names_file = next(folder.glob("phosphor-charmap-*.json"))
        names: dict[str, str] = json.loads(names_file.read_bytes())
    except (StopIteration, OSError, ValueError) as error:
        _log.warning("icons: no Phosphor font in %s: %r", folder, error)
        return QRawFont(), {}
    return QRawFont(str(font_file), _GRID, QFont.HintingPreference.PreferNoHinting), names
