"""Review: all that was said, what it would have power over, and a last yes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QToolButton, QWidget

from desktop.model.commands import Line
from desktop.model.run.line import unspeakable
from desktop.model.run.pages import Page
from desktop.model.secrets import masked_line
from desktop.model.shell import quoted
from desktop.ui.dialogs.command_line import SHELL
from desktop.ui.dialogs.fields import Option
from desktop.ui.dialogs.labels import ToneLabel
from desktop.ui.plain import PlainLabel, menu_text
from desktop.ui.run.draft import Draft
from desktop.ui.run.entries import TITLES
from desktop.ui.run.page import WizardPage
from desktop.ui.run.ports_page import open_ports
from desktop.ui.run.power import PowerList
from desktop.ui.run.said import said_on
from desktop.ui.run.words import sentence
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Tone, Type, font


class ReviewPage(WizardPage):
    """``wanted`` names a page to go to."""

    wanted = Signal(object)
    template_wanted = Signal()

    def __init__(self, draft: Draft) -> None:
        self.powers = PowerList()
        self.agree = Option(tr("Yes, give it this power"), tr("Until the container is removed."))
        self._open = ToneLabel(tone=Tone.WARNING)
        self._said = _Said()
        self._unsaid = ToneLabel()  # what the line does otherwise than the wizard
        self._where = ToneLabel()
        self.keep = Option(
            tr("Keep it if it does not start"),
            tr("Otherwise what the Engine has made and can't start is removed."),
        )
        self.opens = Option(
            tr("Open its terminal when it has started"),
            tr("In the background or not. Closing the terminal leaves the container running."),
        )
        self.template_button = QPushButton()
        self.template_button.setAutoDefault(False)
        about = tr("This is what will be made. A page's name leads back to it.")
        super().__init__(draft, tr("Review"), about, ())
        self.template_button.setText(self.letters.of(tr("Save as template…")))
        for option in (self.agree, self.opens, self.keep):
            option.mark_letter(self.letters.of(option.box.accessibleName()))
        self.agree.toggled.connect(lambda: draft.agree(self.agree.checked))
        self.keep.toggled.connect(lambda: draft.keep(self.keep.checked))
        self.keep.box.setChecked(draft.keeps)
        self.opens.box.setChecked(draft.opens)
        self.opens.toggled.connect(lambda: draft.open(self.opens.checked))
        self.template_button.clicked.connect(self.template_wanted)

    def end(self) -> None:
        self._said.wanted.connect(self.wanted)
        first = (self._where, self.powers, self.agree, self._open, self.opens)
        for widget in (*first, self._said, self._unsaid, self.keep):
            self.column.addWidget(widget)
        self.column.addWidget(self.template_button, 0, Qt.AlignmentFlag.AlignLeft)

    def first(self) -> QWidget | None:
        return None if self.draft.allowed else self.agree.box

    def check(self) -> None:
        super().check()
        endpoint = self.draft.session.status.endpoint
        self._where.setText(tr("On the Engine {where}", where=endpoint.title if endpoint else ""))
        self._where.setVisible(endpoint is not None)
        self.powers.show_powers(self.draft.dangers)
        self.agree.setVisible(bool(self.draft.dangers))
        self.agree.box.blockSignals(True)
        self.agree.box.setChecked(bool(self.draft.dangers) and self.draft.allowed)
        self.agree.box.blockSignals(False)
        said = open_ports(self.draft)
        self._open.setText(said)
        self._open.setVisible(bool(said))
        self._said.show_spec(self.draft)
        unsaid = "\n".join(sentence(problem) for problem in unspeakable(self.draft.spec))
        self._unsaid.setText(unsaid)
        self._unsaid.setVisible(bool(unsaid))
        self.opens.setVisible(self.draft.talks)
        self.keep.setVisible(self.draft.starts)
        self.template_button.setEnabled(not self.draft.troubles)


def _is_flag(words: Line) -> bool:
    return len(words) == 1 and words[0].startswith("-")


class _Said(QWidget):
    """Each page's options as docker's command line has them."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(4 * GRID)
        self._grid.setVerticalSpacing(2 * GRID)
        self._grid.setColumnStretch(1, 1)
        self._rows: dict[Page, tuple[QToolButton, PlainLabel]] = {}
        for number, page in enumerate(each for each in Page if each is not Page.REVIEW):
            button = QToolButton()
            button.setText(menu_text(tr(TITLES[page][0])))
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(lambda *_, page=page: self.wanted.emit(page))
            text = PlainLabel(wrap=True)
            text.setFont(font(Type.MONO))
            text.setContentsMargins(0, GRID + 1, 0, GRID)
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(button, number, 0, top | Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(text, number, 1, top)
            self._rows[page] = button, text

    def show_spec(self, draft: Draft) -> None:
        """Those on which something is said."""
        for page, (button, text) in self._rows.items():
            said = said_on(page, draft.spec)
            button.setVisible(bool(said))
            text.setVisible(bool(said))
            flags = tuple(words[0] for words in said if _is_flag(words))
            lines = [flags] if flags else []
            lines += [words for words in said if not _is_flag(words)]
            text.setText("\n".join(quoted(masked_line(words), SHELL) for words in lines))
