"""How the window looked, from one start to the next."""

from __future__ import annotations

from PySide6.QtWidgets import QMainWindow

from desktop.ui.section_list import SectionList
from desktop.ui.settings import Settings
from desktop.ui.window.frame import Frame
from desktop.ui.window.places import Places
from desktop.ui.window.trees import Trees


class Layout:
    """Restores it, and writes it down."""

    def __init__(
        self,
        settings: Settings,
        window: QMainWindow,
        frame: Frame,
        section_list: SectionList,
        places: Places,
        trees: Trees,
    ) -> None:
        self._settings = settings
        self._window = window
        self._frame = frame
        self._section_list = section_list
        self._places = places
        self._trees = trees

    def restore(self) -> None:
        """Look as at the last end."""
        settings = self._settings
        self._window.restoreGeometry(settings.data("window.geometry"))
        for name, splitter in self._frame.splitters.items():
            if state := settings.data(f"window.{name}"):
                splitter.restoreState(state)
        self._frame.show_activity(settings.flag("window.activity"))
        self._frame.show_details(settings.flag("window.details", True))
        self._section_list.choose(settings.text("window.section"))

    def remember(self) -> None:
        """Write it down."""
        settings = self._settings
        settings.put("window.geometry", bytes(self._window.saveGeometry().data()))
        for name, splitter in self._frame.splitters.items():
            settings.put(f"window.{name}", bytes(splitter.saveState().data()))
        settings.put("window.activity", self._places.activity.isVisibleTo(self._window))
        settings.put("window.details", self._frame.details_wanted)
        settings.put("window.section", self._section_list.section.name)
        self._trees.remember()
