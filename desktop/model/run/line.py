"""Printing a container to create as the command line that makes it."""

from __future__ import annotations

import shlex
from typing import Any

from desktop.model.commands import Line
from desktop.model.run.networks import NetworkChoice, write_network
from desktop.model.run.problems import Fault, Problem
from desktop.model.run.spec import OPTIONS, ContainerSpec, Option
from desktop.model.secrets import masked_text


def line(spec: ContainerSpec, *, verb: str = "run", program: str = "docker") -> Line:
    """The argument list; :func:`desktop.model.shell.quoted` makes one text of it."""
    spoken = [option for option in OPTIONS if verb == "run" or option.field != "detach"]
    letters = "".join(option.names[0][1] for option in spoken if _is_letter(option, spec))
    words = [f"-{letters}"] if letters else []
    for option in spoken:
        if not _is_letter(option, spec):
            words += _words(option, spec)
    end = ("--",) if spec.image.startswith("-") else ()
    return (program, verb, *words, *end, spec.image, *spec.command)


def _is_letter(option: Option, spec: ContainerSpec) -> bool:
    """Whether it is said by one letter, which are written together: ``-itd``."""
    is_short = option.notation.is_flag and len(option.names[0]) == 2
    return is_short and getattr(spec, option.field) is True


def _words(option: Option, spec: ContainerSpec) -> list[str]:
    value = getattr(spec, option.field)
    if option.field == "networks":
        return _network_words(option, value)
    name = option.names[0]
    if value == option.notation.default:
        return []
    if option.notation.is_flag:
        return [name] if value else [f"{name}=false"]
    values = value if option.notation.many else (value,)
    return [word for one in values for word in (name, option.notation.write(one))]


def _network_words(option: Option, networks: tuple[NetworkChoice, ...]) -> list[str]:
    if not option.part:
        return [
            word
            for index, network in enumerate(networks)
            for word in (option.names[0], write_network(network, first=index == 0))
        ]
    if not networks or networks[0].needs_long_form:
        return []
    value: Any = getattr(networks[0], option.part)
    values = value if option.notation.many else (value,) if value else ()
    return [word for one in values for word in (option.names[0], option.notation.write(one))]


def unspeakable(spec: ContainerSpec) -> list[Problem]:
    """What the Engine takes and no command line can say: the line does something else then."""
    found = [
        Problem(Fault.NAMED_BY_FILE, text, "--security-opt", "security_options")
        for text in spec.security_options
        if text.startswith(("seccomp={", "seccomp:{"))
    ]
    if not isinstance(spec.health_command, str):
        text = masked_text(shlex.join(spec.health_command))
        found.append(Problem(Fault.WITHOUT_SHELL, text, "--health-cmd", "health_command"))
    return found
