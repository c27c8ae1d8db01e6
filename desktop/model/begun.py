"""How a shell began that commands were typed at: as whom, in which folder, with which variables."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from desktop.engine.errors import EngineError
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind
from desktop.model.terminals.plans import Plan, ShellPlan

_ASK_SECONDS = 1.0  # an Engine that does not answer must not hold up a person
_ROOT = ("", "root", "0")


@dataclass(frozen=True, slots=True)
class Begun:
    """``user`` and ``folder`` are empty where they are the image's own.

    ``home`` is the user's folder, empty where it is not known. ``told`` is False where the Engine
    has not told of the container.
    """

    user: str = ""
    folder: str = ""
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    home: str = ""
    told: bool = True


AS_THE_IMAGE = Begun()


async def how_begun(engine: Engine | None, plan: Plan, *, seconds: float = _ASK_SECONDS) -> Begun:
    """How a shell of that plan began.

    Of a container that is gone, or not told of within ``seconds``, only what the plan tells.
    """
    container, image = await _configs(engine, plan.container.key, seconds)
    shell = plan if isinstance(plan, ShellPlan) else None
    user, folder = str(container.get("User") or ""), str(container.get("WorkingDir") or "")
    other_user = user if user != (image.get("User") or "") else ""
    other_folder = folder if folder != (image.get("WorkingDir") or "") else ""
    if shell is None:
        home = _home(container, user)
        return Begun(other_user, other_folder, home=home, told=bool(container))
    return Begun(
        shell.user or other_user,
        shell.folder or other_folder,
        # TERM tells of the terminal, which an image does not have.
        {name: value for name, value in shell.environment.items() if name != "TERM"},
        _home(container, shell.user or user),
        told=bool(container),
    )


async def _configs(
    engine: Engine | None, key: str, seconds: float
) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The container's and its image's; empty where there is none to be had."""
    container: Mapping[str, Any] = {}
    image: Mapping[str, Any] = {}
    with suppress(EngineError, TimeoutError):
        async with asyncio.timeout(seconds):
            if engine is not None:
                found = await engine.inspect(Kind.CONTAINER, key)
                container = found.get("Config") or {}
                found = await engine.inspect(Kind.IMAGE, str(found.get("Image") or ""))
                image = found.get("Config") or {}
    return container, image


def _home(container: Mapping[str, Any], user: str) -> str:
    """As the Engine sets it; for others than root it looks that up in the container."""
    told = (each.partition("=") for each in container.get("Env") or ())
    home = next((value for name, _, value in told if name == "HOME"), "")
    is_root = (user or container) and user.partition(":")[0] in _ROOT
    return home or ("/root" if is_root else "")
