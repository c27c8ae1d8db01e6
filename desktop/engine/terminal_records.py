"""What a terminal asks an Engine for, and what it hears: the records of exec and attach.

All bytes come from a container: they are hostile until a terminal has taken them apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from desktop.engine.observations import Output

DETACH_KEYS = "ctrl-p,ctrl-q"  # Docker's own
# The Engine holds the first detach key back until the next key tells whether it was meant. A shell
# has better use for Ctrl+P, so what detaches from one is what nobody types.
NEVER_TYPED = ",".join(["ctrl-^"] * 8)


class Heard(NamedTuple):
    """Some bytes of one output; with a terminal there is only one."""

    output: Output
    data: bytes


@dataclass(frozen=True, slots=True)
class ExecSpec:
    """A program to run in a container, with our hands on its input (if any) and outputs.

    ``user`` and ``folder`` empty are the container's own.
    """

    arguments: tuple[str, ...]
    user: str = ""
    folder: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    privileged: bool = False
    tty: bool = True
    stdin: bool = True
    detach_keys: str = NEVER_TYPED


@dataclass(frozen=True, slots=True)
class AttachSpec:
    """The main process of a container, as it was told by its inspection.

    ``started`` is when it began (``State.StartedAt``). ``replay``: all that the Engine's log has
    comes first, without a gap.
    """

    tty: bool
    started: str = ""
    stdin: bool = True
    detach_keys: str = DETACH_KEYS
    replay: bool = False


@dataclass(frozen=True, slots=True)
class HelperSpec:
    """A container beside another: in its namespaces of processes and network, with its volumes.

    It runs until its input ends, so it does not outlive whoever holds that. The Engine removes it
    then.
    """

    beside: str
    image: str
    shell: str = "sh"
    labels: Mapping[str, str] = field(default_factory=dict)
    only_network: bool = False
    """In its network alone, and with what ``ping`` needs."""


class Channel(Protocol):
    """A program's input and outputs, while the context that gave it lasts."""

    @property
    def tty(self) -> bool:
        """Whether there is a terminal between; else the outputs are told apart."""

    async def read(self) -> tuple[Heard, ...]:
        """What has come since, at most ``HEARD_BYTES``, in its order; nothing at the end.

        While nobody reads, the container is held up as soon as that much waits. How it ended is
        for ``exit_code`` to say: a lost connection may look like an end.
        """

    async def write(self, data: bytes) -> None:
        """Return when it is taken, in order; waits while ``UNSENT_BYTES`` are still to be sent.

        A program that does not read holds up all that follows, Ctrl+C too, as it does in any
        terminal; reading goes on, and the context can be left. After the end it is dropped.
        """

    @property
    def unsent(self) -> int:
        """Bytes that are taken and not sent yet."""

    async def end_input(self) -> None:
        """End the program's input when all is sent; on a terminal that is a Ctrl+D.

        Raises :class:`Unsupported` where the connection (TLS, a named pipe) has no such end.
        """

    async def resize(self, columns: int, rows: int) -> None:
        """Tell the terminal its size; whoever has ended does not mind."""

    async def exit_code(self) -> int | None:
        """What it ended with, once there is no more to read; None where that is not known.

        Raises ``Unreachable`` if it still runs: the connection was lost, or detached from.
        """

    async def began(self) -> bool:
        """Whether there ever was a process of it: asked once it has ended."""

    async def pid(self) -> int | None:
        """The number of the process on the Engine's machine; None when it has none any more."""
