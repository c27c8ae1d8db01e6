"""The rows of the table of actions for tabs that live on. Their menu offers these alone."""

from __future__ import annotations

from desktop.ui.actions.spec import Spec
from desktop.ui.deeds import tabs
from desktop.ui.icons import Icon
from desktop.ui.text import mark

LIVING = (
    Spec(
        "view.tab_rename",
        mark("Rename tab"),
        Icon.RENAME,
        tabs.rename,
        when=tabs.is_open,
        shortcut="Ctrl+Shift+M",
        separated=True,
    ),
    Spec(
        "view.tab_split",
        mark("Split right"),
        Icon.SPLIT,
        tabs.split,
        when=tabs.can_split,
        shortcut="Ctrl+Shift+E",
    ),
    Spec(
        "view.tab_join",
        mark("Move left"),
        Icon.JOIN,
        tabs.join,
        when=tabs.can_join,
        shortcut="Ctrl+Shift+Y",
    ),
    Spec(
        "view.tab_tear_off",
        mark("Move into new window"),
        Icon.TEAR_OFF,
        tabs.tear_off,
        when=tabs.can_tear_off,
        shortcut="Ctrl+Shift+N",
    ),
    Spec(
        "view.tab_bring_back",
        mark("Move into main window"),
        Icon.BRING_BACK,
        tabs.bring_back,
        when=tabs.can_bring_back,
        shortcut="Ctrl+Shift+B",
    ),
    Spec(
        "view.tab_close",
        mark("Close tab"),
        Icon.CANCEL,
        tabs.close,
        when=tabs.is_open,
        shortcut="Ctrl+Shift+W",
        separated=True,
    ),
)
