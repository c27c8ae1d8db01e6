"""A port is said to be free only where a container could have it, and is given back at once."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop.engine import host_ports
from tests.support.aio import Aio
from tests.support.leaks import OwnThreads

STREAM, DATAGRAM = socket.SOCK_STREAM, socket.SOCK_DGRAM
V4, V6 = socket.AF_INET, socket.AF_INET6


def taken(family: int, kind: int, address: str) -> socket.socket:
    """A socket as a program has it that serves there, and lets others have the port if they may."""
    made = socket.socket(family, kind)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == V6:
        made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    made.bind((address, 0))
    if kind == STREAM:
        made.listen()
    return made


@pytest.fixture
def listener() -> Iterator[int]:
    """The port of a tcp server on 127.0.0.1."""
    with closing(taken(V4, STREAM, "127.0.0.1")) as server:
        yield server.getsockname()[1]


@pytest.mark.parametrize(
    ("family", "kind", "address", "protocol", "asked"),
    [
        (V4, STREAM, "127.0.0.1", "tcp", "127.0.0.1"),
        (V4, STREAM, "127.0.0.1", "tcp", ""),
        (V4, STREAM, "127.0.0.1", "tcp", "0.0.0.0"),
        (V4, STREAM, "0.0.0.0", "tcp", "127.0.0.1"),
        (V4, DATAGRAM, "127.0.0.1", "udp", ""),
        (V6, STREAM, "::1", "tcp", "::1"),
        (V6, STREAM, "::1", "tcp", ""),
        (V6, DATAGRAM, "::", "udp", "::1"),
    ],
)
def test_a_port_that_is_taken_is_seen(
    family: int, kind: int, address: str, protocol: str, asked: str
) -> None:
    with closing(taken(family, kind, address)) as server:
        port = server.getsockname()[1]
        assert host_ports.is_free(asked, port, protocol) is False
    assert host_ports.is_free(asked, port, protocol) is True


def test_a_port_is_taken_by_its_protocol_alone(listener: int) -> None:
    assert host_ports.is_free("127.0.0.1", listener, "tcp") is False
    assert host_ports.is_free("127.0.0.1", listener, "udp") is True


def test_another_address_of_the_machine_is_another_port(listener: int) -> None:
    assert host_ports.is_free("127.0.0.2", listener, "tcp") is True
    assert host_ports.is_free("::1", listener, "tcp") is True


def test_an_ended_connection_does_not_hold_a_port() -> None:
    with closing(taken(V4, STREAM, "127.0.0.1")) as server:
        port = server.getsockname()[1]
        with closing(socket.create_connection(("127.0.0.1", port))) as client:
            accepted, _peer = server.accept()
            accepted.close()  # the server's side ends first, and has to wait
            assert client.recv(1) == b""
    with closing(socket.socket(V4, STREAM)) as plain, pytest.raises(OSError, match="in use"):
        plain.bind(("127.0.0.1", port))
    assert host_ports.is_free("127.0.0.1", port, "tcp") is True


def test_what_is_tried_is_given_back(aio: Aio, listener: int, own_threads: OwnThreads) -> None:
    port = aio(host_ports.first_free("127.0.0.1", range(listener, listener + 50), "tcp"))
    assert port is not None
    assert port != listener
    with closing(socket.socket(V4, STREAM)) as again:
        again.bind(("127.0.0.1", port))
    assert not own_threads("try")


def test_several_are_tried_at_once(aio: Aio, listener: int, own_threads: OwnThreads) -> None:
    near = range(listener - 3, listener + 4)
    assert listener in aio(host_ports.taken("127.0.0.1", near, "tcp"))
    assert aio(host_ports.taken("127.0.0.1", range(listener, listener), "tcp")) == frozenset()
    assert not own_threads("try")


def test_as_many_as_are_wanted_are_free_in_a_row(aio: Aio, listener: int) -> None:
    ports = range(listener - 5, listener + 200)
    first = aio(host_ports.first_free("127.0.0.1", ports, "tcp", count=20))
    assert first is not None
    row = range(first, first + 20)
    assert listener not in row
    assert aio(host_ports.taken("127.0.0.1", row, "tcp")) == frozenset()
    gaps = [port for port in ports if port % 20]
    assert aio(host_ports.first_free("127.0.0.1", gaps, "tcp", count=20)) is None


@pytest.mark.parametrize("address", ["192.0.2.1", "2001:db8::1", "nonsense"])
def test_of_an_address_that_is_not_here_nothing_is_known(address: str) -> None:
    assert host_ports.is_free(address, 50_000, "tcp") is None


def test_of_an_unknown_protocol_nothing_is_known() -> None:
    assert host_ports.is_free("", 50_000, "xyz") is None


def test_sctp_is_tried_where_the_machine_has_it() -> None:
    try:
        socket.socket(V4, STREAM, 132).close()
    except OSError:
        assert host_ports.is_free("127.0.0.1", 50_000, "sctp") is None
    else:
        assert host_ports.is_free("127.0.0.1", 50_000, "sctp") is True


@pytest.mark.parametrize(
    ("family", "address", "asked", "free"),
    [
        (V4, "127.0.0.1", "127.0.0.1", False),
        (V4, "127.0.0.1", "0.0.0.0", False),
        (V4, "127.0.0.1", "127.0.0.2", True),
        (V6, "::1", "::1", False),
        (V6, "::1", "::", False),
        (V6, "::", "::1", False),
        (V6, "::", "127.0.0.1", None),
    ],
)
def test_where_binding_is_not_allowed_the_kernel_tells(
    family: int, address: str, asked: str, free: bool | None
) -> None:
    with closing(taken(family, STREAM, address)) as server:
        assert host_ports._told_by_kernel(asked, server.getsockname()[1], "tcp") is free


def test_a_kernel_that_tells_nothing_leaves_it_open(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(host_ports, "_PROC", tmp_path)
    assert host_ports._told_by_kernel("127.0.0.1", 80, "tcp") is None
    (tmp_path / "tcp").write_text("head\nhalf a line\n")
    assert host_ports._told_by_kernel("127.0.0.1", 80, "tcp") is None
