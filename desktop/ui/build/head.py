"""What is built: the folder, the Dockerfile in it, and the tags that the image gets."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.model import reference
from desktop.model.build.naming import folder_of, tag_problem
from desktop.model.build.spec import DOCKERFILE
from desktop.model.paths import typed_path
from desktop.ui.awaiting import awaited
from desktop.ui.build.draft import Draft
from desktop.ui.dialogs.fields import Field, Verdict, line_edit, ok, unfinished, wrong
from desktop.ui.dialogs.words import reference_problem
from desktop.ui.icons import BESIDE_TEXT, Icon, icon
from desktop.ui.plain import PlainLabel, visible
from desktop.ui.text import tr
from desktop.ui.theme import GRID
from desktop.ui.wording import listed


class Head(QWidget):
    """Fields that fill the draft; ``…_wanted`` where one is to be chosen."""

    folder_wanted = Signal()
    file_wanted = Signal()

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft
        spec = draft.spec
        self.folder = Field(
            tr("&Folder"),
            line_edit(str(spec.folder or "")),
            self._judge_folder,
            hint=tr("None: the Dockerfile is all there is."),
        )
        self.file = Field(tr("&Dockerfile"), line_edit(spec.dockerfile), self._judge_file)
        self.tags = Field(
            tr("&Tags"),
            line_edit(" ".join(spec.tags), placeholder="shop:1.4"),
            self._judge_tags,
            hint=tr("Left empty, the image has only its ID."),
        )
        self._lay_out()
        self.folder.changed.connect(self._on_place_changed)
        self.file.changed.connect(self._on_place_changed)
        self.tags.changed.connect(lambda: draft.put(tags=tuple(self.tags.text.split())))

    def check(self) -> None:
        """Say what there is to say of each."""
        for field in (self.folder, self.file, self.tags):
            field.check()

    def take(self, path: Path) -> None:
        """Another folder, or a Dockerfile in it."""
        spec = folder_of(path)
        tags = spec.tags if not self.tags.text else self._draft.spec.tags
        _put(self.folder, str(spec.folder))
        _put(self.file, spec.dockerfile)
        _put(self.tags, " ".join(tags))

    def take_file(self, path: Path) -> None:
        """Another Dockerfile for the same folder; without one, that which it is in."""
        folder = self._draft.spec.folder
        if folder is None:
            self.take(path)
        else:
            inside = path.is_relative_to(folder)
            _put(self.file, str(path.relative_to(folder) if inside else path))

    async def browse_folder(self) -> Path | None:
        """Let a person choose a folder."""
        dialog = QFileDialog(self, tr("Choose the folder to build"), self._place())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        return await _chosen(dialog)

    async def browse_file(self) -> Path | None:
        """Let a person choose a Dockerfile."""
        dialog = QFileDialog(self, tr("Choose the Dockerfile"), self._place())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return await _chosen(dialog)

    def _place(self) -> str:
        """Where one looks first."""
        folder = self._draft.spec.folder
        return str(folder) if folder is not None and folder.is_dir() else ""

    def _on_place_changed(self) -> None:
        text = self.folder.text
        folder = typed_path(text) if text else None
        if folder is None or folder.is_absolute():
            self._draft.put(folder=folder, dockerfile=self.file.text or DOCKERFILE)

    def _judge_folder(self, text: str) -> Verdict:
        if self._draft.problem:
            return wrong(visible(self._draft.problem, limit=200))
        if text and not typed_path(text).is_absolute():
            return unfinished(tr("Type the whole path."))
        return ok()

    def _judge_file(self, _text: str) -> Verdict:
        draft = self._draft
        if draft.spec.folder is None:
            return ok(tr("As it is typed below."))
        if draft.reading:
            return ok()
        if draft.saved is None:
            return ok(tr("It is not there yet: type it below."))
        return ok(tr("Changed, and not saved.") if draft.unsaved else "")

    def _judge_tags(self, text: str) -> Verdict:
        for tag in text.split():
            if (problem := tag_problem(tag)) is not None:
                return reference_problem(problem)
        here = {name for image in self._draft.session.store.images for name in image.references}
        taken = [tag for tag in text.split() if reference.parse(tag).familiar in here]
        if taken:
            names = listed(visible(tag, limit=60) for tag in taken)
            return ok(tr("The image that is called {names} now loses the name.", names=names))
        return ok()

    def _lay_out(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        place = QHBoxLayout()
        place.setSpacing(2 * GRID)
        place.addWidget(self.folder, 1, top)
        place.addLayout(_beside(tr("Choose the folder"), self.folder_wanted))
        file = QHBoxLayout()
        file.setSpacing(2 * GRID)
        file.addWidget(self.file, 1, top)
        file.addLayout(_beside(tr("Choose the Dockerfile"), self.file_wanted))
        names = QHBoxLayout()
        names.setSpacing(4 * GRID)
        names.addWidget(self.tags, 1, top)
        names.addLayout(file, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(place)
        column.addLayout(names)


def _beside(name: str, wanted: SignalInstance) -> QVBoxLayout:
    """The button beside a field, as high as its line."""
    button = QPushButton(icon(Icon.FOLDER), tr("Choose…"))
    button.setAccessibleName(name)
    button.setAutoDefault(False)
    button.setIconSize(BESIDE_TEXT)
    button.clicked.connect(lambda: wanted.emit())
    made = QVBoxLayout()
    made.setSpacing(GRID)
    made.addWidget(_unseen(tr("&Folder")))
    made.addWidget(button)
    made.addStretch(1)
    return made


async def _chosen(dialog: QFileDialog) -> Path | None:
    """What a person chooses in it."""
    async with awaited(dialog) as accepted:
        chosen = dialog.selectedFiles() if accepted else []
    return Path(chosen[0]) if chosen else None


def _put(field: Field, text: str) -> None:
    line = field.line
    assert line is not None
    line.setText(text)


def _unseen(text: str) -> PlainLabel:
    """As high as a label of this text, to stand beside one."""
    made = PlainLabel(text)
    policy = made.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
    made.setSizePolicy(policy)
    made.hide()
    return made
