"""What a registry holds, as far as somebody has asked."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.engine.protocol import Engine
from desktop.engine.registry_errors import RegistryFailed, RegistryFault
from desktop.engine.registry_records import HUB, Account, Found, Names, is_loopback
from desktop.model import reference
from desktop.model.ports import is_local

_APART = "\n"  # in no registry's name, nor in what one types


@dataclass(frozen=True, slots=True)
class Shelf:
    """Repositories that were found or listed. Not ``complete`` where there are more."""

    found: tuple[Found, ...]
    complete: bool = True


def key_of(registry: str, term: str) -> str:
    """What to look at. A term is searched for where all can't be listed; else it only filters."""
    return f"{registry}{_APART}{term}" if is_searched(registry) else registry


def is_searched(registry: str) -> bool:
    """Whether it lists nothing by itself: it has too much."""
    return registry == HUB


async def look_at_shelf(engine: Engine, key: str) -> Shelf:
    """Search, or list the catalogue."""
    registry, _apart, term = key.partition(_APART)
    if is_searched(registry):
        return Shelf(tuple(await engine.registries.search(term)) if term else ())
    _check_reach(engine, registry)
    names = await engine.registries.catalogue(registry)
    return Shelf(tuple(Found(f"{registry}/{name}") for name in names.names), names.complete)


async def look_at_tags(engine: Engine, key: str) -> Names:
    """The tags of a repository by its whole name."""
    try:
        parsed = reference.parse(key)
    except reference.Invalid as problem:  # whatever an index makes up
        raise RegistryFailed(RegistryFault.NO_REPOSITORY, _registry_in(key)) from problem
    _check_reach(engine, parsed.domain or HUB)
    return await engine.registries.tags(parsed.domain or HUB, parsed.path)


async def look_at_accounts(engine: Engine, _key: str) -> tuple[Account, ...]:
    """Everybody who is signed in."""
    return tuple(await engine.registries.accounts())


def _registry_in(name: str) -> str:
    """What comes before the first slash, as far as that can be a registry."""
    host, slash, _rest = name.partition("/")
    return host if slash and set(".:") & set(host) else HUB


def _check_reach(engine: Engine, registry: str) -> None:
    """A registry is listed from here, and here another one may be on loopback."""
    if is_loopback(registry) and not is_local(engine.endpoint):
        raise RegistryFailed(RegistryFault.ELSEWHERE, registry)


def typed(registry: str, term: str) -> Found | None:
    """The repository that somebody has typed the name of; None where it is no name."""
    name = term.strip().removeprefix(f"{registry}/").partition("@")[0]
    whole = name if registry == HUB else f"{registry}/{name}"
    try:
        parsed = reference.parse(whole)
    except reference.Invalid:
        return None
    if registry != HUB and parsed.domain != registry:
        return None
    path = whole.removesuffix(f":{parsed.tag}") if parsed.tag else whole
    return Found(path)
