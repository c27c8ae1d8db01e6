"""Packing a tiny image from this machine's busybox, so that an empty Engine is no dead end."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from desktop.engine import starter_image
from desktop.engine.archive_records import ImportSpec
from desktop.engine.errors import EngineError
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind
from desktop.engine.threads import run_in_thread
from desktop.model.commands import Line, Report, Target, Verb


@dataclass(frozen=True, slots=True)
class PackStarter:
    """Make the starter image from ``busybox``, a statically linked one."""

    busybox: Path
    verb: Verb = Verb.PACK
    kind: Kind = Kind.IMAGE

    @property
    def targets(self) -> tuple[Target, ...]:
        return (Target(Kind.IMAGE, "", starter_image.REFERENCE),)

    def lines(self) -> tuple[Line, ...]:
        changes = [word for change in starter_image.CHANGES for word in ("--change", change)]
        return (("docker", "import", *changes, "starter.tar", starter_image.REFERENCE),)

    def shell_text(self) -> str:
        """What does the same in a POSIX shell: the archive of the line above is never a file."""
        return starter_image.shell_text(self.busybox)

    async def act(self, engine: Engine, target: Target, report: Report) -> None:
        try:
            archive = await run_in_thread(starter_image.pack, self.busybox, name="pack")
        except (OSError, subprocess.SubprocessError) as problem:
            raise EngineError(str(problem)) from problem
        spec = ImportSpec(target.name, changes=starter_image.CHANGES)
        await engine.archives.import_image(archive, spec, report)


async def pack_starter() -> PackStarter | None:
    """The command, or None where this machine has no busybox that would run in an image."""
    busybox = await run_in_thread(starter_image.find_busybox, name="busybox")
    return None if busybox is None else PackStarter(busybox)
