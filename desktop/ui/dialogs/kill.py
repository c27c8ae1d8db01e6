"""Send a signal to containers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.engine.records import Container, Kind
from desktop.model.commands import ContainersCommand, Target, Verb
from desktop.model.possible import applicable
from desktop.model.store import Change, Store
from desktop.ui.dialogs import words
from desktop.ui.dialogs.fields import Field, Verdict, ok, unfinished, wrong
from desktop.ui.dialogs.form import Form
from desktop.ui.dialogs.stop import Going, Look, answer_knowing
from desktop.ui.icons import Icon
from desktop.ui.text import mark, tr
from desktop.ui.theme import GRID, Tone, current, row_height

SIGNALS = {
    "KILL": mark("Ends at once; the process can't catch it"),
    "TERM": mark("Asks to end, as docker stop does first"),
    "INT": mark("Interrupts, as Ctrl+C does"),
    "QUIT": mark("Ends with a core dump, or gracefully"),
    "HUP": mark("Hangs up; many servers read their settings again"),
    "USR1": mark("Means what the program made of it"),
    "USR2": mark("Means what the program made of it"),
    "STOP": mark("Halts until CONT; can't be caught"),
    "CONT": mark("Lets a halted process go on"),
    "WINCH": mark("The window's size changed; Apache ends gracefully"),
}
# The names that the Engine knows on Linux: github.com/moby/sys, signal/signal_linux.go.
_OTHERS = """
    ABRT ALRM BUS CHLD CLD FPE ILL IO IOT PIPE POLL PROF PWR SEGV STKFLT SYS TRAP TSTP TTIN TTOU
    URG VTALRM XCPU XFSZ RTMIN RTMAX
"""
_NAMES = frozenset(
    (
        *SIGNALS,
        *_OTHERS.split(),
        *(f"RTMIN+{number}" for number in range(1, 16)),
        *(f"RTMAX-{number}" for number in range(1, 15)),
    )
)
_NUMBERS = frozenset((*range(1, 32), *range(34, 65)))


async def kill_containers(
    parent: QWidget | None,
    store: Store,
    targets: Sequence[Target],
    *,
    where: str = "",
    look: Look | None = None,
) -> ContainersCommand | None:
    """Ask which signal to send; ``where`` is the Engine's title."""
    if not targets:
        return None
    form = KillForm(parent, store, targets)
    form.name_engine(where)
    found: ContainersCommand | None = await answer_knowing(form, form.goes, look)
    return found


class KillForm(Form):
    """A signal, chosen or typed. It goes to those of the containers that still run."""

    def __init__(self, parent: QWidget | None, store: Store, targets: Sequence[Target]) -> None:
        super().__init__(
            parent,
            store,
            title=tr("Kill container(s)", "", len(targets)),
            verb=tr("Kill"),
            picture=Icon.KILL,
        )
        self._asked = tuple(targets)
        self._told_ended = 0
        self.signal = self.add_field(signal_field())
        self.goes = Going(store, len(targets))  # whatever the signal that ends them
        self.add(self.goes)

    @property
    def targets(self) -> tuple[Target, ...]:
        """Those that still run, by their present names."""
        return tuple(words.renewed(self.store, t) for t in self._asked if self._runs(t))

    def command(self) -> ContainersCommand:
        targets = self.targets or self._asked
        return ContainersCommand(
            Verb.KILL, targets, signal=plain_signal(self.signal.text) or "SIGNAL"
        )

    def over(self) -> str:
        if self.targets:
            return ""
        gone = [t for t in self._asked if self.store.containers.get(t.key) is None]
        if gone == list(self._asked):
            return words.removed_meanwhile(self.store, Kind.CONTAINER, [t.name for t in gone])
        if len(self._asked) == 1:
            name = words.short(words.renewed(self.store, self._asked[0]).name)
            return tr("Container {name} does not run any more.", name=name)
        return tr("None of them runs any more.")

    def concerns(self, change: Change) -> bool:
        return change.kind in (Kind.CONTAINER, Kind.VOLUME)

    def renew(self) -> None:
        targets = self.targets
        self.goes.renew()
        if len(self._asked) == 1:
            self.say(tr("Kill container {name}", name=words.short(targets[0].name)))
            return
        heading = tr("Kill %n container(s)", "", len(targets))
        self.say(heading, words.listed([target.name for target in targets]))
        ended = len(self._asked) - len(targets)
        if ended == self._told_ended:  # a screen reader hears it once
            return
        self._told_ended = ended
        self.banner.hide()
        if ended:
            self.banner.say(
                tr("%n of them (does|do) not run any more, and (is|are) left out.", "", ended),
                Tone.ACCENT,
            )

    def _runs(self, target: Target) -> bool:
        record = self.store.containers.get(target.key)
        return isinstance(record, Container) and applicable(Verb.KILL, record)


def signal_field(chosen: str = "KILL") -> Field:
    """Where a signal is chosen or typed."""
    signals = QComboBox()
    signals.setEditable(True)
    signals.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    signals.setMaxVisibleItems(len(SIGNALS))
    for name, meaning in SIGNALS.items():
        signals.addItem(name, tr(meaning))
    signals.setItemDelegate(_SignalDelegate(signals))
    signals.setCurrentText(chosen)
    return Field(tr("&Signal"), signals, _judge)


def plain_signal(text: str) -> str:
    """``sigterm`` as ``TERM``; a number stays one."""
    return text.upper().removeprefix("SIG")


def _judge(text: str) -> Verdict:
    name = plain_signal(text)
    if not name:
        return unfinished(tr("A signal's name, or its number."))
    if name in SIGNALS:
        return ok(tr(SIGNALS[name]))
    if name in _NAMES or (re.fullmatch("[0-9]{1,3}", name) and int(name) in _NUMBERS):
        return ok()
    if any(known.startswith(name) for known in _NAMES):
        return unfinished(tr("There is no signal of this name."))
    if name.isascii() and name.isdigit():
        return wrong(tr("Signals have numbers from 1 to 64, without 32 and 33."))
    return wrong(tr("There is no signal of this name."))


class _SignalDelegate(QStyledItemDelegate):
    """The name, and what it means beside it."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        painter.save()
        painter.setPen(current().muted)
        where = option.rect.adjusted(18 * GRID, 0, -2 * GRID, 0)
        meaning = str(index.data(Qt.ItemDataRole.UserRole))
        cut = option.fontMetrics.elidedText(meaning, Qt.TextElideMode.ElideRight, where.width())
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, cut)
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), row_height())
