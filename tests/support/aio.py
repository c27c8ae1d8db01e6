"""Run coroutines from ordinary test functions, and let nothing get lost on the loop."""

from __future__ import annotations

import asyncio
import contextlib
import gc
from collections.abc import Coroutine, Iterator
from typing import Any, TypeVar

Result = TypeVar("Result")


class Aio:
    """``aio(coroutine, timeout=30)`` runs it on ``aio.loop`` and returns its result.

    Tasks that it leaves run on during the next call. When the test ends there must be none.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self._lost: list[str] = []
        loop.set_exception_handler(self._on_lost_error)

    def __call__(self, coroutine: Coroutine[Any, Any, Result], *, timeout: float = 30) -> Result:
        task = self.loop.create_task(_and_a_turn(asyncio.wait_for(coroutine, timeout)))
        task.add_done_callback(lambda _task: self.loop.stop())
        # Not run_until_complete(): that of qasync 0.28 turns Qt's events once more after its end,
        # and tasks that go on then find no running loop.
        self.loop.run_forever()
        result = task.result()
        self.check_errors()
        return result

    def check_errors(self) -> None:
        """Fail if the loop met an exception that nobody awaited."""
        lost, self._lost = self._lost, []
        assert not lost, "errors that nobody awaited:\n" + "\n".join(lost)

    def finish(self) -> None:
        """Close the loop; fail on tasks left behind (they are cancelled) and on lost errors."""
        tasks = asyncio.all_tasks(self.loop)
        for task in tasks:
            task.cancel()
        if tasks:
            self.loop.run_until_complete(asyncio.wait(tasks, timeout=5))
        left = [f"task left behind: {task}" for task in tasks]
        del tasks
        self.loop.run_until_complete(self.loop.shutdown_asyncgens())
        gc.collect()  # a task reports its lost exception when it is collected
        self.loop.close()
        assert not left, "\n".join(left)
        self.check_errors()

    def _on_lost_error(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        self._lost.append("\n".join(f"{key}: {value!r}" for key, value in context.items()))


async def _and_a_turn(coroutine: Coroutine[Any, Any, Result]) -> Result:
    """What is queued when it has ended happens, too."""
    try:
        return await coroutine
    finally:
        await asyncio.sleep(0)


@contextlib.contextmanager
def plain_aio() -> Iterator[Aio]:
    """On asyncio's own loop: for what knows no Qt."""
    aio = Aio(asyncio.new_event_loop())
    try:
        yield aio
    finally:
        aio.finish()


@contextlib.contextmanager
def qt_aio(application: Any) -> Iterator[Aio]:
    """On Qt's loop: for what has widgets."""
    import PySide6.QtCore  # noqa: F401  # before qasync, which takes the first binding it finds
    import qasync

    aio = Aio(qasync.QEventLoop(application))
    try:
        yield aio
    finally:
        aio.finish()
