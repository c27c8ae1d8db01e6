"""What was typed while it was recorded: ticked, looked over, and taken as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop.model.begun import AS_THE_IMAGE, Begun
from desktop.model.recorded_steps import Doubt, Step, as_dockerfile, as_script
from desktop.model.whole_file import write_whole
from desktop.ui.awaiting import awaited
from desktop.ui.dialogs.fields import set_property
from desktop.ui.dialogs.save_file import ask_where_to_save
from desktop.ui.icons import SMALL, Icon, icon
from desktop.ui.plain import PlainLabel, tooltip, visible
from desktop.ui.text import mark, tr
from desktop.ui.theme import GRID, Tone, Type, font

_DOUBTS = {
    Doubt.LOOKS: mark("It only looks, and changes nothing."),
    Doubt.SHELL_ONLY: mark("It acts on the shell that it was typed at, and on nothing that lasts."),
    Doubt.INTERACTIVE: mark("What is done in an editor or in another shell is not recorded."),
    Doubt.ASKED: mark("Keys were typed while it ran: it may wait for an answer."),
    Doubt.SECRET: mark("Something in it looks like a secret and is masked: write it otherwise."),
}
_SIZE = QSize(760, 520)


async def review(
    parent: QWidget, steps: Sequence[Step], image: str, *, shell: str, begun: Begun = AS_THE_IMAGE
) -> str | None:
    """Let a person look them over; what is to be said of a file that was saved, or None."""
    dialog = Review(parent, steps, image, shell=shell, begun=begun)
    async with awaited(dialog) as saves:
        if not saves:
            return None
        name, text = dialog.suggested_name, dialog.text.toPlainText()
    filters = [(tr("All files (*)"), "")]
    chosen = await ask_where_to_save(parent, tr("Save the recorded commands"), name, filters)
    if chosen is None:
        return None
    path, _filter = chosen
    try:
        await write_whole(path, text)
    except OSError as problem:
        why = problem.strerror or str(problem)
        return tr("Cannot write {path}: {why}.", path=str(path), why=why)
    return tr("Saved to {path}", path=str(path))


class Review(QDialog):
    """The steps on the left, what becomes of the ticked ones on the right."""

    def __init__(
        self,
        parent: QWidget,
        steps: Sequence[Step],
        image: str,
        *,
        shell: str,
        begun: Begun,
    ) -> None:
        super().__init__(parent)
        self._steps = steps
        self._image = image
        self._shell = shell
        self._begun = begun
        self.setWindowTitle(tr("Recorded commands"))
        self.resize(_SIZE)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Commands"))
        self.list.setWordWrap(True)
        self.list.setIconSize(QSize(SMALL, SMALL))
        self.list.setSpacing(2)
        for step in steps:
            self.list.addItem(_item(step))
        self.format = QComboBox()
        self.format.setAccessibleName(tr("Format"))
        self.format.addItems([tr("Dockerfile"), tr("Shell script")])
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(tr("Result"))
        self.text.setFont(font(Type.MONO))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.list.itemChanged.connect(self._renew)
        self.format.currentIndexChanged.connect(self._renew)
        self._lay_out()
        self._renew()

    @property
    def suggested_name(self) -> str:
        """What its file is usually called."""
        return "Dockerfile" if self.format.currentIndex() == 0 else "setup.sh"

    def _chosen(self) -> list[Step]:
        checked = Qt.CheckState.Checked
        return [
            replace(step, ticked=self.list.item(row).checkState() is checked)
            for row, step in enumerate(self._steps)
        ]

    def _renew(self) -> None:
        if self.format.currentIndex() == 0:
            text = as_dockerfile(self._chosen(), self._image, shell=self._shell, begun=self._begun)
        else:
            text = as_script(self._chosen(), shell=self._shell)
        self.text.setPlainText(text)

    def _lay_out(self) -> None:
        heading = PlainLabel(tr("%n command(s) were typed", "", len(self._steps)))
        heading.setFont(font(Type.HEADING))
        said = tr("Tick what is to be kept. The result can be edited before it is saved.")
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        top = QHBoxLayout()
        top.addWidget(QLabel(tr("Format")))
        top.addWidget(self.format, 1)
        column.addLayout(top)
        column.addWidget(self.text, 1)
        parts.addWidget(self.list)
        parts.addWidget(right)
        parts.setSizes([_SIZE.width() // 2] * 2)
        buttons = QDialogButtonBox()
        copy = QPushButton(icon(Icon.COPY), tr("Copy"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        self.save_button = QPushButton(tr("Save…"))
        self.save_button.setDefault(True)
        set_property(self.save_button, "main", True)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.save_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(6 * GRID, 5 * GRID, 6 * GRID, 4 * GRID)
        whole.setSpacing(3 * GRID)
        whole.addWidget(heading)
        whole.addWidget(PlainLabel(said, wrap=True))
        whole.addWidget(parts, 1)
        whole.addWidget(buttons)


def _item(step: Step) -> QListWidgetItem:
    item = QListWidgetItem(visible(step.command, limit=400, lines=True))
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked if step.ticked else Qt.CheckState.Unchecked)
    item.setFont(font(Type.MONO))
    if step.doubt is not None:
        item.setIcon(icon(Icon.WARNING, Tone.WARNING if step.ticked else Tone.MUTED))
        item.setToolTip(tooltip(tr(_DOUBTS[step.doubt])))
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, tr(_DOUBTS[step.doubt]))
    return item
