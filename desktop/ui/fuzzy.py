"""Finding among many titles by a few letters: the command palette's search. Pure Python.

Every word of a query must match a title or its keywords, in any order. How a word matches makes
its tier: at the title's start, at a word's start, as a whole keyword, as the first letters of its
words, inside the title, inside a keyword. After all of these come titles that have a word's
letters in order with others between them, where letters at the start of words and side by side
count for more; they are looked for only while the others leave room.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

START, WORD, KEY, INITIALS, INSIDE, KEY_START, KEY_INSIDE, SCATTERED = range(8)
"""The tiers of a word, the best first."""

LONGEST_QUERY = 64
LONGEST_TEXT = 300
_AFTER_ALL_WHOLE = 1000
_REFINED = 120  # scattered matches whose letters are placed in the best way

_SEPARATORS = str.maketrans(dict.fromkeys("-_./:@,;()[]<>›→'\"\t\n", " "))
_BESIDE, _AT_START, _SKIPPED = 6, 8, 1


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that matches: its number, how well (less is better), and the title's letters."""

    number: int
    rank: tuple[int, ...]
    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    title: str  # folded, with a space in front: a word's start is " x"
    keys: str  # folded, with a space on both sides
    initials: str  # the first letters of the title's words


def words(query: str) -> list[str]:
    """The words of a query, folded as titles are."""
    return [word for part in query[:LONGEST_QUERY].split() if (word := _folded(part).strip())]


class Index:
    """Titles, each with keywords that also find it but count for less."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        self._texts = [_text(title, keywords) for title, keywords in texts]

    def __len__(self) -> int:
        return len(self._texts)

    def search(
        self, query: str | Sequence[str], limit: int = 100, *, scattered: bool = True
    ) -> list[Hit]:
        """The best matches in their order; equal ones in the order of the texts.

        ``query`` is a text, or what :func:`words` made of one. Without ``scattered`` each
        word must be there whole.
        """
        wanted = words(query) if isinstance(query, str) else list(query)
        if not wanted:
            return [Hit(number, (), ()) for number in range(min(limit, len(self._texts)))]
        sure, open_ = self._whole(wanted)
        if scattered and len(sure) < limit:
            sure += self._scattered(wanted, open_)
        best = heapq.nsmallest(limit, sure)
        return [self._hit(number, rank, wanted) for *rank, number in best]

    def part(self, numbers: Iterable[int]) -> Index:
        """An index of some of the texts, without the work of making one."""
        made = Index(())
        made._texts = [self._texts[number] for number in numbers]
        return made

    def _whole(self, wanted: Sequence[str]) -> tuple[list[tuple[int, ...]], list[int]]:
        """Ranks, with the text's number at the end, of texts that have all words whole.

        Also the numbers of the other texts.
        """
        sure: list[tuple[int, ...]] = []
        rest: list[int] = []
        first = wanted[0]
        one = len(wanted) == 1
        for number, text in enumerate(self._texts):
            title = text.title
            at = title.find(first)
            if at < 0 and first not in text.keys and first not in text.initials:
                rest.append(number)
                continue
            if one and at > 0:  # the common case, fast
                start = at if title[at - 1] == " " else title.find(" " + first) + 1
                tier = START if start == 1 else WORD if start else None
                if tier is not None:
                    sure.append((tier, start, len(title), number))
                    continue
            rank = self._rank(wanted, text)
            if rank is None:
                rest.append(number)
            else:
                sure.append((*rank, number))
        return sure, rest

    @staticmethod
    def _rank(wanted: Sequence[str], text: _Text) -> tuple[int, int, int] | None:
        tiers = 0
        place = 0
        for word in wanted:
            tier = _tier(word, text)
            if tier is None:
                return None
            tiers += tier
            if tier in (START, WORD, INSIDE):
                place += max(0, text.title.find(word))
        return tiers, place, len(text.title)

    def _scattered(self, wanted: Sequence[str], numbers: Iterable[int]) -> list[tuple[int, ...]]:
        """Ranks of texts that have some word only letter by letter."""
        rough: list[tuple[int, int, int]] = []
        for number in numbers:
            text = self._texts[number]
            title = text.title
            spread = 0
            for word in wanted:
                if word in title or word in text.keys:
                    continue
                begin = at = title.find(word[0])
                for letter in word[1:]:
                    if at < 0:
                        break
                    at = title.find(letter, at + 1)
                if at < 0:
                    break
                spread += at - begin
            else:
                rough.append((spread, len(title), number))
        found: list[tuple[int, ...]] = []
        for _spread, length, number in heapq.nsmallest(_REFINED, rough):
            text = self._texts[number]
            tiers, penalty = _AFTER_ALL_WHOLE, 0
            for word in wanted:
                tier = _tier(word, text)
                tiers += SCATTERED if tier is None else tier
                if tier is None:
                    penalty -= align(word, text.title)[0]
            found.append((tiers, penalty, length, number))
        return found

    def _hit(self, number: int, rank: Sequence[int], wanted: Sequence[str]) -> Hit:
        text = self._texts[number]
        places: set[int] = set()
        for word in wanted:
            tier = _tier(word, text)
            at = text.title.find(" " + word) + 1 or text.title.find(word)
            if at > 0 and tier != INITIALS:
                places.update(range(at, at + len(word)))
            elif tier == INITIALS:
                starts = [0, *_starts(text.title)]
                first = text.initials.find(word) + 1
                places.update(starts[first : first + len(word)])
            elif tier is None:
                places.update(align(word, text.title)[1])
        # The title has a space in front here.
        return Hit(number, tuple(rank), tuple(sorted(place - 1 for place in places if place)))


def align(word: str, title: str) -> tuple[int, tuple[int, ...]]:
    """The best places for a word's letters in a folded title, and their worth.

    A letter at the start of a word or right behind the one before earns a bonus, and
    each letter left out between two costs. ``word`` must be a subsequence of ``title``.
    """
    nowhere = -(10**9)
    size = len(title)
    before: list[int] = []
    came_from: list[list[int]] = []
    for step, letter in enumerate(word):
        now = [nowhere] * size
        origin = [-1] * size
        best, best_at = nowhere, -1  # over the places before, with the cost of the gap
        for at in range(size):
            if step and at:
                best -= _SKIPPED
                if at > 1 and before[at - 2] - _SKIPPED > best:
                    best, best_at = before[at - 2] - _SKIPPED, at - 2
            if title[at] != letter:
                continue
            bonus = _AT_START if at and title[at - 1] == " " else 0
            if not step:
                now[at] = bonus
                continue
            beside = before[at - 1] + _BESIDE if at else nowhere
            now[at], origin[at] = max((beside, at - 1), (best, best_at))
            now[at] += bonus
        came_from.append(origin)
        before = now
    at = max(range(size), key=before.__getitem__)
    worth = before[at]
    places = [at]
    for origin in reversed(came_from[1:]):
        at = origin[at]
        places.append(at)
    return worth, tuple(reversed(places))


def _tier(word: str, text: _Text) -> int | None:
    title = text.title
    inside = word in title
    if inside and title.startswith(word, 1):
        return START
    if inside and " " + word in title:
        return WORD
    keys = text.keys
    in_keys = word in keys
    if in_keys and f" {word} " in keys:
        return KEY
    if len(word) > 1 and word in text.initials:
        return INITIALS
    if inside:
        return INSIDE
    if not in_keys:
        return None
    return KEY_START if " " + word in keys else KEY_INSIDE


@lru_cache(20_000)  # a palette opens again on nearly the same
def _text(title: str, keywords: str) -> _Text:
    folded = " " + _folded(title)
    initials = "".join([word[0] for word in folded.split()])
    return _Text(folded, f" {_folded(keywords)} " if keywords else "", initials)


def _starts(title: str) -> list[int]:
    """Where the words of a folded title start."""
    return [at for at in range(1, len(title)) if title[at] != " " and title[at - 1] == " "]


def _folded(text: str) -> str:
    """Small letters, and spaces for what separates words; as long as the text, letter by letter."""
    text = text[:LONGEST_TEXT]
    low = text.lower()
    if len(low) != len(text):  # a few capitals have two small letters
        low = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    return low.translate(_SEPARATORS)
