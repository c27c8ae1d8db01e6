"""The picture as a file: SVG or PNG, as large as it is and in the theme in force."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPaintDevice, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QGraphicsScene, QWidget

from desktop.engine.threads import run_in_thread
from desktop.model.whole_file import FileTrouble, whole_file
from desktop.ui.dialogs.save_file import ask_where_to_save
from desktop.ui.plain import visible
from desktop.ui.text import tr
from desktop.ui.theme import current

_SHARPNESS = 2  # pixels of a PNG for one of the picture
_MOST = 12_000  # pixels of a PNG on a side


def as_svg(scene: QGraphicsScene) -> bytes:
    """Vectors, with the names as text."""
    area = scene.sceneRect()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setTitle(tr("Topology"))
    # Fonts are measured in points: as many pixels as on the screen.
    generator.setResolution(round(QGuiApplication.primaryScreen().logicalDotsPerInch()))
    generator.setSize(area.size().toSize())
    generator.setViewBox(QRectF(0, 0, area.width(), area.height()))
    _paint(scene, generator, area, QRectF(0, 0, area.width(), area.height()))
    return bytes(buffer.data().data())


def as_png(scene: QGraphicsScene) -> bytes:
    """Pixels, sharp on a display of twice the density."""
    area = scene.sceneRect()
    longest = max(area.width(), area.height(), 1.0)
    factor = min(_SHARPNESS, _MOST / longest)
    size = QSize(round(area.width() * factor), round(area.height() * factor))
    image = QImage(size, QImage.Format.Format_ARGB32)
    image.fill(current().surface)
    _paint(scene, image, area, QRectF(0, 0, size.width(), size.height()))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


async def save_picture(parent: QWidget, scene: QGraphicsScene, name: str) -> str | None:
    """Ask for the file, and write it; what is to be said of that, or None."""
    filters = [(tr("SVG (*.svg)"), "svg"), (tr("PNG (*.png)"), "png")]
    chosen = await ask_where_to_save(parent, tr("Export the picture"), name, filters)
    if chosen is None:
        return None
    path, number = chosen
    data = as_png(scene) if number == 1 else as_svg(scene)
    try:
        async with whole_file(path) as file:
            await run_in_thread(file.write, data, name="write-file")
    except FileTrouble as trouble:
        shown = visible(str(path), limit=200)
        return tr("Cannot write {path}: {why}.", path=shown, why=trouble.explanation)
    return tr("Saved to {path}", path=visible(str(path), limit=200))


def _paint(scene: QGraphicsScene, device: QPaintDevice, area: QRectF, target: QRectF) -> None:
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(target, current().surface)
    scene.render(painter, target, area)
    painter.end()
