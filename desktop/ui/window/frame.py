"""How the window is laid out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.section_list import SectionList
from desktop.ui.theme import GRID
from desktop.ui.window.places import Places
from desktop.ui.window.section_stack import SectionStack

_ACTIVITY_LINE_HEIGHT = 9 * GRID
_LOW = 130 * GRID  # has no room for a tree, the details and the activity at once


class Frame(QStackedWidget):
    """The start page, or the main page with its parts between splitters."""

    def __init__(
        self,
        banners: Iterable[QWidget],
        section_list: SectionList,
        stack: SectionStack,
        places: Places,
        status_bar: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._section_list = section_list
        self._stack = stack
        self._places = places
        self._status_bar = status_bar
        self._finished = False
        self._details_wanted = True
        self._is_low = False
        upper = _splitter(Qt.Orientation.Vertical, (stack, 1), (places.details, 1))
        upper.setSizes([500, 500])  # until a person moves it; logs and charts need the room
        across = _splitter(Qt.Orientation.Horizontal, (section_list, 0), (upper, 1))
        across.setCollapsible(0, True)
        down = _splitter(Qt.Orientation.Vertical, (across, 1), (places.activity, 0))
        self.splitters = {"across": across, "upper": upper, "down": down}
        places.activity.hide()
        places.activity_line.setFixedHeight(_ACTIVITY_LINE_HEIGHT)
        self.main_page = _column(banners, down, places.activity_line)
        self.addWidget(places.start_page)
        self.addWidget(self.main_page)
        stack.added.connect(self._on_part_added)
        places.activity_toggled.connect(self.toggle_activity)

    def finish(self) -> None:
        """Make what a first look does not need: the trees come first."""
        if not self._finished:
            self._finished = True
            _ = self._places.activity_line.part
            _ = self._places.details.part
            self._order_focus()
            if self.window().focusWidget() in (None, self._section_list):
                self._stack.part_in_front.setFocus()  # a person begins with what is there

    def close_down(self) -> None:
        """Make nothing any more: it would not be ended."""
        self._finished = True

    @property
    def details_wanted(self) -> bool:
        """Whether details are shown, below a section that has them."""
        return self._details_wanted

    def show_details(self, wanted: bool = True) -> None:
        """Show the details, or leave their room to the section."""
        self._details_wanted = wanted
        if wanted and self._is_low:
            self.show_activity(False)
        self.arrange()

    def arrange(self) -> None:
        """Give the details their room where the section selects objects, or pages live on.

        In a low window they give way to the activity while that is shown.
        """
        section, details = self._stack.section, self._places.details
        used = section.kind is not None or section.selects
        used = used or (details.made is not None and len(details.made.living) > 0)
        crowded = self._is_low and self._places.activity.isVisibleTo(self)
        details.setVisible(self._details_wanted and used and not crowded)

    def show_activity(self, shown: bool) -> None:
        """Show the activity panel, or its line only."""
        places = self._places
        if shown and places.activity.made is None:
            _ = places.activity.part
            self._on_part_added()
        places.activity.setVisible(shown)
        self.arrange()
        if places.activity_line.made is not None:
            places.activity_line.made.set_open(shown)

    def toggle_activity(self) -> None:
        activity = self._places.activity
        self.show_activity(not activity.isVisible())
        if activity.isVisible():
            activity.part.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_low = event.size().height() < _LOW
        if is_low != self._is_low:
            self._is_low = is_low
            self.arrange()

    def _on_part_added(self) -> None:
        if self._finished:
            self._order_focus()

    def _order_focus(self) -> None:
        """Tab goes through the parts as one sees them, not as they were made."""
        places = self._places
        last: QWidget | None = None
        for part in (
            self._section_list,
            *self._stack.pages(),
            places.details,
            places.activity,
            places.activity_line,
            self._status_bar,
        ):
            for widget in _inside(part):
                if last is not None:
                    self.setTabOrder(last, widget)
                last = widget


def _splitter(way: Qt.Orientation, *parts: tuple[QWidget, int]) -> QSplitter:
    """The parts beside each other, each with its share of room that comes."""
    made = QSplitter(way)
    for number, (part, share) in enumerate(parts):
        made.addWidget(part)
        made.setStretchFactor(number, share)
    made.setChildrenCollapsible(False)
    return made


def _column(above: Iterable[QWidget], middle: QWidget, below: QWidget) -> QWidget:
    """The middle one has all the room."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for banner in above:
        column.addWidget(banner)
    column.addWidget(middle, 1)
    column.addWidget(below)
    return made


def _inside(part: QWidget) -> Iterator[QWidget]:
    """What can have the focus in a part, in the order of Tab; Qt orders nothing else."""
    found = [widget for widget in _in_tab_order(part) if part.isAncestorOf(widget)] or [part]
    return (widget for widget in found if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus)


def _in_tab_order(widget: QWidget) -> Iterator[QWidget]:
    """It and the others of its window."""
    yield widget
    after = widget.nextInFocusChain()
    while after is not None and after is not widget:
        yield after
        after = after.nextInFocusChain()
