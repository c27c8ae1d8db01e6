"""What a person does in the dialog of a build, and what it says."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton

from desktop.model.build.naming import folder_of
from desktop.model.build.spec import BuildSpec
from desktop.model.secrets import MASK
from desktop.ui.build.context_page import ContextPage
from desktop.ui.build.draft import Draft
from desktop.ui.page import Surroundings
from desktop.ui.plain import PlainLabel
from tests.model.fake_engine import make_image
from tests.support import drags
from tests.support.aio import Aio
from tests.ui.build.conftest import Dialogs, Filled, until

FINE = "FROM debian:13\nCOPY a /a\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "My Shop"
    made.mkdir()
    (made / "Dockerfile").write_text(FINE)
    (made / "a").write_text("a")
    return made


def texts(page: ContextPage) -> list[str]:
    return [label.text() for label in page.findChildren(PlainLabel) if label.isVisible()]


def test_enter_builds_at_once_though_the_dockerfile_is_not_read_yet(
    dialog: Dialogs, folder: Path
) -> None:
    with dialog(folder_of(folder)) as filled:
        assert filled.dialog.draft.reading
        filled.press(Qt.Key.Key_Return)
        described = filled.result()
    assert described is not None
    assert described.spec.folder == folder
    assert described.spec.tags == ("my-shop",)
    assert described.text == FINE


def test_a_dockerfile_is_taken_with_its_folder(tmp_path: Path, folder: Path) -> None:
    (folder / "dev.Dockerfile").touch()
    spec = folder_of(folder / "dev.Dockerfile")
    assert (spec.folder, spec.dockerfile) == (folder, "dev.Dockerfile")


def test_what_is_typed_is_judged_underlined_and_saved_before_it_is_built(
    dialog: Dialogs, folder: Path
) -> None:
    with dialog(folder_of(folder)) as filled:
        asked = filled.dialog
        filled.wait(lambda: asked.editor.toPlainText() == FINE)
        asked.editor.go_to(3)
        QTest.keyClicks(asked.editor, "COPPY x /x")
        assert filled.problems == ["Line 3: COPPY is no instruction. COPY may be meant."]
        assert not asked.build_button.isEnabled()
        assert asked.editor.underlined == ["COPPY"]
        asked.problems.itemClicked.emit(asked.problems.item(0))
        assert asked.editor.textCursor().blockNumber() == 2
        QTest.keyClick(asked.editor, Qt.Key.Key_Right)
        QTest.keyClick(asked.editor, Qt.Key.Key_Right)
        QTest.keyClick(asked.editor, Qt.Key.Key_Delete)
        filled.wait(lambda: filled.problems == ["Line 3: x is not in the folder that is sent."])
        assert asked.build_button.text() == "Save and build"
        QTest.keyClick(asked.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        described = filled.result()
    assert described is not None
    assert (folder / "Dockerfile").read_text() == FINE + "COPY x /x"


@pytest.mark.parametrize("mode", [None, 0o600, 0o664])
def test_a_dockerfile_stays_for_whom_it_was_and_a_new_one_is_as_any_new_file(
    dialog: Dialogs, folder: Path, mode: int | None
) -> None:
    path = folder / "Dockerfile"
    (folder / "any").touch()
    if mode is None:
        path.unlink()
    else:
        path.chmod(mode)
    with dialog(folder_of(folder)) as filled:
        asked = filled.dialog
        filled.wait(lambda: not asked.draft.reading)
        asked.editor.setPlainText("FROM a:1\nRUN x")
        asked.finish()
        filled.result()
    assert path.read_text() == "FROM a:1\nRUN x"
    expected = stat.S_IMODE((folder / "any").stat().st_mode) if mode is None else mode
    assert stat.S_IMODE(path.stat().st_mode) == expected


def test_windows_line_ends_stay(dialog: Dialogs, folder: Path) -> None:
    (folder / "Dockerfile").write_bytes(b"FROM a:1\r\nRUN x\r\n")
    with dialog(folder_of(folder)) as filled:
        asked = filled.dialog
        filled.wait(lambda: asked.editor.toPlainText())
        assert asked.build_button.text() == "Build", "nothing was changed"
        asked.editor.go_to(3)
        QTest.keyClicks(asked.editor, "RUN y")
        asked.finish()
        filled.result()
    assert (folder / "Dockerfile").read_bytes() == b"FROM a:1\r\nRUN x\r\nRUN y"


def test_spaces_that_do_not_break_stay(dialog: Dialogs, folder: Path) -> None:
    before = 'FROM a:1\nLABEL says="10\u00a0km"\n'
    (folder / "Dockerfile").write_text(before, encoding="utf-8")
    with dialog(folder_of(folder)) as filled:
        asked = filled.dialog
        filled.wait(lambda: asked.editor.toPlainText())
        assert asked.build_button.text() == "Build", "nothing was changed"
        asked.editor.go_to(3)
        QTest.keyClicks(asked.editor, "RUN y")
        asked.finish()
        filled.result()
    assert (folder / "Dockerfile").read_text(encoding="utf-8") == before + "RUN y"


def test_shift_and_enter_begin_a_line_as_enter_does(dialog: Dialogs, folder: Path) -> None:
    with dialog(folder_of(folder)) as filled:
        asked = filled.dialog
        filled.wait(lambda: asked.editor.toPlainText() == FINE)
        asked.editor.selectAll()
        QTest.keyClicks(asked.editor, "FROM a:1")
        QTest.keyClick(asked.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClicks(asked.editor, "USER b")
        assert len(asked.editor.dockerfile.instructions) == 2
        asked.finish()
        filled.result()
    assert (folder / "Dockerfile").read_text() == "FROM a:1\nUSER b"


def test_words_are_completed_as_one_types(dialog: Dialogs) -> None:
    with dialog() as filled:
        editor = filled.dialog.editor
        editor.setFocus()
        for text in ("fr", None, "a:1 AS build\nFROM b:1\nCOPY --from=bu", None, " /a /b"):
            if text is None:
                QTest.keyClick(editor, Qt.Key.Key_Tab)
                continue
            for letter in text:
                if letter == "\n":
                    QTest.keyClick(editor, Qt.Key.Key_Return)
                else:
                    QTest.keyClicks(editor, letter)
        assert editor.toPlainText() == ("from a:1 AS build\nFROM b:1\nCOPY --from=build /a /b")


def test_a_dockerfile_is_built_without_a_folder(dialog: Dialogs) -> None:
    with dialog() as filled:
        asked = filled.dialog
        assert not asked.build_button.isEnabled()
        asked.editor.setPlainText("FROM a:1\n")
        assert asked.line.exact == "docker build --force-rm -"
        asked.finish()
        described = filled.result()
    assert described is not None
    assert (described.spec.folder, described.spec.text) == (None, "FROM a:1\n")


def test_every_option_is_in_the_line_and_secrets_are_hidden(dialog: Dialogs, folder: Path) -> None:
    (folder / "Dockerfile").write_text("FROM a:1 AS one\nARG TOKEN\nARG V=1\nFROM one AS two\n")
    with dialog(folder_of(folder)) as filled:
        asked = filled.dialog
        filled.wait(lambda: not asked.draft.reading)
        asked.pages.setCurrentWidget(asked.options)
        options = asked.options
        rows = options.arguments.rows
        assert [rows.cells(row)[0] for row in range(2)] == ["TOKEN", "V"], "they are offered"
        rows.setData(rows.index(0, 1), "s3cret")
        assert rows.index(0, 1).data() == MASK
        for field, text in (
            (options.target, "two"),
            (options.platform, "linux/arm64"),
            (options.memory, "64m"),
        ):
            assert field.line is not None
            field.line.setText(text)
        options.network.editor.setCurrentText("none")
        options.no_cache.box.click()
        options.pull.box.click()
        labels = options.labels.rows
        labels.setData(labels.index(0, 0), "a=b")
        assert asked.line.exact == (
            "docker build --force-rm --tag my-shop --build-arg TOKEN=s3cret --label a=b"
            " --target two --platform linux/arm64 --network none --memory 64m --no-cache --pull"
            f" '{folder}'"
        )
        assert options.memory.line is not None
        options.memory.line.setText("lots")
        assert not asked.build_button.isEnabled()


def test_the_files_are_added_up_and_left_out_by_a_click(dialog: Dialogs, folder: Path) -> None:
    (folder / "big").write_bytes(bytes(5000))
    with dialog(folder_of(folder)) as filled:
        asked = filled.dialog
        asked.pages.setCurrentWidget(asked.context)
        filled.wait(lambda: asked.draft.scan is not None and asked.draft.scan.complete)
        assert "3 files, 5.03kB" in texts(asked.context)
        leave = asked.context.findChildren(QPushButton)
        (button,) = (it for it in leave if it.accessibleName() == "Leave out big")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        filled.wait(lambda: "Left out by .dockerignore" in texts(asked.context))
        assert (folder / ".dockerignore").read_text() == "big\n"
        filled.wait(lambda: "3 files, 30B" in texts(asked.context))


def test_a_large_context_is_warned_of(dialog: Dialogs, folder: Path) -> None:
    with (folder / "huge").open("wb") as huge:
        huge.truncate(101_000_000)
    with dialog(folder_of(folder)) as filled:
        asked = filled.dialog
        filled.wait(lambda: any("is much for a build" in it for it in asked.notes.said))
        assert asked.build_button.isEnabled()
        asked.notes.buttons[0].click()
        assert asked.pages.currentWidget() is asked.context


def test_a_folder_that_is_not_there_is_said(dialog: Dialogs, tmp_path: Path) -> None:
    with dialog(BuildSpec(tmp_path / "none")) as filled:
        asked = filled.dialog
        filled.wait(lambda: asked.draft.problem)
        assert "There is no folder" in asked.head.folder.note
        assert not asked.build_button.isEnabled()


def test_why_it_can_not_be_built_is_said(
    dialog: Dialogs, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.ui.build.draft.find_buildx", lambda _environment: None)
    (folder / "Dockerfile").write_text("FROM a:1\nRUN --mount=type=cache,target=/c x\n")
    with dialog(folder_of(folder)) as filled:
        asked = filled.dialog
        filled.wait(lambda: asked.draft.impossible)
        assert "Line 2 needs BuildKit (RUN --mount)" in asked.notes.said[0]
        assert not asked.build_button.isEnabled()
        asked.editor.setPlainText("# syntax=docker/dockerfile:1\nFROM a:1\n")
        assert "is a comment" in asked.notes.said[0]
        assert asked.build_button.isEnabled()


def test_buildx_is_used_where_it_is_needed(
    dialog: Dialogs, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = Path("/plugins/docker-buildx")
    monkeypatch.setattr("desktop.ui.build.draft.find_buildx", lambda _environment: program)
    (folder / "Dockerfile").write_text("FROM a:1\nRUN <<E\nx\nE\n")
    with dialog(folder_of(folder)) as filled:
        asked = filled.dialog
        filled.wait(lambda: asked.line.exact.startswith("docker buildx build --load"))
        assert "Built by docker buildx" in asked.notes.said[0]
        asked.finish()
        described = filled.result()
    assert described is not None
    assert described.buildx == program


def test_what_buildx_does_not_take_is_said(
    dialog: Dialogs, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.ui.build.draft.find_buildx", lambda _environment: Path("/x"))
    (folder / "Dockerfile").write_text("FROM a:1\nRUN --mount=type=cache,target=/c x\n")
    with (folder / "huge").open("wb") as huge:
        huge.truncate(101_000_000)
    with dialog(folder_of(folder)) as filled:
        asked, options = filled.dialog, filled.dialog.options
        filled.wait(lambda: asked.draft.by_buildx)
        assert options.memory.line is not None
        options.memory.line.setText("64m")
        filled.wait(lambda: len(asked.notes.said) == 3)
        large, memory, buildx = asked.notes.said
        assert "is much for a build" in large
        assert memory == "docker buildx sets no limit of memory: 64m has no effect."
        assert options.memory.note == memory
        assert "Built by docker buildx" in buildx
        assert "--memory" not in asked.line.exact
        assert asked.build_button.isEnabled()
        options.network.editor.setCurrentText("shop-net")
        assert "would refuse shop-net" in asked.notes.said[0]
        assert "would refuse shop-net" in options.network.note
        assert not asked.build_button.isEnabled()
        asked.notes.buttons[0].click()
        assert asked.pages.currentWidget() is options
        options.network.editor.setCurrentText("host")
        assert asked.build_button.isEnabled()
        asked.editor.setPlainText("FROM a:1\n")
        filled.wait(lambda: "--memory 64m" in asked.line.exact)


def test_a_large_context_is_told_beside_what_is_wrong(dialog: Dialogs, folder: Path) -> None:
    (folder / "Dockerfile").write_text("FROM a:1\nCOPY gone /\n")
    with (folder / "huge").open("wb") as huge:
        huge.truncate(101_000_000)
    with dialog(folder_of(folder)) as filled:
        asked = filled.dialog
        filled.wait(lambda: len(asked.notes.said) == 2)
        assert asked.notes.said[0] == "The build will fail: 1 error"
        assert "is much for a build" in asked.notes.said[1]
        asked.notes.buttons[1].click()
        assert asked.pages.currentWidget() is asked.context
        asked.notes.buttons[0].click()
        assert asked.editor.textCursor().blockNumber() == 1


def test_a_hostile_name_is_shown_as_it_is(dialog: Dialogs, tmp_path: Path) -> None:
    folder = tmp_path / "x"
    folder.mkdir()
    (folder / "Dockerfile").write_text("FROM <b>x</b>&\n")
    (folder / "<b>a\u202e\x1b").write_bytes(bytes(100))
    with dialog(folder_of(folder)) as filled:
        asked = filled.dialog
        asked.pages.setCurrentWidget(asked.context)
        filled.wait(lambda: asked.draft.scan is not None and asked.draft.scan.complete)
        assert "<b>a\\u202e\\x1b" in texts(asked.context)
        filled.wait(lambda: filled.problems)
        assert "<b>x</b>&" in filled.problems[0]


def test_what_can_not_be_saved_is_said_and_kept(dialog: Dialogs, folder: Path) -> None:
    with dialog(folder_of(folder)) as filled:
        asked = filled.dialog
        filled.wait(lambda: asked.editor.toPlainText() == FINE)
        asked.editor.appendPlainText("RUN x")
        folder.rename(folder.with_name("elsewhere"))
        asked.finish()
        filled.wait(asked.banner.isVisible)
        assert "Cannot save" in asked.banner.text
        assert "RUN x" in asked.editor.toPlainText()


def test_a_file_that_was_changed_meanwhile_is_read_again(dialog: Dialogs, folder: Path) -> None:
    with dialog(folder_of(folder)) as filled:
        asked = filled.dialog
        filled.wait(lambda: asked.editor.toPlainText() == FINE)
        (folder / "Dockerfile").write_text("FROM b:2\n")
        asked.draft.renew()
        filled.wait(lambda: asked.editor.toPlainText() == "FROM b:2\n")
        asked.editor.appendPlainText("RUN x")
        (folder / "Dockerfile").write_text("FROM c:3\n")
        (folder / "more").touch()
        asked.draft.renew()
        filled.wait(lambda: asked.draft.scan is not None and asked.draft.scan.files == 3)
        assert "RUN x" in asked.editor.toPlainText(), "what is typed stays"


def test_the_line_that_failed_is_gone_to_once_whatever_is_read_again(
    dialog: Dialogs, folder: Path
) -> None:
    with dialog(folder_of(folder), line=2) as filled:
        asked = filled.dialog
        filled.wait(lambda: asked.editor.textCursor().blockNumber() == 1)
        asked.pages.setCurrentWidget(asked.options)
        asked.options.memory.setFocus()
        read: list[bool] = []
        asked.draft.loaded.connect(lambda: read.append(True))
        asked.draft.renew()  # as where one comes back to the window
        filled.wait(lambda: read)
        assert asked.pages.currentWidget() is asked.options
        assert asked.focusWidget() is asked.options.memory.editor


def test_a_home_of_nobody_is_typed_as_any_other_folder(dialog: Dialogs, folder: Path) -> None:
    with dialog(folder_of(folder)) as filled:
        field = filled.dialog.head.folder
        assert field.line is not None
        field.line.clear()
        QTest.keyClicks(field.line, "~no-such-user/x")
        assert field.text == "~no-such-user/x"
        assert field.note == "Type the whole path."
        asked = filled.dialog
        filled.wait(lambda: not asked.draft.reading)  # of "~", which was typed on the way
        assert not asked.build_button.isEnabled(), "not the folder that was there before"
        asked.finish()
        assert asked.isVisible()
        field.line.setText("~")
        assert asked.draft.spec.folder == Path.home()
        field.line.setText(str(folder))
        filled.wait(lambda: not asked.draft.reading)
        assert asked.build_button.isEnabled()


def test_a_tag_that_another_image_has_is_told(
    dialog: Dialogs, around: Surroundings, folder: Path
) -> None:
    around.session.store.take_images([make_image(1, "shop:1")])
    with dialog(folder_of(folder)) as filled:
        assert filled.dialog.head.tags.line is not None
        filled.dialog.head.tags.line.setText("shop:1")
        assert "shop:1 now loses the name" in filled.dialog.head.tags.note


def test_what_somebody_else_has_written_is_not_overwritten_unasked(
    dialog: Dialogs, folder: Path
) -> None:
    with dialog(folder_of(folder)) as filled:
        asked = filled.dialog
        filled.wait(lambda: asked.editor.toPlainText() == FINE)
        asked.editor.appendPlainText("RUN x")
        (folder / "Dockerfile").write_text("FROM theirs:1\n")
        asked.finish()
        filled.wait(lambda: "changed by something else" in asked.banner.text)
        assert (folder / "Dockerfile").read_text() == "FROM theirs:1\n"
        asked.finish()
        filled.result()
    assert (folder / "Dockerfile").read_text() == FINE + "\nRUN x"


def test_buildkit_looks_for_what_to_leave_out_beside_the_dockerfile(
    dialog: Dialogs, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.ui.build.draft.find_buildx", lambda _environment: Path("/x"))
    (folder / ".dockerignore").write_text("Dockerfile*\n")
    (folder / "Dockerfile.dockerignore").write_text("a\n")
    (folder / "Dockerfile").write_text("FROM a:1\nRUN --mount=type=cache,target=/c x\n")
    with dialog(folder_of(folder)) as filled:
        draft = filled.dialog.draft
        filled.wait(lambda: not draft.reading)
        filled.wait(lambda: draft.scan is not None and draft.scan.left_out)
        filled.wait(lambda: draft.scan and [it.pattern for it in draft.scan.left_out] == ["a"])


def test_an_ignore_file_that_is_a_link_is_not_written_and_the_dialog_says_so(
    dialog: Dialogs, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "theirs").write_text("x\n")
    (folder / ".dockerignore").symlink_to(tmp_path / "theirs")
    with dialog(folder_of(folder)) as filled:
        asked = filled.dialog
        filled.wait(lambda: not asked.draft.reading)
        asked.context.unwanted.emit("a")
        filled.wait(lambda: asked.banner.isVisible())
        said = ".dockerignore is a link. Replace it by a file to leave something out."
        assert said in [label.text() for label in asked.banner.findChildren(PlainLabel)]
        asked.context.unwanted.emit("a\n!b")
        filled.wait(lambda: "line break" in asked.banner.findChildren(PlainLabel)[0].text())
        filled.wait(lambda: asked.build_button.isEnabled())
    assert (tmp_path / "theirs").read_text() == "x\n"


def test_a_draft_that_is_closed_while_it_reads_tells_nothing(
    aio: Aio, around: Surroundings, folder: Path
) -> None:
    slow = folder / "slow"
    os.mkfifo(slow)

    async def journey() -> list[str]:
        draft = Draft(BuildSpec(folder, "slow"), around.session)
        told: list[str] = []
        await until(lambda: any(it.name == "read-dockerfile" for it in threading.enumerate()))
        (reader,) = (it for it in threading.enumerate() if it.name == "read-dockerfile")
        slow.write_text(FINE)
        reader.join()  # and the loop, which is held up here, does not know it yet
        draft.changed.connect(lambda: told.append("changed"))
        draft.loaded.connect(lambda: told.append("loaded"))
        await draft.close()
        draft.renew()
        draft.put(tags=("late:1",))
        return told

    assert aio(journey()) == []


def of(*paths: Path) -> QMimeData:
    """As a file manager gives them: as text, too."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    mime.setText("\n".join(map(str, paths)))
    return mime


def test_a_folder_is_dropped_on_it(dialog: Dialogs, folder: Path) -> None:
    with dialog() as filled:
        assert drags.drop(filled.dialog, QPoint(9, 9), of(folder))
        filled.wait(lambda: filled.dialog.draft.spec.folder == folder)
        filled.press(Qt.Key.Key_Return)
        described = filled.result()
    assert described is not None
    assert (described.spec.folder, described.spec.tags) == (folder, ("my-shop",))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Dockerfile.dev", FINE),
        ("web.Dockerfile", FINE),
        ("Containerfile", ""),
        ("recipe", "# syntax=docker/dockerfile:1\n\n# how it is made\nARG V=1\nFROM a:$V\n"),
        ("small", "from a:1\n"),
    ],
)
def test_a_dockerfile_of_any_name_is_dropped_on_it(
    dialog: Dialogs, folder: Path, name: str, text: str
) -> None:
    (folder / name).write_text(text)
    with dialog() as filled:
        asked = filled.dialog
        for place in (asked, asked.editor.viewport(), asked.head.folder.line):
            assert place is not None
            asked.head.folder.line.clear()
            asked.head.file.line.clear()
            assert drags.drop(place, QPoint(9, 9), of(folder / name))
            filled.wait(lambda: asked.draft.spec.folder == folder)
            filled.wait(lambda: not asked.draft.reading)
            assert asked.draft.spec.dockerfile == name
            assert asked.editor.toPlainText() == text
            assert not asked.banner.isVisible()


@pytest.mark.parametrize("content", [b"import os\n", b"FROM \0\0", b"From me to you\n", b"FROM\n"])
def test_what_is_no_dockerfile_is_not_taken_for_one(
    dialog: Dialogs, folder: Path, content: bytes
) -> None:
    (folder / "other").write_bytes(content)
    with dialog(folder_of(folder)) as filled:
        asked = filled.dialog
        filled.wait(lambda: asked.editor.toPlainText() == FINE)
        assert drags.drop(asked, QPoint(9, 9), of(folder / "other"))
        filled.wait(asked.banner.isVisible)
        assert "other is no Dockerfile" in asked.banner.text
        assert drags.drop(asked, QPoint(9, 9), of(folder / "a", folder))
        filled.wait(lambda: "Only one" in asked.banner.text)
        assert asked.draft.spec.dockerfile == "Dockerfile"
        assert asked.editor.toPlainText() == FINE


def test_what_was_typed_comes_back_by_undoing_where_another_dockerfile_takes_its_place(
    dialog: Dialogs, folder: Path
) -> None:
    with dialog() as filled:
        asked = filled.dialog
        asked.editor.setFocus()
        QTest.keyClicks(asked.editor, "FROM mine:1")
        asked.take(folder)
        filled.wait(lambda: asked.editor.toPlainText() == FINE)
        asked.editor.undo()
        assert asked.editor.toPlainText() == "FROM mine:1"
        assert asked.draft.unsaved


def choose(filled: Filled, button: str, path: Path) -> None:
    """Press a button of the dialog, and choose a path in what opens."""
    asked = filled.dialog
    (found,) = (it for it in asked.findChildren(QPushButton) if it.accessibleName() == button)
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)
    filled.wait(lambda: [it for it in asked.findChildren(QFileDialog) if it.isVisible()])
    (files,) = (it for it in asked.findChildren(QFileDialog) if it.isVisible())
    line = files.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(line, QLineEdit)
    line.setText(str(path))
    files.accept()
    filled.wait(lambda: not [it for it in asked.findChildren(QFileDialog) if it.isVisible()])


def test_folder_and_dockerfile_are_chosen_each_by_its_button(
    dialog: Dialogs, folder: Path, tmp_path: Path
) -> None:
    (folder / "docker").mkdir()
    (folder / "docker" / "dev").write_text("FROM dev:1\n")
    (tmp_path / "far").write_text("FROM far:1\n")
    with dialog() as filled:
        asked = filled.dialog
        choose(filled, "Choose the folder", folder)
        filled.wait(lambda: asked.editor.toPlainText() == FINE)
        choose(filled, "Choose the Dockerfile", folder / "docker" / "dev")
        filled.wait(lambda: asked.editor.toPlainText() == "FROM dev:1\n")
        assert (asked.draft.spec.folder, asked.draft.spec.dockerfile) == (folder, "docker/dev")
        choose(filled, "Choose the Dockerfile", tmp_path / "far")
        filled.wait(lambda: asked.editor.toPlainText() == "FROM far:1\n")
        assert asked.line.exact.endswith(f"--file {tmp_path}/far '{folder}'")
        asked.head.folder.line.clear()
        choose(filled, "Choose the Dockerfile", folder / "docker" / "dev")
        filled.wait(lambda: asked.draft.spec.folder == folder / "docker")
        assert asked.draft.spec.dockerfile == "dev"


def test_a_low_dialog_has_room_for_the_dockerfile_beside_what_is_wrong(
    dialog: Dialogs, folder: Path
) -> None:
    (folder / "Dockerfile").write_text("FROM a\nCOPPY a /\nCOPY gone /x\nEXPOSE web\n")
    with (folder / "huge").open("wb") as huge:
        huge.truncate(101_000_000)
    with dialog(folder_of(folder)) as filled:
        asked = filled.dialog
        asked.resize(640, 480)
        filled.wait(lambda: len(asked.notes.said) == 2 and len(filled.problems) == 4)
        line = asked.editor.fontMetrics().lineSpacing()
        filled.wait(lambda: asked.editor.viewport().height() >= 6 * line)
        beside = asked.problems.mapTo(asked, QPoint()).x()
        assert beside > asked.editor.mapTo(asked, QPoint()).x() + asked.editor.width() - 1
        asked.resize(1000, 740)
        filled.wait(lambda: asked.problems.mapTo(asked, QPoint()).x() < beside)
