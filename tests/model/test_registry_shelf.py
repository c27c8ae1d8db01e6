"""What a registry holds, seen from the machine that we are on."""

from __future__ import annotations

import pytest

from desktop.engine.registry_errors import RegistryFailed, RegistryFault
from desktop.engine.registry_records import HUB, Found, is_loopback
from desktop.model.registry_shelf import Shelf, key_of, look_at_shelf, look_at_tags, typed
from tests.model.fake_engine import HERE, THERE, FakeEngine, FakeWorld
from tests.support.aio import Aio


def test_a_loopback_registry_of_a_far_engine_is_not_taken_for_one_here(aio: Aio) -> None:
    engine = FakeEngine(FakeWorld(), endpoint=THERE)
    for look, key in ((look_at_shelf, "127.0.0.1:5000"), (look_at_tags, "127.0.0.1:5000/app")):
        with pytest.raises(RegistryFailed) as caught:
            aio(look(engine, key))
        assert caught.value.fault is RegistryFault.ELSEWHERE
    assert engine.world.calls == []


def test_a_name_that_an_index_made_up_has_no_tags(aio: Aio) -> None:
    for name in ("Some/<b>one</b>", "reg.example/ ", ""):
        with pytest.raises(RegistryFailed) as caught:
            aio(look_at_tags(FakeEngine(FakeWorld()), name))
        assert caught.value.fault is RegistryFault.NO_REPOSITORY


def test_a_catalogue_is_listed_by_whole_names(aio: Aio) -> None:
    world = FakeWorld()
    world.registries.repositories = {"127.0.0.1:5000": ("team/app",)}
    engine = FakeEngine(world, endpoint=HERE)
    shelf = aio(look_at_shelf(engine, key_of("127.0.0.1:5000", "app")))
    assert shelf == Shelf((Found("127.0.0.1:5000/team/app"),))


def test_docker_hub_is_asked_only_for_a_term(aio: Aio) -> None:
    engine = FakeEngine(FakeWorld())
    assert aio(look_at_shelf(engine, key_of(HUB, ""))) == Shelf(())
    assert engine.world.calls == []


@pytest.mark.parametrize(
    ("registry", "term", "name"),
    [
        ("reg.example", "team/app", "reg.example/team/app"),
        ("reg.example", "reg.example/team/app:1", "reg.example/team/app"),
        ("reg.example", "Team/App", None),
        ("reg.example", "", None),
        (HUB, "nginx:1", "nginx"),
    ],
)
def test_what_is_typed_is_a_repository_where_it_can_be(
    registry: str, term: str, name: str | None
) -> None:
    found = typed(registry, term)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("registry", "here"),
    [
        ("127.0.0.1:5000", True),
        ("127.3.2.1", True),
        ("[::1]:5000", True),
        ("localhost", True),
        ("localhost:5000", True),
        ("reg.example:5000", False),
        ("10.0.0.1:5000", False),
        (HUB, False),
    ],
)
def test_loopback_is_told_from_the_rest(registry: str, here: bool) -> None:
    assert is_loopback(registry) is here
