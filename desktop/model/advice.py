"""Next steps after a failure, as data."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from desktop.model.commands import Command, Target


class Advice(enum.Enum):
    """What a remedy does."""

    RETRY = "retry"  # the same once more
    FORCE = "force"  # the same by force
    STOP_FIRST = "stop first"  # stop it, then the same
    UNPAUSE = "unpause"  # instead of starting it
    DISCONNECT_USERS = "disconnect users"  # take the containers out of it, then the same
    STOP_USERS = "stop users"  # stop the containers that use it, then the same
    REMOVE_USERS = "remove users"  # remove the containers that use it, then the same
    REMOVE_CHILDREN = "remove children"  # remove the images made of it, then the same
    UNTAG = "untag"  # take the name away, and leave the image
    STOP_HOLDER = "stop holder"  # stop the container that has the port, then the same
    OTHER_PORT = "other port"  # something that is no container here has the port
    OTHER_NAME = "other name"  # the name belongs to another
    LOAD = "load"  # instead of importing it
    IMPORT = "import"  # instead of loading it
    MISSING_NETWORK = "missing network"  # it belongs to a network that is gone
    FREE_SPACE = "free space"  # see what takes the Engine's disk: no command does it
    SIGN_IN = "sign in"  # to the registry, then the same
    ANY_SUBNET = "any subnet"  # the network, with one that the Engine chooses
    ANY_ADDRESS = "any address"  # into the network, with one that the Engine chooses
    NO_ALIASES = "no aliases"  # into the network without them
    LEAVE_NONE = "leave none"  # the network none, which is alone, then the same
    LEAVE_SWARM = "leave swarm"  # its dialog says what goes: no command does it


@dataclass(frozen=True, slots=True)
class Remedy:
    """A next step. ``command`` is None where a person has to decide something first.

    ``about`` are the objects that are in the way; ``destructive``: it takes something that the
    failed command would not have taken, or takes it without asking again.
    """

    advice: Advice
    command: Command | None = None
    about: tuple[Target, ...] = ()
    destructive: bool = False
    port: int | None = None
    registry: str = ""
