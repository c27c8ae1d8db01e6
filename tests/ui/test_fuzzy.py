"""The fuzzy search finds what fits, the best first, and quickly."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from desktop.ui import fuzzy
from desktop.ui.fuzzy import Index, align, words

LETTERS = st.text("ab_c-1 ", min_size=1, max_size=12)
TITLES = st.lists(st.tuples(LETTERS, st.text("ab8 ", max_size=6)), min_size=1, max_size=12)
QUERIES = st.text("abc18 ", max_size=6)


def found(query: str, *titles: str) -> list[str]:
    return [titles[hit.number] for hit in Index((title, "") for title in titles).search(query)]


def is_subsequence(word: str, text: str) -> bool:
    letters = iter(text)
    return all(letter in letters for letter in word)


@given(TITLES, QUERIES)
def test_exactly_that_is_found_which_has_all_words(
    texts: list[tuple[str, str]], query: str
) -> None:
    index = Index(texts)
    hits = {hit.number for hit in index.search(query, len(texts))}
    for number, (title, keys) in enumerate(texts):
        folded, folded_keys = fuzzy._folded(title), fuzzy._folded(keys)
        fits = all(is_subsequence(w, folded) or w in folded_keys for w in words(query))
        assert (number in hits) == fits


@given(TITLES, QUERIES)
def test_what_is_highlighted_spells_the_query(texts: list[tuple[str, str]], query: str) -> None:
    for hit in Index(texts).search(query):
        title, keys = texts[hit.number]
        folded = fuzzy._folded(title)
        assert all(0 <= place < len(title) for place in hit.positions)
        marked = "".join(folded[place] for place in hit.positions)
        for word in words(query):
            assert is_subsequence(word, marked) or word in fuzzy._folded(keys)


@given(TITLES, QUERIES, st.sampled_from("abc1"))
def test_another_letter_never_finds_more(
    texts: list[tuple[str, str]], query: str, letter: str
) -> None:
    index = Index(texts)
    before = {hit.number for hit in index.search(query, len(texts))}
    after = {hit.number for hit in index.search(query + letter, len(texts))}
    assert after <= before


@given(TITLES, QUERIES)
def test_a_limit_keeps_the_best(texts: list[tuple[str, str]], query: str) -> None:
    index = Index(texts)
    every = index.search(query, len(texts))
    assert index.search(query, 2) == every[:2]
    assert [hit.rank for hit in every] == sorted(hit.rank for hit in every)


@given(st.lists(LETTERS, min_size=1, max_size=8), st.text("abc", min_size=1, max_size=3))
def test_the_order_of_words_does_not_matter(titles: list[str], word: str) -> None:
    index = Index((title, "") for title in titles)
    one = {hit.number for hit in index.search(f"{word} a")}
    assert one == {hit.number for hit in index.search(f"a {word}")}


@given(st.text("ab", min_size=1, max_size=3), st.text("ab ", max_size=8))
def test_letters_are_placed_in_the_best_way(word: str, rest: str) -> None:
    title = " " + rest
    if not is_subsequence(word, title):
        return
    worths = [
        _worth(places, title)
        for places in combinations(range(len(title)), len(word))
        if "".join(title[place] for place in places) == word
    ]
    worth, places = align(word, title)
    assert worth == max(worths) == _worth(places, title)


def _worth(places: tuple[int, ...], title: str) -> int:
    total = 0
    for number, place in enumerate(places):
        if place and title[place - 1] == " ":
            total += fuzzy._AT_START
        if number:
            gap = place - places[number - 1] - 1
            total += -fuzzy._SKIPPED * gap if gap else fuzzy._BESIDE
    return total


@given(st.text("abc", min_size=2, max_size=4))
def test_start_beats_word_beats_inside_beats_scattered(word: str) -> None:
    scattered = "x" + "x".join(word)
    ranked = found(word, scattered, f"xx{word}", f"zzz {word}", f"{word}yy")
    assert ranked[:4] == [f"{word}yy", f"zzz {word}", f"xx{word}", scattered]


def test_the_shorter_title_comes_first() -> None:
    assert found("web", "web-frontend", "web", "web-1") == ["web", "web-1", "web-frontend"]


def test_first_letters_of_words_beat_letters_anywhere() -> None:
    assert found("sw", "answer", "stop-web")[0] == "stop-web"


def test_a_keyword_finds_but_a_title_comes_first() -> None:
    texts = [("web", "nginx 127.0.0.1:8080→80/tcp"), ("8080-test", "")]
    hits = Index(texts).search("8080")
    assert [texts[hit.number][0] for hit in hits] == ["8080-test", "web"]
    assert hits[1].positions == ()


def test_capitals_and_letters_that_grow_keep_their_places() -> None:
    [hit] = Index([("İstanbul WEB", "")]).search("web")
    assert hit.positions == (9, 10, 11)


def test_an_empty_query_keeps_the_order() -> None:
    assert found("  ", "b", "a") == ["b", "a"]


def test_ten_thousand_titles_cost_a_few_looks_at_each() -> None:
    texts = [
        (f"{project}_{name}_{number}", f"nginx:1.{number} {8000 + number} running")
        for project in ("shop", "blog", "crm", "lab")
        for name in ("web", "worker", "gateway", "cache", "search")
        for number in range(500)
    ]
    index = Index(texts)

    def cost(work: Callable[[], object]) -> float:
        times = []  # of this thread alone: other programs may be busy
        for _ in range(5):
            began = time.thread_time()
            work()
            times.append(time.thread_time() - began)
        return min(times)

    one_look = cost(lambda: [f"{title} {more}".lower() for title, more in texts])
    for query in ("s", "e", "we", "sw", "8080", "web shop", "sgw9", "zq", "shopgateway"):
        assert cost(partial(index.search, query)) < 30 * one_look, query
