"""The columns of the table of all running containers, those of ``docker stats`` and two more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from desktop.engine.records import Container
from desktop.model.stats.history import History
from desktop.model.stats.usage import Usage
from desktop.ui import units, wording
from desktop.ui.plain import visible
from desktop.ui.stats import words
from desktop.ui.stats.sparkline import Sparkline, Trace
from desktop.ui.stats.words import UNKNOWN
from desktop.ui.text import mark, tr

Cell = str | Sparkline


@dataclass(slots=True, eq=False)
class Row:
    """A container, what is known of it, and the cells that are shown of that.

    It is sorted by ``last``, what it used when that was known last: where it has no stream it keeps
    its place.
    """

    container: Container
    history: History | None = None
    last: Usage | None = None
    cells: list[Cell] = field(default_factory=list)
    trace: Trace = field(default_factory=Trace)

    @property
    def usage(self) -> Usage | None:
        """What it uses now."""
        return self.history.latest if self.history is not None else None

    @property
    def is_measured(self) -> bool:
        """Whether all was known once: the first sample of a stream does not tell the CPU."""
        return self.last is not None and self.last.cpu is not None

    def refresh(self) -> list[int]:
        """Bring the cells up to date; the numbers of those that look different now."""
        now = self.usage
        if now is not None and (now.cpu is not None or not self.is_measured):
            self.last = now
        before, self.cells = self.cells, [column.cell(self) for column in COLUMNS]
        if not before:
            return list(range(len(self.cells)))
        pairs = zip(before, self.cells, strict=True)
        return [number for number, (old, new) in enumerate(pairs) if old != new]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``order`` is None where nothing was ever known: such rows come last."""

    title: str
    cell: Callable[[Row], Cell]
    order: Callable[[Row], str | float | None]
    width: int  # in average characters
    tip: Callable[[Row], str] | None = None
    number: bool = True
    hidden: bool = False
    least: int = 0


def _name(row: Row) -> str:
    return visible(row.container.name)


def _name_tip(row: Row) -> str:
    image, state = visible(row.container.image), wording.state(row.container)
    return "\n".join((_name(row), image, state))


def _known(text: Callable[[Usage], str]) -> Callable[[Row], str]:
    """A cell of what is used; a dash while it is not known."""
    return lambda row: UNKNOWN if row.usage is None else text(row.usage)


def _order(key: Callable[[Usage], float | None]) -> Callable[[Row], float | None]:
    return lambda row: None if row.last is None else key(row.last)


def _sum(*counts: float | None) -> float | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _memory(usage: Usage) -> str:
    return words.pair(
        words.bytes_of_memory(usage.memory), words.bytes_of_memory(usage.memory_limit)
    )


def _cpu_tip(usage: Usage) -> str:
    said = words.cpu_words(usage, None)
    return "\n".join((*said.figures, *said.rest))


def _memory_tip(usage: Usage) -> str:
    return tr("cache apart: {size}", size=words.bytes_of_memory(usage.cache))


COLUMNS = (
    Column(
        mark("Name"),
        _name,
        lambda row: row.container.name.casefold(),
        20,
        _name_tip,
        number=False,
    ),
    Column(
        mark("CPU %"),
        _known(lambda usage: words.percent(usage.cpu)),
        _order(lambda usage: usage.cpu),
        10,
        _known(_cpu_tip),
    ),
    Column(
        mark("CPU, last minute"),
        lambda row: row.trace.line(row.history),
        _order(lambda usage: usage.cpu),
        16,
        _known(_cpu_tip),
        number=False,
    ),
    Column(
        mark("Memory / limit"),
        _known(_memory),
        _order(lambda usage: usage.memory),
        22,
        _known(_memory_tip),
    ),
    Column(
        mark("Memory %"),
        _known(lambda usage: words.percent(usage.memory_percent)),
        _order(lambda usage: usage.memory_percent),
        12,
    ),
    Column(
        mark("Network in / out"),
        _known(lambda usage: words.pair(words.amount(usage.received), words.amount(usage.sent))),
        _order(lambda usage: _sum(usage.received, usage.sent)),
        20,
        _known(lambda usage: "\n".join(words.network_words(usage).figures)),
    ),
    Column(
        mark("Block read / written"),
        _known(lambda usage: words.pair(words.amount(usage.read), words.amount(usage.written))),
        _order(lambda usage: _sum(usage.read, usage.written)),
        22,
        _known(lambda usage: "\n".join(words.block_words(usage).figures)),
    ),
    Column(
        mark("PIDs"),
        _known(lambda usage: UNKNOWN if usage.pids is None else units.number(usage.pids)),
        _order(lambda usage: usage.pids),
        8,
    ),
)


def spoken(row: Row) -> str:
    """A row in words, for a screen reader."""
    named = zip(COLUMNS[1:], row.cells[1:], strict=True)
    texts = [f"{tr(column.title)} {cell}" for column, cell in named if isinstance(cell, str)]
    return ", ".join((_name(row), *texts))
