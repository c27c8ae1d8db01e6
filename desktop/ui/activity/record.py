"""What the record of operations says: words, command lines, and the whole as a script."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from desktop.engine.records import Kind, Progress
from desktop.engine.start_failure import StartFailed
from desktop.model.commands import Command, Verb
from desktop.model.operations import Failure, Operation, Outcome
from desktop.model.secrets import masked_line, masked_text
from desktop.model.shell import Shell, quoted, script
from desktop.model.start_engine import StartEngine
from desktop.model.starter import PackStarter
from desktop.model.store import Store
from desktop.ui import problems, titles, units
from desktop.ui.activity import parts
from desktop.ui.activity.speed import Speed
from desktop.ui.plain import visible
from desktop.ui.text import tr

_SILENT = 5.0  # seconds without news that are told

WORDS = {
    Outcome.RUNNING: "running",
    Outcome.DONE: "done",
    Outcome.FAILED: "failed",
    Outcome.CANCELLED: "cancelled",
}


def shell() -> Shell:
    """The shell that people use on this system."""
    return Shell.POWERSHELL if sys.platform == "win32" else Shell.POSIX


def command_lines(command: Command) -> str:
    """The docker command lines that do the same, to be copied: exact, secrets too."""
    return "\n".join(quoted(line, shell()) for line in command.lines())


def shown_command_lines(command: Command) -> str:
    """The same to be looked at: secrets masked, and nothing in it that can't be seen."""
    return "\n".join(
        visible(quoted(masked_line(line), shell()), limit=2000) for line in command.lines()
    )


def sentence(operation: Operation, failure: Failure, store: Store) -> str:
    """Why it failed on one target, and what to do."""
    if isinstance(operation.command, StartEngine) and isinstance(failure.error, StartFailed):
        from desktop.ui.start_page import words

        return words.failure(failure.error, operation.command.way)
    return problems.sentence(operation.command.verb, failure.target, failure.error, store)


def result(operation: Operation, store: Store, speed: Speed | None = None) -> str:
    """One line: how far it is, what became of it, or why it failed."""
    if operation.running:
        return _progress(operation, speed)
    if operation.failures and len(operation.command.targets) == 1:
        return sentence(operation, operation.failures[0], store)
    return titles.result(operation)


def _progress(operation: Operation, speed: Speed | None) -> str:
    if operation.cancelling:
        return tr("Cancelling…")
    told = []
    progress, fraction = operation.progress, operation.fraction
    nothing = _silence(operation)
    if fraction is not None and progress is not None and progress.about is None:
        told.append(tr("{percent} %", percent=int(fraction * 100)))
    told += [nothing] if nothing else []  # before what may be cut off
    counted = progress is not None and progress.done > 0 and _counts(operation, progress)
    if progress is not None and counted:  # what each part does stands in its own row
        told.append(parts.amount(progress.done, progress.total, progress.about))
        waits = [said for part in progress.parts if (said := parts.waits(part))][:1]
        told += [] if nothing else waits
    rate = speed.rate if speed is not None and not nothing else None
    if rate:
        told.append(tr("{size}/s", size=units.size(rate)))
    if operation.command.verb is Verb.COPY:
        from desktop.ui.files.titles import how_far

        told.append(how_far(progress))
    if not nothing and not counted and (not told or rate is None):
        told.append(titles.result(operation))
    return "  ".join(filter(None, told)) or tr("Running")


def _silence(operation: Operation) -> str:
    """That nothing comes from a registry, or goes there; empty while something does."""
    progress, silent = operation.progress, operation.silent_seconds
    layers = progress.parts if progress is not None else ()
    verb = operation.command.verb
    moves = verb in (Verb.PULL, Verb.PUSH) or (verb in (Verb.RUN, Verb.CREATE) and bool(layers))
    if silent < _SILENT or not moves or any(map(parts.is_at_work, layers)):
        return ""
    time = units.elapsed(silent) if silent >= 10 else tr("{seconds} s", seconds=int(silent))
    return tr("No data for {time}: the Engine still waits for the registry", time=time)


def _counts(operation: Operation, progress: Progress) -> bool:
    """Whether its bytes are what one wants to know; files have words of their own."""
    moves = operation.command.kind is Kind.IMAGE or operation.command.verb is Verb.EXPORT
    return bool(progress.parts) or (moves and not progress.text)


# The whole record as a script


def as_script(operations: Iterable[Operation], store: Store) -> str:
    """A script that, run against the same start, does the same. Secrets are masked in it.

    What had no effect, and what has a masked secret, is commented out.
    """
    entries: list[tuple[str, Sequence[Sequence[str]], bool]] = []
    for operation in operations:
        title = f"{units.iso(operation.started)} {titles.title(operation.command)}"
        reasons = [sentence(operation, failure, store) for failure in operation.failures]
        for lines, effective in operation.entries:
            shown: list[Sequence[str]] = [masked_line(line) for line in lines]
            outcome = Outcome.DONE if effective else operation.outcome
            comment = [title, ": ".join(filter(None, (operation.where, WORDS[outcome])))]
            comment += () if effective else reasons
            if effective and isinstance(operation.command, PackStarter):
                shown = [operation.command.shell_text()]
            elif any(masked != line for masked, line in zip(shown, lines, strict=True)):
                comment.append(tr("A secret is left out here: put it in, and uncomment the line."))
                effective = False
            entries.append(("\n".join(map(_one_line, comment)), shown, effective))
    return script(entries, shell())


def _one_line(text: str) -> str:
    return visible(masked_text(text), limit=1000)
