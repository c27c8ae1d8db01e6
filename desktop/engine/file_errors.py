"""What can go wrong with files, beside what :mod:`desktop.engine.errors` has."""

from __future__ import annotations

import enum

from desktop.engine.errors import EngineError


class Rule(enum.Enum):
    """Which of docker cp's rules forbids a copy."""

    FOLDER_ONTO_FILE = "folder onto file"  # a folder can't become what is a file
    FILE_ONTO_FOLDER = "file onto folder"  # within what is merged
    NO_FOLDER = "no folder"  # a file to "name/", and there is no such folder
    NO_PARENT = "no parent"  # the folder above the new name is not there
    NO_SOURCE = "no source"
    NOT_A_FOLDER = "not a folder"  # "name/" or "name/." of what is none
    MANY_ONTO_ONE = "many onto one"  # several sources need an existing folder
    SPECIAL = "special"  # the destination is a device, a pipe or a socket
    INTO_ITSELF = "into itself"  # a folder below itself
    SAME_NAME = "same name"  # several would have one name where they are moved
    HIDDEN = "hidden"  # in a tmpfs, or made by the kernel: no archive reaches it
    READ_ONLY = "read only"  # an image, or a mount that is read-only


class Refused(EngineError):
    """A rule forbids it; ``path`` is what the rule is about. Nothing was changed."""

    def __init__(self, rule: Rule, path: str) -> None:
        super().__init__(f"{rule.value}: {path}")
        self.rule = rule
        self.path = path


class Changed(EngineError):
    """A file is not any more what it was when it was read: nothing was written."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class NeedsProgram(EngineError):
    """It takes a program that is run there, and it can't be: ``program`` is its name.

    ``running`` is whether the container runs (and has no such program).
    """

    def __init__(self, program: str, *, running: bool) -> None:
        super().__init__(program)
        self.program = program
        self.running = running


class ProgramFailed(EngineError):
    """A program in the container has failed, and said why."""
