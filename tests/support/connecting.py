"""An engine of the engine layer for a test, that does not outlive the test."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.engine import DockerEngine


def at(url: str) -> Endpoint:
    return Endpoint(url, "test", Origin.HOST_OPTION)


@contextlib.asynccontextmanager
async def connected(to: str | Endpoint) -> AsyncIterator[DockerEngine]:
    """Connected to a URL or an endpoint; closed also if what is done with it fails.

    The threads and sockets of one that stays open would fail each test that looks for its own.
    """
    engine = await DockerEngine.connect(to if isinstance(to, Endpoint) else at(to))
    try:
        yield engine
    finally:
        await engine.close()
