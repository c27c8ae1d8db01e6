"""What goes wrong with a build: its Dockerfile, its files, or the Engine in the middle of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

# What the window imports when it is first wanted: that takes its time, and is no part of a fault.
import desktop.ui.build.dialog
import desktop.ui.build.page  # noqa: F401
from desktop.model.operations import Outcome
from desktop.model.session import Link
from desktop.ui.build.dialog import BuildDialog
from desktop.ui.deeds.build import build_from
from tests.faults.test_space import DISK, SPARE, fill
from tests.faults.under_fault import outside, under_fault
from tests.journeys.hands import Hands, until
from tests.journeys.test_building import built, dialog, page
from tests.support.aio import Aio
from tests.support.real_engine import IMAGE, RealEngine

pytestmark = pytest.mark.display


def make(folder: Path, dockerfile: str) -> Path:
    folder.mkdir()
    (folder / "Dockerfile").write_bytes(dockerfile.encode())
    return folder


async def asked(hands: Hands, folder: Path) -> BuildDialog:
    """The dialog, with all that is known of the folder."""
    build_from(hands.window.deeds, folder)
    found = await dialog(hands)
    draft = found.draft

    def known() -> bool:
        added_up = draft.scan is not None and draft.scan.complete
        return not draft.reading and bool(draft.problem or draft.scan_problem or added_up)

    await until(known, "it is known")
    return found


@pytest.mark.row(2)
def test_an_engine_that_ends_in_a_build_is_not_called_the_dockerfiles_fault(
    aio: Aio, second_engine: Callable[..., RealEngine], tmp_path: Path
) -> None:
    engine = second_engine(image=True)
    shop = make(tmp_path / "shop", f"FROM {IMAGE}\nRUN echo so far; sleep 300\n")

    async def journey() -> None:
        async with under_fault(tmp_path / "config", "--host", engine.url) as hands:
            (await asked(hands, shop)).finish()
            await until(lambda: page(hands) is not None, "its page opens")
            shown = page(hands)
            assert shown is not None
            await until(lambda: "\nso far" in shown.log.toPlainText(), "the step runs")
            await outside(engine.stop)
            await built(hands, 1, Outcome.FAILED)
            session = hands.application.session
            await until(lambda: session.status.link is Link.LOST, "the loss is said")
            await until(lambda: "connection to the Engine was lost" in shown.title.text())
            assert not shown.banner.isVisible()
            assert not shown.edit_button.isVisible(), "nothing is wrong with the Dockerfile"
            assert "\nso far" in shown.log.toPlainText(), "what it had said is kept"

    aio(journey(), timeout=120)


@pytest.mark.row(29)
def test_what_is_wrong_with_a_build_is_said_before_it_begins(
    aio: Aio, engine_host: str, tmp_path: Path
) -> None:
    bad = make(tmp_path / "bad", f"FROM {IMAGE}\r\nCOPPY . /\r\n")
    outside_of = make(tmp_path / "outside", f"FROM {IMAGE}\nCOPY ../bad /x\nCOPY gone /x\n")
    (outside_of / "link").symlink_to("/etc")
    huge = make(tmp_path / "huge", f"FROM {IMAGE}\n")
    with (huge / "large").open("wb") as large:
        large.truncate(5_000_000_000)
    ignores = make(tmp_path / "ignores", f"FROM {IMAGE}\n")
    (ignores / ".dockerignore").write_text("fine\n[a\n")

    async def said(hands: Hands, folder: Path, words: str) -> None:
        found = await asked(hands, folder)

        def texts() -> list[str]:
            listed = [found.problems.item(row).text() for row in range(found.problems.count())]
            return [*found.notes.said, hands.read(found), *listed]

        await until(lambda: any(words in text for text in texts()), f"{words!r} is said")
        found.reject()
        await until(lambda: not hands.dialogs(), "it closes")

    async def journey() -> None:
        async with under_fault(tmp_path / "config", "--host", engine_host) as hands:
            await said(hands, bad, "Line 2: COPPY is no instruction")
            await said(hands, outside_of, "Line 2: ../bad is outside of the folder")
            await said(hands, outside_of, "Line 3: gone is not in the folder")
            await said(hands, huge, "5GB is much for a build")
            await said(hands, tmp_path / "none" / "Dockerfile", "There is no folder")
            found = await asked(hands, ignores)
            assert not found.build_button.isEnabled()
            found.pages.setCurrentWidget(found.context)
            assert ".dockerignore, 2: [a" in found.context.banner.text
            found.reject()

    aio(journey(), timeout=120)


FILLS = {
    "the context does not fit": f"FROM {IMAGE}\nCOPY large /\n",
    "a step writes too much": f"FROM {IMAGE}\nRUN dd if=/dev/zero of=/large bs=1M count=24\n",
}


@pytest.mark.parametrize("dockerfile", FILLS.values(), ids=FILLS)
def test_a_build_for_which_the_engine_has_no_space_says_where_to_make_room(
    aio: Aio, second_engine: Callable[..., RealEngine], tmp_path: Path, dockerfile: str
) -> None:
    small = second_engine(image=True, disk=DISK)
    shop = make(tmp_path / "shop", dockerfile)
    if "COPY" in dockerfile:
        (shop / "large").write_bytes(os.urandom(2 * SPARE))

    async def journey() -> None:
        async with under_fault(tmp_path / "config", "--host", small.url) as hands:
            ballast = await outside(fill, small)
            (await asked(hands, shop)).finish()
            shown = await built(hands, 1, Outcome.FAILED)
            said = shown.banner.text
            assert "the Engine's disk is full" in said
            assert "o space left on device" in said
            hands.press(shown.banner, "Show disk usage")
            sections = hands.window.section_list
            await until(lambda: sections.currentItem().text() == "Disk usage", "it is shown")
            ballast.unlink()
            hands.window.toggle_activity()
            hands.press(hands.window.activity, "Try again")
            again = await built(hands, 2, Outcome.DONE)
            assert again is not shown, "it has a page of its own"

    aio(journey(), timeout=120)
