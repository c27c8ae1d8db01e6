"""Changing what a container may use, and removing build cache: where docker-py lacks the fields."""

from __future__ import annotations

import json
from typing import Any

from desktop.engine.decode import decode_one, mapping, texts
from desktop.engine.observations import Limits


def update(container: str, limits: Limits, client: Any) -> tuple[str, ...]:
    """``docker update``; docker-py's own knows neither pids nor fractions of a CPU."""
    response = client._post_json(
        client._url("/containers/{0}/update", container), data=update_body(limits)
    )
    answer = decode_one(mapping, client._result(response, json=True))
    return decode_one(texts, answer.get("Warnings"))


def update_body(limits: Limits) -> dict[str, Any]:
    """What the API wants to hear: only what is to change."""
    body: dict[str, Any] = {
        "NanoCpus": None if limits.cpus is None else round(limits.cpus * 1e9),
        "CpuShares": limits.cpu_shares,
        "Memory": limits.memory,
        "MemoryReservation": limits.memory_reservation,
        "MemorySwap": limits.swap,
        "PidsLimit": limits.pids,
    }
    body = {name: value for name, value in body.items() if value is not None}
    if limits.restart is not None:
        attempts = limits.restart_attempts if limits.restart == "on-failure" else 0
        body["RestartPolicy"] = {"Name": limits.restart, "MaximumRetryCount": attempts}
    return body


def remove_build_cache(ids: list[str], client: Any) -> dict[str, int]:
    """``docker builder prune`` for these records only, in their order; the bytes of each that went.

    The Engine's filter takes one id at a time, and leaves what is in use.
    """
    freed: dict[str, int] = {}
    for key in ids:
        response = client._post(
            client._url("/build/prune"),
            params={"all": True, "filters": json.dumps({"id": [key]})},
        )
        answer = decode_one(mapping, client._result(response, json=True))
        if key in texts(answer.get("CachesDeleted")):
            freed[key] = int(answer.get("SpaceReclaimed") or 0)
    return freed
