"""A container with a shell, beside one that has none, as long as it is needed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager, suppress

from desktop.engine import starter_image
from desktop.engine.errors import EngineError
from desktop.engine.protocol import Engine
from desktop.engine.records import Container, Image, State
from desktop.engine.terminal_records import AttachSpec, HelperSpec
from desktop.engine.threads import until_done

LABEL = "portside.helper"  # its value is the id of the container that it stands beside
_REMOVE_SECONDS = 5.0
_STARTED_BY = 60.0  # seconds after its creation, unless whoever made it is gone

# Images that have a shell, by the last part of their names: the smallest first.
_WITH_SHELL = ("starter", "busybox", "alpine", "debian", "ubuntu", "fedora", "rockylinux")


def helper_image(images: Iterable[Image], known: Sequence[str] = _WITH_SHELL) -> str | None:
    """A local image that is known to have a shell, or None; the last parts of their names."""
    found = [
        (known.index(name), -image.created, reference)
        for image in images
        for reference in image.references
        if (name := _name(reference)) in known
    ]
    return min(found)[2] if found else None


def _name(reference: str) -> str:
    repository = reference.partition("@")[0]
    head, _, last = repository.rpartition("/")
    name = last.partition(":")[0]
    own = starter_image.REFERENCE.partition(":")[0]
    return "" if name == "starter" and f"{head}/{name}" != own else name


@asynccontextmanager
async def running_helper(
    engine: Engine, beside: str, image: str, shell: str = "sh", *, only_network: bool = False
) -> AsyncIterator[str]:
    """Its id. It ends with its input, which is held here: however we end, the Engine removes it."""
    spec = HelperSpec(beside, image, shell, {LABEL: beside}, only_network)
    making = asyncio.ensure_future(engine.terminals.create_helper(spec))
    helper = ""
    try:
        try:
            await until_done(making)
        finally:  # also when cancelled: it is made by then, and must be removed
            helper = making.result()
        async with engine.terminals.attach(helper, AttachSpec(tty=False), 0, 0):
            await engine.start(helper)
            yield helper
    finally:
        # It is gone, or will go by itself: also if the Engine is not in use any more, and closed.
        with suppress(EngineError, TimeoutError, RuntimeError):
            async with asyncio.timeout(_REMOVE_SECONDS):
                if helper:
                    await engine.remove_container(helper, force=True)


def left_helpers(containers: Iterable[Container], now: float) -> list[Container]:
    """Those that were made and never started, as their maker was ended between the two."""
    return [
        container
        for container in containers
        if LABEL in container.labels
        and container.state is State.CREATED
        and now - container.created > _STARTED_BY
    ]


async def remove_left_helpers(engine: Engine, containers: Iterable[Container]) -> None:
    """Remove them; one that can't be removed stays for the next time."""
    for container in left_helpers(containers, engine.clock()):
        with suppress(EngineError):
            await engine.remove_container(container.id)
