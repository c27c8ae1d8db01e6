"""Change the limits and the restart policy of containers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QWidget

from desktop.engine.observations import Limits
from desktop.engine.records import Kind
from desktop.model.commands import Target
from desktop.model.store import Change, Store
from desktop.model.update import UpdateContainers, number_text
from desktop.model.update import parse_size as docker_size
from desktop.ui.dialogs import words
from desktop.ui.dialogs.fields import Field, Verdict, line_edit, ok, unfinished, wrong
from desktop.ui.dialogs.form import Form, answer
from desktop.ui.icons import Icon
from desktop.ui.text import mark, tr
from desktop.ui.units import typed

Warn = Callable[[Target, tuple[str, ...]], None]

LEAST_MEMORY = 6 << 20  # moby, daemon/daemon_unix.go: linuxMinMemory
POLICIES = {
    "no": mark("It stays stopped when it ends."),
    "on-failure": mark("It starts again when it ends with an error."),
    "always": mark("It starts again whenever it ends, and with the Engine."),
    "unless-stopped": mark("As always, but not after it was stopped."),
}


async def update_containers(
    parent: QWidget | None,
    store: Store,
    targets: Sequence[Target],
    now: Sequence[Limits],
    warn: Warn,
) -> UpdateContainers | None:
    """Ask for the limits; ``now`` are those of each target."""
    form = UpdateForm(parent, store, targets, now, warn)
    return await answer(form, form.command)


class UpdateForm(Form):
    """Filled with what counts now; only what a person changes is sent.

    Where several containers differ in a thing, its field is empty.
    """

    def __init__(
        self,
        parent: QWidget | None,
        store: Store,
        targets: Sequence[Target],
        now: Sequence[Limits],
        warn: Warn,
    ) -> None:
        super().__init__(
            parent,
            store,
            title=tr("Update container(s)", "", len(targets)),
            verb=tr("Update"),
            picture=Icon.EDIT,
        )
        self._asked = tuple(targets)
        self._now = tuple(now)
        self._warn = warn
        self._before: dict[str, str] = {}
        self.memory = self._field("memory", tr("&Memory"), self._judge_memory)
        self.swap = self._field("swap", tr("Memory and &swap"), self._judge_swap)
        self.add_fields(self.memory, self.swap)
        self.reservation = self._field(
            "memory_reservation", tr("Memory &reservation"), self._judge_reservation
        )
        self.pids = self._field("pids", tr("&Processes (PIDs)"), self._judge_pids)
        self.add_fields(self.reservation, self.pids)
        self.cpus = self._field("cpus", tr("&CPUs"), self._judge_cpus)
        self.shares = self._field("cpu_shares", tr("CPU s&hares"), self._judge_shares)
        self.add_fields(self.cpus, self.shares)
        policies = QComboBox()
        self._before["restart"] = self._shown("restart")
        policies.addItems([*(() if self._before["restart"] else ("",)), *POLICIES])
        policies.setCurrentText(self._before["restart"])
        self.restart = Field(tr("R&estart policy"), policies, self._judge_restart)
        self.attempts = self._field("restart_attempts", tr("&Attempts"), self._judge_attempts)
        self.add_fields(self.restart, self.attempts)

    def _field(self, name: str, label: str, judge: Callable[[str], Verdict]) -> Field:
        shown = self._before[name] = self._shown(name)
        differs = shown == "" and len({self._text(name, limits) for limits in self._now}) > 1
        line = line_edit(shown, placeholder=tr("differs") if differs else tr("no limit"))
        return Field(label, line, judge)

    def _shown(self, name: str) -> str:
        texts = {self._text(name, limits) for limits in self._now}
        return texts.pop() if len(texts) == 1 else ""

    @staticmethod
    def _text(name: str, limits: Limits) -> str:
        value = getattr(limits, name)
        if name == "restart":
            return str(value or "no")
        if not value or (name == "pids" and value < 0):
            return ""
        return number_text(name, value)

    # What is sent

    @property
    def limits(self) -> Limits:
        """What was changed, and nothing else: the Engine takes 0 for no change."""
        fields: dict[str, tuple[Field, Callable[[str], float | None]]] = {
            "memory": (self.memory, _size),
            "swap": (self.swap, _size),
            "memory_reservation": (self.reservation, _size),
            "pids": (self.pids, lambda text: _whole(text or "-1")),
            "cpus": (self.cpus, _fraction),
            "cpu_shares": (self.shares, _whole),
        }
        changed: dict[str, object] = {}
        for name, (field, read) in fields.items():
            if field.text != self._before[name] and (value := read(field.text)):
                changed[name] = value
        policy = self.restart.text
        if policy and (self._policy_changed or self._attempts_changed):
            changed["restart"] = policy
            if policy == "on-failure":
                changed["restart_attempts"] = _whole(self.attempts.text) or 0
        return replace(Limits(), **changed)  # type: ignore[arg-type]

    @property
    def _policy_changed(self) -> bool:
        return self.restart.text != self._before["restart"]

    @property
    def _attempts_changed(self) -> bool:
        before = self._before["restart_attempts"]
        return self.restart.text == "on-failure" and self.attempts.text != before

    @property
    def targets(self) -> tuple[Target, ...]:
        """Those that still exist, by their present names."""
        known = [t for t in self._asked if self.store.containers.get(t.key) is not None]
        return tuple(words.renewed(self.store, target) for target in known)

    def command(self) -> UpdateContainers:
        return UpdateContainers(self.targets or self._asked, self.limits, self._warn)

    def ready(self) -> bool:
        return super().ready() and self.limits != Limits()

    def over(self) -> str:
        names = [target.name for target in self._asked]
        return "" if self.targets else words.removed_meanwhile(self.store, Kind.CONTAINER, names)

    def concerns(self, change: Change) -> bool:
        return change.kind is Kind.CONTAINER

    def renew(self) -> None:
        targets = self.targets
        if len(targets) == 1:
            self.say(tr("Update container {name}", name=words.short(targets[0].name)))
        else:
            heading = tr("Update %n container(s)", "", len(targets))
            self.say(heading, words.listed([target.name for target in targets]))
        editor = self.attempts.editor
        editor.setEnabled(self.restart.text == "on-failure")

    def _on_field_changed(self) -> None:
        super()._on_field_changed()
        self.attempts.editor.setEnabled(self.restart.text == "on-failure")

    # What is thought of it

    def _takes_away(self, name: str, text: str) -> bool:
        """Whether this would end a limit: the Engine ends none but that of the PIDs."""
        ends = not text or _fraction(text) == 0 or _size(text) == 0
        return ends and text != self._before[name] and any(getattr(now, name) for now in self._now)

    def _judge_memory(self, text: str) -> Verdict:
        if self._takes_away("memory", text):
            return wrong(tr("The Engine can't take it away: type all that the machine has."))
        if not text:
            return ok(tr("No limit: as much as the machine has."))
        size = _size(text)
        if size is None:
            return _no_size(text)
        if size and size < LEAST_MEMORY:
            return wrong(tr("At least 6m: with less, no container starts."))
        swap = self._swap_now()
        if size and text != self._before["memory"] and 0 < swap < size:
            return wrong(tr("More than memory and swap together: raise that, too."))
        return ok(tr("Beyond it, processes are killed."))

    def _swap_now(self) -> int:
        """Memory and swap together, as they would be: 0 where there is no limit."""
        if self.swap.text == self._before["swap"]:
            return max((limits.swap or 0 for limits in self._now), default=0)
        return _size(self.swap.text) or 0

    def _judge_swap(self, text: str) -> Verdict:
        if self._takes_away("swap", text):
            return wrong(tr("The Engine can't take it away: -1 is swap without limit."))
        if not text or text == "-1":
            return ok(tr("-1 is swap without limit, from its next start on."))
        size = _size(text)
        if size is None:
            return _no_size(text)
        memory = _size(self.memory.text) or 0
        if not memory:
            return wrong(tr("Needs a limit of memory, too."))
        if size < memory:
            return wrong(tr("Counts both: not less than memory alone."))
        return ok(tr("Both together: the same as memory is no swap at all."))

    def _judge_reservation(self, text: str) -> Verdict:
        if self._takes_away("memory_reservation", text):
            return wrong(tr("The Engine can't take it away: type all the memory that it may have."))
        if not text:
            return ok(tr("What it is held to when memory is scarce."))
        size = _size(text)
        if size is None or size < 0:
            return _no_size(text)
        memory = _size(self.memory.text) or 0
        if memory and size > memory:
            return wrong(tr("Not more than its limit of memory."))
        return ok(tr("What it is held to when memory is scarce."))

    def _judge_pids(self, text: str) -> Verdict:
        if not text or text == "-1":
            return ok(tr("No limit."))
        count = _whole(text)
        return ok() if count else wrong(tr("A whole number above 0, or -1 for no limit."))

    def _judge_cpus(self, text: str) -> Verdict:
        if self._takes_away("cpus", text):
            return wrong(tr("The Engine can't take it away: type how many the machine has."))
        if not text:
            return ok(tr("No limit: all that the machine has."))
        value = _fraction(text)
        if value is None or (value and value < 0.01):
            return wrong(tr("A number such as 1.5, at least 0.01."))
        return ok(tr("How many it may keep busy, also in parts."))

    def _judge_shares(self, text: str) -> Verdict:
        if self._takes_away("cpu_shares", text):
            return wrong(tr("The Engine can't take it away: 1024 is the same."))
        if not text:
            return ok(tr("1024 where nothing is said."))
        shares = _whole(text)
        if shares is None or (shares and not 2 <= shares <= 262144):
            return wrong(tr("A whole number from 2 to 262144."))
        return ok(tr("Its weight when CPUs are scarce."))

    def _judge_restart(self, text: str) -> Verdict:
        return ok(tr(POLICIES[text])) if text in POLICIES else ok()

    def _judge_attempts(self, text: str) -> Verdict:
        if self.restart.text != "on-failure":
            return ok(tr("Of on-failure only."))
        if not text:
            return ok(tr("Without end."))
        return ok() if _whole(text) is not None else wrong(tr("A whole number."))


def _no_size(text: str) -> Verdict:
    said = tr("A size is like 64m or 1.5g.")
    return unfinished(said) if re.fullmatch(r"\d+\.?", text) else wrong(said)


def _size(text: str) -> int | None:
    return docker_size(typed(text))


def _whole(text: str) -> int | None:
    return int(text) if re.fullmatch(r"-?\d{1,9}", text, re.ASCII) else None


def _fraction(text: str) -> float | None:
    text = typed(text)
    return float(text) if re.fullmatch(r"\d{1,4}(\.\d{0,9})?|\.\d{1,9}", text, re.ASCII) else None
