"""What is done to pages that live on, in their tabs. They act on the one that a person is at."""

from __future__ import annotations

from collections.abc import Callable

from desktop.ui.deeds.deeds import Deeds
from desktop.ui.living import LivingPages


def is_open(deeds: Deeds) -> bool:
    return _at(deeds) is not None


def can_split(deeds: Deeds) -> bool:
    return _may(deeds, LivingPages.can_split)


def can_join(deeds: Deeds) -> bool:
    return _may(deeds, LivingPages.can_join)


def can_tear_off(deeds: Deeds) -> bool:
    return _may(deeds, lambda pages, key: not pages.is_torn_off(key))


def can_bring_back(deeds: Deeds) -> bool:
    return _may(deeds, LivingPages.is_torn_off)


def split(deeds: Deeds) -> None:
    _do(deeds, LivingPages.split)


def join(deeds: Deeds) -> None:
    _do(deeds, LivingPages.join)


def tear_off(deeds: Deeds) -> None:
    _do(deeds, LivingPages.tear_off)


def bring_back(deeds: Deeds) -> None:
    _do(deeds, LivingPages.bring_back)


def close(deeds: Deeds) -> None:
    _do(deeds, LivingPages.ask_to_close)


def rename(deeds: Deeds) -> None:
    _do(deeds, LivingPages.edit_name)


def _at(deeds: Deeds) -> tuple[LivingPages, str] | None:
    pages = deeds.window.living
    return (pages, pages.current) if pages is not None and pages.current else None


def _may(deeds: Deeds, test: Callable[[LivingPages, str], bool]) -> bool:
    at = _at(deeds)
    return at is not None and test(*at)


def _do(deeds: Deeds, move: Callable[[LivingPages, str], None]) -> None:
    if (at := _at(deeds)) is not None:
        move(*at)
