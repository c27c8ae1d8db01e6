"""The picture as a scene: it follows the store's graph, and moves what moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QEasingCurve, QObject, QRectF, QVariantAnimation
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from desktop.model.topology.boxes import Box
from desktop.model.topology.layout import Layout, Line, lay_out
from desktop.model.topology.picture import HOST, Card, Panel, Picture, Pin
from desktop.ui.theme import GRID, motion_ms
from desktop.ui.topology.items import CardItem, HostItem, LineItem, Node, PanelItem, PinItem
from desktop.ui.topology.looks import looks

_MARGIN = 6 * GRID
_MANY_LINES = 24
# Width by height of the picture, for views that are at least so wide by their height.
_SHAPES = ((3.0, 3.8), (1.9, 2.5), (1.3, 1.7), (0.8, 1.0), (0.0, 0.6))


class TopologyScene(QGraphicsScene):
    """Items by key. What comes slides in, what goes is gone, what stays moves to its place."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # An index costs more than it saves: all is in sight, and things move.
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.picture = Picture()
        self.layout = Layout()
        self.nodes: dict[str, Node] = {}
        self._lines: dict[tuple[str, str], LineItem] = {}
        self._looks = looks()
        self._wide = 1.7
        self._from: dict[str, Box] = {}
        self._host = ""
        self._chosen = ""
        self._found: frozenset[str] | None = None
        self._motion = QVariantAnimation(self)
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.valueChanged.connect(self._move)

    # What is shown

    def suit(self, width: float, height: float) -> None:
        """Have about the shape of a view of this size, so that things are as large as can be."""
        wide = next(wide for least, wide in _SHAPES if width >= least * height)
        if wide != self._wide:
            self._wide = wide
            self._show_anew()

    def show_picture(self, picture: Picture, host: str) -> None:
        """Show this one; ``host`` is what the machine is called."""
        if picture == self.picture and host == self._host and self.nodes:
            return
        first = len(self.nodes) <= 1  # but the host
        before = {key: self._box_of(node) for key, node in self.nodes.items()}
        self.picture, self._host = picture, host
        self.layout = lay_out(picture, replace(self._looks.measures, wide=self._wide))
        self._fit_items()
        self.setSceneRect(_around(self.layout))
        self._start(before, still=first)
        self._emphasise()

    def restyle(self) -> None:
        """Fonts or colours are others now."""
        self._looks = looks()
        for node in self.nodes.values():
            node.looks = self._looks
        self._show_anew()
        self.update()

    def _show_anew(self) -> None:
        if not self.nodes:
            return
        picture, self.picture = self.picture, Picture()
        self.show_picture(picture, self._host)
        self.finish_motion()

    def _fit_items(self) -> None:
        wanted: dict[str, Panel | Card | Pin | None] = {HOST: None}
        wanted |= {panel.key: panel for panel in self.picture.panels}
        wanted |= {card.key: card for card in self.picture.cards}
        wanted |= {pin.key: pin for pin in self.picture.pins}
        for key in [key for key in self.nodes if key not in wanted]:
            self.removeItem(self.nodes.pop(key))
        for key, what in wanted.items():
            node = self.nodes.get(key)
            if node is None:
                node = self.nodes[key] = self._made(key, what)
                self.addItem(node)
            else:
                _tell(node, what)
            if isinstance(node, HostItem):
                node.name = self._host
            node.update()
        lines = {(line.start, line.end): line for line in self.layout.lines}
        for ends in [ends for ends in self._lines if ends not in lines]:
            self.removeItem(self._lines.pop(ends))
        running = {card.key for card in self.picture.cards if card.record.is_running}
        pins = {pin.key for pin in self.picture.pins}
        for ends, line in lines.items():
            if ends not in self._lines:
                self._lines[ends] = LineItem(line)
                self.addItem(self._lines[ends])
            self._lines[ends].live = ends[0] in running or ends[0] in pins
            self._lines[ends].crowded = len(lines) > _MANY_LINES

    def _made(self, key: str, what: Panel | Card | Pin | None) -> Node:
        match what:
            case Panel():
                return PanelItem(what, self._looks)
            case Card():
                return CardItem(what, self._looks)
            case Pin():
                return PinItem(what, self._looks)
        return HostItem(key, self._looks)

    # Motion

    def _start(self, before: dict[str, Box], *, still: bool) -> None:
        """Go from where things were; who is new comes out of the head of its network."""
        self._from = {}
        for key, box in self.layout.boxes.items():
            self._from[key] = before.get(key) or self._origin(key, box)
        milliseconds = 0 if still else motion_ms()
        self._motion.stop()
        if milliseconds and self._from != dict(self.layout.boxes):
            self._motion.setDuration(milliseconds)
            self._motion.start()
        else:
            self._move(1.0)

    def _origin(self, key: str, box: Box) -> Box:
        node = self.nodes[key]
        home = self.layout.boxes.get(node.card.home) if isinstance(node, CardItem) else None
        return replace(box, x=home.x, y=home.y) if home is not None else box

    def _move(self, share: float) -> None:
        now = {
            key: _between(self._from.get(key, box), box, share)
            for key, box in self.layout.boxes.items()
        }
        for key, box in now.items():
            self.nodes[key].place(box)
        for line in self.layout.lines:
            item = self._lines[line.start, line.end]
            item.lead(line if share >= 1 else _shifted(line, now, self.layout.boxes))

    @staticmethod
    def _box_of(node: Node) -> Box:
        return Box(node.x(), node.y(), node.rect.width(), node.rect.height())

    def finish_motion(self) -> None:
        """Everything is in its place at once."""
        self._motion.stop()
        self._move(1.0)

    # What is meant

    def choose(self, key: str) -> None:
        """Bring out one, with what is joined with it; empty for none."""
        self._chosen = key if key in self.nodes else ""
        self._emphasise()

    def find(self, keys: frozenset[str] | None) -> None:
        """Bring these out; None: nothing is looked for."""
        self._found = keys
        self._emphasise()

    def _emphasise(self) -> None:
        near: frozenset[str] = frozenset()
        if self._chosen:
            near = self.picture.neighbours(self._chosen) | {self._chosen}
        for key, node in self.nodes.items():
            if self._found is not None:
                homes = isinstance(node, PanelItem) and not self._found.isdisjoint(
                    node.what.members
                )
                dim = key not in self._found and not homes
            else:
                dim = bool(near) and key not in near and isinstance(node, CardItem | PinItem)
            node.say(chosen=key == self._chosen, dim=dim)
        for ends, line in self._lines.items():
            strong = (
                bool(self._chosen)
                and near.issuperset(ends)
                and (self._chosen in ends or self._chosen == HOST or ends[0].startswith("port:"))
            )
            faint = bool(near) and not strong
            if self._found is not None and not strong:
                faint = self._found.isdisjoint(ends)
            line.say(strong=strong, dim=faint)

    def node_of(self, item: QGraphicsItem | None) -> Node | None:
        """The node that an item is."""
        return item if isinstance(item, Node) else None


def _around(layout: Layout) -> QRectF:
    """All of it, with some room: lines may lead around the outermost panels."""
    across = [x for line in layout.lines for x, _y in line.points]
    left, right = min([0.0, *across]), max([layout.size[0], *across])
    whole = QRectF(left, 0, right - left, layout.size[1])
    return whole.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)


def _tell(node: Node, what: Panel | Card | Pin | None) -> None:
    if isinstance(node, PanelItem) and isinstance(what, Panel):
        node.what = what
    elif isinstance(node, CardItem) and isinstance(what, Card):
        node.card = what
    elif isinstance(node, PinItem) and isinstance(what, Pin):
        node.pin = what


def _between(one: Box, other: Box, share: float) -> Box:
    def part(a: float, b: float) -> float:
        return a + (b - a) * share

    return Box(
        part(one.x, other.x),
        part(one.y, other.y),
        part(one.width, other.width),
        part(one.height, other.height),
    )


def _shifted(line: Line, now: Mapping[str, Box], then: Mapping[str, Box]) -> Line:
    """The line while its ends are still on their way."""
    (dx, dy), (ex, ey) = (
        (now[key].x - then[key].x, now[key].y - then[key].y) for key in (line.start, line.end)
    )
    half = len(line.points) // 2
    points = tuple(
        (x + dx, y + dy) if number < half else (x + ex, y + ey)
        for number, (x, y) in enumerate(line.points)
    )
    return Line(line.start, line.end, points)
