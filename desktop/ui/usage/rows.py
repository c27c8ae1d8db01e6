"""One kind of the disk usage page: its name, its numbers in words, its bar, and its prune."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.model.usage.summary import Group, Summary
from desktop.ui import units
from desktop.ui.dialogs.labels import Mark, ToneLabel
from desktop.ui.icons import BESIDE_TEXT, Icon, icon
from desktop.ui.plain import PlainLabel
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Tone, Type, font
from desktop.ui.usage import words
from desktop.ui.usage.bar import Part, Swatch, UsageBar


class GroupRow(QWidget):
    """What one kind takes."""

    prune_requested = Signal(object)
    """The ``Group``."""

    def __init__(self, group: Group) -> None:
        super().__init__()
        self._group = group
        title = PlainLabel(tr(words.TITLES[group]))
        title.setFont(font(Type.NAME))
        self._counts = ToneLabel()
        self._size = PlainLabel()
        self._size.setFont(font(Type.HEADING))
        self._bar = UsageBar()
        self._parts = ToneLabel()
        self.prune_button = QPushButton(icon(Icon.PRUNE), tr("Prune…"))
        self.prune_button.setIconSize(BESIDE_TEXT)
        self.prune_button.clicked.connect(lambda: self.prune_requested.emit(self._group))
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        head.addWidget(Mark(words.PICTURES[group], Tone.MUTED))
        head.addWidget(title)
        head.addWidget(self._counts, 1)
        head.addWidget(self._size)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.addLayout(head, 0, 0)
        grid.addWidget(self._bar, 1, 0)
        grid.addWidget(self._parts, 2, 0)
        grid.addWidget(self.prune_button, 0, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(0, 1)

    def show_summary(self, summary: Summary, scale: int, unused: int, *, live: bool) -> None:
        """Show this; ``unused`` things may be pruned while the Engine is ``live``."""
        sized = summary.group is not Group.NETWORKS
        counts, parts = words.counts(summary), words.parts(summary)
        self._counts.setText(counts)
        self._size.setText(units.size(summary.size) if sized else "")
        self._parts.setText(parts)
        self._bar.setVisible(sized)
        self._bar.show_summary(summary, scale)
        spoken = (tr(words.TITLES[summary.group]), counts, self._size.text(), parts)
        self.setAccessibleName(", ".join(filter(None, spoken)))
        self._bar.setAccessibleName(self.accessibleName())
        self.prune_button.setAccessibleDescription(self.accessibleName())
        self.prune_button.setEnabled(live and unused > 0)
        tip = tr("See the %n unused, and choose what goes", "", unused)
        self.prune_button.setToolTip(tip if unused else tr("Nothing of this is unused"))


class Legend(QWidget):
    """What the parts of the bars mean."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        for part, text in (
            (Part.USED, tr("In use")),
            (Part.SHARED, tr("Layers that images share")),
            (Part.UNUSED, tr("Unused")),
        ):
            label = PlainLabel(text, elide=Qt.TextElideMode.ElideRight)
            label.setFont(font(Type.SMALL))
            column = QVBoxLayout()
            column.addWidget(label)
            row.addWidget(Swatch(part))
            row.addLayout(column)
            row.addSpacing(2 * GRID)
        row.addStretch(1)
