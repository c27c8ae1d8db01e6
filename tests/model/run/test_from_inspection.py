"""A container that exists is told as one to create, without what its image and Engine give."""

from __future__ import annotations

import pytest

from desktop.engine.errors import Garbled
from desktop.model.run.body import creation
from desktop.model.run.checks import problems
from desktop.model.run.from_inspection import EngineDefaults, defaults_of, spec_of
from desktop.model.run.line import line, unspeakable
from desktop.model.run.ports import PortMapping, Ports, port
from desktop.model.run.problems import Fault
from desktop.model.run.spec import ContainerSpec
from tests.model.fake_engine import make_info

KEY = "0123456789ab" + "c" * 52
CONTAINER = {
    "Id": KEY,
    "Name": "/web",
    "Config": {
        "Image": "app:1",
        "Hostname": KEY[:12],
        "AttachStdout": True,
        "AttachStderr": True,
        "Env": ["MINE=1", "PATH=/bin"],
        "Cmd": ["serve"],
        "Labels": {"of": "image", "my": "own"},
        "ExposedPorts": {"80/tcp": {}, "81/tcp": {}, "443/tcp": {}, "9000/udp": {}},
    },
    "HostConfig": {
        "NetworkMode": "default",
        "LogConfig": {"Type": "json-file", "Config": {}},
        "RestartPolicy": {"Name": "no", "MaximumRetryCount": 0},
        "ShmSize": 64 << 20,
        "Runtime": "runc",
        "IpcMode": "private",
        "CgroupnsMode": "private",
        "Memory": 64 << 20,
        "MemorySwap": 128 << 20,
        "PortBindings": {
            "81/tcp": [{"HostIp": "", "HostPort": "8081"}],
            "80/tcp": [{"HostIp": "", "HostPort": "8080"}],
        },
    },
}
IMAGE = {
    "Config": {
        "Env": ["PATH=/bin"],
        "Cmd": ["serve"],
        "Labels": {"of": "image"},
        "ExposedPorts": {"443/tcp": {}},
    }
}


def test_only_what_is_its_own_is_told() -> None:
    defaults = defaults_of(make_info(cgroupns="private", log_driver="json-file"))
    spec = spec_of(CONTAINER, IMAGE, defaults)
    (exposed,) = spec.expose
    assert (exposed.ports, exposed.protocol) == (port(9000), "udp")
    assert spec == ContainerSpec(
        image="app:1",
        name="web",
        environment=("MINE=1",),
        labels=(("my", "own"),),
        memory=64 << 20,
        ports=(PortMapping(Ports(80, 81), host=Ports(8080, 8081)),),
        expose=spec.expose,
    )


def test_without_its_image_all_is_told() -> None:
    spec = spec_of(CONTAINER, None, EngineDefaults(log_driver="local"))
    assert spec.command == ("serve",)
    assert spec.environment == ("MINE=1", "PATH=/bin")
    assert spec.cgroupns == "private"
    assert spec.log_driver == "json-file"


@pytest.mark.parametrize(
    ("program", "command", "of_image", "told"),
    [
        (["a"], ["b"], {"Entrypoint": ["a"], "Cmd": ["b"]}, (None, ())),
        (["a"], ["c"], {"Entrypoint": ["a"], "Cmd": ["b"]}, (None, ("c",))),
        (["a", "x"], ["c"], {"Cmd": ["b"]}, ("a", ("x", "c"))),
        (["a"], None, {"Entrypoint": ["a"], "Cmd": ["b"]}, ("a", ())),
        (None, ["c"], {"Entrypoint": ["a"]}, ("", ("c",))),
        (None, None, {}, (None, ())),
    ],
)
def test_a_program_is_told_as_a_line_can_say_it(
    program: object, command: object, of_image: object, told: object
) -> None:
    spec = spec_of({"Config": {"Entrypoint": program, "Cmd": command}}, {"Config": of_image})
    assert (spec.entrypoint, spec.command) == told


def test_what_an_engine_took_that_it_should_not_have_is_told_and_named() -> None:
    host = {"PortBindings": {"80/xyz": None}, "Binds": ["data:/data:rw,nosuid"]}
    spec = spec_of({"Config": {"Image": "app"}, "HostConfig": host})
    found = [(problem.fault, problem.part) for problem in problems(spec)]
    assert found == [(Fault.PROTOCOL, "xyz"), (Fault.UNKNOWN_PART, "nosuid")]


def test_a_profile_is_taken_along_but_no_line_can_say_it() -> None:
    profile = 'seccomp={"defaultAction":"SCMP_ACT_ALLOW"}'
    spec = spec_of({"Config": {"Image": "app"}, "HostConfig": {"SecurityOpt": [profile]}})
    assert creation(spec).body["HostConfig"]["SecurityOpt"] == [profile]
    assert [problem.fault for problem in unspeakable(spec)] == [Fault.NAMED_BY_FILE]


@pytest.mark.parametrize(
    ("name", "told"), [(KEY[:12], ""), (KEY[:1], KEY[:1]), (KEY[:11], KEY[:11]), ("", "")]
)
def test_a_hostname_is_told_where_it_is_not_the_one_of_the_id(name: str, told: str) -> None:
    spec = spec_of({"Id": KEY, "Config": {"Image": "app", "Hostname": name}})
    assert spec.hostname == told


PROBE = ["CMD", "/probe", "two words"]


@pytest.mark.parametrize(
    ("test", "of_image", "told"),
    [
        (PROBE, None, ("/probe", "two words")),
        (PROBE, PROBE, ""),
        (PROBE, ["CMD-SHELL", "/probe 'two words'"], ("/probe", "two words")),
        (["CMD-SHELL", "/probe 'two words'"], PROBE, "/probe 'two words'"),
        (["CMD"], None, ""),
        (["NONE"], PROBE, ""),
    ],
)
def test_a_health_check_is_told_in_its_own_form(
    test: object, of_image: object, told: object
) -> None:
    image = {"Config": {"Healthcheck": {"Test": of_image}}}
    spec = spec_of({"Config": {"Image": "app", "Healthcheck": {"Test": test}}}, image)
    assert spec.health_command == told
    assert problems(spec) == []
    if told:
        assert creation(spec).body["Healthcheck"] == {"Test": test}


def test_no_line_can_say_a_health_check_that_needs_no_shell() -> None:
    spec = spec_of({"Config": {"Image": "app", "Healthcheck": {"Test": PROBE}}})
    (problem,) = unspeakable(spec)
    assert (problem.fault, problem.part) == (Fault.WITHOUT_SHELL, "/probe 'two words'")
    assert line(spec) == ("docker", "run", "-d", "--health-cmd", "/probe 'two words'", "app")


@pytest.mark.parametrize(
    "found",
    [
        {"Config": [1]},
        {"Config": {"Healthcheck": {"Test": ["CMD", 1]}}},
        {"Config": {"Env": [5]}},
        {"Config": {"Hostname": {}}},
        {"HostConfig": {"Memory": "much"}},
        {"HostConfig": {"PortBindings": {"web": None}}},
        {"HostConfig": {"Ulimits": [{}]}},
        {"NetworkSettings": 3},
    ],
)
def test_an_inspection_of_another_shape_is_garbled(found: dict[str, object]) -> None:
    with pytest.raises(Garbled):
        spec_of(found)
