"""The dialogs: each a coroutine that answers with one command, or None. See :mod:`.form`.

A dialog's module is imported when it is first opened: none is needed to start.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop.ui.dialogs.commit import commit_container
    from desktop.ui.dialogs.connect import connect_containers
    from desktop.ui.dialogs.disconnect import disconnect_containers
    from desktop.ui.dialogs.importing import import_image
    from desktop.ui.dialogs.kill import kill_containers
    from desktop.ui.dialogs.load import load_images
    from desktop.ui.dialogs.network import create_network
    from desktop.ui.dialogs.pull import pull_image
    from desktop.ui.dialogs.push import push_image
    from desktop.ui.dialogs.remove import (
        remove_containers,
        remove_images,
        remove_networks,
        remove_volumes,
    )
    from desktop.ui.dialogs.rename import rename_container
    from desktop.ui.dialogs.sign_in import sign_in_to
    from desktop.ui.dialogs.stop import stop_containers
    from desktop.ui.dialogs.swarm import init_swarm, join_swarm, leave_swarm
    from desktop.ui.dialogs.tag import tag_image
    from desktop.ui.dialogs.template import choose_template, save_template
    from desktop.ui.dialogs.terminal import choose_program
    from desktop.ui.dialogs.untag import untag_image
    from desktop.ui.dialogs.update import update_containers
    from desktop.ui.dialogs.volume import create_volume

__all__ = [
    "choose_program",
    "choose_template",
    "commit_container",
    "connect_containers",
    "create_network",
    "create_volume",
    "disconnect_containers",
    "import_image",
    "init_swarm",
    "join_swarm",
    "kill_containers",
    "leave_swarm",
    "load_images",
    "pull_image",
    "push_image",
    "remove_containers",
    "remove_images",
    "remove_networks",
    "remove_volumes",
    "rename_container",
    "save_template",
    "sign_in_to",
    "stop_containers",
    "tag_image",
    "untag_image",
    "update_containers",
]

_MODULES = {
    "choose_program": "terminal",
    "choose_template": "template",
    "commit_container": "commit",
    "connect_containers": "connect",
    "create_network": "network",
    "create_volume": "volume",
    "disconnect_containers": "disconnect",
    "import_image": "importing",
    "init_swarm": "swarm",
    "join_swarm": "swarm",
    "kill_containers": "kill",
    "leave_swarm": "swarm",
    "load_images": "load",
    "pull_image": "pull",
    "push_image": "push",
    "remove_containers": "remove",
    "remove_images": "remove",
    "remove_networks": "remove",
    "remove_volumes": "remove",
    "rename_container": "rename",
    "save_template": "template",
    "sign_in_to": "sign_in",
    "stop_containers": "stop",
    "tag_image": "tag",
    "untag_image": "untag",
    "update_containers": "update",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_MODULES[name]}"), name)
