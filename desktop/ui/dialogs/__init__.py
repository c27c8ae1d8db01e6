"""The dialogs: each a coroutine that answers with one command, or None. See :mod:`.form`."""

from desktop.ui.dialogs.kill import kill_containers
from desktop.ui.dialogs.load import load_images
from desktop.ui.dialogs.network import create_network
from desktop.ui.dialogs.pull import pull_image
from desktop.ui.dialogs.remove import (
    remove_containers,
    remove_images,
    remove_networks,
    remove_volumes,
)
from desktop.ui.dialogs.rename import rename_container
from desktop.ui.dialogs.tag import tag_image
from desktop.ui.dialogs.volume import create_volume

__all__ = [
    "create_network",
    "create_volume",
    "kill_containers",
    "load_images",
    "pull_image",
    "remove_containers",
    "remove_images",
    "remove_networks",
    "remove_volumes",
    "rename_container",
    "tag_image",
]
