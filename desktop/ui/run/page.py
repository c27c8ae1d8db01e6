"""A page of the wizard: groups of fields below a heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.dialogs.labels import ToneLabel
from desktop.ui.icons import Icon, icon
from desktop.ui.plain import PlainLabel
from desktop.ui.run import ways
from desktop.ui.run.draft import Draft
from desktop.ui.run.editors import FlagEditor, LineEditor
from desktop.ui.run.entries import Entry, Group, TableEntry
from desktop.ui.run.mnemonics import Mnemonics
from desktop.ui.run.table_editor import TableEditor
from desktop.ui.states import Banner
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Tone, Type, font

AnyEditor = LineEditor | FlagEditor | TableEditor


class WizardPage(QScrollArea):
    """The common part: a title, a sentence, the groups. Subclasses add what is special."""

    def __init__(self, draft: Draft, title: str, about: str, groups: Sequence[Group]) -> None:
        super().__init__()
        self.draft = draft
        self.editors: dict[str, AnyEditor] = {}
        self._folds: list[tuple[Fold, tuple[str, ...]]] = []
        self.banner = Banner()
        body = QWidget()
        body.setBackgroundRole(QPalette.ColorRole.Base)
        self.column = QVBoxLayout(body)
        self.column.setContentsMargins(6 * GRID, 5 * GRID, 6 * GRID, 5 * GRID)
        self.column.setSpacing(3 * GRID)
        heading = PlainLabel(title)
        heading.setFont(font(Type.HEADING))
        words = QVBoxLayout()
        words.setSpacing(GRID)
        words.addWidget(heading)
        words.addWidget(ToneLabel(about))
        self.column.addLayout(words)
        self.column.addWidget(self.banner)
        for group in groups:
            self._add_group(group)
        self.end()
        self.letters = Mnemonics()
        self._give_letters(groups)
        self.column.addStretch(1)
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        draft.changed.connect(self._on_changed)
        draft.replaced.connect(self.fill)
        self.fill()

    def end(self) -> None:
        """Add what stands below the groups."""

    def first(self) -> QWidget | None:
        """Where the keys go when the page is shown."""
        return next(iter(self.editors.values()), None)

    def say(self, text: str) -> None:
        """Say what went wrong, above everything."""
        self.banner.say(text, Tone.DANGER)

    def show_field(self, field: str) -> None:
        """Bring a field in sight, and the keys to it."""
        editor = self.editors.get(field)
        if editor is None:
            return
        for fold, fields in self._folds:
            if field in fields:
                fold.open_it()
        self.ensureWidgetVisible(editor)
        target = editor.focusProxy() or editor
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def fill(self) -> None:
        """Another container is described."""
        for editor in self._each():
            editor.fill()
        spec = self.draft.spec
        for fold, fields in self._folds:
            if any(getattr(spec, field) != getattr(type(spec)(), field) for field in fields):
                fold.open_it()
        self.check()

    def check(self) -> None:
        """Something has changed, here or on another page: it is shown as it is now."""
        for editor in self._each():
            editor.check()

    def _on_changed(self) -> None:
        if self.isVisible():
            self.check()

    def _each(self) -> Iterator[AnyEditor]:
        yield from dict.fromkeys(self.editors.values())

    def _add_group(self, group: Group) -> None:
        grid = _Grid()
        for entry in group.entries:
            editor = self.make(entry)
            self.editors |= dict.fromkeys(entry.fields, editor)
            grid.put(editor, wide=isinstance(entry, TableEntry) or entry.wide)
        if group.rare:
            fold = Fold(tr(group.title), grid)
            self._folds.append((fold, tuple(f for e in group.entries for f in e.fields)))
            self.column.addWidget(fold)
            return
        if group.title:
            self.column.addWidget(_Title(tr(group.title)))
        self.column.addWidget(grid)

    def _give_letters(self, groups: Sequence[Group]) -> None:
        for entry in (entry for group in groups for entry in group.entries):
            self.editors[entry.fields[0]].mark_letter(self.letters.of(tr(entry.label)))

    def make(self, entry: Entry | TableEntry) -> AnyEditor:
        """The editor of an entry."""
        if isinstance(entry, TableEntry):
            return TableEditor(self.draft, entry)
        kind = FlagEditor if ways.is_flag(entry.field) else LineEditor
        return kind(self.draft, entry)

    def showEvent(self, event: QShowEvent) -> None:
        self.check()  # while it was out of sight nothing was shown
        super().showEvent(event)


class Fold(QWidget):
    """What is rarely needed, behind its title."""

    def __init__(self, title: str, content: QWidget) -> None:
        super().__init__()
        self._content = content
        self._button = QToolButton()
        self._button.setText(title)
        self._button.setAccessibleName(title)
        self._button.setCheckable(True)
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._button.setAutoRaise(True)
        self._button.toggled.connect(self._on_toggled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(content)
        self._on_toggled(False)

    def open_it(self) -> None:
        self._button.setChecked(True)

    def _on_toggled(self, is_open: bool) -> None:
        self._content.setVisible(is_open)
        self._button.setIcon(icon(Icon.CHEVRON_DOWN if is_open else Icon.CHEVRON_RIGHT))


class _Title(QWidget):
    """The title of a group, and a line to the edge."""

    def __init__(self, text: str) -> None:
        super().__init__()
        label = PlainLabel(text)
        label.setFont(font(Type.NAME))
        rule = QWidget()
        rule.setFixedHeight(1)
        rule.setBackgroundRole(QPalette.ColorRole.Mid)
        rule.setAutoFillBackground(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2 * GRID, 0, 0)
        row.setSpacing(3 * GRID)
        row.addWidget(label)
        row.addWidget(rule, 1)


class _Grid(QWidget):
    """Two beside each other, or one over the whole width."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(4 * GRID)
        self._grid.setVerticalSpacing(2 * GRID)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._row = 0
        self._right = False

    def put(self, widget: QWidget, *, wide: bool) -> None:
        if wide:
            self._row += self._right
            self._grid.addWidget(widget, self._row, 0, 1, 2)
            self._row += 1
            self._right = False
            return
        where = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(widget, self._row, int(self._right), where)
        self._row += self._right
        self._right = not self._right
