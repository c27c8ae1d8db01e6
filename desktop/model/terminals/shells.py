"""Which shell a container has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desktop.engine.errors import EngineError, Rejected
from desktop.engine.protocol import Engine
from desktop.model.processes import NoShell

POSIX = ("bash", "ash", "sh")  # the one with the most comfort first
WINDOWS = ("powershell", "cmd")
REMEMBERED = 500

_NOT_BEGUN = (126, 127)  # what the Engine ends an exec with that it can't begin
# Where the Engine says that by an error instead: Podman, and Docker on Windows.
_WORDS = ("executable file", "no such file or directory", "cannot find the file")
# Most have sh, and then it tells in one go, by what is part of it. Not by type: a busybox names its
# ash whether there is a link that the Engine can run or not.
_ASK_SH = (
    "sh",
    "-c",
    "IFS=:; for s in bash ash; do for d in $PATH; do [ -x $d/$s ] && echo $s && exit; done; done;"
    " echo sh",
)


class Shells:
    """The shells that were found, by the id of the image. Settings may keep ``known``.

    That there is none is not remembered: the next container may have one, or more memory to begin
    it. The oldest give way.
    """

    def __init__(self, known: Mapping[str, str] | None = None) -> None:
        self._known = {image: shell for image, shell in (known or {}).items() if shell}

    @property
    def known(self) -> Mapping[str, str]:
        """All that is remembered, the newest last."""
        return dict(self._known)

    def forget(self, image: str) -> None:
        """It was not true for a container of that image."""
        self._known.pop(image, None)

    async def find(self, engine: Engine, container: str, image: str) -> str:
        """The shell of a running container; where there is none, a helper may have one.

        Raises :class:`~desktop.model.processes.NoShell` then.
        """
        found = self._known.get(image) or await find_shell(engine, container)
        if not found:
            raise NoShell
        self._known[image] = found
        for oldest in list(self._known)[: max(0, len(self._known) - REMEMBERED)]:
            del self._known[oldest]
        return found


def not_begun(exit_code: int | None, problem: EngineError | None = None) -> bool:
    """Whether an exec that ended so may never have begun: most often there is no such program.

    A program may also end with such an exit code by itself.
    """
    if isinstance(problem, Rejected):
        return any(words in problem.explanation.lower() for words in _WORDS)
    return exit_code in _NOT_BEGUN


async def find_shell(engine: Engine, container: str) -> str:
    """The best shell of a running container, or nothing."""
    if engine.info.os == "windows":
        return await _first(engine, container, WINDOWS, "/?")
    if (said := await _said(engine, container, _ASK_SH)) is not None:
        return said if said in POSIX else "sh"
    return await _first(engine, container, ("bash", "ash"), "-c", "exit")


async def _first(engine: Engine, container: str, names: Iterable[str], *arguments: str) -> str:
    for name in names:
        if await _said(engine, container, (name, *arguments)) is not None:
            return name
    return ""


async def _said(engine: Engine, container: str, arguments: tuple[str, ...]) -> str | None:
    """What a program says; None where there is no such program."""
    try:
        done = await engine.observe.execute(container, arguments)
    except Rejected as problem:
        if not_begun(None, problem):
            return None
        raise
    return None if not_begun(done.exit_code) else done.stdout.decode(errors="replace").strip()
