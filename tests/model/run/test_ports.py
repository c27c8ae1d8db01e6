"""Published ports: each form of ``-p`` is read, and what the Engine would get wrong is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.model.run.checks import problems
from desktop.model.run.ports import (
    PortMapping,
    Ports,
    bindings_of,
    mappings_from,
    port,
    read_mapping,
    write_mapping,
)
from desktop.model.run.problems import Fault, Invalid
from desktop.model.run.spec import ContainerSpec

NUMBERS = st.integers(1, 65535)


@st.composite
def mappings(draw: st.DrawFn) -> PortMapping:
    first, count = draw(NUMBERS), draw(st.integers(1, 5))
    container = Ports(first, min(65535, first + count - 1))
    begin = draw(st.integers(1, 65535 - container.count + 1))
    host = draw(st.sampled_from((None, Ports(begin, begin + container.count - 1))))
    address = draw(st.sampled_from(("", "127.0.0.1", "::1", "0.0.0.0", "fe80::1")))
    return PortMapping(container, draw(st.sampled_from(("tcp", "udp", "sctp"))), host, address)


@given(mappings())
def test_a_mapping_is_written_and_read_again(mapping: PortMapping) -> None:
    assert read_mapping(write_mapping(mapping)) == mapping


@given(mappings())
def test_a_mapping_is_known_again_from_what_the_engine_says(mapping: PortMapping) -> None:
    assert mappings_from(bindings_of([mapping])) == (mapping,)


@pytest.mark.parametrize(
    ("text", "mapping"),
    [
        ("80", PortMapping(port(80))),
        (":80", PortMapping(port(80))),
        ("0:80", PortMapping(port(80), host=port(0))),
        ("8080:80/UDP", PortMapping(port(80), "udp", port(8080))),
        ("8000-8010:80-90", PortMapping(Ports(80, 90), host=Ports(8000, 8010))),
        ("8000-8010:80", PortMapping(port(80), host=Ports(8000, 8010))),
        ("127.0.0.1::80", PortMapping(port(80), address="127.0.0.1")),
        ("[::1]:80:80", PortMapping(port(80), host=port(80), address="::1")),
        ("::1:80:81/sctp", PortMapping(port(81), "sctp", port(80), "::1")),
        ("target=80,published=8080,protocol=udp", PortMapping(port(80), "udp", port(8080))),
    ],
)
def test_a_mapping_is_read_in_each_of_its_forms(text: str, mapping: PortMapping) -> None:
    assert read_mapping(text) == mapping


REFUSED = [
    ("80/xyz", Fault.PROTOCOL, "xyz"),
    ("70000", Fault.PORT_TOO_LARGE, "70000"),
    ("80:65536", Fault.PORT_TOO_LARGE, "65536"),
    ("0", Fault.PORT_ZERO, "0"),
    ("80:0", Fault.PORT_ZERO, "0"),
    ("0-9:80-89", Fault.PORT_ZERO, "0"),
    ("-1", Fault.NOT_A_PORT, "-1"),
    ("abc", Fault.NOT_A_PORT, "abc"),
    ("", Fault.NOT_A_PORT, ""),
    ("８０", Fault.NOT_A_PORT, "８０"),
    ("90-80", Fault.BACKWARD_RANGE, "90-80"),
    ("8000-8010:80-81", Fault.UNEQUAL_RANGES, "8000-8010:80-81"),
    ("1:80-81", Fault.UNEQUAL_RANGES, "1:80-81"),
    ("localhost:80:80", Fault.NOT_AN_ADDRESS, "localhost"),
    ("[::1:80:80", Fault.NOT_AN_ADDRESS, "[::1"),
    ("target=80,published=a", Fault.NOT_A_PORT, "a"),
    ("target=80,public=81", Fault.UNKNOWN_PART, "public=81"),
]


@pytest.mark.parametrize(("text", "fault", "part"), REFUSED)
def test_what_is_no_mapping_is_refused_by_its_part(text: str, fault: Fault, part: str) -> None:
    with pytest.raises(Invalid) as raised:
        read_mapping(text)
    assert (raised.value.fault, raised.value.part) == (fault, part)


@pytest.mark.parametrize(
    ("mapping", "fault"),
    [
        (PortMapping(port(80), "xyz"), Fault.PROTOCOL),
        (PortMapping(port(70000)), Fault.PORT_TOO_LARGE),
        (PortMapping(port(-1)), Fault.NOT_A_PORT),
        (PortMapping(port(0)), Fault.PORT_ZERO),
        (PortMapping(Ports(80, 82), host=Ports(80, 81)), Fault.UNEQUAL_RANGES),
        (PortMapping(port(80), address="here"), Fault.NOT_AN_ADDRESS),
    ],
)
def test_what_is_filled_in_by_hand_meets_the_same_grammar(
    mapping: PortMapping, fault: Fault
) -> None:
    (problem,) = problems(ContainerSpec(image="app", ports=(mapping,)))
    assert (problem.fault, problem.field) == (fault, "ports")


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("80:80", "80:81", "80"),
        ("80-90:80-90", "85:1", "85"),
        ("127.0.0.1:80:80", "80:81", "80"),
        ("127.0.0.1:80:80", "0.0.0.0:80:81", "80"),
        ("127.0.0.1:80:80", "127.0.0.2:80:81", ""),
        ("[::1]:80:80", "0.0.0.0:80:81", ""),
        ("80:80", "80:80/udp", ""),
        ("80", "80", ""),
        ("8000-8010:80", "8000:81", ""),
        ("0:80", "0:81", ""),
    ],
)
def test_two_that_want_one_port_are_named(one: str, other: str, clash: str) -> None:
    spec = ContainerSpec(image="app", ports=(read_mapping(one), read_mapping(other)))
    parts = [problem.part for problem in problems(spec) if problem.fault is Fault.PORT_TWICE]
    assert parts == ([clash] if clash else [])
