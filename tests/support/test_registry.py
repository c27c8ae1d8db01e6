"""The tests' own registry takes images in, gives them out, and asks who one is."""

from __future__ import annotations

import ssl
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.real_engine import IMAGE, in_private_network
from tests.support.registry import Registry
from tests.support.tls import Authority

Start = Callable[..., Registry]


def test_what_is_pushed_is_pulled_again(registry: Start, docker: Callable[..., str]) -> None:
    reference = registry().push(docker, "team/app:1")
    assert reference not in docker("images", "--format", "{{.Repository}}:{{.Tag}}")
    docker("pull", "--quiet", reference)
    ids = docker("image", "inspect", "--format", "{{.Id}}", reference, IMAGE).split()
    assert ids[0] == ids[1]


def test_after_a_stop_it_has_its_images_and_its_port(
    registry: Start, docker: Callable[..., str]
) -> None:
    ours = registry()
    reference = ours.push(docker, "app:1")
    ours.stop()
    with pytest.raises(AssertionError, match="connection refused"):
        docker("pull", reference)
    ours.start()
    docker("pull", "--quiet", reference)


def test_only_those_it_knows_may_pull(
    registry: Start, docker: Callable[..., str], tmp_path: Path
) -> None:
    ours = registry(users={"me": "a word", "you": "another"})
    reference = ours.push(docker, "app:1")
    settings = ("--config", str(tmp_path))
    with pytest.raises(AssertionError, match="no basic auth credentials"):
        docker(*settings, "pull", reference)
    login = (*settings, "login", "--username", "you", "--password-stdin", ours.host)
    with pytest.raises(AssertionError, match="401 Unauthorized"):
        docker(*login, stdin=b"a word")
    docker(*login, stdin=b"another")
    docker(*settings, "pull", "--quiet", reference)


def test_it_speaks_tls(registry: Start, docker: Callable[..., str], tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    ours = registry(tls=authority.server())
    docker("pull", "--quiet", ours.push(docker, "app:1"))
    if in_private_network():
        context = ssl.create_default_context(cafile=str(authority.certificate))
        with urllib.request.urlopen(f"{ours.url}/v2/_catalog", context=context) as answer:
            assert answer.read() == b'{"repositories":["app"]}\n'
