"""Figures as ``docker stats`` writes them; a dash for what is not known."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.model.stats.usage import Usage
from desktop.ui import units
from desktop.ui.text import tr

UNKNOWN = "–"


def percent(value: float | None) -> str:
    """With two decimals, as docker has it."""
    return UNKNOWN if value is None else units.percent(value)


def bytes_of_memory(count: int | None) -> str:
    """In powers of 1024."""
    return UNKNOWN if count is None else units.memory(count)


def amount(count: int | None) -> str:
    """Bytes sent, read and the like, in powers of 1000."""
    return UNKNOWN if count is None else units.size(count)


def rate(count: float | None) -> str:
    """Bytes a second."""
    return UNKNOWN if count is None else tr("{size}/s", size=units.size(count))


def pair(one: str, other: str) -> str:
    """Two figures that belong together; one dash where neither is known."""
    return UNKNOWN if one == other == UNKNOWN else f"{one} / {other}"


@dataclass(frozen=True, slots=True)
class Words:
    """What stands above a chart: a figure for each line, and the rest."""

    figures: tuple[str, ...]
    rest: tuple[str, ...] = ()

    @property
    def spoken(self) -> str:
        """All of it, for a screen reader."""
        return ", ".join((*self.figures, *self.rest))


def cpu_words(usage: Usage, limit: float | None) -> Words:
    """How much of what: of one CPU as docker counts, of the machine, and of the limit."""
    of_host = percent(usage.cpu_of_host)
    rest = [tr("{percent} of the host's %n CPU(|s)", "", usage.cpus, percent=of_host)]
    if limit:
        share = percent(usage.cpu_of(limit))
        cpus = units.decimal(limit, 6)
        rest.append(tr("{percent} of its limit of {cpus}", percent=share, cpus=cpus))
    if usage.pids is not None:
        rest.append(tr("PIDs: {count}", count=units.number(usage.pids)))
    return Words((tr("{percent} of one CPU", percent=percent(usage.cpu)),), tuple(rest))


def memory_words(usage: Usage, *, limited: bool) -> Words:
    """What counts against the limit, and the cache, which docker counts apart."""
    whole = bytes_of_memory(usage.memory_limit)
    share = percent(usage.memory_percent)
    of_limit = tr("{percent} of its limit of {size}", percent=share, size=whole)
    of_host = tr("{percent} of the host's {size}", percent=share, size=whole)
    rest = [of_limit if limited else of_host]
    if usage.cache is not None:
        rest.append(tr("cache apart: {size}", size=bytes_of_memory(usage.cache)))
    return Words((bytes_of_memory(usage.memory),), tuple(rest))


def network_words(usage: Usage) -> Words:
    """Both ways: now, and since the start."""
    now = tr("in {rate}", rate=rate(usage.receiving)), tr("out {rate}", rate=rate(usage.sending))
    return Words(now, _in_all(pair(amount(usage.received), amount(usage.sent))))


def block_words(usage: Usage) -> Words:
    """Both ways: now, and since the start."""
    now = (
        tr("read {rate}", rate=rate(usage.reading)),
        tr("written {rate}", rate=rate(usage.writing)),
    )
    return Words(now, _in_all(pair(amount(usage.read), amount(usage.written))))


def _in_all(sizes: str) -> tuple[str, ...]:
    return (tr("{sizes} since its start", sizes=sizes),)
