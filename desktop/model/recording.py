"""Recording what is typed at a shell, as it is to be read on the screen.

Only that is certain to be what the shell got: it has history, completion and editing of its own.
So a password that is typed unseen is never recorded. The command is what stands after the prompt
once Return has taken the cursor from its line; the prompt is what stood there before the first
key. What a program on the alternate screen, or one that asks, is told is not recorded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.model.recorded_steps import Doubt, Step, step_of
from desktop.model.shell_text import is_unfinished, joined
from desktop.terminal.logical_lines import LogicalLine, Position, logical_line
from desktop.terminal.protocol import Terminal

MOST_STEPS = 1000
LONGEST = 16 << 10  # characters of a command
LONGEST_PROMPT = 300

# A shell's prompt. Not psql's ("db=#", "db-#"), nor a percentage; "➜" begins those of oh-my-zsh.
_PROMPT = re.compile(r"(?:.*[^=\-\d]|.*\d(?!%)|)[#$%❯λ»][ \xa0]*|➜ .*")
_CONTINUES = re.compile(r"(?:[a-z]+ ?)*> ?")  # sh's, and those of zsh: "quote> "
_FOLDER = re.compile(r"[~/][^\s:#$%)\]]*")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_PASTED = re.compile(rb"\x1b\[200~.*?(?:\x1b\[201~|\Z)", re.DOTALL)


@dataclass(slots=True)
class _Typed:
    """A line that is typed at a prompt: its rows' numbers, and what it showed last."""

    numbering: int
    line: int
    prompt: str
    last: int
    has_several_lines: bool = False
    shown: str = ""


class Recorder:
    """Watches a terminal: tell it before keys and pastes are sent, and after it was fed."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._steps: list[Step] = []
        self._typing: _Typed | None = None
        self._returned: _Typed | None = None  # Return was sent; the cursor is still there
        self._unfinished = ""
        self._prompts: re.Pattern[str] | None = None  # those like the last one
        self._ahead = 0  # commands that were sent before the shell was ready for them
        self._scanned = Position(0, 0)  # the line from which these are looked for; its numbering

    @property
    def steps(self) -> Sequence[Step]:
        """What was typed, in order."""
        return tuple(self._steps)

    def about_to_send(self, data: bytes) -> None:
        """What a person types or pastes is sent next. Not what the terminal answers by itself."""
        self.was_fed()
        returns = len(re.findall(rb"\r\n?|\n", _PASTED.sub(b"", data)))
        if self._terminal.modes.alternate_screen:
            self._mark(Doubt.ASKED)
            return
        if b"\x03" in data:  # Ctrl+C
            self._typing, self._returned, self._unfinished, self._ahead = None, None, "", 0
            return
        if self._returned is not None:
            self._ahead += returns
            return
        here = self._cursor_line()
        if here is None:
            return
        typed = self._typed_on(*here)
        if typed is None:
            self._send_ahead(here[0], returns)
            return
        typed.has_several_lines |= b"\r" in b"".join(_PASTED.findall(data))
        typed.shown = self._text_of(typed) or typed.shown
        self._typing, self._returned = (None, typed) if returns else (typed, None)
        self._ahead = max(0, returns - 1)

    def was_fed(self) -> None:
        """The terminal shows more of what the program wrote."""
        if self._returned is None and not self._ahead:
            return
        if self._terminal.modes.alternate_screen:
            if self._returned is not None:
                self._take(self._returned, "")
                self._mark(Doubt.INTERACTIVE)
            self._returned, self._ahead = None, 0
            return
        here = self._cursor_line()
        if here is None:
            return
        if (typed := self._returned) is not None:
            same = typed.numbering == self._terminal.numbering
            if same and typed.line <= here[0].first <= typed.last:
                typed.shown = self._text_of(typed) or typed.shown  # the echo may be late
                return
            self._returned = None
            self._take(typed, self._text_of(typed) if same else "")
            self._scanned = Position(typed.last + 1, typed.numbering)
        if self._ahead:
            self._look_for_those_ahead(here[0].first)

    def _cursor_line(self) -> tuple[LogicalLine, int] | None:
        """The line that the cursor is on, and where in its text; None while it is hidden."""
        terminal = self._terminal
        cursor = terminal.frame().cursor
        if cursor is None:
            return None
        position = Position(terminal.screen_line + cursor.row, cursor.column)
        line = logical_line(terminal, position.line)
        return (line, line.offset(position)) if line is not None else None

    def _typed_on(self, line: LogicalLine, offset: int) -> _Typed | None:
        """What is being typed where the cursor is; None where that is at no shell's prompt."""
        typed, numbering = self._typing, self._terminal.numbering
        if typed is not None:
            if typed.numbering == numbering and line.first == typed.line:
                typed.last = line.end - 1
                return typed
            if line.text.startswith(typed.prompt.rstrip()) and typed.prompt.strip():
                typed.numbering, typed.line, typed.last = numbering, line.first, line.end - 1
                return typed  # it moved: completions were listed, or the screen cleared
            if typed.has_several_lines and typed.numbering == numbering:
                typed.last = line.end - 1
                return typed
        prompt = self._prompt_in(line.text.ljust(offset)[:offset], line.text)
        return _Typed(numbering, line.first, prompt, line.end - 1) if prompt else None

    def _prompt_in(self, before: str, text: str) -> str:
        """The prompt that a line begins with: what is before the cursor, or like the last one."""
        if len(before) <= LONGEST_PROMPT:
            if self._unfinished and _CONTINUES.fullmatch(before):
                return before
            if _PROMPT.fullmatch(before):
                self._remember(before)
                return before
        known = self._prompts.match(text) if self._prompts is not None else None
        return known[0] if known is not None else ""

    def _remember(self, prompt: str) -> None:
        """Know prompts like this one again, in whatever folder."""
        fixed = (re.escape(part) for part in _FOLDER.split(prompt.rstrip()))
        self._prompts = re.compile(rf"{_FOLDER.pattern}".join(fixed) + r"[ \xa0]?")

    def _text_of(self, typed: _Typed) -> str:
        """What stands after the prompt, if that is still there."""
        lines: list[str] = []
        number = typed.line
        while number <= typed.last and (line := logical_line(self._terminal, number)) is not None:
            if line.first != number:
                return ""
            lines.append(line.text)
            number = line.end
        if not lines or not lines[0].startswith(typed.prompt.rstrip()):
            return ""
        return "\n".join([lines[0][len(typed.prompt) :].lstrip(), *lines[1:]])

    def _send_ahead(self, line: LogicalLine, returns: int) -> None:
        """Keys are for a program that runs, or for the shell after it."""
        self._typing = None
        self._mark(Doubt.ASKED)
        if returns and not self._ahead:
            self._scanned = Position(line.first, self._terminal.numbering)
        self._ahead += returns

    def _look_for_those_ahead(self, end: int) -> None:
        """Take the commands from lines that begin with a prompt, before the cursor's."""
        if self._prompts is None or self._scanned.column != self._terminal.numbering:
            self._ahead = 0
            return
        number = max(self._scanned.line, self._terminal.first_line)
        while self._ahead and number < end:
            line = logical_line(self._terminal, number)
            if line is None:
                break
            number = line.end
            found = self._prompts.match(line.text)
            if found is None and self._unfinished:
                found = _CONTINUES.match(line.text)
            if found is not None:
                self._ahead -= 1
                self._unmark_asked()
                typed = _Typed(self._terminal.numbering, line.first, found[0], line.end - 1)
                self._take(typed, line.text[found.end() :])
        self._scanned = Position(number, self._scanned.column)

    def _take(self, typed: _Typed, text: str) -> None:
        """A command was given to the shell."""
        text = (text or typed.shown).strip()
        if self._unfinished:
            if _CONTINUES.fullmatch(typed.prompt):
                text = joined(self._unfinished, text)
            else:  # the shell had no more to ask
                self._add(self._unfinished)
            self._unfinished = ""
        if len(text) > LONGEST or _CONTROL.search(text):
            return
        if is_unfinished(text):
            self._unfinished = text
        elif text:
            self._add(text)

    def _add(self, command: str) -> None:
        if len(self._steps) < MOST_STEPS:
            self._steps.append(step_of(command))

    def _mark(self, seen: Doubt) -> None:
        if self._steps and self._steps[-1].doubt is None:
            self._steps[-1] = step_of(self._steps[-1].command, seen=seen)

    def _unmark_asked(self) -> None:
        if self._steps and self._steps[-1].doubt is Doubt.ASKED:
            self._steps[-1] = step_of(self._steps[-1].command)
