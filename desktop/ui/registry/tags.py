"""The tags of repositories, asked for when one is opened."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable
from typing import Any

from desktop.engine.registry_records import Names
from desktop.model.look import Look
from desktop.model.registry_commands import registry_of
from desktop.model.registry_shelf import look_at_tags
from desktop.model.session import Session
from desktop.ui.registry import untold
from desktop.ui.registry.model import RegistryModel
from desktop.ui.text import tr


class Tags:
    """What is known of them; each answer goes into the rows below its repository."""

    def __init__(self, session: Session, model: RegistryModel) -> None:
        self._session = session
        self._model = model
        self._looks: dict[str, Look[Names]] = {}

    def want(self, name: str) -> None:
        """Ask for those of a repository, if they are not known."""
        look = self._looks.get(name)
        if look is None:
            look = self._looks[name] = Look(self._session, look_at_tags)
            look.changed.subscribe(self._show)
            look.turn_to(name)
        if look.asking or look.value is not None:  # but not told to this row yet
            self._show(look)
        else:
            look.ask()

    def known(self, name: str) -> Names | None:
        """Those of a repository, as far as they have been told."""
        look = self._looks.get(name)
        return look.value if look is not None else None

    def forget(self) -> Coroutine[Any, Any, None]:
        """Know nothing any more, at once; what is returned ends what was asked."""
        looks, self._looks = self._looks, {}
        return _end(looks.values())

    def _show(self, look: Look[Names]) -> None:
        if look.asking:
            self._model.show_tags(look.key, None, tr("Loading…"))
        elif look.value is not None:
            self._model.show_tags(look.key, look.value.names, tr("It has no tags."))
        elif look.problem is not None:
            tried, info = tr("Cannot list the tags"), self._session.status.info
            said = untold.not_told(tried, registry_of(look.key), look.problem, info)
            self._model.show_tags(look.key, None, said)


async def _end(looks: Iterable[Look[Names]]) -> None:
    await asyncio.gather(*(look.close() for look in looks))
