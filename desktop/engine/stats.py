"""A container's resources, once a second, as ``docker stats`` reads them."""

from __future__ import annotations

from typing import Any

from desktop.engine.samples import Gathering
from desktop.engine.stream import lines
from desktop.engine.translate import FOREIGN, translated
from desktop.engine.wire import Wire


def read_samples(container: str, gathering: Gathering, wire: Wire) -> None:
    """Put down each sample until the container is removed or the wire is cut; none at rest."""
    client: Any = wire.client
    try:
        response = client._get(
            client._url("/containers/{0}/stats", container),
            params={"stream": True},
            stream=True,
            timeout=None,
        )
        for line in lines(wire, response):
            gathering.put(container, line)
    except FOREIGN as problem:
        raise translated(problem, wire.words()) from problem
