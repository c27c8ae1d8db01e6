"""A line read by us makes the container that docker makes of it, on a real Engine."""

from __future__ import annotations

import json
import os
import re
import shlex
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.engine.engine import DockerEngine
from desktop.engine.errors import EngineError
from desktop.engine.records import EngineInfo
from desktop.model.commands import Line
from desktop.model.run.body import creation
from desktop.model.run.checks import problems
from desktop.model.run.from_inspection import defaults_of, spec_of
from desktop.model.run.line import line
from desktop.model.run.parse import parse
from desktop.model.run.ports import PortMapping, port
from desktop.model.run.problems import Fault
from desktop.model.run.resolve import Surroundings, resolved
from desktop.model.run.spec import BY_NAME, OF_THE_COMMAND, OPTIONS, UNSUPPORTED, ContainerSpec
from desktop.model.run.unknown import unknown_to
from desktop.model.shell import Shell, quoted
from tests.model.run.specs import ODD
from tests.support.aio import Aio
from tests.support.connecting import connected
from tests.support.real_engine import IMAGE, LABEL, RealEngine

Docker = Callable[..., str]
Inspection = dict[str, Any]
Make = Callable[[Sequence[Sequence[str]]], list[Inspection]]
MakeOurs = Callable[[Sequence[ContainerSpec]], list[Inspection]]

# Without "docker create --label portside.test"; a line that begins with "docker run" is whole.
LINES = {
    "ports": [
        f"docker run -itd -p 127.0.0.1:5001:5000/udp --name s0 --network test-net -v data:/var/lib"
        f" --label {LABEL} ubuntu /bin/bash",
        "-p 80 ubuntu",
        "-p 8080:80 -p 8443:443/tcp ubuntu",
        "-p 8000-8010:80-90 ubuntu",
        "-p 8000-8010:80 ubuntu",
        "-p 3000-3002 ubuntu",
        "-p [::1]:80:80 -p 127.0.0.1::53/udp -p ::1:81:81/sctp ubuntu",
        "-p 0:80 -p 127.0.0.1:9000-9001:90-91/UDP ubuntu",
        "-p published=8081,target=81,protocol=udp ubuntu",
        "-p 8080:80 -p 127.0.0.1:8081:80 -p 80 ubuntu",
        "-P --expose 9000 --expose 9100-9102/udp rich",
        "-p=80:80 -p81:81 --publish 82:82 --publish=83:83 rich",
    ],
    "storage": [
        "-v /anonymous ubuntu",
        "-v data:/data:ro -v more:/more:nocopy ubuntu",
        "-v /tmp:/host -v /var/tmp:/vt:ro,rslave,z ubuntu",
        "-v ./here:/here -v .:/there rich",
        "--mount type=bind,src=/tmp,dst=/a,readonly --mount type=volume,target=/b ubuntu",
        "--mount type=bind,source=/tmp,target=/a,bind-propagation=rslave ubuntu",
        "--mount type=bind,source=/tmp,target=/a,bind-nonrecursive ubuntu",
        "--mount type=bind,source=/tmp,target=/a,bind-recursive=disabled ubuntu",
        "--mount source=data,target=/b,volume-nocopy=true,volume-label=a=b ubuntu",
        "--mount 'target=/m,volume-driver=local,volume-opt=type=tmpfs,volume-opt=device=tmpfs"
        ',"volume-opt=o=size=1m,uid=1"\' ubuntu',
        "--mount type=tmpfs,target=/t,tmpfs-size=64m,tmpfs-mode=1770 ubuntu",
        "--tmpfs /u:rw,size=1m,mode=1777 --tmpfs /w ubuntu",
        "--volumes-from other:ro --read-only --volume-driver local ubuntu",
        "-v data:/var/lib/rich rich",
    ],
    "networks": [
        "--network test-net --network-alias web --network-alias www --ip 10.99.0.77 ubuntu",
        "--net=test-net --net-alias web --link other:db ubuntu",
        "--network name=test-net,alias=a,alias=b,ip=10.99.0.78 ubuntu",
        "--network name=test-net,driver-opt=com.example.a=b ubuntu",
        "--network test-net --ip6 fd99::77 --link-local-ip 169.254.1.9 ubuntu",
        "--network host ubuntu",
        "--network host --hostname chosen ubuntu",
        "--network none ubuntu",
        "--network bridge --link other:db ubuntu",
        "--network container:other ubuntu",
        "-h web --domainname example.com --dns 1.1.1.1 --dns 2606:4700::1 --dns-search a.example"
        " --dns-opt ndots:2 --dns-option rotate ubuntu",
        "--add-host db:10.0.0.1 --add-host me=host-gateway --add-host six:[::1] ubuntu",
    ],
    "process": [
        "ubuntu",
        "-it ubuntu sh -c 'echo \"$HOME\" | cat; exit 3'",
        "-t ubuntu",
        "-it rich",
        "-i -a stdout ubuntu",
        "-a STDERR ubuntu cat",
        "-e A=b -e EMPTY= -e HOME -e UNSET_HERE -e 'SPACED=a b\"c' rich",
        "--env-file vars.env -e B=later rich",
        "-l a=b -l bare --label-file labels.txt --label x=y=z rich",
        "rich",
        "rich other command",
        "--entrypoint /bin/sh rich -c true",
        "--entrypoint '' rich sh",
        "--entrypoint /bin/entry rich",
        "-w /work -u 1000:1000 --group-add audio --group-add 44 rich",
        "--init --stop-signal SIGINT --stop-timeout 0 --restart on-failure:3 ubuntu",
        "--init=false --restart unless-stopped --stop-signal 15 rich",
        "--rm --pull never --platform linux/amd64 ubuntu",
        "--restart=always --log-driver local --log-opt max-size=1m --log-opt max-file=3 ubuntu",
        "--log-driver none ubuntu",
    ],
    "limits and health": [
        "-m 64m --memory-reservation 32m --memory-swap 128m --memory-swappiness 10 ubuntu",
        "--memory 1gb --memory-swap -1 --oom-kill-disable --oom-score-adj 500 ubuntu",
        "--memory 64M ubuntu",
        "--cpus .5 --pids-limit 100 --shm-size 128m ubuntu",
        "-c 512 --cpuset-cpus 0 --cpuset-mems 0 ubuntu",
        "--cpu-period 50000 --cpu-quota 25000 --pids-limit -1 ubuntu",
        "--cpu-rt-period 1000000 --cpu-rt-runtime 950000 ubuntu",
        "--kernel-memory 64m ubuntu",
        "--ulimit nofile=1024:2048 --ulimit core=0 --ulimit nproc=-1 ubuntu",
        "--blkio-weight 300 --device-read-bps /dev/null:1mb ubuntu",
        "--blkio-weight-device /dev/null:200 --device-write-iops /dev/null:100 ubuntu",
        "--device-read-iops /dev/null:100 --device-write-bps /dev/zero:2mb ubuntu",
        "--health-cmd 'wget -q localhost || exit 1' --health-interval 1m30s --health-timeout 500ms"
        " --health-retries 5 --health-start-period 2h ubuntu",
        "--health-interval 5s rich",
        "--no-healthcheck rich",
    ],
    "security": [
        "--privileged ubuntu",
        "--cap-add NET_ADMIN --cap-add sys_time --cap-drop ALL ubuntu",
        "--cap-add all --cap-drop cap_mknod --cap-drop CHOWN --cap-add chown ubuntu",
        "--security-opt no-new-privileges --security-opt apparmor=unconfined ubuntu",
        "--security-opt seccomp=unconfined --security-opt label:disable ubuntu",
        "--security-opt systempaths=unconfined ubuntu",
        "--sysctl net.ipv4.ip_forward=1 --sysctl net.core.somaxconn=512 ubuntu",
        "--device /dev/null --device /dev/zero:/dev/other:r --device /dev/full:rw ubuntu",
        "--device-cgroup-rule 'c 42:* rmw' ubuntu",
        "--gpus all ubuntu",
        "--gpus 2 ubuntu",
        '--gpus \'"device=0,1","capabilities=compute,utility"\' ubuntu',
        "--pid host --ipc host --uts host ubuntu",
        "--pid container:other --ipc shareable --cgroupns private ubuntu",
        "--cgroupns host --cgroup-parent /portside --userns host --runtime runc ubuntu",
        "--isolation default ubuntu",
    ],
}
SINGLE = [text for lines in LINES.values() for text in lines if not text.startswith("docker")]
# What we refuse, docker or the Engine refuses, too, some of it at the start only.
REFUSED = (
    "-p 80/xyz",
    "-p 70000",
    "-p -1",
    "-p abc",
    "-p 90-80",
    "-p 1-3:80-81",
    "-p localhost:80:80",
    "--expose 80:80",
    "-v data:relative",
    "-v /a:/b:zz",
    "-v /a:/b:ro,rw",
    "-v a/b:/c",
    "-v /a:/",
    "-v data:/a -v more:/a",
    "-v data:/a:rshared",
    "-v ~/a:/a",
    "--mount type=bind,target=/a",
    "--mount type=bind,source=here,target=/a",
    "--mount type=volume,source=/a,target=/b",
    "--mount type=tmpfs,target=/a,bind-propagation=shared",
    "--mount type=tmpfs,source=a,target=/a",
    "--mount type=bind,source=/tmp,target=b",
    "--mount type=bind,source=/tmp,target=/b,unknown=1",
    "--mount type=bind,source=/tmp,target=/b,bind-propagation=odd",
    "--tmpfs relative",
    "--network test-net --ip 1.2.3",
    "--network bridge --ip 172.17.0.9",
    "--network bridge --network-alias a",
    "--network name=test-net,unknown=1",
    "--network test-net --network test-net",
    "--dns one.one",
    "--add-host db",
    "--add-host db:here",
    "-e =x",
    "--env-file none",
    "-l =x",
    "-m 1m",
    "-m lots",
    "-m 64m --memory-swap 32m",
    "-m 64m --memory-reservation 128m",
    "--memory-swap 64m",
    "--memory-swappiness 101",
    "--kernel-memory 5m",
    "--cpu-period 999",
    "--cpu-period 1000001",
    "--cpu-period -5",
    "--cpu-quota 999",
    "--cpu-shares 1",
    "--cpu-shares 262145",
    "--cpu-shares -5",
    "--cpus 0.001",
    "--cpus 1 --cpu-quota 5000",
    "--cpus 0.0000000001",
    "--cpus many",
    "--cpuset-cpus x",
    "--cpuset-cpus 0-",
    "--cpuset-cpus 0,",
    "--cpuset-cpus '0, 0'",
    "--cpuset-cpus 1-0",
    "--cpuset-cpus 0-8193",
    "--cpuset-mems 0:0",
    "--ulimit files=1",
    "--ulimit nofile=5:3",
    "--oom-score-adj 1001",
    "--device-read-bps sda:1mb",
    "--restart sometimes",
    "--restart always:3",
    "--rm --restart always",
    "--pull often",
    "--health-interval 5",
    "--health-interval 5us",
    "--health-retries -1",
    "--no-healthcheck --health-cmd true",
    "--log-driver none --log-opt a=b",
    "--security-opt nothing",
    "--security-opt seccomp=none.json",
    "--sysctl vm.swappiness=1",
    "--sysctl net.ipv4.ip_forward",
    "--device /dev/null:/dev/x:q",
    "--device-cgroup-rule all",
    "--gpus some",
    "--gpus all,count=2",
    "--pid here",
    "--ipc here",
    "--uts here",
    "--userns here",
    "--cgroupns here",
    "--name -x",
    "--name x",
    "-w relative",
    "-a everything",
    "--stop-timeout soon",
    "-it=maybe",
    "--unknown",
)
SCRIPT = "printf '#!/bin/sh\\nexec sh \"$@\"\\n' > /bin/bash; chmod +x /bin/bash"
RICH = (
    "CMD serve --all",
    'ENTRYPOINT ["/bin/sh", "-x"]',
    "ENV A=image B=image",
    "EXPOSE 8080 9000/udp",
    "VOLUME /var/lib/rich",
    "USER daemon",
    "WORKDIR /srv",
    "LABEL a=image of=image",
    "HEALTHCHECK --interval=9s --retries=2 CMD true",
)

# Options that no line above has, for this Engine does not keep them: what docker says instead.
NOT_KEPT = {
    "--storage-opt size=1g": "is supported only for overlay over xfs",
    "--annotation a=b": "requires API version 1.43",
    "--health-start-interval 1s": "requires API version 1.44",
    "--cpu-count 1": "only supported on a Docker daemon running on windows",
    "--cpu-percent 50": "only supported on a Docker daemon running on windows",
    "--io-maxbandwidth 1mb": "only supported on a Docker daemon running on windows",
    "--io-maxiops 100": "only supported on a Docker daemon running on windows",
    "--mount type=image,source=ubuntu,target=/a": "mount type unknown",
    "--mount type=bind,source=/etc,target=/a,readonly,bind-propagation=rprivate"
    ",bind-recursive=readonly": "requires API v1.44",
}
# Parts of options that docker hands on, by what the API calls them: left out without a word.
LEFT_OUT = {
    "--mount source=data,target=/a,volume-subpath=b": "Subpath",
    "--network name=test-net,gw-priority=3": "GwPriority",
}
# Fields that go together: of each group one line speaks at most.
GROUPS = {
    field: group
    for group, names in {
        "program": ("command", "entrypoint"),
        "streams": ("stdin", "tty", "attach"),
        "life": ("remove", "restart"),
        "cpus": ("cpus", "cpu_quota", "cpu_period"),
        "health": tuple(one.field for one in OPTIONS if "health" in one.field),
        "log": ("log_driver", "log_options"),
        "names": ("hostname", "domain", "uts"),
        "networks": ("networks", "links"),
    }.items()
    for field in names
}
# What docker refuses beside --network container:other, whose own they are.
OF_ANOTHER = {
    "ports",
    "publish_all",
    "expose",
    "names",
    "dns",
    "dns_options",
    "dns_search",
    "hosts",
}

# What differs between any two containers, and why.
IGNORED = {
    "Id": "each has its own",
    "Name": "made up where none is given",
    "Created": "the time",
    "State": "one may have been started",
    "RestartCount": "one may have been started",
    "ResolvConfPath": "has the id in it",
    "HostnamePath": "has the id in it",
    "HostsPath": "has the id in it",
    "LogPath": "has the id in it",
    "GraphDriver": "the folders of its own layers",
    "NetworkSettings": "addresses and the like; what is chosen in it is compared by itself",
}
# Fields that no order matters in, and that docker writes in one that changes.
UNORDERED = {"Binds", "Ulimits", "Env"}


def comparable(found: Inspection) -> Inspection:
    """What a user can set, and all else that two equal containers have in common."""
    key = found["Id"]
    kept = {name: value for name, value in found.items() if name not in IGNORED}
    endpoints = found["NetworkSettings"]["Networks"]
    kept["chosen"] = {
        name: {
            "IPAMConfig": endpoint["IPAMConfig"],
            "Links": endpoint["Links"],
            "Aliases": [one for one in endpoint["Aliases"] or () if one != key[:12]],
            "DriverOpts": endpoint["DriverOpts"],
        }
        for name, endpoint in endpoints.items()
    }
    text = json.dumps(kept).replace(key[:12], "ID").replace(f"{found['Name']}/", "/NAME/")
    for mount in found["Mounts"]:  # those without a name of their own have a random one
        if re.fullmatch("[0-9a-f]{64}", mount.get("Name", "")):
            text = text.replace(mount["Name"], "RANDOM")
    told: Inspection = json.loads(text)
    variables = {text.partition("=")[0]: text for text in told["Config"]["Env"] or ()}
    told["Config"]["Env"] = list(variables.values())  # the last of a name counts
    told["Mounts"].sort(key=lambda mount: mount["Destination"])
    return _pruned(told)


def _pruned(found: Any) -> Any:
    """Without what is empty: null, [] and {} are the same to the Engine, and made at random."""
    if isinstance(found, dict):
        pairs = ((name, _ordered(name, _pruned(value))) for name, value in found.items())
        return {name: value for name, value in pairs if value not in (None, [], {})}
    return [_pruned(one) for one in found] if isinstance(found, list) else found


def _ordered(name: str, value: Any) -> Any:
    return sorted(value, key=str) if name in UNORDERED and value else value


def differences(one: Any, other: Any, where: str = "") -> list[str]:
    """The places in which two inspections differ, and what stands there."""
    if isinstance(one, dict) and isinstance(other, dict):
        return [
            difference
            for name in sorted({*one, *other})
            for difference in differences(one.get(name), other.get(name), f"{where}.{name}")
        ]
    return [] if one == other else [f"{where[1:]}: {one!r} is not {other!r}"]


def fields_of(spec: ContainerSpec) -> set[str]:
    plain = ContainerSpec()
    names = (one.name for one in fields(spec))
    return {name for name in names if getattr(spec, name) != getattr(plain, name)}


def groups_of(text: str) -> set[str]:
    """What a line speaks of, and no other may beside it."""
    spec = parse(f"docker create {text}").spec
    found = {GROUPS.get(field, field) for field in fields_of(spec) - {"image"}}
    shares = any(one.name.startswith("container:") for one in spec.networks)
    return found | OF_ANOTHER if shares else found


@st.composite
def combined(draw: st.DrawFn) -> str:
    """A line of the options of several, and the image and the command of one of them."""
    taken: set[str] = set()
    options, image, command = "", "ubuntu", ""
    for text in draw(st.permutations(SINGLE))[: draw(st.integers(2, len(SINGLE)))]:
        groups = groups_of(text)
        if taken.isdisjoint(groups):
            taken |= groups
            match = re.fullmatch("(|.*? )(ubuntu|rich)(| .*)", text)
            assert match is not None
            options, command = options + match[1], match[3] or command
            image = match[2] if draw(st.booleans()) else image
    return f"{options}{image}{command}"


@pytest.fixture
def place(docker: Docker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Images, volumes, a network and another container; a folder with files to stand in."""
    bash = docker("run", "-d", "--label", LABEL, IMAGE, "sh", "-c", SCRIPT)
    docker("wait", bash)
    docker("commit", bash, "ubuntu")
    rich = docker("create", "--label", LABEL, "--stop-signal", "SIGQUIT", "ubuntu")
    docker("commit", *(word for change in RICH for word in ("--change", change)), rich, "rich")
    docker("rm", "-f", bash, rich)
    for volume in ("data", "more"):
        docker("volume", "create", "--label", LABEL, volume)
    subnets = ("--ipv6", "--subnet", "10.99.0.0/24", "--subnet", "fd99::/64")
    docker("network", "create", "--label", LABEL, *subnets, "test-net")
    docker("network", "create", "--label", LABEL, "other-net")
    docker("run", "-d", "--label", LABEL, "--name", "other", "-v", "/kept", IMAGE, "sleep", "600")
    (tmp_path / "here").mkdir()
    (tmp_path / "vars.env").write_text("# of the test\n  B=first\nHOME\nUNSET_HERE\nC=d=e \n")
    (tmp_path / "labels.txt").write_text("a=file\nfrom=file\n")
    monkeypatch.chdir(tmp_path)


def whole(text: str) -> str:
    return text if text.startswith("docker") else f"docker create --label {LABEL} {text}"


@pytest.fixture
def by_docker(docker: Docker) -> Make:
    """Make containers by the command line, and look at them; they are gone when this returns."""
    return lambda lines: looked_at(docker, [docker(*words[1:]) for words in lines])


@pytest.fixture
def by_us(aio: Aio, docker: Docker, engine_host: str, tmp_path: Path) -> MakeOurs:
    """The same, through our own Engine layer."""

    async def scenario(specs: Sequence[ContainerSpec]) -> list[str]:
        async with connected(engine_host) as engine:
            return [await create(engine, spec) for spec in specs]

    async def create(engine: DockerEngine, spec: ContainerSpec) -> str:
        around = Surroundings(str(tmp_path), os.environ, lambda path: Path(path).read_bytes())
        told, unread = resolved(spec, around)
        assert not unread
        request = creation(told)
        made = await engine.create_container(
            request.body, name=request.name, platform=request.platform
        )
        for network, endpoint in request.networks:
            await engine.connect_network(network, made.id, endpoint)
        return made.id

    return lambda specs: looked_at(docker, aio(scenario(specs)))


async def info_of(host: str) -> EngineInfo:
    async with connected(host) as engine:
        return engine.info


def looked_at(docker: Docker, keys: Sequence[str]) -> list[Inspection]:
    found: list[Inspection] = json.loads(docker("inspect", *keys))
    docker("rm", "--force", "--volumes", *keys)
    return found


@pytest.fixture
def tell(
    docker: Docker, place: None, aio: Aio, engine_host: str
) -> Callable[[Inspection, str], Line]:
    """The line by which a container is made again."""
    defaults = defaults_of(aio(info_of(engine_host)))
    images = {one["Id"]: one for one in json.loads(docker("image", "inspect", "ubuntu", "rich"))}
    return lambda found, verb: line(spec_of(found, images[found["Image"]], defaults), verb=verb)


@pytest.mark.parametrize("topic", LINES)
def test_a_line_makes_what_docker_makes_of_it(
    topic: str,
    place: None,
    by_docker: Make,
    by_us: MakeOurs,
    tell: Callable[[Inspection, str], Line],
) -> None:
    """Read and run by us; read and printed; and told from what docker made."""
    lines = [*map(whole, LINES[topic])]
    parsed = [parse(text) for text in lines]
    for text, one in zip(lines, parsed, strict=True):
        assert [*one.problems, *problems(one.spec)] == [], text
    verbs = [shlex.split(text)[1] for text in lines]
    theirs = by_docker([shlex.split(text) for text in lines])
    printed = [line(one.spec, verb=verb) for one, verb in zip(parsed, verbs, strict=True)]
    told = [tell(one, verb) for one, verb in zip(theirs, verbs, strict=True)]
    wrong = {
        f"{how}: {quoted(words, Shell.POSIX)}": found
        for how, made in (
            ("run", by_us([one.spec for one in parsed])),
            ("printed", by_docker(printed)),
            ("told", by_docker(told)),
        )
        for words, one, other in zip(told if how == "told" else printed, made, theirs, strict=True)
        if (found := differences(comparable(one), comparable(other)))
    }
    assert wrong == {}


def test_what_any_options_make_is_told_by_a_line_that_makes_it_again(
    place: None, by_docker: Make, tell: Callable[[Inspection, str], Line]
) -> None:
    """Options that change one another, too: what the Engine fills in depends on all of them."""
    seen: set[str] = set()

    @given(combined())
    @settings(max_examples=80, derandomize=True)
    def holds(text: str) -> None:
        seen.update(fields_of(parse(whole(text)).spec))
        (found,) = by_docker([shlex.split(whole(text))])
        told = quoted(tell(found, "create"), Shell.POSIX)
        parsed = parse(told)
        assert [*parsed.problems, *problems(parsed.spec)] == [], told
        (again,) = by_docker([line(parsed.spec, verb="create")])
        assert differences(comparable(again), comparable(found)) == [], told

    holds()
    assert seen == set().union(*(fields_of(parse(whole(text)).spec) for text in SINGLE))


def test_any_health_check_is_told_and_made_again_in_its_own_form(
    place: None, docker: Docker, by_us: MakeOurs
) -> None:
    """Also that of words, which an image or Compose has, and no line."""
    (image,) = json.loads(docker("image", "inspect", "rich"))

    @given(ODD.filter(bool) | st.lists(ODD, min_size=1, max_size=3).map(tuple))
    @settings(max_examples=15, derandomize=True, deadline=None)
    def holds(command: str | tuple[str, ...]) -> None:
        (found,) = by_us([ContainerSpec("rich", health_command=command)])
        words = ["CMD-SHELL", command] if isinstance(command, str) else ["CMD", *command]
        assert found["Config"]["Healthcheck"]["Test"] == words
        spec = spec_of(found, image)
        assert spec.health_command == command
        (again,) = by_us([spec])
        assert differences(comparable(again), comparable(found)) == []

    holds()


def test_each_option_is_held_against_docker_or_this_engine_does_not_keep_it() -> None:
    specs = [parse(whole(text)).spec for lines in LINES.values() for text in lines]
    said = set().union(*map(fields_of, specs))
    not_kept = {parse(whole(f"{text} ubuntu")).spec for text in NOT_KEPT}
    not_kept_fields = set().union(*map(fields_of, not_kept)) - {"image", "labels", "mounts"}
    assert said.isdisjoint(not_kept_fields)
    assert {option.field for option in OPTIONS} == said - {"image", "command"} | not_kept_fields


def test_what_this_engine_does_not_keep_is_refused_by_docker_and_by_us(
    place: None, docker: Docker, by_us: MakeOurs, aio: Aio, engine_host: str
) -> None:
    info = aio(info_of(engine_host))
    for option, said in NOT_KEPT.items():
        text = whole(f"{option} ubuntu")
        with pytest.raises(AssertionError, match=re.escape(said)):
            docker(*shlex.split(text)[1:])
        spec = parse(text).spec
        if not [*unknown_to(info, spec)]:
            with pytest.raises(EngineError, match=re.escape(said)):
                by_us([spec])


def test_what_this_engine_leaves_out_without_a_word_is_told_by_us(
    place: None, by_docker: Make, aio: Aio, engine_host: str
) -> None:
    info = aio(info_of(engine_host))
    for option, key in LEFT_OUT.items():
        text = whole(f"{option} ubuntu")
        (found,) = by_docker([shlex.split(text)])
        assert key not in json.dumps(found)
        (problem,) = unknown_to(info, parse(text).spec)
        assert problem.part == option.rpartition(",")[2]


def test_what_this_engine_keeps_is_not_said_to_be_unknown(aio: Aio, engine_host: str) -> None:
    info = aio(info_of(engine_host))
    for text in (whole(text) for lines in LINES.values() for text in lines):
        assert [*unknown_to(info, parse(text).spec)] == [], text


def test_a_plain_container_is_told_by_a_plain_line(
    by_docker: Make, tell: Callable[[Inspection, str], Line]
) -> None:
    (found,) = by_docker([shlex.split(whole("--name plain --memory 64m rich"))])
    assert shlex.join(tell(found, "create")) == "docker create --name plain --memory 64m rich"


@pytest.mark.parametrize("mode", ["host", "private"])
def test_the_cgroup_namespace_is_told_only_where_it_is_not_the_engines_usual(
    mode: str, second_engine: Callable[..., RealEngine], aio: Aio
) -> None:
    engine = second_engine(image=True, arguments=(f"--default-cgroupns-mode={mode}",))
    defaults = defaults_of(aio(info_of(engine.url)))
    assert defaults.cgroupns == mode
    told = []
    for options in ((), ("--cgroupns", "host"), ("--cgroupns", "private")):
        made = engine.docker("create", *options, IMAGE)
        (found,) = json.loads(engine.docker("inspect", made))
        told.append(spec_of(found, None, defaults).cgroupns)
    assert told == ["", *("" if each == mode else each for each in ("host", "private"))]


def test_a_container_of_two_networks_is_in_both_with_what_was_chosen(
    place: None, by_us: MakeOurs, tell: Callable[[Inspection, str], Line]
) -> None:
    """docker makes this of one line on Engines from 25 on; on earlier ones it needs two."""
    text = (
        "docker create --name two --network test-net --network name=other-net,alias=second"
        " --ip 10.99.0.50 --mac-address 02:42:0a:63:00:32 ubuntu"
    )
    (found,) = by_us([parse(text).spec])
    assert found["Config"]["MacAddress"] == "02:42:0a:63:00:32"
    assert shlex.join(tell(found, "create")) == text


def test_each_option_that_docker_documents_is_known(docker: Docker) -> None:
    for verb in ("run", "create"):
        told = docker(verb, "--help")
        names = set(re.findall(r"^ +(?:(-\w), )?(--[\w-]+)", told, re.MULTILINE))
        documented = {name for pair in names for name in pair if name}
        assert len(documented) > 90
        assert documented - {*BY_NAME, *OF_THE_COMMAND, *UNSUPPORTED} == set()


def test_what_we_refuse_docker_refuses(place: None, docker: Docker, tmp_path: Path) -> None:
    around = Surroundings(str(tmp_path), os.environ, lambda path: Path(path).read_bytes())
    taken = []
    for options in REFUSED:
        text = whole(f"{options} ubuntu")
        parsed = parse(text)
        found = [*parsed.problems, *problems(parsed.spec), *resolved(parsed.spec, around)[1]]
        assert found, text
        with suppress(AssertionError):
            docker("start", docker(*shlex.split(text)[1:]))
            taken.append(text)
    assert taken == []


def test_the_engine_takes_ports_that_we_refuse(by_us: MakeOurs) -> None:
    """Which is why they are refused; one that is taken no more may go from here."""
    for text in ("80/xyz",):
        number, protocol = text.split("/")
        spec = ContainerSpec(
            image=IMAGE,
            labels=((LABEL, ""),),
            ports=(PortMapping(port(int(number)), protocol),),
        )
        assert [problem.fault for problem in problems(spec)] == [Fault.PROTOCOL]
        (found,) = by_us([spec])
        assert found["HostConfig"]["PortBindings"] == {text: [{"HostIp": "", "HostPort": ""}]}
