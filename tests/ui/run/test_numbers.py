"""Nonsense in a field for numbers is told there, whatever the field and the nonsense."""

from __future__ import annotations

from typing import get_type_hints

import pytest

from desktop.model.run.pages import Page
from desktop.model.run.ports import PortMapping, Ports, port
from desktop.model.run.spec import ContainerSpec
from desktop.ui.run.page_list import PageStanding
from desktop.ui.run.said import page_of
from tests.ui.run.conftest import Wizards

PLAIN = ContainerSpec("plain:1")
NUMBERS = [name for name, hint in get_type_hints(ContainerSpec).items() if hint == int | None]
# Fields with a number within: what stands before and after it.
WITHIN = {
    "restart": ("on-failure:", ""),
    "ulimits": ("nofile=1024:", ""),
    "blkio_weights": ("/dev/sda:", ""),
    "read_bytes": ("/dev/sda:", ""),
    "write_bytes": ("/dev/sda:", ""),
    "read_operations": ("/dev/sda:", ""),
    "write_operations": ("/dev/sda:", ""),
    "gpus": ("", ""),
    "cpuset_cpus": ("0-", ""),
    "cpuset_mems": ("", ",1"),
    "expose": ("", "/udp"),
}
NONSENSE = (
    "x",
    "1x",
    "0x",
    "--1",
    "1,5",
    "٣",
    "１",
    "½",
    "1e999",
    "9" * 30,
    "∞",
    "\u202e7",
    "<b>1",
)


@pytest.mark.parametrize("field", [*NUMBERS, *WITHIN])
def test_nonsense_in_a_number_is_told_at_its_field(wizard: Wizards, field: str) -> None:
    before, after = WITHIN.get(field, ("", ""))
    # Of GPUs docker takes the last; the others are lists.
    taken = {"1,5"} if field in ("gpus", "cpuset_cpus", "cpuset_mems") else set()
    with wizard(PLAIN) as filled:
        for nonsense in sorted({*NONSENSE} - taken):
            text = f"{before}{nonsense}{after}"
            editor = filled.type(field, text)
            assert not editor.accepted, text
            assert editor.note.endswith("."), text
            assert "\u202e" not in editor.note
            assert editor.text == text
            assert not filled.wizard.run_button.isEnabled(), text
            assert filled.spec == PLAIN
        filled.wizard.show_page(Page.REVIEW)
        assert filled.wizard.list.standing(page_of(field)) is PageStanding.WRONG
        filled.type(field, "")
        assert filled.wizard.run_button.isEnabled()


BEYOND = [
    ("memory", "5m", "The Engine takes no less than 6m."),
    ("memory", "-1", "-1 is no size"),
    ("memory_reservation", "6291455", "The Engine takes no less than 6m."),
    ("memory_swap", "-2", "-2 is no size"),
    ("shm_size", "-1", "-1 is no size"),
    ("cpus", "3", "The Engine's machine has 2 CPUs."),
    ("cpus", "-1", "-1 is out of range."),
    ("cpus", "0.0000000001", "0.0000000001 is out of range."),
    ("cpu_period", "999", "1000 to 1000000: from 1 ms to 1 s."),
    ("cpu_period", "1000001", "1000 to 1000000: from 1 ms to 1 s."),
    ("cpu_quota", "999", "At least 1000, which is 1 ms."),
    ("cpu_shares", "1", "2 to 262144."),
    ("pids_limit", str(1 << 63), "is out of range."),
    ("stop_timeout", "-2", "-2 is out of range."),
    ("stop_timeout", str(1 << 31), "is out of range."),
    ("swappiness", "-2", "-2 is out of range."),
    ("oom_score", "1001", "1001 is out of range."),
    ("blkio_weight", "9", "9 is out of range."),
    ("health_interval", "500us", "This is less than the Engine takes."),
    ("health_retries", "-1", "-1 is out of range."),
    ("cpuset_cpus", "0-", "Something is missing here."),
    ("cpuset_cpus", "0,", "Something is missing here."),
    ("cpuset_cpus", "3-1", "3-1 ends before it begins."),
    ("cpuset_cpus", "0-8193", "8193 is out of range."),
    ("cpuset_mems", "0, 1", "1 is no number."),
]


@pytest.mark.parametrize(("field", "text", "said"), BEYOND)
def test_what_is_beyond_a_limit_is_told_at_its_field(
    wizard: Wizards, field: str, text: str, said: str
) -> None:
    with wizard(PLAIN) as filled:
        editor = filled.type(field, text)
        assert said in editor.note
        assert not filled.wizard.run_button.isEnabled()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0-99", "The Engine's machine has 2 CPUs."),
        ("2", "The Engine's machine has 2 CPUs."),
        ("0-1", ""),
        ("01,0", ""),
    ],
)
def test_a_cpu_beyond_those_that_are_counted_is_told_and_left_to_the_engine(
    wizard: Wizards, text: str, said: str
) -> None:
    """It counts those that it runs on itself: a container may have others."""
    with wizard(PLAIN) as filled:
        assert filled.type("cpuset_cpus", text).note == said
        assert filled.wizard.run_button.isEnabled()
        assert filled.spec.cpuset_cpus == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("70000", "The last port is 65535, and 70000 is beyond it."),
        ("65536", "The last port is 65535, and 65536 is beyond it."),
        ("65530-65540", "The last port is 65535, and 65540 is beyond it."),
        ("90-80", "90-80 ends before it begins."),
        ("00", "There is no port 0. Left empty, the Engine chooses one."),
        ("0-3", "There is no port 0. Left empty, the Engine chooses one."),
        *((nonsense, " is ") for nonsense in NONSENSE),
    ],
)
@pytest.mark.parametrize("column", [0, 3])
def test_nonsense_in_a_port_is_told_below_the_table(
    wizard: Wizards, column: int, text: str, said: str
) -> None:
    with wizard(PLAIN) as filled:
        filled.put("ports", 0, 0, "80")
        filled.put("ports", 0, column, text)
        assert said in filled.table("ports").table.accessibleDescription()
        assert not filled.wizard.run_button.isEnabled()
        assert filled.cells("ports")[0][column] == text


def test_host_port_0_is_left_to_the_engine_as_docker_has_it(wizard: Wizards) -> None:
    with wizard(PLAIN) as filled:
        filled.put("ports", 0, 0, "80")
        filled.put("ports", 0, 3, "0")
        assert filled.spec.ports == (PortMapping(port(80), host=Ports(0, 0)),)
        assert filled.wizard.run_button.isEnabled()
