"""Only what was changed is sent, and what can't be is said before."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from desktop.engine.observations import Limits
from desktop.engine.records import Kind
from desktop.model.commands import Target
from desktop.model.store import Store
from desktop.model.update import limits_of
from desktop.ui.dialogs.update import UpdateForm
from tests.model.fake_engine import make_container

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

WEB, DB = make_container(1, "web"), make_container(2, "db")
NOW = limits_of(
    {
        "HostConfig": {
            "Memory": 64 << 20,
            "MemorySwap": 128 << 20,
            "NanoCpus": 500_000_000,
            "PidsLimit": 100,
            "RestartPolicy": {"Name": "on-failure", "MaximumRetryCount": 3},
        }
    }
)


def form_of(qtbot: QtBot, *now: Limits) -> UpdateForm:
    store = Store()
    store.take_containers(None, [WEB, DB])
    targets = [Target(Kind.CONTAINER, each.id, each.name) for each in (WEB, DB)][: len(now)]
    form = UpdateForm(None, store, targets, now, lambda _target, _warnings: None)
    qtbot.addWidget(form)
    form.refresh()
    return form


def put(form: UpdateForm, **texts: str) -> None:
    for name, text in texts.items():
        line = getattr(form, name).line
        assert line is not None
        line.setText(text)


def test_what_counts_now_is_filled_in_and_nothing_of_it_is_sent(qtbot: QtBot) -> None:
    form = form_of(qtbot, NOW)
    shown = [f.text for f in (form.memory, form.swap, form.cpus, form.pids, form.attempts)]
    assert shown == ["64m", "128m", "0.5", "100", "3"]
    assert form.limits == Limits()
    assert not form.verb_button.isEnabled()


def test_only_what_was_changed_is_sent(qtbot: QtBot) -> None:
    form = form_of(qtbot, NOW)
    put(form, memory="96m", cpus="1.5", pids="")
    assert form.limits == Limits(memory=96 << 20, cpus=1.5, pids=-1)
    (line,) = form.command().lines()
    assert " ".join(line) == "docker update --cpus 1.5 --memory 96m --pids-limit -1 web"
    assert form.verb_button.isEnabled()


def test_a_share_of_cpus_that_docker_took_does_not_stand_in_the_way(qtbot: QtBot) -> None:
    form = form_of(qtbot, limits_of({"HostConfig": {"NanoCpus": 333_333_333}}))
    assert form.cpus.text == "0.333333333"
    put(form, pids="50")
    assert form.limits == Limits(pids=50)
    assert form.verb_button.isEnabled()


def test_attempts_belong_to_on_failure(qtbot: QtBot) -> None:
    form = form_of(qtbot, NOW)
    put(form, attempts="5")
    assert form.limits == Limits(restart="on-failure", restart_attempts=5)
    form.restart.editor.setCurrentText("always")  # type: ignore[union-attr]
    assert form.limits == Limits(restart="always")
    assert not form.attempts.editor.isEnabled()


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("memory", "5m", "At least 6m"),
        ("memory", "1g", "More than memory and swap together"),
        ("memory", "lots", "A size is like 64m"),
        ("swap", "32m", "not less than memory alone"),
        ("reservation", "-1", "A size is like 64m"),
        ("reservation", "65m", "Not more than its limit of memory"),
        ("cpus", "many", "A number such as 1.5"),
        ("pids", "0", "A whole number above 0"),
        ("shares", "1", "from 2 to 262144"),
    ],
)
def test_what_the_engine_would_refuse_is_said_before(
    qtbot: QtBot, field: str, text: str, said: str
) -> None:
    form = form_of(qtbot, NOW)
    put(form, **{field: text})
    assert said in getattr(form, field).note
    assert not form.verb_button.isEnabled()


@pytest.mark.parametrize("text", ["", "0"])
@pytest.mark.parametrize(
    ("field", "helps"),
    [
        ("memory", "type all that the machine has"),
        ("swap", "-1 is swap without limit"),
        ("reservation", "type all the memory that it may have"),
        ("cpus", "type how many the machine has"),
        ("shares", "1024 is the same"),
    ],
)
def test_a_limit_that_the_engine_would_silently_keep_can_not_be_emptied(
    qtbot: QtBot, field: str, helps: str, text: str
) -> None:
    now = replace(NOW, memory_reservation=32 << 20, cpu_shares=512)
    form = form_of(qtbot, now)
    put(form, pids="", **{field: text})
    assert getattr(form, field).note.endswith(f"can't take it away: {helps}.")
    assert form.limits == Limits(pids=-1)
    assert not form.verb_button.isEnabled()


def test_no_limit_that_is_left_so_does_not_stand_in_the_way(qtbot: QtBot) -> None:
    form = form_of(qtbot, limits_of({"HostConfig": {}}))
    put(form, memory="", swap="-1", cpus="", shares="")
    assert form.limits == Limits(swap=-1)
    assert form.verb_button.isEnabled()


def test_several_get_the_same_and_keep_what_they_differ_in(qtbot: QtBot) -> None:
    other = limits_of({"HostConfig": {"Memory": 32 << 20, "RestartPolicy": {"Name": "no"}}})
    form = form_of(qtbot, NOW, other)
    assert form.memory.text == ""
    assert form.memory.line is not None
    assert form.memory.line.placeholderText() == "differs"
    assert form.limits == Limits()
    put(form, shares="512")
    (line,) = form.command().lines()
    assert line == ("docker", "update", "--cpu-shares", "512", "web", "db")
