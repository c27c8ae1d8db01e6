"""The main window: sections on the left, the tree, its details below, activity at the bottom."""

from desktop.ui.window.parts import Parts
from desktop.ui.window.window import MainWindow

__all__ = ["MainWindow", "Parts"]
