"""Registries: what :class:`desktop.engine.registries_protocol.Registries` promises."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar

from desktop.engine import accounts, credentials
from desktop.engine.credentials import Login
from desktop.engine.decode import decode_all, decode_one, mapping, text
from desktop.engine.errors import NotPermitted
from desktop.engine.layers import LayerMerger
from desktop.engine.observing import Call
from desktop.engine.pump import Pump
from desktop.engine.pushing import NOBODY, read_push
from desktop.engine.records import Progress
from desktop.engine.registry_api import RegistryAPI
from desktop.engine.registry_errors import RegistryFailed, RegistryFault, fault_in
from desktop.engine.registry_records import (
    HUB,
    Account,
    Found,
    Keep,
    Keepers,
    Names,
    SignIn,
    is_loopback,
)
from desktop.engine.threads import run_in_thread, run_with_tool
from desktop.engine.translate import FOREIGN, translated
from desktop.engine.wire import Wire

T = TypeVar("T")

SEARCH_LIMIT = 100  # the most that an Engine takes


class DockerRegistries:
    """Each call has a thread of its own: a registry, or who keeps a password, may be slow."""

    def __init__(self, wire: Callable[[float | None], Wire], ask: Call) -> None:
        self._wire = wire
        self._ask = ask
        self.session: dict[str, Login] = {}  # who has signed in for as long as we run

    async def push(self, reference: str, report: Callable[[Progress], None]) -> str:
        layers = LayerMerger()
        async with Pump(
            partial(self._wire, None),
            partial(read_push, reference, dict(self.session)),
            layers,
            name="push",
        ) as batches:
            async for latest in batches:
                report(latest)
        return layers.digest

    async def search(self, term: str) -> list[Found]:
        def ask(wire: Wire) -> list[Found]:
            client: Any = wire.client
            registry = _index_in(term)
            login = credentials.find(wire, registry, self.session)
            headers = login.header(registry) if login is not None else NOBODY
            response = client._get(
                client._url("/images/search"),
                params={"term": term, "limit": SEARCH_LIMIT},
                headers=headers,
            )
            client._raise_for_status(response)
            prefix = "" if registry == HUB else f"{registry}/"
            return [_found(item, prefix) for item in decode_all(mapping, response.json())]

        return await self._beside(ask, "search")

    async def sign_in(self, wanted: SignIn) -> None:
        def act(wire: Wire) -> Login:
            login = _checked(wanted, wire)
            if wanted.keep is not Keep.SESSION:
                accounts.keep(wanted, login, wire)
            return login

        login = await self._beside(act, "sign-in")
        self.session.pop(wanted.registry, None)
        if wanted.keep is Keep.SESSION:
            self.session[wanted.registry] = login

    async def sign_out(self, registry: str) -> None:
        self.session.pop(registry, None)
        await self._beside(partial(accounts.forget, registry), "sign-out")

    async def accounts(self) -> list[Account]:
        return await self._beside(partial(accounts.accounts, dict(self.session)), "accounts")

    async def keepers(self, registry: str) -> Keepers:
        return await run_in_thread(accounts.keepers, registry, name="keepers")

    async def catalogue(self, registry: str) -> Names:
        return await self._at(registry, lambda api: api.catalogue())

    async def tags(self, registry: str, repository: str) -> Names:
        return await self._at(registry, lambda api: api.tags(repository))

    async def platforms(self, reference: str) -> tuple[str, ...]:
        def ask(wire: Wire) -> tuple[str, ...]:
            client: Any = wire.client
            headers = credentials.registry_headers(wire, reference, self.session)
            response = client._get(
                client._url("/distribution/{0}/json", reference), headers=headers
            )
            client._raise_for_status(response)
            found = decode_one(mapping, response.json()).get("Platforms")
            return tuple(dict.fromkeys(filter(None, decode_all(_platform, found))))

        return await self._beside(ask, "platforms")

    # How

    async def _at(self, registry: str, question: Callable[[RegistryAPI], T]) -> T:
        """Ask a registry itself."""
        plain_allowed = is_loopback(registry) or await self._ask(partial(_is_insecure, registry))

        def ask(wire: Wire) -> T:
            login = credentials.find(wire, registry, self.session)
            return question(RegistryAPI(wire, registry, login, plain_allowed=plain_allowed))

        return await self._beside(ask, "registry")

    async def _beside(self, work: Callable[[Wire], T], name: str) -> T:
        def translating(wire: Wire) -> T:
            try:
                return work(wire)
            except FOREIGN as problem:
                raise translated(problem, wire.words()) from problem

        return await run_with_tool(partial(self._wire, None), translating, name=name)


def _checked(wanted: SignIn, wire: Wire) -> Login:
    """Who signed in, when the Engine has asked the registry; perhaps with a token instead."""
    client: Any = wire.client
    told = {
        "username": wanted.user,
        "password": wanted.secret.text,
        "serveraddress": credentials.server(wanted.registry),
    }
    try:
        response = client._post_json(client._url("/auth"), data=told)
        client._raise_for_status(response)
    except FOREIGN as problem:
        error = translated(problem, wire.words())
        fault = fault_in(error.explanation)
        if isinstance(error, NotPermitted):
            fault = RegistryFault.WRONG_SECRET
        if fault is not None:
            raise RegistryFailed(fault, wanted.registry, error.explanation) from problem
        raise error from problem
    answer = response.json() if response.content else {}
    token = text(answer.get("IdentityToken")) if isinstance(answer, dict) else ""
    return Login(wanted.user, wanted.secret.text, token)


def _index_in(term: str) -> str:
    """The registry that a term begins with; Docker Hub where it does not."""
    host, slash, _word = term.partition("/")
    named = slash and ("." in host or ":" in host or host == "localhost")
    return host if named else HUB


def _found(item: Mapping[str, Any], prefix: str) -> Found:
    stars = item.get("star_count")
    name = text(item.get("name"))
    return Found(
        name if name.startswith(prefix) else prefix + name,
        text(item.get("description")),
        stars if isinstance(stars, int) else None,
        item.get("is_official") is True,
    )


def _platform(item: Mapping[str, Any]) -> str:
    parts = (text(item.get(key)) for key in ("os", "architecture", "variant"))
    named = "/".join(part for part in parts if part)
    return "" if "unknown" in named else named


def _is_insecure(registry: str, client: Any) -> bool:
    """Whether the Engine's own configuration lets it do without TLS there."""
    told = mapping(client.info().get("RegistryConfig") or {})
    known = mapping(told.get("IndexConfigs") or {}).get(registry)
    return isinstance(known, dict) and known.get("Secure") is False
