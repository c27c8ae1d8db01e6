"""What is wrong with a command line, or with a container that is to be created."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Fault(enum.Enum):
    """What is wrong; the window has a sentence for each."""

    # The line
    NOTHING = "nothing"  # there is no command in it
    NOT_DOCKER = "not docker"  # it begins with another program
    OTHER_COMMAND = "other command"  # docker, but neither run nor create
    OPEN_QUOTE = "open quote"
    TEXT_QUOTE = "text quote"  # as text programs make them: a shell takes it for a letter
    SHELL = "shell"  # what a shell obeys: a pipe, a second command, a redirection
    EXPANSION = "expansion"  # what a shell replaces, and nobody has told by what
    UNKNOWN_OPTION = "unknown option"
    UNSUPPORTED_OPTION = "unsupported option"  # docker knows it, here it does nothing
    MISSING_VALUE = "missing value"
    IGNORED = "ignored"  # an option of docker itself or of sudo: says where, not what

    # Values
    NOT_YES_OR_NO = "not yes or no"
    NOT_A_NUMBER = "not a number"
    OUT_OF_RANGE = "out of range"
    NOT_A_SIZE = "not a size"
    NOT_A_DURATION = "not a duration"
    NOT_AN_ADDRESS = "not an address"
    NOT_A_MAC_ADDRESS = "not a MAC address"
    NO_NAME = "no name"  # "=value"
    NO_VALUE = "no value"  # a name without "=value", where one is needed
    NOT_A_CHOICE = "not a choice"  # none of the few words that are possible
    UNKNOWN_PART = "unknown part"  # a key or word that the option does not know
    NOT_COMMA_SEPARATED = "not comma separated"
    NOT_WRITABLE = "not writable"  # has a sign in it that the option takes for something else
    EMPTY = "empty"

    # Ports
    NOT_A_PORT = "not a port"
    PORT_TOO_LARGE = "port too large"  # beyond 65535
    PORT_ZERO = "port zero"
    BACKWARD_RANGE = "backward range"
    UNEQUAL_RANGES = "unequal ranges"
    PROTOCOL = "protocol"
    PORT_TWICE = "port twice"  # two mappings want one port of the host

    # Names, places
    NO_IMAGE = "no image"
    IMAGE = "image"
    CONTAINER_NAME = "container name"
    VOLUME_NAME = "volume name"
    NOT_ABSOLUTE = "not absolute"
    NO_TARGET = "no target"
    NO_SOURCE = "no source"
    TOO_MANY_COLONS = "too many colons"
    TARGET_IS_ROOT = "target is root"
    TARGET_TWICE = "target twice"
    NETWORK_TWICE = "network twice"
    MISPLACED = "misplaced"  # not with this kind of mount, network or driver
    CONFLICT = "conflict"  # two that exclude each other
    TOO_SMALL = "too small"  # below what the Engine takes
    UNREADABLE = "unreadable"  # a file that the line names
    NAMED_BY_FILE = "named by file"  # docker reads this from a file only
    WITHOUT_SHELL = "without shell"  # docker's line has a shell run it

    # The Engine
    ENGINE_TOO_OLD = "engine too old"  # it would leave this out without a word
    ENGINE_TOO_NEW = "engine too new"  # so would this one
    OTHER_SYSTEM = "other system"  # and this one, which is not on Windows


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: ``part`` is the text, ``option`` and ``field`` say where."""

    fault: Fault
    part: str
    option: str = ""  # "--publish"
    field: str = ""  # of the record


class Invalid(ValueError):
    """A text is no value. ``part`` is the part of it that is wrong."""

    def __init__(self, fault: Fault, part: str) -> None:
        super().__init__(f"{fault.value}: {part!r}")
        self.fault = fault
        self.part = part
