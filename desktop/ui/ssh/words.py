"""What is said about SSH between containers: what each has, what was done, why a login fails."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.model.ssh.records import Did, Login, Looked, NotReady, SshFailed, Step
from desktop.ui import wording
from desktop.ui.icons import Icon
from desktop.ui.plain import visible
from desktop.ui.reach.matrix import Mark
from desktop.ui.reach.words import took
from desktop.ui.text import mark, tr
from desktop.ui.theme import Tone

DOING = {
    Step.LOOK: mark("Looking at the containers…"),
    Step.KEYS: mark("Making key pairs…"),
    Step.AUTHORIZE: mark("Handing over the public keys…"),
    Step.KNOW: mark("Making the containers known to each other…"),
    Step.CONFIGURE: mark("Looking at what sshd allows…"),
    Step.START: mark("Starting sshd…"),
    Step.LOGIN: mark("Logging in, in every direction…"),
}
_STEPS = {
    Step.LOOK: mark("looking at it"),
    Step.KEYS: mark("making the key pair"),
    Step.AUTHORIZE: mark("writing authorized_keys"),
    Step.KNOW: mark("writing known_hosts"),
    Step.CONFIGURE: mark("setting what sshd_config needs"),
    Step.START: mark("starting sshd"),
    Step.LOGIN: mark("the login"),
}
_DID = {
    Did.KEY: mark("key pair made"),
    Did.HOST_KEYS: mark("host keys made"),
    Did.AUTHORIZED: mark("keys authorized"),
    Did.KNOWN: mark("hosts known"),
    Did.CONFIG: mark("sshd_config changed"),
    Did.RELOAD: mark("sshd reloaded"),
    Did.START: mark("sshd started"),
    Did.TAKEN_OUT: mark("keys taken out"),
}
# What ssh says, in English everywhere: short for the cell, and whole with the next step.
_LOGIN = (
    (
        r"permission denied",
        mark("key not accepted"),
        mark(
            "sshd did not accept the key. See whether the account is locked, whether others may"
            " write to the user's home folder, and whether AllowUsers or a Match block in"
            " sshd_config leaves it out."
        ),
    ),
    (
        r"host key verification|host key is known|identification has changed",
        mark("host not known"),
        mark("The host's key is not the known one. Set up again, which learns it anew."),
    ),
    (
        r"refused",
        mark("sshd does not answer"),
        mark(
            "Port {port} is refused. See in the container's processes whether sshd runs, whether it"
            " listens on all addresses, and whether a firewall rejects it."
        ),
    ),
    (
        r"resolve|name or service",
        mark("name not known"),
        mark("The name is not known there. Connect both to a network of your own."),
    ),
    (
        r"timed out|no route|unreachable",
        mark("no answer"),
        mark("No answer came. Reachability tells what is in the way."),
    ),
)


def system(looked: Looked | None) -> str:
    """The distribution."""
    return visible(looked.system, limit=60) if looked is not None else ""


def state(looked: Looked | None) -> tuple[str, Tone]:
    """Whether SSH can be set up in it."""
    if looked is None:
        return "", Tone.MUTED
    if not looked.shell:
        return tr("no shell: it can't be set up"), Tone.DANGER
    if not looked.home:
        return tr("no such user"), Tone.DANGER
    if looked.missing:
        return tr("lacks {programs}", programs=wording.listed(looked.missing)), Tone.WARNING
    if looked.running:
        return tr("sshd runs"), Tone.OK
    return tr("sshd is there"), Tone.TEXT


def key(looked: Looked | None, twins: Sequence[str] = ()) -> str:
    """Whether it has a key pair already, and of its own."""
    if looked is None or not looked.ready:
        return ""
    if twins:
        names = wording.listed(visible(name, limit=40) for name in twins)
        return tr("the same as of {names}", names=names)
    return tr("there already") if looked.has_key else tr("will be made")


def done(did: frozenset[Did] | None) -> str:
    """What was changed in it."""
    if did is None:
        return ""
    return wording.listed(tr(_DID[each]) for each in Did if each in did) or tr("nothing to change")


def cell(login: Login | None, *, asked: bool) -> Mark:
    """The line of one direction."""
    label = tr("Login")
    if login is None:
        picture = Icon.CLOCK if asked else Icon.HELP
        return Mark(label, tr("not tried yet"), picture, Tone.MUTED, pale=True)
    if login.works:
        return Mark(label, took(login.milliseconds or 0), Icon.OK, Tone.OK)
    return Mark(label, _reason(login)[0], Icon.ERROR, Tone.DANGER)


def sentence(login: Login | None) -> str:
    """Why, and what can be done."""
    if login is None:
        return tr("Set up tries a real login in every direction.")
    if login.works:
        return tr(
            "The login works, without any password and with the host's key known. If the"
            " container's own command does not start sshd, set up again after a restart."
        )
    why = _reason(login)[1]
    if login.said:
        why += " " + tr("ssh says “{said}”.", said=visible(login.said, limit=300))
    return why


def _reason(login: Login) -> tuple[str, str]:
    if login.apart or not login.host:
        return tr("no common network"), tr(
            "They are in no common network. Connect one of them to a network of the other."
        )
    for pattern, short, whole in _LOGIN:
        if re.search(pattern, login.said.lower()):
            return tr(short), tr(whole, port=login.port)
    return tr("login failed"), tr("The login failed.")


def why(error: SshFailed | NotReady) -> str:
    """The reason within a sentence, what was changed before, and how to go on or back."""
    if isinstance(error, NotReady):
        names = wording.listed(visible(name, limit=60) for name in error.names)
        return tr(
            "{names} (lacks|lack) what it needs. Nothing was changed. Install OpenSSH there, or"
            " leave it out.",
            "",
            len(error.names),
            names=names,
        )
    step, name = tr(_STEPS[error.step]), visible(error.name, limit=80)
    if error.step is Step.LOGIN:
        said = tr("the login {name} failed; everything else is set up.", name=name)
        return said + " " + tr("The matrix tells why, and what to do.")
    said = tr("{step} failed in {name}.", step=step, name=name)
    if error.explanation:
        said += " " + tr("It says “{text}”.", text=visible(error.explanation, limit=300))
    if not error.done:
        return said + " " + tr("Nothing was changed.")
    changed = "; ".join(f"{visible(who, limit=40)}: {done(did)}" for who, did in error.done)
    back = tr(
        "Done before: {changed}. Nothing of it does harm: set up again to go on. To go back, take"
        " the keys out of the others, and copy sshd_config.before-portside back.",
        changed=changed,
    )
    return f"{said} {back}"
