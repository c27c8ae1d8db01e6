"""What an operation is called while it runs, and what became of it when it has ended."""

from __future__ import annotations

from desktop.engine.records import Kind
from desktop.model.archive_commands import (
    CommitContainer,
    ExportContainer,
    ImportImage,
    LoadImages,
    SaveImages,
)
from desktop.model.commands import Command, ContainersCommand, RenameContainer, Verb
from desktop.model.image_commands import Came, OtherPlatform, PullImage, TagImage
from desktop.model.in_turn import InTurn
from desktop.model.logs.save import SaveMergedLogs
from desktop.model.network_commands import ConnectContainers, DisconnectContainers
from desktop.model.operations import Operation, Outcome
from desktop.model.registry_commands import PushImage
from desktop.model.start_engine import StartEngine
from desktop.model.usage.prune import Prune
from desktop.ui import quoting
from desktop.ui.plain import visible
from desktop.ui.text import mark, tr
from desktop.ui.units import number

# Before and after, on one target.
_ONE = {
    Verb.START: (mark("Start {name}"), mark("Started {name}")),
    Verb.STOP: (mark("Stop {name}"), mark("Stopped {name}")),
    Verb.RESTART: (mark("Restart {name}"), mark("Restarted {name}")),
    Verb.PAUSE: (mark("Pause {name}"), mark("Paused {name}")),
    Verb.UNPAUSE: (mark("Unpause {name}"), mark("Unpaused {name}")),
    Verb.KILL: (mark("Kill {name}"), mark("Killed {name}")),
    Verb.RENAME: (mark("Rename {name}"), mark("Renamed {name}")),
    Verb.REMOVE: (mark("Remove {name}"), mark("Removed {name}")),
    Verb.TAG: (mark("Tag {name}"), mark("Tagged {name}")),
    Verb.UNTAG: (mark("Untag {name}"), mark("Untagged {name}")),
    Verb.RUN: (mark("Run {name}"), mark("Started {name}")),
    Verb.PULL: (mark("Pull {name}"), mark("Pulled {name}")),
    Verb.PUSH: (mark("Push {name}"), mark("Pushed {name}")),
    Verb.SIGN_IN: (mark("Sign in to {name}"), mark("Signed in to {name}")),
    Verb.SIGN_OUT: (mark("Sign out of {name}"), mark("Signed out of {name}")),
    Verb.LOAD: (mark("Load {name}"), mark("Loaded {name}")),
    Verb.BUILD: (mark("Build {name}"), mark("Built {name}")),
    Verb.SAVE: (mark("Save {name}"), mark("Saved {name}")),
    Verb.EXPORT: (mark("Export {name}"), mark("Exported {name}")),
    Verb.IMPORT: (mark("Import {name}"), mark("Imported {name}")),
    Verb.COMMIT: (mark("Commit {name}"), mark("Committed {name}")),
    Verb.PACK: (mark("Pack {name}"), mark("Packed {name}")),
    Verb.MEASURE: (mark("Measure volumes"), mark("Measured volumes")),
    Verb.PRUNE: (mark("Prune {name}"), mark("Removed {name}")),
    Verb.SIGNAL: (
        mark("Send a signal to a process of {name}"),
        mark("Sent a signal to a process of {name}"),
    ),
    Verb.UPDATE: (mark("Update {name}"), mark("Updated {name}")),
    Verb.CHECK: (mark("Run the health check of {name}"), mark("Ran the health check of {name}")),
    Verb.SAVE_LOG: (mark("Save the log of {name}"), mark("Saved the log of {name}")),
    Verb.COPY: (mark("Copy {name}"), mark("Copied {name}")),
    Verb.MAKE_FOLDER: (mark("Make folder {name}"), mark("Made folder {name}")),
    Verb.RENAME_FILE: (mark("Rename {name}"), mark("Renamed {name}")),
    Verb.MOVE_FILES: (mark("Move {name}"), mark("Moved {name}")),
    Verb.DELETE_FILES: (mark("Delete {name}"), mark("Deleted {name}")),
    Verb.WRITE_FILE: (mark("Write {name}"), mark("Wrote {name}")),
    Verb.DOWNLOAD: (mark("Download {name}"), mark("Downloaded {name}")),
    Verb.TEST: (
        mark("Test who reaches whom: {name}"),
        mark("Tested who reaches whom: {name}"),
    ),
    Verb.CONNECT_SSH: (mark("SSH between {name}"), mark("SSH works between {name}")),
    Verb.INSTALL_SSH: (mark("Install OpenSSH in {name}"), mark("Installed OpenSSH in {name}")),
    Verb.TAKE_OUT_KEYS: (
        mark("Take SSH keys out of {name}"),
        mark("Took SSH keys out of {name}"),
    ),
    Verb.CONNECT: (mark("Connect {name}"), mark("Connected {name}")),
    Verb.DISCONNECT: (mark("Disconnect {name}"), mark("Disconnected {name}")),
    Verb.INIT_SWARM: (mark("Initialise a Swarm"), mark("Initialised a Swarm")),
    Verb.JOIN_SWARM: (mark("Join a Swarm"), mark("Joined a Swarm")),
    Verb.LEAVE_SWARM: (mark("Leave the Swarm"), mark("Left the Swarm")),
}
_CREATE = {
    Kind.CONTAINER: mark("Create container {name}"),
    Kind.IMAGE: mark("Create image {name}"),
    Kind.NETWORK: mark("Create network {name}"),
    Kind.VOLUME: mark("Create volume {name}"),
}

# After a push; by whether the registry had every layer before.
_PUSHED = {
    False: mark("Pushed {name} as {digest}"),
    True: mark("Pushed {name}: every layer was there already. Its digest is {digest}"),
}

# Before, after, and after some failed, on many.
_MANY = {
    (Verb.START, Kind.CONTAINER): (
        mark("Start %n container(s)", "", 1),
        mark("Started %n container(s)", "", 1),
        mark("Started {done} of %n container(s)", "", 1),
    ),
    (Verb.STOP, Kind.CONTAINER): (
        mark("Stop %n container(s)", "", 1),
        mark("Stopped %n container(s)", "", 1),
        mark("Stopped {done} of %n container(s)", "", 1),
    ),
    (Verb.RESTART, Kind.CONTAINER): (
        mark("Restart %n container(s)", "", 1),
        mark("Restarted %n container(s)", "", 1),
        mark("Restarted {done} of %n container(s)", "", 1),
    ),
    (Verb.PAUSE, Kind.CONTAINER): (
        mark("Pause %n container(s)", "", 1),
        mark("Paused %n container(s)", "", 1),
        mark("Paused {done} of %n container(s)", "", 1),
    ),
    (Verb.UNPAUSE, Kind.CONTAINER): (
        mark("Unpause %n container(s)", "", 1),
        mark("Unpaused %n container(s)", "", 1),
        mark("Unpaused {done} of %n container(s)", "", 1),
    ),
    (Verb.KILL, Kind.CONTAINER): (
        mark("Kill %n container(s)", "", 1),
        mark("Killed %n container(s)", "", 1),
        mark("Killed {done} of %n container(s)", "", 1),
    ),
    (Verb.UPDATE, Kind.CONTAINER): (
        mark("Update %n container(s)", "", 1),
        mark("Updated %n container(s)", "", 1),
        mark("Updated {done} of %n container(s)", "", 1),
    ),
    (Verb.CONNECT, Kind.CONTAINER): (
        mark("Connect %n container(s)", "", 1),
        mark("Connected %n container(s)", "", 1),
        mark("Connected {done} of %n container(s)", "", 1),
    ),
    (Verb.DISCONNECT, Kind.CONTAINER): (
        mark("Disconnect %n container(s)", "", 1),
        mark("Disconnected %n container(s)", "", 1),
        mark("Disconnected {done} of %n container(s)", "", 1),
    ),
    (Verb.REMOVE, Kind.CONTAINER): (
        mark("Remove %n container(s)", "", 1),
        mark("Removed %n container(s)", "", 1),
        mark("Removed {done} of %n container(s)", "", 1),
    ),
    (Verb.REMOVE, Kind.IMAGE): (
        mark("Remove %n image(s)", "", 1),
        mark("Removed %n image(s)", "", 1),
        mark("Removed {done} of %n image(s)", "", 1),
    ),
    (Verb.REMOVE, Kind.NETWORK): (
        mark("Remove %n network(s)", "", 1),
        mark("Removed %n network(s)", "", 1),
        mark("Removed {done} of %n network(s)", "", 1),
    ),
    (Verb.REMOVE, Kind.VOLUME): (
        mark("Remove %n volume(s)", "", 1),
        mark("Removed %n volume(s)", "", 1),
        mark("Removed {done} of %n volume(s)", "", 1),
    ),
    (Verb.LOAD, Kind.IMAGE): (
        mark("Load %n archive(s)", "", 1),
        mark("Loaded %n archive(s)", "", 1),
        mark("Loaded {done} of %n archive(s)", "", 1),
    ),
    (Verb.UNTAG, Kind.IMAGE): (
        mark("Untag %n image name(s)", "", 1),
        mark("Untagged %n image name(s)", "", 1),
        mark("Untagged {done} of %n image name(s)", "", 1),
    ),
}
_OTHERS = (
    "",
    mark("Done on all %n object(s)", "", 1),
    mark("Done on {done} of %n object(s)", "", 1),
)


def title(command: Command) -> str:
    """``Stop web``, ``Stop 20 containers``, ``Pull ubuntu:24.04``."""
    if isinstance(command, InTurn):
        steps = [title(each) for each in (*command.before, command.last)]
        return tr(", then: ").join(steps)
    count = len(set(command.targets))
    if count <= 1:
        return _of_one(command)[0]
    if isinstance(command, Prune):
        return tr("Prune %n object(s)", "", count)
    if words := _MANY.get((command.verb, command.kind)):
        return tr(words[0], "", count)
    verb = command.verb.value.capitalize()
    return tr("{verb} on {count} objects", verb=verb, count=number(count))


def result(operation: Operation) -> str:
    """``Stopped web``, ``Stopped 19 of 20 containers``, ``Cancelled``; how far it is if it runs.

    Of a single target on which it failed: ``Failed``; :mod:`desktop.ui.problems` has the sentence.
    """
    command = operation.command
    if isinstance(command, InTurn):
        command = command.last
    total = len(set(command.targets))
    done = len(operation.succeeded)
    if operation.outcome is Outcome.RUNNING:
        if operation.progress is not None and operation.progress.text:
            return visible(operation.progress.text, limit=120)
        return tr("{done} of {total}", done=operation.done, total=total) if total > 1 else ""
    if operation.outcome is Outcome.CANCELLED:
        if total > 1:
            return tr("Cancelled after {done} of {total}", done=operation.done, total=total)
        if _may_go_on(operation):
            return tr("Cancelled here. The Engine may have it finished all the same.")
        return tr("Cancelled")
    if isinstance(command, Prune) and (done or total > 1):
        from desktop.ui.usage.words import pruned

        return pruned(command, operation)
    if total == 1:
        return tr("Failed") if operation.failures else _of_one(command)[1]
    _before, after, after_some = _MANY.get((command.verb, command.kind), _OTHERS)
    words = after_some if operation.failures else after
    return tr(words, "", total, done=done)


def _may_go_on(operation: Operation) -> bool:
    """Whether the Engine had all that it needs: it asks nobody any more, and does not stop."""
    progress = operation.progress
    match operation.command:
        case CommitContainer():
            return True
        case LoadImages() | ImportImage():
            return progress is not None and (
                bool(progress.text)
                or (progress.total is not None and progress.done >= progress.total)
            )
        case _:
            return False


def _of_one(command: Command) -> tuple[str, str]:
    """Before and after; some tell more than verb and name."""
    if command.verb is Verb.COPY:
        from desktop.ui.files.titles import of_copy

        return of_copy(command)
    name = _name(command)
    match command:
        case RenameContainer():
            new = visible(command.name)
            return tr("Rename {name} to {new}", name=name, new=new), tr("Renamed to {new}", new=new)
        case SaveImages(path=path):
            file = visible(path.name, limit=60)
            return (
                tr("Save {name} to {file}", name=name, file=file),
                tr("Saved {name} to {file}", name=name, file=file),
            )
        case SaveMergedLogs(path=path):
            file = visible(path.name, limit=60)
            return (
                tr("Save the logs of {name} to {file}", name=name, file=file),
                tr("Saved the logs of {name} to {file}", name=name, file=file),
            )
        case ExportContainer(path=path):
            file = visible(path.name, limit=60)
            return (
                tr("Export {name} to {file}", name=name, file=file),
                tr("Exported {name} to {file}", name=name, file=file),
            )
        case CommitContainer(spec=spec) if spec.reference:
            new = visible(spec.reference)
            return (
                tr("Commit {name} to {new}", name=name, new=new),
                tr("Committed to {new}", new=new),
            )
        case TagImage():
            new = visible(command.reference)
            return tr("Tag {name} as {new}", name=name, new=new), tr("Tagged as {new}", new=new)
        case ConnectContainers(network=network):
            where = quoting.shown_name(network.name)
            return (
                tr("Connect {name} to {network}", name=name, network=where),
                tr("Connected {name} to {network}", name=name, network=where),
            )
        case DisconnectContainers(network=network):
            where = quoting.shown_name(network.name)
            return (
                tr("Disconnect {name} from {network}", name=name, network=where),
                tr("Disconnected {name} from {network}", name=name, network=where),
            )
        case PullImage(learned=[Came.SAME]):
            return tr("Pull {name}", name=name), tr("{name} is up to date already", name=name)
        case PullImage(learned=[Came.NEWER]):
            return tr("Pull {name}", name=name), tr("Pulled a newer {name}", name=name)
        case PullImage(learned=[OtherPlatform(platform=platform)]):
            after = tr(
                "Pulled {name} for {platform}: the name now means that image",
                name=name,
                platform=visible(platform, limit=60),
            )
            return tr("Pull {name}", name=name), after
        case PushImage(learned=[pushed]):
            digest = visible(pushed.digest, limit=100)
            after = tr(_PUSHED[pushed.was_there], name=name, digest=digest)
            return tr("Push {name}", name=name), after
        case ContainersCommand(verb=Verb.KILL, signal=signal) if signal != "KILL":
            return (
                tr("Send {signal} to {name}", signal=signal, name=name),
                tr("Sent {signal} to {name}", signal=signal, name=name),
            )
    if command.verb is Verb.CREATE:
        return tr(_CREATE[command.kind], name=name), tr("Created {name}", name=name)
    before, after = _ONE[command.verb]
    return tr(before, name=name), tr(after, name=name)


def _name(command: Command) -> str:
    if isinstance(command, StartEngine) and not command.product:
        return tr("the private Engine")
    return quoting.shown_name(command.targets[0].name) if command.targets else ""
