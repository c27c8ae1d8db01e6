"""Published ports as rows of a table."""

from __future__ import annotations

from desktop.model.facts import ImageFacts
from desktop.model.run import ports
from desktop.model.run.ports import PortMapping
from desktop.model.run.problems import Fault, Invalid
from desktop.model.run.spec import ContainerSpec
from desktop.ui.run.rows import Cells, Column, RowKind, bare
from desktop.ui.text import mark

_ADDRESSES = ("127.0.0.1", "0.0.0.0", "::1", "::")  # noqa: S104 - offered, not bound


def _read_port(cells: Cells) -> PortMapping:
    container, protocol, address, host = cells
    if not container and not host and not address:
        raise Invalid(Fault.EMPTY, "")
    if ":" in container or "=" in container:  # a whole one, typed into its first cell
        return ports.read_mapping(container)
    if "/" not in container:
        container = f"{container}/{protocol or 'tcp'}"
    shown = f"[{address}]" if ":" in address and not address.startswith("[") else address
    return ports.read_mapping(f"{shown}:{host}:{container}" if shown else f"{host}:{container}")


def _write_port(mapping: PortMapping) -> Cells:
    host = "" if mapping.host is None else str(mapping.host)
    return str(mapping.container), mapping.protocol, mapping.address, host


def _exposed(image: ImageFacts, spec: ContainerSpec) -> list[Cells]:
    found: list[Cells] = []
    for text in sorted(image.ports, key=_by_number):
        number, _, protocol = text.partition("/")
        protocol = protocol or "tcp"
        if not any(_covers(mapping, number, protocol) for mapping in spec.ports):
            found.append((number, protocol, "", ""))
    return found


def _by_number(text: str) -> tuple[int, str]:
    number, _, protocol = text.partition("/")
    return int(number) if number.isdecimal() else 0, protocol


def _covers(mapping: PortMapping, number: str, protocol: str) -> bool:
    inside = mapping.container
    return (
        mapping.protocol == protocol
        and number.isdigit()
        and inside.first <= int(number) <= inside.last
    )


def _read_port_line(line: str) -> PortMapping | None:
    text = bare(line)
    return ports.read_mapping(text) if text else None


PORTS = RowKind(
    ("ports",),
    (
        Column(mark("Container port"), 16),
        Column(mark("Protocol"), 9, "tcp", choices=ports.PROTOCOLS),
        Column(
            mark("Host address"),
            0,
            mark("all addresses"),
            mark("not published"),
            known=lambda _s, _c: _ADDRESSES,
        ),
        Column(mark("Host port"), 17, mark("Engine chooses")),
    ),
    _read_port,
    _write_port,
    _read_port_line,
    _exposed,
    (0, 1),
)
