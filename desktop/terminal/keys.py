"""What keys send, as xterm writes it.

"PC-Style Function Keys" of https://invisible-island.net/xterm/ctlseqs/ctlseqs.html, Alt and Meta
send an Escape before (``altSendsEscape``, ``metaSendsEscape``); modified ordinary keys as of
https://invisible-island.net/xterm/modified-keys.html.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

from desktop.terminal.protocol import Modes


class Key(Enum):
    """The keys that have a name rather than a character."""

    RETURN = auto()
    TAB = auto()
    BACKSPACE = auto()
    ESCAPE = auto()
    UP = auto()
    DOWN = auto()
    RIGHT = auto()
    LEFT = auto()
    BEGIN = auto()  # the 5 of a keypad without Num Lock
    HOME = auto()
    END = auto()
    INSERT = auto()
    DELETE = auto()
    PAGE_UP = auto()
    PAGE_DOWN = auto()
    MENU = auto()
    F1 = auto()
    F2 = auto()
    F3 = auto()
    F4 = auto()
    F5 = auto()
    F6 = auto()
    F7 = auto()
    F8 = auto()
    F9 = auto()
    F10 = auto()
    F11 = auto()
    F12 = auto()
    F13 = auto()
    F14 = auto()
    F15 = auto()
    F16 = auto()
    F17 = auto()
    F18 = auto()
    F19 = auto()
    F20 = auto()
    F21 = auto()
    F22 = auto()
    F23 = auto()
    F24 = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A key that is pressed.

    ``key`` is its name, or the character on it, with Shift the shifted one where that is another
    key's (``"@"``; a letter may have either case). ``text`` is what the layout makes of it. An
    input method's text has no key.
    """

    key: Key | str = ""
    text: str = ""
    shift: bool = False
    alt: bool = False
    control: bool = False
    meta: bool = False
    keypad: bool = False
    num_lock: bool = False  # if known: with it the keypad's keys always type what is on them

    @property
    def modifiers(self) -> int:
        """Their sum, as sequences count them: without any it is 0."""
        return self.shift + 2 * self.alt + 4 * self.control + 8 * self.meta


_CURSOR = {
    Key.UP: "A", Key.DOWN: "B", Key.RIGHT: "C", Key.LEFT: "D", Key.BEGIN: "E", Key.END: "F",
    Key.HOME: "H",
}  # fmt: skip
_PF = {Key.F1: "P", Key.F2: "Q", Key.F3: "R", Key.F4: "S"}
_NUMBERED = {
    Key.INSERT: 2, Key.DELETE: 3, Key.PAGE_UP: 5, Key.PAGE_DOWN: 6, Key.MENU: 29,
    Key.F5: 15, Key.F6: 17, Key.F7: 18, Key.F8: 19, Key.F9: 20, Key.F10: 21, Key.F11: 23,
    Key.F12: 24, Key.F13: 25, Key.F14: 26, Key.F15: 28, Key.F16: 29, Key.F17: 31, Key.F18: 32,
    Key.F19: 33, Key.F20: 34, Key.F21: 42, Key.F22: 43, Key.F23: 44, Key.F24: 45,
}  # fmt: skip
_KEYPAD = dict(zip("0123456789*+,-./= ", "pqrstuvwxyjklmnoX ", strict=True))
_CONTROLS = {" ": 0, "2": 0, "3": 27, "4": 28, "5": 29, "6": 30, "7": 31, "8": 127, "/": 31}
_CONTROLS |= {"?": 127}


Typing: TypeAlias = Callable[[Modes], bytes]
"""What was typed, as a program reads it that has set these modes: each may read it otherwise."""


def encode_key(press: Press, modes: Modes) -> bytes:
    """What the program reads; nothing for a key that sends nothing."""
    key = press.key
    if not isinstance(key, Key):
        return _character(press, modes)
    if final := _CURSOR.get(key):
        return _lettered("\x1bO" if modes.application_cursor else "\x1b[", final, press)
    if final := _PF.get(key):
        return _lettered("\x1bO", final, press)
    if number := _NUMBERED.get(key):
        modifiers = f";{press.modifiers + 1}" if press.modifiers else ""
        return f"\x1b[{number}{modifiers}~".encode()
    return _control_key(key, press, modes)


def _lettered(start: str, final: str, press: Press) -> bytes:
    if press.modifiers:
        return f"\x1b[1;{press.modifiers + 1}{final}".encode()
    return f"{start}{final}".encode()


def _control_key(key: Key, press: Press, modes: Modes) -> bytes:
    """Return, Tab, Backspace and Escape."""
    if _is_modified_control(key, press, modes.modify_other_keys):
        return _modified(ord(_plain_control(key, press, modes)[0]), press)
    if key is Key.RETURN and press.keypad and _sends_keypad(press, modes):
        return b"\x1bOM"
    if key is Key.TAB and press.shift:
        return _escaped("\x1b[Z", press)
    return _escaped(_plain_control(key, press, modes), press)


def _plain_control(key: Key, press: Press, modes: Modes) -> str:
    if key is Key.RETURN:
        return "\r\n" if modes.newline else "\r"
    if key is Key.TAB:
        return "\t"
    if key is Key.ESCAPE:
        return "\x1b"
    return "\b" if modes.backspace_is_bs is not press.control else "\x7f"


def _is_modified_control(key: Key, press: Press, level: int) -> bool:
    if not level or not press.modifiers:
        return False
    others = press.alt or press.meta
    match key:
        case Key.RETURN:
            return True
        case Key.TAB:
            return press.control or others
        case Key.BACKSPACE:
            return level > 1 and (press.shift or others)
        case _:
            return others or (press.control and (press.shift or level > 1))


def _character(press: Press, modes: Modes) -> bytes:
    """A key with a character, or text without a key."""
    if _is_altgr(press):
        return encode_text(press.text)
    character = _of_key(press)
    if press.keypad and _sends_keypad(press, modes) and character in _KEYPAD:
        return f"\x1bO{_KEYPAD[character]}".encode()
    if character and _is_modified_character(character, press, modes.modify_other_keys):
        return _modified(ord(character), press)
    control = _control(character) if press.control else None
    text = chr(control) if control is not None else press.text or character
    return _escaped(text, press) if text else b""


def _is_altgr(press: Press) -> bool:
    """Whether Ctrl and Alt are AltGr, as Windows has it: what it makes is no letter or digit."""
    text = press.text
    is_symbol = text.isprintable() and not (text.isascii() and text.isalnum())
    return bool(text) and press.control and press.alt and is_symbol


def _of_key(press: Press) -> str:
    """The one character on the key, letters in the case that is typed; empty if it has none."""
    character = press.key if isinstance(press.key, str) else ""
    if press.control and not character.isascii() and len(press.text) == 1 and press.text < " ":
        return chr(ord(press.text) | 0x60)  # another alphabet's: the layout knows the Latin key
    if len(character) != 1:
        return ""
    changed = character.upper() if press.shift else character.lower()
    return changed if len(changed) == 1 else character


def _control(character: str) -> int | None:
    """What Ctrl makes of a character."""
    if "@" <= character <= "~":
        return ord(character) & 0x1F
    return _CONTROLS.get(character)


def _is_modified_character(character: str, press: Press, level: int) -> bool:
    """Whether xterm writes the modifiers, as its input.c decides it (ModifyOtherKeys)."""
    has_control = "@" <= character <= "~"
    others = press.alt or press.meta
    if not level or not press.modifiers:
        return False
    if press.control and level == 1:
        return (press.shift and not others) if has_control else character not in _CONTROLS
    if press.control or others:
        return level > 1
    return level > 1 and press.text == character and (has_control or character == " ")


def _sends_keypad(press: Press, modes: Modes) -> bool:
    return modes.application_keypad and not press.num_lock and not press.modifiers


def _modified(code: int, press: Press) -> bytes:
    return f"\x1b[27;{press.modifiers + 1};{code}~".encode()


def _escaped(text: str, press: Press) -> bytes:
    return encode_text(f"\x1b{text}" if press.alt or press.meta else text)


def encode_focus(*, has_focus: bool, modes: Modes) -> bytes:
    """What tells the program that its terminal has, or has lost, the keyboard."""
    if not modes.focus_events:
        return b""
    return b"\x1b[I" if has_focus else b"\x1b[O"


def encode_text(text: str) -> bytes:
    """Text as it is: of an input method, or dropped. Half a surrogate pair is left out."""
    return text.encode(errors="ignore")
