"""What follows from the networks, without asking anybody."""

from __future__ import annotations

import pytest

from desktop.engine.observations import Executed
from desktop.model.reach.machines import ContainerPort, Machine, Mode, Place, machine
from desktop.model.reach.probing import CLOCK_STEP, Finding, read
from desktop.model.reach.testing import ReachStory, reason_of
from desktop.model.reach.verdict import Check, Expect, Reason, Verdict, Way, checks_of, judge

NET = Place("1", "net", "172.18.0.2", gateway="172.18.0.1")
BRIDGE = Place("0", "bridge", "172.17.0.2", default=True, gateway="172.17.0.1")
INNER = Place("3", "inner", "172.20.0.2", internal=True)
QUIET = Place("4", "quiet", "172.21.0.2", talks=False)
OTHER = Place("5", "other", "172.22.0.2")


def box(name: str, *places: Place, **facts: object) -> Machine:
    return Machine(name, name, places=places, **({"namespace": name} | facts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "target", "name", "address"),
    [
        (box("a", NET), box("b", NET), Expect.YES, Expect.YES),
        (box("a", BRIDGE), box("b", BRIDGE), Expect.NO, Expect.YES),
        (box("a", BRIDGE, NET), box("b", NET, BRIDGE), Expect.YES, Expect.YES),
        (box("a", NET), box("b", OTHER), Expect.NO, Expect.NO),
        (box("a", INNER), box("b", INNER), Expect.YES, Expect.YES),
        (box("a", INNER), box("b", NET), Expect.NO, Expect.NO),
        (box("a", QUIET), box("b", QUIET), Expect.NO, Expect.NO),
        (box("a", QUIET, NET), box("b", QUIET, NET), Expect.OPEN, Expect.YES),
        (box("a", mode=Mode.NONE), box("b", NET), Expect.NO, Expect.NO),
        (box("a", mode=Mode.HOST), box("b", NET), Expect.NO, Expect.YES),
        (box("a", NET), box("b", mode=Mode.HOST), Expect.NO, Expect.OPEN),
        (box("a", NET), box("b", NET, namespace="a"), Expect.NO, Expect.YES),
        (box("a", NET, namespace="b"), box("b", NET), Expect.YES, Expect.YES),
        (box("a", NET), box("b", NET, namespace="c"), Expect.NO, Expect.YES),
        (box("a", BRIDGE, links=frozenset({"b"})), box("b", BRIDGE), Expect.YES, Expect.YES),
        (box("a", NET), box("b", NET, running=False), Expect.NO, Expect.NO),
    ],
)
def test_the_networks_decide(
    source: Machine, target: Machine, name: Expect, address: Expect
) -> None:
    assert judge(source, target, Way.NAME).expect is name
    assert judge(source, target, Way.ADDRESS).expect is address


def test_of_two_addresses_in_a_common_network_each_is_a_question() -> None:
    dual = Place("6", "dual", "172.23.0.2", "fd00::2")
    a, b, guest = box("a", dual), box("b", dual), box("c", dual, namespace="b")
    asked = {(check.source, check.target) for check in checks_of([a, b, guest])
             if check.way is Way.IPV6}  # fmt: skip
    assert asked == {("a", "b"), ("b", "a"), ("a", "c"), ("c", "a")}
    assert judge(a, b, Way.ADDRESS).host == "172.23.0.2"
    assert judge(a, b, Way.IPV6).host == "fd00::2"
    assert not any(check.way is Way.IPV6 for check in checks_of([box("a", NET), box("b", NET)]))


@pytest.mark.parametrize(
    ("source", "target", "reason"),
    [
        (box("a", NET), box("b", OTHER), Reason.NO_COMMON_NETWORK),
        (box("a", INNER), box("b", NET), Reason.INTERNAL),
        (box("a", NET), box("b", INNER), Reason.INTERNAL),
        (box("a", QUIET), box("b", QUIET), Reason.TALK_FORBIDDEN),
        (box("a", NET), box("b", mode=Mode.NONE), Reason.NO_NETWORK),
        (box("a", NET), box("b", NET, running=False), Reason.NOT_RUNNING),
    ],
)
def test_it_is_said_why_an_address_does_not_answer(
    source: Machine, target: Machine, reason: Reason
) -> None:
    assert judge(source, target, Way.ADDRESS).reason is reason


def test_a_port_depends_on_who_listens_and_on_the_address() -> None:
    a, b = box("a", NET), box("b", NET)
    assert judge(a, b, Way.PORT) == Verdict(Expect.OPEN, Reason.COMMON_NETWORK, "172.18.0.2", "net")
    assert judge(a, box("b", OTHER), Way.PORT).expect is Expect.NO


def test_each_direction_and_each_port_is_a_question() -> None:
    a, b = box("a", NET), box("b", NET, ports=(ContainerPort(80), ContainerPort(53, "udp")))
    asked = list(checks_of([a, b]))
    assert [(c.source, c.way) for c in asked if c.target == "b"] == [
        ("a", Way.NAME),
        ("a", Way.ADDRESS),
        ("a", Way.PORT),
        ("a", Way.PORT),
    ]
    assert len(asked) == 6


def test_what_was_found_is_kept_while_both_are_as_they_were() -> None:
    a, b, c = box("a", NET), box("b", NET), box("c", NET)
    story = ReachStory()
    story.show([a, b, c])
    ab, ac = Check("a", "b", Way.NAME), Check("a", "c", Way.NAME)
    story.take(ab, Finding(reached=True))
    story.take(ac, Finding(reached=True))
    story.show([a, b, box("c", OTHER)])
    assert set(story.findings) == {ab}


def test_the_networks_explain_a_silence_that_they_foretell() -> None:
    silent = Finding(reached=False, reason=Reason.NO_ANSWER)
    foretold = Verdict(Expect.NO, Reason.NO_COMMON_NETWORK, "172.18.0.2")
    unforeseen = Verdict(Expect.YES, Reason.COMMON_NETWORK, "172.18.0.2")
    assert reason_of(foretold, silent) is Reason.NO_COMMON_NETWORK
    assert reason_of(unforeseen, silent) is Reason.NO_ANSWER
    assert reason_of(unforeseen, None) is Reason.COMMON_NETWORK


@pytest.mark.parametrize(
    ("code", "said", "reason"),
    [
        (1, b"ping: bad address 's1'", Reason.NAME_UNKNOWN),
        (2, b"ping: s1: Name or service not known", Reason.NAME_UNKNOWN),
        (1, b"ping: permission denied (are you root?)", Reason.NOT_PERMITTED),
        (1, b"nc: can't connect to remote host (172.18.0.3): Connection refused",
         Reason.REFUSED),
        (1, b"From 172.18.0.3 icmp_seq=1 Destination Port Unreachable", Reason.PROHIBITED),
        (1, b"From 172.18.0.3 icmp_seq=1 Destination Host Prohibited", Reason.PROHIBITED),
        (1, b"ping: sendto: Network is unreachable", Reason.NO_ROUTE),
        (1, b"nc: timed out", Reason.NO_ANSWER),
        (124, b"", Reason.NO_ANSWER),
        (143, b"Terminated\ntook 100.00 103.00", Reason.NO_ANSWER),
        (1, b"1 packets transmitted, 0 packets received, 100% packet loss", Reason.NO_ANSWER),
        (1, b"something else", Reason.FAILED),
    ],
)  # fmt: skip
def test_what_programs_say_is_understood(code: int, said: bytes, reason: Reason) -> None:
    assert read(Executed(code, b"", said)).reason is reason


def test_an_answer_has_its_time_and_the_address_of_the_name() -> None:
    said = b"PING s1 (172.18.0.3): 56 data bytes\n64 bytes from 172.18.0.3: seq=0 time=0.193 ms\n"
    assert read(Executed(0, said, b"")) == Finding(True, None, 0.193, resolved="172.18.0.3")


def test_a_container_is_read_from_its_inspection() -> None:
    told = {
        "Id": "a",
        "Name": "/web",
        "State": {"Running": True},
        "HostConfig": {"NetworkMode": "net", "Links": ["/db:/web/store"]},
        "Config": {"ExposedPorts": {"80/tcp": {}, "53/udp": {}}},
        "NetworkSettings": {"Networks": {"net": {"NetworkID": "1", "IPAddress": "172.18.0.2"}}},
    }
    found = machine(told, told, {})
    assert found.name == "web"
    assert found.links == {"db"}
    assert [str(port) for port in found.ports] == ["53/udp", "80/tcp"]
    assert found.places == (Place("1", "net", "172.18.0.2"),)
    assert not found.shares


def test_a_connection_has_the_time_that_it_took_inside() -> None:
    assert read(Executed(0, b"took 100.10 100.13\n", b"")).milliseconds == pytest.approx(30)
    assert read(Executed(0, b"took 100.10 100.10\n", b"")).milliseconds == CLOCK_STEP
