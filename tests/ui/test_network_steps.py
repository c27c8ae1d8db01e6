"""Next steps after a refusal of Swarm mode lead to where a person decides."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop.engine.errors import EngineFault
from desktop.engine.network_records import SwarmJoin
from desktop.model.network_commands import SWARM, JoinSwarm
from desktop.model.operations import Failure, Operation, Operations
from desktop.model.store import Store
from desktop.ui.activity.panel import ActivityPanel
from desktop.ui.activity.steps import next_steps

IN_ONE = 'This node is already part of a swarm. Use "docker swarm leave" to leave this swarm'


def test_leaving_a_swarm_is_asked_for_by_its_own_dialog(qtbot: QtBot) -> None:
    panel = ActivityPanel(Operations(lambda: None), Store(), None)
    qtbot.addWidget(panel)
    operation = Operation(1, JoinSwarm(SwarmJoin("host:2377", "SWMTKN-1-a")), "here")
    operation.failures = (Failure(SWARM, EngineFault(IN_ONE)),)
    operation._end()
    (step,) = next_steps(operation, Store())
    asked: list[str] = []
    panel.action_requested.connect(asked.append)
    panel.details.step_chosen.emit(step)
    assert asked == ["network.swarm_leave"]
