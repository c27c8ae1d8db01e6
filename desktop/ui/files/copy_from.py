"""Copy files of a container, a volume or an image to this machine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from desktop.engine.file_records import Place
from desktop.engine.threads import run_in_thread
from desktop.model.files.commands import CopyOut
from desktop.model.files.forecast import Destination
from desktop.model.operations import NoEngine
from desktop.ui.awaiting import discard
from desktop.ui.dialogs.fields import Field, Verdict, line_edit, ok, unfinished
from desktop.ui.dialogs.form import answer
from desktop.ui.files.copy_form import CopyForm, Question, Seen, at_home, kind_of, named
from desktop.ui.files.copy_to import judge_path, sources_in
from desktop.ui.files.path_bar import PathEdit
from desktop.ui.files.problems import short
from desktop.ui.icons import Icon
from desktop.ui.page import Surroundings
from desktop.ui.text import tr
from desktop.ui.theme import GRID

_LAST = "files.destination"


async def copy_from(
    parent: QWidget | None,
    surroundings: Surroundings,
    place: Place,
    paths: Sequence[str] = (),
) -> CopyOut | None:
    """Ask where they are to go; without ``paths`` also what is to be copied."""
    form = CopyFromForm(parent, surroundings, place, paths)
    try:
        command = await answer(form, form.command)
    finally:
        await form.end_looking()
        await form.close_path()
    if command is not None:
        surroundings.settings.put(_LAST, str(command.destination))  # the form is gone
    return command


class CopyFromForm(CopyForm):
    """Paths there, and one path here."""

    def __init__(
        self,
        parent: QWidget | None,
        surroundings: Surroundings,
        place: Place,
        paths: Sequence[str],
    ) -> None:
        title = tr("Copy from {place}", place=named(place))
        super().__init__(parent, surroundings, place, title=title, picture=Icon.EXPORT)
        self.say(title, tr("As docker cp does it. The container need not run."))
        session = surroundings.session
        self._several = tuple(paths) if len(paths) > 1 else ()
        self._edit = PathEdit(lambda: session.engine, files=True)
        self._edit.place = place
        self._edit.setText(paths[0] if len(paths) == 1 else self._summary())
        self._edit.setReadOnly(bool(self._several))
        self.path = self.add_field(
            Field(
                tr("&Path there"),
                self._edit,
                self._judge_source,
                hint=tr("A file, a folder, or folder/. for what it holds"),
            )
        )
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        self._line = line_edit(surroundings.settings.text(_LAST) or folder)
        self._add_destination()
        self.finish_layout()

    def _add_destination(self) -> None:
        self.destination = Field(tr("&To this machine"), self._line, _judge_destination)
        self.fields.append(self.destination)
        self.destination.changed.connect(self._on_field_changed)
        browse = QPushButton(tr("&Browse…"))
        browse.setAccessibleName(tr("Browse…"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._choose)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        row.addWidget(self.destination, 1)
        row.addWidget(browse)
        self.add(holder)

    def owner_note(self) -> str:
        return tr("With the numbers of user and group that they have there; only root can.")

    def command(self) -> CopyOut:
        text = at_home(self.destination.text) or "FOLDER"
        destination = text if text.endswith(("/", "/.", "\\")) else Path(text)
        paths = self._several or (self.path.text or "PATH",)
        return CopyOut(self.place, paths, destination, self.options)

    def question(self) -> Question:
        paths = self._several or ((self.path.text,) if self.path.text else ())
        return paths, self.destination.text, self.follow.checked

    async def look(self, question: Question) -> Seen:
        paths, destination, follow = question
        engine = self.surroundings.session.engine
        if engine is None:
            raise NoEngine
        sources = await sources_in(engine, self.place, paths, follow=follow)
        to = await run_in_thread(_there, destination, name="look-at-files")
        return Seen(sources, to)

    async def close_path(self) -> None:
        """End its completion."""
        await self._edit.close_down()

    def _summary(self) -> str:
        return ", ".join(short(path) for path in self._several)

    def _judge_source(self, text: str) -> Verdict:
        return ok() if self._several else judge_path(text)

    def _choose(self) -> None:
        dialog = QFileDialog(self, tr("Copy into this folder"), self._line.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.accepted.connect(lambda: self._line.setText(dialog.selectedFiles()[0]))
        dialog.finished.connect(lambda *_: discard(dialog))
        dialog.open()

    def _first_focus(self) -> QWidget:
        return self._line if self.path.text else self._edit


def _judge_destination(text: str) -> Verdict:
    return ok() if text else unfinished()


def _there(text: str) -> Destination:
    whole = Path(at_home(text))
    try:
        return Destination(text, kind_of(whole.stat().st_mode))
    except (FileNotFoundError, NotADirectoryError):
        return Destination(text, None, whole.parent.is_dir())
