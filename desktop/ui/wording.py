"""The words for what the layers below tell as data: states, verbs, errors, reasons."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.records import Container, Health, Image, Kind, Port, Record, State
from desktop.model.commands import Verb
from desktop.model.ports import is_everywhere
from desktop.ui import theme, units
from desktop.ui.text import mark, tr

_HERE = re.compile(r"\((?:unix|npipe)://")
_STATES = {
    State.CREATED: mark("Created"),
    State.RUNNING: mark("Running"),
    State.PAUSED: mark("Paused"),
    State.RESTARTING: mark("Restarting"),
    State.REMOVING: mark("Removing"),
    State.EXITED: mark("Exited"),
    State.DEAD: mark("Dead"),
    State.UNKNOWN: mark("Unknown"),
}
_HEALTH = {
    Health.STARTING: mark("health: starting"),
    Health.HEALTHY: mark("healthy"),
    Health.UNHEALTHY: mark("unhealthy"),
}
_DOING = {
    Verb.START: mark("starting…"),
    Verb.STOP: mark("stopping…"),
    Verb.RESTART: mark("restarting…"),
    Verb.PAUSE: mark("pausing…"),
    Verb.UNPAUSE: mark("unpausing…"),
    Verb.KILL: mark("killing…"),
    Verb.RENAME: mark("renaming…"),
    Verb.REMOVE: mark("removing…"),
    Verb.TAG: mark("tagging…"),
    Verb.UNTAG: mark("untagging…"),
    Verb.CREATE: mark("creating…"),
    Verb.RUN: mark("creating…"),
    Verb.PULL: mark("pulling…"),
    Verb.LOAD: mark("loading…"),
    Verb.BUILD: mark("building…"),
    Verb.PUSH: mark("pushing…"),
    Verb.SIGN_IN: mark("signing in…"),
    Verb.SIGN_OUT: mark("signing out…"),
    Verb.SAVE: mark("saving…"),
    Verb.EXPORT: mark("exporting…"),
    Verb.IMPORT: mark("importing…"),
    Verb.COMMIT: mark("committing…"),
    Verb.PACK: mark("packing…"),
    Verb.MEASURE: mark("measuring…"),
    Verb.PRUNE: mark("removing…"),
    Verb.SIGNAL: mark("sending a signal…"),
    Verb.UPDATE: mark("updating…"),
    Verb.SAVE_LOG: mark("saving the log…"),
    Verb.CHECK: mark("checking…"),
    Verb.COPY: mark("copying…"),
    Verb.MAKE_FOLDER: mark("making a folder…"),
    Verb.RENAME_FILE: mark("renaming…"),
    Verb.MOVE_FILES: mark("moving…"),
    Verb.DELETE_FILES: mark("deleting…"),
    Verb.WRITE_FILE: mark("writing…"),
    Verb.DOWNLOAD: mark("downloading…"),
    Verb.TEST: mark("testing…"),
    Verb.CONNECT_SSH: mark("setting up SSH…"),
    Verb.INSTALL_SSH: mark("installing OpenSSH…"),
    Verb.TAKE_OUT_KEYS: mark("taking keys out…"),
    Verb.CONNECT: mark("connecting…"),
    Verb.DISCONNECT: mark("disconnecting…"),
    Verb.INIT_SWARM: mark("initialising a Swarm…"),
    Verb.JOIN_SWARM: mark("joining the Swarm…"),
    Verb.LEAVE_SWARM: mark("leaving the Swarm…"),
}
# A process that ends on SIGTERM (143) or Ctrl+C (130) did what it was asked to.
_ENDED_WELL = (0, 130, 143)


def doing(verb: Verb) -> str:
    """What a row says while the verb runs on it: ``stopping…``."""
    return tr(_DOING[verb])


def mark_of(container: Container) -> theme.State:
    """The mark of a container's row: its state, health and exit code for the eye."""
    if container.state is State.RUNNING:
        return {
            Health.HEALTHY: theme.State.HEALTHY,
            Health.UNHEALTHY: theme.State.UNHEALTHY,
        }.get(container.health, theme.State.RUNNING)
    if container.state is State.EXITED:
        well = container.exit_code in _ENDED_WELL
        return theme.State.EXITED_WELL if well else theme.State.EXITED_BADLY
    return {
        State.PAUSED: theme.State.PAUSED,
        State.RESTARTING: theme.State.RESTARTING,
        State.DEAD: theme.State.DEAD,
    }.get(container.state, theme.State.CREATED)


def state(container: Container) -> str:
    """One word for the state, for filters and screen readers: ``Running``."""
    return tr(_STATES[container.state])


def status(container: Container, now: float) -> str:
    """The status as docker writes it: ``Up 2 hours (healthy)``, ``Exited (137) 3 minutes ago``."""
    if container.state is State.REMOVING:
        return tr("Removal In Progress")
    if container.since is None or container.state in (State.CREATED, State.DEAD, State.UNKNOWN):
        return state(container)
    span = units.duration(now - container.since)
    if container.state is State.EXITED:
        return tr("Exited ({code}) {span} ago", code=_code(container), span=span)
    if container.state is State.RESTARTING:
        return tr("Restarting ({code}) {span} ago", code=_code(container), span=span)
    text = tr("Up {span}", span=span)
    if container.state is State.PAUSED:
        return tr("{status} (Paused)", status=text)
    if container.health is not Health.NONE:
        return tr("{status} ({health})", status=text, health=tr(_HEALTH[container.health]))
    return text


def _code(container: Container) -> str:
    return "?" if container.exit_code is None else str(container.exit_code)


def short_id(key: str) -> str:
    """The first twelve digits, as docker shows ids."""
    return key.removeprefix("sha256:")[:12]


def name_of(record: Record) -> str:
    """What people call an object; without a name, its id."""
    name = record.references[0] if isinstance(record, Image) and record.references else ""
    return name or str(getattr(record, "name", "")) or short_id(record.key)


def port(value: Port) -> str:
    """A port as docker writes it: ``127.0.0.1:8080→80/tcp``, ``80/tcp`` when not published."""
    inside = f"{value.number}/{value.protocol}"
    if not value.host_port:
        return inside
    where = str(value.host_port) if is_everywhere(value.host_ip) else address(value)
    return f"{where}→{inside}"


def address(value: Port) -> str:
    """Where a published port is, as ``docker port`` writes it: ``0.0.0.0:8080``, ``[::]:8080``."""
    host = value.host_ip or "0.0.0.0"  # noqa: S104 - shown, not bound
    return f"[{host}]:{value.host_port}" if ":" in host else f"{host}:{value.host_port}"


def ports(values: tuple[Port, ...]) -> list[tuple[str, Port]]:
    """The ports' texts, each once: IPv4 and IPv6 of the same publication look the same."""
    found: dict[str, Port] = {}
    for value in values:
        found.setdefault(port(value), value)
    return list(found.items())


def no_address(*, running: bool) -> str:
    """Why a container has none in a network; in ``host`` and ``none`` none has one."""
    return tr("no address of its own") if running else tr("no address while it does not run")


def listed(names: Iterable[str]) -> str:
    """Names one after the other, as the language separates them: ``web, db``."""
    return tr(", ", "between the names of a list").join(names)


def as_sentence(text: str) -> str:
    """A reason that stands alone: with a capital, where it does not begin with a name."""
    first = text.partition(" ")[0]
    return text if set(first) & set(".:/") else text[:1].upper() + text[1:]


def endpoint_name(endpoint: Endpoint) -> str:
    """What an endpoint is called: ``default``, ``Colima``, ``private Engine``."""
    return tr("private Engine") if endpoint.origin is Origin.PRIVATE else endpoint.name


def endpoint_title(endpoint: Endpoint) -> str:
    """``default (unix:///var/run/docker.sock)``."""
    return tr("{name} ({url})", name=endpoint_name(endpoint), url=endpoint.url)


def elsewhere(where: str) -> str:
    """Which Engine it is, by its title, where that is not this machine's; else nothing."""
    return tr("On the Engine {where}", where=where) if where and not _HERE.search(where) else ""


def kind_name(kind: Kind, count: int) -> str:
    """``1 container``, ``3 containers``."""
    match kind:
        case Kind.CONTAINER:
            return tr("%n container(s)", "", count)
        case Kind.IMAGE:
            return tr("%n image(s)", "", count)
        case Kind.NETWORK:
            return tr("%n network(s)", "", count)
        case Kind.VOLUME:
            return tr("%n volume(s)", "", count)
