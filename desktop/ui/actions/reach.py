"""The actions on the connections between containers: a part of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.engine.records import Kind
from desktop.ui.actions.spec import Spec
from desktop.ui.deeds.deferred import Deferred
from desktop.ui.icons import Icon
from desktop.ui.text import mark

if TYPE_CHECKING:
    from desktop.ui.deeds import reach
else:
    reach = Deferred("reach")

BETWEEN_CONTAINERS = (
    Spec(
        "container.reach",
        mark("Reachability"),
        Icon.NETWORKS,
        reach.reachability,
        kind=Kind.CONTAINER,
        live=True,
        separated=True,
        tip=mark("Who reaches whom by name, address and port: by the networks, and tested"),
    ),
    Spec(
        "container.ssh",
        mark("SSH between containers"),
        Icon.KEY,
        reach.ssh,
        kind=Kind.CONTAINER,
        live=True,
        tip=mark("Key pairs, known hosts and sshd, so that each logs in to all others"),
    ),
)
