"""Everything that can be done: menu bar, toolbar, context menus and palette read one table."""

from desktop.ui.actions.actions import Actions
from desktop.ui.actions.spec import Menu, Spec
from desktop.ui.actions.table import TABLE

__all__ = ["TABLE", "Actions", "Menu", "Spec"]
