"""Reading which files the layers of an image have: asked for by a person, as all of it is read."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

from desktop.engine.archive_records import ImageLayers
from desktop.engine.errors import EngineError
from desktop.engine.protocol import Engine
from desktop.engine.records import Progress
from desktop.engine.threads import run_in_thread
from desktop.model.image_history import LayerChanges, layer_changes
from desktop.model.observers import Observers
from desktop.model.pace import Throttle
from desktop.model.session import Session

log = logging.getLogger(__name__)
_REPORTS_A_SECOND = 10.0


@dataclass(frozen=True, slots=True)
class ReadLayers:
    """What was read of one image."""

    image: str
    layers: ImageLayers
    changes: tuple[LayerChanges, ...]


class LayerReading:
    """The last image that was read, and how far the next one is. ``changed`` tells of both."""

    def __init__(self, session: Session) -> None:
        self.changed: Observers[LayerReading] = Observers()
        self.image = ""
        self.found: ReadLayers | None = None
        self.problem: EngineError | None = None
        self.done = 0  # bytes
        self._session = session
        self._task: asyncio.Task[None] | None = None
        self._ending: set[asyncio.Task[None]] = set()

    @property
    def reading(self) -> bool:
        """Whether an image is being read."""
        return self._task is not None

    def turn_to(self, image: str) -> None:
        """Another image is looked at: the one that is being read is left."""
        if image != self.image:
            self.cancel()
            self.image, self.problem, self.done = image, None, 0
            if self.found is not None and self.found.image != image:
                self.found = None

    def begin(self) -> None:
        """Read it; without an Engine nothing happens."""
        engine = self._session.engine
        if engine is None or not self.image:
            return
        self.cancel()
        self.problem, self.done = None, 0
        task = asyncio.get_running_loop().create_task(self._read(engine, self.image))
        self._task = task
        self._ending.add(task)
        task.add_done_callback(self._on_ended)
        self.changed.tell(self)

    def cancel(self) -> None:
        """Read no further."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self.changed.tell(self)

    async def close(self) -> None:
        """End what is read."""
        self.cancel()
        if self._ending:
            await asyncio.wait(self._ending)

    async def _read(self, engine: Engine, image: str) -> None:
        with Throttle(lambda: self.changed.tell(self), _REPORTS_A_SECOND) as tell:

            def report(progress: Progress) -> None:
                self.done = progress.done
                tell()

            try:
                layers = await engine.archives.layers(image, report)
            except EngineError as problem:
                self.problem = problem
                return
        changes = await run_in_thread(layer_changes, layers.layers, name="layers")
        self.found = ReadLayers(image, layers, changes)

    def _on_ended(self, task: asyncio.Task[None]) -> None:
        self._ending.discard(task)
        if not task.cancelled() and (fault := task.exception()) is not None:
            log.error("the layers could not be read", exc_info=fault)
        if self._task is task:
            self._task = None
            self.changed.tell(self)
