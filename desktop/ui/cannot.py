"""What was tried and did not succeed: the beginning of each sentence about an error."""

from __future__ import annotations

from desktop.engine.records import Kind
from desktop.model.commands import Target, Verb
from desktop.ui.quoting import shown_name, what
from desktop.ui.text import mark, tr

_CANNOT = {
    Verb.START: mark("Cannot start {what}"),
    Verb.STOP: mark("Cannot stop {what}"),
    Verb.RESTART: mark("Cannot restart {what}"),
    Verb.PAUSE: mark("Cannot pause {what}"),
    Verb.UNPAUSE: mark("Cannot unpause {what}"),
    Verb.KILL: mark("Cannot kill {what}"),
    Verb.RENAME: mark("Cannot rename {what}"),
    Verb.REMOVE: mark("Cannot remove {what}"),
    Verb.TAG: mark("Cannot tag {what}"),
    Verb.UNTAG: mark("Cannot untag {what}"),
    Verb.CREATE: mark("Cannot create {what}"),
    Verb.RUN: mark("Cannot run {what}"),
    Verb.PULL: mark("Cannot pull {what}"),
    Verb.LOAD: mark("Cannot load {what}"),
    Verb.BUILD: mark("Cannot build {what}"),
    Verb.PUSH: mark("Cannot push {what}"),
    Verb.SIGN_IN: mark("Cannot sign in to {what}"),
    Verb.SIGN_OUT: mark("Cannot sign out of {what}"),
    Verb.SAVE: mark("Cannot save {what}"),
    Verb.EXPORT: mark("Cannot export {what}"),
    Verb.IMPORT: mark("Cannot import {what}"),
    Verb.COMMIT: mark("Cannot commit {what}"),
    Verb.PACK: mark("Cannot pack {what}"),
    Verb.MEASURE: mark("Cannot measure {what}"),
    Verb.PRUNE: mark("Cannot prune {what}"),
    Verb.SIGNAL: mark("Cannot send a signal to a process of {what}"),
    Verb.UPDATE: mark("Cannot update {what}"),
    Verb.SAVE_LOG: mark("Cannot save the log of {what}"),
    Verb.CHECK: mark("Cannot run the health check of {what}"),
    Verb.COPY: mark("Cannot copy {what}"),
    Verb.MAKE_FOLDER: mark("Cannot make folder {what}"),
    Verb.RENAME_FILE: mark("Cannot rename {what}"),
    Verb.MOVE_FILES: mark("Cannot move {what}"),
    Verb.DELETE_FILES: mark("Cannot delete {what}"),
    Verb.WRITE_FILE: mark("Cannot write {what}"),
    Verb.DOWNLOAD: mark("Cannot download {what}"),
    Verb.TEST: mark("Cannot test who reaches whom: {what}"),
    Verb.CONNECT_SSH: mark("Cannot set up SSH between {what}"),
    Verb.INSTALL_SSH: mark("Cannot install OpenSSH in {what}"),
    Verb.TAKE_OUT_KEYS: mark("Cannot take SSH keys out of {what}"),
    Verb.CONNECT: mark("Cannot connect {what} to the network"),
    Verb.DISCONNECT: mark("Cannot disconnect {what} from the network"),
    Verb.INIT_SWARM: mark("Cannot initialise a Swarm"),
    Verb.JOIN_SWARM: mark("Cannot join the Swarm"),
    Verb.LEAVE_SWARM: mark("Cannot leave the Swarm"),
}

_OF_FILES = (Verb.LOAD, Verb.IMPORT)  # their targets are files
# Their targets are paths in a place.
OF_PATHS = (
    Verb.COPY,
    Verb.MAKE_FOLDER,
    Verb.RENAME_FILE,
    Verb.MOVE_FILES,
    Verb.DELETE_FILES,
    Verb.WRITE_FILE,
    Verb.DOWNLOAD,
)
_OF_REGISTRIES = (Verb.SIGN_IN, Verb.SIGN_OUT)
_OF_SEVERAL = (Verb.TEST, Verb.CONNECT_SSH)  # their one target is a list of names

_CANNOT_LIST = {
    Kind.CONTAINER: mark("Cannot list the containers"),
    Kind.IMAGE: mark("Cannot list the images"),
    Kind.NETWORK: mark("Cannot list the networks"),
    Kind.VOLUME: mark("Cannot list the volumes"),
}


def cannot(verb: Verb, target: Target) -> str:
    """``Cannot remove container web``"""
    by_name = verb in (*_OF_FILES, *OF_PATHS, *_OF_REGISTRIES, *_OF_SEVERAL)
    return tr(_CANNOT[verb], what=shown_name(target.name) if by_name else what(target))


def cannot_list(kind: Kind) -> str:
    """``Cannot list the containers``"""
    return tr(_CANNOT_LIST[kind])
