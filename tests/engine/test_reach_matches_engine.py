"""The verdict of the networks against real pings, and the reasons when one is not reached."""

from __future__ import annotations

import asyncio
import random
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from desktop.engine.engine import DockerEngine
from desktop.engine.errors import Unreachable
from desktop.model.reach.machines import ContainerPort, Machine, look_up
from desktop.model.reach.probing import Finding
from desktop.model.reach.testing import ReachStory, ReachTest, pinging_image, reason_of
from desktop.model.reach.verdict import Check, Expect, Reason, Way
from desktop.model.terminals.helper import LABEL as HELPER
from tests.support.aio import Aio
from tests.support.connecting import connected
from tests.support.packing import Root
from tests.support.real_engine import IMAGE, LABEL, WAIT, RealEngine

Docker = Callable[..., str]
WITHOUT_SHELL = "portside-test/sleep:1"
WITH_BASH = "portside-test/bash:1"
WITH_ECHO = "portside-test/socat:1"

SERVES_UDP = """
mkdir -p /var/lib/misc /var/run
touch /var/lib/misc/udhcpd.leases
printf 'interface eth0\\nstart 10.9.9.1\\nend 10.9.9.2\\n' >/tmp/udhcpd
udhcpd /tmp/udhcpd
until grep -q :0043 /proc/net/udp; do :; done
"""
UDP = ("--expose", "67/udp", "--expose", "68/udp")


def network(docker: Docker, name: str, *options: str) -> None:
    docker("network", "create", "--label", LABEL, *options, name)


def wall(docker: Docker, container: str, *rule: str) -> None:
    """A rule of a firewall for what comes into a container's own network."""
    pid = docker("inspect", "--format", "{{.State.Pid}}", container)
    words = ("iptables", "-A", "INPUT", *rule)
    subprocess.run(["nsenter", "--target", pid, "--net", *words], check=True, timeout=30)


def drop(docker: Docker, container: str, *what: str) -> None:
    """A firewall that says nothing."""
    wall(docker, container, *what, "-j", "DROP")


def reject(docker: Docker, container: str, *what: str, by: str) -> None:
    """A firewall that answers."""
    wall(docker, container, *what, "-j", "REJECT", "--reject-with", by)


@pytest.fixture
def serve_run(docker: Docker, docker_run: Docker) -> Docker:
    """Starts a container that listens on 80/tcp when this returns; ``at`` is where."""

    def run(name: str, *options: str, at: str = "80") -> str:
        serves = f"trap exit TERM; httpd -p {at}; while :; do sleep 1 & wait $!; done"
        key = docker_run(*options, name=name, command=("sh", "-c", serves))
        ready = "until grep -q ':0050 .* 0A ' /proc/net/tcp /proc/net/tcp6; do :; done"
        docker("exec", name, "sh", "-c", ready)
        return key

    return run


@pytest.fixture
def echo_run(docker: Docker) -> Docker:
    """Starts a container in ``net-one`` that sends each datagram on 53/udp back."""
    root = Root()
    root.add_programs({"socat": "socat"})
    docker("import", "-", WITH_ECHO, stdin=root.packed())

    def run(name: str, *options: str) -> str:
        settled = ("--label", LABEL, "--network", "net-one", "--name", name, "--init")
        command = ("socat", "UDP-LISTEN:53,fork", "PIPE")
        key = docker("run", "-d", *settled, "--expose", "53/udp", *options, WITH_ECHO, *command)
        ready = "until grep -q :0035 /proc/net/udp; do :; done"
        docker("exec", name, "sh", "-c", ready)
        return key

    return run


async def machines_of(engine: DockerEngine, names: Sequence[str]) -> tuple[Machine, ...]:
    networks = {each.id: each for each in await engine.networks()}
    ids = {each.name: each.id for each in await engine.containers()}
    return await look_up(engine, [ids[name] for name in names], networks)


async def tried(host: str, *names: str, helped: bool = True, source: str = "") -> ReachStory:
    """The story of these containers, after a test of all that can be tried, or from one source."""
    story = ReachStory()
    async with connected(host) as engine:
        story.show(await machines_of(engine, names))
        image = pinging_image(await engine.images()) if helped else None
        sources = {each.key for each in story.machines if source in ("", each.name)}
        checks = tuple(check for check in story.testable() if check.source in sources)
        command = ReachTest(story, checks, story.machines, image)
        await command.act(engine, command.targets[0], lambda _progress: None)
        await no_helper(engine)
    return story


async def no_helper(engine: DockerEngine) -> None:
    """Return when none is left: one that is being removed is listed for a moment."""
    left = True
    while left:
        left = any(HELPER in each.labels for each in await engine.containers())


def found(story: ReachStory, source: str, target: str, way: Way, port: str = "") -> Finding:
    return story.findings[_check(story, source, target, way, port)]


def why(story: ReachStory, source: str, target: str, way: Way, port: str = "") -> Reason:
    check = _check(story, source, target, way, port)
    return reason_of(story.verdicts[check], story.findings.get(check))


def _check(story: ReachStory, source: str, target: str, way: Way, port: str) -> Check:
    key = {machine.name: machine.key for machine in story.machines}
    words, _, protocol = port.partition("/")
    asked = ContainerPort(int(words), protocol) if port else None
    return Check(key[source], key[target], way, asked)


@pytest.mark.parametrize("layout", range(3))
def test_what_the_networks_say_is_what_pings_say(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, layout: int
) -> None:
    chance = random.Random(3 * random.randrange(1 << 30) + layout)  # by the seed of the run
    network(docker, "net-one")
    network(docker, "net-two")
    network(docker, "net-inner", "--internal")
    network(docker, "net-quiet", "--opt", "com.docker.network.bridge.enable_icc=false")
    choices = ["net-one", "net-two", "net-inner", "net-quiet", "bridge"]
    names = ["s0", "s1", "s2", "s3"]
    for number, name in enumerate(names):
        kind = chance.random()
        if kind < 0.1:
            docker_run("--network", "none", name=name)
        elif kind < 0.2 and number:
            docker_run("--network", f"container:{names[number - 1]}", name=name)
        else:
            first, *more = chance.sample(choices, chance.choice((1, 1, 2, 3)))
            docker_run("--network", first, name=name)
            for each in more:
                docker("network", "connect", each, name)
    story = aio(tried(engine_host, *names), timeout=120)
    assert story.verdicts
    for check, verdict in story.verdicts.items():
        finding = story.findings.get(check)
        if finding is not None and verdict.expect is not Expect.OPEN:
            expected = verdict.expect is Expect.YES
            assert finding.reached is expected, (verdict, finding, told(story, check))


def told(story: ReachStory, check: Check) -> list[tuple[object, ...]]:
    """Where the two containers of a question are."""
    two = [each for each in story.machines if each.key in (check.source, check.target)]
    return [(it.name, it.mode, it.namespace, it.places) for it in two]


def test_the_notes_containers_ping_each_other_by_name_and_address_with_times(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker
) -> None:
    network(docker, "test-net")
    docker_run("--network", "test-net", name="s0")
    docker_run("--network", "test-net", name="s1")
    story = aio(tried(engine_host, "s0", "s1"))
    assert len(story.findings) == 4
    for finding in story.findings.values():
        assert finding.reached
        assert finding.milliseconds is not None
        assert not finding.helper
    line = "docker exec s0 ping -c 1 -W 2 s1"
    assert " ".join(found(story, "s0", "s1", Way.NAME).line) == line


# Of each edge: name, address, IPv6 (None: it has none there), 80/tcp, 81/tcp. What is not reached
# has its reason; "yes" is reached. The wall is of IPv4, and names lead to IPv6 first.
APART, INSIDE = Reason.NO_COMMON_NETWORK, Reason.INTERNAL
UNNAMED, CLOSED = Reason.NO_NAMES_ON_BRIDGE, Reason.NOTHING_LISTENS
WALL = Reason.NO_ANSWER
EDGES = {
    ("left", "both"): ("yes", "yes", "yes", "yes", CLOSED),
    ("both", "left"): ("yes", "yes", "yes", "yes", CLOSED),
    ("both", "right"): ("yes", "yes", None, "yes", CLOSED),
    ("right", "both"): ("yes", "yes", None, "yes", CLOSED),
    ("left", "right"): (INSIDE, INSIDE, None, INSIDE, INSIDE),
    ("right", "left"): (INSIDE, INSIDE, None, INSIDE, INSIDE),
    ("left", "plain"): (APART, APART, None, APART, APART),
    ("plain", "left"): (APART, APART, None, APART, APART),
    ("both", "plain"): (UNNAMED, "yes", None, "yes", CLOSED),
    ("plain", "both"): (UNNAMED, "yes", None, "yes", CLOSED),
    ("right", "plain"): (INSIDE, INSIDE, None, INSIDE, INSIDE),
    ("plain", "right"): (INSIDE, INSIDE, None, INSIDE, INSIDE),
    ("left", "walled"): ("yes", WALL, "yes", WALL, WALL),
    ("walled", "left"): ("yes", WALL, "yes", WALL, WALL),
    ("both", "walled"): ("yes", WALL, "yes", WALL, WALL),
    ("walled", "both"): ("yes", WALL, "yes", WALL, WALL),
    ("right", "walled"): (INSIDE, INSIDE, None, INSIDE, INSIDE),
    ("walled", "right"): (INSIDE, INSIDE, None, INSIDE, INSIDE),
    ("plain", "walled"): (APART, APART, None, APART, APART),
    ("walled", "plain"): (APART, APART, None, APART, APART),
}


def test_every_edge_of_two_networks_with_one_shared_container(
    aio: Aio, engine_host: str, docker: Docker, serve_run: Docker
) -> None:
    subnets = ("--subnet", "10.213.20.0/24", "--ipv6", "--subnet", "fd00:20::/64")
    network(docker, "net-one", *subnets)
    network(docker, "net-two", "--internal", "--subnet", "10.213.21.0/24")
    ports = ("--expose", "80", "--expose", "81")
    fixed = ("--ip", "10.213.20.11", "--ip6", "fd00:20::11")
    serve_run("left", "--network", "net-one", *fixed, *ports)
    serve_run("both", "--network", "net-one", "--ip", "10.213.20.12", *ports)
    docker("network", "connect", "--ip", "10.213.21.12", "net-two", "both")
    docker("network", "connect", "bridge", "both")
    serve_run("right", "--network", "net-two", "--ip", "10.213.21.13", *ports)
    serve_run("plain", *ports)
    serve_run("walled", "--network", "net-one", *ports)
    drop(docker, "walled", "!", "-i", "lo")
    names = ("left", "both", "right", "plain", "walled")
    story = aio(tried(engine_host, *names), timeout=120)
    name_of = {machine.key: machine.name for machine in story.machines}
    told: dict[tuple[str, str], dict[str, object]] = {}
    for check, verdict in story.verdicts.items():
        edge = told.setdefault((name_of[check.source], name_of[check.target]), {})
        finding = story.findings.get(check)
        reached = finding is not None and finding.reached
        edge[str(check.port or check.way.value)] = "yes" if reached else reason_of(verdict, finding)
    ways = ("name", "address", "ipv6", "80/tcp", "81/tcp")
    assert {edge: tuple(found.get(way) for way in ways) for edge, found in told.items()} == EDGES
    hosts = {
        (name_of[check.source], name_of[check.target], check.way): verdict.host
        for check, verdict in story.verdicts.items()
    }
    assert hosts["both", "left", Way.ADDRESS] == "10.213.20.11"
    assert hosts["both", "left", Way.IPV6] == "fd00:20::11"
    assert hosts["right", "both", Way.ADDRESS] == "10.213.21.12"


def test_ports_tell_who_listens(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, serve_run: Docker
) -> None:
    network(docker, "net-one")
    docker_run("--network", "net-one", name="asks")
    ports = ("--expose", "80", "--expose", "81")
    serve_run("serves", "--network", "net-one", *ports)
    story = aio(tried(engine_host, "asks", "serves"))
    connected_to = found(story, "asks", "serves", Way.PORT, "80/tcp")
    assert connected_to.reached
    assert connected_to.milliseconds is not None
    assert not found(story, "asks", "serves", Way.PORT, "81/tcp").reached
    assert why(story, "asks", "serves", Way.PORT, "81/tcp") is Reason.NOTHING_LISTENS


def test_a_refused_port_is_told_apart_nothing_listens_or_not_there_or_a_firewall_rejects(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, serve_run: Docker
) -> None:
    network(docker, "net-one", "--subnet", "10.213.20.0/24")
    network(docker, "net-two", "--subnet", "10.213.21.0/24")
    docker_run("--network", "net-one", name="asks")
    joined = ("--network", "net-one", "--expose", "80")
    docker_run(*joined, name="idle")
    serve_run("lonely", *joined, at="127.0.0.1:80")
    serve_run("fixed", *joined, "--ip", "10.213.20.9", at="10.213.20.9:80")
    docker_run(*joined, name="far")
    docker("network", "connect", "--ip", "10.213.21.9", "net-two", "far")
    docker("exec", "--detach", "far", "httpd", "-f", "-p", "10.213.21.9:80")
    docker("exec", "far", "sh", "-c", "until grep -q :0050 /proc/net/tcp; do :; done")
    for name, by in (("walled", "icmp-port-unreachable"), ("reset", "tcp-reset")):
        serve_run(name, *joined, at="0.0.0.0:80")
        reject(docker, name, "-p", "tcp", "--dport", "80", by=by)
    serve_run("closed", *joined)
    reject(docker, "closed", "-p", "tcp", by="icmp-host-prohibited")
    names = ("idle", "lonely", "fixed", "far", "walled", "reset", "closed")
    story = aio(tried(engine_host, "asks", *names, source="asks"), timeout=90)
    assert {name: why(story, "asks", name, Way.PORT, "80/tcp") for name in names} == {
        "idle": Reason.NOTHING_LISTENS,
        "lonely": Reason.LOOPBACK_ONLY,
        "fixed": Reason.COMMON_NETWORK,
        "far": Reason.OTHER_ADDRESS,
        "walled": Reason.REJECTED,
        "reset": Reason.REJECTED,
        "closed": Reason.PROHIBITED,
    }
    assert found(story, "asks", "lonely", Way.PORT, "80/tcp").listens == "127.0.0.1"
    assert found(story, "asks", "far", Way.PORT, "80/tcp").listens == "10.213.21.9"
    for name in names:
        assert found(story, "asks", name, Way.ADDRESS).reached


def test_what_listens_on_ipv6_may_take_ipv4_which_is_tried_inside(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, echo_run: Docker
) -> None:
    network(docker, "net-one")
    docker_run("--network", "net-one", name="asks")
    for name, alone in (("both", 0), ("guarded", 0), ("six", 1)):
        echo_run(name, "--expose", "80")
        serves = f"TCP6-LISTEN:80,fork,reuseaddr,ipv6only={alone}"
        docker("exec", "--detach", name, "socat", serves, "PIPE")
        docker("exec", name, "sh", "-c", "until grep -q :0050 /proc/net/tcp6; do :; done")
    reject(docker, "guarded", "!", "-i", "lo", "-p", "tcp", by="tcp-reset")
    story = aio(tried(engine_host, "asks", "both", "guarded", "six", source="asks"), timeout=90)
    assert found(story, "asks", "both", Way.PORT, "80/tcp").reached
    assert why(story, "asks", "guarded", Way.PORT, "80/tcp") is Reason.REJECTED
    assert why(story, "asks", "six", Way.PORT, "80/tcp") is Reason.IPV6_OR_WALL


def test_a_refused_datagram_is_told_apart_too(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, echo_run: Docker
) -> None:
    network(docker, "net-one")
    docker_run("--network", "net-one", name="asks")
    echo_run("walled")
    reject(docker, "walled", "-p", "udp", "--dport", "53", by="icmp-port-unreachable")
    echo_run("lonely", "--expose", "54/udp")
    docker("exec", "--detach", "lonely", "socat", "UDP-LISTEN:54,bind=127.0.0.1,fork", "PIPE")
    docker("exec", "lonely", "sh", "-c", "until grep -q :0036 /proc/net/udp; do :; done")
    story = aio(tried(engine_host, "asks", "walled", "lonely", source="asks"), timeout=90)
    assert why(story, "asks", "walled", Way.PORT, "53/udp") is Reason.REJECTED
    assert why(story, "asks", "lonely", Way.PORT, "54/udp") is Reason.LOOPBACK_ONLY


def test_into_a_container_without_any_tool_a_helper_looks_and_without_one_it_is_refused(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker
) -> None:
    docker("import", "-", WITHOUT_SHELL, stdin=Root.of_one_applet("sleep").packed())
    network(docker, "net-one")
    docker_run("--network", "net-one", name="asks")
    joined = ("--network", "net-one", "--init", "--label", LABEL, "--expose", "80")
    docker("run", "-d", *joined, "--name", "bare", WITHOUT_SHELL, "/bin/sleep", "1000")
    looked = aio(tried(engine_host, "asks", "bare"), timeout=60)
    assert why(looked, "asks", "bare", Way.PORT, "80/tcp") is Reason.NOTHING_LISTENS
    alone = aio(tried(engine_host, "asks", "bare", helped=False), timeout=60)
    assert why(alone, "asks", "bare", Way.PORT, "80/tcp") is Reason.REFUSED


def test_a_paused_containers_refused_port_is_only_that(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker
) -> None:
    network(docker, "net-one")
    docker_run("--network", "net-one", name="asks")
    docker_run("--network", "net-one", "--expose", "80", name="asleep")
    docker("pause", "asleep")
    story = aio(tried(engine_host, "asks", "asleep"), timeout=60)
    assert why(story, "asks", "asleep", Way.PORT, "80/tcp") is Reason.REFUSED
    docker("unpause", "asleep")


def test_a_datagram_tells_who_answers_who_is_silent_and_who_is_not_there(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, echo_run: Docker
) -> None:
    network(docker, "net-one")
    docker_run("--network", "net-one", name="asks")
    echo_run("serves", *UDP)
    docker("exec", "serves", "sh", "-c", SERVES_UDP)
    story = aio(tried(engine_host, "asks", "serves"), timeout=60)
    assert_datagrams(story, "asks")


def assert_datagrams(story: ReachStory, source: str) -> None:
    """53 echoes, 67 takes what it does not know without a word, and nobody has 68."""
    assert found(story, source, "serves", Way.PORT, "53/udp").reached
    assert why(story, source, "serves", Way.PORT, "53/udp") is Reason.COMMON_NETWORK
    silent = found(story, source, "serves", Way.PORT, "67/udp")
    assert silent.unclear
    assert not silent.reached
    assert why(story, source, "serves", Way.PORT, "67/udp") is Reason.LISTENS
    closed = found(story, source, "serves", Way.PORT, "68/udp")
    assert "refused" in closed.said.lower(), "the target's kernel has told"
    assert why(story, source, "serves", Way.PORT, "68/udp") is Reason.NOTHING_LISTENS


def test_datagrams_are_sent_by_bash_where_it_is_there(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, echo_run: Docker
) -> None:
    root = Root()
    root.add_programs({"bash": "bash", "timeout": "coreutils"})
    docker("import", "-", WITH_BASH, stdin=root.packed())
    network(docker, "net-one")
    settled = ("--label", LABEL, "--network", "net-one", "--name", "asks")
    docker("run", "-d", *settled, WITH_BASH, *WAIT)
    docker("exec", "asks", "rm", "/bin/nslookup")
    echo_run("serves", *UDP)
    docker("exec", "serves", "sh", "-c", SERVES_UDP)
    story = aio(tried(engine_host, "asks", "serves", helped=False), timeout=60)
    assert_datagrams(story, "asks")


def test_a_firewall_that_drops_datagrams_is_open_or_filtered_and_one_before_all_is_no_answer(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, echo_run: Docker
) -> None:
    network(docker, "net-one")
    docker_run("--network", "net-one", name="asks")
    for name, rule in (("picky", ("-p", "udp", "--dport", "53")), ("walled", ("!", "-i", "lo"))):
        echo_run(name)
        drop(docker, name, *rule)
    story = aio(tried(engine_host, "asks", "picky", "walled"), timeout=60)
    assert found(story, "asks", "picky", Way.ADDRESS).reached
    assert found(story, "asks", "picky", Way.PORT, "53/udp").unclear
    assert why(story, "asks", "walled", Way.PORT, "53/udp") is Reason.NO_ANSWER


def test_on_the_default_bridge_there_are_addresses_but_no_names(
    aio: Aio, engine_host: str, docker_run: Docker
) -> None:
    docker_run(name="s0")
    docker_run(name="s1")
    story = aio(tried(engine_host, "s0", "s1"), timeout=60)
    assert found(story, "s0", "s1", Way.ADDRESS).reached
    assert not found(story, "s0", "s1", Way.NAME).reached
    assert why(story, "s0", "s1", Way.NAME) is Reason.NO_NAMES_ON_BRIDGE


def test_a_container_without_any_tool_or_right_is_tested_by_a_helper_that_is_gone_afterwards(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker
) -> None:
    docker("import", "-", WITHOUT_SHELL, stdin=Root.of_one_applet("sleep").packed())
    network(docker, "net-one")
    docker_run("--network", "net-one", "--cap-drop", "ALL", name="humble")
    joined = ("--network", "net-one", "--init", "--label", LABEL)
    docker("run", "-d", *joined, "--name", "bare", WITHOUT_SHELL, "/bin/sleep", "1000")
    story = aio(tried(engine_host, "bare", "humble"), timeout=60)
    assert len(story.findings) == 4
    for finding in story.findings.values():
        assert finding.reached
        assert finding.helper
        assert IMAGE in finding.line


def test_a_port_behind_an_unreachable_address_gets_the_reason_of_the_networks(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, serve_run: Docker
) -> None:
    network(docker, "net-inner", "--internal")
    docker_run("--network", "net-inner", name="inner")
    serve_run("outer", "--expose", "80")
    story = aio(tried(engine_host, "inner", "outer"), timeout=60)
    assert why(story, "inner", "outer", Way.PORT, "80/tcp") is Reason.INTERNAL


def test_ipv6_addresses_are_reached(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, serve_run: Docker
) -> None:
    network(docker, "net-six", "--ipv6", "--subnet", "fd00:5::/64")
    docker_run("--network", "net-six", name="asks")
    serve_run("serves", "--network", "net-six", "--expose", "80")

    async def main() -> None:
        story = ReachStory()
        async with connected(engine_host) as engine:
            found = await machines_of(engine, ["asks", "serves"])
            story.show([_without_ipv4(each) for each in found])
            command = ReachTest(story, tuple(story.testable()), story.machines)
            await command.act(engine, command.targets[0], lambda _progress: None)
        hosts = {verdict.host for check, verdict in story.verdicts.items() if check.port}
        assert hosts == {story.machines[1].places[0].ipv6}
        assert next(iter(hosts)).startswith("fd00:5:")
        assert all(finding.reached for finding in story.findings.values())

    aio(main(), timeout=60)


def _without_ipv4(machine: Machine) -> Machine:
    return replace(machine, places=tuple(replace(it, ipv4="") for it in machine.places))


def test_cancelled_it_leaves_no_helper(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker
) -> None:
    network(docker, "net-one")
    network(docker, "net-two")
    docker_run("--network", "net-one", "--cap-drop", "ALL", name="humble")
    docker_run("--network", "net-two", name="far")

    async def main() -> None:
        story = ReachStory()
        async with connected(engine_host) as engine:
            story.show(await machines_of(engine, ["humble", "far"]))
            image = pinging_image(await engine.images())
            command = ReachTest(story, tuple(story.testable()), story.machines, image)
            task = asyncio.ensure_future(
                command.act(engine, command.targets[0], lambda _progress: None)
            )
            while not any(HELPER in each.labels for each in await engine.containers()):
                assert not task.done()
            task.cancel()
            await asyncio.wait([task])
            assert task.cancelled()
            await no_helper(engine)
            assert not story.asked

    aio(main(), timeout=60)


def test_a_firewall_is_what_is_left_where_the_networks_would_allow_it(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, serve_run: Docker
) -> None:
    network(docker, "net-one")
    docker_run("--network", "net-one", name="asks")
    serve_run("walled", "--network", "net-one", "--expose", "80")
    drop(docker, "walled", "!", "-i", "lo")
    story = aio(tried(engine_host, "asks", "walled"), timeout=60)
    assert why(story, "asks", "walled", Way.ADDRESS) is Reason.NO_ANSWER
    assert why(story, "asks", "walled", Way.NAME) is Reason.NO_ANSWER
    assert found(story, "asks", "walled", Way.NAME).resolved
    assert why(story, "asks", "walled", Way.PORT, "80/tcp") is Reason.NO_ANSWER


def test_one_ping_that_is_lost_is_no_firewall(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker
) -> None:
    network(docker, "net-one")
    docker_run("--network", "net-one", name="asks")
    docker_run("--network", "net-one", name="answers")
    asked, first = ("-p", "icmp", "--icmp-type", "echo-request"), ("--every", "1000", "--packet")
    drop(docker, "answers", *asked, "-m", "statistic", "--mode", "nth", *first, "0")
    story = aio(tried_by_address(engine_host, ("asks", "answers"), [("asks", "answers")]))
    assert found(story, "asks", "answers", Way.ADDRESS).reached


def test_the_hosts_network_reaches_addresses_and_a_shared_one_is_localhost(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker
) -> None:
    network(docker, "net-one")
    docker_run("--network", "host", name="hosted")
    docker_run("--network", "net-one", name="owner")
    docker_run("--network", "container:owner", name="guest")
    story = aio(tried(engine_host, "hosted", "owner", "guest"), timeout=90)
    for target in ("owner", "guest"):
        assert found(story, "hosted", target, Way.ADDRESS).reached
        assert why(story, "hosted", target, Way.NAME) is Reason.NO_NAMES_ON_HOST
        assert found(story, target, "hosted", Way.ADDRESS).reached
    assert found(story, "guest", "owner", Way.NAME).reached
    assert found(story, "owner", "guest", Way.ADDRESS).reached
    assert why(story, "owner", "guest", Way.NAME) is Reason.NAME_OF_ANOTHER


def test_of_two_that_share_a_network_none_takes_an_answer_to_the_other(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker
) -> None:
    network(docker, "net-one")
    docker_run("--network", "net-one", name="owner")
    docker_run("--network", "container:owner", name="guest")
    far, near = [f"far{number}" for number in range(4)], [f"near{number}" for number in range(4)]
    for name in far:
        docker_run(name=name)
    for name in near:
        docker_run("--network", "net-one", name=name)
    names = ("owner", "guest", *far, *near)
    # In either container these have the process ids that come next, which are the same.
    pings = tuple(("owner", name) for name in far) + tuple(("guest", name) for name in near)
    story = aio(tried_by_address(engine_host, names, pings), timeout=90)
    assert [found(story, "owner", name, Way.ADDRESS).reached for name in far] == [False] * 4
    assert [found(story, "guest", name, Way.ADDRESS).reached for name in near] == [True] * 4


async def tried_by_address(
    host: str, names: Sequence[str], pings: Sequence[tuple[str, str]]
) -> ReachStory:
    """The story of these containers, after these pings."""
    story = ReachStory()
    async with connected(host) as engine:
        story.show(await machines_of(engine, names))
        checks = tuple(_check(story, *pair, Way.ADDRESS, "") for pair in pings)
        command = ReachTest(story, checks, story.machines)
        await command.act(engine, command.targets[0], lambda _progress: None)
    return story


def test_a_network_that_is_shared_on_and_on_is_the_first_ones(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker
) -> None:
    network(docker, "net-one")
    docker_run("--network", "net-one", name="owner")
    docker_run("--network", "container:owner", name="guest")
    docker_run("--network", "container:guest", name="friend")
    docker_run("--network", "net-one", name="other")
    story = aio(tried(engine_host, "owner", "guest", "friend", "other"), timeout=90)
    owner, guest, friend, _other = story.machines
    assert owner.namespace == guest.namespace == friend.namespace == owner.key
    for target in ("owner", "guest", "other"):
        assert found(story, "friend", target, Way.ADDRESS).reached
        assert why(story, "friend", target, Way.ADDRESS) is not Reason.NO_NETWORK
    assert found(story, "other", "friend", Way.ADDRESS).reached


def test_a_link_makes_a_name_known_on_the_default_bridge(
    aio: Aio, engine_host: str, docker_run: Docker
) -> None:
    docker_run(name="store")
    docker_run("--link", "store", name="web")
    story = aio(tried(engine_host, "web", "store"), timeout=60)
    assert found(story, "web", "store", Way.NAME).reached
    assert not found(story, "store", "web", Way.NAME).reached


def test_without_a_tool_and_without_a_helper_it_is_said(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker
) -> None:
    docker("import", "-", WITHOUT_SHELL, stdin=Root.of_one_applet("sleep").packed())
    network(docker, "net-one")
    docker_run("--network", "net-one", name="near")
    joined = ("--network", "net-one", "--init", "--label", LABEL)
    docker("run", "-d", *joined, "--name", "bare", WITHOUT_SHELL, "/bin/sleep", "1000")
    story = aio(tried(engine_host, "bare", "near", helped=False), timeout=60)
    assert why(story, "bare", "near", Way.NAME) is Reason.NO_TOOL
    assert found(story, "near", "bare", Way.NAME).reached


def test_a_container_that_may_not_ping_is_said_to_be_that_where_there_is_no_helper(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, serve_run: Docker
) -> None:
    network(docker, "net-one")
    docker_run("--network", "net-one", "--cap-drop", "ALL", name="humble")
    serve_run("serves", "--network", "net-one", "--expose", "80")
    story = aio(tried(engine_host, "humble", "serves", helped=False), timeout=60)
    assert why(story, "humble", "serves", Way.ADDRESS) is Reason.NOT_PERMITTED
    assert found(story, "humble", "serves", Way.PORT, "80/tcp").reached
    assert found(story, "serves", "humble", Way.ADDRESS).reached


def test_a_paused_container_is_reached_but_nothing_is_tried_from_it(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker
) -> None:
    network(docker, "net-one")
    docker_run("--network", "net-one", name="awake")
    docker_run("--network", "net-one", name="asleep")
    docker("pause", "asleep")
    story = aio(tried(engine_host, "awake", "asleep"), timeout=60)
    assert len(story.findings) == 2
    assert found(story, "awake", "asleep", Way.NAME).reached
    docker("unpause", "asleep")


def test_an_engine_that_dies_meanwhile_is_told(
    aio: Aio, second_engine: Callable[..., RealEngine]
) -> None:
    engine_process = second_engine(image=True)
    for name in ("s0", "s1"):
        engine_process.docker("run", "-d", "--name", name, IMAGE, *WAIT)

    async def main() -> None:
        story = ReachStory()
        async with connected(engine_process.url) as engine:
            story.show(await machines_of(engine, ["s0", "s1"]))
            command = ReachTest(story, tuple(story.testable()), story.machines)
            begun = asyncio.Event()
            story.told.subscribe(lambda check: begun.set() if check is not None else None)
            task = asyncio.ensure_future(
                command.act(engine, command.targets[0], lambda _progress: None)
            )
            await begun.wait()
            await asyncio.to_thread(engine_process.kill)
            with pytest.raises(Unreachable):
                await task
            assert not story.asked

    aio(main(), timeout=60)


def test_ports_are_tried_by_bash_where_it_is_there(
    aio: Aio, engine_host: str, docker: Docker, serve_run: Docker
) -> None:
    root = Root()
    root.add_programs({"bash": "bash", "timeout": "coreutils"})
    docker("import", "-", WITH_BASH, stdin=root.packed())
    network(docker, "net-one")
    settled = ("--label", LABEL, "--network", "net-one", "--name", "asks")
    docker("run", "-d", *settled, WITH_BASH, *WAIT)
    docker("exec", "asks", "rm", "/bin/nc")
    ports = ("--expose", "80", "--expose", "81")
    serve_run("serves", "--network", "net-one", *ports)
    story = aio(tried(engine_host, "asks", "serves", helped=False), timeout=60)
    assert found(story, "asks", "serves", Way.PORT, "80/tcp").reached
    assert why(story, "asks", "serves", Way.PORT, "81/tcp") is Reason.NOTHING_LISTENS
