"""What the model asks of an Engine about builds: a part of :mod:`desktop.engine.protocol`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from desktop.engine.build_records import BuildNews, BuildRequest

Tell = Callable[[BuildNews], None]


class Builds(Protocol):
    """Making images of Dockerfiles. Cancelling ends the build on the Engine, too."""

    async def build(self, request: BuildRequest, tell: Tell) -> str:
        """Build by the Engine's own builder; the image's id.

        Raises BuildFailed, and ContextUnreadable where the files can't be sent.
        """

    async def build_with_buildx(
        self, program: Path, line: tuple[str, ...], tell: Tell, text: bytes = b""
    ) -> str:
        """Run this ``docker build`` line by ``docker buildx``, on this Engine; the image's id.

        ``text`` is what it reads where the line ends with ``-``.
        """
