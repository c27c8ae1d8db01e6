"""Trying from inside: by the container's own tools, or a helper's in its network."""

from __future__ import annotations

import asyncio
import re
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace

from desktop.engine.errors import EngineError, Rejected
from desktop.engine.observations import Executed
from desktop.engine.protocol import Engine
from desktop.model.commands import Line
from desktop.model.reach import datagrams, listeners
from desktop.model.reach.machines import ContainerPort, Machine
from desktop.model.reach.verdict import Reason
from desktop.model.terminals.helper import running_helper

CLOCK_STEP = 10.0  # milliseconds
_CUT = 400  # characters of what a program has said

# Names that are not known are asked of the servers outside, too: that shall not take long.
_PING = """
RES_OPTIONS='timeout:2 attempts:2' exec ping -c 1 -W 2 "$1"
"""
# What is connected is ended at once, and nothing is sent. The kernel's clock has steps of 10 ms.
_CONNECT = """
connect() {
    if type bash >/dev/null 2>&1 && type timeout >/dev/null 2>&1; then
        timeout 3 bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$1" "$2"
        return
    fi
    type nc >/dev/null 2>&1 || return 127
    case $(nc --help 2>&1) in
    *BusyBox*) nc -w 2 "$1" "$2" -e true </dev/null ;;
    *) nc -z -w 2 "$1" "$2" </dev/null ;;
    esac
}
read -r began _ </proc/uptime
connect "$1" "$2"
code=$?
read -r ended _ </proc/uptime
echo "took $began $ended"
exit $code
"""

_TIME = re.compile(r"time[=<]([0-9.]+)\s*ms")
_TOOK = re.compile(r"^took ([0-9.]+) ([0-9.]+)$", re.MULTILINE)
_RESOLVED = re.compile(r"^PING \S+ \(([0-9a-fA-F.:]+)\)", re.MULTILINE)
_SAYS = (
    (Reason.NAME_UNKNOWN, r"bad address|not known|unknown host|failure in name|could not resolve"),
    (Reason.NOT_PERMITTED, r"not permitted|permission denied|are you root"),
    (Reason.PROHIBITED, r"port unreachable|prohibited|packet filtered"),
    (Reason.REFUSED, r"refused"),
    (Reason.SILENT, rf"^{datagrams.SILENT}$"),
    (Reason.NO_ROUTE, r"unreachable|no route"),
    (Reason.NO_ANSWER, r"timed out|100% packet loss|timeout"),
)
_NOT_THERE = (126, 127)
_TIMED_OUT = (124, 143)  # GNU's timeout, busybox's
_WORDS = ("executable file", "no such file or directory")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a test has come to. ``milliseconds`` are ping's; of a port, ``CLOCK_STEP`` at least.

    ``unclear``: nobody can tell from here whether it is reached.
    ``said`` is what the program said (hostile), ``line`` what one would have typed, ``resolved``
    the address that a name has, ``listens`` the addresses at which the target's programs have a
    port that was refused.
    """

    reached: bool
    reason: Reason | None = None
    milliseconds: float | None = None
    said: str = ""
    resolved: str = ""
    listens: str = ""
    helper: bool = False
    line: Line = ()

    @property
    def unclear(self) -> bool:
        return self.reason in (Reason.SILENT, Reason.LISTENS)


class Prober:
    """Tests from one container; within its context, which removes the helper if there was one."""

    def __init__(self, engine: Engine, machine: Machine, image: str | None) -> None:
        self._engine = engine
        self._key = machine.key
        self._name = machine.name
        self._beside = machine.namespace or machine.key
        self._image = image
        self._stack = AsyncExitStack()
        self._lock = asyncio.Lock()
        self._helper = ""
        self._lacks: set[str] = set()

    async def __aenter__(self) -> Prober:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()

    async def ping(self, host: str) -> Finding:
        """Whether a host answers a ping."""
        shown = ("docker", "exec", self._name, "ping", "-c", "1", "-W", "2", host)
        found = await self._try("ping", _PING, (host,), shown)
        if found.reason is Reason.NOT_PERMITTED and not found.helper:
            self._lacks.add("ping")  # it may not: the helper may
            helped = await self._try("ping", _PING, (host,), shown)
            if helped.reason is Reason.NO_TOOL:
                return found
            found = helped
        if found.reason is Reason.NOT_PERMITTED and found.helper:  # who has the right
            return replace(found, reason=Reason.PROHIBITED)
        return found

    async def connect(self, host: str, port: ContainerPort) -> Finding:
        """Whether something takes a TCP connection there; it is closed at once."""
        number = str(port.number)
        shown = ("docker", "exec", self._name, "nc", "-z", "-w", "2", host, number)
        return await self._try("connect", _CONNECT, (host, number), shown)

    async def send(self, host: str, port: ContainerPort) -> Finding:
        """What comes back for a datagram: an answer, that nobody has the port, or nothing."""
        number = str(port.number)
        shown = ("docker", "exec", self._name, *datagrams.line(host, number))
        return await self._try("send", datagrams.SEND, (host, number), shown)

    async def listeners(self, port: ContainerPort) -> tuple[listeners.Address, ...] | None:
        """Where its programs have this port; None where nobody can look."""
        script, *words = listeners.script(port)
        done, _by_helper = await self._run("listening", script, tuple(words))
        return listeners.read(done.stdout, port) if done is not None else None

    async def _try(self, tool: str, script: str, words: tuple[str, ...], shown: Line) -> Finding:
        done, by_helper = await self._run(tool, script, words)
        if done is None:
            return Finding(reached=False, reason=Reason.NO_TOOL, line=shown)
        if by_helper:
            shown = ("docker", "run", "--rm", "--network", f"container:{self._name}",
                     self._image or "IMAGE", *shown[3:])  # fmt: skip
        return replace(read(done), helper=by_helper, line=shown)

    async def _run(
        self, tool: str, script: str, words: tuple[str, ...]
    ) -> tuple[Executed | None, bool]:
        """What came of it, and whether the helper did it; None where nobody can."""
        arguments = ("sh", "-c", script, "sh", *words)
        if tool not in self._lacks:
            done = await self._executed(self._key, arguments)
            if done is not None and done.exit_code not in _NOT_THERE:
                return done, False
            self._lacks.add(tool)
        helper = await self._helped()
        if not helper:
            return None, True
        done = await self._executed(helper, arguments)
        return (None if done is None or done.exit_code in _NOT_THERE else done), True

    async def _executed(self, container: str, arguments: tuple[str, ...]) -> Executed | None:
        """None where there is no shell."""
        try:
            return await self._engine.observe.execute(container, arguments, user="0")
        except Rejected as problem:
            if any(words in problem.explanation.lower() for words in _WORDS):
                return None
            raise

    async def _helped(self) -> str:
        async with self._lock:
            if not self._helper and self._image:
                self._helper = await self._stack.enter_async_context(
                    running_helper(self._engine, self._beside, self._image, only_network=True)
                )
        return self._helper


def read(done: Executed) -> Finding:
    """What ``ping``, ``nc`` or bash has said, in our words."""
    said = (done.stderr + b"\n" + done.stdout).decode(errors="replace").strip()
    resolved = _RESOLVED.search(said)
    address = resolved[1] if resolved else ""
    if done.exit_code == 0:
        return Finding(True, None, _milliseconds(said), resolved=address)
    if done.exit_code in _TIMED_OUT:
        return Finding(False, Reason.NO_ANSWER, said=said[:_CUT], resolved=address)
    lowered = said.lower()
    for reason, pattern in _SAYS:
        if re.search(pattern, lowered, re.MULTILINE):
            return Finding(False, reason, said=said[:_CUT], resolved=address)
    return Finding(False, Reason.FAILED, said=said[:_CUT], resolved=address)


def _milliseconds(said: str) -> float | None:
    if took := _TIME.search(said):
        return float(took[1])
    if took := _TOOK.search(said):
        return max(CLOCK_STEP, (float(took[2]) - float(took[1])) * 1000)
    return None


def failed(error: EngineError) -> Finding:
    """The Engine did not let us try."""
    return Finding(False, Reason.FAILED, said=error.explanation[:_CUT])
