"""What is wrong with a Dockerfile, a context or a build, in sentences."""

from __future__ import annotations

import errno
import re
from pathlib import Path

from desktop.engine.build_records import BuildFailed, ContextUnreadable
from desktop.engine.context_files import Oddity, Trouble
from desktop.model.build.checks import Need
from desktop.model.build.findings import Fault, Finding
from desktop.ui.plain import visible
from desktop.ui.text import mark, tr

_SENTENCES = {
    Fault.EMPTY: mark("Nothing is in it yet. A Dockerfile begins with FROM and an image."),
    Fault.NO_FROM: mark("{part} comes before the first FROM. Only ARG may."),
    Fault.NO_ARGUMENTS: mark("{part} says nothing: something has to follow it."),
    Fault.BAD_IMAGE: mark("{part} is no name of an image."),
    Fault.SAME_STAGE: mark("An earlier stage is called {part}, too."),
    Fault.TOO_FEW_WORDS: mark("{part} needs what to copy, and where to."),
    Fault.OPEN_DOCUMENT: mark("The here-document does not end: no line is {part} alone."),
    Fault.OUTSIDE: mark("{part} is outside of the folder that is sent. Copy it into the folder."),
    Fault.ABSENT: mark("{part} is not in the folder that is sent."),
    Fault.IGNORED: mark("{part} is left out by a line of .dockerignore, {other}."),
    Fault.STAGE_NAME: mark(
        "{part} can't be the name of a stage: it begins with a letter, and has only letters,"
        " digits, dots, - and _."
    ),
    Fault.FROM_WORDS: mark("{part} is too much. FROM takes an image, or an image AS a name."),
    Fault.NO_VALUE: mark("{part} needs a value, after =."),
    Fault.PORT: mark("{part} is no port: a number up to 65535, or two with a -, such as 80/tcp."),
    Fault.NO_PAIR: mark("{part} is no name=value."),
    Fault.NO_FOLDER: mark(
        "{other} takes several files only to a folder: {part} has to end with a /."
    ),
    Fault.SIGNAL: mark("{part} is no signal, such as SIGTERM."),
    Fault.NEEDS_JSON: mark('{other} takes a list as JSON has it: ["/bin/sh", "-c"].'),
    Fault.CHECK: mark("{part} is no way to check: CMD and a command follow, or NONE."),
    Fault.ONBUILD: mark("{part} can't come after ONBUILD."),
    Fault.LATEST: mark("{part} is another image whenever latest is renewed. Name a version."),
    Fault.APT_LISTS: mark(
        "The lists that {part} loads stay in the image. In the same RUN, end with"
        " rm -rf /var/lib/apt/lists/*"
    ),
    Fault.SECRET: mark("The value of {part} stays in the image, where everybody can read it."),
    Fault.NO_SECRET: mark(
        "Portside hands no secrets to a build: {other} is not there. In a terminal, add"
        " --secret id={other},src=FILE to the docker line."
    ),
    Fault.NO_AGENT: mark(
        "Portside hands no SSH agent to a build: {other} is not there. In a terminal, add"
        " --ssh {other} to the docker line."
    ),
    Fault.BUILDKIT: mark(
        "{part} needs BuildKit, and docker buildx is not on this machine. Install the plug-in"
        " docker-buildx, or do without it."
    ),
    Fault.TOO_NEW: mark(
        "{part} is newer than this Engine's BuildKit. With the line # syntax=docker/dockerfile:1 at"
        " the top it pulls one that knows it."
    ),
    Fault.NO_JSON: mark('It is no list as JSON has it, and goes to a shell: use " around words.'),
}


def sentence(finding: Finding) -> str:
    """One finding. The linter's own words are English."""
    part, other = visible(finding.part, limit=80), visible(finding.other, limit=80)
    match finding.fault:
        case Fault.LINTER:
            said = visible(finding.part, limit=400)
            return f"{said} ({other})" if other else said
        case Fault.UNKNOWN_INSTRUCTION if other:
            return tr("{part} is no instruction. {other} may be meant.", part=part, other=other)
        case Fault.UNKNOWN_INSTRUCTION:
            return tr("{part} is no instruction.", part=part)
        case Fault.FLAG if other:
            return tr("{part} is no option here. {other} may be meant.", part=part, other=other)
        case Fault.FLAG:
            return tr("{part} is no option here.", part=part)
        case Fault.UNKNOWN_STAGE if other:
            return tr(
                "No earlier stage is called {part}, so it is an image. The stage {other} may be"
                " meant.",
                part=part,
                other=other,
            )
        case Fault.UNKNOWN_STAGE if finding.part.isdecimal():
            return tr("No earlier stage has the number {part}.", part=part)
        case Fault.UNKNOWN_STAGE:
            return tr("No earlier stage is called {part}, so it is an image.", part=part)
        case Fault.NO_FROM if not part:
            return tr("A FROM is missing: nothing says what to begin with.")
    return tr(_SENTENCES[finding.fault], part=part, other=other)


def why_buildkit(needs: tuple[Need, ...]) -> str:
    """That it can't be built, as there is no BuildKit to be had."""
    hard = next(need for need in needs if need.hard)
    return tr(
        "Line {line} needs BuildKit ({part}), and docker buildx is not on this machine. Install"
        " the plug-in docker-buildx, or do without it in the Dockerfile.",
        line=hard.line,
        part=visible(hard.part, limit=60),
    )


def by_buildkit(needs: tuple[Need, ...]) -> str:
    """That buildx is used, and for what."""
    return tr(
        "Built by docker buildx: line {line} needs BuildKit ({part}).",
        line=needs[0].line,
        part=visible(needs[0].part, limit=60),
    )


def no_limit(memory: str) -> str:
    """That an option has no effect."""
    size = visible(memory, limit=40)
    return tr("docker buildx sets no limit of memory: {size} has no effect.", size=size)


def no_such_network(name: str) -> str:
    """That BuildKit would refuse a network."""
    return tr(
        "BuildKit takes the networks default, host and none, and would refuse {name}.",
        name=visible(name, limit=60),
    )


def not_sent(why: str) -> str:
    """That nothing of a folder can be sent."""
    return tr("The folder can't be sent: {why}", why=visible(why, limit=300))


def no_linter() -> str:
    """That fewer mistakes are found than could be."""
    return tr("More is found where the linter hadolint is installed, on the PATH.")


def syntax_ignored() -> str:
    """That a directive has no effect."""
    return tr(
        "Without docker buildx, “# syntax” is a comment to the Engine's own builder. Nothing else"
        " in the Dockerfile needs BuildKit."
    )


def unreadable(path: Path, problem: Exception) -> str:
    """Why a Dockerfile could not be read."""
    file, folder = visible(str(path), limit=120), visible(str(path.parent), limit=120)
    if isinstance(problem, FileNotFoundError | NotADirectoryError):
        return tr("There is no folder {folder}. Choose another one.", folder=folder)
    if isinstance(problem, PermissionError):
        return tr("You may not read {file}. Change its permissions, or choose another.", file=file)
    if isinstance(problem, IsADirectoryError):
        return tr("{file} is a folder. Choose a file.", file=file)
    if isinstance(problem, OSError):
        why = problem.strerror or str(problem)
        return tr("Cannot read {file}: {why}", file=file, why=visible(why, limit=200))
    return tr("{file} is too large for a Dockerfile. Choose another.", file=file)


def unsaved(path: Path, problem: OSError) -> str:
    """Why a Dockerfile could not be written."""
    why = visible(problem.strerror or str(problem), limit=200)
    file = visible(str(path), limit=120)
    return tr("Cannot save {file}: {why}. Nothing was built.", file=file, why=why)


def not_left_out(path: str, file: str, problem: Exception) -> str:
    """Why no line was added to the ignore file."""
    path, file = visible(path, limit=120), visible(file, limit=120)
    if not isinstance(problem, OSError):
        return tr(
            "The name {path} has a line break, which {file} cannot say.", path=path, file=file
        )
    if problem.errno == errno.ELOOP:
        return tr("{file} is a link. Replace it by a file to leave something out.", file=file)
    why = visible(problem.strerror or str(problem), limit=200)
    return tr("Cannot write {file}: {why}", file=file, why=why)


def changed_meanwhile(path: Path) -> str:
    """That somebody else has written the file since it was read."""
    return tr(
        "{file} was changed by something else meanwhile. Save and build again to overwrite it.",
        file=visible(str(path), limit=120),
    )


def trouble(one: Trouble) -> str:
    """What is odd about a file of the context."""
    path = visible(one.path, limit=120)
    match one.oddity:
        case Oddity.UNREADABLE:
            return not_permitted(path)
        case Oddity.SOCKET:
            return tr("{path} is a socket, and is not sent.", path=path)
        case Oddity.GONE:
            return tr("{path} went while it was looked at.", path=path)


def not_permitted(path: str) -> str:
    """That a file or folder of the context is closed to us, and what to do."""
    return tr(
        "{path} can't be read, and docker sends nothing then. Permit it (chmod -R u+rX), or leave"
        " it out by .dockerignore.",
        path=path,
    )


def unsendable(error: ContextUnreadable) -> str:
    """Why the files of a context could not be sent."""
    path, why = visible(error.path, limit=120), visible(error.explanation, limit=400)
    match error.number if path else 0:
        case errno.EACCES | errno.EPERM:
            return not_permitted(path)
        case errno.ESTALE:
            return tr(
                "{path} has become shorter while it was sent. Build again when nothing writes to"
                " it, or leave it out by .dockerignore.",
                path=path,
            )
        case errno.ENOENT:
            return tr("{path} went while it was looked at. Build again.", path=path)
        case 0:
            return why
    return tr("{path}: {why}", path=path, why=why)


_ENDED = re.compile(
    r"(?:returned a non-zero code|did not complete successfully: exit code"
    r"|executor failed running .*: exit code): (\d+)",
    re.DOTALL,
)


def ended(error: BuildFailed) -> str:
    """That the command of a step failed, by the code that it ended with; "" where it was not so."""
    found = _ENDED.search(error.explanation)
    if found is None:
        return ""
    match int(found[1]):
        case 126:
            return tr("a step's command may not be run (exit code 126). Make the file executable.")
        case 127:
            return tr("a step's command is not in the image (exit code 127). Install it before.")
        case 137:
            return tr(
                "a step's command was killed (exit code 137), perhaps for want of memory. What it"
                " wrote is in the build's log."
            )
    return tr(
        "a step's command ended with exit code {code}. What it wrote is in the build's log.",
        code=found[1],
    )
