"""The tab with the facts that a person looks for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.engine.records import Kind
from desktop.model.facts import (
    ContainerFacts,
    Facts,
    ImageFacts,
    NetworkFacts,
    VolumeFacts,
    known_facts,
)
from desktop.model.inspection import read_facts
from desktop.ui.details.common_sections import pending
from desktop.ui.details.container_sections import container_sections
from desktop.ui.details.facts import FactsModel, Section
from desktop.ui.details.facts_view import FactsView
from desktop.ui.details.other_sections import image_sections, network_sections, volume_sections
from desktop.ui.details.subject import Subject
from desktop.ui.text import tr


class Overview(QWidget):
    """Shows a subject's facts."""

    open_url_requested = Signal(QUrl)
    object_requested = Signal(object, str)

    def __init__(self, clock: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._shown: tuple[Kind, str] | None = None
        self._read: tuple[object, Facts] | None = None
        self.model = FactsModel(self)
        self.view = FactsView(self.model)
        self.view.setAccessibleName(tr("Overview"))
        self.view.open_url_requested.connect(self.open_url_requested)
        self.view.object_requested.connect(self.object_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.setFocusProxy(self.view)

    def show_subject(self, subject: Subject) -> None:
        """Show what is known of it now."""
        facts = self._facts(subject)
        made = sections(subject, facts, self._clock())
        if subject.late and subject.inspection is None and not subject.is_past:
            made.append(pending())
        self.view.set_stale(subject.is_past)
        if self._shown == subject.identity:
            self.model.update(made)
        else:
            self._shown = subject.identity
            self.model.show(made)

    def _facts(self, subject: Subject) -> Facts:
        """The inspection is read once, however often its facts are shown."""
        source = subject.inspection if subject.inspection is not None else subject.record
        if self._read is None or self._read[0] is not source:
            if subject.inspection is not None:
                self._read = source, read_facts(subject.kind, subject.inspection)
            else:
                self._read = source, known_facts(subject.record)
        return self._read[1]


def sections(subject: Subject, facts: Facts, now: float) -> list[Section]:
    """The sections for the subject's kind."""
    match facts:
        case ContainerFacts():
            return container_sections(subject, facts, now)
        case ImageFacts():
            return image_sections(subject, facts, now)
        case NetworkFacts():
            return network_sections(subject, facts, now)
        case VolumeFacts():
            return volume_sections(subject, facts, now)
