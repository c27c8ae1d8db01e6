"""All about one operation: its whole command line, why it failed, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.model.operations import Failure, Operation, Outcome
from desktop.model.shell import Shell
from desktop.model.store import Store
from desktop.ui import theme
from desktop.ui.activity import record
from desktop.ui.activity.steps import Step, next_steps
from desktop.ui.icons import BESIDE_TEXT, SMALL, Icon, icon
from desktop.ui.plain import PlainLabel, menu_text, tooltip
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Tone, Type
from desktop.ui.wording import listed

_LINE = 7 * GRID  # with its room, as high as a button
_LINES = 4  # of a command, before it scrolls
_HIGHEST = 60 * GRID  # before all of it scrolls
_LEAST = 18 * GRID  # in a low window: a sentence, and the beginning of what follows


class OperationDetails(QScrollArea):
    """Below the tree, for its current row; hidden where there is none.

    It is as high as what it says at its width, so that nothing is cut; it scrolls beyond that, and
    in a low window.
    """

    step_chosen = Signal(object)  # a Step
    cancel_requested = Signal(object)  # an Operation

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._operation: Operation | None = None
        self._shown: tuple[object, ...] = ()
        self._step_buttons: list[QPushButton] = []
        self._height = 0  # of what it says
        self._may_shrink = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._command = QPlainTextEdit()
        self._command.setReadOnly(True)
        self._command.setAccessibleName(tr("Command line"))
        self._command.setFont(theme.font(Type.MONO))
        self._command.setFrameShape(QFrame.Shape.NoFrame)
        self._command.setTabChangesFocus(True)
        self._command.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._command.viewport().setAutoFillBackground(False)
        self.copy_button = QPushButton(icon(Icon.COPY), tr("Copy"))
        self.copy_button.setIconSize(BESIDE_TEXT)
        self.copy_button.setToolTip(tr("Copy the command line"))
        self.copy_button.clicked.connect(self.copy)
        self._picture = QLabel()
        self._sentence = PlainLabel(wrap=True, selectable=True)
        self.cancel_button = QPushButton(icon(Icon.CANCEL), tr("Cancel"))
        self.cancel_button.setIconSize(BESIDE_TEXT)
        self.cancel_button.clicked.connect(self._on_cancel_clicked)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        self._prompt = PlainLabel("$" if record.shell() is Shell.POSIX else ">")
        self._prompt.setFont(theme.font(Type.MONO))
        self._prompt.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self._prompt.setFixedHeight(_LINE)
        line = self._line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        line.addWidget(self._prompt, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._command, 1)
        line.addStretch(0)  # in place of a command that has no line
        for button in (self.cancel_button, self.copy_button):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        why = QHBoxLayout()
        why.setSpacing(2 * GRID)
        why.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        why.addWidget(self._sentence, 1)
        self._steps = QHBoxLayout()
        self._steps.setContentsMargins(SMALL + 2 * GRID, 0, 0, 0)
        self._steps.setSpacing(2 * GRID)
        self._steps.addStretch(1)
        self._body = _Body()
        column = self._column = QVBoxLayout(self._body)
        column.addLayout(why)
        column.addLayout(self._steps)
        column.addLayout(line)
        self._pack(2 * GRID)
        self.setWidget(self._body)

    def _pack(self, gap: int) -> None:
        self._column.setContentsMargins(4 * GRID, gap, 4 * GRID, gap)
        self._column.setSpacing(gap)

    @property
    def buttons(self) -> list[QPushButton]:
        """The buttons of the next steps."""
        return self._step_buttons

    def let_shrink(self, may: bool) -> None:
        """Whether it scrolls rather than take room that the window has not.

        Then the next steps stand beside the command.
        """
        if may == self._may_shrink:
            return
        self._may_shrink = may
        (self._column if may else self._line).removeItem(self._steps)
        self._steps.setParent(None)
        if may:
            self._line.insertLayout(0, self._steps)
        else:
            self._column.insertLayout(1, self._steps)
        self._steps.setAlignment(Qt.AlignmentFlag.AlignTop if may else Qt.AlignmentFlag(0))
        self._pack(GRID if may else 2 * GRID)
        self._fit()

    def show_operation(self, operation: Operation | None, failure: Failure | None = None) -> None:
        """Tell about this one; a failure picks one of its targets."""
        self._operation = operation
        if operation is None:
            self.hide()
            self._shown = ()
            return
        now = (operation.number, operation.outcome, failure)
        self._tell(operation, failure)
        if now != self._shown:
            self._shown = now
            lines = record.shown_command_lines(operation.command)
            self._command.setPlainText(lines)
            for part in (self._prompt, self._command, self.copy_button):
                part.setVisible(bool(lines))
            self._offer(next_steps(operation, self._store, failure))
        told = (self._sentence, self._command, self.cancel_button)
        self.setVisible(not all(part.isHidden() for part in told))
        self._fit()

    def _tell(self, operation: Operation, failure: Failure | None) -> None:
        if failure is None and operation.failures:
            failure = operation.failures[0]
        text = ""
        if failure is not None:
            text = record.sentence(operation, failure, self._store)
            others = len(operation.failures) - 1
            if others and operation.outcome is Outcome.DONE:
                text = tr(
                    "{sentence} %n other(s) (was|were) skipped, too.", "", others, sentence=text
                )
            elif others:
                text = tr("{sentence} %n other(s) failed, too.", "", others, sentence=text)
        elif operation.outcome is Outcome.CANCELLED:
            text = tr("Cancelled: what it had done already stays done.")
        self._sentence.setText(text)
        failed = operation.outcome is Outcome.FAILED
        glyph = icon(Icon.ERROR if failed else Icon.INFO, Tone.DANGER if failed else Tone.MUTED)
        self._picture.setPixmap(glyph.pixmap(QSize(SMALL, SMALL), self.devicePixelRatioF()))
        self.cancel_button.setVisible(operation.running)
        self.cancel_button.setEnabled(not operation.cancelling)
        self._picture.setVisible(bool(text))
        self._sentence.setVisible(bool(text))

    def _offer(self, steps: tuple[Step, ...]) -> None:
        for button in self._step_buttons:
            self._steps.removeWidget(button)
            button.hide()  # at once; the click that led here may still be its own
            button.deleteLater()
        self._step_buttons = []
        for step in steps:
            button = QPushButton(menu_text(step.text))
            if step.danger:
                button.setProperty("tone", "danger")
            if step.about:
                button.setToolTip(tooltip(listed(target.name for target in step.about)))
            button.clicked.connect(lambda *_, step=step: self.step_chosen.emit(step))
            self._steps.insertWidget(self._steps.count() - 1, button)
            button.show()
            self._step_buttons.append(button)

    def _fit(self) -> None:
        """As high as what it says."""
        self._fit_command()
        column = self._column
        column.activate()
        least = column.totalMinimumSize().height()
        wanted = column.totalHeightForWidth(self.width()) if column.hasHeightForWidth() else least
        self._height = min(wanted, _HIGHEST)
        self.setMinimumHeight(min(self._height, _LEAST) if self._may_shrink else self._height)
        self.setMaximumHeight(self._height)
        self.updateGeometry()

    def _fit_command(self) -> None:
        """As high as the command's lines, up to a few."""
        spacing = QFontMetrics(self._command.font()).lineSpacing()
        margin = max(GRID, (_LINE - spacing) // 2)
        document = self._command.document()
        document.setDocumentMargin(margin)
        wanted = int(document.size().height())
        lines = max(1, min(_LINES, wanted))
        policy = Qt.ScrollBarPolicy
        fits = wanted <= _LINES
        self._command.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAsNeeded
        )
        self._command.setFixedHeight(lines * spacing + 2 * margin)

    def copy(self) -> None:
        """The exact command line, to the clipboard."""
        if self._operation is not None:
            QGuiApplication.clipboard().setText(record.command_lines(self._operation.command))

    def _on_cancel_clicked(self) -> None:
        if self._operation is not None:
            self.cancel_requested.emit(self._operation)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()


class _Body(QWidget):
    """What scrolls, below a hairline."""

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, 0, self.width(), 1, theme.current().line)
