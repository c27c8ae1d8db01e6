"""What a tree shows while the Engine has nothing of its kind."""

from __future__ import annotations

from desktop.engine.records import Kind
from desktop.ui.actions import Actions
from desktop.ui.empty import EmptyState
from desktop.ui.icons import Icon
from desktop.ui.keys import native
from desktop.ui.text import tr


def empty_state(kind: Kind, actions: Actions) -> EmptyState:
    """A sentence, and the one thing to do next."""
    match kind:
        case Kind.CONTAINER:
            return _NoContainers(actions)
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


class _NoContainers(EmptyState):
    """Says how to paste, with the keys that do."""

    def __init__(self, actions: Actions) -> None:
        run, images = actions["container.run"], actions["view.images"]
        super().__init__(Icon.CONTAINERS, "", action=run, others=(images,))
        self._paste = actions["edit.paste"]
        self._paste.changed.connect(self._on_paste_changed)
        self._on_paste_changed()

    def _on_paste_changed(self) -> None:
        if keys := native(self._paste.shortcut()):
            text = tr(
                "A container that anyone creates on this Engine appears here by itself. Paste a"
                " docker run line with {keys}, or describe one.",
                keys=keys,
            )
        else:
            text = tr(
                "A container that anyone creates on this Engine appears here by itself. Run a"
                " docker run line that was copied by the menu Edit, or describe one."
            )
        if text != self.accessibleDescription():
            self.say(tr("No containers yet"), text)
