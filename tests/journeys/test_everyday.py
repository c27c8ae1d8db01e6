"""Everyday work on images, networks, volumes and containers, by menu and form."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.engine.records import Kind
from desktop.model.operations import Outcome
from tests.journeys.hands import Hands, opened, until
from tests.support.aio import Aio
from tests.support.real_engine import IMAGE, LABEL, WAIT, RealEngine

pytestmark = pytest.mark.display


def idle(hands: Hands) -> bool:
    return not hands.application.operations.running


def outcomes(hands: Hands) -> list[Outcome]:
    return [operation.outcome for operation in hands.application.operations]


def test_images_are_tagged_untagged_and_removed_with_their_users_named(
    aio: Aio, engine_host: str, docker: Callable[..., str], tmp_path: Path
) -> None:
    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            await until(lambda: hands.index(Kind.IMAGE, IMAGE).isValid())
            hands.pick(Kind.IMAGE, IMAGE)
            hands.menu("Image", "Tag…")
            dialog = await hands.dialog()
            hands.fill(dialog, "Reference", "journey/other:2")
            hands.press(dialog, "Tag")
            await until(lambda: hands.index(Kind.IMAGE, "journey/other:2").isValid(), "it appears")
            docker("run", "-d", "--label", LABEL, "--name", "user", "journey/other:2", *WAIT)
            await until(lambda: hands.state("user") == "running")

            hands.pick(Kind.IMAGE, "journey/other:2")
            assert "user" in str(hands.index(Kind.IMAGE, "journey/other:2", "used by").data())
            hands.menu("Image", "Remove…")
            dialog = await hands.dialog()
            assert "user" in hands.read(dialog), "who uses it is said before"
            hands.press(dialog, "Remove")
            await until(lambda: not hands.index(Kind.IMAGE, "journey/other:2").isValid(), "it goes")
            assert "journey/other" not in docker("image", "ls")
            assert hands.index(Kind.IMAGE, IMAGE).isValid()

            # The last name of an image that no container uses: its layers go, too.
            packed = io.BytesIO()
            with tarfile.open(fileobj=packed, mode="w") as tar:
                tar.addfile(tarfile.TarInfo("empty"))
            archive = packed.getvalue()
            dangling = docker("import", "-", stdin=archive)
            await until(lambda: hands.index(Kind.IMAGE, dangling).isValid(), "it appears")
            model = hands.section.model
            last = model.index(model.rowCount() - 1, 0)
            assert str(last.data()).startswith("No name (dangling)"), "apart, and last"
            hands.pick(Kind.IMAGE, dangling)
            hands.menu("Image", "Remove…")
            dialog = await hands.dialog()
            hands.press(dialog, "Remove")
            await until(lambda: not hands.index(Kind.IMAGE, dangling).isValid(), "it goes")
            assert dangling.removeprefix("sha256:")[:12] not in docker("image", "ls", "--all")
            await until(lambda: idle(hands))
            assert outcomes(hands) == [Outcome.DONE] * 3

    aio(journey(), timeout=60)


def test_a_network_is_created_and_removed_through_its_forms(
    aio: Aio, engine_host: str, docker: Callable[..., str], tmp_path: Path
) -> None:
    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            hands.pick(Kind.NETWORK)
            hands.menu("Network", "Create network…")
            dialog = await hands.dialog()
            hands.fill(dialog, "Name", "journey-net")
            hands.fill(dialog, "Subnet", "10.211.7.0/24")
            hands.fill(dialog, "Gateway", "10.211.7.9")
            hands.tick(dialog, "Internal")
            hands.press(dialog, "Create")
            await until(lambda: hands.index(Kind.NETWORK, "journey-net").isValid(), "it appears")
            shown = "{{range .IPAM.Config}}{{.Subnet}} {{.Gateway}}{{end}} {{.Internal}}"
            told = docker("network", "inspect", "--format", shown, "journey-net")
            assert told == "10.211.7.0/24 10.211.7.9 true"
            assert "10.211.7.0/24" in str(hands.index(Kind.NETWORK, "journey-net", "subnet").data())
            docker(
                *("run", "-d", "--label", LABEL, "--name", "inside"),
                *("--network", "journey-net", "--ip", "10.211.7.77", IMAGE, *WAIT),
            )
            model = hands.section.model

            def below() -> str:
                row = hands.index(Kind.NETWORK, "journey-net")
                cells = [model.index(0, n, row).data() for n in range(model.columnCount())]
                return " ".join(map(str, cells)) if model.rowCount(row) == 1 else ""

            await until(lambda: "10.211.7.77" in below(), "who is attached is below")

            hands.pick(Kind.NETWORK, "journey-net")
            hands.menu("Network", "Remove…")
            dialog = await hands.dialog()
            assert "inside" in hands.read(dialog), "who is attached is named"
            docker("rm", "--force", "inside")
            await until(lambda: "inside" not in hands.read(dialog), "and no more when it left")
            hands.press(dialog, "Remove")
            await until(lambda: not hands.index(Kind.NETWORK, "journey-net").isValid(), "it goes")
            assert "journey-net" not in docker("network", "ls")

    aio(journey(), timeout=60)


def test_a_volume_is_created_measured_and_removed(
    aio: Aio, engine_host: str, docker: Callable[..., str], tmp_path: Path
) -> None:
    # Filled before the window opens: with the first use Docker 20.10 tells another time of
    # creation, which is that of another volume as far as anyone can know.
    writes = ("sh", "-c", "head -c 250000 /dev/zero >/data/zeros")
    docker("run", "--rm", "--label", LABEL, "-v", "filled-vol:/data", IMAGE, *writes)

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            hands.pick(Kind.VOLUME)
            hands.menu("Volume", "Create volume…")
            dialog = await hands.dialog()
            hands.fill(dialog, "Name", "journey-vol")
            hands.press(dialog, "Create")
            await until(lambda: hands.index(Kind.VOLUME, "journey-vol").isValid(), "it appears")
            hands.menu("Volume", "Measure sizes")
            size = "250kB"
            await until(
                lambda: (
                    size
                    in str(hands.index(Kind.VOLUME, "filled-vol", "size").data())
                    .replace(" ", "")
                    .replace("\u00a0", "")
                ),
                "its size is told",
                5,
            )
            hands.pick(Kind.VOLUME, "journey-vol")
            hands.menu("Volume", "Remove…")
            dialog = await hands.dialog()
            assert "journey-vol" in hands.read(dialog)
            hands.press(dialog, "Remove")
            await until(lambda: not hands.index(Kind.VOLUME, "journey-vol").isValid(), "it goes")
            assert docker("volume", "ls", "--quiet").split() == ["filled-vol"]
            docker("volume", "rm", "filled-vol")

    aio(journey(), timeout=60)


def test_another_signal_is_sent(
    aio: Aio, engine_host: str, docker_run: Callable[..., str], tmp_path: Path
) -> None:
    listens = ("sh", "-c", "trap 'exit 7' USR1; sleep 86400 & wait")

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            docker_run(name="signalled", command=listens)
            await until(lambda: hands.state("signalled") == "running")
            hands.select("signalled")
            hands.menu("Container", "Kill…")
            dialog = await hands.dialog()
            hands.fill(dialog, "Signal", "usr1")
            hands.press(dialog, "Kill")
            await until(lambda: hands.state("signalled") == "exited", "it ends")
            assert "Exited (7)" in hands.cell("signalled", "status")

    aio(journey(), timeout=60)


def test_a_container_is_paused_and_goes_on(
    aio: Aio, engine_host: str, docker_run: Callable[..., str], tmp_path: Path
) -> None:
    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            docker_run(name="held")
            await until(lambda: hands.state("held") == "running")
            hands.select("held")
            for _number in range(3):
                hands.menu("Container", "Pause")
                await until(lambda: hands.state("held") == "paused", "it is paused")
                hands.menu("Container", "Unpause")
                await until(lambda: hands.state("held") == "running", "it goes on")

    aio(journey(), timeout=60)


def test_anonymous_volumes_go_with_their_container_when_asked(
    aio: Aio,
    engine_host: str,
    docker: Callable[..., str],
    docker_run: Callable[..., str],
    tmp_path: Path,
) -> None:
    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            docker_run("--volume", "/data", name="owner")
            assert len(docker("volume", "ls", "--quiet").split()) == 1
            await until(lambda: hands.state("owner") == "running")
            hands.select("owner")
            hands.keys("Del")
            dialog = await hands.dialog()
            hands.tick(dialog, "Remove anonymous volumes")
            hands.tick(dialog, "Force")
            hands.press(dialog, "Remove")
            await until(lambda: hands.container("owner") is None, "its row goes")
            await until(lambda: idle(hands))
            assert docker("volume", "ls", "--quiet") == ""

    aio(journey(), timeout=60)


def test_the_activity_tells_which_of_several_failed(
    aio: Aio,
    engine_host: str,
    docker: Callable[..., str],
    docker_run: Callable[..., str],
    tmp_path: Path,
) -> None:
    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            docker_run("-p", "127.0.0.1:18081:80", name="holder")
            for name, port in {"blocked": 18081, "free": 18082}.items():
                docker(
                    *("create", "--label", LABEL, "--name", name),
                    *("-p", f"127.0.0.1:{port}:80", IMAGE, *WAIT),
                )
            await until(lambda: hands.state("blocked") and hands.state("free"))
            hands.select("blocked", "free")
            hands.menu("Container", "Start")
            await until(lambda: hands.state("free") == "running", "what can start does")
            await until(lambda: idle(hands))
            assert outcomes(hands) == [Outcome.FAILED]
            hands.keys("Ctrl+J")
            tree = hands.tree("Activity")
            QTest.keyClick(tree, Qt.Key.Key_Home)
            said = hands.read(hands.window.activity)
            assert "Cannot start container blocked" in said
            assert "18081" in said
            assert "holder" in said, "who has the port"
            assert "container free" not in said
            assert tree.model().rowCount() == 1

    aio(journey(), timeout=60)


def test_the_same_action_is_not_started_twice(
    aio: Aio, engine_host: str, docker_run: Callable[..., str], tmp_path: Path
) -> None:
    deaf = ("sh", "-c", "trap '' TERM; while :; do sleep 1; done")

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            docker_run("--stop-timeout", "2", name="deaf", command=deaf)
            await until(lambda: hands.state("deaf") == "running")
            hands.select("deaf")
            hands.keys("Ctrl+.")
            await until(lambda: hands.cell("deaf", "status") == "stopping…", "its row says so")
            await until(lambda: not hands.window.actions_table["container.stop"].isEnabled())
            hands.keys("Ctrl+.")
            assert len(list(hands.application.operations)) == 1
            await until(lambda: hands.state("deaf") == "exited", "it is stopped")
            await until(lambda: idle(hands), "the command has ended, too")
            assert "Exited (137)" in hands.cell("deaf", "status")

    aio(journey(), timeout=60)


def test_an_archive_that_docker_saved_is_loaded(
    aio: Aio, engine_host: str, docker: Callable[..., str], tmp_path: Path
) -> None:
    archive = tmp_path / "saved image.tar"
    docker("tag", IMAGE, "journey/saved:1")
    docker("save", "--output", str(archive), "journey/saved:1")
    docker("rmi", "journey/saved:1")

    async def journey() -> None:
        async with opened(tmp_path / "config", "--host", engine_host) as hands:
            hands.pick(Kind.IMAGE)
            hands.menu("Image", "Load…")
            await hands.choose_file(archive, "Load")
            await until(lambda: hands.index(Kind.IMAGE, "journey/saved:1").isValid(), "it appears")
            await until(lambda: idle(hands))
            assert outcomes(hands) == [Outcome.DONE]

    aio(journey(), timeout=60)


def test_an_empty_engine_gets_its_first_image_by_one_button(
    aio: Aio, second_engine: Callable[..., RealEngine], tmp_path: Path
) -> None:
    engine = second_engine()

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine.url) as hands:
            hands.keys("Ctrl+2")
            page: QWidget = hands.section.empty
            await until(page.isVisible, "nothing is said to be there")
            buttons = [b.text() for b in page.findChildren(QPushButton) if b.isVisible()]
            assert buttons == ["Pull…", "Load…", "Pack starter image"]
            hands.press(page, "Pack starter image")
            await until(lambda: hands.shown(), "it is listed")
            await until(hands.section.tree.isVisible, "the tree shows it")
            name = engine.docker("image", "ls", "--format", "{{.Repository}}:{{.Tag}}")
            assert hands.index(Kind.IMAGE, name).isValid()
            said = engine.docker("run", "--rm", name, "echo", "it works")
            assert said == "it works"

    aio(journey(), timeout=90)
