"""What a tree shows while the Engine has nothing of its kind."""

from __future__ import annotations

from desktop.engine.records import Kind
from desktop.ui.actions import Actions
from desktop.ui.empty import EmptyState
from desktop.ui.icons import Icon
from desktop.ui.text import tr


def empty_state(kind: Kind, actions: Actions) -> EmptyState:
    """A sentence, and the one thing to do next."""
    match kind:
        case Kind.CONTAINER:
            return EmptyState(
                Icon.CONTAINERS,
                tr("No containers yet"),
                tr(
                    "A container that anyone creates on this Engine appears here by itself. Paste a"
                    " docker run line with Ctrl+V, or describe one."
                ),
                action=actions["container.run"],
                others=(actions["view.images"],),
            )
        case Kind.IMAGE:
            return EmptyState(
                Icon.IMAGES,
                tr("No images yet"),
                tr(
                    "Pull one from a registry, load an archive that docker save made, or pack"
                    " a tiny starter image from this machine's busybox, without any network."
                ),
                action=actions["image.pull"],
                others=(actions["image.load"], actions["image.pack"]),
            )
        case Kind.NETWORK:
            return EmptyState(Icon.NETWORKS, tr("No networks"), action=actions["network.create"])
        case Kind.VOLUME:
            return EmptyState(
                Icon.VOLUMES,
                tr("No volumes yet"),
                tr("A volume keeps its data when the containers that use it are removed."),
                action=actions["volume.create"],
            )
