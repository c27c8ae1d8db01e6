"""Where the pages that live on stand: in the main window, and in windows of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from desktop.ui.living.area import Area
from desktop.ui.living.page_window import PageWindow
from desktop.ui.living.tabs import Face, Tabs


class Arrangement:
    """Moves them about. ``follow`` is told of each group of tabs, once."""

    def __init__(
        self,
        home: Area,
        follow: Callable[[Tabs], None],
        window_closing: Callable[[list[QWidget]], None],
    ) -> None:
        self._home = home
        self._follow = follow
        self._window_closing = window_closing
        self._windows: list[PageWindow] = []
        self.actions: Sequence[QAction] = ()
        self._adopt(home)

    @property
    def home(self) -> Tabs:
        """The group that is always there."""
        return self._home.groups[0]

    def is_home(self, page: QWidget) -> bool:
        """Whether it stands in the main window."""
        return self._area_of(page) is self._home

    def group_of(self, page: QWidget) -> Tabs:
        """The tabs that it is one of."""
        group = self._area_of(page).group_of(page)
        assert group is not None
        return group

    def left_of(self, page: QWidget) -> Tabs | None:
        """The tabs to the left of those that it is one of."""
        return self._area_of(page).left_of(self.group_of(page))

    def group_at(self, place: QPoint) -> Tabs | None:
        """The tabs at a place on the screen."""
        found = (area.group_at(place) for area in self._areas)
        return next((group for group in found if group is not None), None)

    def show(self, page: QWidget) -> None:
        """Bring it to the front."""
        self.group_of(page).setCurrentWidget(page)
        if not self.is_home(page):
            page.window().raise_()
            page.window().activateWindow()
        page.setFocus()

    def put(self, page: QWidget, face: Face, *, beside: QWidget | None) -> None:
        """Take it in: among the tabs of this one, where that is in the main window."""
        at_home = beside is not None and self.is_home(beside)
        group = self.group_of(beside) if beside is not None and at_home else self.home
        group.put(page, face)

    def move(self, page: QWidget, face: Face, group: Tabs) -> None:
        """Make it one of these tabs."""
        if page not in group.living:
            self.take(page)
            group.put(page, face)

    def split(self, page: QWidget, face: Face) -> None:
        """Give it tabs of its own, to the right of where it was."""
        self.move(page, face, self._area_of(page).beside(self.group_of(page)))

    def tear_off(self, page: QWidget, face: Face, place: QPoint | None) -> None:
        """Give it a window of its own."""
        window = PageWindow()
        self._windows.append(window)
        self._adopt(window.area)
        window.addActions(self.actions)
        window.closing.connect(lambda: self._window_closing(window.area.pages))
        if place is not None:
            window.move(place)
        self.move(page, face, window.area.beside(None))
        window.show()

    def take(self, page: QWidget) -> None:
        """Let it go, and the window that it leaves empty."""
        area = self._area_of(page)
        area.take(page)
        if area is not self._home and not area.pages:
            window = next(each for each in self._windows if each.area is area)
            self._windows.remove(window)
            window.hide()
            window.deleteLater()

    def close_windows(self) -> None:
        """At the end of all."""
        for window in self._windows:
            window.hide()
            window.deleteLater()
        self._windows.clear()

    @property
    def _areas(self) -> list[Area]:
        return [*(window.area for window in reversed(self._windows)), self._home]

    def _area_of(self, page: QWidget) -> Area:
        return next((area for area in self._areas if page in area.pages), self._home)

    def _adopt(self, area: Area) -> None:
        for group in area.groups:
            self._follow(group)
        area.group_made.connect(self._follow)
