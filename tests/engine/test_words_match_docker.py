"""Statuses and sizes are those that the docker command line writes, told by the same Engine."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

from desktop.engine import decode
from desktop.ui import units, wording

Docker = Callable[..., str]


def _statuses(docker: Docker) -> dict[str, str]:
    lines = docker("ps", "-a", "--no-trunc", "--format", "{{.ID}}\t{{.Status}}").splitlines()
    return dict(line.split("\t") for line in lines)


def _ours(docker: Docker, containers: dict[str, str]) -> dict[str, str]:
    """Our words for what the list's JSON would say, had it come just now."""
    now = time.time()
    found = {}
    for key, status in containers.items():
        facts = json.loads(docker("inspect", key))[0]
        item = {"Id": key, "State": facts["State"]["Status"], "Status": status}
        found[key] = wording.status(decode.container(item, now), now)
    return found


def test_a_status_reads_as_docker_writes_it(docker: Docker, docker_run: Docker) -> None:
    docker_run(name="words-up")
    docker_run(name="words-paused")
    docker("pause", "words-paused")
    failed = docker_run(name="words-failed", command=("sh", "-c", "exit 3"))
    docker("wait", failed)
    image = docker("inspect", "--format", "{{.Image}}", failed).strip()
    docker("create", "--label", "portside.test", "--name", "words-created", image, "true")
    docker_run("--health-cmd", "true", "--health-interval", "1h", name="words-health")
    statuses = _statuses(docker)
    assert len(statuses) >= 5
    assert _ours(docker, statuses) == statuses


def test_a_size_reads_as_docker_writes_it(docker: Docker) -> None:
    lines = docker("images", "--no-trunc", "--format", "{{.ID}}\t{{.Size}}").splitlines()
    assert lines
    for line in lines:
        key, size = line.split("\t")
        count = int(docker("inspect", "--format", "{{.Size}}", key))
        assert units.size(count) == size
