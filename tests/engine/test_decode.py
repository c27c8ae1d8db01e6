"""From the Engine's JSON to records: real shapes, odd ones and hostile ones."""

from __future__ import annotations

import copy
import datetime
import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine import decode
from desktop.engine.errors import Garbled
from desktop.engine.records import Attachment, Container, Health, Mount, Port, State, Subnet

NOW = 1_700_000_000.0

# As an Engine 20.10 (API 1.41) has answered, shortened.
CONTAINER: dict[str, Any] = {
    "Id": "8f" * 32,
    "Names": ["/shop-web-1"],
    "Image": "nginx:1.25",
    "ImageID": "sha256:" + "d3" * 32,
    "Command": "/docker-entrypoint.sh nginx -g 'daemon off;'",
    "Created": 1699990000,
    "Ports": [
        {"IP": "0.0.0.0", "PrivatePort": 80, "PublicPort": 8080, "Type": "tcp"},
        {"IP": "::", "PrivatePort": 80, "PublicPort": 8080, "Type": "tcp"},
        {"PrivatePort": 53, "Type": "udp"},
    ],
    "Labels": {"com.docker.compose.project": "shop", "com.docker.compose.service": "web"},
    "State": "running",
    "Status": "Up 2 hours (healthy)",
    "HostConfig": {"NetworkMode": "shop_default"},
    "NetworkSettings": {
        "Networks": {
            "shop_default": {
                "IPAMConfig": None,
                "NetworkID": "fd" * 32,
                "IPAddress": "172.18.0.2",
                "GlobalIPv6Address": "fd00::2",
            }
        }
    },
    "Mounts": [
        {
            "Type": "volume",
            "Name": "shop_data",
            "Source": "/var/lib/docker/volumes/shop_data/_data",
            "Destination": "/data",
            "RW": True,
        },
        {"Type": "bind", "Source": "/etc", "Destination": "/host", "RW": False},
    ],
}
IMAGE: dict[str, Any] = {
    "Id": "sha256:" + "d3" * 32,
    "RepoTags": ["nginx:1.25", "<none>:<none>", "nginx:latest"],
    "RepoDigests": ["nginx@sha256:" + "aa" * 32, "<none>@<none>"],
    "Created": 1699000000,
    "Size": 187_000_000,
    "Labels": {"maintainer": "x"},
}
NETWORK: dict[str, Any] = {
    "Id": "fd" * 32,
    "Name": "shop_default",
    "Driver": "bridge",
    "Scope": "local",
    "Created": "2023-11-14T22:13:20.123456789+01:00",
    "IPAM": {"Driver": "default", "Options": None, "Config": [{"Subnet": "172.18.0.0/16"}]},
    "Internal": False,
    "Attachable": True,
    "EnableIPv6": False,
    "Labels": {},
    "Options": {},
}
VOLUME: dict[str, Any] = {
    "Name": "shop_data",
    "Driver": "local",
    "Mountpoint": "/var/lib/docker/volumes/shop_data/_data",
    "Scope": "local",
    "CreatedAt": "2023-11-14T22:13:20Z",
    "Labels": None,
    "Options": None,
    "UsageData": {"Size": 12, "RefCount": 1},
}
EVENT: dict[str, Any] = {
    "status": "die",
    "id": "8f" * 32,
    "Type": "container",
    "Action": "die",
    "Actor": {"ID": "8f" * 32, "Attributes": {"exitCode": "137", "name": "web"}},
    "scope": "local",
    "time": 1700000000,
    "timeNano": 1700000000123456789,
}


def container(**changes: Any) -> Container:
    item = {**CONTAINER, **{key: value for key, value in changes.items() if value is not ...}}
    for key, value in changes.items():
        if value is ...:
            del item[key]
    return decode.decode_all(decode.container, [item], NOW)[0]


def test_a_container_is_read_whole() -> None:
    found = container()
    assert found == Container(
        id="8f" * 32,
        name="shop-web-1",
        image="nginx:1.25",
        image_id="sha256:" + "d3" * 32,
        command="/docker-entrypoint.sh nginx -g 'daemon off;'",
        created=1699990000,
        state=State.RUNNING,
        health=Health.HEALTHY,
        exit_code=None,
        since=NOW - 7200,
        since_within=3600,
        ports=(
            Port(53, "udp"),
            Port(80, "tcp", "0.0.0.0", 8080),
            Port(80, "tcp", "::", 8080),
        ),
        networks=(Attachment("shop_default", "fd" * 32, "172.18.0.2", "fd00::2"),),
        mounts=(
            Mount("volume", "/data", "/var/lib/docker/volumes/shop_data/_data", "shop_data"),
            Mount("bind", "/host", "/etc", read_only=True),
        ),
        labels={"com.docker.compose.project": "shop", "com.docker.compose.service": "web"},
    )
    assert (found.project, found.service) == ("shop", "web")


def test_what_a_container_lacks_is_nothing() -> None:
    found = decode.container({"Id": "abc"}, NOW)
    assert found.name == "abc"
    assert found.state is State.UNKNOWN
    assert (found.ports, found.networks, found.mounts, dict(found.labels)) == ((), (), (), {})


@pytest.mark.parametrize("key", sorted(set(CONTAINER) - {"Id"}))
def test_a_container_may_lack_anything_but_its_id_or_have_null_there(key: str) -> None:
    assert container(**{key: None}) == container(**{key: ...})


@pytest.mark.parametrize(
    ("names", "name"),
    [
        (["/web"], "web"),
        (["/db/web", "/web"], "web"),  # a link's name comes first
        (["/a/b"], "a/b"),
        (["web"], "web"),  # Podman
        ([], "8f8f8f8f8f8f"),
        (None, "8f8f8f8f8f8f"),
    ],
)
def test_the_containers_own_name_is_taken_and_no_links(names: Any, name: str) -> None:
    assert container(Names=names).name == name


@pytest.mark.parametrize(
    ("told", "state"),
    [
        *((state.value, state) for state in State),
        ("Running", State.RUNNING),
        ("stopped", State.EXITED),
        ("initialized", State.CREATED),
        ("stopping", State.RUNNING),
        ("configured", State.CREATED),
        ("something new", State.UNKNOWN),
        (None, State.UNKNOWN),
    ],
)
def test_every_engines_word_for_a_state_is_known(told: str | None, state: State) -> None:
    assert container(State=told).state is state


def test_the_time_of_creation_may_be_a_text() -> None:
    assert container(Created="2023-11-14T22:13:20Z").created == 1_700_000_000


# The status text, word by word as docker/go-units and moby's container.State write it

_UP = [
    ("Up Less than a second", 0, 1),
    ("Up 1 second", 1, 1),
    ("Up 59 seconds", 59, 1),
    ("Up About a minute", 60, 60),
    ("Up 59 minutes", 59 * 60, 60),
    ("Up About an hour", 3600, 3600),
    ("Up 47 hours", 47 * 3600, 3600),
    ("Up 13 days", 13 * 86400, 86400),
    ("Up 8 weeks", 8 * 7 * 86400, 7 * 86400),
    ("Up 23 months", 23 * 30 * 86400, 30 * 86400),
    ("Up 2 years", 2 * 365 * 86400, 365 * 86400),
]


@pytest.mark.parametrize(("text", "age", "within"), _UP)
def test_the_words_for_an_age(text: str, age: float, within: float) -> None:
    assert decode.read_status(text) == (Health.NONE, None, age, within)
    exited = text.replace("Up", "Exited (137)") + " ago"
    assert decode.read_status(exited) == (Health.NONE, 137, age, within)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Up 2 hours (healthy)", (Health.HEALTHY, None, 7200, 3600)),
        ("Up 2 hours (unhealthy)", (Health.UNHEALTHY, None, 7200, 3600)),
        ("Up 3 seconds (health: starting)", (Health.STARTING, None, 3, 1)),
        ("Up 2 hours (Paused)", (Health.NONE, None, 7200, 3600)),
        ("Restarting (1) 5 seconds ago", (Health.NONE, 1, 5, 1)),
        ("Exited (-1) 5 seconds ago", (Health.NONE, -1, 5, 1)),
        ("Created", (Health.NONE, None, None, 0)),
        ("Removal In Progress", (Health.NONE, None, None, 0)),
        ("Dead", (Health.NONE, None, None, 0)),
        ("Exited (0) 292 years ago", (Health.NONE, 0, 292 * 365 * 86400, 365 * 86400)),
        ("", (Health.NONE, None, None, 0)),
    ],
)
def test_the_other_words_of_a_status(text: str, expected: tuple[Any, ...]) -> None:
    assert decode.read_status(text) == expected


def human_duration(seconds: float) -> str:
    """What go-units' HumanDuration says."""
    whole, minutes, hours = int(seconds), int(seconds / 60), int(seconds / 3600 + 0.5)
    if whole < 1:
        return "Less than a second"
    if whole == 1:
        return "1 second"
    if whole < 60:
        return f"{whole} seconds"
    if minutes == 1:
        return "About a minute"
    if minutes < 60:
        return f"{minutes} minutes"
    if hours == 1:
        return "About an hour"
    if hours < 48:
        return f"{hours} hours"
    if hours < 24 * 7 * 2:
        return f"{hours // 24} days"
    if hours < 24 * 30 * 2:
        return f"{hours // 24 // 7} weeks"
    if hours < 24 * 365 * 2:
        return f"{hours // 24 // 30} months"
    return f"{int(seconds / 3600) // 24 // 365} years"


_AGES = st.one_of(
    st.floats(0, 200), st.floats(0, 200_000), st.floats(0, 10_000_000), st.floats(0, 3e8)
)


@given(age=_AGES)
def test_a_status_text_is_read_back_within_the_exactness_it_claims(age: float) -> None:
    _health, _code, read, within = decode.read_status(f"Up {human_duration(age)}")
    assert read is not None
    # Hours are rounded, all else is cut down.
    assert -within / 2 <= age - read <= within


@given(age=_AGES, steps=st.lists(st.floats(0, 50_000), max_size=20))
def test_lists_in_a_row_of_a_state_that_lasts_never_differ(age: float, steps: list[float]) -> None:
    now = NOW
    known = container(Status=f"Up {human_duration(age)}")
    for step in steps:
        now, age = now + step, age + step
        item = {**CONTAINER, "Status": f"Up {human_duration(age)}"}
        answer = decode.decode_all(decode.container, [item], now)[0]
        settled = answer.settled(known)
        assert settled == known


def test_a_state_that_began_anew_is_not_settled() -> None:
    before = container(Status="Up 2 hours")
    after = container(Status="Up 3 seconds")
    assert after.settled(before) is after
    stopped = container(State="exited", Status="Exited (0) 3 seconds ago")
    assert stopped.settled(before) is stopped
    again = container(State="exited", Status="Exited (1) 3 seconds ago")
    assert again.settled(stopped) is again


@given(first=st.floats(0, 100), gap=st.floats(3.5, 1000))
def test_a_restart_is_seen_though_the_state_has_the_same_name(first: float, gap: float) -> None:
    before = container(Status=f"Up {human_duration(first)}")
    item = {**CONTAINER, "Status": "Up Less than a second"}
    after = decode.decode_all(decode.container, [item], NOW + gap)[0]
    if first + gap > before.since_within + 4:
        assert after.settled(before).since == NOW + gap


# Images, networks, volumes, events


def test_an_image_has_its_names_and_no_placeholders() -> None:
    found = decode.image(IMAGE)
    assert found.references == ("nginx:1.25", "nginx:latest")
    assert found.digests == ("nginx@sha256:" + "aa" * 32,)


def test_an_image_without_names_dangles() -> None:
    for tags in (None, [], ["<none>:<none>"]):
        assert decode.image({**IMAGE, "RepoTags": tags, "RepoDigests": None}).references == ()


def test_a_network_is_read_whole() -> None:
    found = decode.network(NETWORK)
    assert found.subnets == (Subnet("172.18.0.0/16"),)
    assert found.created == pytest.approx(1_699_996_400.123456)
    assert found.attachable
    assert not found.predefined
    assert decode.network({**NETWORK, "Ingress": True}).predefined
    assert decode.network(NETWORK, (NETWORK["Name"],)).predefined
    assert decode.network({"Id": "a", "IPAM": {"Config": None}}).subnets == ()


def test_a_volume_has_a_size_only_when_told() -> None:
    assert decode.volume(VOLUME).size == 12
    assert decode.volume({**VOLUME, "UsageData": {"Size": -1}}).size is None
    assert decode.volume({**VOLUME, "UsageData": None}).size is None


def test_an_event_is_read_whole_and_also_without_an_actor() -> None:
    found = decode.event(EVENT)
    assert (found.kind, found.action, found.id) == ("container", "die", "8f" * 32)
    assert found.time == 1700000000123456789
    assert found.attributes["exitCode"] == "137"
    old = decode.event({"status": "start", "id": "abc", "time": 5})
    assert (old.kind, old.action, old.id, old.time) == ("container", "start", "abc", 5 * 10**9)


@given(
    st.datetimes(
        min_value=datetime.datetime(1970, 1, 2),  # noqa: DTZ001 - hypothesis adds the zone
        max_value=datetime.datetime(2200, 1, 1),  # noqa: DTZ001
        timezones=st.timezones() | st.just(datetime.UTC),
    ),
    st.integers(0, 999),
)
def test_gos_times_are_read_to_the_microsecond(moment: datetime.datetime, nanoseconds: int) -> None:
    text = moment.isoformat(timespec="microseconds")
    zone = text[26:]
    if len(zone) > 6:  # Go writes no seconds in an offset
        return
    told = f"{text[:26]}{nanoseconds:03d}{'Z' if zone == '+00:00' else zone}"
    assert decode.timestamp(told) == pytest.approx(moment.timestamp(), abs=1e-5)


def test_gos_zero_time_and_nonsense_are_zero() -> None:
    for text in ("", "0001-01-01T00:00:00Z", "yesterday"):
        assert decode.timestamp(text) == 0.0


# Whatever comes

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)

_KINDS: dict[str, tuple[Callable[..., Any], dict[str, Any], tuple[Any, ...]]] = {
    "container": (decode.container, CONTAINER, (NOW,)),
    "image": (decode.image, IMAGE, ()),
    "network": (decode.network, NETWORK, ()),
    "volume": (decode.volume, VOLUME, ()),
    "event": (decode.event, EVENT, ()),
}


def places(item: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path to each value within, the whole first."""
    inner: Any = ()
    if isinstance(item, Mapping):
        inner = item.items()
    elif isinstance(item, list):
        inner = enumerate(item)
    return [path, *(place for key, value in inner for place in places(value, (*path, key)))]


@pytest.mark.parametrize("kind", _KINDS)
@given(data=st.data())
def test_whatever_stands_anywhere_is_a_sound_record_or_garbled(
    kind: str, data: st.DataObject
) -> None:
    function, whole, arguments = _KINDS[kind]
    item: Any = copy.deepcopy(whole)
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(places(item)))
        value = data.draw(_JSON)
        if not path:
            item = value
            break
        inner = item
        for key in path[:-1]:
            inner = inner[key]
        if data.draw(st.booleans()) or not isinstance(inner, dict):
            inner[path[-1]] = value
        else:
            del inner[path[-1]]
        if not isinstance(item, dict):
            break
    try:
        (record,) = decode.decode_all(function, [item], *arguments)
    except Garbled:
        return
    sound(record)


def sound(record: Any) -> None:
    """Every field has the type that it promises; so a view can't stumble over it."""
    sample = {
        "Container": decode.container(CONTAINER, NOW),
        "Image": decode.image(IMAGE),
        "Network": decode.network(NETWORK),
        "Volume": decode.volume(VOLUME),
        "Event": decode.event(EVENT),
    }.get(type(record).__name__)
    for field in fields(record):
        value = getattr(record, field.name)
        if isinstance(value, tuple):
            for item in value:
                if not isinstance(item, str):
                    sound(item)
        elif isinstance(value, Mapping):
            assert all(isinstance(key, str) and isinstance(it, str) for key, it in value.items())
        elif sample is not None and value is not None:
            expected = getattr(sample, field.name)
            number = (int, float)
            if expected is not None:
                assert isinstance(value, number if isinstance(expected, number) else type(expected))


@given(_JSON)
def test_a_list_of_anything_is_records_or_garbled(answer: Any) -> None:
    try:
        found = decode.decode_all(decode.container, answer, NOW)
    except Garbled:
        return
    assert all(isinstance(item, Container) for item in found)


def test_a_null_in_the_place_of_a_list_is_an_empty_one() -> None:
    assert decode.decode_all(decode.container, None, NOW) == []


def test_podmans_volume_events_have_the_name_elsewhere() -> None:
    actor = {"ID": "", "Attributes": {"name": "vol", "image": "", "containerExitCode": "0"}}
    told = {"Type": "volume", "Action": "create", "Actor": actor, "time": 1}
    assert decode.event(told).id == "vol"


def test_podmans_answer_is_read() -> None:
    """As ``podman system service`` 4.3 has answered, shortened."""
    item = json.loads(
        """{"Id": "2b3c", "Names": ["/engtest"], "Image": "localhost/bb:1", "ImageID": "sha256:7",
        "Command": "sleep 100", "Created": 1700000000, "Ports": null, "Labels": null,
        "State": "stopped", "Status": "Exited (137) 2 seconds ago", "NetworkSettings":
        {"Networks": {"podman": {"IPAMConfig": null, "NetworkID": "podman", "IPAddress": ""}}},
        "Mounts": null, "SizeRw": 0}"""
    )
    (found,) = decode.decode_all(decode.container, [item], NOW)
    assert (found.state, found.exit_code, found.name) == (State.EXITED, 137, "engtest")
    assert found.networks == (Attachment("podman", "podman"),)
