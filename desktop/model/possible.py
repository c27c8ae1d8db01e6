"""Which verb makes sense on which object now: what enables an action.

It says whether Docker would *do* something. ``docker start`` of a running container succeeds and
does nothing, so it is not offered. Held against the real Engine in
``tests/engine/test_possible_matches_engine.py``.
"""

from __future__ import annotations

from collections.abc import Collection

from desktop.engine.records import Ability, Container, Image, Network, Record, State, Volume
from desktop.model.commands import Verb

_ALIVE = frozenset((State.RUNNING, State.PAUSED, State.RESTARTING))

# A dead container is one whose removal failed half way: the Engine lets it only be removed. While
# one waits for its next restart it has no network sandbox, and renaming fails for want of it.
_STATES: dict[Verb, frozenset[State]] = {
    Verb.START: frozenset((State.CREATED, State.EXITED)),
    Verb.STOP: _ALIVE,
    Verb.RESTART: _ALIVE | {State.CREATED, State.EXITED},
    Verb.PAUSE: frozenset((State.RUNNING,)),
    Verb.UNPAUSE: frozenset((State.PAUSED,)),
    Verb.KILL: _ALIVE,
    Verb.RENAME: frozenset((State.CREATED, State.RUNNING, State.PAUSED, State.EXITED)),
    Verb.REMOVE: _ALIVE | {State.CREATED, State.EXITED, State.DEAD},
    Verb.UPDATE: _ALIVE | {State.CREATED, State.EXITED},
    Verb.COMMIT: frozenset((State.CREATED, State.RUNNING, State.PAUSED, State.EXITED)),
    Verb.EXPORT: _ALIVE | {State.CREATED, State.EXITED},
}


def applicable(
    verb: Verb, record: Record, abilities: Collection[Ability] = frozenset(Ability)
) -> bool:
    """Whether the verb would do something to the record, as it was last seen.

    ``abilities`` are the Engine's. Removing a running container counts: see :func:`needs_force`.
    """
    if isinstance(record, Container):
        if verb in (Verb.PAUSE, Verb.UNPAUSE) and Ability.PAUSE not in abilities:
            return False
        if verb is Verb.UPDATE and Ability.UPDATE not in abilities:
            return False
        states = _STATES.get(verb)
        # Of a state that we don't know we can't say what is impossible: the Engine decides.
        return states is not None and (record.state in states or record.state is State.UNKNOWN)
    if isinstance(record, Image):
        return verb in (Verb.TAG, Verb.PUSH, Verb.SAVE, Verb.REMOVE) or (
            verb is Verb.UNTAG and bool(record.references)
        )
    if isinstance(record, Network):
        return verb is Verb.REMOVE and not record.predefined
    if isinstance(record, Volume):
        return verb is Verb.REMOVE or (verb is Verb.MEASURE and Ability.VOLUME_SIZES in abilities)
    return False


def needs_force(container: Container) -> bool:
    """Whether the Engine removes it only by force, which kills it."""
    return container.state in _ALIVE
