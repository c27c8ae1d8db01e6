"""What the actions do: gather the targets, ask what must be asked, start an operation.

Each deed is a short function of :class:`Deeds`: a dialog fills a command, and the command runs as
an operation. A row of the table of actions names it.
"""

from desktop.ui.deeds.deeds import Deeds, Window

__all__ = ["Deeds", "Window"]
