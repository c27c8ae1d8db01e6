"""Waiting until the lists have what was made: the Engine tells of it in its own time."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from desktop.engine.records import Image, Kind, Record
from desktop.model.store import Change, Store

# What ends and removes itself at once may never be listed.
LONGEST_SECONDS = 10.0


async def arrived(store: Store, kind: Kind, name: str) -> str:
    """The key of what has this key, or of the image that has this name.

    Empty where the lists don't have it in time.
    """
    if key := _key(store.table(kind), name):
        return key
    found: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    def look(change: Change) -> None:
        key = _key((*change.appeared, *change.changed), name) if change.kind is kind else ""
        if key and not found.done():
            found.set_result(key)

    end = store.changed.subscribe(look)
    try:
        return await asyncio.wait_for(found, LONGEST_SECONDS)
    except TimeoutError:
        return ""
    finally:
        end()


def _key(records: Iterable[Record], name: str) -> str:
    for record in records:
        if record.key == name or (isinstance(record, Image) and name in record.references):
            return record.key
    return ""
