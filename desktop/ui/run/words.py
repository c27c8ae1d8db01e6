"""What is wrong with a command line or with a container to create, in sentences."""

from __future__ import annotations

from desktop.model import reference
from desktop.model.run.problems import Fault, Problem
from desktop.model.run.shell_words import TEXT_QUOTES
from desktop.ui.dialogs.words import reference_problem
from desktop.ui.plain import visible
from desktop.ui.text import mark, tr

_LONGEST_PART = 60
_DASHES = ("\u2012", "\u2013", "\u2014", "\u2015", "\u2212")

_SENTENCES = {
    # The line
    Fault.NOTHING: mark("There is no command in it."),
    Fault.NOT_DOCKER: mark("It begins with {part}, not with docker."),
    Fault.OTHER_COMMAND: mark("docker {part} makes no container: docker run and docker create do."),
    Fault.OPEN_QUOTE: mark("A quote is not closed."),
    Fault.TEXT_QUOTE: mark(
        "{part} has quotes as text programs make them: a command line knows \" and ' only."
    ),
    Fault.SHELL: mark("{part} is for a shell, and was left out."),
    Fault.EXPANSION: mark("A shell would replace {part}: say by what."),
    Fault.UNKNOWN_OPTION: mark("docker run has no option {part}."),
    Fault.UNSUPPORTED_OPTION: mark("{part} does nothing here, and was left out."),
    Fault.MISSING_VALUE: mark("{part} needs a value."),
    Fault.IGNORED: mark("{part} says where a command runs, and was left out."),
    # Values
    Fault.NOT_YES_OR_NO: mark("{part} is neither true nor false."),
    Fault.NOT_A_NUMBER: mark("{part} is no number."),
    Fault.OUT_OF_RANGE: mark("{part} is out of range."),
    Fault.NOT_A_SIZE: mark("{part} is no size, such as 64m or 1.5g."),
    Fault.NOT_A_DURATION: mark("{part} is no duration, such as 30s or 1m30s."),
    Fault.NOT_AN_ADDRESS: mark("{part} is no address, such as 127.0.0.1 or ::1."),
    Fault.NOT_A_MAC_ADDRESS: mark("{part} is no MAC address, such as 02:42:ac:11:00:02."),
    Fault.NO_NAME: mark("A name is missing in {part}."),
    Fault.NO_VALUE: mark("{part} needs a value: NAME=value."),
    Fault.NOT_A_CHOICE: mark("{part} is none of the words that are possible here."),
    Fault.UNKNOWN_PART: mark("docker does not know {part} here."),
    Fault.NOT_COMMA_SEPARATED: mark("{part} is not separated by commas."),
    Fault.NOT_WRITABLE: mark("{part} can't be written on a command line."),
    Fault.EMPTY: mark("Something is missing here."),
    # Ports
    Fault.NOT_A_PORT: mark("{part} is no port, such as 80 or 8000-8010."),
    Fault.PORT_TOO_LARGE: mark("The last port is 65535, and {part} is beyond it."),
    Fault.PORT_ZERO: mark("There is no port 0. Left empty, the Engine chooses one."),
    Fault.BACKWARD_RANGE: mark("{part} ends before it begins."),
    Fault.UNEQUAL_RANGES: mark("The ranges {part} have not as many ports on both sides."),
    Fault.PROTOCOL: mark("{part} is no protocol: tcp, udp and sctp are."),
    Fault.PORT_TWICE: mark("Port {part} of the host is wanted twice."),
    # Names, places
    Fault.NO_IMAGE: mark("An image is missing."),
    Fault.IMAGE: mark("In the image's name, {part} is wrong."),
    Fault.CONTAINER_NAME: mark(
        "{part} is no name: two or more of the letters a to z, digits, _ . and -, and a letter or"
        " a digit first."
    ),
    Fault.VOLUME_NAME: mark(
        "{part} is no volume's name: letters a to z, digits, _ . and -. A folder begins with a"
        " slash."
    ),
    Fault.NOT_ABSOLUTE: mark("{part} must be an absolute path: it begins with a slash."),
    Fault.NO_TARGET: mark("The place in the container is missing."),
    Fault.NO_SOURCE: mark("What is to be mounted is missing."),
    Fault.TOO_MANY_COLONS: mark("{part} has too many colons."),
    Fault.TARGET_IS_ROOT: mark("Nothing can be mounted on the container's root {part}."),
    Fault.TARGET_TWICE: mark("Two are mounted on {part}."),
    Fault.NETWORK_TWICE: mark("Network {part} is there twice."),
    Fault.MISPLACED: mark("{part} does not go with the rest."),
    Fault.CONFLICT: mark("{part} excludes another setting."),
    Fault.TOO_SMALL: mark("This is less than the Engine takes."),
    Fault.UNREADABLE: mark("{part} can't be read."),
    Fault.NAMED_BY_FILE: mark("docker reads {part} from a file only."),
    Fault.WITHOUT_SHELL: mark(
        "The health check {part} is run without a shell: docker run can only have a shell run it."
    ),
    # The Engine
    Fault.ENGINE_TOO_OLD: mark("This Engine does not know {part} yet: newer ones do."),
    Fault.ENGINE_TOO_NEW: mark("This Engine does not know {part} any more."),
    Fault.OTHER_SYSTEM: mark("Only Engines on Windows know {part}."),
}
# What is wrong with one option in particular.
_OF_FIELD = {
    ("memory", Fault.TOO_SMALL): mark("The Engine takes no less than 6m."),
    ("memory_reservation", Fault.TOO_SMALL): mark("The Engine takes no less than 6m."),
    ("memory_reservation", Fault.CONFLICT): mark("Not more than its limit of memory."),
    ("memory_swap", Fault.TOO_SMALL): mark("Memory and swap together: not less than the memory."),
    ("memory_swap", Fault.MISPLACED): mark("It needs a limit of memory."),
    ("cpus", Fault.TOO_SMALL): mark("At least 0.01."),
    ("kernel_memory", Fault.TOO_SMALL): mark("The Engine takes no less than 6m."),
    ("cpu_period", Fault.OUT_OF_RANGE): mark("1000 to 1000000: from 1 ms to 1 s."),
    ("cpu_quota", Fault.TOO_SMALL): mark("At least 1000, which is 1 ms."),
    ("cpu_shares", Fault.OUT_OF_RANGE): mark("2 to 262144."),
    ("cpus", Fault.CONFLICT): mark("Either CPUs, or a quota and a period."),
    ("remove", Fault.CONFLICT): mark("What is removed when it ends can't be started again."),
    ("restart", Fault.CONFLICT): mark("What is removed when it ends can't be started again."),
    ("no_healthcheck", Fault.CONFLICT): mark("Either no health check, or one of its own."),
    ("log_options", Fault.MISPLACED): mark("The log driver none takes no options."),
    ("detach", Fault.CONFLICT): mark("What runs in the background is attached to nothing."),
    ("attach", Fault.CONFLICT): mark("What runs in the background is attached to nothing."),
    ("networks", Fault.MISPLACED): mark(
        "{part} goes only with a network that somebody made, not with the Engine's own."
    ),
    ("networks", Fault.CONFLICT): mark("With {part} there is no other network."),
    ("devices", Fault.NOT_ABSOLUTE): mark("{part} is no device, such as /dev/snd."),
}
# Why an option of docker's is not taken.
_OF_OPTION = {
    "--cidfile": mark("{part} was left out: no file with the container's ID is written here."),
    "--disable-content-trust": mark("{part} was left out: no signatures are checked here."),
    "--use-api-socket": mark(
        "{part} was left out: the Engine's socket and your passwords are not handed on here. A"
        " mount of the socket can be added at Storage."
    ),
    "--help": mark("{part} was left out: docker would make no container."),
}


def sentence(problem: Problem) -> str:
    """What is wrong, in a sentence."""
    if problem.fault is Fault.IMAGE and (said := _of_image(problem.part)):
        return said
    source = _OF_FIELD.get((problem.field, problem.fault), _SENTENCES[problem.fault])
    if problem.fault is Fault.UNSUPPORTED_OPTION:
        source = _OF_OPTION.get(problem.option, source)
    return tr(source, part=_shown(problem.part))


def _of_image(text: str) -> str:
    """What is wrong with an image's name, or with what stands in its place."""
    if text[:1] in _DASHES:
        option = "--" + text.lstrip("".join(_DASHES))
        return tr(
            "{part} begins with a long dash, as text programs make it. {option} may be meant.",
            part=_shown(text),
            option=_shown(option),
        )
    if TEXT_QUOTES & set(text):
        return tr(_SENTENCES[Fault.TEXT_QUOTE], part=_shown(text))
    try:
        reference.parse(text)
    except reference.Invalid as problem:
        return reference_problem(problem).text
    return ""


def _shown(part: str) -> str:
    return visible(part, limit=_LONGEST_PART)
