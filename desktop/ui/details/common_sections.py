"""What the sections of all kinds are made with."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Sequence

from desktop.engine.records import Container, Kind
from desktop.model.facts import Pairs
from desktop.model.inspection_masks import (
    masked_command,
    masked_label,
    masked_value,
    masked_variable,
)
from desktop.ui import units, wording
from desktop.ui.details.facts import Fact, Look, Section, ShowObject
from desktop.ui.text import tr
from desktop.ui.theme import Tone

_MOST_USERS = 200


def text(key: str, label: str, value: str, **more: object) -> list[Fact]:
    """A fact, or none where there is no value."""
    return [Fact(key=key, label=label, value=value, **more)] if value else []  # type: ignore[arg-type]


def mono(key: str, label: str, value: str, **more: object) -> list[Fact]:
    """A fact of an id, a path or a command; passwords in URLs hidden."""
    hidden = masked_value(value)
    return text(key, label, value, look=Look.MONO, hidden=hidden if hidden != value else "", **more)


def command(key: str, label: str, words: Sequence[str]) -> list[Fact]:
    """A command line; what options such as ``--password`` take is hidden."""
    value, hidden = shlex.join(words), shlex.join(masked_command(words))
    return text(key, label, value, look=Look.MONO, hidden=hidden if hidden != value else "")


def object_id(label: str, full: str) -> list[Fact]:
    """A short id, the whole one when it is copied."""
    if not full:
        return []
    fact = Fact(
        key="id",
        label=label,
        value=wording.short_id(full),
        look=Look.MONO,
        tip=full,
        copied=full,
    )
    return [fact]


def moment(key: str, label: str, when: float, now: float) -> list[Fact]:
    """A time relative to now, the exact one as tooltip and for the clipboard."""
    if not when:
        return []
    return text(key, label, units.ago(when, now), tip=units.exact(when), copied=units.iso(when))


def yes(key: str, label: str, value: bool) -> list[Fact]:
    """``Yes`` or ``No``."""
    return text(key, label, tr("Yes") if value else tr("No"))


def environment(pairs: Pairs) -> Section | None:
    """Variables in their order; what is probably secret is hidden."""
    return table("environment", tr("Environment"), pairs, mask=masked_variable)


def labels(pairs: Pairs) -> Section | None:
    """Labels."""
    return table("labels", tr("Labels"), pairs)


def table(
    key: str, title: str, pairs: Pairs, *, mask: Callable[[str, str], str] = masked_label
) -> Section | None:
    """Names and values; None where there are none."""
    if not pairs:
        return None
    facts = []
    for number, (name, value) in enumerate(pairs):
        hidden = mask(name, value)
        facts.append(
            Fact(
                key=name if (number == 0 or pairs[number - 1][0] != name) else f"{name} {number}",
                label=name,
                value=value,
                look=Look.MONO,
                mono_label=True,
                hidden=hidden if hidden != value else "",
            )
        )
    return Section(key, title, _unique(facts), count=len(facts))


def users(containers: Iterable[Container], nobody: str, now: float) -> Section:
    """The containers that use an object, each a way to it."""
    found = sorted(containers, key=lambda c: (not c.is_running, c.name.casefold(), c.id))
    facts = [
        Fact(
            key=container.id,
            label=container.name,
            value=wording.status(container, now),
            mark=wording.mark_of(container),
            go=ShowObject(Kind.CONTAINER, container.id),
            label_link=True,
        )
        for container in found[:_MOST_USERS]
    ]
    if len(found) > _MOST_USERS:
        more = len(found) - _MOST_USERS
        facts.append(Fact(key="more", value=tr("and %n more", "", more), tone=Tone.MUTED))
    if not facts:
        facts.append(Fact(key="none", value=nobody, tone=Tone.MUTED))
    return Section("users", tr("Used by"), tuple(facts), count=len(found))


def pending() -> Section:
    """Where the rest will be, while it is on its way."""
    return Section("pending", "", tuple(Fact(key=str(n), look=Look.PENDING) for n in range(4)))


def present(*sections: Section | None) -> list[Section]:
    """The sections that have something to say."""
    return [section for section in sections if section is not None and section.facts]


def _unique(facts: list[Fact]) -> tuple[Fact, ...]:
    """Keys must differ: a variable may be set twice."""
    return tuple({fact.key: fact for fact in facts}.values())
