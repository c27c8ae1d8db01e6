"""What stands in the picture: each paints itself in the theme in force."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from desktop.model.topology.boxes import Box
from desktop.model.topology.layout import Line
from desktop.model.topology.picture import Card, Panel, Pin
from desktop.ui.icons import Icon, paint_icon
from desktop.ui.states import DOT, paint_chip, paint_state_dot
from desktop.ui.text import tr
from desktop.ui.theme import GRID, RADIUS, Theme, Tone, current, mix
from desktop.ui.topology.looks import NEAR, Lettering, Looks
from desktop.ui.wording import mark_of

_DIMMED = 0.48
_BEND = 10.0  # the radius of a line's corners
_TEXT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter)


class Node(QGraphicsItem):
    """Something with a place. ``chosen``, ``aimed`` (a container is dragged over it), ``dim``."""

    def __init__(self, key: str, looks: Looks) -> None:
        super().__init__()
        self.key = key
        self.looks = looks
        self.rect = QRectF()
        self.chosen = False
        self.aimed = False
        self._dim = False

    def place(self, box: Box) -> None:
        """Stand there."""
        self.prepareGeometryChange()
        self.rect = QRectF(0, 0, box.width, box.height)
        self.setPos(box.x, box.y)

    def say(self, *, chosen: bool, dim: bool) -> None:
        """Whether it is the chosen one, and whether others are meant."""
        if (chosen, dim) != (self.chosen, self._dim):
            self.chosen, self._dim = chosen, dim
            self.setOpacity(_DIMMED if dim else 1.0)
            self.update()

    def aim(self, aimed: bool) -> None:
        if aimed is not self.aimed:
            self.aimed = aimed
            self.update()

    def _frame(self, painter: QPainter, ground: QColor, edge: QColor, radius: float) -> None:
        pen = QPen(edge, 1)
        if self.chosen or self.aimed:
            pen = QPen(current().accent, 2)
        painter.setPen(pen)
        painter.setBrush(ground)
        painter.drawRoundedRect(self.rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def boundingRect(self) -> QRectF:
        return self.rect.adjusted(-1, -1, 1, 1)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        del option, widget
        scale = painter.worldTransform().m11()
        self.draw(painter, current(), scale)

    def draw(self, painter: QPainter, look: Theme, scale: float) -> None:
        raise NotImplementedError


def _write(
    painter: QPainter,
    where: QRectF,
    text: str,
    letters: Lettering,
    colour: QColor,
    how: int = _TEXT,
) -> None:
    painter.setFont(letters.font)
    painter.setPen(colour)
    painter.drawText(where, how, letters.cut(text, int(where.width())))


class PanelItem(Node):
    """A network, around the containers that live in it."""

    def __init__(self, panel: Panel, looks: Looks) -> None:
        super().__init__(panel.key, looks)
        self.what = panel
        self.setZValue(0)

    def draw(self, painter: QPainter, look: Theme, scale: float) -> None:
        ground = mix(look.surface, look.accent, 0.12) if self.aimed else look.window
        self._frame(painter, ground, look.line, RADIUS + 2)
        head = QRectF(0, 0, self.rect.width(), self.looks.measures.head)
        inner = head.adjusted(3 * GRID, GRID, -3 * GRID, -GRID)
        name = self.what.name or tr("In no network")
        record = self.what.record
        if scale < NEAR:
            _write(painter, inner, name, self.looks.name_at(scale, inner.height()), look.text)
            return
        side = 18.0
        box = QRectF(inner.left(), inner.center().y() - side / 2, side, side)
        paint_icon(painter, box, Icon.NETWORKS if record else Icon.DISCONNECT, look.icon)
        words = inner.adjusted(side + 2 * GRID, 0, 0, 0)
        if record is None:
            _write(painter, words, name, self.looks.name, look.muted)
            return
        half = words.height() / 2
        upper = QRectF(words.left(), words.top() + 1, words.width(), half)
        if record.internal:
            upper.setRight(upper.right() - self._chip(painter, upper, tr("internal")))
        lower = QRectF(words.left(), words.top() + half - 1, words.width(), half)
        facts = [record.driver, *(pool.subnet for pool in record.subnets)]
        _write(painter, upper, name, self.looks.name, look.text)
        _write(painter, lower, " · ".join(facts), self.looks.small, look.muted)

    def _chip(self, painter: QPainter, words: QRectF, text: str) -> float:
        painter.setFont(self.looks.small.font)
        width = painter.fontMetrics().horizontalAdvance(text) + 4.0 * GRID
        high = painter.fontMetrics().height() + 2.0
        place = QRectF(words.right() - width, words.center().y() - high / 2, width, high)
        paint_chip(painter, place, text, Tone.WARNING)
        return width + GRID


class CardItem(Node):
    """A container; pale while it does not run."""

    def __init__(self, card: Card, looks: Looks) -> None:
        super().__init__(card.key, looks)
        self.card = card
        self.setZValue(2)

    def draw(self, painter: QPainter, look: Theme, scale: float) -> None:
        record = self.card.record
        runs = record.is_running
        ground = look.raised if runs else look.window
        self._frame(painter, look.selected if self.chosen else ground, look.line, RADIUS)
        inner = self.rect.adjusted(2.5 * GRID, GRID, -2 * GRID, -GRID)
        ink = look.text if runs else look.muted
        if scale < NEAR:
            side = min(max(DOT, 9 / max(scale, 0.05)), inner.height() / 2)
            painter.save()
            painter.translate(inner.left() + side / 2, inner.center().y())
            painter.scale(side / DOT, side / DOT)
            paint_state_dot(painter, QRectF(-DOT / 2, -DOT / 2, DOT, DOT), mark_of(record))
            painter.restore()
            words = inner.adjusted(side + 1.5 * GRID, 0, 0, 0)
            font = self.looks.name_at(scale, inner.height())
            _write(painter, words, self._name_from_afar(), font, ink)
            return
        half = inner.height() / 2
        dot = QRectF(inner.left(), inner.top() + half / 2 - DOT / 2 + 1, DOT, DOT)
        paint_state_dot(painter, dot, mark_of(record))
        words = inner.adjusted(DOT + 1.5 * GRID, 0, 0, 0)
        upper = QRectF(words.left(), words.top() + 1, words.width(), half)
        lower = QRectF(words.left(), words.top() + half - 1, words.width(), half)
        _write(painter, upper, record.name, self.looks.name, ink)
        _write(painter, lower, self._second(), self.looks.small, look.muted)

    def _name_from_afar(self) -> str:
        """Without its Compose project, where the network around it begins with that, too."""
        record = self.card.record
        project = record.project
        home = next((p.network for p in record.networks if p.network_id == self.card.home), "")
        rest = record.name.removeprefix(project)
        if project and home.startswith(project) and rest[:1] in ("-", "_") and len(rest) > 1:
            return rest[1:]
        return record.name

    def _second(self) -> str:
        """Its address where it lives, while it runs; else what it is made from."""
        record, owner = self.card.record, self.card.owner
        if owner is not None:
            return tr("network of {name}", name=owner.name)
        for place in record.networks:
            if place.network_id == self.card.home and (place.ipv4 or place.ipv6):
                return place.ipv4 or place.ipv6
        return record.image


class PinItem(Node):
    """A published port, at the host."""

    def __init__(self, pin: Pin, looks: Looks) -> None:
        super().__init__(pin.key, looks)
        self.pin = pin
        self.setZValue(3)

    def draw(self, painter: QPainter, look: Theme, scale: float) -> None:
        found = self.pin.publication
        open_to_all = found.everywhere
        ground = look.tint(Tone.ACCENT) if open_to_all else look.sunken
        self._frame(painter, ground, look.line, self.rect.height() / 2)
        number = str(found.host_port)
        near = scale >= NEAR
        text = f"{number} → {found.number}" if near else number
        if found.protocol != "tcp" and near:
            text += f"/{found.protocol}"
        font = self.looks.small if near else self.looks.name_at(scale, self.rect.height())
        inner = self.rect.adjusted(GRID, 0, -GRID, 0)
        _write(painter, inner, text, font, look.accent if open_to_all else look.text, _MIDDLE)


class HostItem(Node):
    """The Engine's machine."""

    def __init__(self, key: str, looks: Looks) -> None:
        super().__init__(key, looks)
        self.name = ""
        self.setZValue(1)

    def draw(self, painter: QPainter, look: Theme, scale: float) -> None:
        self._frame(painter, look.sunken, look.line, RADIUS + 2)
        inner = self.rect.adjusted(3 * GRID, 0, -3 * GRID, 0)
        side = 18.0 if scale >= NEAR else min(inner.height() * 0.6, 14 / max(scale, 0.05))
        box = QRectF(inner.left(), inner.center().y() - side / 2, side, side)
        paint_icon(painter, box, Icon.ENGINE, look.icon)
        words = inner.adjusted(side + 2 * GRID, 0, 0, 0)
        font = self.looks.name_at(scale, inner.height())
        _write(painter, words, self.name or tr("Host"), font, look.text)


class LineItem(QGraphicsItem):
    """A line between two nodes, below the cards."""

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.line = line
        self._path = QPainterPath()
        self._bounds = QRectF()
        self.live = True
        self.crowded = False  # there are many: none stands out unless it is meant
        self._strong = False
        self.setZValue(1.5)
        self.lead(line)

    @property
    def ends(self) -> tuple[str, str]:
        return self.line.start, self.line.end

    def lead(self, line: Line) -> None:
        """Run along these points."""
        self.prepareGeometryChange()
        self.line = line
        self._path = _rounded([QPointF(x, y) for x, y in line.points])
        self._bounds = self._path.boundingRect().adjusted(-4, -4, 4, 4)

    def say(self, *, strong: bool, dim: bool) -> None:
        """Whether it belongs to the chosen one, and whether others are meant."""
        self._strong = strong
        self.setOpacity(_DIMMED / 2 if dim else 1.0)
        self.setZValue(1.8 if strong else 1.5)
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        del option, widget
        look = current()
        calm = mix(look.surface, look.muted, 0.3 if self.crowded else 0.6)
        colour = look.accent if self._strong else calm
        pen = QPen(colour, 2.0 if self._strong else 1.25)
        pen.setCosmetic(True)
        if not self.live:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._path)
        last = self.line.points[-1]
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QPointF(*last), 3, 3)


def _rounded(points: list[QPointF]) -> QPainterPath:
    """The line through these points, its corners rounded as far as there is room."""
    path = QPainterPath(points[0])
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        path.lineTo(_towards(corner, before))
        path.quadTo(corner, _towards(corner, after))
    path.lineTo(points[-1])
    return path


def _towards(corner: QPointF, other: QPointF) -> QPointF:
    """A point near the corner on the way to the other one, at most half way."""
    away = other - corner
    length = abs(away.x()) + abs(away.y())
    return corner + away * min(0.5, _BEND / length) if length else corner
