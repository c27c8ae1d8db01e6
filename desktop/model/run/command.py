"""Creating a container from its record, and starting it: ``docker run`` and ``docker create``."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from desktop.engine.errors import EngineError, NotFound, Rejected
from desktop.engine.protocol import Engine
from desktop.engine.records import Created, Kind, Progress
from desktop.engine.threads import run_in_thread
from desktop.model.commands import Line, RemoveContainers, Report, Target, Verb
from desktop.model.run.body import Creation, creation
from desktop.model.run.line import line
from desktop.model.run.pages import NotPulled, Page, Unresolved, page_of
from desktop.model.run.resolve import Surroundings, resolved
from desktop.model.run.spec import ContainerSpec
from desktop.model.secrets import masked_text
from desktop.model.terminals.from_start import Listener

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RunContainer:
    """Create a container and, with the verb RUN, start it. A missing image is pulled first.

    One that can't be started, or that is there when this is cancelled, is removed again unless
    ``keep_failed``: then it is ``kept``. ``made`` receives the new container once all is done.
    ``listener`` hears its main program from the start on.
    """

    spec: ContainerSpec
    around: Surroundings = field(compare=False, repr=False)
    verb: Verb = Verb.RUN
    keep_failed: bool = False
    made: Callable[[Created], None] = field(default=lambda _created: None, compare=False)
    listener: Listener | None = field(default=None, compare=False, repr=False)
    kind: Kind = Kind.CONTAINER
    kept: list[Created] = field(default_factory=list, compare=False, repr=False)

    @property
    def targets(self) -> tuple[Target, ...]:
        return (Target(Kind.CONTAINER, "", self.spec.name or self.spec.image),)

    def lines(self) -> tuple[Line, ...]:
        return (line(self.spec, verb=self.verb.value),)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del target
        spec, problems = await run_in_thread(resolved, self.spec, self.around, name="resolve")
        if problems:
            raise Unresolved(problems)
        if spec.pull == "always":
            await _pull(engine, spec, report)
        request = creation(spec)
        made = await self._create(engine, spec, request, report)
        try:
            for network, endpoint in request.networks:
                await engine.connect_network(network, made.id, endpoint)
            if self.verb is Verb.RUN:
                await self._start(engine, made)
        except (Rejected, asyncio.CancelledError):
            if self.keep_failed:
                self.kept.append(made)
            else:
                await _take_back(engine, made)
            raise
        self.made(made)

    async def _start(self, engine: Engine, made: Created) -> None:
        if self.listener is None:
            await engine.start(made.id)
            return
        await self.listener.attach(engine, made.id)
        await engine.start(made.id)
        await self.listener.started()

    async def _create(
        self, engine: Engine, spec: ContainerSpec, request: Creation, report: Report
    ) -> Created:
        try:
            return await _created(engine, request)
        except NotFound as error:
            if spec.pull in ("always", "never") or page_of(error, spec) is not Page.IMAGE:
                raise
        await _pull(engine, spec, report)
        return await _created(engine, request)


async def _pull(engine: Engine, spec: ContainerSpec, report: Report) -> None:
    try:
        await engine.pull(spec.image, report, platform=spec.platform)
    except Rejected as error:
        raise NotPulled(spec.image, error) from error
    report(Progress(""))  # what follows is not counted


async def _created(engine: Engine, request: Creation) -> Created:
    """The new container. Cancelled under way, it waits for it: the Engine would make it anyway."""
    creating = asyncio.ensure_future(
        engine.create_container(request.body, name=request.name, platform=request.platform)
    )
    try:
        return await asyncio.shield(creating)
    except asyncio.CancelledError:
        with suppress(EngineError):
            await _take_back(engine, await creating)
        raise


async def _take_back(engine: Engine, made: Created) -> None:
    """Remove it, and the anonymous volumes that came with it."""
    target = Target(Kind.CONTAINER, made.id, made.id)
    try:
        removal = RemoveContainers((target,), force=True, volumes=True)
        await removal.act(engine, target, lambda _progress: None)
    except EngineError as error:
        log.info("the container %s stays: %s", made.id, masked_text(str(error)))
