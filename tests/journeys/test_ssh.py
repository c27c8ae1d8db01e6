"""SSH between containers, as a person sets it up: chosen, set up, proven, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView, QTreeView

from desktop.ui.ssh.install import InstallForm
from desktop.ui.ssh.page import SshPage
from tests.journeys.hands import Hands, opened, until
from tests.support.aio import Aio
from tests.support.openssh import ABSENT, IMAGE, packed, present
from tests.support.real_engine import LABEL, WAIT

pytestmark = [pytest.mark.display, pytest.mark.skipif(not present(), reason=ABSENT)]

Docker = Callable[..., str]
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def ssh_run(docker: Docker) -> Docker:
    """Starts a container with OpenSSH in ``test-net``."""
    docker("import", "-", IMAGE, stdin=packed())
    docker("network", "create", "--label", LABEL, "test-net")

    def run(name: str) -> str:
        settled = ("--label", LABEL, "--network", "test-net", "--name", name)
        return docker("run", "-d", *settled, IMAGE, *WAIT)

    return run


async def ssh_page(hands: Hands, *names: str) -> SshPage:
    """The page for these containers, when all were looked at."""
    await until(lambda: all(hands.state(name) == "running" for name in names), "they run")
    hands.select(*names)
    hands.menu("Container", "SSH between containers")

    def found() -> SshPage | None:
        living = hands.window.living
        pages = [] if living is None else living.pages.values()
        return next((page for page in pages if isinstance(page, SshPage)), None)

    def looked() -> bool:
        page = found()
        return page is not None and len(page.story.looked) == len(names)

    await until(looked, "all were looked at")
    page = found()
    assert page is not None
    return page


def said(page: SshPage) -> list[str]:
    """What a screen reader reads of the chosen rows."""
    model = page.model
    return [
        str(model.index(number, 0).data(SPOKEN))
        for number, row in enumerate(model.rows)
        if row.chosen
    ]


def test_it_is_set_up_by_one_button_proven_and_a_second_time_nothing_is_changed(
    aio: Aio, engine_host: str, docker: Docker, ssh_run: Docker, tmp_path: Path
) -> None:
    for name in ("s0", "s1"):
        ssh_run(name)

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            page = await ssh_page(hands, "s0", "s1")
            assert page.title.text() == "Nothing is changed yet"
            hands.press(page, "Set up")
            await until(lambda: page.title.text() == "SSH works in all 2 directions", "", 120)
            matrix = hands.find(QTableView, "Logins")
            assert "Login: " in str(matrix.model().index(0, 1).data(SPOKEN))
            assert "key pair made" in said(page)[0]
            assert docker("exec", "s0", "ssh", "s1", "true") == ""
            await until(lambda: "sshd runs" in said(page)[0])
            hands.press(page, "Set up")
            await until(lambda: "nothing to change" in " ".join(said(page)), "", 120)
            await until(lambda: page.title.text() == "SSH works in all 2 directions", "", 120)
            assert all("nothing to change" in each for each in said(page))
            docker("rm", "--force", "s1")
            await until(lambda: "1 removed container" in hands.read(page.banner), "it is told")
            hands.press(page.banner, "Take them out")
            await until(lambda: not page.banner.isVisible(), "none is left")
            assert docker("exec", "s0", "cat", "/root/.ssh/authorized_keys") == ""

    aio(journey(), timeout=400)


def test_a_key_is_taken_out_of_all_that_run_and_not_of_the_chosen_alone(
    aio: Aio, engine_host: str, docker: Docker, ssh_run: Docker, tmp_path: Path
) -> None:
    for name in ("s0", "s1", "s2"):
        ssh_run(name)

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            page = await ssh_page(hands, "s0", "s1", "s2")
            hands.press(page, "Set up")
            await until(lambda: page.title.text() == "SSH works in all 6 directions", "", 120)
            docker("rm", "--force", "s2")
            await until(lambda: "1 removed container" in hands.read(page.banner), "it is told")
            place = next(n for n, row in enumerate(page.model.rows) if row.name == "s0")
            box = page.model.index(place, 0)
            page.model.setData(box, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
            assert [target.name for target in page.targets()] == ["s1"]
            hands.press(page.banner, "Take them out")
            await until(lambda: not page.banner.isVisible(), "none is left")
            for name, rest in (("s0", ["s1"]), ("s1", ["s0"])):
                left = docker("exec", name, "cat", "/root/.ssh/authorized_keys")
                assert [line.split()[2] for line in left.splitlines()] == rest

    aio(journey(), timeout=400)


def test_one_key_pair_for_several_is_told_as_long_as_they_are_chosen(
    aio: Aio, engine_host: str, docker: Docker, ssh_run: Docker, tmp_path: Path
) -> None:
    ssh_run("s0")
    docker(
        "exec", "s0", "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "/root/.ssh/id_ed25519"
    )
    docker("commit", "s0", IMAGE)
    ssh_run("s1")

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            page = await ssh_page(hands, "s0", "s1")
            hands.press(page, "Set up")
            await until(lambda: page.title.text() == "SSH works in all 2 directions", "", 120)
            told = "s0, s1 have the key pair of their image"
            await until(lambda: told in hands.read(page.banner), "one pair is told")
            assert "the same as of s1" in said(page)[0]
            docker("rm", "--force", "s1")
            await until(lambda: told not in hands.read(page.banner), "nothing is shared now")
            await until(lambda: "1 removed container" in hands.read(page.banner), "its key is left")

    aio(journey(), timeout=400)


def test_what_is_missing_is_installed_on_a_persons_word_alone(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, tmp_path: Path
) -> None:
    docker_run(name="plain")
    fake = "printf '#!/bin/sh\\necho $* >>/asked\\n' >/bin/apk; chmod +x /bin/apk"
    docker("exec", "plain", "sh", "-c", fake)

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            page = await ssh_page(hands, "plain")
            await until(lambda: "is not complete in plain" in hands.read(page.banner))
            hands.press(page.banner, "Install…")
            dialog = await hands.dialog()
            assert isinstance(dialog, InstallForm)
            line = "docker exec -u 0 plain sh -c 'apk add --no-cache openssh'"
            assert dialog.line.exact == line
            assert "asked" not in docker("exec", "plain", "ls", "/")
            hands.press(dialog, "Install")

            def ended() -> bool:
                verbs = [each for each in hands.application.operations if not each.running]
                return any(each.command.verb.value == "install ssh" for each in verbs)

            await until(ended, "it was run")
            assert docker("exec", "plain", "cat", "/asked") == "add --no-cache openssh"

    aio(journey(), timeout=120)


def test_containers_are_chosen_by_keyboard(
    aio: Aio, engine_host: str, docker_run: Docker, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        docker_run(name=name)

    async def journey() -> None:
        async with opened(tmp_path, "--host", engine_host) as hands:
            await until(lambda: hands.state("two") == "running")
            page = await ssh_page(hands, "one")
            tree = hands.find(QTreeView, "Containers for SSH")
            QTest.keyClick(tree, Qt.Key.Key_Down)
            QTest.keyClick(tree, Qt.Key.Key_Space)
            await until(lambda: len(page.targets()) == 2, "the other is chosen, too")
            await until(lambda: "lacks sshd" in said(page)[-1], "it was looked at")

    aio(journey(), timeout=90)
