"""Which rows a record becomes, and what is gathered above and below them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.engine.records import Attachment, Container, Image, Kind, Network, Record, Volume
from desktop.model.store import Store
from desktop.ui.text import tr
from desktop.ui.wording import listed, short_id


@dataclass(frozen=True, slots=True)
class Group:
    """A row that gathers others: a Compose project, a repository."""

    key: str
    title: str
    kind: Kind
    dangling: bool = False


@dataclass(frozen=True, slots=True)
class Child:
    """A row below a record's own: a container that uses it, with its address there."""

    key: str
    title: str
    container: Container
    attachment: Attachment | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One record's row. ``tags`` are those of an image's names that belong to its group.

    ``key`` is the record's own key, or ``id|repository`` for an image.
    """

    key: str
    title: str
    record: Record
    group: Group | None = None
    tags: tuple[str, ...] = ()
    children: tuple[Child, ...] = ()
    users: int = 0


Value = Row | Group | Child
MakeRows = Callable[[Record, Store], tuple[Row, ...]]


def container_rows(record: Record, _store: Store) -> tuple[Row, ...]:
    """One row, within its Compose project where it has one."""
    assert isinstance(record, Container)
    project = record.project
    group = Group(f"project:{project}", project, Kind.CONTAINER) if project else None
    return (Row(record.id, record.name, record, group),)


def image_rows(record: Record, store: Store) -> tuple[Row, ...]:
    """One row in each repository that the image has a name in, with its tags there."""
    assert isinstance(record, Image)
    users = store.user_count(Kind.IMAGE, record.id)
    by_repository: dict[str, list[str]] = {}
    for reference in record.references:
        repository, _colon, tag = reference.rpartition(":")
        by_repository.setdefault(repository or reference, []).append(tag)
    for digest in record.digests if not record.references else ():
        repository, _at, _hash = digest.partition("@")
        by_repository.setdefault(repository, [])
    if not by_repository:
        group = Group("dangling:", tr("No name (dangling)"), Kind.IMAGE, dangling=True)
        short = short_id(record.id)
        return (Row(f"{record.id}|", short, record, group, users=users),)
    return tuple(
        Row(
            f"{record.id}|{repository}",
            listed(tags) or "<none>",
            record,
            Group(f"repository:{repository}", repository, Kind.IMAGE),
            tuple(tags),
            users=users,
        )
        for repository, tags in by_repository.items()
    )


def network_rows(record: Record, store: Store) -> tuple[Row, ...]:
    """One row, with the attached containers and their addresses below it."""
    assert isinstance(record, Network)
    children = []
    for container in store.users(Kind.NETWORK, record.id):
        for attachment in container.networks:
            if attachment.network_id == record.id:
                key = f"{record.id}/{container.id}"
                children.append(Child(key, container.name, container, attachment))
    children.sort(key=lambda child: (child.title.casefold(), child.key))
    return (Row(record.id, record.name, record, children=tuple(children), users=len(children)),)


def volume_rows(record: Record, store: Store) -> tuple[Row, ...]:
    """One row, with the containers that mount it below it."""
    assert isinstance(record, Volume)
    users = sorted(store.users(Kind.VOLUME, record.name), key=lambda c: (c.name.casefold(), c.id))
    children = tuple(Child(f"{record.name}/{c.id}", c.name, c) for c in users)
    return (Row(record.name, record.name, record, children=children, users=len(children)),)


MAKE_ROWS: dict[Kind, MakeRows] = {
    Kind.CONTAINER: container_rows,
    Kind.IMAGE: image_rows,
    Kind.NETWORK: network_rows,
    Kind.VOLUME: volume_rows,
}
