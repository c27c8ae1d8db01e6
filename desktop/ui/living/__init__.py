"""Pages that live on when the selection moves: in tabs, side by side, and in windows of their own.

:class:`LivingPages` has them all. They stand in groups of :class:`Tabs`, the groups beside each
other in an :class:`Area`: the details' own, or that of a :class:`PageWindow`.
"""

from desktop.ui.living.area import Area
from desktop.ui.living.pages import LivingPages
from desktop.ui.living.tabs import Face, Tabs

__all__ = ["Area", "Face", "LivingPages", "Tabs"]
