"""Who has a port, by the kernel's list."""

from __future__ import annotations

import pytest

from desktop.model.reach.listeners import Bound, bound, read
from desktop.model.reach.machines import ContainerPort

TCP, UDP = ContainerPort(80), ContainerPort(53, "udp")
SIX = "00000000000000000000000000000000"
MAPPED = "0000000000000000FFFF00000100007F"
REMOTE = "00000000:0000"


def row(local: str, state: str = "0A", remote: str = REMOTE) -> bytes:
    return f"0: {local} {remote} {state} 00000000:00000000 00:00000000 00000000 0 0 7 1\n".encode()


@pytest.mark.parametrize(
    ("rows", "where"),
    [
        (b"", Bound.NOWHERE),
        (b"sl local_address rem_address st\nnonsense\n0: x:0050 y 0A\n", Bound.NOWHERE),
        (row("00000000:0050"), Bound.THERE),
        (row("020012AC:0050"), Bound.THERE),
        (row("00000000:0051"), Bound.NOWHERE),
        (row("020012AC:0050", "01", "030012AC:9999"), Bound.NOWHERE),
        (row("0100007F:0050"), Bound.LOOPBACK),
        (row(f"{MAPPED}:0050"), Bound.LOOPBACK),
        (row("00000000000000000000000001000000:0050"), Bound.LOOPBACK),
        (row("030012AC:0050"), Bound.ELSEWHERE),
        (row("0100007F:0050") + row("020012AC:0050"), Bound.THERE),
        (row(f"{SIX}:0050"), Bound.MAY_BE),
        (row(f"{SIX}:0050") + row("00000000:0050"), Bound.THERE),
    ],
)
def test_who_asks_at_an_address_is_heard_there_or_elsewhere(rows: bytes, where: Bound) -> None:
    assert bound(read(rows, TCP), "172.18.0.2") is where


def test_who_asks_by_ipv6_is_not_heard_at_all_of_ipv4() -> None:
    assert bound(read(row("00000000:0050"), TCP), "fd00::2") is Bound.ELSEWHERE
    assert bound(read(row(f"{SIX}:0050"), TCP), "fd00::2") is Bound.THERE


def test_a_datagram_is_heard_by_who_is_connected_to_nobody() -> None:
    assert bound(read(row("00000000:0035", "07"), UDP), "172.18.0.2") is Bound.THERE
    connected = row("020012AC:0035", "01", "030012AC:9999")
    assert bound(read(connected, UDP), "172.18.0.2") is Bound.NOWHERE
