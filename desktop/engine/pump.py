"""An endless stream, as an asynchronous iterator of bounded batches."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Generator
from types import TracebackType
from typing import Any, Generic, Protocol, Self, TypeVar

from desktop.engine.threads import Tool, post, run_with_tool, until_done

Item = TypeVar("Item")
Item_contra = TypeVar("Item_contra", contravariant=True)
Batch = TypeVar("Batch")
Batch_co = TypeVar("Batch_co", covariant=True)


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
    yields, the loop wakes once a batch. Use it as an asynchronous context manager, once: leaving it
    cuts the stream and waits for the thread.
    """

    def __init__(
        self,
        make_tool: Callable[[], Tool],
        read: Callable[[Any], Generator[Item, None, None]],
        merger: Merger[Item, Batch],
        *,
        name: str,
    ) -> None:
        self._make_tool = make_tool
        self._read = read
        self._merger = merger
        self._name = name
        self._changed = threading.Condition()
        self._waiting = False  # a batch is there and the loop knows
        self._stopped = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._wake = asyncio.Event()
        self._reader: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        if self._reader is not None:
            raise RuntimeError(f"{self._name} is entered twice")
        self._loop = asyncio.get_running_loop()
        self._reader = self._loop.create_task(
            run_with_tool(self._make_tool, self._pump, name=self._name), name=self._name
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
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        reader.cancel()
        await until_done(reader)
        if not reader.cancelled():
            reader.exception()  # told already by __anext__, or of no interest any more

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Batch:
        """The next batch; raises what ended the stream, or StopAsyncIteration at a clean end."""
        reader = self._reader
        if reader is None:
            raise RuntimeError(f"{self._name} is iterated before it is entered")
        while True:
            self._wake.clear()
            with self._changed:
                if self._waiting:
                    self._waiting = False
                    self._changed.notify_all()
                    return self._merger.take()
            if reader.done():
                reader.result()
                raise StopAsyncIteration
            await self._wake.wait()

    def _pump(self, tool: Tool) -> None:
        with contextlib.closing(self._read(tool)) as items:
            for item in items:
                with self._changed:
                    while self._merger.full and not self._stopped:
                        self._changed.wait()
                    if self._stopped:
                        return
                    self._merger.add(item)
                    wake, self._waiting = not self._waiting, True
                if wake and self._loop is not None:
                    post(self._loop, self._wake.set)
