"""How grave a line is, told from its text, and which lines belong to the one before.

A stack trace is one thing: its lines have the level of the line that begins it. What is known of a
line is its mark, one byte that depends on its text and on the mark of its container's line before.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator

from desktop.model.logs.book import Book
from desktop.model.logs.chunk import UNKNOWN
from desktop.model.logs.text import text_of

LOOK_BACK = 200  # rows, for the beginning of a trace
LOOKED_AT = 2048  # bytes of a line


class Level(enum.IntEnum):
    """How grave, the worst last. NONE: it does not say."""

    NONE = 0
    TRACE = 1
    DEBUG = 2
    INFO = 3
    WARNING = 4
    ERROR = 5
    FATAL = 6


_LEVEL = 7
_CONTINUES = 8  # belongs to the line before
_IN_TRACE = 16  # lines that follow may belong to it though they don't look like it

_NAMES = {
    Level.TRACE: "trace|trce|trc|verbose|finest|finer",
    Level.DEBUG: "debug|dbug|dbg|fine|debug[1-5]",
    Level.INFO: "information|info|inf|notice|note",
    Level.WARNING: "warning|warn|wrn",
    Level.ERROR: "error|err|severe|fail",
    Level.FATAL: "fatal|ftl|critical|crit|crt|panic|dpanic|emergency|emerg|alert",
}
_ANY = "|".join(_NAMES.values())
_BY_NAME = [(re.compile(names), level) for level, names in _NAMES.items()]
_GLOG = {"I": Level.INFO, "W": Level.WARNING, "E": Level.ERROR, "F": Level.FATAL}

# The first that is found tells: a field of JSON or logfmt, glog's letter and date, a word in
# capitals, one in brackets, one before a colon.
_SAID = re.compile(
    r""""(?i:level|severity|lvl|log\.level|log_level|loglevel|levelname)"\s*:\s*"?(?P<json>\w+)"""
    r"""|\b(?i:level|severity|lvl|log_level|loglevel)=["\[]?(?P<field>\w+)"""
    r"""|^(?P<glog>[IWEF])\d{4} \d\d:\d\d:\d\d"""
    rf"""|(?<![\w./-])(?P<capitals>{_ANY.upper()})(?![\w/-]|\.\w)"""
    rf"""|[\[<(|]\s?(?P<bracket>(?i:{_ANY}))\s?[\]>)|:]"""
    rf"""|(?<![\w./-])(?P<colon>(?i:{_ANY}))[:!](?=\s|$)"""
    r"""|(?P<log>LOG|DETAIL|HINT|STATEMENT):\s\s"""
)
_LATEST = 300  # characters, for a word that tells a level

# What begins by itself, grave as it is.
_EXCEPTION = re.compile(r"(?:[A-Za-z_$][\w$]*[.:]+)*[A-Z]\w*(?:Error|Exception|Interrupt)\b(?!=)")
_TRACEBACK = re.compile(r"Traceback \(most recent call last\):")
_PANIC = re.compile(
    r"panic: |fatal error: |thread '.*' panicked at |Exception in thread |Uncaught "
)
# What belongs to a trace though it is not indented.
_LINK = re.compile(
    r"Caused by: |Suppressed: |\.\.\. \d+ more|During handling of the above|"
    r"The above exception was|goroutine \d+ |created by |\[signal |exit status \d|"
    r"stack backtrace:|note: |[\w./*()$·-]+\((?:0x|\.\.\.|\{|\))"
)

_MAY_FOLLOW = re.compile(rf"[ \t]|\Z|{_TRACEBACK.pattern}|{_LINK.pattern}|{_EXCEPTION.pattern}")


def classify(text: str, before: int = 0) -> int:
    """A line's mark; ``before`` is that of the line before it from the same source and output."""
    level, grave, traced = before & _LEVEL, before & _LEVEL >= Level.ERROR, before & _IN_TRACE
    if not text or text[0] in " \t":
        follows = traced if not text.strip() else level
        return before | _CONTINUES | (_IN_TRACE if grave else 0) if follows else 0
    if _TRACEBACK.match(text):
        return (level | _CONTINUES if grave else Level.ERROR) | _IN_TRACE
    if (traced or grave) and _LINK.match(text):
        return level | _CONTINUES | _IN_TRACE
    if _EXCEPTION.match(text):
        return (level | _CONTINUES if traced or grave else Level.ERROR) | _IN_TRACE
    if _PANIC.match(text):
        return Level.FATAL | _IN_TRACE
    return said(text)


def stands_alone(text: str) -> bool:
    """Whether a line's mark depends on no other line."""
    return not _MAY_FOLLOW.match(text)


def said(text: str) -> Level:
    """The level that a line tells of itself."""
    found = _SAID.search(text, 0, _LATEST)
    if found is None:
        return Level.NONE
    word = found[found.lastgroup or 0]
    if found.lastgroup == "glog":
        return _GLOG[word]
    if found.lastgroup == "log":
        return Level.INFO
    if word.isdigit():
        return _numbered(int(word[:4]))
    word = word.lower()
    return next((level for names, level in _BY_NAME if names.fullmatch(word)), Level.NONE)


def _numbered(number: int) -> Level:
    """Syslog's numbers up to 7 (RFC 5424), beyond those of bunyan and pino."""
    if number > 7:
        return Level(min(6, number // 10))
    return _SYSLOG[number]


_SYSLOG = (
    *(Level.FATAL,) * 3,
    Level.ERROR,
    Level.WARNING,
    Level.INFO,
    Level.INFO,
    Level.DEBUG,
)


class Levels:
    """The marks of a book's lines, worked out when they are asked for and kept with them."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def level(self, number: int) -> Level:
        """How grave a row is; a marker is not."""
        return Level(self._mark(number) & _LEVEL)

    def continues(self, number: int) -> bool:
        """Whether it belongs to its container's line before."""
        chunk = self._book.chunk(number)
        mark = chunk.marks[number - chunk.number]
        if mark == UNKNOWN and stands_alone(self._text(number)):
            return False  # told sooner than all of its mark
        return bool(self._mark(number) & _CONTINUES)

    def trace(self, number: int) -> Iterator[int]:
        """The earlier lines that it belongs to, the nearest first, as far as one looks back."""
        if self.continues(number):
            for earlier in self._before(number):
                yield earlier
                if not self.continues(earlier):
                    return

    def head(self, number: int) -> int:
        """The number of the line that begins what this one belongs to."""
        return min(self.trace(number), default=number)

    def _mark(self, number: int) -> int:
        chunk = self._book.chunk(number)
        mark = chunk.marks[number - chunk.number]
        if mark != UNKNOWN:
            return mark
        if not chunk.is_line(number - chunk.number):
            return 0
        before = 0
        todo = [(number, self._text(number))]
        for earlier in () if stands_alone(todo[0][1]) else self._before(number):
            chunk = self._book.chunk(earlier)
            if (mark := chunk.marks[earlier - chunk.number]) != UNKNOWN:
                before = mark
                break
            todo.append((earlier, self._text(earlier)))
            if stands_alone(todo[-1][1]):
                break
        for each, text in reversed(todo):
            chunk = self._book.chunk(each)
            chunk.marks[each - chunk.number] = before = classify(text, before)
        return before

    def _text(self, number: int) -> str:
        chunk = self._book.chunk(number)
        return text_of(chunk.raw(number - chunk.number), LOOKED_AT)

    def _before(self, number: int) -> Iterator[int]:
        """The lines before it of the same source and output, the nearest first."""
        book = self._book
        chunk = book.chunk(number)
        origin = chunk.origin(number - chunk.number)
        for earlier in range(number - 1, max(book.begin, number - LOOK_BACK) - 1, -1):
            if earlier < chunk.number:
                chunk = book.chunk(earlier)
            index = earlier - chunk.number
            if chunk.origin(index) == origin and chunk.is_line(index):
                yield earlier
