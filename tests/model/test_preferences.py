"""The table of settings."""

from __future__ import annotations

from desktop.engine.endpoint import Origin
from desktop.model.preferences import TABLE, Number, Place, Text, read_place, read_places
from desktop.model.shortcuts import Binding, conflicts, read_keys, write_keys


def test_no_two_settings_share_a_name() -> None:
    names = [setting.name for setting in TABLE]
    assert len(set(names)) == len(names)


def test_each_default_is_possible() -> None:
    for setting in TABLE:
        match setting:
            case Number():
                assert setting.least <= setting.default <= setting.most, setting
            case Text(choices=(_, *_)):
                assert setting.default in setting.choices, setting


def test_a_place_is_read_as_it_was_written() -> None:
    place = Place("the lab, at night", "ssh://me@lab")
    assert read_place(place.text) == place
    assert place.endpoint.origin is Origin.SETTINGS
    assert place.endpoint.tls is None


def test_a_place_at_the_tls_port_is_verified() -> None:
    assert Place("far", "tcp://far:2376").endpoint.tls is not None
    assert Place("near", "tcp://127.0.0.1:2375").endpoint.tls is None


def test_places_that_are_damaged_or_there_twice_are_left_out() -> None:
    texts = ["ssh://a first", "nonsense://x y", "", "ssh://-oProxyCommand=x y", "ssh://a again"]
    assert [place.name for place in read_places(texts)] == ["again"]


def test_a_place_without_a_name_is_called_by_its_address() -> None:
    assert read_place("db:2375") == Place("tcp://db:2375", "tcp://db:2375")


def test_the_settings_keep_only_keys_that_differ() -> None:
    bindings = (
        Binding("a", "Ctrl+A", "Ctrl+A"),
        Binding("b", "Ctrl+B", "Ctrl+Shift+B"),
        Binding("c", "Ctrl+C", ""),
    )
    texts = write_keys(bindings)
    assert texts == ["b Ctrl+Shift+B", "c"]
    assert read_keys([*texts, "", " x"]) == {"b": "Ctrl+Shift+B", "c": ""}


def test_the_same_keys_collide_where_both_count() -> None:
    bindings = (
        Binding("tree", "", "Del", "tree"),
        Binding("other", "", "Del", "files"),
        Binding("one", "", "Ctrl+1"),
        Binding("two", "", "Ctrl+1"),
        Binding("none", "", ""),
        Binding("neither", "", ""),
    )
    assert conflicts(bindings) == {"one": ("two",), "two": ("one",)}
    everywhere = Binding("all", "", "Del")
    found = conflicts((*bindings, everywhere))
    assert found["all"] == ("tree", "other")
    assert found["tree"] == ("all",)


def test_keys_that_a_page_takes_collide_with_the_windows_once_a_person_changed_one() -> None:
    refresh = Binding("refresh", "F5", "F5")
    in_files = Binding("files.refresh", "F5", "F5", "files", takes=True)
    assert conflicts((refresh, in_files)) == {}, "both list again, as it is meant"
    stop = Binding("stop", "Ctrl+.", "F5")
    assert conflicts((stop, in_files)) == {"stop": ("files.refresh",), "files.refresh": ("stop",)}


def test_each_of_several_keys_collides_and_two_places_never_do() -> None:
    paste = Binding("terminal.copy", "Ctrl+Shift+C; Ctrl+Ins", "Ctrl+Shift+C; Ctrl+Ins", "terminal")
    path = Binding("files.copy_path", "Ctrl+Shift+C", "Ctrl+Shift+C", "files", takes=True)
    assert conflicts((paste, path)) == {}
    split = Binding("split", "", "Ctrl+Ins")
    assert conflicts((paste, path, split))["split"] == ("terminal.copy",)
