"""``docker buildx``: what BuildKit is asked by where a Dockerfile needs it.

The Engine's own builder knows neither ``RUN --mount`` nor here-documents, and docker-py has no
session for BuildKit. The plug-in tells its progress as JSON on its standard error
(``--progress=rawjson``, since buildx 0.13): BuildKit's ``client.SolveStatus``, each over several
lines, and the program's own words between them.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from desktop.engine.build_logins import NOBODY, configuration
from desktop.engine.build_records import BuildFailed, BuildNews, Output
from desktop.engine.build_steps import LONGEST_PIECE, MOST_STEPS, OUTPUT_AT_ONCE, full_disk
from desktop.engine.console import NO_CONSOLE
from desktop.engine.credentials import Session
from desktop.engine.endpoint import Endpoint
from desktop.engine.records import PartState, Progress, ProgressPart

_END_SECONDS = 3.0  # for it to tell BuildKit, when it is cancelled
_LAST_WORDS = 20  # lines
_MOST_HELD = 1 << 23  # bytes of an object
_NAME = "docker-buildx.exe" if sys.platform == "win32" else "docker-buildx"
_FOLDERS = (
    "/usr/local/lib/docker/cli-plugins",
    "/usr/local/libexec/docker/cli-plugins",
    "/usr/lib/docker/cli-plugins",
    "/usr/libexec/docker/cli-plugins",
    "/opt/homebrew/lib/docker/cli-plugins",
    "C:\\ProgramData\\Docker\\cli-plugins",
    "C:\\Program Files\\Docker\\cli-plugins",
)
# The steps that a Dockerfile has, among BuildKit's own: "[stage-1 2/4] RUN make".
_STEP = re.compile(r"\[(?!internal\])[^\]]*\] ")


def find_buildx(environment: Mapping[str, str]) -> Path | None:
    """The plug-in where docker's command line looks for it."""
    config = environment.get("DOCKER_CONFIG") or Path.home() / ".docker"
    for folder in (Path(config) / "cli-plugins", *map(Path, _FOLDERS)):
        found = folder / _NAME
        if found.is_file() and os.access(found, os.X_OK):
            return found
    return None


class BuildxProcess:
    """One run of it, as a tool for a thread; ``text`` is what it reads from its standard input.

    ``logins`` are known to us alone: it is told of them for as long as it runs.
    """

    def __init__(
        self,
        program: Path,
        endpoint: Endpoint,
        line: tuple[str, ...],
        text: bytes = b"",
        logins: Session = NOBODY,
    ) -> None:
        self._held = contextlib.ExitStack()
        try:
            told = self._held.enter_context(configuration(logins)) if logins else {}
            self._start(program, line, text, {**os.environ, **_where(endpoint), **told})
        except BaseException:
            self._held.close()
            raise

    def _start(
        self, program: Path, line: tuple[str, ...], text: bytes, environment: Mapping[str, str]
    ) -> None:
        folder = self._held.enter_context(tempfile.TemporaryDirectory(prefix="portside-"))
        self._image = Path(folder) / "image"
        words = ("build", "--builder", "default", "--progress", "rawjson", "--load")
        with tempfile.TemporaryFile() as typed:  # without a name; a pipe could fill up
            typed.write(text)
            typed.seek(0)
            # A plug-in that is run by itself takes the Engine from the environment.
            self._process = subprocess.Popen(
                [program, *words, "--iidfile", self._image, *line],
                stdin=typed,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=environment,
                start_new_session=True,
                creationflags=NO_CONSOLE,
            )
        self._cut = False

    @property
    def said(self) -> IO[bytes]:
        assert self._process.stderr is not None
        return self._process.stderr

    def end(self) -> tuple[int, str]:
        """Its exit code, and the image's id."""
        code = self._process.wait()
        with contextlib.suppress(OSError):
            return code, self._image.read_bytes().decode(errors="replace").strip()
        return code, ""

    def cut(self) -> None:
        """As by Ctrl+C: it cancels the build on the Engine, and ends."""
        self._cut = True
        self._signal(signal.SIGINT if sys.platform != "win32" else signal.SIGTERM)

    def close(self) -> None:
        if self._process.poll() is None:
            if not self._cut:
                self.cut()
            try:
                self._process.wait(_END_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self.said.close()
        self._held.close()

    def _signal(self, which: int) -> None:
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                self._process.send_signal(which)


def _where(endpoint: Endpoint) -> dict[str, str]:
    found = {"DOCKER_HOST": endpoint.url, "DOCKER_CONTEXT": ""}
    if endpoint.tls is not None and endpoint.tls.ca is not None:
        found |= {"DOCKER_TLS_VERIFY": "1", "DOCKER_CERT_PATH": str(endpoint.tls.ca.parent)}
    return found


def read_buildx(process: BuildxProcess) -> Generator[Mapping[str, Any], None, None]:
    """What it tells; its exit code other than 0 is raised with its last words."""
    words: deque[str] = deque(maxlen=_LAST_WORDS)
    for told in _told(process.said):
        if isinstance(told, str):
            words.append(told)
            yield {"words": told}
        else:
            yield told
    code, image = process.end()
    if code:
        errors = [word for word in words if word.startswith("ERROR")]
        raise BuildFailed("\n".join(errors[-1:] or words).removeprefix("ERROR: "))
    yield {"image": image}


def _told(lines: Iterable[bytes]) -> Iterator[Mapping[str, Any] | str]:
    """The objects, and the lines that are none."""
    held: list[bytes] = []  # of the object that has begun
    size = 0
    for raw in lines:
        if not held and not raw.startswith(b"{"):
            yield from _words(raw)
            continue
        held.append(raw)
        size += len(raw)
        whole = raw.startswith(b"}") or (len(held) == 1 and raw.rstrip().endswith(b"}"))
        if whole or size > _MOST_HELD:
            yield from _object(held)
            held, size = [], 0
    for raw in held:
        yield from _words(raw)


def _object(held: list[bytes]) -> Iterator[Mapping[str, Any] | str]:
    try:
        found = json.loads(b"".join(held))
    except ValueError:
        found = None
    if isinstance(found, dict):
        yield found
        return
    for raw in held:
        yield from _words(raw)


def _words(raw: bytes) -> Iterator[str]:
    if text := raw.decode(errors="replace").rstrip():
        yield text[:LONGEST_PIECE]


class VertexMerger:
    """Sums up BuildKit's vertices as steps, in the order in which they were heard of."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._steps: dict[str, ProgressPart] = {}
        self._began: dict[str, float] = {}
        self._output: list[Output] = []
        self._waiting = 0
        self._image = ""
        self.cramped = ""  # what a step has written of a disk that is full

    @property
    def full(self) -> bool:
        return self._waiting >= OUTPUT_AT_ONCE

    @property
    def failed(self) -> int:
        """The place of the step that failed, or -1."""
        states = [part.state for part in self._steps.values()]
        return states.index(PartState.FAILED) if PartState.FAILED in states else -1

    def add(self, told: Mapping[str, Any]) -> None:
        """Merge one line."""
        for vertex in _dicts(told.get("vertexes")):
            self._add_vertex(vertex)
        for log in _dicts(told.get("logs")):
            self._write(str(log.get("vertex")), _decoded(log.get("data")))
        if words := told.get("words"):
            self._write("", f"{words}\n")
        self._image = str(told.get("image") or self._image)

    def take(self) -> BuildNews:
        """The steps so far, and what was written since the last time."""
        output, self._output, self._waiting = tuple(self._output), [], 0
        now = self._clock()
        parts = tuple(
            part
            if part.state is not PartState.RUNNING
            else ProgressPart(part.name, part.state, seconds=max(0.0, now - self._began[digest]))
            for digest, part in self._steps.items()
        )
        running = [part.name for part in parts if part.state is PartState.RUNNING]
        text = running[-1] if running else ""
        return BuildNews(Progress(text, parts=parts), output, self._image)

    def _add_vertex(self, vertex: Mapping[str, Any]) -> None:
        digest, name = str(vertex.get("digest")), str(vertex.get("name") or "")
        if digest not in self._steps and (not _STEP.match(name) or len(self._steps) >= MOST_STEPS):
            return
        began, ended = _moment(vertex.get("started")), _moment(vertex.get("completed"))
        state = PartState.WAITING
        if vertex.get("error"):
            state = PartState.FAILED
        elif vertex.get("cached"):
            state = PartState.CACHED
        elif ended is not None:
            state = PartState.DONE
        elif began is not None:
            state = PartState.RUNNING
        self._began[digest] = began if began is not None else self._clock()
        took = ended - began if ended is not None and began is not None else None
        first = digest not in self._steps
        self._steps[digest] = ProgressPart(name[:500], state, seconds=took)
        if first:
            self._write(digest, f"{name}\n")

    def _write(self, digest: str, text: str) -> None:
        if not text:
            return
        place = list(self._steps).index(digest) if digest in self._steps else -1
        self._output.append(Output(place, text[:LONGEST_PIECE]))
        self.cramped = full_disk(text) or self.cramped
        self._waiting += len(text)


def _dicts(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _decoded(data: Any) -> str:
    try:
        return base64.b64decode(data or "").decode(errors="replace")
    except (binascii.Error, TypeError, ValueError):
        return ""


def _moment(text: Any) -> float | None:
    """RFC 3339 with nanoseconds, as Go writes it."""
    if not isinstance(text, str) or not text:
        return None
    try:
        return datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", text)).timestamp()
    except ValueError:
        return None
