"""Above the tabs: the object's mark, its name, its state in words, and its short id."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.engine.records import Container, Image, Kind, Network, Record, Volume
from desktop.model.inspection import container_facts
from desktop.model.risks import risks_of
from desktop.ui import theme, units, wording
from desktop.ui.details.subject import Subject
from desktop.ui.icons import Icon, paint_icon
from desktop.ui.plain import PlainLabel, tooltip, visible
from desktop.ui.risk_badge import RiskBadge
from desktop.ui.sections import section_of
from desktop.ui.states import DOT, paint_state_dot
from desktop.ui.text import mark, tr
from desktop.ui.theme import GRID, Type, current, font

_KINDS = {
    Kind.CONTAINER: mark("Container"),
    Kind.IMAGE: mark("Image"),
    Kind.NETWORK: mark("Network"),
    Kind.VOLUME: mark("Volume"),
}


class Header(QWidget):
    """One line about the subject."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = _Mark()
        self._name = PlainLabel(elide=Qt.TextElideMode.ElideMiddle, selectable=True)
        self._state = PlainLabel(elide=Qt.TextElideMode.ElideRight)
        self.risks = RiskBadge()
        self._id = PlainLabel(selectable=True)
        self._id.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        for label in (self._name, self._id):
            label.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._restyle()
        row = QHBoxLayout(self)
        row.setContentsMargins(4 * GRID, 2 * GRID, 4 * GRID, GRID)
        row.setSpacing(2 * GRID)
        row.addWidget(self._mark)
        row.addWidget(self._name)
        row.addSpacing(GRID)
        row.addWidget(self._state)
        row.addWidget(self.risks)
        row.addStretch(1)
        row.addWidget(self._id)

    def show_subject(self, subject: Subject, now: float) -> None:
        """Show who it is and how it is."""
        record = subject.record
        name = wording.name_of(record)
        state = _state_of(record, now)
        if subject.removed:
            state = tr("Removed")
        self._name.setText(name)
        self._state.setText(state)
        self._id.setText("" if isinstance(record, Volume) else wording.short_id(record.key))
        self._id.setToolTip(tooltip(record.key))
        of_container = isinstance(record, Container) and subject.inspection is not None
        facts = container_facts(subject.inspection or {}) if of_container else None
        self.risks.show_risks(risks_of(facts) if facts is not None else ())
        which = wording.mark_of(record) if isinstance(record, Container) else None
        self._mark.show_mark(which, section_of(subject.kind).picture, past=subject.is_past)
        role = QPalette.ColorRole
        muted = role.PlaceholderText if subject.is_past else role.WindowText
        self._name.setForegroundRole(muted)
        self._state.setForegroundRole(role.PlaceholderText)
        kind = tr(_KINDS[subject.kind])
        said = tr("{kind} {name}: {state}", kind=kind, name=name, state=state)
        self.setAccessibleName(visible(said, limit=1000))

    def _restyle(self) -> None:
        self._name.setFont(font(Type.HEADING))
        self._id.setFont(font(Type.MONO))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_name"):
            self._restyle()


def _state_of(record: Record, now: float) -> str:
    match record:
        case Container():
            return wording.status(record, now)
        case Image():
            return units.size(record.size)
        case Network():
            return record.driver
        case Volume():
            return units.size(record.size) if record.size is not None else record.driver


class _Mark(QWidget):
    """The state's mark, or the picture of the kind."""

    def __init__(self) -> None:
        super().__init__()
        self._state: theme.State | None = None
        self._icon = Icon.CONTAINERS
        self._past = False
        self.setFixedSize(QSize(5 * GRID, 5 * GRID))

    def show_mark(self, state: theme.State | None, picture: Icon, *, past: bool) -> None:
        if (state, picture, past) != (self._state, self._icon, self._past):
            self._state, self._icon, self._past = state, picture, past
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._past:
            painter.setOpacity(0.5)
        box = QRectF(0, 0, DOT * 1.3, DOT * 1.3)
        box.moveCenter(QRectF(self.rect()).center())
        if self._state is not None:
            # The painter draws at most DOT: the heading's mark is somewhat larger.
            painter.translate(box.center())
            painter.scale(1.3, 1.3)
            paint_state_dot(painter, QRectF(-DOT / 2, -DOT / 2, DOT, DOT), self._state)
        else:
            paint_icon(
                painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), self._icon, current().icon
            )
