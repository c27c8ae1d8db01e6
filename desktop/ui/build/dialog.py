"""The dialog that describes a build: what is built, its Dockerfile, options and files."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.model.build.checks import Severity
from desktop.model.build.spec import DOCKERFILE, LARGE, line
from desktop.ui import units
from desktop.ui.build import words
from desktop.ui.build.context_page import ContextPage
from desktop.ui.build.draft import Draft, Place, folder_of, tag_problem
from desktop.ui.build.editor import TONES, DockerfileEditor
from desktop.ui.build.options import OptionsPage
from desktop.ui.dialogs.command_line import CommandLine
from desktop.ui.dialogs.fields import Field, Verdict, line_edit, ok, set_property, unfinished, wrong
from desktop.ui.dialogs.form import discard
from desktop.ui.dialogs.words import reference_problem
from desktop.ui.icons import BESIDE_TEXT, Icon, icon
from desktop.ui.plain import PlainLabel, menu_text, visible
from desktop.ui.states import Banner
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Tone

_WIDTH, _HEIGHT = 1000, 740
_LEAST_WIDTH, _LEAST_HEIGHT = 640, 480
_LINE = int(Qt.ItemDataRole.UserRole) + 1
_PICTURES = {Severity.ERROR: Icon.ERROR, Severity.WARNING: Icon.WARNING, Severity.HINT: Icon.INFO}


class BuildDialog(QDialog):
    """``accepted`` when it is to be built; the Dockerfile is saved by then."""

    unwanted = Signal(str)

    def __init__(self, parent: QWidget | None, draft: Draft) -> None:
        super().__init__(parent)
        self.draft = draft
        draft.setParent(self)
        self.setWindowTitle(tr("Build an image"))
        self.setAcceptDrops(True)
        self._loop = asyncio.get_running_loop()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._eager = False  # it is to be built as soon as it can be
        self.banner = Banner()
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
        self.choose = QPushButton(icon(Icon.FOLDER), tr("Choose…"))
        self.editor = DockerfileEditor()
        self.problems = QListWidget()
        self.options = OptionsPage(draft)
        self.context = ContextPage(draft)
        self.pages = QTabWidget()
        self.line = CommandLine()
        self.trouble_button = QPushButton()
        self.cancel_button = QPushButton(tr("Cancel"))
        self.build_button = QPushButton(tr("Build"))
        self._lay_out()
        self._connect()
        self._fit()
        self.editor.show_text(draft.text)
        self._on_changed()

    def show_failure(self, said: str, at: int = 0) -> None:
        """What is to be known, and the line of the Dockerfile where a step failed."""
        if said:
            self.banner.say(said, Tone.WARNING)
        if at:
            self.pages.setCurrentIndex(0)
            self.editor.go_to(at, marked=True)

    def take(self, path: Path) -> None:
        """Another folder, or a Dockerfile in it."""
        spec = folder_of(path)
        tags = spec.tags if not self.tags.text else self.draft.spec.tags
        self._put_text(self.folder, str(spec.folder))
        self._put_text(self.file, spec.dockerfile)
        self._put_text(self.tags, " ".join(tags))
        self.build_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Build, if it may be; else go to what is in the way."""
        self._eager = self.draft.reading
        if self._eager:
            return  # as soon as the Dockerfile is there
        if self.draft.wrong() is not None:
            self.go_to_trouble()
        else:
            self._start(self._save_and_accept())

    def go_to_trouble(self) -> None:
        """Go to the first thing that is wrong."""
        match self.draft.wrong():
            case Place.FOLDER:
                self.folder.setFocus(Qt.FocusReason.OtherFocusReason)
            case Place.TAG:
                self.tags.setFocus(Qt.FocusReason.OtherFocusReason)
            case Place.OPTIONS:
                self.pages.setCurrentWidget(self.options)
                self.options.memory.setFocus(Qt.FocusReason.OtherFocusReason)
            case Place.CONTEXT:
                self.pages.setCurrentWidget(self.context)
            case Place.DOCKERFILE | None:
                self.pages.setCurrentIndex(0)
                errors = self.draft.errors
                self.editor.go_to(errors[0].line if errors else 1)

    async def close_down(self) -> None:
        """End what it has under way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, self.draft.close(), return_exceptions=True)

    async def _save_and_accept(self) -> None:
        if await self.draft.save():
            super().accept()

    # What is shown

    def _on_changed(self) -> None:
        draft = self.draft
        for field in (self.folder, self.file, self.tags):
            field.check()
        where = draft.wrong()
        self.build_button.setEnabled(where is None or draft.reading)
        verb = tr("Save and build") if draft.unsaved else tr("Build")
        if self.build_button.text() != verb:
            self.build_button.setText(verb)
            self.build_button.setAccessibleName(verb)
        self.line.show_lines((line(draft.final),), complete=where is None)
        self.editor.show_findings(draft.findings)
        self._list_problems()
        self._name_pages()
        self._say_trouble()

    def _list_problems(self) -> None:
        shown = self.problems
        found = sorted(self.draft.findings, key=lambda each: each.line)
        wanted = [(each, words.sentence(each)) for each in found]
        texts = [tr("Line {line}: {said}", line=it.line, said=said) for it, said in wanted]
        if texts != [shown.item(row).text() for row in range(shown.count())]:
            shown.clear()
            for (finding, _said), text in zip(wanted, texts, strict=True):
                picture = icon(_PICTURES[finding.severity], TONES[finding.severity])
                item = QListWidgetItem(picture, text)
                item.setData(_LINE, (finding.line, finding.column))
                shown.addItem(item)
        shown.setVisible(bool(texts))

    def _name_pages(self) -> None:
        scan = self.draft.scan
        title = tr("Files")
        if scan is not None:
            title = tr("Files: {size}", size=units.size(scan.size))
        self.pages.setTabText(2, title)
        large = scan is not None and scan.size > LARGE
        bad = bool(self.draft.scan_problem) or any(
            one.oddity.value == "unreadable" for one in (scan.troubles if scan else ())
        )
        tone = Tone.DANGER if bad else Tone.WARNING
        picture = Icon.ERROR if bad else Icon.WARNING
        self.pages.setTabIcon(2, icon(picture, tone) if bad or large else icon(Icon.FILES))

    def _say_trouble(self) -> None:
        """One line beside the buttons: what is in the way, or what to know."""
        draft = self.draft
        tone, said = Tone.DANGER, ""
        if draft.problem:
            said = draft.problem
        elif draft.impossible:
            said = words.why_buildkit(draft.needs)
        elif draft.by_buildx:
            tone, said = Tone.ACCENT, words.by_buildkit(draft.needs)
        elif draft.needs:
            tone, said = Tone.ACCENT, words.syntax_ignored()
        elif (number := len(draft.errors)) and draft.text.strip():
            said = tr("The build will fail: %n error(s)", "", number)
        elif draft.scan is not None and draft.scan.size > LARGE:
            tone = Tone.WARNING
            size = units.size(draft.scan.size)
            said = tr("{size} is much for a build. Leave out what no step needs.", size=size)
        self.trouble_button.setVisible(bool(said))
        pictures = {Tone.DANGER: Icon.ERROR, Tone.WARNING: Icon.WARNING}
        self.trouble_button.setIcon(icon(pictures.get(tone, Icon.INFO), tone))
        metrics = self.trouble_button.fontMetrics()
        buttons = (self.build_button, self.cancel_button)
        taken = sum(max(20 * GRID, button.sizeHint().width()) for button in buttons)
        room = self.width() - taken - 30 * GRID
        cut = metrics.elidedText(visible(said), Qt.TextElideMode.ElideRight, max(room, 20 * GRID))
        self.trouble_button.setText(menu_text(cut, limit=1000))
        self.trouble_button.setAccessibleName(visible(said))
        self.trouble_button.setToolTip("" if cut == said else visible(said))

    def _judge_folder(self, text: str) -> Verdict:
        if self.draft.problem:
            return wrong(visible(self.draft.problem, limit=200))
        if text and not Path(text).expanduser().is_absolute():
            return unfinished(tr("A path begins with a slash."))
        return ok()

    def _judge_file(self, text: str) -> Verdict:
        draft = self.draft
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
        return ok()

    # What a person does

    def _on_place_changed(self) -> None:
        text = self.folder.text
        folder = Path(text).expanduser() if text else None
        if folder is not None and not folder.is_absolute():
            return
        self.draft.put(folder=folder, dockerfile=self.file.text or DOCKERFILE)

    def _on_loaded(self) -> None:
        if self.editor.toPlainText() != self.draft.text:
            self.editor.show_text(self.draft.text)
        if self._eager:
            self.finish()

    def _on_problem_chosen(self, item: QListWidgetItem) -> None:
        self.editor.go_to(*item.data(_LINE))

    async def _choose(self) -> None:
        dialog = QFileDialog(self, tr("Choose the folder to build"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        done: asyncio.Future[list[str]] = asyncio.get_running_loop().create_future()

        def finish(chosen: list[str]) -> None:
            if not done.done():
                done.set_result(chosen)

        dialog.accepted.connect(lambda: finish(dialog.selectedFiles()))
        dialog.rejected.connect(lambda: finish([]))
        dialog.destroyed.connect(lambda: finish([]))
        dialog.open()
        try:
            chosen = await done
        finally:
            discard(dialog)
        if chosen:
            self.take(Path(chosen[0]))

    def _start(self, work: Any) -> None:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _put_text(self, field: Field, text: str) -> None:
        shown = field.line
        assert shown is not None
        shown.setText(text)

    def _connect(self) -> None:
        draft = self.draft
        draft.changed.connect(self._on_changed)
        draft.loaded.connect(self._on_loaded)
        self.folder.changed.connect(self._on_place_changed)
        self.file.changed.connect(self._on_place_changed)
        self.tags.changed.connect(lambda: draft.put(tags=tuple(self.tags.text.split())))
        self.editor.textChanged.connect(lambda: draft.type(self.editor.toPlainText()))
        self.problems.itemActivated.connect(self._on_problem_chosen)
        self.problems.itemClicked.connect(self._on_problem_chosen)
        self.choose.clicked.connect(lambda: self._start(self._choose()))
        self.context.unwanted.connect(lambda path: self._start(draft.leave_out(path)))
        self.trouble_button.clicked.connect(self.go_to_trouble)
        self.cancel_button.clicked.connect(self.reject)
        self.build_button.clicked.connect(self.finish)

    # How it looks

    def _fit(self) -> None:
        parent = self.parentWidget()
        room = parent.screen().availableSize() if parent is not None else None
        width = _WIDTH if room is None else min(_WIDTH, room.width() - 10 * GRID)
        height = _HEIGHT if room is None else min(_HEIGHT, room.height() - 20 * GRID)
        self.setMinimumSize(min(_LEAST_WIDTH, width), min(_LEAST_HEIGHT, height))
        self.resize(width, height)

    def _lay_out(self) -> None:
        body = QWidget()
        body.setBackgroundRole(QPalette.ColorRole.Base)
        body.setAutoFillBackground(True)
        inner = QVBoxLayout(body)
        inner.setContentsMargins(6 * GRID, 4 * GRID, 6 * GRID, 3 * GRID)
        inner.setSpacing(2 * GRID)
        inner.addWidget(self.banner)
        inner.addLayout(self._head())
        inner.addWidget(self.pages, 1)
        inner.addWidget(self.line)
        self.problems.setAccessibleName(tr("Problems"))
        self.problems.setWordWrap(True)
        self.problems.setFrameShape(QListWidget.Shape.NoFrame)
        self.problems.setIconSize(BESIDE_TEXT)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.editor)
        split.addWidget(self.problems)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        split.setCollapsible(0, False)
        self.pages.setDocumentMode(True)
        self.pages.setIconSize(BESIDE_TEXT)
        self.pages.addTab(split, icon(Icon.FILE), tr("Dockerfile"))
        self.pages.addTab(self.options, icon(Icon.EDIT), tr("Options"))
        self.pages.addTab(self.context, icon(Icon.FILES), tr("Files"))
        rule = QWidget()
        rule.setFixedHeight(1)
        rule.setBackgroundRole(QPalette.ColorRole.Mid)
        rule.setAutoFillBackground(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(body, 1)
        column.addWidget(rule)
        column.addLayout(self._buttons())

    def _head(self) -> QVBoxLayout:
        top = Qt.AlignmentFlag.AlignTop
        place = QHBoxLayout()
        place.setSpacing(2 * GRID)
        place.addWidget(self.folder, 1, top)
        self.choose.setAutoDefault(False)
        self.choose.setIconSize(BESIDE_TEXT)
        beside = QVBoxLayout()
        beside.setSpacing(GRID)
        beside.addWidget(_unseen(tr("&Folder")))
        beside.addWidget(self.choose)
        beside.addStretch(1)
        place.addLayout(beside)
        names = QHBoxLayout()
        names.setSpacing(4 * GRID)
        names.addWidget(self.tags, 1, top)
        names.addWidget(self.file, 1, top)
        head = QVBoxLayout()
        head.setSpacing(GRID)
        head.addLayout(place)
        head.addLayout(names)
        return head

    def _buttons(self) -> QHBoxLayout:
        self.trouble_button.setFlat(True)
        self.trouble_button.setIconSize(BESIDE_TEXT)
        for button in (self.trouble_button, self.cancel_button):
            button.setAutoDefault(False)
        set_property(self.build_button, "main", True)
        self.build_button.setDefault(True)
        row = QHBoxLayout()
        row.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        row.setSpacing(2 * GRID)
        row.addWidget(self.trouble_button)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.build_button)
        return row

    # Qt's

    def accept(self) -> None:
        self.finish()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        for button in (self.cancel_button, self.build_button):
            button.ensurePolished()
            button.setMinimumWidth(max(20 * GRID, button.minimumSizeHint().width()))
        first = self.build_button if self.draft.spec.folder is not None else self.folder.editor
        if not self.editor.hasFocus():
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_trouble()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finish()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (path := _dropped(event.mimeData())) is not None:
            event.acceptProposedAction()
            self.take(path)


def _unseen(text: str) -> PlainLabel:
    """As high as a label of this text, to stand beside one."""
    made = PlainLabel(text)
    policy = made.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
    made.setSizePolicy(policy)
    made.hide()
    return made


def _dropped(data: QMimeData) -> Path | None:
    """The one file or folder that is dropped."""
    urls = [url for url in data.urls() if url.isLocalFile()]
    return Path(urls[0].toLocalFile()) if len(urls) == 1 else None
