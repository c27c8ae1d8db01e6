"""How the values of docker's options are written, and what the Engine's API makes of them.

A notation reads the text of one value and writes it again. Those of numbers and durations are
Go's, which docker is written in.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from desktop.engine import decode
from desktop.model.run.problems import Fault, Invalid
from desktop.model.update import parse_size, size_text

_MOST = (1 << 63) - 1
_YES = ("1", "t", "T", "true", "TRUE", "True")
_NO = ("0", "f", "F", "false", "FALSE", "False")
_DECIMAL = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?|[+-]?\d+/\d+", re.ASCII | re.I)
_DURATION_PART = re.compile(r"(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)", re.ASCII)
_NANOSECONDS = {
    "ns": 1,
    "us": 1000,
    "µs": 1000,
    "μs": 1000,
    "ms": 1_000_000,
    "s": 1_000_000_000,
    "m": 60_000_000_000,
    "h": 3_600_000_000_000,
}


@dataclass(frozen=True, slots=True)
class Notation:
    """How an option is written. ``to_api`` and ``from_api`` take the field's whole value.

    ``from_api`` may meet None, and gives what is worth to be said.
    """

    read: Callable[[str], Any]
    write: Callable[[Any], str]
    default: Any
    to_api: Callable[[Any], Any]
    from_api: Callable[[Any], Any]
    is_flag: bool = False  # needs no value
    many: bool = False  # may be given several times; the field is a tuple


def _same(value: Any) -> Any:
    return value


def text_notation(
    read: Callable[[str], str] = _same, *, default: str | None = "", **changed: Any
) -> Notation:
    """A text that is handed on as it is."""
    plain = Notation(read, str, default, _same, lambda found: decode.text(found) or default)
    return replace(plain, **changed)


def number_notation(
    read: Callable[[str], int], write: Callable[[int], str] = str, **changed: Any
) -> Notation:
    """A number; 0 is what the Engine says where there is none."""
    plain = Notation(read, write, None, _same, lambda found: _whole(found) or None)
    return replace(plain, **changed)


def _whole(found: Any) -> int | None:
    if found is not None and type(found) is not int:
        raise TypeError(f"a number was expected, not {type(found).__name__}")
    return found


def list_notation(
    read: Callable[[str], Any] = _same,
    write: Callable[[Any], str] = str,
    *,
    to_api: Callable[[Any], Any] = _same,
    from_api: Callable[[Any], Any] = decode.text,
) -> Notation:
    """An option for each item; the API has a list."""
    return Notation(
        read,
        write,
        (),
        lambda values: [to_api(value) for value in values],
        lambda found: tuple(from_api(item) for item in found or ()),
        many=True,
    )


def pairs_notation(
    read: Callable[[str], tuple[str, str]], write: Callable[[tuple[str, str]], str] = "=".join
) -> Notation:
    """``NAME=VALUE``; the API has a mapping, where the last of a name counts."""
    return Notation(
        read,
        write,
        (),
        lambda pairs: dict(pairs),
        lambda found: tuple((name, decode.text(it)) for name, it in (found or {}).items()),
        many=True,
    )


def read_flag(text: str) -> bool:
    """As Go's ``strconv.ParseBool``."""
    if text not in (*_YES, *_NO):
        raise Invalid(Fault.NOT_YES_OR_NO, text)
    return text in _YES


def read_integer(text: str, lowest: int = -_MOST - 1, highest: int = _MOST) -> int:
    """As Go's ``strconv.ParseInt`` with base 0: ``0x1f``, and a leading zero is octal."""
    octal = re.fullmatch(r"([+-]?)0([0-7]+)", text, re.ASCII)
    plain = re.fullmatch(r"[+-]?(0[xX][0-9a-fA-F]{1,16}|0[oO][0-7]+|0[bB][01]+|[0-9]{1,20})", text)
    if not octal and not plain:
        raise Invalid(Fault.NOT_A_NUMBER, text)
    try:
        number = int(octal[1] + octal[2], 8) if octal else int(text, 0)
    except ValueError:  # 09
        raise Invalid(Fault.NOT_A_NUMBER, text) from None
    if not lowest <= number <= highest:
        raise Invalid(Fault.OUT_OF_RANGE, text)
    return number


def within(lowest: int, highest: int) -> Callable[[str], int]:
    """A reader of numbers from here to there."""
    return lambda text: read_integer(text, lowest, highest)


def read_size(text: str) -> int:
    """Bytes, as ``64m``."""
    size = parse_size(text)
    if size is None or size < 0:
        raise Invalid(Fault.NOT_A_SIZE, text)
    return size


def read_swap(text: str) -> int:
    """Bytes; -1 is without limit."""
    return -1 if text == "-1" else read_size(text)


def read_cpus(text: str) -> int:
    """Billionths of a CPU, from ``0.5``; docker refuses what is finer."""
    if not _DECIMAL.fullmatch(text) or text.endswith("/0"):
        raise Invalid(Fault.NOT_A_NUMBER, text)
    billionths = Fraction(text) * 1_000_000_000
    if billionths.denominator != 1 or not 0 <= billionths <= _MOST:
        raise Invalid(Fault.OUT_OF_RANGE, text)
    return int(billionths)


def write_cpus(billionths: int) -> str:
    """``0.5``"""
    sign, count = "-" * (billionths < 0), abs(billionths)
    decimals = f"{count % 1_000_000_000:09}".rstrip("0")
    return f"{sign}{count // 1_000_000_000}" + (f".{decimals}" if decimals else "")


def read_duration(text: str) -> int:
    """Nanoseconds, from ``1m30s``."""
    rest = text.removeprefix("+")
    if rest == "0":
        return 0
    total = 0
    at = 0
    while at < len(rest) or not rest:
        part = _DURATION_PART.match(rest, at)
        if part is None:
            raise Invalid(Fault.NOT_A_DURATION, text)
        total += int(Fraction(part[1]) * _NANOSECONDS[part[2]])
        at = part.end()
    if total > _MOST:
        raise Invalid(Fault.OUT_OF_RANGE, text)
    return total


def write_duration(nanoseconds: int) -> str:
    """``1m30s``"""
    parts, rest = [], nanoseconds
    for unit in ("h", "m", "s", "ms", "us", "ns"):
        count, rest = divmod(rest, _NANOSECONDS[unit]) if rest >= 0 else (0, rest)
        parts += [f"{count}{unit}"] if count else []
    return "".join(parts) or (f"{nanoseconds}ns" if nanoseconds else "0s")


def write_pair(pair: tuple[str, str]) -> str:
    """``NAME=VALUE``, a name alone where there is no value."""
    return "=".join(pair) if pair[1] else pair[0]


def read_pair(text: str) -> tuple[str, str]:
    """``NAME=VALUE``, or a name without a value."""
    name, _, value = text.partition("=")
    if not name:
        raise Invalid(Fault.NO_NAME, text)
    return name, value


def read_whole_pair(text: str) -> tuple[str, str]:
    """``NAME=VALUE``"""
    if "=" not in text:
        raise Invalid(Fault.NO_VALUE, text)
    return read_pair(text)


def read_variable(text: str) -> str:
    """``NAME=VALUE``; a name alone takes the value that it has where the line is run."""
    if not text.partition("=")[0]:
        raise Invalid(Fault.NO_NAME, text)
    return text


def read_address(text: str) -> str:
    """An IPv4 or IPv6 address."""
    try:
        if "%" not in text:
            ipaddress.ip_address(text)
            return text
    except ValueError:
        pass
    raise Invalid(Fault.NOT_AN_ADDRESS, text)


def one_of(*words: str) -> Callable[[str], str]:
    """A reader of one of these words."""

    def read(text: str) -> str:
        if text not in words:
            raise Invalid(Fault.NOT_A_CHOICE, text)
        return text

    return read


def last_of_each(variables: Iterable[str]) -> tuple[str, ...]:
    """Of the variables of one name the last, which is the one that counts."""
    return tuple({text.partition("=")[0]: text for text in variables}.values())


TEXT = text_notation()
FLAG = Notation(read_flag, lambda value: str(value).lower(), False, _same, bool, is_flag=True)
# Left alone it is as the Engine is set.
SWITCH = replace(FLAG, default=None, from_api=_same)
NUMBER = number_notation(read_integer)
SIZE = number_notation(read_size, size_text)
SWAP = number_notation(read_swap, size_text)
CPUS = number_notation(read_cpus, write_cpus)
DURATION = number_notation(read_duration, write_duration)
TEXTS = list_notation()
ADDRESSES = list_notation(read_address)
ENVIRONMENT = list_notation(read_variable)
LABELS = pairs_notation(read_pair, write_pair)
PAIRS = pairs_notation(read_whole_pair)
