"""What follows from the addresses of networks, before an Engine is asked."""

from __future__ import annotations

import ipaddress

import pytest

from desktop.model.subnets import may_become


@pytest.mark.parametrize(
    ("typed", "subnet", "may"),
    [
        ("10.5.0.2", "10.5.0.96/27", False),
        ("10.5.0.10", "10.5.0.96/27", True),
        ("10.9.0.7", "10.5.0.0/24", False),
        ("10.5.0.7", "10.5.0.0/24", True),
        ("fd00::", "fd00::5:0/112", True),
        ("fd00::5", "fd00::5:0/112", True),
        ("fd00::6", "fd00::5:0/112", False),
        ("fd00:6::7", "fd00:5::/64", False),
    ],
)
def test_what_is_typed_leads_into_a_subnet_or_never_will(
    typed: str, subnet: str, may: bool
) -> None:
    assert may_become(typed, ipaddress.ip_network(subnet)) is may
