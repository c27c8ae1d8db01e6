"""The tests' own Engine can be made, stopped, killed and removed without a trace."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.folders import run_folder
from tests.support.processes import engine_processes, mounts_below
from tests.support.real_engine import IMAGE, WAIT, RealEngine


def test_a_container_runs_and_stops_at_once(
    docker: Callable[..., str], docker_run: Callable[..., str]
) -> None:
    container = docker_run(name="web")
    docker("stop", "web")
    assert docker("inspect", "--format", "{{.State.ExitCode}}", container) == "0"


def test_a_failing_command_line_tells_what_docker_said(docker: Callable[..., str]) -> None:
    with pytest.raises(AssertionError, match="No such container: nobody"):
        docker("start", "nobody")


def test_a_killed_engine_comes_back_with_its_containers(
    second_engine: Callable[..., RealEngine],
) -> None:
    engine = second_engine(image=True)
    engine.docker("run", "-d", "--name", "web", IMAGE, *WAIT)
    engine.kill()
    assert not engine.running
    assert engine.socket_path.exists()
    engine.start()
    assert engine.docker("ps", "-a", "--format", "{{.Names}}") == "web"


def test_an_engine_of_a_dead_run_is_removed() -> None:
    with run_folder() as dead:
        pass
    dead.mkdir()
    (dead / "lock").touch()
    engine = RealEngine(dead / "engine")
    engine.start()
    engine.pack_image()
    engine.docker("run", "-d", IMAGE, "sleep", "1000")
    engine.kill()
    assert engine_processes(dead)
    with run_folder():
        assert not dead.exists()
    assert not engine_processes(dead)
    assert not mounts_below(dead)


def test_a_second_engine_leaves_the_shared_one_alone(
    docker: Callable[..., str],
    docker_run: Callable[..., str],
    second_engine: Callable[..., RealEngine],
) -> None:
    docker_run(name="web")
    engine = second_engine()
    assert engine.docker("ps", "-aq") == ""
    assert engine.docker("info", "--format", "{{.ID}}") != docker("info", "--format", "{{.ID}}")
    engine.stop()
    docker("exec", "web", "true")
    assert "bridge" in docker("network", "ls", "--format", "{{.Name}}").split()
