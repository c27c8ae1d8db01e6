"""What the wizard says of this machine: folders that are missing, variables that are taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from desktop.model.run.pages import Page
from desktop.model.run.parse import parse
from desktop.model.run.spec import ContainerSpec
from desktop.ui.run.page_list import PageStanding
from tests.model.fake_engine import THERE, FakeWorld
from tests.ui.run.conftest import Filled, Wizards


def with_options(options: str) -> ContainerSpec:
    return parse(f"docker run {options} plain:1").spec


def test_of_a_missing_folder_it_is_said_that_the_engine_makes_it(
    wizard: Wizards, tmp_path: Path
) -> None:
    there, missing = tmp_path / "there", tmp_path / "missing"
    there.mkdir()
    with wizard(with_options(f"-v {there}:/a -v {missing}:/b")) as filled:
        filled.wait(lambda: filled.wizard.list.standing(Page.STORAGE) is PageStanding.WARNED)
        filled.editor("volumes")
        assert f"{missing} is not there: the Engine makes an empty folder." in filled.said
        assert str(there) not in filled.said
        assert filled.wizard.run_button.isEnabled()
        filled.put("volumes", 1, 1, str(there))
        assert "is not there" not in filled.said
        assert filled.wizard.list.standing(Page.STORAGE) is PageStanding.SAID


def test_of_a_missing_folder_of_mount_it_is_said_that_the_engine_refuses_it(
    wizard: Wizards, tmp_path: Path
) -> None:
    missing = tmp_path / "missing"
    options = f"--mount type=bind,source={missing},target=/a,readonly,bind-propagation=rslave"
    with wizard(with_options(options), page=Page.STORAGE) as filled:
        said = f"{missing} is not there, and --mount makes no folder: it will be refused."
        filled.wait(lambda: said in filled.said)
        use = button(filled, "Use -v, which makes it")
        QTest.mouseClick(use, Qt.MouseButton.LeftButton)
        assert filled.line == f"docker run -v {missing}:/a:ro,rslave plain:1"
        made = f"{missing} is not there: the Engine makes an empty folder."
        filled.wait(lambda: made in filled.said)


def test_a_mount_that_v_can_not_say_is_not_changed_to_it(wizard: Wizards, tmp_path: Path) -> None:
    options = f"--mount type=bind,source={tmp_path}/none,target=/a,bind-nonrecursive"
    with wizard(with_options(options), page=Page.STORAGE) as filled:
        filled.wait(lambda: "--mount makes no folder" in filled.said)
        assert "Use -v" not in filled.said


def button(filled: Filled, text: str) -> QPushButton:
    (found,) = (b for b in filled.wizard.findChildren(QPushButton) if b.text() == text)
    return found


def test_a_relative_folder_is_looked_for_where_it_will_be(
    wizard: Wizards, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "here").mkdir()
    with wizard(with_options("-v ./here:/a -v ./there:/b"), page=Page.STORAGE) as filled:
        said = f"{tmp_path}/there is not there: the Engine makes an empty folder."
        filled.wait(lambda: said in filled.said)
        assert f"{tmp_path}/here" not in filled.said


def test_a_folder_that_is_made_meanwhile_is_seen_when_one_comes_back(
    wizard: Wizards, tmp_path: Path
) -> None:
    missing = tmp_path / "missing"
    with wizard(with_options(f"-v {missing}:/b"), page=Page.STORAGE) as filled:
        filled.wait(lambda: "is not there" in filled.said)
        missing.mkdir()
        filled.wizard.show_page(Page.IMAGE)
        filled.wizard.show_page(Page.STORAGE)
        filled.wait(lambda: "is not there" not in filled.said)


class TestFarAway:
    @pytest.fixture
    def world(self, world: FakeWorld) -> FakeWorld:
        world.endpoint = THERE
        return world

    def test_of_another_machines_folders_it_is_said_that_they_can_not_be_seen(
        self, wizard: Wizards, tmp_path: Path
    ) -> None:
        options = f"-v {tmp_path}:/a -v /none:/b --mount type=bind,src=/other,dst=/c -v data:/d"
        with wizard(with_options(options), page=Page.STORAGE) as filled:
            said = f"Whether {tmp_path}, /none, /other are there can't be seen from here."
            filled.wait(lambda: said in filled.said)
            assert "is not there" not in filled.said
            assert filled.wizard.list.standing(Page.STORAGE) is PageStanding.SAID
            assert "Add folder…" not in filled.said


def test_a_bare_name_is_said_to_be_taken_from_this_machine(
    wizard: Wizards, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TAKEN_HERE", "of no concern")
    monkeypatch.delenv("UNSET_HERE", raising=False)
    with wizard(
        with_options("-e TAKEN_HERE -e UNSET_HERE -e A=b"), page=Page.ENVIRONMENT
    ) as filled:
        assert "TAKEN_HERE: taken from the environment of Portside on this machine" in filled.said
        assert "UNSET_HERE: not set on this machine" in filled.said
        assert "of no concern" not in filled.said
        filled.put("environment", 1, 1, "set")
        filled.put("environment", 1, 2, "")
        assert "UNSET_HERE: not set" not in filled.said


def test_a_file_of_variables_that_is_missing_is_told(
    wizard: Wizards, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "here.env").write_text("A=b")
    options = "--env-file here.env --env-file none.env --label-file /none/labels"
    with wizard(with_options(options)) as filled:
        filled.wait(lambda: filled.wizard.list.standing(Page.ENVIRONMENT) is PageStanding.WARNED)
        filled.wizard.show_page(Page.ENVIRONMENT)
        told = "Not on this machine, and docker would refuse: none.env, /none/labels"
        assert told in filled.said
        filled.type("environment_files", "here.env")
        filled.type("label_files", "")
        assert "docker would refuse" not in filled.said
        assert filled.wizard.list.standing(Page.ENVIRONMENT) is PageStanding.SAID
