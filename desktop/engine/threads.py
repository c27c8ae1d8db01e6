"""The only crossing between threads and the event loop.

Everything in docker-py blocks, so it runs in threads; everything else runs on the loop's thread.
Four ways across, and no other: :func:`run_in_thread` for one piece of work in a thread of its
own, :func:`run_with_tool` for one that needs a tool which can be cut, and upon these
:class:`~desktop.engine.workers.Workers` for short calls by a few kept threads, and
:class:`~desktop.engine.pump.Pump` for an endless stream (whose thread may have a second one send
meanwhile what is in an :class:`~desktop.engine.outbox.Outbox`). A cancelled piece of work is told
to stop, waited for, and only then reported cancelled: a cancel that returns has left no thread and
no socket behind.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
import traceback
from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar

T = TypeVar("T")

# For so long a thread that works may keep Python from the loop's, which asks for it some ten times
# in each thing that it does: with Python's 5 ms the window stands for up to 70 (decision 028).
SWITCH_SECONDS = 0.001


class Tool(Protocol):
    """What a thread works with: made in the thread, cut from outside, closed in the end."""

    def cut(self) -> None:
        """Make whatever blocks in it return with an error, at once. Called from another thread."""

    def close(self) -> None:
        """Free what it holds. Called by its own thread."""


ToolT = TypeVar("ToolT", bound=Tool)


def post(loop: asyncio.AbstractEventLoop, callback: Callable[..., None], *args: Any) -> None:
    """Call on the loop's thread; a loop that is closed needs no answer any more."""
    try:
        loop.call_soon_threadsafe(callback, *args)
    except RuntimeError:
        if not loop.is_closed():
            raise


def settle(future: asyncio.Future[Any], result: Any, problem: BaseException | None) -> None:
    """Give a future what a thread has come to, unless it has an answer already."""
    if future.done():
        return
    if problem is not None:
        future.set_exception(problem)
    else:
        future.set_result(result)


def without_locals(problem: BaseException) -> BaseException:
    """The same error, whose frames (and its causes') no longer hold their variables.

    An error may be kept and shown for hours; the responses in its frames would keep their sockets.
    """
    seen: set[int] = set()
    todo: list[BaseException | None] = [problem]
    while todo:
        current = todo.pop()
        if current is not None and id(current) not in seen:
            seen.add(id(current))
            traceback.clear_frames(current.__traceback__)
            todo += [current.__cause__, current.__context__]
    return problem


async def until_done(future: asyncio.Future[Any]) -> None:
    """Wait for the end of ``future``, however often cancelled; pass that on afterwards."""
    cancelled: asyncio.CancelledError | None = None
    while not future.done():
        try:
            await asyncio.wait([future])
        except asyncio.CancelledError as caught:
            cancelled = caught
    if cancelled is not None:
        raise cancelled


async def outcome(future: asyncio.Future[T], stop: Callable[[], None]) -> T:
    """The future's result; when cancelled, stop the work and wait for its end first."""
    try:
        return await asyncio.shield(future)
    except asyncio.CancelledError:
        try:
            if not future.done():
                stop()
                await until_done(future)
        finally:
            if future.done() and not future.cancelled():
                future.exception()  # seen, and of no interest any more
        raise


async def run_in_thread(
    function: Callable[..., T],
    *args: Any,
    name: str,
    stop: Callable[[], None] = lambda: None,
) -> T:
    """Run ``function`` in a new thread called ``name`` and return its result.

    When the caller is cancelled, ``stop`` is called (on the loop's thread) to make ``function``
    return soon; the cancellation is passed on once the thread has ended.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def work() -> None:
        result: Any = None
        problem: BaseException | None = None
        try:
            result = function(*args)
        except BaseException as caught:  # carried over to the awaiting side, whole
            problem = without_locals(caught)
        post(loop, settle, future, result, problem)

    thread = threading.Thread(target=work, name=name, daemon=True)
    thread.start()
    try:
        return await outcome(future, stop)
    finally:
        if future.done():
            thread.join()  # its last act was to say so
        else:
            stop()  # the coroutine is thrown away with its loop: nobody waits any more


async def run_with_tool(
    make_tool: Callable[[], ToolT], function: Callable[[ToolT], T], *, name: str
) -> T:
    """Run ``function(tool)`` in a new thread, with a new tool that is closed afterwards.

    A cancelled caller cuts the tool, also while it is being made.
    """
    lock = threading.Lock()
    stopped = False
    tool: ToolT | None = None

    def stop() -> None:
        nonlocal stopped
        with lock:
            stopped = True
            if tool is not None:
                tool.cut()

    def work() -> T:
        nonlocal tool
        made = make_tool()
        with contextlib.closing(made):
            with lock:
                tool = made
                if stopped:
                    made.cut()
            try:
                return function(made)
            except BaseException as problem:
                without_locals(problem)  # before the tool is closed: they hold its responses
                raise
            finally:
                with lock:
                    tool = None

    return await run_in_thread(work, name=name, stop=stop)


class Latest(Generic[T]):
    """Hands the newest value from a thread to a callback on the loop; older ones are dropped."""

    def __init__(self, callback: Callable[[T], None]) -> None:
        self._callback = callback
        self._loop = asyncio.get_running_loop()
        self._lock = threading.Lock()
        self._values: list[T] = []

    def put(self, value: T) -> None:
        """Called in the thread."""
        with self._lock:
            wake = not self._values
            self._values[:] = [value]
        if wake:
            post(self._loop, self._hand_over)

    def _hand_over(self) -> None:
        with self._lock:
            values, self._values = self._values, []
        for value in values:
            self._callback(value)
