"""Copy files of this machine into a container or a volume."""

from __future__ import annotations

import asyncio
import os
import posixpath
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.engine.errors import NotFound
from desktop.engine.file_errors import Refused
from desktop.engine.file_records import CopyOptions, FileKind, Place
from desktop.engine.protocol import Engine
from desktop.engine.records import Kind
from desktop.engine.threads import run_in_thread
from desktop.model.files.commands import CopyIn
from desktop.model.files.forecast import Destination, Source
from desktop.model.operations import NoEngine
from desktop.ui.awaiting import discard
from desktop.ui.dialogs.fields import Field, Option, Verdict, ok, unfinished, wrong
from desktop.ui.dialogs.form import answer
from desktop.ui.files.copy_form import CopyForm, Question, Seen, at_home, kind_of, named
from desktop.ui.files.path_bar import PathEdit
from desktop.ui.icons import Icon
from desktop.ui.page import Surroundings
from desktop.ui.plain import PlainLabel
from desktop.ui.text import tr
from desktop.ui.theme import GRID


async def copy_to(
    parent: QWidget | None,
    surroundings: Surroundings,
    place: Place,
    folder: str = "/",
    sources: Sequence[Path] = (),
) -> CopyIn | None:
    """Ask what is to be copied where; ``sources`` and ``folder`` are proposed."""
    form = CopyToForm(parent, surroundings, place, folder, sources)
    try:
        return await answer(form, form.command)
    finally:
        await form.end_looking()
        await form.close_path()


class CopyToForm(CopyForm):
    """Paths of this machine, one a line, and one path there."""

    def __init__(
        self,
        parent: QWidget | None,
        surroundings: Surroundings,
        place: Place,
        folder: str,
        sources: Sequence[Path],
    ) -> None:
        title = tr("Copy to {place}", place=named(place))
        super().__init__(parent, surroundings, place, title=title, picture=Icon.LOAD)
        self.attributes = Option(
            tr("Keep e&xtended attributes"),
            tr("Those that users give to files. docker cp leaves them out."),
        )
        through = place.kind is Kind.VOLUME
        self.say(
            title,
            tr("As docker cp does it, through a container that is made for it and removed.")
            if through
            else tr("As docker cp does it. The container need not run."),
        )
        self.sources = LocalPaths(sources)
        self.sources.changed.connect(self.show_command)
        self.add(self.sources)
        session = surroundings.session
        self._edit = PathEdit(lambda: session.engine)
        self._edit.place = place
        self._edit.setText(folder)
        self.path = self.add_field(Field(tr("&Path there"), self._edit, judge_path))
        self.finish_layout()
        if hasattr(os, "listxattr"):
            self.attributes.toggled.connect(self.show_command)
            self.add(self.attributes)

    @property
    def options(self) -> CopyOptions:
        return replace(super().options, attributes=self.attributes.checked)

    def owner_note(self) -> str:
        return tr("With the numbers of user and group that they have here: docker's -a.")

    def command(self) -> CopyIn:
        sources = tuple(_source(text) for text in self.sources.paths) or (Path("FILE"),)
        return CopyIn(sources, self.place, self.path.text or "PATH", self.options)

    def question(self) -> Question:
        return self.sources.paths, self.path.text, self.follow.checked

    async def look(self, question: Question) -> Seen:
        paths, destination, follow = question
        engine = self.surroundings.session.engine
        if engine is None:
            raise NoEngine
        sources = await run_in_thread(_seen, paths, follow, name="look-at-files")
        return Seen(sources, await destination_in(engine, self.place, destination))

    async def close_path(self) -> None:
        """End its completion."""
        await self._edit.close_down()

    def _first_focus(self) -> QWidget:
        return self._edit if self.sources.paths else self.sources.editor


class LocalPaths(QWidget):
    """Paths of this machine, one a line, to type or to choose."""

    changed = Signal()

    def __init__(self, paths: Sequence[Path]) -> None:
        super().__init__()
        label = PlainLabel(tr("From this machine, one path a line"))
        self.editor = QPlainTextEdit("\n".join(str(path) for path in paths))
        self.editor.setProperty("field", True)
        self.editor.setAccessibleName(tr("From this machine"))
        self.editor.setPlaceholderText(tr("A file, a folder, or folder/. for what it holds"))
        self.editor.setTabChangesFocus(True)
        self.editor.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.editor.setFixedHeight(self.editor.fontMetrics().lineSpacing() * 3 + 5 * GRID)
        self.editor.textChanged.connect(self.changed)
        files = self._button(tr("&Files…"), tr("Files…"), folder=False)
        folder = self._button(tr("Fol&der…"), tr("Folder…"), folder=True)
        buttons = QVBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addWidget(files)
        buttons.addWidget(folder)
        buttons.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addWidget(self.editor, 1)
        row.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(label)
        column.addLayout(row)
        self._choosing: set[asyncio.Task[None]] = set()

    @property
    def paths(self) -> tuple[str, ...]:
        """What was typed or chosen."""
        lines = (line.strip() for line in self.editor.toPlainText().splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))

    def _button(self, text: str, name: str, *, folder: bool) -> QPushButton:
        made = QPushButton(text)
        made.setAccessibleName(name)
        made.setAutoDefault(False)
        made.clicked.connect(lambda: self._choose(folder=folder))
        return made

    def _choose(self, *, folder: bool) -> None:
        dialog = QFileDialog(self, tr("Copy a folder") if folder else tr("Copy files"))
        modes = QFileDialog.FileMode
        dialog.setFileMode(modes.Directory if folder else modes.ExistingFiles)
        dialog.accepted.connect(lambda: self._take(dialog.selectedFiles()))
        dialog.finished.connect(lambda *_: discard(dialog))
        dialog.open()

    def _take(self, chosen: list[str]) -> None:
        self.editor.setPlainText("\n".join(dict.fromkeys((*self.paths, *chosen))))


def judge_path(text: str) -> Verdict:
    """Whether it may be a path in a place."""
    if not text:
        return unfinished()
    if not text.startswith("/"):
        return wrong(tr("It begins with a slash: paths there are whole."))
    return ok()


async def destination_in(engine: Engine, place: Place, path: str) -> Destination:
    """What is there in a place."""
    kind = await _kind_in(engine, place, path)
    parent = True
    if kind is None:
        above = posixpath.dirname(path.rstrip("/")) or "/"
        parent = await _kind_in(engine, place, above) is FileKind.FOLDER
    return Destination(path, kind, parent)


async def sources_in(
    engine: Engine, place: Place, paths: Sequence[str], *, follow: bool
) -> tuple[Source, ...]:
    """What is to be copied of a place; a link is what it leads to where it is followed."""
    sources: list[Source] = []
    for path in paths:
        try:
            entry = await engine.files.stat(place, path)
        except NotFound:
            sources.append(Source(path, None))
            continue
        through = follow or path.endswith(("/", "/."))
        kind = entry.leads_to if through and entry.kind is FileKind.LINK else entry.kind
        sources.append(Source(path, kind))
    return tuple(sources)


async def _kind_in(engine: Engine, place: Place, path: str) -> FileKind | None:
    try:
        entry = await engine.files.stat(place, path)
    except (NotFound, Refused):
        return None
    return entry.leads_to if entry.kind is FileKind.LINK else entry.kind


def _seen(paths: Sequence[str], follow: bool) -> tuple[Source, ...]:
    return tuple(Source(path, _kind(path, follow)) for path in paths)


def _kind(path: str, follow: bool) -> FileKind | None:
    try:
        whole = Path(at_home(path))
        found = whole.stat() if follow or path.endswith(("/", "/.")) else whole.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return kind_of(found.st_mode)


def _source(text: str) -> Path | str:
    """A path, or text whose end means something."""
    whole = at_home(text)
    return whole if whole.endswith(("/.", "/", "\\")) else Path(whole)
