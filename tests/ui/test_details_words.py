"""Why a container does not run, in a sentence."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.engine.records import Event
from desktop.model.facts import ContainerFacts
from desktop.model.reasons import Stop, Why, why_stopped
from desktop.ui.details.stop_words import restarting_sentence, stop_sentence
from desktop.ui.theme import Tone

NOW = 1_000_180.0
FINISHED = 1_000_000.0


def _said(why: Why, *, facts: ContainerFacts | None = None, **more: Any) -> str:
    stop = Stop(why, finished=FINISHED, **more)
    return stop_sentence(stop, facts or ContainerFacts(), (), NOW)[0]


def _kill(second: float, number: str) -> Event:
    return Event("container", "kill", "c", int(second * 1e9), {"signal": number})


def test_a_stop_that_had_to_kill_says_so_with_the_time_that_it_gave() -> None:
    events = (_kill(FINISHED - 2, "15"), _kill(FINISHED, "9"))
    stop = Stop(Why.STOPPED_HARD, 137, "SIGTERM", finished=FINISHED)
    words, tone = stop_sentence(stop, ContainerFacts(), events, NOW)
    assert words == (
        "Stopped by docker stop: it did not end within 2 s after SIGTERM"
        " and was killed (exit code 137), 3 minutes ago."
    )
    assert tone is Tone.WARNING


def test_out_of_memory_says_the_limit_and_what_to_do() -> None:
    facts = ContainerFacts(memory=64 << 20)
    assert _said(Why.OUT_OF_MEMORY, facts=facts, exit_code=137) == (
        "Killed: out of memory (limit 64MiB), 3 minutes ago."
        " Give it more memory, or look for a leak."
    )
    assert "limit 64" not in _said(Why.OUT_OF_MEMORY, exit_code=137)


def test_a_missing_command_is_named_without_the_runtimes_noise() -> None:
    detail = (
        "failed to create shim task: OCI runtime create failed: runc create failed: unable to"
        ' start container process: exec: "nosuch": executable file not found in $PATH: unknown'
    )
    assert _said(Why.NOT_FOUND, detail=detail, exit_code=127) == (
        'The command was not found: "nosuch": executable file not found in $PATH'
    )


def test_a_reason_that_nobody_saw_is_not_guessed() -> None:
    seen = _said(Why.SIGNALLED, exit_code=137, signal="SIGKILL")
    unseen = _said(Why.SIGNALLED, exit_code=137, signal="SIGKILL", witnessed=False)
    assert "which Docker did not send" in seen
    assert "which Docker did not send" not in unseen
    assert "does not remember" in unseen
    assert "by itself" in _said(Why.FINISHED, exit_code=0)
    assert "by itself" not in _said(Why.FINISHED, exit_code=0, witnessed=False)


@pytest.mark.parametrize("why", list(Why))
def test_every_reason_has_its_sentence(why: Why) -> None:
    words = _said(why, exit_code=1, signal="SIGTERM", detail="<b>bad</b>\x1b[31m")
    assert bool(words) == (why is not Why.RUNS)
    assert "\x1b" not in words
    assert "{" not in words


def test_about_a_minute_ago_stands_in_small_letters_within_a_sentence() -> None:
    stop = Stop(Why.FINISHED, 0, finished=NOW - 70)
    words, tone = stop_sentence(stop, ContainerFacts(), (), NOW)
    assert words == "Finished by itself with exit code 0, about a minute ago."
    assert tone is Tone.OK


def test_a_crash_loop_is_told() -> None:
    facts = ContainerFacts(exit_code=1, restarts=5, finished=NOW - 3)
    assert restarting_sentence(facts, NOW) == (
        "It keeps restarting: it last ended with exit code 1, 3 seconds ago, and was restarted"
        " 5 times. The log may say why."
    )


def test_a_running_container_needs_no_reason() -> None:
    assert why_stopped({"State": {"Running": True}}).why is Why.RUNS
