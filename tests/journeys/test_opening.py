"""Files named on the command line, as a file manager's *Open with* does."""

from __future__ import annotations

from pathlib import Path

from desktop.ui.build.dialog import BuildDialog
from tests.journeys.hands import opened, until
from tests.support.aio import Aio


def test_dockerfile_named_at_the_start_is_asked_about_when_the_engine_answers(
    engine_host: str, aio: Aio, tmp_path: Path
) -> None:
    dockerfile = tmp_path / "app" / "Dockerfile"
    dockerfile.parent.mkdir()
    dockerfile.write_text("FROM scratch\n")

    async def go() -> None:
        async with opened(
            tmp_path, "--host", engine_host, str(dockerfile), wait=lambda _: True
        ) as hands:
            await until(lambda: any(isinstance(d, BuildDialog) for d in hands.dialogs()), "asked")
            asked = next(d for d in hands.dialogs() if isinstance(d, BuildDialog))
            await until(lambda: asked.draft.text == "FROM scratch\n", "it was read")
            assert asked.draft.spec.file == dockerfile
            asked.reject()
            await until(lambda: not hands.dialogs(), "it is closed")

    aio(go(), timeout=60)
