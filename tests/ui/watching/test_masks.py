"""What is probably secret is masked in processes, events, health checks, and when copied.

The same before a terminal is closed.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.engine.observations import Processes
from desktop.engine.records import Event, Kind
from desktop.model.commands import Target
from desktop.model.terminals.plans import ShellPlan
from desktop.model.terminals.session import Phase
from desktop.ui.events.view import EventsView
from desktop.ui.health.page import HealthPage
from desktop.ui.page import Surroundings
from desktop.ui.plain import PlainLabel
from desktop.ui.processes.page import ProcessesPage
from desktop.ui.terminal.page import TerminalPage
from desktop.ui.terminal.shared import SharedTerminals
from tests.model.fake_engine import NOW, FakeWorld
from tests.ui.usage.conftest import until
from tests.ui.watching.conftest import MASTER, TITLES, WEB, Around, subject_of

SECRET = "hunter2"
COMMAND = f"mysqladmin --password={SECRET} ping"


def told(widget: QWidget, model: Any) -> str:
    """All that is there to read, and what a copy holds."""
    cells = [
        str(model.index(0, column).data(role))
        for column in range(model.columnCount())
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
    ]
    labels = [label.text() for label in widget.findChildren(PlainLabel)]
    return "\n".join([*cells, *labels, QApplication.clipboard().text()])


def check(said: str) -> None:
    assert "mysqladmin" in said
    assert SECRET not in said


def test_secrets_of_a_process_are_masked(around: Around, world: FakeWorld) -> None:
    async def main(surroundings: Surroundings) -> None:
        world.watched.processes[WEB.id] = Processes(TITLES, ((*MASTER[:-1], COMMAND),))
        page = ProcessesPage(surroundings)
        page.show_subject(subject_of(surroundings, WEB, {"State": {"Pid": 100}}))
        page.show()
        await until(lambda: page.model.shown)
        page.tree.setCurrentIndex(page.model.index(0, 0))
        page.tree.copy_requested.emit()
        check(told(page, page.model))
        await page.close_down()
        page.close()
        page.deleteLater()

    around(main)


def test_secrets_of_a_program_that_closing_a_terminal_would_end_are_masked(
    around: Around, world: FakeWorld
) -> None:
    async def main(surroundings: Surroundings) -> None:
        target = Target(Kind.CONTAINER, WEB.key, WEB.name)
        shared = SharedTerminals(surroundings.settings)
        page = TerminalPage(surroundings, shared, target, ShellPlan(target, ("bash",)))
        await until(lambda: page.conversation.standing.phase is Phase.RUNNING)
        rows = (("4321", "1", "bash"), ("4400", "4321", COMMAND))
        world.watched.processes[WEB.id] = Processes(("PID", "PPID", "COMMAND"), rows)
        check(await page.at_stake())
        world.watched.processes[WEB.id] = Processes(TITLES, ())
        await page.close_down()
        page.close()
        page.deleteLater()

    around(main)


def test_secrets_of_an_event_are_masked(around: Around, world: FakeWorld) -> None:
    async def main(surroundings: Surroundings) -> None:
        known = {"name": "web", "DB_PASSWORD": SECRET}
        world.past = [Event("container", f"exec_create: {COMMAND}", WEB.id, int(NOW * 1e9), known)]
        view = EventsView(surroundings)
        view.noise_button.setChecked(True)
        view.show()
        await until(lambda: len(view.model) == 1)
        view.tree.setCurrentIndex(view.model.index(0, 0))
        for copy in (view.copy_text, view.copy_json):
            copy()
            check(told(view, view.model))
            assert "mysqladmin" in QApplication.clipboard().text()
        await view.close_down()
        view.close()
        view.deleteLater()

    around(main)


def test_secrets_of_a_health_check_are_masked(around: Around) -> None:
    async def main(surroundings: Surroundings) -> None:
        time = "2023-11-14T22:00:00Z"
        run = {"Start": time, "End": time, "ExitCode": 1, "Output": f"{COMMAND}: refused"}
        page = HealthPage(surroundings)
        inspection = {
            "State": {"Health": {"Status": "unhealthy", "FailingStreak": 1, "Log": [run]}},
            "Config": {"Healthcheck": {"Test": ["CMD-SHELL", COMMAND]}},
        }
        page.show_subject(subject_of(surroundings, WEB, inspection))
        page.show()
        page.tree.setCurrentIndex(page.model.index(0, 0))
        page.tree.copy_requested.emit()
        check(f"{told(page, page.model)}\n{page.output.toPlainText()}")
        page.close()
        page.deleteLater()

    around(main)
