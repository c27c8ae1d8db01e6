"""Keys as xterm sends them: tables of its ctlseqs and modified-keys documents."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.terminal.keys import Key, Press, encode_focus, encode_key, encode_text
from desktop.terminal.protocol import Modes

PLAIN = Modes()
APPLICATION = Modes(application_cursor=True, application_keypad=True)

CURSOR = {
    Key.UP: "A", Key.DOWN: "B", Key.RIGHT: "C", Key.LEFT: "D", Key.HOME: "H", Key.END: "F",
    Key.BEGIN: "E",
}  # fmt: skip
NUMBERED = {
    Key.INSERT: 2, Key.DELETE: 3, Key.PAGE_UP: 5, Key.PAGE_DOWN: 6, Key.F5: 15, Key.F6: 17,
    Key.F7: 18, Key.F8: 19, Key.F9: 20, Key.F10: 21, Key.F11: 23, Key.F12: 24, Key.F13: 25,
    Key.F14: 26, Key.F15: 28, Key.F16: 29, Key.F17: 31, Key.F18: 32, Key.F19: 33, Key.F20: 34,
}  # fmt: skip
# "Code  Modifiers" of ctlseqs.
MODIFIERS = {
    2: ("shift",), 3: ("alt",), 4: ("shift", "alt"), 5: ("control",), 6: ("shift", "control"),
    7: ("alt", "control"), 8: ("shift", "alt", "control"), 9: ("meta",), 10: ("meta", "shift"),
    11: ("meta", "alt"), 12: ("meta", "alt", "shift"), 13: ("meta", "control"),
    14: ("meta", "control", "shift"), 15: ("meta", "control", "alt"),
    16: ("meta", "control", "alt", "shift"),
}  # fmt: skip


def press(name: str) -> Press:
    """``C-S-a``: the key with Ctrl and Shift, in the notation of modified-keys.html."""
    modifiers = {"S": "shift", "A": "alt", "M": "meta", "C": "control"}
    held = {}
    while len(name) > 2 and name[1] == "-":
        held[modifiers[name[0]]] = True
        name = name[2:]
    if key := Key.__members__.get(name.upper()) if len(name) > 1 else None:
        return Press(key=key, **held)
    text = name.upper() if held.get("shift") else name
    return Press(key=name, text="" if "control" in held else text, **held)


@pytest.mark.parametrize(("key", "final"), CURSOR.items())
def test_cursor_keys_follow_the_cursor_key_mode(key: Key, final: str) -> None:
    assert encode_key(Press(key=key), PLAIN) == f"\x1b[{final}".encode()
    assert encode_key(Press(key=key), APPLICATION) == f"\x1bO{final}".encode()
    assert encode_key(Press(key=key, keypad=True), APPLICATION) == f"\x1bO{final}".encode()


@pytest.mark.parametrize(("code", "held"), MODIFIERS.items())
@pytest.mark.parametrize("modes", [PLAIN, APPLICATION])
def test_modifiers_are_the_second_number(code: int, held: tuple[str, ...], modes: Modes) -> None:
    modifiers = dict.fromkeys(held, True)
    for key, final in CURSOR.items():
        assert encode_key(Press(key=key, **modifiers), modes) == f"\x1b[1;{code}{final}".encode()
    for key, number in NUMBERED.items():
        assert encode_key(Press(key=key, **modifiers), modes) == f"\x1b[{number};{code}~".encode()
    assert encode_key(Press(key=Key.F1, **modifiers), modes) == f"\x1b[1;{code}P".encode()


@pytest.mark.parametrize(
    ("key", "final"), [(Key.F1, "P"), (Key.F2, "Q"), (Key.F3, "R"), (Key.F4, "S")]
)
def test_first_four_function_keys_are_those_of_the_vt100(key: Key, final: str) -> None:
    assert encode_key(Press(key=key), PLAIN) == f"\x1bO{final}".encode()


@pytest.mark.parametrize(("key", "number"), NUMBERED.items())
def test_editing_and_function_keys_have_numbers(key: Key, number: int) -> None:
    assert encode_key(Press(key=key), PLAIN) == f"\x1b[{number}~".encode()
    assert encode_key(Press(key=key), APPLICATION) == f"\x1b[{number}~".encode()


def test_every_function_key_sends_something_of_its_own() -> None:
    keys = [key for key in Key if key not in (Key.MENU, Key.F16)]  # those are one on a VT220
    assert len({encode_key(Press(key=key), PLAIN) for key in keys}) == len(keys)


@pytest.mark.parametrize(
    ("character", "final"), [*zip("0123456789*+,-./=", "pqrstuvwxyjklmnoX", strict=True)]
)
def test_application_keypad_says_which_key(character: str, final: str) -> None:
    key = Press(key=character, text=character, keypad=True)
    assert encode_key(key, PLAIN) == character.encode()
    assert encode_key(key, APPLICATION) == f"\x1bO{final}".encode()
    locked = Press(key=character, text=character, keypad=True, num_lock=True)
    assert encode_key(locked, APPLICATION) == character.encode()
    not_on_it = Press(key=character, text=character)
    assert encode_key(not_on_it, APPLICATION) == character.encode()


def test_enter_of_the_keypad_is_a_key_of_its_own_only_there() -> None:
    enter = Press(key=Key.RETURN, text="\r", keypad=True)
    assert encode_key(enter, PLAIN) == b"\r"
    assert encode_key(enter, APPLICATION) == b"\x1bOM"
    assert encode_key(Press(key=Key.RETURN, text="\r"), APPLICATION) == b"\r"


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("Return", "\r"), ("S-Return", "\r"), ("C-Return", "\r"), ("A-Return", "\x1b\r"),
        ("Tab", "\t"), ("C-Tab", "\t"), ("S-Tab", "\x1b[Z"), ("A-Tab", "\x1b\t"),
        ("Escape", "\x1b"), ("A-Escape", "\x1b\x1b"),
        ("Backspace", "\x7f"), ("C-Backspace", "\b"), ("A-Backspace", "\x1b\x7f"),
        ("C-A-Backspace", "\x1b\b"),
        ("a", "a"), ("S-a", "A"), ("C-a", "\x01"), ("C-S-a", "\x01"), ("A-a", "\x1ba"),
        ("A-S-a", "\x1bA"), ("M-a", "\x1ba"), ("C-A-a", "\x1b\x01"), ("C-z", "\x1a"),
        ("C- ", "\0"), ("C-@", "\0"), ("C-[", "\x1b"), ("C-\\", "\x1c"), ("C-]", "\x1d"),
        ("C-^", "\x1e"), ("C-_", "\x1f"), ("C-?", "\x7f"), ("C-/", "\x1f"),
        ("C-2", "\0"), ("C-3", "\x1b"), ("C-4", "\x1c"), ("C-5", "\x1d"), ("C-6", "\x1e"),
        ("C-7", "\x1f"), ("C-8", "\x7f"), ("C-1", "1"), ("C-9", "9"), ("C-0", "0"), ("C-,", ","),
        ("A-.", "\x1b."), ("C-A- ", "\x1b\0"),
    ],
)  # fmt: skip
def test_ordinary_keys_send_characters(name: str, sent: str) -> None:
    assert encode_key(press(name), PLAIN) == sent.encode()


def test_return_also_sends_a_line_feed_in_newline_mode() -> None:
    assert encode_key(press("Return"), Modes(newline=True)) == b"\r\n"


def test_backspace_and_its_control_variant_change_places() -> None:
    modes = Modes(backspace_is_bs=True)
    assert encode_key(press("Backspace"), modes) == b"\b"
    assert encode_key(press("C-Backspace"), modes) == b"\x7f"


# As input.c of xterm decides it; None: as without the mode.
OTHER_KEYS = {
    "a": (None, None), "C-a": (None, "27;5;97"), "C-S-a": ("27;6;65", "27;6;65"),
    "S-a": (None, "27;2;65"), "A-a": (None, "27;3;97"), "C-A-a": (None, "27;7;97"),
    "C-i": (None, "27;5;105"), "C-m": (None, "27;5;109"), "C-[": (None, "27;5;91"),
    "C-1": ("27;5;49", "27;5;49"), "C-2": (None, "27;5;50"), "C-;": ("27;5;59", "27;5;59"),
    "C-,": ("27;5;44", "27;5;44"), "C-/": (None, "27;5;47"), "C- ": (None, "27;5;32"),
    "C-=": ("27;5;61", "27;5;61"), "A-1": (None, "27;3;49"), "M-x": (None, "27;9;120"),
    "C-A-1": ("27;7;49", "27;7;49"),
    "Return": (None, None), "S-Return": ("27;2;13", "27;2;13"), "C-Return": ("27;5;13", "27;5;13"),
    "A-Return": ("27;3;13", "27;3;13"), "Tab": (None, None), "S-Tab": (None, None),
    "C-Tab": ("27;5;9", "27;5;9"), "C-S-Tab": ("27;6;9", "27;6;9"),
    "Escape": (None, None), "S-Escape": (None, None), "A-Escape": ("27;3;27", "27;3;27"),
    "C-Escape": (None, "27;5;27"),
    "Backspace": (None, None), "S-Backspace": (None, "27;2;127"), "C-Backspace": (None, None),
    "A-Backspace": (None, "27;3;127"), "S- ": (None, "27;2;32"), "C-Up": (None, None),
    "S-F5": (None, None), "é": (None, None),
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "level", "sent"),
    [(name, level, both[level - 1]) for name, both in OTHER_KEYS.items() for level in (1, 2)],
)
def test_modified_other_keys_say_their_modifiers(name: str, level: int, sent: str | None) -> None:
    plain = encode_key(press(name), PLAIN)
    modified = encode_key(press(name), Modes(modify_other_keys=level))
    assert modified == (plain if sent is None else f"\x1b[{sent}~".encode())


@pytest.mark.parametrize("level", [0, 1, 2])
@pytest.mark.parametrize("text", ["@", "€", "{", "\\", "~", "ł"])
def test_what_altgr_types_is_text(text: str, level: int) -> None:
    modes = Modes(modify_other_keys=level)
    as_windows_has_it = Press(key="q", text=text, control=True, alt=True)
    assert encode_key(as_windows_has_it, modes) == text.encode()
    as_the_key_it_is = Press(key=text, text=text, control=True, alt=True)
    assert encode_key(as_the_key_it_is, modes) == text.encode()
    assert encode_key(Press(key=text, text=text), modes) == text.encode()


def test_control_with_another_alphabet_means_the_latin_letter_on_the_key() -> None:
    assert encode_key(Press(key="С", text="\x03", control=True), PLAIN) == b"\x03"


def test_text_of_an_input_method_arrives_as_utf_8() -> None:
    assert encode_key(Press(text="日本"), Modes(modify_other_keys=2)) == "日本".encode()
    assert encode_key(Press(key="e", text="Ê", shift=True), Modes(modify_other_keys=2)) == (
        "Ê".encode()
    )
    assert encode_text("a\ud83d") == b"a"


def test_key_without_text_sends_nothing() -> None:
    assert encode_key(Press(), APPLICATION) == b""
    assert encode_key(Press(shift=True, control=True), Modes(modify_other_keys=2)) == b""


def test_focus_is_told_only_on_demand() -> None:
    wanted = Modes(focus_events=True)
    assert encode_focus(has_focus=True, modes=wanted) == b"\x1b[I"
    assert encode_focus(has_focus=False, modes=wanted) == b"\x1b[O"
    assert encode_focus(has_focus=True, modes=PLAIN) == b""


@given(
    key=st.one_of(st.sampled_from(Key), st.characters(), st.just("")),
    text=st.text(max_size=2),
    held=st.tuples(*[st.booleans()] * 6),
    modes=st.builds(Modes, modify_other_keys=st.integers(0, 2)),
)
def test_any_key_in_any_mode_sends_a_few_bytes(
    key: Key | str, text: str, held: tuple[bool, ...], modes: Modes
) -> None:
    names = ("shift", "alt", "control", "meta", "keypad", "num_lock")
    sent = encode_key(Press(key=key, text=text, **dict(zip(names, held, strict=True))), modes)
    assert len(sent) <= 24


def test_all_modifiers_are_in_the_table() -> None:
    held = itertools.product((False, True), repeat=4)
    sums = {Press(shift=s, alt=a, control=c, meta=m).modifiers + 1 for s, a, c, m in held}
    assert sums == {1, *MODIFIERS}
