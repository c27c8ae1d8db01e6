"""Make an image of a container, after a look at what differs from the image that it was made of."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.engine.archive_records import CommitSpec
from desktop.engine.errors import EngineError
from desktop.engine.observations import FileChange
from desktop.engine.records import Container, Kind, State
from desktop.engine.threads import run_in_thread
from desktop.model.archive_commands import CommitContainer
from desktop.model.commands import Target
from desktop.model.file_changes import ChangeTree, tree_of
from desktop.model.store import Change, Store
from desktop.ui import problems, quoting
from desktop.ui.changes.model import ChangeModel, below_text
from desktop.ui.dialogs import words
from desktop.ui.dialogs.fields import Field, Option, Verdict, completing, line_edit, ok
from desktop.ui.dialogs.form import Form, answer
from desktop.ui.dialogs.image_changes import ImageChanges
from desktop.ui.dialogs.labels import ToneLabel
from desktop.ui.dialogs.naming import known_names, new_name_or_none
from desktop.ui.icons import Icon
from desktop.ui.list_tree import ListTree
from desktop.ui.text import tr
from desktop.ui.theme import Tone, row_height

Ask = Callable[[], Awaitable[list[FileChange]]]

_WIDTH = 640
_ROWS = 5
_OPEN_ALL = 50  # rows; of more, only the outermost folders are seen at first


async def commit_container(
    parent: QWidget | None, store: Store, target: Target, ask: Ask, author: str = ""
) -> CommitContainer | None:
    """Ask for the image's name and all the rest; ``ask`` is for what differs."""
    form = CommitForm(parent, store, target, author)
    looking = asyncio.get_running_loop().create_task(form.look(ask))
    try:
        return await answer(form, form.command)
    finally:
        looking.cancel()
        await asyncio.wait([looking])


class CommitForm(Form):
    """A name, who and why, changes to what the image says of itself; and above it what differs."""

    def __init__(self, parent: QWidget | None, store: Store, target: Target, author: str) -> None:
        super().__init__(
            parent, store, title=tr("Commit container"), verb=tr("Commit"), picture=Icon.COMMIT
        )
        self.setMinimumWidth(_WIDTH)
        self.target = target
        self._known = QStringListModel(self)
        self._add_differences()
        reference = line_edit(placeholder="app:2")
        completing(reference, self._known)
        self.reference = self.add_field(
            Field(tr("&Reference"), reference, lambda text: new_name_or_none(self.store, text))
        )
        self.author = Field(
            tr("&Author"), line_edit(author, placeholder="Ada <ada@example.com>"), _any
        )
        self.message = Field(tr("&Message"), line_edit(), _any)
        self.add_fields(self.author, self.message)
        self.image_changes = ImageChanges()
        self.image_changes.changed.connect(self.show_command)
        self.add(self.image_changes)
        self.pause = Option(
            tr("&Pause it meanwhile"),
            tr("Otherwise files that it is writing may be caught half written."),
        )
        self.pause.box.setChecked(True)
        self.pause.toggled.connect(self.show_command)
        self.add(self.pause)

    def _add_differences(self) -> None:
        self._model = ChangeModel(self)
        self._tree = ListTree(tr("Differences"), nested=True)
        self._tree.setModel(self._model)
        self._tree.set_widths(0, 12, 24)
        self._tree.opened.connect(
            lambda index: self._tree.setExpanded(index, not self._tree.isExpanded(index))
        )
        self._differences = ToneLabel(tr("Looking at what differs from its image…"))
        self._seen = QStackedWidget()
        self._seen.setFixedHeight((_ROWS + 1) * row_height())
        self._seen.addWidget(self._tree)
        self._seen.hide()
        self.add(self._differences)
        self.add(self._seen)

    async def look(self, ask: Ask) -> None:
        """Show what differs, when the Engine has told it."""
        try:
            found = await ask()
        except EngineError as error:
            tried = tr("Cannot list the changes of {what}", what=quoting.what(self.target))
            self._differences.say(problems.not_told(tried, self.target, error), Tone.WARNING)
            return
        self._show_tree(await run_in_thread(tree_of, found, name="changes"), found)

    def _show_tree(self, tree: ChangeTree, found: Sequence[FileChange]) -> None:
        if not found:
            self._differences.say(
                tr("No file differs from its image's. What is in volumes is never committed."),
                Tone.MUTED,
            )
            return
        counts = below_text(tree.total)
        said = tr("{counts}. What is in volumes is not committed.", counts=counts)
        self._differences.say(said, Tone.MUTED)
        self._model.show_tree(tree)
        if len(tree.nodes) <= _OPEN_ALL:
            self._tree.expandAll()
        self._seen.show()

    @property
    def spec(self) -> CommitSpec:
        """What the image is to be."""
        return CommitSpec(
            self.reference.text,
            self.author.text,
            self.message.text,
            self.pause.checked,
            self.image_changes.changes,
        )

    def command(self) -> CommitContainer:
        return CommitContainer(self.target, self.spec)

    def ready(self) -> bool:
        return super().ready() and self.image_changes.accepted

    def over(self) -> str:
        if words.still_there(self.store, self.target) is not None:
            return ""
        return words.removed_meanwhile(self.store, Kind.CONTAINER, [self.target.name])

    def concerns(self, change: Change) -> bool:
        if change.kind is Kind.IMAGE:
            return True
        news = (*change.changed, *change.vanished)
        return change.kind is Kind.CONTAINER and any(r.key == self.target.key for r in news)

    def renew(self) -> None:
        self.target = words.renewed(self.store, self.target)
        record = self.store.containers.get(self.target.key)
        self.say(
            tr("Commit container {name}", name=words.short(self.target.name)),
            tr("Makes an image of its files as they are now."),
        )
        self.pause.setVisible(isinstance(record, Container) and record.state is State.RUNNING)
        names = known_names(self.store)
        if names != self._known.stringList():
            self._known.setStringList(names)

    def _first_focus(self) -> QWidget:
        return self.cancel_button if self._over else self.reference.editor


def _any(_text: str) -> Verdict:
    return ok()
