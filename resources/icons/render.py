"""Render the pictures that are kept beside this file; run it after changing one.

    python resources/icons/render.py

The application's icon comes from its SVGs, as PNGs, ``.ico`` and ``.icns``. The marks of
check boxes, arrows and tabs come from the icon font: a style sheet can only name files.
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(FOLDER.parents[1]))

from PySide6.QtCore import QBuffer, QRectF, Qt  # noqa: E402
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter  # noqa: E402
from PySide6.QtSvg import QSvgRenderer  # noqa: E402

from desktop.ui.icons import Icon, paint_icon  # noqa: E402
from desktop.ui.theme import DARK, LIGHT  # noqa: E402

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
SMALL = 24  # up to here the simpler drawing
CONTROLS = {
    "close": (Icon.CANCEL, 16, "muted"),
    "close-hover": (Icon.CANCEL, 16, "text"),
    "down": (Icon.CHEVRON_DOWN, 12, "icon"),
    "up": (Icon.CHEVRON_UP, 12, "icon"),
    "check": (Icon.CHECK, 12, "on_accent"),
}


def application_icon(size: int) -> QImage:
    drawing = "portside-small.svg" if size <= SMALL else "portside.svg"
    renderer = QSvgRenderer(str(FOLDER / drawing))
    image = _blank(size)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image


def control(which: Icon, size: int, colour: QColor) -> QImage:
    image = _blank(size)
    painter = QPainter(image)
    margin = size / 8 if which is Icon.CANCEL else 0.0
    paint_icon(painter, QRectF(margin, margin, size - 2 * margin, size - 2 * margin), which, colour)
    painter.end()
    return image


def main() -> None:
    app = QGuiApplication([])
    for size in SIZES:
        _save(application_icon(size), f"portside-{size}.png")
    write_ico([16, 24, 32, 48, 64, 256])
    write_icns()
    for theme in (LIGHT, DARK):
        scheme = "dark" if theme.dark else "light"
        for name, (which, size, token) in CONTROLS.items():
            colour = getattr(theme, token)
            _save(control(which, size, colour), f"{name}-{scheme}.png")
            _save(control(which, size * 2, colour), f"{name}-{scheme}@2x.png")
    app.quit()


def write_ico(sizes: list[int]) -> None:
    """One ``.ico`` of several PNGs. Qt would write a single size."""
    pictures = [(FOLDER / f"portside-{size}.png").read_bytes() for size in sizes]
    header = struct.pack("<HHH", 0, 1, len(sizes))
    offset = len(header) + 16 * len(sizes)
    for size, picture in zip(sizes, pictures, strict=True):
        side = size % 256  # 256 is written as 0
        header += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    (FOLDER / "portside.ico").write_bytes(header + b"".join(pictures))


def write_icns() -> None:
    """One ``.icns`` of all sizes, each a PNG, also for screens of two pixels to the point."""
    kinds = {"icp4": 16, "icp5": 32, "ic11": 32, "ic12": 64, "ic07": 128, "ic13": 256, "ic08": 256}
    kinds |= {"ic14": 512, "ic09": 512, "ic10": 1024}
    parts = []
    for kind, size in kinds.items():
        picture = _png(application_icon(size))
        parts.append(struct.pack(">4sI", kind.encode(), 8 + len(picture)) + picture)
    whole = b"".join(parts)
    (FOLDER / "portside.icns").write_bytes(struct.pack(">4sI", b"icns", 8 + len(whole)) + whole)


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):
        raise SystemExit("cannot write PNG")
    return bytes(buffer.data().data())


def _blank(size: int) -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    return image


def _save(image: QImage, name: str) -> None:
    if not image.save(str(FOLDER / name)):
        raise SystemExit(f"cannot write {FOLDER / name}")


main()
