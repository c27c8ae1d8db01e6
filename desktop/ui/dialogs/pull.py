"""Pull an image from a registry."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence

from PySide6.QtCore import QStringListModel, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.engine.errors import EngineError
from desktop.engine.records import Kind
from desktop.model import reference
from desktop.model.image_commands import PullImage
from desktop.model.platforms import PLATFORMS
from desktop.model.store import Change, Store
from desktop.ui.dialogs import words
from desktop.ui.dialogs.fields import (
    Field,
    Verdict,
    completing,
    line_edit,
    ok,
    unfinished,
    wrong,
)
from desktop.ui.dialogs.form import Form, answer
from desktop.ui.icons import Icon
from desktop.ui.plain import visible
from desktop.ui.text import tr

Ask = Callable[[str], Awaitable[tuple[str, ...]]]

_TYPED_COMMAND = re.compile(
    r"\s*docker(?:\s+image)?\s+pull\s+(?:--platform[=\s]\s*(\S+)\s+)?([^\s-]\S*)\s*"
)
_PLATFORM = re.compile(r"[a-z0-9_]+(/[a-z0-9_]+(/[a-z0-9_.]+)?)?", re.IGNORECASE)


async def pull_image(
    parent: QWidget | None,
    store: Store,
    reference: str = "",
    *,
    recent: Sequence[str] = (),
    platforms: Ask | None = None,
) -> PullImage | None:
    """Ask which image to pull; ``reference`` stands in the field already.

    ``recent`` are names that were pulled before. ``platforms`` tells for what there is an image.
    """
    form = PullForm(parent, store, reference, recent, platforms)
    try:
        return await answer(form, form.command)
    finally:
        form.end()


class PullForm(Form):
    """The reference, which completes what is here or was pulled before, and the platform."""

    def __init__(
        self,
        parent: QWidget | None,
        store: Store,
        text: str,
        recent: Sequence[str] = (),
        ask: Ask | None = None,
    ) -> None:
        super().__init__(parent, store, title=tr("Pull image"), verb=tr("Pull"), picture=Icon.PULL)
        self._recent = tuple(recent)
        self._here: frozenset[str] = frozenset()
        self._known = QStringListModel(self)
        named, platform = _named(text)
        line = line_edit(named, placeholder="nginx:1.27")
        completing(line, self._known)
        line.textChanged.connect(self._on_text_changed)
        self.reference = self.add_field(
            Field(tr("&Reference"), line, self._judge, hint=tr("A name, or registry/name:tag."))
        )
        self._line = line
        self._ask = ask
        self._asked = ""  # the reference whose platforms are offered
        self._asking: asyncio.Task[None] | None = None
        self._box = _PlatformBox(platform)
        self._box.entered.connect(self._look_up)
        self.platform = self.add_field(Field(tr("P&latform"), self._box, self._judge_platform))
        self.say(tr("Pull an image"))

    def command(self) -> PullImage:
        return PullImage(self.reference.text or "REFERENCE", self.platform.text)

    def concerns(self, change: Change) -> bool:
        return change.kind is Kind.IMAGE

    def renew(self) -> None:
        self._here = frozenset(name for image in self.store.images for name in image.references)
        names = [*dict.fromkeys((*self._recent, *sorted(self._here)))]
        if names != self._known.stringList():
            self._known.setStringList(names)

    def end(self) -> None:
        """Ask nothing any more."""
        if self._asking is not None:
            self._asking.cancel()

    def _on_text_changed(self, text: str) -> None:
        """A pasted command line is taken for what it names."""
        named, platform = _named(text)
        if platform:
            self._box.setEditText(platform)
        if named != text:
            self._line.setText(named)

    def _judge(self, text: str) -> Verdict:
        try:
            wanted = reference.parse(text)
        except reference.Invalid as problem:
            return words.reference_problem(problem)
        if wanted.odd_domain:
            return words.odd_registry(wanted.domain)
        if wanted.default_tag:
            return ok(tr("Takes the default tag: {name}", name=wanted.full))
        if wanted.familiar in self._here:
            return ok(tr("Takes {name}. One of this name is here already.", name=wanted.full))
        return ok(tr("Takes {name}", name=wanted.full))

    def _judge_platform(self, text: str) -> Verdict:
        if not text:
            return ok()
        if not _PLATFORM.fullmatch(text):
            return wrong(tr("A platform is like linux/arm64, or linux/arm/v7."))
        if "/" not in text:
            return unfinished(tr("A platform is like linux/arm64, or linux/arm/v7."))
        if self._asked == self.reference.text and self._box.findText(text) < 0:
            return ok(tr("The registry offers none for {platform}.", platform=visible(text)))
        return ok()

    # For what there is one

    def _look_up(self) -> None:
        """Offer the platforms that the registry has, when one is about to choose."""
        text = self.reference.text
        if self._ask is None or not self.reference.accepted or text == self._asked:
            return
        self.end()
        self._asking = asyncio.get_running_loop().create_task(self._offer(self._ask, text))

    async def _offer(self, ask: Ask, text: str) -> None:
        try:
            found = await ask(text)
        except EngineError:  # the usual ones stay, and the pull says what is wrong
            return
        if found:
            chosen = self._box.currentText()
            self._asked = text
            self._box.clear()
            self._box.addItems(list(found))
            self._box.setEditText(chosen)
            self.platform.check()


class _PlatformBox(QComboBox):
    """Tells when a person comes to it."""

    entered = Signal()

    def __init__(self, chosen: str) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(list(PLATFORMS))
        line = self.lineEdit()
        assert line is not None
        line.setPlaceholderText(tr("The Engine's own"))
        self.setEditText(chosen)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def showPopup(self) -> None:
        self.entered.emit()
        super().showPopup()


def _named(text: str) -> tuple[str, str]:
    """What a docker pull line names, and for which platform; any other text as it is."""
    typed = _TYPED_COMMAND.fullmatch(text)
    return (text, "") if typed is None else (typed[2], typed[1] or "")
