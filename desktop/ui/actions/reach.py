"""The actions on the connections between containers: a part of the table."""

from __future__ import annotations

from desktop.engine.records import Kind
from desktop.ui.actions.spec import Spec
from desktop.ui.deeds import reach
from desktop.ui.icons import Icon
from desktop.ui.text import mark

BETWEEN_CONTAINERS = (
    Spec(
        "container.reach",
        mark("Reachability…"),
        Icon.NETWORKS,
        reach.reachability,
        kind=Kind.CONTAINER,
        live=True,
        separated=True,
        tip=mark("Who reaches whom by name, address and port: by the networks, and tested"),
    ),
)
