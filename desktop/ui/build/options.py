"""What a build may be told besides its folder: arguments, target, platform, cache, limits."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.model.build.naming import memory_fits
from desktop.model.build.spec import NETWORKS
from desktop.model.platforms import PLATFORMS
from desktop.model.secrets import masked
from desktop.ui.build import words
from desktop.ui.build.draft import Draft
from desktop.ui.dialogs.fields import (
    Field,
    Option,
    Verdict,
    completing,
    line_edit,
    ok,
    unfinished,
    wrong,
)
from desktop.ui.icons import BESIDE_TEXT, Icon, icon
from desktop.ui.plain import PlainLabel
from desktop.ui.run.pair_rows import LABELS
from desktop.ui.run.table import RowsModel
from desktop.ui.run.table_editor import Framed
from desktop.ui.run.table_view import Table
from desktop.ui.text import tr
from desktop.ui.theme import GRID
from desktop.ui.units import typed

_VALUE = 1  # the column


class OptionsPage(QScrollArea):
    """Everything but what most builds need."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft
        self._stages = QStringListModel(self)
        self.target = Field(
            tr("Target stage"), self._line("target"), self._judge_target, hint=tr("All of them.")
        )
        completing(self._line_of(self.target), self._stages)
        self.platform = Field(
            tr("Platform"),
            self._line("platform"),
            lambda _text: ok(),
            hint=tr("The Engine's own."),
        )
        completing(self._line_of(self.platform), QStringListModel(list(PLATFORMS), self))
        network = QComboBox()
        network.setEditable(True)
        network.addItems(["", *NETWORKS])
        network.setCurrentText(draft.spec.network)
        network.currentTextChanged.connect(lambda text: draft.put(network=text.strip()))
        self.network = Field(
            tr("Network"), network, self._judge_network, hint=tr("That of any container.")
        )
        self.memory = Field(
            tr("Memory"), self._line("memory"), self._judge_memory, hint=tr("As much as there is.")
        )
        self.no_cache = Option(tr("Without the cache"), tr("Every step runs anew."))
        self.pull = Option(tr("Pull"), tr("Look for newer images to begin with."))
        self.arguments = PairTable(draft, "arguments", tr("Build arguments"), masks=True)
        self.labels = PairTable(draft, "labels", tr("Labels"))
        self._lay_out()
        for option, name in ((self.no_cache, "no_cache"), (self.pull, "pull")):
            option.box.setChecked(getattr(draft.spec, name))
            option.toggled.connect(
                lambda option=option, name=name: draft.put(**{name: option.checked})
            )
        draft.changed.connect(self.check)
        self.check()

    def check(self) -> None:
        """The Dockerfile may have other stages and arguments by now."""
        names = list(self._draft.dockerfile.names)
        if names != self._stages.stringList():
            self._stages.setStringList(names)
        for field in (self.target, self.memory, self.platform, self.network):
            field.check()
        said = {name for name, _value in self._draft.spec.arguments}
        taken = self._draft.dockerfile.arguments.items()
        self.arguments.rows.offer([(name, value) for name, value in taken if name not in said])

    def _judge_target(self, text: str) -> Verdict:
        stage = self._draft.dockerfile.stage(text)
        if text and stage is None:
            return unfinished(tr("No stage of the Dockerfile is called so."))
        return ok()

    def _judge_memory(self, text: str) -> Verdict:
        if not memory_fits(typed(text)):
            return unfinished(tr("A size, such as 512m or 2g."))
        return ok(words.no_limit(text) if text and self._draft.by_buildx else "")

    def _judge_network(self, text: str) -> Verdict:
        return wrong(words.no_such_network(text)) if self._draft.bad_network else ok()

    def _line(self, name: str) -> QLineEdit:
        line = line_edit(getattr(self._draft.spec, name))
        line.textChanged.connect(lambda text: self._draft.put(**{name: self._read(name, text)}))
        return line

    def _read(self, name: str, text: str) -> str:
        return typed(text.strip()) if name == "memory" else text.strip()

    def _line_of(self, field: Field) -> QLineEdit:
        line = field.line
        assert line is not None
        return line

    def _lay_out(self) -> None:
        body = QWidget()
        body.setBackgroundRole(QPalette.ColorRole.Base)
        grid = QGridLayout(body)
        grid.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        grid.setHorizontalSpacing(4 * GRID)
        grid.setVerticalSpacing(3 * GRID)
        grid.addWidget(self.arguments, 0, 0, 1, 2)
        places = (self.target, self.platform, self.network, self.memory, self.no_cache, self.pull)
        for number, widget in enumerate(places):
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(widget, 1 + number // 2, number % 2, top)
        grid.addWidget(self.labels, 4, 0, 1, 2)
        grid.setRowStretch(5, 1)
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)


class PairTable(QWidget):
    """Names and values, a row each. With ``masks``, what is probably secret is not shown."""

    def __init__(self, draft: Draft, field: str, title: str, *, masks: bool = False) -> None:
        super().__init__()
        self._draft = draft
        self._field = field
        self.rows: RowsModel = _Masked(LABELS) if masks else RowsModel(LABELS)
        self.rows.setParent(self)
        self.table = Table(title, self.rows, draft.session.store, seen=3)
        label = PlainLabel(title)
        label.setBuddy(self.table)
        self._bar = QHBoxLayout()
        self._bar.setSpacing(GRID)
        self._bar.addWidget(label, 1)
        self._button(Icon.RUN, tr("Add"), self.table.add_row)
        self._remove = self._button(Icon.CANCEL, tr("Remove"), self.table.remove_selected)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(self._bar)
        column.addWidget(Framed(self.table))
        self.setFocusProxy(self.table)
        self.rows.show_values(list(getattr(draft.spec, field)))
        self.rows.edited.connect(self._commit)
        self.table.selectionModel().selectionChanged.connect(self._on_selected)
        self._on_selected()

    def _button(self, picture: Icon, text: str, act: object) -> QPushButton:
        button = QPushButton(icon(picture), text)
        button.setIconSize(BESIDE_TEXT)
        button.setFlat(True)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        self._bar.addWidget(button)
        return button

    def _commit(self) -> None:
        self._draft.put(**{self._field: tuple(self.rows.values)})

    def _on_selected(self) -> None:
        self._remove.setEnabled(bool(self.table.selected_rows()))


class _Masked(RowsModel):
    """Shows a secret's value only where one types it."""

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        found = super().data(index, role)
        if index.column() == _VALUE and role == Qt.ItemDataRole.DisplayRole and found:
            return masked(self.cells(index.row())[0], str(found))
        return found
