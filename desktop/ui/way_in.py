"""What to do where a socket is there, and this user may not use it."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from desktop.engine.endpoint import Endpoint
from desktop.engine.errors import Unreachable
from desktop.engine.socket_group import GroupAdvice
from desktop.ui.text import tr


@dataclass(frozen=True, slots=True)
class WayIn:
    """Why it is so; where it would help, the ``command`` that lets this user in; what that means.

    All but the command are sentences.
    """

    cause: str
    command: str = ""
    meaning: str = ""

    @property
    def advice(self) -> str:
        """All of it in one text."""
        if not self.command:
            return self.cause
        told = tr("To join it, run {command} in a terminal.", command=self.command)
        return f"{self.cause} {told} {self.meaning}"


def way_in(endpoint: Endpoint, error: Unreachable, said: str) -> WayIn:
    """The way into an endpoint that is denied; ``said`` is the system's own text, made visible."""
    if endpoint.url.startswith("ssh:"):
        return WayIn(
            tr(
                "ssh says “{text}”. Portside never asks for a password there: load a key into the"
                " ssh agent.",
                text=said,
            )
        )
    if error.access is None:
        return WayIn(tr("The system says “{text}”. Ask its administrator for access.", text=said))
    return _through_the_group(error.access)


def _through_the_group(facts: GroupAdvice) -> WayIn:
    if not facts.group_may_write or facts.group in ("root", "wheel", "0"):
        return WayIn(
            tr(
                "The socket {path} belongs to root alone. Use rootless Docker, or let the"
                " administrator give it to a group.",
                path=facts.path,
            )
        )
    if facts.in_database and not facts.in_session:
        return WayIn(
            tr(
                "{user} is a member of the group {group}, but not yet in this session: log out and"
                " in again.",
                user=facts.user,
                group=facts.group,
            )
        )
    return WayIn(
        tr(
            "Only root and the group {group} may use the socket, and {user} is not a member.",
            group=facts.group,
            user=facts.user,
        ),
        shlex.join(("sudo", "usermod", "--append", "--groups", facts.group, facts.user)),
        tr(
            "Then log out and in again. What it means: members of that group are equal to root"
            " on this machine, as any container can be given the whole of it."
        ),
    )
