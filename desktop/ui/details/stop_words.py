"""Why a container does not run, in one sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.engine.records import Event
from desktop.model.facts import ContainerFacts
from desktop.model.inspection import grace_given
from desktop.model.reasons import Stop, Why
from desktop.ui import units
from desktop.ui.plain import visible
from desktop.ui.text import tr
from desktop.ui.theme import Tone

_LONGEST_DETAIL = 400
# What is concluded from nothing having been seen: only where something would have been.
_BY_SILENCE = (Why.SIGNALLED, Why.FINISHED, Why.FAILED)
_NOISE = re.compile(
    r"^.*(?:unable to start container process|starting container process caused):? *|: unknown$"
)


def stop_sentence(
    stop: Stop, facts: ContainerFacts, events: Sequence[Event], now: float
) -> tuple[str, Tone]:
    """The sentence, and how it is meant; empty for a container that runs."""
    when = units.ago(stop.finished, now) if stop.finished else ""
    code = 0 if stop.exit_code is None else stop.exit_code
    if stop.why in _BY_SILENCE and not stop.witnessed:
        return _unknown(stop, code, when)
    match stop.why:
        case Why.RUNS:
            return "", Tone.TEXT
        case Why.NEVER_STARTED:
            return tr("It was created, and has never been started."), Tone.TEXT
        case Why.START_FAILED:
            return _with_detail(tr("It could not be started"), stop), Tone.DANGER
        case Why.NOT_FOUND:
            return _with_detail(tr("The command was not found"), stop), Tone.DANGER
        case Why.NOT_EXECUTABLE:
            return _with_detail(tr("The command can't be executed"), stop), Tone.DANGER
        case Why.OUT_OF_MEMORY:
            return _out_of_memory(facts, when), Tone.DANGER
        case Why.STOPPED:
            return _stopped(stop, code, when)
        case Why.STOPPED_HARD:
            return _stopped_hard(stop, facts, events, code, when), Tone.WARNING
        case Why.KILLED:
            return _killed(stop, code, when), Tone.WARNING
        case Why.SIGNALLED:
            text = tr(
                "Ended by {signal}, which Docker did not send (exit code {code}){when}.",
                signal=stop.signal,
                code=code,
                when=_when(when),
            )
            return text, Tone.DANGER
        case Why.ENGINE_DOWN:
            text = tr(
                "It went down with the Engine, or lost it (exit code {code}){when}.",
                code=code,
                when=_when(when),
            )
            return text, Tone.WARNING
        case Why.FINISHED:
            return tr("Finished by itself with exit code 0{when}.", when=_when(when)), Tone.OK
        case Why.FAILED:
            text = tr(
                "Failed: its command ended with exit code {code}{when}. The log may say why.",
                code=code,
                when=_when(when),
            )
            return text, Tone.DANGER


def _unknown(stop: Stop, code: int, when: str) -> tuple[str, Tone]:
    """The exit code alone does not say who or what ended it."""
    if stop.why is Why.SIGNALLED:
        text = tr(
            "Ended by {signal} (exit code {code}){when}. The Engine does not remember who sent it.",
            signal=stop.signal,
            code=code,
            when=_when(when),
        )
        return text, Tone.OK if code in (130, 143) else Tone.WARNING
    if code == 0:
        return tr("Ended with exit code 0{when}.", when=_when(when)), Tone.OK
    text = tr(
        "Ended with exit code {code}{when}. The log may say why.", code=code, when=_when(when)
    )
    return text, Tone.DANGER


def restarting_sentence(facts: ContainerFacts, now: float) -> str:
    """For a container that Docker starts again and again."""
    return tr(
        "It keeps restarting: it last ended with exit code {code}{when}, and was restarted"
        " %n time(s). The log may say why.",
        "",
        facts.restarts,
        code=0 if facts.exit_code is None else facts.exit_code,
        when=_when(units.ago(facts.finished, now)),
    )


def _when(ago: str) -> str:
    if not ago:
        return ""
    within = ago[0].lower() + ago[1:]
    return tr(", {ago}", "the end of a sentence: ', 3 minutes ago'", ago=within)


def _with_detail(text: str, stop: Stop) -> str:
    said = _NOISE.sub("", " ".join(stop.detail.split())).removeprefix("exec: ").rstrip(". ")
    detail = visible(said, limit=_LONGEST_DETAIL)
    if not detail:
        return tr("{text} (exit code {code}).", text=text, code=stop.exit_code or 0)
    return tr("{text}: {detail}", text=text, detail=detail)


def _out_of_memory(facts: ContainerFacts, when: str) -> str:
    if facts.memory:
        return tr(
            "Killed: out of memory (limit {limit}){when}. Give it more memory, or look for a leak.",
            limit=units.memory(facts.memory),
            when=_when(when),
        )
    return tr(
        "Killed: the machine ran out of memory{when}. Free some, or give it a limit.",
        when=_when(when),
    )


def _stopped(stop: Stop, code: int, when: str) -> tuple[str, Tone]:
    if code == 0:
        return tr("Stopped by docker stop, and ended well{when}.", when=_when(when)), Tone.OK
    text = tr(
        "Stopped by docker stop: it ended on {signal} (exit code {code}){when}.",
        signal=stop.signal or "SIGTERM",
        code=code,
        when=_when(when),
    )
    return text, Tone.OK if code in (130, 143) else Tone.WARNING


def _stopped_hard(
    stop: Stop, facts: ContainerFacts, events: Sequence[Event], code: int, when: str
) -> str:
    grace = grace_given(events, stop.finished)
    return tr(
        "Stopped by docker stop: it did not end within {seconds} s after {signal}"
        " and was killed (exit code {code}){when}.",
        seconds=round(facts.grace if grace is None else grace),
        signal=stop.signal or "SIGTERM",
        code=code,
        when=_when(when),
    )


def _killed(stop: Stop, code: int, when: str) -> str:
    return tr(
        "Killed by docker kill with {signal} (exit code {code}){when}.",
        signal=stop.signal,
        code=code,
        when=_when(when),
    )
