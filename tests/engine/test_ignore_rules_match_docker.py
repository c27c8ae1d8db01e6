"""What ``.dockerignore`` leaves out, held against what docker's own command line sends."""

from __future__ import annotations

import http.server
import io
import os
import subprocess
import tarfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.engine.context_files import rules_of
from desktop.engine.context_tar import pieces
from desktop.engine.ignore_rules import BadPattern, read_rules

Sent = list[tuple[str, bytes, int, int, str]]


class Takes(http.server.BaseHTTPRequestHandler):
    """Answers the command line as an Engine does, and keeps the context that it sends."""

    protocol_version = "HTTP/1.1"
    taken: list[bytes]

    def do_HEAD(self) -> None:
        self._answer(b"")

    def do_GET(self) -> None:
        self._answer(b"OK" if self.path == "/_ping" else b"{}")

    def do_POST(self) -> None:
        content = bytearray()
        while size := int(self.rfile.readline().split(b";")[0], 16):
            content += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        self.taken.append(bytes(content))
        self._answer(b'{"stream":"Successfully built 0123456789ab\\n"}\n')

    def _answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Api-Version", "1.41")
        self.send_header("Ostype", "linux")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Docker:
    """Asks the real command line what it would send."""

    def __init__(self, server: http.server.HTTPServer, taken: list[bytes]) -> None:
        self._host = f"tcp://127.0.0.1:{server.server_address[1]}"
        self._taken = taken

    def sends(self, folder: Path) -> Sent | None:
        """What is in the archive; None where it refuses."""
        self._taken.clear()
        done = subprocess.run(
            ["docker", "--host", self._host, "build", "--quiet", folder],
            capture_output=True,
            timeout=60,
            check=False,
            env={**os.environ, "DOCKER_BUILDKIT": "0"},
        )
        if done.returncode:
            return None
        return members(self._taken[0])


@pytest.fixture(scope="module")
def docker_sends() -> Iterator[Docker]:
    taken: list[bytes] = []
    handler = type("TakesOne", (Takes,), {"taken": taken})
    with http.server.HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield Docker(server, taken)
        finally:
            server.shutdown()
            thread.join()


def members(archive: bytes) -> Sent:
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        return sorted((m.name, m.type, m.mode, m.size, m.linkname) for m in tar)


def we_send(folder: Path) -> Sent | None:
    try:
        rules = rules_of(folder, "Dockerfile")
    except BadPattern:
        return None
    return members(b"".join(pieces(folder, rules, {})))


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Few names, at several depths."""
    folder = tmp_path_factory.mktemp("context")
    (folder / "Dockerfile").write_text("FROM scratch\n")
    for place in ("", "a", "b", "a/b", "a/a", "a/b/a", "b.a", "a.b/a"):
        (folder / place).mkdir(parents=True, exist_ok=True)
        for name in ("c", "c.a", ".c", "c b", "[c]"):
            (folder / place / name).write_text(name)
    (folder / "a" / "link").symlink_to("../b/c")
    return folder


WORDS = ["a", "b", "c", "*", "**", "?", ".", "..", "*.a", "c*", "[a-b]", "[^a]", ".c", "a**", "**b"]
ODD = ["[c]", "\\*", "]", "c b", "$", "(a)", "{a}", "a+", "+*", "a|b", "***"]
PATHS = st.lists(st.sampled_from(WORDS + ODD) | st.sampled_from(WORDS), min_size=1, max_size=4)
LINES = st.builds(
    lambda before, parts, after: before + "/".join(parts) + after,
    st.sampled_from(["", "", "", "!", "!", "! ", "/", "!/", " ", "./", "#"]),
    PATHS,
    st.sampled_from(["", "", "", "/", " ", "\r", "//"]),
)


@settings(
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(lines=st.lists(LINES | st.sampled_from(["*", "**", "!a/b", "!**/c", ""]), max_size=6))
def test_what_is_sent_is_what_docker_sends(
    docker_sends: Docker, context: Path, lines: list[str]
) -> None:
    (context / ".dockerignore").write_text("\n".join(lines))
    assert we_send(context) == docker_sends.sends(context)


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffa\n",
        "*\n!a/b/c\n",
        "**/c\n!a/**/c\n",
        "Dockerfile\n.dockerignore\n",
        "a\n!a/b\na/b/a\n",
        "!\n",
        "a/../b\n",
        "\x0ca\n",
        "\\c",
        "[",
        "[a",
        "[]a]",
        "a\\",
        "*/[b-a]",
    ],
)
def test_these_too(docker_sends: Docker, context: Path, text: str) -> None:
    (context / ".dockerignore").write_text(text, encoding="utf-8")
    assert we_send(context) == docker_sends.sends(context)


def test_the_line_that_leaves_a_path_out_is_known() -> None:
    rules = read_rules("# first\n\nlogs\n*.tmp\n!keep.tmp\n")
    assert [
        by.line if (by := rules.ignored(p)) else None for p in ("logs/x", "a.tmp", "keep.tmp")
    ] == [
        3,
        4,
        None,
    ]
