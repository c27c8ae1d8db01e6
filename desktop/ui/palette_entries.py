"""What the command palette offers: the table of actions, and every object with its own actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from desktop.engine.records import Container, Image, Kind, Record
from desktop.model.ports import held
from desktop.ui import wording
from desktop.ui.actions import TABLE, Actions, Spec
from desktop.ui.command_palette import Entry
from desktop.ui.deeds import Deeds
from desktop.ui.keys import native
from desktop.ui.plain import visible
from desktop.ui.sections import section_of
from desktop.ui.text import mark, tr
from desktop.ui.trees.rows import MAKE_ROWS, Row

_KINDS = {
    Kind.CONTAINER: mark("container"),
    Kind.IMAGE: mark("image"),
    Kind.NETWORK: mark("network"),
    Kind.VOLUME: mark("volume"),
}
_TERMINAL = next(spec for spec in TABLE if spec.name == "container.terminal")


class Shows(Protocol):
    """Shows an object in its tree."""

    def reveal(self, kind: Kind, key: str) -> None: ...


class PaletteEntries:
    """Made afresh each time that the palette opens."""

    def __init__(self, window: Shows, actions: Actions, deeds: Deeds) -> None:
        self._window = window
        self._actions = actions
        self._deeds = deeds

    def all(self) -> list[Entry]:
        """Actions first, then objects."""
        return [*self._of_actions(), *self._of_objects()]

    def actions_for(self, key: str) -> Sequence[Entry]:
        """What can be done to the object of an entry, by the entry's key (``kind/key``)."""
        kind_name, _slash, record_key = key.partition("/")
        kind = Kind(kind_name)
        record = self._deeds.store.get(kind, record_key)
        if record is None:
            return []
        return [
            self._action(spec, kind, record)
            for spec in TABLE
            if spec.kind is kind and self._is_possible(spec, record)
        ]

    def _is_possible(self, spec: Spec, record: Record) -> bool:
        live = self._deeds.session.engine is not None
        return (live or not spec.live) and spec.fits(record, self._deeds)

    def _action(self, spec: Spec, kind: Kind, record: Record) -> Entry:
        name = wording.name_of(record)
        text = self._actions[spec.name].text()
        rows = list(MAKE_ROWS[kind](record, self._deeds.store))
        return Entry(
            title=f"{text.removesuffix('…')} {visible(name)}",
            subtitle=tr(_KINDS[kind]),
            icon=spec.picture,
            run=self._runner(spec.run, rows),
            # Docker's own verb finds it in every language.
            keywords=f"{name} {text} {spec.text}",
        )

    def _runner(self, run: Callable[[Deeds], object], rows: list[Row]) -> Callable[[], None]:
        return lambda: self._deeds.on(rows, run)

    def _of_actions(self) -> list[Entry]:
        entries = []
        for spec in TABLE:
            action = self._actions[spec.name]
            if spec.name == "view.palette" or not action.isEnabled():
                continue
            entries.append(
                Entry(
                    title=action.text(),
                    subtitle=tr(spec.menu.value),
                    icon=spec.picture,
                    keywords=spec.text,
                    run=action.trigger,
                    shortcut=native(action.shortcut()),
                )
            )
        return entries

    def _of_objects(self) -> list[Entry]:
        store = self._deeds.store
        return [self._of(kind, record) for kind in Kind for record in store.table(kind)]

    def _of(self, kind: Kind, record: Record) -> Entry:
        subtitle = tr(_KINDS[kind])
        keywords = record.key
        usual = None
        if isinstance(record, Container):
            ports = ", ".join(text for text, _port in wording.ports(record.ports))
            parts = (subtitle, visible(record.image), wording.state(record), ports)
            subtitle = " · ".join(filter(None, parts))
            keywords = f"{record.id[:12]} {record.image} {_ports(record)}"
            if self._is_possible(_TERMINAL, record):
                usual = lambda: self._action(_TERMINAL, kind, record)  # noqa: E731
        elif isinstance(record, Image):
            keywords = " ".join((wording.short_id(record.id), *record.references))
        return Entry(
            title=visible(wording.name_of(record)),
            subtitle=subtitle,
            icon=section_of(kind).picture,
            run=lambda: self._window.reveal(kind, record.key),
            keywords=keywords,
            key=f"{kind.value}/{record.key}",
            usual=usual,
        )


def _ports(container: Container) -> str:
    """The ports that it holds are words of their own, those inside are parts of one: whoever types
    a number is first shown who has that port of the machine.
    """
    outside = [wording.address(port) for port in held(container) if port.host_port]
    inside = [f"inside={port.number}={port.protocol}" for port in container.ports]
    return " ".join(dict.fromkeys(outside + inside))
