"""Creating containers: docker-py's own call knows neither all fields nor a platform."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.engine.decode import decode_one, mapping, text, texts
from desktop.engine.records import Created


def create(body: Mapping[str, Any], name: str, platform: str, client: Any) -> Created:
    """``docker create`` of this body; Engines before 20.10 know no platform."""
    parameters = {"name": name, "platform": platform}
    response = client._post_json(
        client._url("/containers/create"),
        data=dict(body),
        params={key: value for key, value in parameters.items() if value},
    )
    answer = decode_one(mapping, client._result(response, json=True))
    return Created(decode_one(text, answer.get("Id")), decode_one(texts, answer.get("Warnings")))


def connect(network: str, container: str, endpoint: Mapping[str, Any], client: Any) -> None:
    """``docker network connect``"""
    body = {"Container": container, "EndpointConfig": dict(endpoint)}
    response = client._post_json(client._url("/networks/{0}/connect", network), data=body)
    client._raise_for_status(response)
