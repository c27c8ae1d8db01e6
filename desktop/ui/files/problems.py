"""What went wrong with files, in sentences that say what to do."""

from __future__ import annotations

from desktop.engine.errors import Conflict, EngineError, Reason, Unreachable
from desktop.engine.file_errors import (
    Changed,
    NeedsProgram,
    ProgramFailed,
    Refused,
    Rule,
)
from desktop.model.commands import Verb
from desktop.model.engine_texts import is_full
from desktop.model.store import Store
from desktop.model.whole_file import FileTrouble
from desktop.ui import archive_words, quoting
from desktop.ui.plain import visible
from desktop.ui.text import mark, tr
from desktop.ui.wording import listed

_RULES = {
    Rule.FOLDER_ONTO_FILE: mark(
        "{path} is a file, and a folder can't take its place. Choose another name."
    ),
    Rule.FILE_ONTO_FOLDER: mark(
        "{path} is a folder, and a file can't take its place. Choose another name."
    ),
    Rule.NO_FOLDER: mark(
        "there is no folder {path}. Make it first, or leave the slash at the end out."
    ),
    Rule.NO_PARENT: mark("the folder that {path} would be in does not exist. Make it first."),
    Rule.NO_SOURCE: mark("there is no {path}."),
    Rule.NOT_A_FOLDER: mark("{path} is not a folder."),
    Rule.MANY_ONTO_ONE: mark(
        "several files need a folder that exists, and {path} is none. Make it first."
    ),
    Rule.SPECIAL: mark("{path} is a device, a pipe or a socket."),
    Rule.INTO_ITSELF: mark("{path} would be copied into itself."),
    Rule.SAME_NAME: mark(
        "several are called {path}, and only one can have that name there. Rename one first."
    ),
    Rule.HIDDEN: mark(
        "{path} is in memory (a tmpfs, or the kernel's own), which docker cp can't reach."
    ),
    Rule.READ_ONLY: mark("{path} can only be read."),
}
KNOWN = (Refused, Changed, NeedsProgram, ProgramFailed)


def why(error: EngineError) -> str:
    """The sentence after the colon, of one of the ``KNOWN``."""
    match error:
        case Refused(rule=rule, path=path):
            return tr(_RULES[rule], path=short(path))
        case Changed(path=path):
            return tr(
                "{path} was changed meanwhile. Nothing was written: look at it again first.",
                path=short(path),
            )
        case NeedsProgram(program=program, running=True):
            return tr("it has no program {name} that could do it.", name=visible(program))
        case NeedsProgram():
            return tr("that is only possible while the container runs: start it, or unpause it.")
        case ProgramFailed():
            return tr("the program said “{text}”.", text=visible(error.explanation, limit=400))
    if isinstance(error, FileTrouble):
        return archive_words.why(error)
    return quoting.quoted(error.explanation)


def why_undone(verb: Verb, error: EngineError, store: Store | None) -> str:
    """Why something was not done to paths, where more is known than of other work."""
    if error.left:
        what = listed(short(path) for path in error.left)
        unfinished = tr("It was not finished: {what} may be incomplete.", what=what)
        said = _full(error, store) or quoting.no_word(error) or why(error)
        return tr("{why} {next}", why=said, next=unfinished)
    if _is_lost(error) and verb is Verb.COPY:
        return tr("the connection to the Engine was lost. What had come of it is removed again.")
    return _full(error, store)


def _full(error: EngineError, store: Store | None) -> str:
    if isinstance(error, FileTrouble) or not is_full(error.explanation):
        return ""
    said = quoting.quoted(error.explanation, store)
    return tr("there is no space left where it goes to; {quote}", quote=said)


def _is_lost(error: EngineError) -> bool:
    return isinstance(error, Unreachable) and error.reason is Reason.DROPPED


def taken(error: EngineError) -> bool:
    """Whether the name was there already."""
    return isinstance(error, Conflict)


def short(path: str) -> str:
    """A path for a sentence."""
    return visible(path, limit=120)
