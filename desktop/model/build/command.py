"""Building an image: see :mod:`desktop.model.commands`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from desktop.engine.build_records import BuildNews, ContextUnreadable
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind
from desktop.engine.threads import run_in_thread
from desktop.model.build.dockerfile import parse
from desktop.model.build.spec import BuildSpec, line, options, request
from desktop.model.commands import Line, Report, Target, Verb


@dataclass(frozen=True, slots=True)
class BuildImage:
    """Build what is described; ``tell`` hears what it writes, ``size`` is the context's bytes.

    ``buildx`` is the plug-in, where the Engine's own builder would not do.
    """

    spec: BuildSpec
    tell: Callable[[BuildNews], None] = field(compare=False)
    size: int | None = field(default=None, compare=False)
    buildx: Path | None = None
    verb: Verb = Verb.BUILD
    kind: Kind = Kind.IMAGE

    @property
    def targets(self) -> tuple[Target, ...]:
        return (Target(Kind.IMAGE, "", self.spec.name),)

    def lines(self) -> tuple[Line, ...]:
        return (line(self.spec),)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        del target

        def tell(news: BuildNews) -> None:
            self.tell(news)
            report(news.progress)

        if self.buildx is not None:
            typed = self.spec.text.encode() if self.spec.folder is None else b""
            await engine.builds.build_with_buildx(self.buildx, options(self.spec), tell, typed)
            return
        text = await read_dockerfile(self.spec)
        outside = None if self.spec.is_inside else text
        dockerfile = parse(text.decode(errors="replace"))
        await engine.builds.build(request(self.spec, dockerfile, outside, self.size), tell)


async def read_dockerfile(spec: BuildSpec) -> bytes:
    """What would be built by; raises ContextUnreadable."""
    path = spec.file
    if path is None:
        return spec.text.encode()
    try:
        return await run_in_thread(path.read_bytes, name="read-dockerfile")
    except OSError as problem:
        raise ContextUnreadable.of(problem, spec.folder) from problem
