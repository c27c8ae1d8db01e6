"""A Swarm of two Engines, joined from the form for a network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox

from desktop.engine.records import Kind
from tests.journeys.hands import opened, until
from tests.support.aio import Aio
from tests.support.network import cable
from tests.support.real_engine import RealEngine

pytestmark = pytest.mark.display

FIRST, SECOND = "10.217.0.1", "10.217.0.2"
NET = "portside-test-net"


@pytest.mark.parametrize("role", ["worker", "manager"])
def test_a_swarm_is_joined_from_the_form_and_left_again(
    aio: Aio, second_engine: Callable[..., RealEngine], tmp_path: Path, role: str
) -> None:
    one, other = second_engine(), second_engine()
    cable(one.pid, other.pid, (f"{FIRST}/24", f"{SECOND}/24"))
    one.docker("swarm", "init", "--advertise-addr", FIRST)
    token = one.docker("swarm", "join-token", "--quiet", role)

    async def journey() -> None:
        async with opened(tmp_path, "--host", other.url) as hands:
            hands.menu("Network", "Create network…")
            form = await hands.dialog()
            hands.fill(form, "Name", NET)
            hands.find(QComboBox, "Driver", form).setCurrentText("overlay")
            await until(lambda: "this Engine is not in it" in hands.read(form))
            hands.press(form, "Join a Swarm…")
            await until(lambda: len(hands.dialogs()) == 2, "it asks where")
            asks = next(d for d in hands.dialogs() if d is not form)
            hands.fill(asks, "Manager", f"{FIRST}:2377")
            hands.fill(asks, "Token", token)
            hands.fill(asks, "Advertised address", SECOND)
            assert token not in hands.read(asks), "the line shows no secret"
            hands.press(asks, "Join")
            if role == "worker":
                await until(lambda: "create the network on a manager" in hands.read(form))
                form.reject()
            else:
                await until(lambda: "this Engine is not in it" not in hands.read(form))
                hands.press(form, "Create")
                await until(lambda: hands.index(Kind.NETWORK, NET).isValid(), "it is listed")
                assert NET in one.docker("network", "ls", "--format", "{{.Name}}")
            await until(lambda: not hands.dialogs())
            await until(lambda: not hands.application.operations.running)

            hands.menu("Network", "Leave the Swarm…")
            asks = await hands.dialog()
            if role == "manager":
                assert "1 manager is left to the Swarm." in hands.read(asks)
                assert "That is no majority" in hands.read(asks)
                hands.tick(asks, "Leave by force")
            hands.press(asks, "Leave")
            state = ("info", "--format", "{{.Swarm.LocalNodeState}}")
            await until(lambda: other.docker(*state) == "inactive", "it is out of it")
            await until(lambda: not hands.application.operations.running)
            assert not [o for o in hands.application.operations if o.failures]

    aio(journey(), timeout=180)
