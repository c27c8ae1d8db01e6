"""Looking at containers, each once, and again when something may be other than it was."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

from desktop.engine.errors import EngineError, NotFound
from desktop.model.commands import Target
from desktop.model.session import Session
from desktop.model.ssh.records import SshSpec
from desktop.model.ssh.story import SshStory, look


class Looking:
    """``spec`` is asked for at each look; ``told`` hears of its end, and of what went wrong."""

    def __init__(
        self,
        session: Session,
        story: SshStory,
        spec: Callable[[], SshSpec],
        told: Callable[[Target, EngineError | None], None],
    ) -> None:
        self._session = session
        self._story = story
        self._spec = spec
        self._told = told
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._failed: set[str] = set()

    def __bool__(self) -> bool:
        """Whether one is being looked at."""
        return bool(self._tasks)

    def look(self, targets: Iterable[Target]) -> None:
        """Look at those that were not looked at."""
        for target in targets:
            if target.key not in self._story.looked and target.key not in self._failed:
                self._begin(target)

    def look_again(self, targets: Iterable[Target], *, keep: bool = False) -> None:
        """Something was changed in them, or may have been. ``keep`` what is known until then."""
        for target in targets:
            if not keep:
                self.forget(target.key)
            if target.key in self._tasks:
                self._again.add(target.key)
            self._begin(target)

    def _begin(self, target: Target) -> None:
        if target.key not in self._tasks and self._session.engine is not None:
            task = asyncio.get_running_loop().create_task(self._look_at(target))
            self._tasks[target.key] = task

    def forget(self, key: str) -> None:
        """It is another now, by its state."""
        self._story.looked.pop(key, None)
        self._failed.discard(key)

    async def close(self) -> None:
        """End what is asked."""
        tasks = tuple(self._tasks.values())
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    async def _look_at(self, target: Target) -> None:
        key, problem = target.key, None
        try:
            engine = self._session.engine
            while engine is not None:
                self._again.discard(key)
                looked = await look(engine, key, self._spec())
                if key not in self._again:
                    self._story.looked[key] = looked
                    break
        except NotFound:
            pass  # it is on its way out of the lists
        except EngineError as error:
            problem = error
            self._failed.add(key)
        finally:
            del self._tasks[key]
        self._told(target, problem)
