"""What exists on the Engine, as far as we know, and who uses what.

Observers are told *after* it is true: which records appeared, changed and vanished. Equal records
are dropped on the way in, so nothing is told that is not news.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from desktop.engine.errors import EngineError
from desktop.engine.records import Container, EngineInfo, Image, Kind, Network, Record, Volume
from desktop.model.observers import Observers

R = TypeVar("R", Container, Image, Network, Volume)


@dataclass(frozen=True, slots=True)
class Change:
    """News about one kind. ``changed`` holds the new records, ``vanished`` the old ones.

    A record also counts as changed when only its users did (an image's containers, …).
    """

    kind: Kind
    appeared: tuple[Record, ...] = ()
    changed: tuple[Record, ...] = ()
    vanished: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a kind's records can be trusted.

    ``loaded``: they were listed at least once. ``stale``: they may no longer be true. ``problem``:
    why the last list failed while the Engine as such answers.
    """

    loaded: bool = False
    stale: bool = False
    problem: EngineError | None = None


class Table(Generic[R]):
    """The records of one kind by key, in the order of their arrival."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.standing = Standing()
        self._records: dict[str, R] = {}

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[R]:
        return iter(self._records.values())

    def __contains__(self, key: object) -> bool:
        return key in self._records

    def get(self, key: str) -> R | None:
        """The record, or None when it is not known (any more)."""
        return self._records.get(key)

    def _replace(
        self, asked: Collection[str] | None, records: Iterable[R]
    ) -> tuple[Change, list[R]]:
        """Take in an answer to a list of ``asked`` keys (None: of all).

        An answer may tell of more than was asked. Returned with the news: the records before it.
        """
        known = self._records
        appeared: list[Record] = []
        changed: list[Record] = []
        befores: list[R] = []
        found: set[str] = set()
        for record in records:
            key = record.key
            found.add(key)
            before = known.get(key)
            if before is None:
                known[key] = record
                appeared.append(record)
                continue
            if isinstance(record, Container) and isinstance(before, Container):
                record = record.settled(before)
            elif isinstance(record, Volume) and isinstance(before, Volume):
                record = record.sized_as(before) if self._is_same(record, before) else record
            if record != before:
                known[key] = record
                changed.append(record)
                befores.append(before)
        gone = [key for key in (known if asked is None else asked) if key not in found]
        vanished = [known.pop(key) for key in gone if key in known]
        change = Change(self.kind, tuple(appeared), tuple(changed), tuple(vanished))
        return change, befores + vanished

    def _is_same(self, record: Volume, before: Volume) -> bool:
        """Whether it is no other volume that took the name.

        Docker 20.10 tells another time of creation when the files change. So that counts only
        where events may have been missed; else they tell (:meth:`Store.forget_sizes`).
        """
        alike = (record.driver, record.mountpoint) == (before.driver, before.mountpoint)
        return alike and (not self.standing.stale or record.created == before.created)


AnyTable = Table[Container] | Table[Image] | Table[Network] | Table[Volume]


class Store:
    """The four tables and the relations between them."""

    def __init__(self) -> None:
        self.containers: Table[Container] = Table(Kind.CONTAINER)
        self.images: Table[Image] = Table(Kind.IMAGE)
        self.networks: Table[Network] = Table(Kind.NETWORK)
        self.volumes: Table[Volume] = Table(Kind.VOLUME)
        self._tables: dict[Kind, AnyTable] = {
            Kind.CONTAINER: self.containers,
            Kind.IMAGE: self.images,
            Kind.NETWORK: self.networks,
            Kind.VOLUME: self.volumes,
        }
        self.engine: EngineInfo | None = None  # whose objects these are; it may be lost by now
        self.changed: Observers[Change] = Observers()
        self.standing_changed: Observers[Kind] = Observers()
        # Per kind of used thing: its key, then the ids of the containers that use it, in order.
        self._users: dict[Kind, dict[str, dict[str, None]]] = {
            Kind.IMAGE: {},
            Kind.NETWORK: {},
            Kind.VOLUME: {},
        }

    def table(self, kind: Kind) -> AnyTable:
        """The table of a kind."""
        return self._tables[kind]

    def get(self, kind: Kind, key: str) -> Record | None:
        """One record, or None."""
        return self.table(kind).get(key)

    def users(self, kind: Kind, key: str) -> list[Container]:
        """The containers that use an image (by id), a network (by id) or a volume (by name)."""
        ids = self._user_ids(kind, key)
        return [found for i in ids if (found := self.containers.get(i)) is not None]

    def user_count(self, kind: Kind, key: str) -> int:
        """How many containers use it."""
        return len(self._user_ids(kind, key))

    def known_user_count(self, kind: Kind, key: str) -> int | None:
        """How many containers use it; None before the containers were listed."""
        return self.user_count(kind, key) if self.containers.standing.loaded else None

    @property
    def users_known(self) -> bool:
        """Whether the containers are listed and true, so that one who is not there is none."""
        standing = self.containers.standing
        return standing.loaded and not standing.stale

    def _user_ids(self, kind: Kind, key: str) -> Mapping[str, None]:
        users = self._users[kind]
        network = self.networks.get(key) if kind is Kind.NETWORK else None
        named = users.get(_by_name(network.name), {}) if network is not None else {}
        return {**users.get(key, {}), **named} if named else users.get(key, {})

    # Taking answers in. ``asked`` of None means the answer is a list of everything.

    def take_containers(self, asked: Collection[str] | None, records: Iterable[Container]) -> None:
        """Take in containers and tell also those things whose users changed."""
        keys = None if asked is None else frozenset(asked)
        change, befores = self.containers._replace(keys, records)
        touched = self._relate(befores, (*change.appeared, *change.changed))
        self._tell(change)
        for kind, used in touched.items():
            news = self._used(kind, used)
            if news:
                self.changed.tell(Change(kind, changed=news))
        self._trust(Kind.CONTAINER, keys)

    def take_moment(self, container: Container) -> None:
        """Take in when exactly its state began: lists round that, and an inspection does not."""
        known = self.containers.get(container.key)
        if known is not None and known.state is container.state and not container.since_within:
            exact = replace(known, since=container.since, since_within=0.0)
            self._tell(self.containers._replace([known.key], [exact])[0])

    def take_images(self, records: Iterable[Image]) -> None:
        """Take in the list of all images."""
        self._tell(self.images._replace(None, records)[0])
        self._trust(Kind.IMAGE, None)

    def take_networks(self, asked: Collection[str] | None, records: Iterable[Network]) -> None:
        """Take in networks."""
        self._tell(self.networks._replace(asked, records)[0])
        self._trust(Kind.NETWORK, asked)

    def take_volumes(self, asked: Collection[str] | None, records: Iterable[Volume]) -> None:
        """Take in volumes; a size that is known stays."""
        self._tell(self.volumes._replace(asked, records)[0])
        self._trust(Kind.VOLUME, asked)

    def take_volume_sizes(self, sizes: Mapping[str, int]) -> None:
        """Take in how many bytes each volume has."""
        records = [v.sized(sizes[v.name]) for v in self.volumes if v.name in sizes]
        self._tell(self.volumes._replace([v.name for v in records], records)[0])

    def forget_sizes(self, names: Collection[str]) -> None:
        """These volumes were removed: whatever has such a name from now on is another one."""
        known = [v for v in map(self.volumes.get, names) if v is not None and v.size is not None]
        forgotten = tuple(volume.sized(None) for volume in known)
        self.volumes._records.update({volume.name: volume for volume in forgotten})
        self._tell(Change(Kind.VOLUME, changed=forgotten))

    def mark_stale(self) -> None:
        """The Engine is out of sight: what we know is the last known state."""
        for kind in Kind:
            self._stand(kind, stale=True)

    def mark_problem(self, kind: Kind, problem: EngineError) -> None:
        """A list failed although the Engine answers: the kind's last known state stays."""
        self._stand(kind, stale=True, problem=problem)

    def clear(self) -> None:
        """Forget everything: another Engine is asked from now on."""
        self.engine = None
        for users in self._users.values():
            users.clear()
        for kind in Kind:
            table = self.table(kind)
            table.standing = Standing()
            self._tell(table._replace(None, ())[0])
            self.standing_changed.tell(kind)

    def _tell(self, change: Change) -> None:
        if change.appeared or change.changed or change.vanished:
            self.changed.tell(change)

    def _trust(self, kind: Kind, asked: Collection[str] | None) -> None:
        if asked is None:
            self._stand(kind, stale=False)

    def _stand(self, kind: Kind, *, stale: bool, problem: EngineError | None = None) -> None:
        table = self.table(kind)
        standing = Standing(table.standing.loaded or not stale, stale, problem)
        if standing != table.standing:
            table.standing = standing
            self.standing_changed.tell(kind)

    def _relate(
        self, befores: Iterable[Container], now: Iterable[Record]
    ) -> dict[Kind, dict[str, None]]:
        """Keep the users of things; return the keys of those whose rows look different now."""
        touched: dict[Kind, dict[str, None]] = {kind: {} for kind in self._users}
        for old in befores:
            for kind, key in _uses(old):
                self._users[kind].get(key, {}).pop(old.id, None)
                touched[kind][key] = None
        for record in now:
            if isinstance(record, Container):
                for kind, key in _uses(record):
                    self._users[kind].setdefault(key, {})[record.id] = None
                    touched[kind][key] = None
        for kind, keys in touched.items():
            for key in keys:
                if not self._users[kind].get(key):
                    self._users[kind].pop(key, None)
        return touched

    def _used(self, kind: Kind, keys: Collection[str]) -> tuple[Record, ...]:
        """The records of a kind that have one of these keys among the used."""
        if kind is Kind.NETWORK:
            return tuple(n for n in self.networks if n.id in keys or _by_name(n.name) in keys)
        table = self.table(kind)
        return tuple(found for key in keys if (found := table.get(key)) is not None)


def _uses(container: Container) -> Iterator[tuple[Kind, str]]:
    if container.image_id:
        yield Kind.IMAGE, container.image_id
    for attachment in container.networks:
        # A container that was never started has its networks' names only.
        yield Kind.NETWORK, attachment.network_id or _by_name(attachment.network)
    for mount in container.mounts:
        if mount.volume:
            yield Kind.VOLUME, mount.volume


def _by_name(network: str) -> str:
    """A key for a network that is only known by name; no id looks like it."""
    return f"name {network}"
