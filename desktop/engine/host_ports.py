"""Whether a port of this machine is free, found out by taking it for a moment.

A port is only bound, with the options that the Engine's own listeners have, and given back at once:
nobody can connect to it meanwhile. Where binding is not allowed (ports below 1024), Linux tells in
``/proc/net`` who listens.
"""

from __future__ import annotations

import errno
import ipaddress
import socket
import struct
import sys
import threading
from collections.abc import Iterable, Iterator
from itertools import takewhile
from pathlib import Path

from desktop.engine.threads import run_in_thread

_KINDS = {
    "tcp": (socket.SOCK_STREAM, socket.IPPROTO_TCP),
    "udp": (socket.SOCK_DGRAM, socket.IPPROTO_UDP),
    "sctp": (socket.SOCK_STREAM, getattr(socket, "IPPROTO_SCTP", 132)),
}
_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - what is asked about, for a moment
_FAMILY_MISSING = (errno.EAFNOSUPPORT, errno.EADDRNOTAVAIL)
_TAKEN_STATES = {"tcp": "0A", "udp": "07"}  # listening; unconnected
_PROC = Path("/proc/net")


async def taken(address: str, ports: Iterable[int], protocol: str) -> frozenset[int]:
    """Those of the ports that are taken for certain."""
    stopped = threading.Event()

    def search() -> frozenset[int]:
        rest = takewhile(lambda _port: not stopped.is_set(), ports)
        return frozenset(port for port in rest if is_free(address, port, protocol) is False)

    return await run_in_thread(search, name="try ports", stop=stopped.set)


async def first_free(
    address: str, ports: Iterable[int], protocol: str, *, count: int = 1
) -> int | None:
    """The first of the ports that is free for certain, with the ``count`` - 1 that follow it.

    None where none is. All of these have to be among the ``ports``, one after the other.
    """
    stopped = threading.Event()

    def search() -> int | None:
        run = 0
        before = -1
        for port in takewhile(lambda _port: not stopped.is_set(), ports):
            run = (run if port == before + 1 else 0) + 1 if is_free(address, port, protocol) else 0
            if run == count:
                return port - count + 1
            before = port
        return None

    return await run_in_thread(search, name="try ports", stop=stopped.set)


def is_free(address: str, port: int, protocol: str) -> bool | None:
    """Whether a container could have this port of this machine; None: it can't be told. Blocks.

    An empty ``address`` means all of both families: False as soon as one family's port is taken,
    None where one of them could not be tried. ``protocol`` is tcp, udp or sctp.
    """
    if protocol not in _KINDS or (address and not _is_address(address)):
        return None
    answers = [_try(each, port, protocol, needed=bool(address)) for each in _addresses(address)]
    if False in answers:
        return False
    return None if None in answers else True


def _is_address(text: str) -> bool:
    """A name would be asked of the network."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _addresses(address: str) -> tuple[str, ...]:
    return (address,) if address else _EVERYWHERE


def _try(address: str, port: int, protocol: str, *, needed: bool) -> bool | None:
    """Bind and give back. A family that this machine does not have is in nobody's way."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    kind, number = _KINDS[protocol]
    try:
        with socket.socket(family, kind, number) as tried:
            _prepare(tried, family, protocol)
            tried.bind((address, port))
    except OSError as problem:
        if problem.errno == errno.EADDRINUSE:
            return False
        if problem.errno in _FAMILY_MISSING and family == socket.AF_INET6 and not needed:
            return True
        if problem.errno == errno.EACCES:
            return _told_by_kernel(address, port, protocol)
        return None
    return True


def _prepare(tried: socket.socket, family: int, protocol: str) -> None:
    if family == socket.AF_INET6:
        tried.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    if sys.platform == "win32":
        # SO_REUSEADDR there takes the port away from whoever has it.
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    elif protocol == "tcp":
        # As Go's listeners: connections that have ended do not hold a port, listeners do.
        # For udp it would let two have the same port.
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)


def _told_by_kernel(address: str, port: int, protocol: str) -> bool | None:
    """From the kernel's table of sockets, where there is one that we know to read."""
    wanted = ipaddress.ip_address(address)
    try:
        held = [each for each, number in _held(protocol) if number == port]
    except (OSError, ValueError, KeyError):
        return None
    if any(_overlap(each, wanted) for each in held):
        return False
    # One that listens on :: may have IPv4 as well, or not: the table does not say.
    both = wanted.version == 4 and any(each.version == 6 and each.is_unspecified for each in held)
    return None if both else True


_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def _held(protocol: str) -> Iterator[tuple[_Address, int]]:
    for suffix in ("", "6"):
        file = _PROC / f"{protocol}{suffix}"
        if suffix and not file.exists():
            continue
        for line in file.read_text(encoding="ascii").splitlines()[1:]:
            _number, local, _remote, state = line.split()[:4]
            if state == _TAKEN_STATES[protocol]:
                digits, _colon, port = local.partition(":")
                yield _address(digits), int(port, 16)


def _address(digits: str) -> _Address:
    """Words of 32 bits, each in the machine's own order."""
    words = [int(digits[at : at + 8], 16) for at in range(0, len(digits), 8)]
    return ipaddress.ip_address(struct.pack(f"={len(words)}I", *words))


def _overlap(held: _Address, wanted: _Address) -> bool:
    if held.version != wanted.version:
        return False
    return held == wanted or held.is_unspecified or wanted.is_unspecified
