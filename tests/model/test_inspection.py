"""The facts of docker inspect, and what is masked in it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.records import Event, Kind, Port
from desktop.model.facts import ContainerFacts, known_facts
from desktop.model.inspection import (
    container_facts,
    grace_given,
    image_facts,
    is_sensitive,
    network_facts,
    read_facts,
    volume_facts,
)
from desktop.model.inspection_masks import masked_json
from desktop.model.secrets import MASK
from tests.model.fake_engine import make_container, make_image, make_network, make_volume

CONTAINER: dict[str, Any] = {
    "Id": "c" * 64,
    "Name": "/web",
    "Created": "2023-11-14T22:00:00.123456789Z",
    "Image": "sha256:" + "a" * 64,
    "RestartCount": 2,
    "State": {
        "Status": "running",
        "Running": True,
        "Pid": 42,
        "ExitCode": 0,
        "StartedAt": "2023-11-14T22:00:01Z",
        "FinishedAt": "0001-01-01T00:00:00Z",
        "Health": {
            "Status": "unhealthy",
            "FailingStreak": 3,
            "Log": [{"ExitCode": 0, "Output": "old"}, {"ExitCode": 1, "Output": " refused\n"}],
        },
    },
    "Config": {
        "Image": "nginx:1.27",
        "Cmd": ["nginx", "-g", "daemon off;"],
        "Entrypoint": "/entry.sh",
        "Env": ["PATH=/bin", "PASSWORD=a=b", "EMPTY"],
        "Labels": {"b": "2", "a": "1"},
        "Healthcheck": {"Test": ["CMD-SHELL", "curl -f localhost"]},
        "ExposedPorts": {"80/tcp": {}, "9000/tcp": {}},
        "StopTimeout": 3,
    },
    "HostConfig": {
        "Memory": 64 << 20,
        "NanoCpus": 500_000_000,
        "Privileged": True,
        "NetworkMode": "host",
        "CapAdd": ["SYS_ADMIN"],
        "RestartPolicy": {"Name": "on-failure", "MaximumRetryCount": 5},
        "SecurityOpt": ["seccomp=unconfined", "no-new-privileges"],
    },
    "NetworkSettings": {
        "Ports": {
            "80/tcp": [
                {"HostIp": "0.0.0.0", "HostPort": "8080"},
                {"HostIp": "::", "HostPort": "8080"},
            ],
            "9000/tcp": None,
        },
        "Networks": {
            "shop": {
                "NetworkID": "n" * 64,
                "IPAddress": "172.18.0.2",
                "IPPrefixLen": 16,
                "Gateway": "172.18.0.1",
                "MacAddress": "02:42:ac:12:00:02",
                "Aliases": ["web"],
            }
        },
    },
    "Mounts": [
        {"Type": "volume", "Name": "data", "Destination": "/data", "RW": True},
        {
            "Type": "bind",
            "Source": "/var/run/docker.sock",
            "Destination": "/var/run/docker.sock",
            "RW": False,
        },
    ],
}


def test_a_containers_facts_are_read() -> None:
    facts = container_facts(CONTAINER)
    assert (facts.name, facts.image, facts.pid, facts.restarts) == ("web", "nginx:1.27", 42, 2)
    assert facts.entrypoint == ("/entry.sh",)
    assert facts.command == ("nginx", "-g", "daemon off;")
    assert facts.restart_policy == "on-failure:5"
    assert (facts.memory, facts.cpus, facts.grace) == (64 << 20, 0.5, 3)
    assert facts.finished == 0
    assert facts.environment == (("PATH", "/bin"), ("PASSWORD", "a=b"), ("EMPTY", ""))
    assert facts.labels == (("a", "1"), ("b", "2"))
    assert facts.ports == (
        Port(80, "tcp", "0.0.0.0", 8080),
        Port(80, "tcp", "::", 8080),
        Port(9000, "tcp"),
    )
    assert facts.places[0].ipv4 == "172.18.0.2/16"
    assert facts.places[0].aliases == ("web",)
    assert facts.check is not None
    assert (facts.check.output, facts.check.failures) == ("refused", 3)
    assert facts.check.command == "curl -f localhost"


def test_what_gives_power_over_the_machine_is_found() -> None:
    facts = container_facts(CONTAINER)
    assert facts.privileged
    assert facts.host_namespaces == ("network",)
    assert facts.capabilities == ("SYS_ADMIN",)
    assert facts.unconfined == ("seccomp=unconfined",)
    assert facts.sensitive_mounts == ("/var/run/docker.sock",)
    assert is_sensitive("/")
    assert is_sensitive("/run/user/1000/podman/podman.sock")
    assert not is_sensitive("/home/me/etc")


def test_ports_of_a_container_that_does_not_run_are_those_that_will_be() -> None:
    stopped = {
        "Config": {"ExposedPorts": {"80/tcp": {}, "53/udp": {}}},
        "HostConfig": {"PortBindings": {"80/tcp": [{"HostIp": "127.0.0.1", "HostPort": "8080"}]}},
        "NetworkSettings": {"Ports": {}},
    }
    assert container_facts(stopped).ports == (
        Port(53, "udp"),
        Port(80, "tcp", "127.0.0.1", 8080),
    )


@pytest.mark.parametrize("port", ["x/tcp", "80;rm/tcp", "-1/tcp", "٣/tcp", ""])
def test_a_port_that_is_no_number_is_no_port(port: str) -> None:
    bound = [{"HostIp": "", "HostPort": "8080"}]
    facts = container_facts({"NetworkSettings": {"Ports": {port: bound}}})
    assert facts.ports == ()


def test_an_images_facts_are_read() -> None:
    facts = image_facts(
        {
            "Id": "sha256:1",
            "RepoTags": ["a:1"],
            "Os": "linux",
            "Architecture": "arm64",
            "Variant": "v8",
            "Size": 5,
            "RootFS": {"Layers": ["x", "y"]},
            "Config": {"ExposedPorts": {"80/tcp": {}}, "Volumes": {"/data": {}}, "Cmd": None},
        }
    )
    assert (facts.platform, facts.layers, facts.size) == ("linux/arm64/v8", 2, 5)
    assert (facts.ports, facts.volumes, facts.command) == (("80/tcp",), ("/data",), ())


def test_a_networks_and_a_volumes_facts_are_read() -> None:
    network = network_facts(
        {
            "Id": "n",
            "Name": "shop",
            "IPAM": {"Config": [{"Subnet": "10.0.0.0/8", "Gateway": "10.0.0.1"}]},
            "Containers": {"c1": {"Name": "web", "IPv4Address": "10.0.0.2/8"}},
        }
    )
    assert network.subnets[0].gateway == "10.0.0.1"
    assert network.members[0].name == "web"
    volume = volume_facts({"Name": "v", "UsageData": {"Size": -1}, "Labels": None})
    assert (volume.size, volume.labels) == (None, ())


@pytest.mark.parametrize("record", [make_container(), make_image(), make_network(), make_volume()])
def test_a_lists_record_tells_facts_at_once(record: Any) -> None:
    assert getattr(known_facts(record), "id", None) == getattr(record, "id", None)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*CONTAINER, "Ports", "Log", "80/tcp"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from([*CONTAINER, "IPAM", "RepoTags", "Options"]), JSON))
def test_odd_answers_never_raise(answer: dict[str, Any]) -> None:
    for kind in Kind:
        assert read_facts(kind, answer) is not None


def test_variables_labels_and_urls_are_masked_and_nothing_else() -> None:
    document = {
        "Config": {
            "Env": ["PASSWORD=x", "PATH=/bin", 5],
            "Labels": {"token": "t", "org.opencontainers.image.authors": "me"},
            "Cmd": ["serve", "--password", "x", "postgres://u:secret@db/x"],
        },
        "Name": "PASSWORD",
    }
    assert masked_json(document) == {
        "Config": {
            "Env": [f"PASSWORD={MASK}", "PATH=/bin", 5],
            "Labels": {"token": MASK, "org.opencontainers.image.authors": "me"},
            "Cmd": ["serve", "--password", MASK, f"postgres://u:{MASK}@db/x"],
        },
        "Name": "PASSWORD",
    }


def test_json_without_secrets_stays_the_same_object() -> None:
    document = {"Config": {"Env": ["PATH=/bin"], "Cmd": ["a"]}, "List": [{"a": 1}, None, 1.5]}
    assert masked_json(document) is document


def _kill(second: float) -> Event:
    return Event("container", "kill", "c", int(second * 1e9), {"signal": "15"})


def test_the_time_between_the_signals_of_a_stop_is_told() -> None:
    assert grace_given([_kill(100), _kill(110)], 110.2) == 10
    assert grace_given([_kill(110)], 110.2) is None
    assert grace_given([_kill(10), _kill(20)], 110.2) is None
    assert grace_given([], 0) is None


def test_defaults_are_those_of_docker() -> None:
    assert container_facts({}) == ContainerFacts()
