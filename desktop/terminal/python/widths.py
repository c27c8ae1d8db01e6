"""How many columns a character takes, by Unicode's properties as ``regex`` knows them.

Where what is looked at is long, ``re`` finds it faster; its classes are made from those of
``regex`` once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

import regex

HALF = "\0"
"""Stands for the second column of a wide character."""
AS_EMOJI = "\ufe0f"

_JOINS = (
    r"[[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}\u1160-\u11FF\uD7B0-\uD7FB]"
    r"--[\u00AD\u115F\u3164\uFFA0\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2]]"
)
# What is not assigned is narrow, other than on the planes of ideographs (UAX 11).
_WIDE = (
    r"[[[\p{East_Asian_Width=Wide}\p{East_Asian_Width=Fullwidth}]--\p{Cn}]"
    r"\U00020000-\U0002FFFD\U00030000-\U0003FFFD]"
)
_PICTURES = r"[\p{Extended_Pictographic}\p{Regional_Indicator}]"


def _has(of: str) -> Callable[[str], object]:
    return lru_cache(4096)(regex.compile(f"(?V1){of}").match)


is_wide = _has(_WIDE)
is_emoji = _has(r"\p{Emoji}")
_joins = _has(_JOINS)
_is_picture = _has(r"\p{Extended_Pictographic}")
_is_person = _has(r"\p{Emoji_Modifier_Base}")
_is_skin = _has(r"\p{Emoji_Modifier}")
is_flag_half = _has(r"\p{Regional_Indicator}")


def continues(before: str, character: str) -> bool:
    """Whether a character belongs into the cell of the one before it."""
    return bool(
        _joins(character)
        or (before[-1:] == "\u200d" and _is_picture(character))
        or (_is_skin(character) and before and _is_person(before[0]))
        or (is_flag_half(character) and len(before) == 1 and is_flag_half(before))
    )


def takes_two(grapheme: str) -> bool:
    """Whether it takes two columns: as its first character does, or as a flag, or as an emoji."""
    if len(grapheme) == 1:
        return bool(is_wide(grapheme))
    first, second = grapheme[0], grapheme[1]
    return bool(
        is_wide(first)
        or (is_flag_half(first) and is_flag_half(second))
        or (AS_EMOJI in grapheme[1:] and is_emoji(first))
    )


_PLANE_0 = "".join(map(chr, [*range(0xA0, 0xD800), *range(0xE000, 0x10000)]))


def _ranges(of: str) -> Iterator[str]:
    for found in regex.finditer(f"(?V1){of}+", _PLANE_0):
        yield f"{found[0][0]}-{found[0][-1]}"


_BEYOND = "\U00010000-\U0010ffff"
_OTHER = "".join(_ranges(f"[{_JOINS}{_PICTURES}]")) + _BEYOND
_UNUSUAL = "".join(_ranges(f"[{_JOINS}{_WIDE}{_PICTURES}]")) + _BEYOND
_BLOCKS = "".join(_ranges(f"[{_WIDE}--[{_JOINS}{_PICTURES}]]"))

unusual = re.compile(f"[{_UNUSUAL}]").search
"""Finds what isn't one column wide, or may join others."""
pieces = re.compile(f"([^{_UNUSUAL}]+)|([{_BLOCKS}]+)|(.)", re.DOTALL).findall
"""Cuts text into what is narrow, what is wide, and single characters that may join others."""
may_join = re.compile(f"[{_OTHER}]").match
"""Whether text begins with what may belong to the character before it."""
_wide_or_joined = re.compile(f"([{_BLOCKS}]+(?![{_OTHER}]))|[^{_OTHER}]?[{_OTHER}]+").sub


def spell(text: str, joined: Callable[[str], str]) -> str:
    """The columns of text, where ``joined`` has those of what may be joined."""

    def spelled(found: re.Match[str]) -> str:
        blocks = found[1]
        return HALF.join(blocks) + HALF if blocks else joined(found[0])

    return _wide_or_joined(spelled, text)
