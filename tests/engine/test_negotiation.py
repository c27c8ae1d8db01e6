"""Which version of the API is spoken with whom, and what an Engine can do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.connection import negotiated, probe
from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.errors import NEWEST_API, OLDEST_API, EngineError, Reason, Unreachable
from desktop.engine.records import Ability, EngineInfo
from tests.support.aio import Aio
from tests.support.proxy import Proxy, http_answer


def info_of(aio: Aio, version: Mapping[str, Any], info: Mapping[str, Any]) -> EngineInfo:
    """What we make of an Engine that tells this about itself."""
    with Proxy() as proxy:
        proxy.respond = lambda request: http_answer(
            json.dumps(version if b" /version" in request else info).encode()
        )
        return aio(probe(Endpoint(proxy.url, "test", Origin.HOST_OPTION)))


@pytest.mark.parametrize(
    ("newest", "oldest", "spoken"),
    [
        ("1.24", None, "1.24"),
        ("1.41", "1.12", "1.41"),
        ("1.51", "1.24", "1.51"),
        ("1.53", "1.44", NEWEST_API),
        ("2.0", "1.51", NEWEST_API),
    ],
)
def test_the_newest_version_that_both_know_is_spoken(
    newest: str, oldest: str | None, spoken: str
) -> None:
    assert negotiated(newest, oldest) == spoken


@pytest.mark.parametrize(
    ("newest", "oldest", "reason"),
    [
        ("1.20", None, Reason.TOO_OLD),
        ("1.23", "1.12", Reason.TOO_OLD),
        ("1.100", "1.99", Reason.TOO_NEW),
        ("one", None, Reason.NOT_DOCKER),
        ("1.41", "a", Reason.NOT_DOCKER),
        ("", None, Reason.NOT_DOCKER),
    ],
)
def test_an_engine_with_no_version_in_common_is_refused(
    newest: str, oldest: str | None, reason: Reason
) -> None:
    with pytest.raises(Unreachable) as caught:
        negotiated(newest, oldest)
    assert caught.value.reason is reason


def test_the_oldest_version_is_that_of_docker_py() -> None:
    from docker.constants import MINIMUM_DOCKER_API_VERSION

    assert OLDEST_API == MINIMUM_DOCKER_API_VERSION


def test_an_old_engine_is_refused_with_its_version(aio: Aio) -> None:
    with pytest.raises(Unreachable) as caught:
        info_of(aio, {"ApiVersion": "1.20", "Version": "1.8"}, {})
    assert (caught.value.reason, caught.value.explanation) == (Reason.TOO_OLD, "1.20")


def test_an_engine_of_the_future_is_refused_with_its_version(aio: Aio) -> None:
    with pytest.raises(Unreachable) as caught:
        info_of(aio, {"ApiVersion": "1.100", "MinAPIVersion": "1.99"}, {})
    assert (caught.value.reason, caught.value.explanation) == (Reason.TOO_NEW, "1.99")


def test_the_oldest_engine_can_do_less_than_the_newest(aio: Aio) -> None:
    old = info_of(aio, {"ApiVersion": OLDEST_API}, {})
    new = info_of(aio, {"ApiVersion": NEWEST_API, "MinAPIVersion": "1.24"}, {})
    assert old.abilities < new.abilities
    assert Ability.PRUNE not in old.abilities
    assert new.abilities == set(Ability)


def test_podman_is_known_by_its_components(aio: Aio) -> None:
    podman = info_of(
        aio,
        {"ApiVersion": "1.41", "Version": "4.3.1", "Components": [{"Name": "Podman Engine"}]},
        {"ID": "", "Swarm": {"LocalNodeState": "inactive"}, "SecurityOptions": ["name=rootless"]},
    )
    assert podman.product == "Podman Engine"
    assert podman.rootless
    assert Ability.SWARM not in podman.abilities
    assert Ability.PAUSE in podman.abilities


def test_info_without_anything_in_it_is_enough(aio: Aio) -> None:
    info = info_of(aio, {"ApiVersion": "1.41"}, {})
    assert (info.api_version, info.memory, info.warnings) == ("1.41", 0, ())
    assert info.clock > 0


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2)
    ),
    max_leaves=5,
)
_INFO_KEYS = (
    "ID",
    "SecurityOptions",
    "LoggingDriver",
    "DefaultRuntime",
    "Swarm",
    "Warnings",
    "NCPU",
    "MemTotal",
    "SystemTime",
    "Name",
)
_VERSION_KEYS = ("MinAPIVersion", "Version", "Components", "Os", "Arch")


@given(
    version=st.dictionaries(st.sampled_from(_VERSION_KEYS), _JSON),
    info=st.dictionaries(st.sampled_from(_INFO_KEYS), _JSON) | _JSON,
)
def test_whatever_an_engine_tells_about_itself_is_understood_or_an_error_of_ours(
    version: dict[str, Any], info: Any
) -> None:
    from desktop.engine.connection import understood

    try:
        found = understood({"ApiVersion": "1.41", **version}, info)
    except EngineError:
        return
    assert isinstance(found.id, str)
    assert isinstance(found.memory, int)
    assert all(isinstance(warning, str) for warning in found.warnings)
