"""Short calls, answered by a few threads that are kept."""

from __future__ import annotations

import asyncio
import collections
import contextlib
import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from desktop.engine.threads import (
    Tool,
    ToolT,
    outcome,
    post,
    run_in_thread,
    settle,
    without_locals,
)

T = TypeVar("T")


class _Job(Generic[ToolT]):
    """One call. ``stopped``, and ``tool`` while it runs, change under the workers' lock only."""

    __slots__ = ("function", "future", "loop", "stopped", "tool")

    def __init__(self, function: Callable[[ToolT], Any], loop: asyncio.AbstractEventLoop) -> None:
        self.function = function
        self.loop = loop
        self.future: asyncio.Future[Any] = loop.create_future()
        self.tool: ToolT | None = None
        self.stopped = False

    def stop(self) -> None:
        self.stopped = True
        if self.tool is not None:
            self.tool.cut()


class Workers(Generic[ToolT]):
    """A few threads, each with a tool of its own, that answer short calls.

    A thread is started when a call finds none free, up to ``size``; further calls wait in order.
    A tool is kept from call to call until one fails or is cancelled.
    """

    def __init__(self, make_tool: Callable[[], ToolT], *, size: int, name: str) -> None:
        self._make_tool = make_tool
        self._size = size
        self._name = name
        self._jobs: collections.deque[_Job[ToolT]] = collections.deque()
        self._changed = threading.Condition()
        self._threads: list[threading.Thread] = []
        self._running: set[_Job[ToolT]] = set()
        self._closing = False

    async def run(self, function: Callable[[ToolT], T]) -> T:
        """Call ``function(tool)`` in one of the threads and return its result."""
        job: _Job[ToolT] = _Job(function, asyncio.get_running_loop())
        with self._changed:
            if self._closing:
                raise RuntimeError(f"{self._name} is closed")
            free = len(self._threads) - len(self._running)
            if free <= len(self._jobs) and len(self._threads) < self._size:
                name = f"{self._name}-{len(self._threads)}"
                thread = threading.Thread(target=self._work, name=name, daemon=True)
                thread.start()
                self._threads.append(thread)
            self._jobs.append(job)
            self._changed.notify()
        result: T = await outcome(job.future, lambda: self._stop(job))
        return result

    async def close(self) -> None:
        """Cancel what waits and what runs, and return when the last thread has ended."""
        with self._changed:
            self._closing = True
            waiting = list(self._jobs)
            self._jobs.clear()
            for job in self._running:
                job.stop()
            self._changed.notify_all()
            threads = list(self._threads)
        for job in waiting:
            job.future.cancel()

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
            elif job in self._running:
                job.stop()

    def _work(self) -> None:
        tool: ToolT | None = None
        while (job := self._next()) is not None:
            tool = self._answer(job, tool)
            del job  # its result may be large, and the next call far
        if tool is not None:
            _close(tool)

    def _next(self) -> _Job[ToolT] | None:
        with self._changed:
            while not self._jobs and not self._closing:
                self._changed.wait()
            if self._closing:
                return None
            job = self._jobs.popleft()
            self._running.add(job)
            return job

    def _answer(self, job: _Job[ToolT], tool: ToolT | None) -> ToolT | None:
        """Run one job; the tool comes back if it is still good."""
        result: Any = None
        problem: BaseException | None = None
        try:
            if tool is None:
                tool = self._make_tool()
            with self._changed:
                job.tool = tool
                if job.stopped:
                    tool.cut()
            result = job.function(tool)
        except BaseException as caught:  # carried over to the awaiting side, whole
            problem = without_locals(caught)
        with self._changed:
            # From here on nobody cuts for this job: the tool may be at the next one.
            self._running.discard(job)
            job.tool = None
        if tool is not None and (problem is not None or job.stopped):
            _close(tool)  # its connection may be in any state: start afresh
            tool = None
        if job.stopped:
            post(job.loop, _cancel, job.future)
        else:
            post(job.loop, settle, job.future, result, problem)
        return tool


def _cancel(future: asyncio.Future[Any]) -> None:
    future.cancel()


def _close(tool: Tool) -> None:
    """Close it, come what may: the thread has more calls to answer."""
    with contextlib.suppress(Exception):
        tool.close()
