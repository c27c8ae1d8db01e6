"""A main program that is listened to before its start, and taken over by a terminal."""

from __future__ import annotations

import asyncio

from desktop.engine.errors import EngineFault
from desktop.model.terminals.from_start import FromStartPlan, Listener
from desktop.model.terminals.session import Phase
from tests.model.fake_engine import FakeEngine
from tests.model.terminals.test_terminal_session import LOST, TARGET, WEB, Talk
from tests.support.aio import Aio


def talk(listener: Listener) -> Talk:
    return Talk(FromStartPlan(TARGET, listener=listener))


def test_a_terminal_goes_on_with_what_was_heard_since_the_start(aio: Aio) -> None:
    async def main() -> None:
        listener = Listener()
        it = talk(listener)
        assert it.engine is not None
        await listener.attach(it.engine, WEB.key)
        it.channel.say(b"from the first moment")
        await listener.started()
        running = asyncio.ensure_future(it.session.run())
        await it.until(lambda: it.shown == b"from the first moment")
        assert len(it.world.channels) == 1, "it is the same conversation"
        assert it.channel.sizes == [(90, 30)]
        assert it.world.called("logs") == [], "what was written before comes by it"
        await listener.close()
        assert not it.channel.left, "it is the terminal's by now"
        it.channel.end(3)
        await it.until_phase(Phase.ENDED)
        assert it.session.standing.exit_code == 3
        assert it.channel.left
        await it.session.close()
        await running

    aio(main())


def test_the_second_time_it_attaches_anew(aio: Aio) -> None:
    async def main() -> None:
        listener = Listener()
        it = talk(listener)
        assert it.engine is not None
        await listener.attach(it.engine, WEB.key)
        running = asyncio.ensure_future(it.session.run())
        await it.until_phase(Phase.RUNNING)
        it.channel.lose(LOST)
        await it.until_phase(Phase.LOST)
        it.session.reconnect()
        await it.until_phase(Phase.RUNNING)
        assert [channel.left for channel in it.world.channels] == [True, False]
        await it.session.close()
        await running

    aio(main())


def test_what_nobody_takes_is_closed(aio: Aio) -> None:
    async def main() -> None:
        listener = Listener()
        it = talk(listener)
        assert it.engine is not None
        await listener.attach(it.engine, WEB.key)
        await listener.close()
        assert it.channel.left

    aio(main())


def test_one_that_could_not_attach_leaves_it_to_the_terminal(aio: Aio) -> None:
    async def main() -> None:
        listener = Listener()
        it = talk(listener)
        assert it.engine is not None
        it.world.fail("attach", EngineFault("no"), times=1)
        await listener.attach(it.engine, WEB.key)
        await listener.started()
        running = asyncio.ensure_future(it.session.run())
        await it.until_phase(Phase.RUNNING)
        await it.session.close()
        await running

    aio(main())


def test_another_engine_is_attached_to_anew(aio: Aio) -> None:
    async def main() -> None:
        listener = Listener()
        it = talk(listener)
        await listener.attach(FakeEngine(it.world), WEB.key)
        running = asyncio.ensure_future(it.session.run())
        await it.until_phase(Phase.RUNNING)
        assert len(it.world.channels) == 2
        await it.session.close()
        await running
        await listener.close()
        assert [channel.left for channel in it.world.channels] == [True, True]

    aio(main())
