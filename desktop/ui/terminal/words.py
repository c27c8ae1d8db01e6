"""What is said of a terminal's conversation."""

from __future__ import annotations

from desktop.engine.errors import EngineError, NotFound, Rejected, Unreachable
from desktop.model.commands import Target
from desktop.model.processes import NoShell
from desktop.model.secrets import masked_text
from desktop.model.store import Store
from desktop.model.terminals.home import Elsewhere
from desktop.model.terminals.plans import AttachPlan, Opened, Plan
from desktop.model.terminals.session import Phase, Standing
from desktop.terminal.paste import Ask
from desktop.ui import quoting
from desktop.ui.plain import visible
from desktop.ui.text import tr
from desktop.ui.wording import as_sentence, endpoint_name

_KILLED = 128  # and the signal's number


def standing(found: Standing, plan: Plan, program: str, opened: Opened | None) -> str:
    """How it stands, in a few words."""
    match found.phase:
        case Phase.OPENING:
            return tr("Opening…")
        case Phase.RUNNING if isinstance(plan, AttachPlan):
            return attached(program, opened)
        case Phase.RUNNING:
            return tr("Running {program}", program=program)
        case Phase.ENDED:
            return ended(found, program)
        case Phase.DETACHED:
            return tr("Detached")
        case Phase.LOST:
            return tr("Session lost")
        case Phase.FAILED:
            return tr("Not opened")
        case Phase.CLOSED:
            return tr("Closed")


def attached(program: str, opened: Opened | None) -> str:
    """What typing does there."""
    if opened is not None and not opened.takes_input:
        return tr("Attached to {program}, which takes no input", program=program)
    if opened is not None and not opened.channel.tty:
        return tr(
            "Attached to {program}, which has no terminal: a line is sent with Enter",
            program=program,
        )
    return tr("Attached to {program}", program=program)


def ended(found: Standing, program: str) -> str:
    """With which exit code."""
    if found.exit_code is None:
        return tr("{program} has ended", program=program)
    if found.exit_code > _KILLED:
        return tr(
            "{program} has ended with exit code {code} (signal {signal})",
            program=program,
            code=found.exit_code,
            signal=found.exit_code - _KILLED,
        )
    return tr("{program} has ended with exit code {code}", program=program, code=found.exit_code)


def told(found: Standing, plan: Plan, program: str, store: Store) -> str:
    """The sentence of the banner: what happened, and what Enter does."""
    target = plan.container
    match found.phase:
        case Phase.ENDED:
            said = ended(found, program)
            if isinstance(plan, AttachPlan):  # it begins with no name
                said = as_sentence(said)
            record, name = store.containers.get(target.key), visible(target.name, limit=60)
            if record is None and store.containers.standing.loaded:
                return tr("{what}, and {name} was removed.", what=said, name=name)
            if record is not None and not record.is_running:
                return tr(
                    "{what}. {name} does not run: start it, then Enter opens it again.",
                    what=said,
                    name=name,
                )
            return tr("{what}. Enter opens it again.", what=said)
        case Phase.DETACHED:
            return tr("Detached: {name} runs on. Enter attaches again.", name=target.name)
        case Phase.LOST if isinstance(plan, AttachPlan):
            return tr(
                "Session lost: the connection to the Engine ended. What was written stays here. "
                "Enter attaches again."
            )
        case Phase.LOST:
            return tr(
                "Session lost: the connection to the Engine ended. What was written stays here. "
                "Enter opens a new shell."
            )
        case Phase.FAILED if found.error is not None:
            return failed(target, found.error, store)
        case _:
            return ""


def failed(target: Target, error: EngineError, store: Store) -> str:
    """Why no terminal could be opened."""
    tried = tr("Cannot open a terminal in {name}", name=target.name)
    record = store.containers.get(target.key)
    match error:
        case NoShell():
            why = tr("it has no shell.")
        case Elsewhere(endpoint=endpoint):
            name = visible(endpoint_name(endpoint), limit=80)
            why = tr("it is on another Engine. Choose {name} first.", name=name)
        case Unreachable():
            why = tr("no Engine answers. Try again when it is back.")
        case NotFound() if record is None:
            why = tr("it was removed.")
        case Rejected() if record is not None and not record.is_running:
            why = tr("it does not run. Start it first.")
        case _:
            why = quoting.quoted(masked_text(error.explanation), store)
    return tr("{tried}: {why}", tried=tried, why=why)


def program_of(arguments: tuple[str, ...]) -> str:
    """What a program is called in a sentence."""
    name = arguments[0].replace("\\", "/").rpartition("/")[2] if arguments else ""
    return visible(name or tr("the program"), limit=40)


def why_asked(reason: Ask) -> str:
    """Why a paste is asked about."""
    match reason:
        case Ask.CONTROLS:
            return tr("There are characters in it that can't be seen; they arrive as signs.")
        case Ask.LINES:
            return tr("The program takes each line as if you had pressed Enter.")
        case Ask.LONG:
            return tr("It is long.")
