"""The actions on containers, images, networks and volumes: a part of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.engine.records import Ability, Kind
from desktop.model.commands import Verb
from desktop.model.usage.summary import Group
from desktop.ui.actions.archives import BESIDE_IMAGES, OF_CONTAINERS, OF_IMAGES
from desktop.ui.actions.networks import OF_CONTAINERS as CONNECTIONS
from desktop.ui.actions.networks import OF_NETWORKS, SWARM
from desktop.ui.actions.spec import Spec
from desktop.ui.deeds import containers, images, terminals, volumes
from desktop.ui.deeds.deferred import Deferred
from desktop.ui.deeds.prune import prune
from desktop.ui.deeds.removal import remove
from desktop.ui.icons import Icon
from desktop.ui.text import mark

if TYPE_CHECKING:
    from desktop.ui.deeds import networks, registries
else:
    networks = Deferred("networks")
    registries = Deferred("registries")


def _on_containers(
    verb: Verb,
    text: str,
    picture: Icon,
    *,
    shortcut: str = "",
    toolbar: bool = False,
    separated: bool = False,
) -> Spec:
    return Spec(
        f"container.{verb.value}",
        text,
        picture,
        lambda deeds: containers.act(deeds, verb),
        kind=Kind.CONTAINER,
        verb=verb,
        live=True,
        shortcut=shortcut,
        toolbar=toolbar,
        separated=separated,
    )


def _removes(kind: Kind, *, shortcut: str = "", separated: bool = False) -> Spec:
    return Spec(
        f"{kind.value}.remove",
        mark("Remove…"),
        Icon.REMOVE,
        lambda deeds: remove(deeds, kind),
        kind=kind,
        verb=Verb.REMOVE,
        live=True,
        toolbar=True,
        shortcut=shortcut,
        in_tree=bool(shortcut),
        separated=separated,
    )


def _prunes(kind: Kind, group: Group) -> Spec:
    return Spec(
        f"{kind.value}.prune",
        mark("Prune…"),
        Icon.PRUNE,
        lambda deeds: prune(deeds, group),
        live=True,
        ability=Ability.PRUNE,
        tip=mark("See what nothing uses, and choose what goes"),
        beside=kind,
    )


CONTAINER = (
    _on_containers(Verb.START, mark("Start"), Icon.START, shortcut="Ctrl+Return", toolbar=True),
    _on_containers(Verb.STOP, mark("Stop"), Icon.STOP, shortcut="Ctrl+.", toolbar=True),
    _on_containers(Verb.RESTART, mark("Restart"), Icon.RESTART, shortcut="Ctrl+R", toolbar=True),
    _on_containers(Verb.PAUSE, mark("Pause"), Icon.PAUSE, separated=True),
    _on_containers(Verb.UNPAUSE, mark("Unpause"), Icon.UNPAUSE),
    Spec(
        "container.kill",
        mark("Kill…"),
        Icon.KILL,
        containers.kill,
        kind=Kind.CONTAINER,
        verb=Verb.KILL,
        live=True,
    ),
    Spec(
        "container.terminal",
        mark("Terminal"),
        Icon.TERMINAL,
        terminals.open_terminals,
        kind=Kind.CONTAINER,
        suits=terminals.can_open,
        live=True,
        shortcut="Ctrl+T",
        toolbar=True,
        separated=True,
        tip=mark("A shell in it"),
    ),
    Spec(
        "container.terminal_with",
        mark("Terminal with…"),
        Icon.TERMINAL,
        terminals.choose_terminal,
        kind=Kind.CONTAINER,
        suits=terminals.can_open,
        one=True,
        live=True,
        tip=mark("Choose the command, the user, the directory"),
    ),
    Spec(
        "container.attach",
        mark("Attach"),
        Icon.ATTACH,
        terminals.attach,
        kind=Kind.CONTAINER,
        suits=terminals.can_open,
        live=True,
        tip=mark("Talk with its main program"),
    ),
    Spec(
        "container.logs",
        mark("Logs"),
        Icon.LOGS,
        containers.logs,
        kind=Kind.CONTAINER,
        shortcut="Ctrl+L",
        tip=mark("What it has written; of several containers merged"),
    ),
    Spec(
        "container.rename",
        mark("Rename…"),
        Icon.RENAME,
        containers.rename,
        kind=Kind.CONTAINER,
        verb=Verb.RENAME,
        one=True,
        live=True,
        shortcut="F2",
        in_tree=True,
        separated=True,
    ),
    Spec(
        "container.update",
        mark("Update…"),
        Icon.EDIT,
        containers.update,
        kind=Kind.CONTAINER,
        verb=Verb.UPDATE,
        live=True,
        ability=Ability.UPDATE,
        tip=mark("Change limits and the restart policy, also while it runs"),
    ),
    *CONNECTIONS,
    *OF_CONTAINERS,
    _removes(Kind.CONTAINER, shortcut="Del", separated=True),
    _prunes(Kind.CONTAINER, Group.CONTAINERS),
    Spec(
        "container.open_port",
        mark("Open port"),
        Icon.EXTERNAL,
        containers.open_port,
        kind=Kind.CONTAINER,
        suits=containers.has_open_port,
        one=True,
        separated=True,
        tip=mark("Open a published port in the browser"),
    ),
)

IMAGE = (
    Spec(
        "image.pull",
        mark("Pull…"),
        Icon.PULL,
        registries.pull,
        live=True,
        toolbar=True,
        beside=Kind.IMAGE,
        separated=True,
    ),
    *BESIDE_IMAGES,
    Spec(
        "image.pack",
        mark("Pack starter image"),
        Icon.CREATE,
        images.pack_starter,
        live=True,
        tip=mark("Make a tiny image from this machine's busybox, without any network"),
        beside=Kind.IMAGE,
    ),
    Spec(
        "image.pull_again",
        mark("Pull again"),
        Icon.PULL,
        registries.pull_again,
        kind=Kind.IMAGE,
        suits=registries.can_pull,
        live=True,
        tip=mark("See whether its registry has a newer one"),
    ),
    Spec(
        "image.push",
        mark("Push…"),
        Icon.PUSH,
        registries.push,
        kind=Kind.IMAGE,
        verb=Verb.PUSH,
        one=True,
        live=True,
        toolbar=True,
        tip=mark("To the registry that its name tells"),
    ),
    Spec(
        "image.search",
        mark("Search…"),
        Icon.SEARCH,
        registries.search,
        live=True,
        beside=Kind.IMAGE,
        tip=mark("Find images in registries"),
    ),
    Spec(
        "image.tag",
        mark("Tag…"),
        Icon.TAG,
        images.tag,
        kind=Kind.IMAGE,
        verb=Verb.TAG,
        one=True,
        live=True,
        toolbar=True,
        separated=True,
    ),
    *OF_IMAGES,
    _removes(Kind.IMAGE),
    _prunes(Kind.IMAGE, Group.IMAGES),
    Spec(
        "image.copy_reference",
        mark("Copy reference"),
        Icon.COPY,
        images.copy_references,
        kind=Kind.IMAGE,
        separated=True,
    ),
)

NETWORK = (
    Spec(
        "network.create",
        mark("Create network…"),
        Icon.CREATE,
        networks.create,
        live=True,
        toolbar=True,
        beside=Kind.NETWORK,
    ),
    *OF_NETWORKS,
    _removes(Kind.NETWORK, separated=True),
    _prunes(Kind.NETWORK, Group.NETWORKS),
    *SWARM,
)

VOLUME = (
    Spec(
        "volume.create",
        mark("Create volume…"),
        Icon.CREATE,
        volumes.create,
        live=True,
        toolbar=True,
        beside=Kind.VOLUME,
    ),
    Spec(
        "volume.measure",
        mark("Measure sizes"),
        Icon.STATS,
        volumes.measure,
        live=True,
        ability=Ability.VOLUME_SIZES,
        toolbar=True,
        tip=mark("Ask the Engine how much each volume holds; it reads the whole disk"),
        beside=Kind.VOLUME,
    ),
    _removes(Kind.VOLUME, separated=True),
    _prunes(Kind.VOLUME, Group.VOLUMES),
)
