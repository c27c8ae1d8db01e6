"""What the bytes of a file are: a picture, a text, or something to be dumped."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader

from desktop.engine.file_records import FileContent
from desktop.model.files.text_file import TextFile, dump_of, text_of
from desktop.ui.text import tr

_DUMPED = 16_384
_HEAD = 1 << 20  # bytes that tell a picture's size
_PIXELS = 40_000_000
# Formats that hold pixels and nothing else: no drawing that could refer to other files.
_PICTURES = (b"png", b"jpeg", b"jpg", b"gif", b"bmp", b"webp", b"ico", b"pbm", b"pgm", b"ppm")
PICTURE_ENDINGS = tuple(f".{name.decode()}" for name in _PICTURES)


def understood(content: FileContent) -> tuple[TextFile | None, QImage | None, str]:
    """What the bytes are: in a thread, for pictures take their time."""
    image = image_of(content.data) if not content.cut else None
    text = text_of(content.data, cut=content.cut) if image is None else None
    dump = dump_of(content.data[:_DUMPED]) if image is None and text is None else ""
    return text, image, dump


def image_of(data: bytes) -> QImage | None:
    """The picture that these bytes are, if they are one of a harmless kind and size."""
    with _reader(data) as reader:
        if reader.format().data() not in _PICTURES:
            return None
        size = reader.size()
        if not size.isValid() or size.width() * size.height() > _PIXELS:
            return None
        image = reader.read()
        return None if image.isNull() else image


def why_dumped(content: FileContent) -> str:
    """Why it is shown as neither text nor picture."""
    with _reader(content.data[:_HEAD]) as reader:
        if reader.format().data() not in _PICTURES:
            return tr("not a text")
        size = reader.size()
        if content.cut or size.width() * size.height() > _PIXELS:
            return tr("too large a picture to be shown")
        return tr("a picture that can't be read")


@contextlib.contextmanager
def _reader(data: bytes) -> Iterator[QImageReader]:
    held = QByteArray(data)  # the buffer keeps no reference to it
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    yield reader
    buffer.close()
