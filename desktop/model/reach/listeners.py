"""Who has a port, by the kernel's own list: programs that show it may say it in any language."""

from __future__ import annotations

import enum
import ipaddress
from collections.abc import Iterable

from desktop.model.reach.machines import ContainerPort

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# A shell alone can do it. The list may be long, and one port is asked for.
_LISTING = """
rows() {
    while read -r row; do
        case $row in *":$1 "*) echo "$row" ;; esac
    done
}
rows "$2" <"/proc/net/$1" || exit 127
rows "$2" 2>/dev/null <"/proc/net/${1}6"
exit 0
"""
_STATES = {"tcp": "0A", "udp": "07"}  # listening; taking from anybody
_WORD = 4


class Bound(enum.Enum):
    """Where a port is had, seen from an address that was asked."""

    THERE = "there"  # at the address, or at all
    MAY_BE = "may be"  # at all of IPv6, which takes IPv4, too, unless the program forbids it
    LOOPBACK = "loopback"  # at 127.0.0.1 or ::1 alone
    ELSEWHERE = "elsewhere"  # at other addresses
    NOWHERE = "nowhere"


def script(port: ContainerPort) -> tuple[str, str, str]:
    """What tells of a port, run by ``sh -c``, and its arguments."""
    return _LISTING, port.protocol, f"{port.number:04X}"


def read(listed: bytes, port: ContainerPort) -> tuple[Address, ...]:
    """The addresses at which programs have it."""
    wanted, state = f"{port.number:04X}", _STATES.get(port.protocol)
    found = set()
    for row in listed.decode(errors="replace").splitlines():
        words = row.split()
        if len(words) > 3 and words[3] == state:
            address, _, number = words[1].partition(":")
            if number == wanted and (known := _address(address)) is not None:
                found.add(known)
    return tuple(sorted(found, key=str))


def bound(addresses: Iterable[Address], host: str) -> Bound:
    """Where that is for who asks at ``host``, an address."""
    found = tuple(addresses)
    if not found:
        return Bound.NOWHERE
    asked = ipaddress.ip_address(host)
    if any(it == asked or (it.is_unspecified and it.version == asked.version) for it in found):
        return Bound.THERE
    if any(it.is_unspecified and it.version > asked.version for it in found):
        return Bound.MAY_BE
    return Bound.LOOPBACK if all(it.is_loopback for it in found) else Bound.ELSEWHERE


def _address(words: str) -> Address | None:
    """From ``0100007F``: words of four bytes, each the wrong way round on what is little-endian."""
    try:
        packed = bytes.fromhex(words)
        turned = b"".join(
            packed[start : start + _WORD][::-1] for start in range(0, len(packed), _WORD)
        )
        address = ipaddress.ip_address(turned)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
