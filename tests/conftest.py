"""Fixtures for all layers. Event loops and guards are in ``tests.support``."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import hypothesis
import pytest

from desktop.engine.endpoint import TLSFiles
from tests.support.aio import Aio, plain_aio
from tests.support.folders import run_folder
from tests.support.isolation import isolate
from tests.support.network import fresh_network
from tests.support.real_engine import IMAGE, LABEL, WAIT, RealEngine, in_private_network
from tests.support.registry import ABSENT, Registry, present

pytest_plugins = ["tests.support.leaks"]

_FOLDER = pytest.StashKey[Path]()
_CLEANING = pytest.StashKey[contextlib.ExitStack]()
_RAN = pytest.StashKey[bool]()

# Machines differ in speed; a slow one must not make a test fail.
hypothesis.settings.register_profile("portside", deadline=None, print_blob=True)
hypothesis.settings.load_profile("portside")


def pytest_configure(config: pytest.Config) -> None:
    cleaning = contextlib.ExitStack()
    folder = cleaning.enter_context(run_folder())
    isolate(folder / "home")
    config.stash[_FOLDER] = folder
    config.stash[_CLEANING] = cleaning


def pytest_unconfigure(config: pytest.Config) -> None:
    if _CLEANING in config.stash:
        config.stash[_CLEANING].close()


def pytest_runtest_call(item: pytest.Item) -> None:
    item.config.stash[_RAN] = True


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A run in which every test was skipped has tested nothing: it fails, too."""
    if exitstatus == 0 and not session.config.stash.get(_RAN, session.config.option.collectonly):
        session.exitstatus = pytest.ExitCode.NO_TESTS_COLLECTED


@pytest.fixture(scope="session")
def _session_engine(pytestconfig: pytest.Config) -> Iterator[RealEngine]:
    engine = RealEngine(pytestconfig.stash[_FOLDER] / "engine", own_network=False)
    try:
        engine.start()
        engine.pack_image()
        yield engine
    finally:
        engine.close()


@pytest.fixture(scope="session")
def engine_host(_session_engine: RealEngine) -> str:
    """The URL of the real Engine that all tests share: ``unix://…``. Never stop this one."""
    return _session_engine.url


@pytest.fixture(autouse=True)
def nothing_is_left_on_the_engine(
    request: pytest.FixtureRequest, nothing_is_left_behind: None
) -> Iterator[None]:
    yield
    if "engine_host" in request.fixturenames:
        engine: RealEngine = request.getfixturevalue("_session_engine")
        left = engine.remove_leftovers()
        assert not left, "left on the Engine without the label portside.test: " + ", ".join(left)


@pytest.fixture
def docker(_session_engine: RealEngine, engine_host: str) -> Callable[..., str]:
    """``docker("ps", "-a")`` runs the real command line on the shared Engine, and returns stdout.

    Takes ``stdin=bytes`` and ``seconds=60``; an exit code other than 0 fails the test. What it
    makes must carry ``--label portside.test``, or be removed by the test.
    """
    return _session_engine.docker


@pytest.fixture
def docker_run(docker: Callable[..., str]) -> Callable[..., str]:
    """``docker_run("-p", "80", name="web")`` starts a labelled container and returns its id.

    Without ``command=(…)`` it runs until it is stopped, and stops at once, with exit code 0.
    """

    def run(*options: str, name: str = "", command: tuple[str, ...] = WAIT) -> str:
        named = ("--name", name) if name else ()
        return docker("run", "-d", "--label", LABEL, *named, *options, IMAGE, *command)

    return run


@pytest.fixture
def second_engine(pytestconfig: pytest.Config) -> Iterator[Callable[..., RealEngine]]:
    """``second_engine()`` starts one more Engine, to be stopped, killed and restarted at will.

    It has folders and a network namespace of its own: its published ports can't be reached.
    ``image=True`` gives it the test image; ``arguments=(…)`` go to ``dockerd``; a ``disk`` has so
    many bytes.
    """
    numbers = itertools.count(2)
    with contextlib.ExitStack() as engines:

        def make(
            *, image: bool = False, arguments: tuple[str, ...] = (), disk: int = 0
        ) -> RealEngine:
            folder = pytestconfig.stash[_FOLDER] / f"engine{next(numbers)}"
            engine = RealEngine(folder, arguments=arguments, disk=disk)
            engines.callback(engine.close)
            engine.start()
            if image:
                engine.pack_image()
            return engine

        yield make


@pytest.fixture
def registry(
    pytestconfig: pytest.Config, _session_engine: RealEngine
) -> Iterator[Callable[..., Registry]]:
    """``registry(users={"me": "word"}, tls=files)`` starts a real registry for ``engine_host``.

    It is on 127.0.0.1 of that Engine's network, which is that of the tests under ``./test``.
    """
    if not present():
        pytest.skip(ABSENT)
    numbers = itertools.count(1)
    network_of = None if in_private_network() else _session_engine.pid
    with contextlib.ExitStack() as registries:

        def make(
            *, users: Mapping[str, str] | None = None, tls: TLSFiles | None = None
        ) -> Registry:
            folder = pytestconfig.stash[_FOLDER] / f"registry{next(numbers)}"
            made = Registry(folder, users=users, tls=tls, network_of=network_of)
            registries.callback(made.close)
            made.start()
            return made

        yield make


@pytest.fixture
def own_network() -> Iterator[None]:
    """For what a private Engine does to the network: the other Engines have another one."""
    with fresh_network():
        yield


@pytest.fixture
def aio() -> Iterator[Aio]:
    """``aio(coroutine, timeout=30)`` runs it on a plain asyncio loop; see ``tests.support.aio``."""
    with plain_aio() as runner:
        yield runner
