"""Why one container is reached or not, short for a cell and whole for a sentence."""

from __future__ import annotations

from dataclasses import replace

from desktop.model.commands import Command, Verb
from desktop.model.network_commands import ConnectContainers
from desktop.model.reach.machines import Machine
from desktop.model.reach.probing import CLOCK_STEP, Finding
from desktop.model.reach.testing import ReachStory, is_unclear, reason_of
from desktop.model.reach.verdict import Check, Expect, Reason, Verdict, Way
from desktop.ui import units
from desktop.ui.icons import Icon
from desktop.ui.plain import visible
from desktop.ui.reach.matrix import Mark
from desktop.ui.text import mark, tr
from desktop.ui.theme import Tone

_SHORT = {
    Reason.COMMON_NETWORK: mark("common network"),
    Reason.SHARED_NAMESPACE: mark("same network namespace"),
    Reason.FROM_HOST: mark("from the host"),
    Reason.LINKED: mark("linked"),
    Reason.NOT_RUNNING: mark("not running"),
    Reason.NO_NETWORK: mark("no network"),
    Reason.NO_COMMON_NETWORK: mark("no common network"),
    Reason.INTERNAL: mark("internal network"),
    Reason.NO_NAMES_ON_BRIDGE: mark("no names on the default bridge"),
    Reason.NO_NAMES_ON_HOST: mark("no names with the host's network"),
    Reason.NAME_OF_ANOTHER: mark("has another's network"),
    Reason.TALK_FORBIDDEN: mark("forbidden by the network"),
    Reason.BY_HOST: mark("through the host"),
    Reason.NAME_UNKNOWN: mark("name not known"),
    Reason.REFUSED: mark("refused"),
    Reason.NOTHING_LISTENS: mark("nothing listens"),
    Reason.LOOPBACK_ONLY: mark("on localhost only"),
    Reason.OTHER_ADDRESS: mark("listens elsewhere"),
    Reason.IPV6_OR_WALL: mark("IPv6 only, or a firewall"),
    Reason.REJECTED: mark("firewall rejects"),
    Reason.PROHIBITED: mark("firewall rejects"),
    Reason.NO_ANSWER: mark("no answer"),
    Reason.NO_ROUTE: mark("no route"),
    Reason.NOT_PERMITTED: mark("not permitted"),
    Reason.SILENT: mark("open or filtered"),
    Reason.LISTENS: mark("open or filtered"),
    Reason.PAUSED: mark("paused"),
    Reason.NO_TOOL: mark("no tool to test with"),
    Reason.FAILED: mark("test failed"),
}

# What the program itself is to blame for.
_OWN = (Reason.REFUSED, Reason.NOTHING_LISTENS, Reason.LOOPBACK_ONLY, Reason.OTHER_ADDRESS)
# With the next step. {source} and {target} are names, {network} is one, {port} is 80/tcp,
# {listens} the addresses at which that is had.
_WHOLE = {
    Reason.COMMON_NETWORK: mark("Both are in the network {network}."),
    Reason.SHARED_NAMESPACE: mark("Both have the same network namespace: each is localhost."),
    Reason.FROM_HOST: mark("{source} has the host's network, and the host is in {network}."),
    Reason.LINKED: mark("{source} was linked to {target} when it was created."),
    Reason.NOT_RUNNING: mark("Both must run. Start the one that does not."),
    Reason.NO_NETWORK: mark("One of them is in no network. Connect it to one that both are in."),
    Reason.NO_COMMON_NETWORK: mark(
        "They are in no common network. Connect one of them to a network of the other."
    ),
    Reason.INTERNAL: mark(
        "The network {network} is internal: nothing leads out of it or into it. Connect both to"
        " one network."
    ),
    Reason.NO_NAMES_ON_BRIDGE: mark(
        "On the default bridge containers don't know each other's names. Connect both to a"
        " network of your own, or use the address."
    ),
    Reason.NO_NAMES_ON_HOST: mark(
        "With the host's network there are no names of containers. Use an address."
    ),
    Reason.NAME_OF_ANOTHER: mark(
        "{target} has another container's network: only that one's name is known there."
    ),
    Reason.TALK_FORBIDDEN: mark(
        "The network {network} forbids its containers to talk with each other (enable_icc=false)."
        " Connect both to another network."
    ),
    Reason.BY_HOST: mark(
        "{target} has the host's network: it is reached at the gateway, if the host's firewall"
        " lets it."
    ),
    Reason.NAME_UNKNOWN: mark(
        "The name is not known in {source}. See whether both are in one network of your own."
    ),
    Reason.REFUSED: mark(
        "{port} in {target} is refused: nothing listens there, or on 127.0.0.1 alone, or a firewall"
        " rejects it. Nobody could look into {target} to tell which."
    ),
    Reason.NOTHING_LISTENS: mark(
        "Nothing listens on {port} in {target}. See whether its program runs, and on which port."
    ),
    Reason.LOOPBACK_ONLY: mark(
        "A program in {target} listens on {port}, but on {listens} only, so others can't reach it."
        " Let it listen on all addresses (0.0.0.0)."
    ),
    Reason.OTHER_ADDRESS: mark(
        "A program in {target} listens on {port}, but on {listens} only. Let it listen on all"
        " addresses, or connect to that one."
    ),
    Reason.IPV6_OR_WALL: mark(
        "A program in {target} listens on {port} for IPv6 ({listens}). Either it takes no IPv4: let"
        " it listen on 0.0.0.0, too. Or a firewall rejects it: look at the rules in {target}."
    ),
    Reason.REJECTED: mark(
        "Refused, though a program in {target} listens on {port} ({listens}): a firewall rejects"
        " it. Look at the rules in {source}, in {target} and on the host."
    ),
    Reason.PROHIBITED: mark(
        "A firewall rejects it, and says so. Look at the rules in {source}, in {target} and on the"
        " host."
    ),
    Reason.NO_ANSWER: mark(
        "The networks would allow it, but no answer came: a firewall may keep it back. Look at"
        " the rules in {target} and on the host."
    ),
    Reason.NO_ROUTE: mark("{source} has no route there. Look at its networks."),
    Reason.NOT_PERMITTED: mark(
        "{source} may not send a ping: it lacks the capability NET_RAW, and there is no image for"
        " a helper. A port may be tested all the same."
    ),
    Reason.SILENT: mark(
        "A datagram was sent, and nothing came back: {port} is open and says nothing, or a firewall"
        " keeps it back. UDP confirms nothing: ask in the program's own protocol."
    ),
    Reason.LISTENS: mark(
        "A datagram was sent, and nothing came back. A program has {port} in {target}: it says"
        " nothing to what it does not know, or a firewall keeps it back. Ask in its own protocol."
    ),
    Reason.PAUSED: mark("{source} is paused: nothing runs in it. Unpause it first."),
    Reason.NO_TOOL: mark(
        "{source} has no tool to test with, and there is no image for a helper. Pack the starter"
        " image, and test again."
    ),
    Reason.FAILED: mark("The test itself failed: “{said}”."),
}


def summary(story: ReachStory) -> str:
    """How many connections work."""
    if not story.findings:
        return tr("What follows from the networks; nothing is tested yet")
    reached = sum(finding.reached for finding in story.findings.values())
    total = len(story.verdicts)
    if reached == total:
        return tr("All %n connection(s) work", "", total)
    unclear = sum(is_unclear(story.verdicts[it], found) for it, found in story.findings.items())
    if unclear:
        numbers = {"reached": reached, "total": total}
        return tr("{reached} of {total} work, %n (is|are) open or filtered", "", unclear, **numbers)
    return tr("{reached} of %n connection(s) work", "", total, reached=reached)


def way(check: Check) -> str:
    """What is asked: the name, the address, a port."""
    if check.port is not None:
        return str(check.port)
    if check.way is Way.IPV6:
        return tr("IPv6")
    return tr("Name") if check.way is Way.NAME else tr("Address")


def took(milliseconds: float) -> str:
    """A time as ping writes it; of more than a second, as a stop-watch does."""
    if milliseconds >= 1000:
        return units.elapsed(milliseconds / 1000)
    digits = 2 if milliseconds < 10 else 0
    return tr("{time} ms", time=f"{milliseconds:.{digits}f}")


def _time(check: Check, finding: Finding) -> str:
    if finding.milliseconds is None:
        return tr("reached")
    if check.port is not None and finding.milliseconds <= CLOCK_STEP:
        return tr("within {time} ms", time=round(CLOCK_STEP))
    return took(finding.milliseconds)


def cell(check: Check, verdict: Verdict, finding: Finding | None, *, asked: bool) -> Mark:
    """The line of one question in its cell."""
    label = way(check)
    if finding is None:
        foreseen = _foreseen(label, verdict)
        return replace(foreseen, picture=Icon.CLOCK) if asked else foreseen
    reason = tr(_SHORT[reason_of(verdict, finding)])
    if finding.reached:
        return Mark(label, _time(check, finding), Icon.OK, Tone.OK)
    if is_unclear(verdict, finding):
        return Mark(label, reason, Icon.HELP, Tone.WARNING)
    expected = verdict.expect is Expect.NO
    tone = Tone.MUTED if expected else Tone.DANGER
    if verdict.expect is Expect.OPEN and finding.reason in _OWN:
        tone = Tone.WARNING
    return Mark(label, reason, Icon.ERROR, tone)


def _foreseen(label: str, verdict: Verdict) -> Mark:
    reason = tr(_SHORT[verdict.reason])
    match verdict.expect:
        case Expect.YES:
            return Mark(
                label, tr("should: {reason}", reason=reason), Icon.CHECK, Tone.OK, pale=True
            )
        case Expect.OPEN:
            return Mark(label, tr("may: {reason}", reason=reason), Icon.HELP, Tone.MUTED, pale=True)
    return Mark(label, reason, Icon.CANCEL, Tone.MUTED, pale=True)


def sentence(
    source: Machine, target: Machine, check: Check, verdict: Verdict, finding: Finding | None
) -> str:
    """Why it is so, and what can be done."""
    values = {
        "source": visible(source.name, limit=60),
        "target": visible(target.name, limit=60),
        "network": visible(verdict.network, limit=60),
        "port": str(check.port or ""),
        "listens": visible(finding.listens if finding is not None else "", limit=80),
        "said": visible(finding.said if finding is not None else "", limit=200),
    }
    reason = reason_of(verdict, finding)
    if finding is not None and finding.reached and verdict.expect is Expect.NO:
        return tr("It is reached, though the networks would not lead there: by a route or rule"
                  " of the host.")  # fmt: skip
    said = tr(_WHOLE[reason], **values)
    if finding is not None and finding.helper:
        said += " " + tr("Tested by a helper in its network, as it lacks the tools or the right.")
    return said


def step(command: Command) -> str:
    """What would help, for a button."""
    first = visible(command.targets[0].name, limit=30)
    if isinstance(command, ConnectContainers):
        where = visible(command.network.name, limit=30)
        return tr("Connect {name} to {network}", name=first, network=where)
    if command.verb is Verb.PACK:
        return tr("Pack the starter image")
    if len(command.targets) > 1:
        return tr("Start %n container(s)", "", len(command.targets))
    if command.verb is Verb.UNPAUSE:
        return tr("Unpause {name}", name=first)
    return tr("Start {name}", name=first)


def heading(check: Check, verdict: Verdict) -> str:
    """``Name: s1``, ``Address: 172.18.0.3``, ``80/tcp: 172.18.0.3``."""
    host = visible(verdict.host, limit=60)
    return tr("{way}: {host}", way=way(check), host=host) if host else way(check)
