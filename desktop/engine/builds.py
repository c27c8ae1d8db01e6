"""Building images: by the Engine's own builder, or by ``docker buildx`` beside it."""

from __future__ import annotations

import base64
import json
import os
import secrets
import stat
from collections.abc import Callable, Generator, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from docker.utils import parse_repository_tag

from desktop.engine.build_records import BuildFailed, BuildNews, BuildRequest, ContextUnreadable
from desktop.engine.build_refusals import explained
from desktop.engine.build_steps import StepMerger, failure
from desktop.engine.builds_protocol import Tell
from desktop.engine.buildx import BuildxProcess, VertexMerger, read_buildx
from desktop.engine.context_files import IGNORE_FILE, rules_of
from desktop.engine.context_tar import pieces
from desktop.engine.credentials import Session, registry_headers, registry_in, server
from desktop.engine.endpoint import Endpoint
from desktop.engine.errors import Reason, Unreachable
from desktop.engine.ignore_rules import BadPattern, IgnoreRules
from desktop.engine.pump import Pump
from desktop.engine.records import Progress
from desktop.engine.stream import json_lines
from desktop.engine.threads import Latest, run_with_tool
from desktop.engine.translate import FOREIGN, translated
from desktop.engine.wire import ANSWER_SECONDS, Wire

_KILLED = "returned a non-zero code: 137"


class DockerBuilds:
    """Keeps :class:`desktop.engine.builds_protocol.Builds`."""

    def __init__(
        self, endpoint: Endpoint, wire: Callable[[float | None], Wire], session: Session
    ) -> None:
        self._endpoint = endpoint
        self._wire = wire
        self._session = session

    async def build(self, request: BuildRequest, tell: Tell) -> str:
        merger = StepMerger()
        told = False

        def sent(size: int) -> None:
            if not told:
                tell(BuildNews(Progress("", size, request.size)))

        read = partial(_read, request, dict(self._session), Latest(sent).put, merger)
        image = ""
        async with Pump(partial(self._wire, None), read, merger, name="build") as batches:
            try:
                async for news in batches:
                    told = True
                    image = news.image or image
                    tell(news)
            except BuildFailed as problem:
                last = merger.take()
                tell(last)
                if problem.explanation.endswith(_KILLED):
                    await self._check_engine(problem)
                steps = last.progress.parts
                step = steps[problem.step].name if problem.step >= 0 else ""
                problem = _with_words(problem, merger.cramped, problem.step)
                raise explained(problem, step, request.pulls_from) from problem
        merger.finish()
        last = merger.take()
        tell(last)
        return last.image or image

    async def _check_engine(self, problem: BuildFailed) -> None:
        """An Engine that ends kills what builds: then it is not the step's fault."""
        try:
            await run_with_tool(partial(self._wire, ANSWER_SECONDS), _ping, name="still-there")
        except FOREIGN:
            raise Unreachable(Reason.DROPPED, problem.explanation) from problem

    async def build_with_buildx(
        self, program: Path, line: tuple[str, ...], tell: Tell, text: bytes = b""
    ) -> str:
        merger = VertexMerger()
        logins = dict(self._session)
        make = partial(BuildxProcess, program, self._endpoint, line, text, logins)
        async with Pump(make, read_buildx, merger, name="buildx") as batches:
            try:
                async for news in batches:
                    tell(news)
            except BuildFailed as problem:
                tell(merger.take())
                failed = _with_words(problem, merger.cramped, merger.failed)
                raise explained(failed, "", ()) from problem
        last = merger.take()
        tell(last)
        return last.image


def _with_words(problem: BuildFailed, cramped: str, step: int) -> BuildFailed:
    """A step that failed for want of space: only its output says so, and not how it ended."""
    said = problem.explanation
    if cramped and cramped not in said:
        said = f"{cramped}; {said}"
    return BuildFailed(said, step)


def _ping(wire: Wire) -> None:
    client: Any = wire.client
    client.ping()


def _read(
    request: BuildRequest,
    session: Session,
    sent: Callable[[int], None],
    merger: StepMerger,
    wire: Wire,
) -> Generator[Mapping[str, Any], None, None]:
    """The lines of a build; the one that tells of a failure is passed on, and then raised."""
    client: Any = wire.client
    try:
        name, rules, extra = _context(request)
        problems: list[OSError] = []
        body = _counted(request.folder, rules, extra, sent, problems)
        try:
            response = client._post(
                client._url("/build"),
                params=parameters(request, name),
                data=body,
                headers={
                    "Content-Type": "application/x-tar",
                    **_credentials(request, session, wire),
                },
                stream=True,
                timeout=None,
            )
        except FOREIGN as problem:
            if problems:
                raise ContextUnreadable.of(problems[0], request.folder) from problem
            raise
        for line in json_lines(wire, response):
            yield line
            if failed := failure(line, merger.current):
                raise failed
    except BadPattern as problem:
        raise ContextUnreadable(f"{IGNORE_FILE}, line {problem.line}: {problem.text}") from problem
    except FOREIGN as problem:
        raise translated(problem, wire.words()) from problem


def _context(request: BuildRequest) -> tuple[str, IgnoreRules, dict[str, bytes]]:
    """The Dockerfile's name in the archive, what is left out, and what comes beside the folder.

    A Dockerfile from elsewhere gets a name that nobody has, and the ignore file has it, too, so
    that no ``COPY .`` takes it along: as docker does it.
    """
    if request.folder is None:
        return "Dockerfile", IgnoreRules(), {"Dockerfile": request.text or b""}
    try:
        if request.text is None:
            return request.dockerfile, rules_of(request.folder, request.dockerfile), {}
        name = f".dockerfile.{secrets.token_hex(10)}"
        before = _regular(request.folder / IGNORE_FILE)
        extra = {name: request.text, IGNORE_FILE: before + f"\n{IGNORE_FILE}\n{name}\n".encode()}
        if before:
            extra[IGNORE_FILE] = before + f"\n{name}\n".encode()
        return name, rules_of(request.folder), extra
    except OSError as problem:
        raise ContextUnreadable.of(problem, request.folder) from problem


def _regular(file: Path) -> bytes:
    """What a file holds that is one: a link may lead to what is nobody else's to read."""
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            return b""
        with open(file, "rb", opener=_unfollowed) as opened:
            return opened.read()
    except FileNotFoundError:
        return b""


def _unfollowed(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0))


def _counted(
    folder: Path | None,
    rules: IgnoreRules,
    extra: Mapping[str, bytes],
    sent: Callable[[int], None],
    problems: list[OSError],
) -> Iterator[bytes]:
    """The archive's pieces; a file that can't be read is remembered, whatever requests makes of it.

    Progress is what the socket has taken, and so is honest.
    """
    done = 0
    archive = pieces(folder, rules, extra)
    while True:
        try:
            piece = next(archive, None)
        except OSError as problem:
            problems.append(problem)
            raise
        if piece is None:
            return
        yield piece
        done += len(piece)
        sent(done)


def parameters(request: BuildRequest, dockerfile: str) -> dict[str, Any]:
    """The query of ``POST /build``. Containers of steps that failed are removed as well."""
    wanted: dict[str, Any] = {
        "dockerfile": dockerfile,
        "t": list(request.tags),
        "rm": 1,
        "forcerm": 1,
        "buildargs": json.dumps(dict(request.arguments)) if request.arguments else "",
        "labels": json.dumps(dict(request.labels)) if request.labels else "",
        "target": request.target,
        "platform": request.platform,
        "nocache": int(request.no_cache),
        "pull": int(request.pull),
        "networkmode": request.network,
        "memory": request.memory,
    }
    return {key: value for key, value in wanted.items() if value}


def _credentials(request: BuildRequest, session: Session, wire: Wire) -> dict[str, str]:
    """The header by which the Engine pulls what the stages begin with."""
    found: dict[str, Any] = {}
    for image in request.pulls_from:
        try:
            repository, _tag = parse_repository_tag(image)
            registry = registry_in(repository)
        except FOREIGN:
            continue  # what is no name is the Engine's to refuse
        if server(registry) in found:
            continue
        if header := registry_headers(wire, repository, session).get("X-Registry-Auth"):
            found[server(registry)] = json.loads(base64.urlsafe_b64decode(header))
    if not found:
        return {}
    return {"X-Registry-Config": base64.urlsafe_b64encode(json.dumps(found).encode()).decode()}
