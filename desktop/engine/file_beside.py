"""Programs that change files where the place itself can run none: in a container beside it.

It is made of the smallest image that has the program, and removed afterwards. It sees a volume, or
what is mounted into a container that does not run (``--volumes-from``), or all that a running
container sees (``--pid``, and the root folder of its first process).
"""

from __future__ import annotations

import contextlib
import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

from desktop.engine import file_calls
from desktop.engine.decode import decode_all, decode_one, mapping, text
from desktop.engine.file_errors import NeedsProgram, ProgramFailed
from desktop.engine.file_reach import LABEL, MOUNTED
from desktop.engine.file_records import FileKind
from desktop.engine.starter_image import REFERENCE
from desktop.engine.translate import FOREIGN, translated
from desktop.engine.wire import ANSWER_SECONDS, Wire

_FOLDERS = ("/bin", "/usr/bin")
_LOOKED_AT = 20  # images, for one with a program
_REMOVE_SECONDS = 10.0
_FIRST_ROOT = "/proc/1/root"
Fresh = Callable[[float | None], Wire]
Sight = Mapping[str, Any]
"""What the container beside sees, as its host configuration says it."""


def of_volume(volume: str) -> Sight:
    """A volume's files, below :data:`MOUNTED`."""
    return {"binds": [f"{volume}:{MOUNTED}:nocopy"]}


def of_mounts(container: str) -> Sight:
    """What is mounted into a container, at the same paths."""
    return {"volumes_from": [container]}


def of_running(container: str) -> Sight:
    """All that a running container sees, below the root of its first process."""
    return {"pid_mode": f"container:{container}", "cap_add": ["SYS_PTRACE"]}


def run(
    sight: Sight, arguments: Sequence[str], session: str, fresh: Fresh, wire: Wire, root: str = ""
) -> None:
    """Run a program on paths, which are its last ``arguments``, beside a place.

    The container is made and removed with wires of their own: a cancel, which cuts ours, leaves
    nothing.
    """
    client: Any = wire.client
    try:
        image, program = _image_with(arguments[0], session, fresh, wire)
        with _made(image, [program, *arguments[1:]], session, fresh, sight) as made:
            client.start(made)
            code = int(client.wait(made)["StatusCode"])
            if code:
                said = client.logs(made, stdout=True, stderr=True).decode(errors="replace")
                raise ProgramFailed(said.replace(root, "").strip() if root else said.strip())
    except FOREIGN as problem:
        raise translated(problem, wire.words()) from problem


def run_in_running(
    container: str,
    words: Sequence[str],
    paths: Sequence[str],
    session: str,
    fresh: Fresh,
    wire: Wire,
) -> None:
    """Run a program that a running container lacks on its files."""
    arguments = [*words, *(_FIRST_ROOT + path for path in real(container, paths, wire))]
    run(of_running(container), arguments, session, fresh, wire, _FIRST_ROOT)


def real(container: str, paths: Sequence[str], wire: Wire) -> list[str]:
    """The paths without any link but their last parts: beside it, a link would lead elsewhere."""
    known: dict[str, str] = {"/": "/"}

    def folder(path: str) -> str:
        if path not in known:
            above, name = posixpath.split(path)
            inside = posixpath.join(folder(above), name)
            entry = file_calls.stat_or_none(container, inside, wire)
            linked = entry is not None and entry.kind is FileKind.LINK and entry.link
            known[path] = entry.link if linked and entry is not None else inside
        return known[path]

    parts = (posixpath.split(path) for path in paths)
    return [posixpath.join(folder(above), name) for above, name in parts]


def _image_with(program: str, session: str, fresh: Fresh, wire: Wire) -> tuple[str, str]:
    """An image that has it, and where: the starter image if it is there, else the smallest."""
    images = decode_all(mapping, wire.client.images())
    images.sort(key=lambda it: (REFERENCE not in (it.get("RepoTags") or ()), it.get("Size") or 0))
    for image in images[:_LOOKED_AT]:
        key = text(image.get("Id"))
        with _made(key, [program], session, fresh, {}) as made:
            for folder in _FOLDERS:
                path = f"{folder}/{program}"
                if file_calls.stat_or_none(made, path, wire) is not None:
                    return key, path
    raise NeedsProgram(program, running=False)


@contextlib.contextmanager
def _made(
    image: str, entrypoint: list[str], session: str, fresh: Fresh, sight: Sight
) -> Iterator[str]:
    """A container while the context lasts."""
    with closing(fresh(ANSWER_SECONDS)) as wire:
        made = _create(wire.client, image, entrypoint, session, sight)
    try:
        yield made
    finally:
        # It is gone, or has been removed by somebody; or the Engine is.
        with contextlib.suppress(*FOREIGN), closing(fresh(_REMOVE_SECONDS)) as wire:
            remove: Any = wire.client.remove_container
            remove(made, v=True, force=True)


def _create(client: Any, image: str, entrypoint: list[str], session: str, sight: Sight) -> str:
    made = client.create_container(
        image,
        command=[],
        entrypoint=entrypoint,
        user="0",
        labels={LABEL: session},
        healthcheck={"test": ["NONE"]},
        host_config=client.create_host_config(network_mode="none", **sight),
    )
    return decode_one(lambda it: text(it["Id"]), made)
