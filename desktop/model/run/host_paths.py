"""The folders of the Engine's machine that a container is to have, and whether they are there.

What is missing is made by the Engine for ``-v``, and refused for ``--mount``.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.engine import host_paths
from desktop.engine.host_paths import Standing
from desktop.model.run.mount_option import Mount
from desktop.model.run.mounts import Volume
from desktop.model.run.resolve import on_host
from desktop.model.run.spec import ContainerSpec

Bind = Volume | Mount


@dataclass(frozen=True, slots=True)
class HostPath:
    """A mount of a path of the machine."""

    bind: Bind
    path: str  # absolute
    standing: Standing

    @property
    def is_made(self) -> bool:
        """Whether the Engine makes a folder where nothing is."""
        return isinstance(self.bind, Volume)


def binds(spec: ContainerSpec, folder: str) -> Iterator[tuple[Bind, str]]:
    """Those mounts, and the path of each; relative ones are of ``folder``."""
    for volume in spec.volumes:
        if volume.is_bind:
            yield volume, on_host(volume.source, folder)
    for mount in spec.mounts:
        if mount.type == "bind":
            yield mount, on_host(mount.source, folder)


async def look(spec: ContainerSpec, folder: str, *, local: bool) -> tuple[HostPath, ...]:
    """How they stand. Of another machine (not ``local``) nothing can be seen."""
    found = tuple(binds(spec, folder))
    paths = {path for _, path in found} if local else set()
    seen = await host_paths.look(paths) if paths else {}
    return tuple(HostPath(bind, path, seen.get(path, Standing.UNSEEN)) for bind, path in found)


async def missing_files(spec: ContainerSpec, folder: str) -> tuple[str, ...]:
    """The files that its variables and labels are in, as they are named, and that are not here.

    docker reads them where its line is run, wherever the Engine is, and refuses where one is not.
    """
    named = dict.fromkeys((*spec.environment_files, *spec.label_files))
    places = {name: posixpath.join(folder, name) for name in named}
    seen = await host_paths.look(places.values()) if places else {}
    return tuple(name for name in named if seen[places[name]] is Standing.MISSING)


def as_made(mount: Mount) -> Volume | None:
    """The ``-v`` that mounts the same, and makes what is missing; None where it can't say it."""
    plain = Mount(
        mount.target,
        "bind",
        mount.source,
        mount.read_only,
        propagation=mount.propagation,
        consistency=mount.consistency,
    )
    if mount != plain:
        return None
    consistency = mount.consistency.removeprefix("default")
    modes = ("ro" if mount.read_only else "", mount.propagation, consistency)
    return Volume(mount.target, mount.source, tuple(filter(None, modes)))
