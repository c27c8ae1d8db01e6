"""A registry's own HTTP API, version 2: what it holds.

Asked from this machine, which may not be the Engine's. TLS is always verified, with the system's
authorities and those of docker's ``certs.d``; plain HTTP is spoken only where the Engine would,
and only to who speaks no TLS. See https://distribution.github.io/distribution/spec/api/.
"""

from __future__ import annotations

import json
import re
import urllib.parse
from collections.abc import Mapping
from typing import Any

from desktop.engine.credentials import Login
from desktop.engine.registry_errors import RegistryFailed, RegistryFault
from desktop.engine.registry_http import Answer, Browser, basic
from desktop.engine.registry_records import HUB, Names
from desktop.engine.wire import Wire

MOST_NAMES = 20_000
MOST_PAGES = 500  # some give fewer names at a time than they are asked for
A_PAGE = 1000
_HUB_HOST = "registry-1.docker.io"
_NEXT = re.compile(r'<([^>]*)>\s*;\s*rel="?next"?', re.IGNORECASE)
_CHALLENGE = re.compile(r'(\w+)="([^"]*)"')


class RegistryAPI:
    """One registry. Every method raises :class:`RegistryFailed`; ``wire`` cuts them."""

    def __init__(
        self, wire: Wire, registry: str, login: Login | None, *, plain_allowed: bool
    ) -> None:
        self._registry = registry
        self._login = login
        self._host = _HUB_HOST if registry == HUB else registry
        self._browser = Browser(wire, registry, plain_allowed=plain_allowed)
        self._headers: dict[str, str] = {}

    def catalogue(self) -> Names:
        """Its repositories, as far as it lists them to this one."""
        return self._names("/v2/_catalog", "repositories", RegistryFault.NO_CATALOGUE)

    def tags(self, repository: str) -> Names:
        """The tags of a repository, the newest or highest first where numbers tell."""
        path = f"/v2/{urllib.parse.quote(repository)}/tags/list"
        found = self._names(path, "tags", RegistryFault.NO_REPOSITORY)
        return Names(tuple(sorted(found.names, key=_by_version, reverse=True)), found.complete)

    def _names(self, path: str, key: str, absent: RegistryFault) -> Names:
        found: dict[str, None] = {}
        seen: set[str] = set()
        path = f"{path}?n={A_PAGE}"
        while path and len(seen) < MOST_PAGES:
            seen.add(path)
            answer = self._ask(path)
            if answer.status == 404:
                raise RegistryFailed(absent, self._registry, answer.words())
            names = self._object(answer).get(key)  # null for a repository without any
            found |= dict.fromkeys(str(name) for name in names or () if isinstance(name, str))
            if len(found) >= MOST_NAMES:
                return Names(tuple(found)[:MOST_NAMES], complete=False)
            following = _NEXT.search(answer.header("Link"))
            path = self._further(path, following[1]) if following else ""
            if not following or path in seen:
                return Names(tuple(found))
        return Names(tuple(found), complete=False)

    def _further(self, path: str, link: str) -> str:
        """The path of the next page; empty where it is not on this registry.

        It comes behind the registry's name in an address, where "@host" would ask another.
        """
        here = self._browser.address(self._host, path)
        try:
            parts = urllib.parse.urlsplit(urllib.parse.urljoin(here, link))
            own = urllib.parse.urlsplit(here)
        except ValueError:
            return ""
        same = (parts.scheme, parts.netloc) == (own.scheme, own.netloc)
        return f"{parts.path}?{parts.query}" if same and parts.path.startswith("/") else ""

    def _ask(self, path: str) -> Answer:
        """One question, in our name where the registry wants to know."""
        answer = self._browser.get(self._host, path, self._headers)
        if answer.status == 401:
            self._headers = self._introduced(answer.header("WWW-Authenticate"))
            answer = self._browser.get(self._host, path, self._headers)
        if answer.status in (200, 404):
            return answer
        # Who has a token is known: the password was good, and this is not for everybody.
        by_password = self._headers.get("Authorization", "").startswith("Basic ")
        raise self._refusal(answer, wrong=(401,) if by_password else ())

    def _refusal(self, answer: Answer, *, wrong: tuple[int, ...]) -> RegistryFailed:
        """What another status than that of an answer tells; ``wrong``: that of a bad password."""
        match answer.status:
            case status if status in wrong:
                fault = RegistryFault.WRONG_SECRET
            case 401 | 403:
                fault = RegistryFault.SIGN_IN
            case 429:
                fault = RegistryFault.TOO_MANY
            case status if status >= 500:
                fault = RegistryFault.UNWELL
            case _:
                fault = RegistryFault.NO_REGISTRY
        told = f"{answer.status}: {answer.words()}".removesuffix(": ")
        return RegistryFailed(fault, self._registry, told)

    def _introduced(self, challenge: str) -> dict[str, str]:
        """The header that answers the registry's question who we are."""
        scheme = challenge.partition(" ")[0].lower()
        if scheme == "basic" and self._login is not None:
            return _basic(self._login)
        if scheme != "bearer":
            raise RegistryFailed(RegistryFault.SIGN_IN, self._registry)
        asked = dict(_CHALLENGE.findall(challenge))
        realm = asked.pop("realm", "")
        wanted = {key: asked[key] for key in ("service", "scope") if asked.get(key)}
        login = self._login
        if login is not None and login.token:
            form = {"grant_type": "refresh_token", "refresh_token": login.token, **wanted}
            answer = self._browser.at(realm, {}, form={**form, "client_id": "portside"})
            wrong: tuple[int, ...] = (400, 401)  # RFC 6749, 5.2: 400 for a token that has ended
        else:
            query = urllib.parse.urlencode(wanted)
            joint = "&" if "?" in realm else "?"
            headers = _basic(login) if login is not None else {}
            answer = self._browser.at(f"{realm}{joint}{query}", headers)
            wrong = (401,) if login is not None else ()
        if answer.status != 200:
            raise self._refusal(answer, wrong=wrong)
        told = self._object(answer)
        token = told.get("token") or told.get("access_token") or ""
        return {"Authorization": f"Bearer {token}"}

    def _object(self, answer: Answer) -> Mapping[str, Any]:
        try:
            found = json.loads(answer.body)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise RegistryFailed(RegistryFault.NO_REGISTRY, self._registry, answer.words())
        return found


def _basic(login: Login) -> dict[str, str]:
    return {"Authorization": basic(login.user, login.secret)}


def _by_version(tag: str) -> tuple[bool, list[tuple[int, str]]]:
    """``latest``, then versions by their numbers: 1.10 is after 1.9."""
    pieces = [(int(p), "") if p.isdecimal() else (-1, p) for p in re.split(r"(\d+)", tag) if p]
    return tag == "latest", pieces
