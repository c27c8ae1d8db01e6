"""An image is made of a container that was changed by hand, goes through files, is looked into."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QCheckBox, QTreeView, QWidget

from desktop.engine.records import Kind
from desktop.model.operations import Outcome
from desktop.model.run.pages import Page
from desktop.ui.changes.model import NAME
from desktop.ui.dialogs.form import Form
from desktop.ui.history.model import INSTRUCTION, SHARE
from tests.journeys.hands import Hands, opened, until
from tests.journeys.screens import opened_terminal
from tests.journeys.test_making import wizard
from tests.support import drags
from tests.support.aio import Aio
from tests.support.packing import one_file
from tests.support.real_engine import IMAGE, LABEL, WAIT, in_private_network
from tests.support.web import Told, web

pytestmark = pytest.mark.display

Docker = Callable[..., str]


@pytest.fixture
def name(docker: Docker) -> Iterator[str]:
    """The name of an image that is removed at the end, whatever runs of it."""
    made = f"portside-test/journey-{secrets.token_hex(4)}"
    yield made
    containers = docker("ps", "--all", "--quiet", "--filter", f"label={LABEL}").split()
    if containers:
        docker("rm", "--force", *containers)
    for line in docker("image", "ls", "--format", "{{.Repository}}:{{.Tag}}").split():
        if line.startswith(made):
            docker("rmi", "--force", line)


def drop(widget: QWidget, *paths: Path) -> None:
    """Drag files over a widget and let go of them, as another program would."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    assert drags.drop(widget, widget.rect().center(), data)


def images(hands: Hands) -> list[str]:
    """The selected images, by all their names."""
    rows = hands.section.selected()
    return [name for row in rows for name in getattr(row.record, "references", ())]


async def ended(hands: Hands, outcome: Outcome = Outcome.DONE) -> None:
    """The last operation has ended so."""

    def has() -> bool:
        *_others, last = hands.application.operations
        assert last.running or last.outcome is outcome, [f.error for f in last.failures]
        return not last.running

    await until(has, "it ends")


def test_the_path_of_the_notes(
    aio: Aio, engine_host: str, docker: Docker, name: str, tmp_path: Path
) -> None:
    """Run, change in the terminal, commit, see the image, run it: by mouse but for the words."""

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            await until(lambda: hands.index(Kind.IMAGE, IMAGE).isValid(), "the image is listed")
            hands.pick(Kind.IMAGE, IMAGE)
            hands.menu("Image", "Run…")
            made = await wizard(hands, Page.IMAGE)
            hands.press(made, "Next")
            made = await wizard(hands, Page.BASICS)
            hands.fill(made, "Name", "notes")
            hands.tick(made, "Terminal (TTY)")
            hands.tick(made, "Interactive")
            hands.press(made, made.run_button.text().replace("&", ""))
            screen = await opened_terminal(hands, "notes")
            screen.enter("echo changed >/notes; echo $((40 + 2))")
            await screen.shows("42")
            await until(lambda: hands.state("notes") == "running", "it is known to run")
            hands.select("notes")
            hands.menu("Container", "Commit…")
            dialog = await hands.dialog()
            await until(lambda: "added" in hands.read(dialog), "what differs is told")
            tree = hands.find(QTreeView, "Differences", dialog)
            assert tree.isVisible()
            hands.fill(dialog, "Reference", f"{name}:2")
            hands.fill(dialog, "Author", "Ada <ada@example.com>")
            hands.fill(dialog, "Message", "with notes")
            assert hands.find(QCheckBox, "Pause it meanwhile", dialog).isChecked()
            hands.press(dialog, "Commit")
            await until(lambda: images(hands) == [f"{name}:2"], "the new image is selected")
            [found] = json.loads(docker("inspect", f"{name}:2"))
            assert (found["Author"], found["Comment"]) == ("Ada <ada@example.com>", "with notes")
            hands.menu("Image", "Run…")
            made = await wizard(hands, Page.IMAGE)
            assert made.run_button.isEnabled()
            hands.press(made, made.run_button.text().replace("&", ""))

            def runs() -> bool:
                containers = hands.application.store.containers
                return any(c.image == f"{name}:2" for c in containers)

            await until(runs, "it is run")

    try:
        aio(journey(), timeout=120)
        assert docker("run", "--rm", f"{name}:2", "cat", "/notes") == "changed"
    finally:
        if docker("ps", "--all", "--quiet", "--filter", "name=^notes$"):
            docker("rm", "--force", "notes")
        for key in docker("ps", "--all", "--quiet", "--filter", f"ancestor={name}:2").split():
            docker("rm", "--force", key)


def test_an_image_is_saved_removed_and_dropped_back_in(
    aio: Aio, engine_host: str, docker: Docker, name: str, tmp_path: Path
) -> None:
    for tag in ("1", "2"):
        docker("tag", IMAGE, f"{name}:{tag}")
    archive = tmp_path / "both.tar.gz"

    async def journey() -> None:
        async with opened(tmp_path / "config", "--host", engine_host) as hands:
            await until(lambda: hands.index(Kind.IMAGE, f"{name}:1").isValid(), "it is listed")
            hands.pick(Kind.IMAGE, f"{name}:1")
            hands.menu("Image", "Save…")
            await hands.choose_file(archive, "Save")
            await until(archive.exists, "the file is there")
            await ended(hands)
            assert archive.read_bytes()[:2] == b"\x1f\x8b"
            docker("rmi", f"{name}:1", f"{name}:2")
            await until(lambda: not hands.index(Kind.IMAGE, f"{name}:1").isValid(), "it went")
            drop(hands.section, archive)
            await until(lambda: f"{name}:1" in images(hands), "it is there again, and selected")
            assert f"{name}:2" in images(hands)

    aio(journey(), timeout=120)


def test_a_container_is_exported_and_dropped_in_as_an_image(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, name: str, tmp_path: Path
) -> None:
    archive = tmp_path / "files.tar"

    async def journey() -> None:
        async with opened(tmp_path / "config", "--host", engine_host) as hands:
            docker_run(name="exported")
            await until(lambda: hands.state("exported") == "running", "it runs")
            hands.select("exported")
            hands.menu("Container", "Export…")
            await hands.choose_file(archive, "Save")
            await until(archive.exists, "the file is there")
            hands.pick(Kind.IMAGE)
            drop(hands.section, archive)
            dialog = await hands.dialog()
            assert isinstance(dialog, Form)
            await until(dialog.verb_button.isEnabled, "the file is looked into")
            hands.fill(dialog, "Reference", f"{name}:3")
            hands.press(dialog, "Import")
            await until(lambda: images(hands) == [f"{name}:3"], "the new image is selected")
            assert docker("run", "--rm", f"{name}:3", "/bin/echo", "works") == "works"

    aio(journey(), timeout=120)


def test_the_layers_of_an_image_show_their_files(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, name: str, tmp_path: Path
) -> None:
    key = docker_run()
    docker("exec", key, "sh", "-c", "mkdir /d; head -c 5000 /dev/zero >/d/large; rm /bin/vi")
    docker("commit", "--message", "mine", key, f"{name}:4")

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            await until(lambda: hands.index(Kind.IMAGE, f"{name}:4").isValid(), "it is listed")
            hands.pick(Kind.IMAGE, f"{name}:4")
            hands.menu("Image", "History")
            await until(lambda: has(hands, "History"), "the steps are listed")
            steps = hands.find(QTreeView, "History").model()
            assert steps.rowCount() == 2
            assert steps.index(0, INSTRUCTION).data() == " ".join(WAIT)
            assert steps.index(1, SHARE).data().endswith("%")
            hands.press(hands.window.details, "Read the files")
            await until(lambda: has(hands, "Files of the layer"), "the files are read")
            files = hands.find(QTreeView, "Files of the layer").model()
            await until(lambda: files.rowCount() == 2, "they are arranged")
            top = {files.index(row, NAME).data() for row in range(files.rowCount())}
            assert top == {"bin", "d"}
            assert files.index(0, NAME).data() == "d"  # the largest

    aio(journey(), timeout=120)


def has(hands: Hands, name: str) -> bool:
    found = hands.window.findChildren(QTreeView)
    return any(each.isVisible() and each.accessibleName() == name for each in found)


def test_a_file_that_is_cut_off_is_said_and_nothing_is_sent(
    aio: Aio, engine_host: str, docker: Docker, tmp_path: Path
) -> None:
    archive = tmp_path / "cut.tar"
    docker("save", "--output", str(archive), IMAGE)
    archive.write_bytes(archive.read_bytes()[:-20_000])

    async def journey() -> None:
        async with opened(tmp_path / "config", "--host", engine_host) as hands:
            hands.pick(Kind.IMAGE)
            hands.menu("Image", "Load…")
            await hands.choose_file(archive, "Load")
            await ended_somehow(hands)
            await ended(hands, Outcome.FAILED)
            await until(lambda: "not copied whole" in hands.read(hands.window), "it is said")

    aio(journey(), timeout=120)


async def ended_somehow(hands: Hands) -> None:
    await until(lambda: list(hands.application.operations), "it begins")


@pytest.mark.parametrize("option", ["Remove what was made of it, too", "Take only the name"])
def test_an_image_of_which_another_was_made_says_so_and_goes_with_it_or_loses_its_name(
    aio: Aio, engine_host: str, docker: Docker, name: str, tmp_path: Path, option: str
) -> None:
    base, child = f"{name}:base", f"{name}:child"
    docker("import", "-", base, stdin=bytes(10240))
    docker("build", "--quiet", "--tag", child, "-", stdin=f"FROM {base}\nENV a=b\n".encode())

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            await until(lambda: hands.index(Kind.IMAGE, base).isValid(), "it is listed")
            hands.pick(Kind.IMAGE, base)
            hands.menu("Image", "Remove…")
            dialog = await hands.dialog()
            assert isinstance(dialog, Form)
            await until(lambda: not dialog.verb_button.isEnabled(), "its child is known")
            hands.tick(dialog, option)
            hands.press(dialog, "Remove")
            await until(lambda: list(hands.application.operations), "it is asked for")
            await ended(hands)
            await until(lambda: not hands.index(Kind.IMAGE, base).isValid(), "it is gone")

    aio(journey(), timeout=60)
    left = docker("image", "ls", "--format", "{{.Repository}}:{{.Tag}}").split()
    assert (base in left, child in left) == (False, option == "Take only the name")


@pytest.mark.parametrize("step", ["Remove {child} and try again", "Take only the name"])
def test_a_removal_that_finds_an_image_made_of_it_offers_the_next_step(
    aio: Aio, engine_host: str, docker: Docker, name: str, tmp_path: Path, step: str
) -> None:
    base, child = f"{name}:base", f"{name}:child"
    docker("import", "-", base, stdin=bytes(10240))

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            await until(lambda: hands.index(Kind.IMAGE, base).isValid(), "it is listed")
            hands.pick(Kind.IMAGE, base)
            hands.menu("Image", "Remove…")
            dialog = await hands.dialog()
            # While the dialog is open, somebody builds upon it.
            docker("build", "--quiet", "--tag", child, "-", stdin=f"FROM {base}\nENV a=b".encode())
            hands.press(dialog, "Remove")
            await until(lambda: list(hands.application.operations), "it is asked for")
            await ended(hands, Outcome.FAILED)
            hands.window.toggle_activity()
            told = hands.read(hands.window.activity)
            assert f"Cannot remove image {base}: image {child} was made of it" in told
            hands.press(hands.window.activity, step.format(child=child))
            if "{child}" in step:
                asks = await hands.dialog()
                assert child in hands.read(asks)
                hands.press(asks, step.format(child=child))
            await until(lambda: len(list(hands.application.operations)) == 2, "it is done next")
            await ended(hands)
            await until(lambda: not hands.index(Kind.IMAGE, base).isValid(), "it is gone")

    aio(journey(), timeout=60)
    left = docker("image", "ls", "--format", "{{.Repository}}:{{.Tag}}").split()
    assert (base in left, child in left) == (False, "{child}" not in step)


def test_several_images_are_saved_to_one_file_and_loaded_from_it(
    aio: Aio, engine_host: str, docker: Docker, name: str, tmp_path: Path
) -> None:
    for number in ("1", "2"):
        docker("import", "--message", number, "-", f"{name}-{number}:1", stdin=bytes(10240))
    both = {f"{name}-1:1", f"{name}-2:1"}
    archive = tmp_path / "both.tar"

    async def journey() -> None:
        async with opened(tmp_path / "config", "--host", engine_host) as hands:
            await until(lambda: all(hands.index(Kind.IMAGE, n).isValid() for n in both))
            hands.pick(Kind.IMAGE, *sorted(both))
            hands.menu("Image", "Save…")
            await hands.choose_file(archive, "Save")
            await until(archive.exists, "the file is there")
            await ended(hands)
            docker("rmi", *both)
            await until(lambda: not any(hands.index(Kind.IMAGE, n).isValid() for n in both))
            hands.menu("Image", "Load…")
            await hands.choose_file(archive, "Load")
            await until(lambda: all(hands.index(Kind.IMAGE, n).isValid() for n in both))
            await until(lambda: set(images(hands)) & both, "what came is selected")

    aio(journey(), timeout=60)


def test_an_archive_of_files_that_is_loaded_is_imported_by_the_next_step(
    aio: Aio, engine_host: str, docker: Docker, name: str, tmp_path: Path
) -> None:
    files = tmp_path / f"{name.rpartition('/')[2]}.tar"
    files.write_bytes(one_file("etc/motd", b"hello"))

    async def journey() -> None:
        async with opened(tmp_path / "config", "--host", engine_host) as hands:
            hands.pick(Kind.IMAGE)
            hands.menu("Image", "Load…")
            await hands.choose_file(files, "Load")
            await until(lambda: list(hands.application.operations), "it is asked for")
            await ended(hands, Outcome.FAILED)
            hands.window.toggle_activity()
            assert "it holds files, not images" in hands.read(hands.window.activity)
            hands.press(hands.window.activity, "Import")
            await until(lambda: len(list(hands.application.operations)) == 2, "it is done next")
            await ended(hands)

    aio(journey(), timeout=60)
    docker("rmi", files.stem)


@pytest.mark.skipif(not in_private_network(), reason="the Engine can't reach this machine")
def test_an_image_is_imported_from_an_address_that_the_engine_fetches(
    aio: Aio, engine_host: str, docker: Docker, name: str, tmp_path: Path
) -> None:
    async def journey() -> None:
        async with opened(tmp_path / "config", "--host", engine_host) as hands:
            hands.pick(Kind.IMAGE)
            hands.menu("Image", "Import…")
            dialog = await hands.dialog()
            assert isinstance(dialog, Form)
            with web(lambda _asked: Told(one_file("etc/motd", b"hello"))) as served:
                hands.fill(dialog, "File or address", f"http://{served.host}/rootfs.tar")
                hands.fill(dialog, "Reference", f"{name}:url")
                await until(dialog.verb_button.isEnabled, "it can be asked for")
                hands.press(dialog, "Import")
                await until(lambda: images(hands) == [f"{name}:url"], "the image is selected")
            *_others, last = hands.application.operations
            assert last.outcome is Outcome.DONE

    aio(journey(), timeout=60)
