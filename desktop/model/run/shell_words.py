"""The words of a pasted command line, as a POSIX shell or bash would hand them to docker.

What a shell would replace is never replaced here: it is named, and asked about. That is why
:mod:`desktop.model.shell_text` does not serve, which gives up where a shell does more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.model.run.problems import Fault, Problem

# A backslash at the end of a line, also with blanks behind it, as pasting adds them; and those of
# PowerShell and cmd.
_CONTINUED = re.compile(r"\\[ \t\u00a0]*\r?\n|(?<=[ \t\u00a0])[`^][ \t\u00a0]*\r?\n")
# A page of the web has other blanks than a shell knows, and signs without any width.
_BLANKS = " \t\r\u00a0\u2002\u2003\u2007\u2009\u202f\u3000"
# Text programs make them of the quotes that a shell knows; to it they are letters.
TEXT_QUOTES = frozenset("\u201c\u201d\u201e\u2018\u2019\u201a")
_UNSEEN = "\u200b\u2060\ufeff"
_EXPANSION = re.compile(
    r"\$\{[^}]*\}|\$\([^()]*(?:\([^()]*\)[^()]*)*\)|\$[A-Za-z_]\w*|\$[0-9@*#?$!-]", re.ASCII
)
_BACKTICKS = re.compile(r"`[^`]*`")
_BRACES = re.compile(r"\{[^{}\s'\"]*(?:,|\.\.)[^{}\s'\"]*\}")
_TILDE = re.compile(r"~[\w.-]*", re.ASCII)
# Lines of comment above a command. "# docker run …" is none where it is the command itself: there,
# the sign is root's prompt.
_COMMENT = r"[^\n]*(?:\n|$)"
_PROGRAM = r"(?:\S*[/\\])?(?:sudo|docker|podman)(?:\.exe)?\s"
_COMMENTS = re.compile(rf"(?:\s*#{_COMMENT})+")
_COMMENTS_OF_ROOT = re.compile(rf"(?:\s*#(?![^\S\n]+{_PROGRAM}){_COMMENT})+")
_COMMAND = re.compile(rf"^[^\S\n]*(?:[$%>][^\S\n]+)?{_PROGRAM}", re.MULTILINE)
_ESCAPED_QUOTES = re.compile(r"\$'((?:[^'\\]|\\.)*)'", re.DOTALL)
_ESCAPE = re.compile(
    r"\\(?:([abeEfnrtv\\'\"?])|([0-7]{1,3})|x([0-9a-fA-F]{1,2})"
    r"|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|c(.))",
    re.DOTALL,
)
_BYTES = re.compile("[\udc80-\udcff]+")
_ESCAPED = dict(zip("abeEfnrtv\\'\"?", "\a\b\x1b\x1b\f\n\r\t\v\\'\"?", strict=True))
_OPERATOR = re.compile(r"&&|\|\||[0-9]?>>?(?:&[0-9-])?|<<?<?|;|\||&|\n")


@dataclass(frozen=True, slots=True)
class Words:
    """``expansions`` are what a shell would replace and is still in the words, in order."""

    words: tuple[str, ...]
    expansions: tuple[str, ...]
    problems: tuple[Problem, ...]


def without_comments(text: str) -> str:
    """A pasted text from its first line that is no comment."""
    is_below = _COMMAND.search(_CONTINUED.sub(" ", text))
    comments = (_COMMENTS if is_below else _COMMENTS_OF_ROOT).match(text)
    return text if comments is None else text[comments.end() :]


def split(line: str, answers: Mapping[str, str]) -> Words:
    """Split a line; ``answers`` tells what ``$HOME`` and ``$(pwd)`` are."""
    return _Splitter(line.strip(), answers).split()


class _Splitter:
    def __init__(self, line: str, answers: Mapping[str, str]) -> None:
        self._line = line
        self._answers = answers
        self._at = 0
        self._words: list[str] = []
        self._word: list[str] | None = None
        self._quotes = False  # a text program's stand around the word
        self._expansions: list[str] = []
        self._problems: list[Problem] = []
        self._doubts: list[Problem] = []

    def split(self) -> Words:
        while self._at < len(self._line) and not self._problems:
            self._step(self._line[self._at])
        self._end_word()
        left = tuple(dict.fromkeys(self._expansions))
        asked = (Problem(Fault.EXPANSION, text) for text in left)
        problems = (*self._problems, *asked, *self._doubts)
        return Words(tuple(self._words), left, problems)

    def _step(self, letter: str) -> None:
        operator = _OPERATOR.match(self._line, self._at)
        if continued := _CONTINUED.match(self._line, self._at):
            self._at = continued.end()
        elif letter in _BLANKS:
            self._end_word()
            self._at += 1
        elif letter in _UNSEEN:
            self._at += 1
        elif letter == "#" and self._word is None:
            end = self._line.find("\n", self._at)
            self._at = len(self._line) if end < 0 else end
        elif operator and (not operator[0][0].isdigit() or self._word is None):
            self._operator(operator[0])
        elif letter in "'\"":
            self._quoted(letter)
        elif letter == "$" and self._line[self._at + 1 : self._at + 2] in ("'", '"'):
            self._after_dollar()
        elif letter == "\\":
            self._add(self._line[self._at + 1 : self._at + 2])
            self._at += 2
        elif letter == "~" and self._word is None:
            self._expand(_TILDE.match(self._line, self._at))
        elif not self._expanded(letter) and not self._expand(_BRACES.match(self._line, self._at)):
            begins = self._word is None or self._word[-1] == "="
            self._quotes |= begins and letter in TEXT_QUOTES
            self._add(letter)
            self._at += 1

    def _operator(self, operator: str) -> None:
        """Blank lines may stand around it; anything else is more than one command."""
        rest = self._line[self._at :]
        begun = bool(self._words) or self._word is not None
        followed = any(not word.startswith("#") for word in rest.split()[:1])
        if operator == "\n" and not (begun and followed):
            self._end_word()
            self._at += 1
        else:
            self._problems.append(Problem(Fault.SHELL, rest.strip()))

    def _after_dollar(self) -> None:
        """Quotes of bash: ``$'a\\nb'``, and ``$"…"``, which is "…" in another language."""
        if found := _ESCAPED_QUOTES.match(self._line, self._at):
            self._add(_unescaped(found[1]))
            self._at = found.end()
        elif self._line[self._at + 1] == "'":
            self._problems.append(Problem(Fault.OPEN_QUOTE, self._line[self._at :]))
        else:
            self._at += 1

    def _quoted(self, quote: str) -> None:
        self._add("")
        begin = self._at
        self._at += 1
        while self._at < len(self._line) and self._line[self._at] != quote:
            letter = self._line[self._at]
            if quote == "'" or not self._expanded(letter):
                following = self._line[self._at + 1 : self._at + 2]
                if quote == '"' and letter == "\\" and following and following in '$`"\\\n':
                    letter = following.strip("\n")
                    self._at += 1
                self._add(letter)
                self._at += 1
        if self._at >= len(self._line):
            self._problems.append(Problem(Fault.OPEN_QUOTE, self._line[begin:]))
        self._at += 1

    def _expanded(self, letter: str) -> bool:
        """Whether something to be replaced stands here, and was dealt with."""
        if letter == "`":
            end = self._line.find("`", self._at + 1)
            if end < 0:
                self._problems.append(Problem(Fault.OPEN_QUOTE, self._line[self._at :]))
                self._at = len(self._line)
                return True
            return self._expand(_BACKTICKS.match(self._line, self._at))
        return letter == "$" and self._expand(_EXPANSION.match(self._line, self._at))

    def _expand(self, found: re.Match[str] | None) -> bool:
        if found is None:
            return False
        text = found[0]
        self._at = found.end()
        if text in self._answers:
            self._add(self._answers[text])
        else:
            self._expansions.append(text)
            self._add(text)
        return True

    def _add(self, text: str) -> None:
        if self._word is None:
            self._word = []
        self._word.append(text)

    def _end_word(self) -> None:
        if self._word is not None:
            word = "".join(self._word)
            self._words.append(word)
            if self._quotes:
                self._doubts.append(Problem(Fault.TEXT_QUOTE, word))
        self._word, self._quotes = None, False


def _unescaped(text: str) -> str:
    """What bash makes of the text in ``$'…'``: up to a zero byte, which ends it."""
    whole = _ESCAPE.sub(_one_unescaped, text).partition("\0")[0]
    return _BYTES.sub(
        lambda found: found[0].encode("utf-8", "surrogateescape").decode("utf-8", "replace"), whole
    )


def _one_unescaped(found: re.Match[str]) -> str:
    """A letter; a byte of several that are one, marked so; or what it was, if it is neither."""
    letter, octal, byte, short, long, control = found.groups()
    if letter:
        return _ESCAPED[letter]
    if control:
        return chr(ord(control) & 0x1F)
    if octal or byte:
        number = int(octal, 8) & 0xFF if octal else int(byte, 16)
        return chr(number if number < 0x80 else 0xDC00 + number)
    number = int(short or long, 16)
    is_letter = number < 0xD800 or 0xE000 <= number <= 0x10FFFF
    return chr(number) if is_letter else found[0]
