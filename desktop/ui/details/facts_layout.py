"""Where each row of the facts stands: sections in as many columns as fit, rows of label and value.

Measuring text is what costs: a text that fits on one line is only measured, one that wraps is laid
out once and kept for painting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QStaticText, QTextOption

from desktop.ui import theme
from desktop.ui.details.facts import Line, Look, Section
from desktop.ui.theme import GRID, Type

MARGIN = 4 * GRID
GAP = 6 * GRID  # between columns
BETWEEN = 4 * GRID  # between sections
INSET = 2 * GRID  # of a row's ground beside its text
COLUMN = 360  # the least width of one
BUTTON = 5 * GRID
SENTENCE_ICON = 7 * GRID
_LABEL_SHARE = 0.4
_NAME_SHARE = 0.5  # of the names in a table of names and values
_MOST_COLUMNS = 3
_MOST_WIDTHS = 5000


@dataclass(slots=True)
class Text:
    """A text in its place. ``wrapped`` is its layout where it has more than one line."""

    rect: QRect
    text: str
    wrapped: QStaticText | None = None


@dataclass(slots=True)
class Placed:
    """A row in its place, in the coordinates of the whole."""

    rect: QRect
    column: int
    label: Text | None = None
    value: Text | None = None
    detail: Text | None = None
    eye: QRect = field(default_factory=QRect)
    copy: QRect = field(default_factory=QRect)


@dataclass(slots=True)
class Arrangement:
    """Every row's place, and how high the whole is."""

    rows: list[Placed]
    height: int
    columns: int
    grounds: list[QRect]  # of sections of sentences
    ground_rows: list[int]  # the first row of each


class Fonts:
    """The fonts of the facts and their metrics, asked for once."""

    def __init__(self) -> None:
        self.body = theme.font(Type.BODY)
        self.mono = theme.font(Type.MONO)
        self.small = theme.font(Type.SMALL)
        self.title = theme.font(Type.NAME)
        self.title.setWeight(QFont.Weight.DemiBold)
        self.sentence = theme.font(Type.NAME)
        self.metrics = {
            id(font): QFontMetrics(font)
            for font in (self.body, self.mono, self.small, self.title, self.sentence)
        }
        self._widths: dict[tuple[int, str], int] = {}
        self.row = max(6 * GRID, self.metrics[id(self.body)].height() + 2 * GRID)
        self.title_row = self.row + GRID

    def width(self, font: QFont, text: str) -> int:
        """How wide a text is. Most are seen again: labels, and the same object's facts."""
        key = id(font), text
        found = self._widths.get(key)
        if found is None:
            if len(self._widths) > _MOST_WIDTHS:
                self._widths.clear()
            found = self._widths[key] = self.metrics[id(font)].horizontalAdvance(text)
        return found

    def of(self, line: Line) -> QFont:
        """The font of a row's value."""
        if line.fact is None:
            return self.title
        return {Look.MONO: self.mono, Look.CHIP: self.small, Look.SENTENCE: self.sentence}.get(
            line.fact.look, self.body
        )


def arrange(lines: Sequence[Line], width: int, fonts: Fonts) -> Arrangement:
    """Place all rows in a viewport of that width."""
    usable = max(width - 2 * MARGIN, 40 * GRID)
    columns = max(1, min(_MOST_COLUMNS, (usable + GAP) // (COLUMN + GAP)))
    column_width = (usable - GAP * (columns - 1)) // columns
    bottoms = [MARGIN - GRID] * columns
    rows: list[Placed] = []
    grounds: list[QRect] = []
    ground_rows: list[int] = []
    plain = _label_width([x for x in lines if x.fact and not x.fact.mono_label], width, fonts)
    for section, members in _sections(lines):
        wide = section.wide or columns == 1
        column = 0 if wide else min(range(columns), key=lambda c: (bottoms[c], c))
        top = max(bottoms) if wide else bottoms[column]
        left = MARGIN + column * (column_width + GAP)
        breadth = usable if wide else column_width
        labels = _label_width(members, breadth, fonts)
        if not any(line.fact is not None and line.fact.mono_label for line in members):
            labels = min(plain, int(breadth * _LABEL_SHARE)) if labels > 1 else labels
        placed, bottom = _place(members, left, top, breadth, column, labels, fonts)
        rows += placed
        if section.facts and section.facts[0].look is Look.SENTENCE:
            grounds.append(QRect(left, top, breadth, bottom - top))
            ground_rows.append(len(rows) - len(placed))
        bottom += BETWEEN
        if wide:
            bottoms = [bottom] * columns
        else:
            bottoms[column] = bottom
    height = max(bottoms) - BETWEEN + MARGIN
    return Arrangement(rows, height, columns, grounds, ground_rows)


def _sections(lines: Sequence[Line]) -> list[tuple[Section, list[Line]]]:
    found: list[tuple[Section, list[Line]]] = []
    for line in lines:
        if not found or found[-1][0].key != line.section.key:
            found.append((line.section, []))
        found[-1][1].append(line)
    return found


def _label_width(lines: list[Line], width: int, fonts: Fonts) -> int:
    widest = 0
    share = _LABEL_SHARE
    for line in lines:
        if line.fact is not None and line.label:
            font = fonts.mono if line.fact.mono_label else fonts.body
            share = _NAME_SHARE if line.fact.mono_label else share
            widest = max(widest, fonts.width(font, line.label))
    return min(widest + 1, int(width * share))


def _place(
    lines: list[Line],
    left: int,
    top: int,
    width: int,
    column: int,
    label_width: int,
    fonts: Fonts,
) -> tuple[list[Placed], int]:
    rows = []
    for line in lines:
        placed = _row(line, left, top, width, label_width, fonts)
        placed.column = column
        rows.append(placed)
        top = placed.rect.bottom() + 1
    return rows, top


def _row(line: Line, left: int, top: int, width: int, label_width: int, fonts: Fonts) -> Placed:
    fact = line.fact
    inner = left + INSET
    right = left + width - INSET
    if fact is None:
        placed = Placed(QRect(left, top, width, fonts.title_row), 0)
        placed.value = Text(QRect(inner, top, right - inner, fonts.title_row), line.value)
        if line.section.has_secrets:
            placed.eye = _button(right, top, fonts.title_row).translated(-BUTTON, 0)
            placed.value.rect.setRight(placed.eye.left() - GRID)
        breadth = fonts.width(fonts.title, f"{line.value}  ")
        placed.detail = Text(placed.value.rect.adjusted(breadth, 0, 0, 0), line.detail)
        return placed
    if fact.look is Look.SENTENCE:
        return _sentence(line, left, top, width, fonts)
    value_left = inner + (label_width + 4 * GRID if label_width > 1 else 0)
    buttons = BUTTON * (2 if fact.hidden else 1)
    value_width = right - value_left - buttons
    placed = Placed(QRect(), 0)
    height = fonts.row
    pad = (fonts.row - fonts.metrics[id(fonts.body)].height()) // 2
    if line.label:
        font = fonts.mono if fact.mono_label else fonts.body
        placed.label = _text(line.label, inner, top, label_width, pad, font, fonts)
        height = max(height, placed.label.rect.height())
    room = value_width - (4 * GRID if fact.mark is not None else 0)
    shift = value_width - room
    if fact.look is Look.CHIP:
        breadth = fonts.width(fonts.small, line.value) + 4 * GRID
        if fact.go is not None:
            breadth += 5 * GRID
        placed.value = Text(
            QRect(value_left, top, min(breadth, value_width), fonts.row), line.value
        )
    else:
        placed.value = _text(line.value, value_left + shift, top, room, pad, fonts.of(line), fonts)
    bottom = placed.value.rect.height()
    if line.detail:
        under = top + bottom - pad
        placed.detail = _text(line.detail, value_left, under, value_width, pad, fonts.small, fonts)
        bottom += placed.detail.rect.height() - pad
    height = max(height, bottom)
    placed.rect = QRect(left, top, width, height)
    placed.copy = _button(right, top, fonts.row)
    if fact.hidden:
        placed.eye = placed.copy.translated(-BUTTON, 0)
    return placed


def _sentence(line: Line, left: int, top: int, width: int, fonts: Fonts) -> Placed:
    pad = 2 * GRID
    inner = left + SENTENCE_ICON + 2 * GRID
    room = left + width - 2 * GRID - BUTTON - inner
    value = _text(line.value, inner, top, room, pad, fonts.sentence, fonts)
    height = value.rect.height()
    detail = None
    if line.detail:
        detail = _text(line.detail, inner, top + height - pad, room, pad, fonts.mono, fonts)
        height += detail.rect.height() - pad
    placed = Placed(QRect(left, top, width, height), 0, value=value, detail=detail)
    placed.copy = _button(left + width - INSET, top, min(height, 9 * GRID))
    return placed


def _text(text: str, left: int, top: int, width: int, pad: int, font: QFont, fonts: Fonts) -> Text:
    metrics = fonts.metrics[id(font)]
    if "\n" not in text and fonts.width(font, text) <= width:
        height = metrics.height() + 2 * pad
        return Text(QRect(left, top, max(width, 1), max(height, 1)), text)
    wrapped = QStaticText(text.replace("\n", "\u2028"))
    wrapped.setTextFormat(Qt.TextFormat.PlainText)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    wrapped.setTextOption(option)
    wrapped.setTextWidth(max(width, 4 * GRID))
    wrapped.prepare(font=font)
    height = int(wrapped.size().height()) + 2 * pad
    return Text(QRect(left, top, width, height), text, wrapped)


def _button(right: int, top: int, height: int) -> QRect:
    return QRect(right - BUTTON + GRID, top + (height - BUTTON) // 2, BUTTON, BUTTON)
