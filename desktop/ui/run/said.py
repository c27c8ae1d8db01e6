"""Which page has which options, and what is said on each."""

from __future__ import annotations

from functools import cache

from desktop.model.commands import Line
from desktop.model.run.line import line
from desktop.model.run.pages import Page
from desktop.model.run.spec import BY_NAME, ContainerSpec
from desktop.ui.run import (
    basics_page,
    environment_page,
    image_page,
    limits_page,
    network_page,
    ports_page,
    security_page,
    storage_page,
)
from desktop.ui.run.entries import Group

GROUPS: dict[Page, tuple[Group, ...]] = {
    Page.IMAGE: image_page.GROUPS,
    Page.BASICS: basics_page.GROUPS,
    Page.PORTS: ports_page.GROUPS,
    Page.STORAGE: storage_page.GROUPS,
    Page.NETWORK: network_page.GROUPS,
    Page.ENVIRONMENT: environment_page.GROUPS,
    Page.LIMITS: limits_page.GROUPS,
    Page.SECURITY: security_page.GROUPS,
    Page.REVIEW: (),
}
_PLAIN = ContainerSpec()


@cache
def fields_on(page: Page) -> tuple[str, ...]:
    """The fields that are edited on a page."""
    groups = GROUPS[page]
    return tuple(field for group in groups for entry in group.entries for field in entry.fields)


@cache
def page_of(field: str) -> Page:
    """The page on which a field is edited; the first where there is none."""
    return next((page for page in Page if field in fields_on(page)), Page.IMAGE)


def is_said(page: Page, spec: ContainerSpec) -> bool:
    """Whether anything is filled in on a page."""
    return any(getattr(spec, field) != getattr(_PLAIN, field) for field in fields_on(page))


def said_on(page: Page, spec: ContainerSpec) -> list[Line]:
    """The options of a page, as docker's command line has them, one or a few words each."""
    found: list[Line] = []
    command: Line = ()
    for field in fields_on(page):
        value = getattr(spec, field)
        if value == getattr(_PLAIN, field):
            continue
        if field == "image":
            found.append((value,))
        elif field == "command":
            command = value
        else:
            alone = ContainerSpec(**{field: value})
            found += _parted(line(alone)[2:-1])
    return [*found, command] if command else found


def _parted(words: Line) -> list[Line]:
    """An option and its value in each."""
    found: list[Line] = []
    rest = iter(words)
    for word in rest:
        option = BY_NAME.get(word)
        alone = option is None or option.notation.is_flag
        found.append((word,) if alone else (word, next(rest)))
    return found
