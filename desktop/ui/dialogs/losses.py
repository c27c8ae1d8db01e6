"""The words for what a removal takes: one finding per loss, with a sentence for each fact."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.engine.records import Container, State
from desktop.model.impact import (
    Block,
    ContainerLoss,
    Held,
    ImageLoss,
    Loss,
    NetworkLoss,
    VolumeLoss,
)
from desktop.ui import units, wording
from desktop.ui.dialogs import words
from desktop.ui.dialogs.findings import Fact, Finding
from desktop.ui.text import tr
from desktop.ui.theme import Tone


def finding(loss: Loss, *, users_known: bool = True) -> Finding:
    """What is to be known about one of the things; ``users_known`` as in an Impact."""
    name = words.whole(loss.target.name)
    if loss.block is Block.GONE:
        return Finding(name, "", (Fact(tr("It is gone already.")),))
    match loss:
        case ContainerLoss():
            beside = wording.state(loss.record) if loss.record else ""
            return Finding(name, beside, tuple(_container(loss)))
        case ImageLoss():
            return Finding(
                name, _image_beside(loss, name), (*_image(loss), *_unknown_users(users_known))
            )
        case NetworkLoss():
            driver = loss.record.driver if loss.record else ""
            return Finding(name, driver, tuple(_network(loss, users_known=users_known)))
        case VolumeLoss():
            driver = loss.record.driver if loss.record else ""
            return Finding(name, driver, (*_volume(loss), *_unknown_users(users_known)))


def _unknown_users(users_known: bool) -> list[Fact]:
    if users_known:
        return []
    return [Fact(tr("Which containers use it is not known at the moment."), Tone.WARNING)]


def _container(loss: ContainerLoss) -> list[Fact]:
    if loss.block is Block.REMOVING:
        return [Fact(tr("It is being removed already."))]
    if loss.block is Block.RUNNING:
        return [Fact(_why_running(loss.record), Tone.WARNING)]
    facts = []
    if loss.killed:
        facts.append(Fact(tr("It is killed first."), Tone.WARNING))
    if loss.lost:
        facts.append(Fact(_volumes_lost(loss.lost), Tone.DANGER))
    if loss.orphaned:
        facts.append(
            Fact(
                tr(
                    "Anonymous volume(s) {names} (stays|stay), and nothing uses (it|them) then.",
                    "",
                    len(loss.orphaned),
                    names=_held(loss.orphaned),
                )
            )
        )
    if loss.kept:
        facts.append(
            Fact(tr("Volume(s) {names} (stays|stay).", "", len(loss.kept), names=_held(loss.kept)))
        )
    return facts


def _why_running(record: Container | None) -> str:
    match record.state if record else None:
        case State.PAUSED:
            return tr("It is paused: the Engine refuses. Stop it first, or tick Force.")
        case State.RESTARTING:
            return tr("It is restarting: the Engine refuses. Stop it first, or tick Force.")
    return tr("It is running: the Engine refuses. Stop it first, or tick Force.")


def _volumes_lost(volumes: Sequence[Held]) -> str:
    return tr(
        "Anonymous volume(s) {names} (goes|go) too, with all (its|their) data.",
        "",
        len(volumes),
        names=_held(volumes),
    )


def _held(volumes: Sequence[Held]) -> str:
    """``data (1.2GB), cache``; the size where it was measured."""
    return words.listed([_with_size(each.name, each.size) for each in volumes])


def _with_size(name: str, size: int | None) -> str:
    return words.short(name) if size is None else f"{words.short(name)} ({units.size(size)})"


def _image_beside(loss: ImageLoss, name: str) -> str:
    if loss.record is None:
        return ""
    identifier = words.short(loss.record.id)
    return "" if identifier == name else identifier


def _image(loss: ImageLoss) -> list[Fact]:
    users = (*loss.running, *loss.stopped)
    match loss.block:
        case Block.USED:
            return [
                Fact(
                    tr(
                        "Container(s) {names} (was|were) made from it: the Engine refuses. "
                        "Remove (it|them) first, or tick Force.",
                        "",
                        len(users),
                        names=words.listed_containers(users),
                    ),
                    Tone.WARNING,
                )
            ]
        case Block.USED_RUNNING:
            return [
                Fact(
                    tr(
                        "Container(s) {names} (runs|run) from it: the Engine refuses, also by "
                        "force. Stop and remove (it|them) first.",
                        "",
                        len(loss.running),
                        names=words.listed_containers(loss.running),
                    ),
                    Tone.WARNING,
                )
            ]
        case Block.PARENT:
            names = [each.references[0] if each.references else each.id for each in loss.children]
            return [
                Fact(
                    tr(
                        "Image(s) {names} (was|were) made of it and (needs|need) its layers: it "
                        "stays until (it|they) (goes|go).",
                        "",
                        len(names),
                        names=words.listed(names),
                    ),
                    Tone.WARNING,
                )
            ]
        case Block.SEVERAL_NAMES:
            names = [*loss.names, *loss.other_names]
            return [
                Fact(
                    tr(
                        "It has several names: {names}. "
                        "Remove them one by one, or tick Force to remove all.",
                        names=words.listed(names),
                    ),
                    Tone.WARNING,
                )
            ]
    return _image_going(loss, users)


def _image_going(loss: ImageLoss, users: Sequence[Container]) -> list[Fact]:
    facts = []
    also = [name for name in loss.names if name != loss.target.name and "@" not in name]
    if also:
        facts.append(Fact(tr("Its names go: {names}.", names=words.listed(also)), Tone.DANGER))
    if loss.removed and loss.record is not None:
        size = units.size(loss.record.size)
        facts.append(
            Fact(
                tr("The image goes: {size}, less what it shares with others.", size=size),
                Tone.DANGER,
            )
        )
    elif loss.other_names:
        others = [name for name in loss.other_names if "@" not in name] or list(loss.other_names)
        facts.append(
            Fact(tr("Only this name goes. The image stays as {names}.", names=words.listed(others)))
        )
    else:
        facts.append(Fact(tr("The name goes. The image stays, without a name."), Tone.WARNING))
    if users:
        facts.append(
            Fact(
                tr(
                    "Container(s) {names} (uses|use) it, and (stays|stay).",
                    "",
                    len(users),
                    names=words.listed_containers(users),
                ),
                Tone.MUTED if loss.other_names else Tone.WARNING,
            )
        )
    return facts


def _network(loss: NetworkLoss, *, users_known: bool) -> list[Fact]:
    if loss.block is Block.PREDEFINED:
        return [Fact(tr("It is the Engine's own, and can't be removed."), Tone.WARNING)]
    if loss.block is Block.ATTACHED:
        return [
            Fact(
                tr(
                    "Container(s) {names} (runs|run) in it: the Engine refuses. "
                    "Stop or disconnect (it|them) first.",
                    "",
                    len(loss.running),
                    names=words.listed_containers(loss.running),
                ),
                Tone.WARNING,
            )
        ]
    unknown = _unknown_users(users_known)
    if loss.stopped:
        return [
            Fact(
                tr(
                    "Container(s) {names} (belongs|belong) to it, and can't start without it.",
                    "",
                    len(loss.stopped),
                    names=words.listed_containers(loss.stopped),
                ),
                Tone.WARNING,
            ),
            *unknown,
        ]
    return unknown or [Fact(tr("No container uses it."))]


def _volume(loss: VolumeLoss) -> list[Fact]:
    users = (*loss.running, *loss.stopped)
    if users:
        return [
            Fact(
                tr(
                    "Container(s) {names} (mounts|mount) it: the Engine refuses. "
                    "Remove (it|them) first.",
                    "",
                    len(users),
                    names=words.listed_containers(users),
                ),
                Tone.WARNING,
            )
        ]
    if loss.size is None:
        return [Fact(tr("All its data is lost. How much it is was not measured."), Tone.DANGER)]
    return [Fact(tr("All its data is lost: {size}.", size=units.size(loss.size)), Tone.DANGER)]
