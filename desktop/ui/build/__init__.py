"""The dialog that describes a build. Its parts are imported when it is first opened.

``await describe_build(window, surroundings, spec)`` answers with what was described, or None.
Nothing is built here.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.model.build.spec import BuildSpec
from desktop.ui.page import Surroundings


@dataclass(frozen=True, slots=True)
class Described:
    """A build to run: ``size`` is the context's bytes where known, ``buildx`` the plug-in."""

    spec: BuildSpec
    text: str
    size: int | None = None
    buildx: Path | None = None


async def describe_build(
    parent: QWidget | None,
    surroundings: Surroundings,
    spec: BuildSpec,
    *,
    problem: str = "",
    line: int = 0,
) -> Described | None:
    """Ask for a build, beginning with ``spec``; None where nothing is to be built.

    ``problem`` stands above it all, ``line`` of the Dockerfile is gone to, once.
    """
    from desktop.ui.awaiting import closed, discard
    from desktop.ui.build.dialog import BuildDialog
    from desktop.ui.build.draft import Draft

    draft = Draft(spec, surroundings.session)
    dialog = BuildDialog(parent, draft)
    if draft.reading:
        once = Qt.ConnectionType.SingleShotConnection
        draft.loaded.connect(lambda: dialog.show_failure("", line), once)
    dialog.show_failure(problem, 0 if draft.reading else line)
    try:
        if not await closed(dialog):
            return None
        scan = draft.scan
        size = scan.size if scan is not None and scan.complete else None
        buildx = draft.buildx if draft.by_buildx else None
        return Described(draft.final, draft.text, size, buildx)
    finally:
        await dialog.close_down()
        discard(dialog)
