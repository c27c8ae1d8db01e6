"""What was made is waited for until the lists have it."""

from __future__ import annotations

import asyncio

import pytest

from desktop.engine.records import Kind
from desktop.model import arrivals
from desktop.model.arrivals import arrived
from desktop.model.store import Store
from tests.model.clock import settle
from tests.model.fake_engine import make_container, make_image
from tests.support.aio import Aio

APP = make_image(1, "app:1")
WEB = make_container(2, "web")


@pytest.mark.parametrize("name", ["app:1", APP.id])
def test_an_image_is_known_by_its_name_or_id(clock_aio: Aio, name: str) -> None:
    async def scenario() -> None:
        store = Store()
        store.take_images([APP])
        assert await arrived(store, Kind.IMAGE, name) == APP.id

    clock_aio(scenario())


def test_it_is_waited_for(clock_aio: Aio) -> None:
    async def scenario() -> None:
        store = Store()
        store.take_images([make_image(1)])
        image = asyncio.ensure_future(arrived(store, Kind.IMAGE, "app:1"))
        container = asyncio.ensure_future(arrived(store, Kind.CONTAINER, WEB.id))
        await settle()
        store.take_images([make_image(1), make_image(3, "other:1")])
        await settle()
        assert not image.done()
        store.take_images([APP])  # it has the name now
        store.take_containers(None, [WEB])
        assert await image == APP.id
        assert await container == WEB.id
        assert not store.changed._callbacks

    clock_aio(scenario())


def test_what_never_comes_is_not_waited_for_without_end(clock_aio: Aio) -> None:
    async def scenario() -> None:
        store = Store()
        began = asyncio.get_running_loop().time()
        assert await arrived(store, Kind.IMAGE, "app:1") == ""
        waited = asyncio.get_running_loop().time() - began
        assert waited == pytest.approx(arrivals.LONGEST_SECONDS)
        assert not store.changed._callbacks

    clock_aio(scenario())
