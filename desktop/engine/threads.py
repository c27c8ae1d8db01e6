"""The only crossing between threads and the event loop.

Everything in docker-py blocks, so it runs in threads; everything else runs on the loop's thread.
Three ways across, and no other: :func:`run_in_thread` for one piece of work in a thread of its
own, :class:`Workers` for short calls by a few kept threads, :class:`Pump` for an endless stream.
A cancelled piece of work is told to stop (``stop``), waited for, and only then reported cancelled:
a cancel that returns has left no thread and no socket behind.
"""

from __future__ import annotations

import asyncio
import collections
import threading
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Any, Generic, Protocol, Self, TypeVar

T = TypeVar("T")
Item = TypeVar("Item")
Item_contra = TypeVar("Item_contra", contravariant=True)
Batch = TypeVar("Batch")
Batch_co = TypeVar("Batch_co", covariant=True)


def _settle(future: asyncio.Future[Any], result: Any, problem: BaseException | None) -> None:
    if future.done():
        return
    if problem is not None:
        future.set_exception(problem)
    else:
        future.set_result(result)


def _post(loop: asyncio.AbstractEventLoop, callback: Callable[..., None], *args: Any) -> None:
    """Call on the loop's thread; a loop that is closed needs no answer any more."""
    try:
        loop.call_soon_threadsafe(callback, *args)
    except RuntimeError:
        if not loop.is_closed():
            raise


async def _outcome(future: asyncio.Future[T], stop: Callable[[], None]) -> T:
    """The future's result; when cancelled, stop the work and wait for its end first."""
    try:
        return await asyncio.shield(future)
    except asyncio.CancelledError:
        if future.cancelled():
            raise
        stop()
        while not future.done():
            try:
                await asyncio.wait([future])
            except asyncio.CancelledError:
                continue
        future.exception()
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
            problem = caught
        _post(loop, _settle, future, result, problem)

    thread = threading.Thread(target=work, name=name, daemon=True)
    thread.start()
    try:
        return await _outcome(future, stop)
    finally:
        thread.join()


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
            _post(self._loop, self._hand_over)

    def _hand_over(self) -> None:
        with self._lock:
            values, self._values = self._values, []
        for value in values:
            self._callback(value)


class Tool(Protocol):
    """What a worker thread works with: made in the thread, cut from outside, closed in the end."""

    def cut(self) -> None:
        """Make whatever blocks in it return with an error, at once. Called from another thread."""

    def close(self) -> None:
        """Free what it holds. Called by its own thread."""


ToolT = TypeVar("ToolT", bound=Tool)


class _Job(Generic[ToolT]):
    __slots__ = ("function", "future", "loop", "tool")

    def __init__(self, function: Callable[[ToolT], Any], loop: asyncio.AbstractEventLoop) -> None:
        self.function = function
        self.loop = loop
        self.future: asyncio.Future[Any] = loop.create_future()
        self.tool: ToolT | None = None


class Workers(Generic[ToolT]):
    """A few threads, each with a tool of its own, that answer short calls.

    A thread is started when a call finds none idle, up to ``size``; further calls wait in order.
    """

    def __init__(self, make_tool: Callable[[], ToolT], *, size: int, name: str) -> None:
        self._make_tool = make_tool
        self._size = size
        self._name = name
        self._jobs: collections.deque[_Job[ToolT]] = collections.deque()
        self._changed = threading.Condition()
        self._threads: list[threading.Thread] = []
        self._running: set[_Job[ToolT]] = set()
        self._idle = 0
        self._closing = False

    async def run(self, function: Callable[[ToolT], T]) -> T:
        """Call ``function(tool)`` in one of the threads and return its result."""
        job: _Job[ToolT] = _Job(function, asyncio.get_running_loop())
        with self._changed:
            if self._closing:
                raise RuntimeError(f"{self._name} is closed")
            self._jobs.append(job)
            if self._idle < len(self._jobs) and len(self._threads) < self._size:
                thread = threading.Thread(
                    target=self._work, name=f"{self._name}-{len(self._threads)}", daemon=True
                )
                self._threads.append(thread)
                thread.start()
            self._changed.notify()
        result: T = await _outcome(job.future, lambda: self._stop(job))
        return result

    async def close(self) -> None:
        """Cut what runs, drop what waits, and return when the last thread has ended."""
        with self._changed:
            self._closing = True
            waiting = list(self._jobs)
            self._jobs.clear()
            running = list(self._running)
            self._changed.notify_all()
        for job in waiting:
            job.future.cancel()
        for job in running:
            self._stop(job)
        threads, self._threads = self._threads, []

        def join() -> None:
            for thread in threads:
                thread.join()

        if threads:
            await run_in_thread(join, name=f"{self._name}-close")

    def _stop(self, job: _Job[ToolT]) -> None:
        with self._changed:
            if job in self._jobs:
                self._jobs.remove(job)
                job.future.cancel()
                return
            tool = job.tool if job in self._running else None
        if tool is not None:
            tool.cut()

    def _work(self) -> None:
        tool: ToolT | None = None
        while True:
            with self._changed:
                self._idle += 1
                while not self._jobs and not self._closing:
                    self._changed.wait()
                self._idle -= 1
                if self._closing:
                    break
                job = self._jobs.popleft()
                if tool is None:
                    tool = self._make_tool()
                job.tool = tool
                self._running.add(job)
            result: Any = None
            problem: BaseException | None = None
            try:
                result = job.function(tool)
            except BaseException as caught:  # carried over to the awaiting side, whole
                problem = caught
            with self._changed:
                self._running.discard(job)
            if problem is not None:
                tool.close()  # its connection may be in any state: start afresh
                tool = None
            _post(job.loop, _settle, job.future, result, problem)
            del job, result, problem
        if tool is not None:
            tool.close()


class Merger(Protocol[Item_contra, Batch_co]):
    """Collects a stream's items on the reading thread into one bounded batch.

    Its methods are called under a lock, ``add`` by the reader, ``take`` by the loop.
    """

    @property
    def full(self) -> bool:
        """Whether the reader must wait (and so let the socket fill) until the batch is taken."""

    def add(self, item: Item_contra) -> None:
        """Merge one more item."""

    def take(self) -> Batch_co:
        """The batch so far; a new one begins."""


class Pump(Generic[Item, Batch]):
    """An endless stream read by a thread of its own, as an asynchronous iterator of batches.

    ``read(tool)`` yields items until the stream ends or ``tool.cut()`` is called. However fast it
    yields, the loop wakes once a batch. Use it as an asynchronous context manager: leaving it cuts
    the stream and waits for the thread.
    """

    def __init__(
        self,
        make_tool: Callable[[], Tool],
        read: Callable[[Any], Iterable[Item]],
        merger: Merger[Item, Batch],
        *,
        name: str,
    ) -> None:
        self._make_tool = make_tool
        self._read = read
        self._merger = merger
        self._name = name
        self._changed = threading.Condition()
        self._tool: Tool | None = None
        self._waiting = False  # a batch is there and the loop knows
        self._stopped = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._wake = asyncio.Event()
        self._reader: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._loop = asyncio.get_running_loop()
        self._reader = self._loop.create_task(
            run_in_thread(self._work, name=self._name, stop=self._stop), name=self._name
        )
        self._reader.add_done_callback(lambda _task: self._wake.set())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        reader = self._reader
        if reader is None:
            return
        self._stop()
        await asyncio.wait([reader])
        if not reader.cancelled():
            reader.exception()  # told already by __anext__, or caused by the cut

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Batch:
        """The next batch; raises what ended the stream, or StopAsyncIteration at a clean end."""
        reader = self._reader
        if reader is None:
            raise RuntimeError("a Pump is entered before it is iterated")
        while True:
            with self._changed:
                if self._waiting:
                    self._waiting = False
                    self._wake.clear()
                    self._changed.notify_all()
                    return self._merger.take()
            if reader.done():
                reader.result()
                raise StopAsyncIteration
            await self._wake.wait()
            self._wake.clear()

    def _stop(self) -> None:
        with self._changed:
            self._stopped = True
            tool = self._tool
            self._changed.notify_all()
        if tool is not None:
            tool.cut()

    def _work(self) -> None:
        tool = self._make_tool()
        with self._changed:
            self._tool = tool
            if self._stopped:
                tool.cut()
        try:
            for item in self._read(tool):
                with self._changed:
                    while self._merger.full and not self._stopped:
                        self._changed.wait()
                    if self._stopped:
                        return
                    self._merger.add(item)
                    wake, self._waiting = not self._waiting, True
                if wake and self._loop is not None:
                    _post(self._loop, self._wake.set)
        except BaseException:
            if not self._stopped:
                raise
        finally:
            with self._changed:
                self._tool = None
            tool.close()
