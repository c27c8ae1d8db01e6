"""Open a dialog's coroutine, act in it as a person does, and take its answer."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Coroutine, Iterator
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPushButton,
    QWidget,
)

from desktop.ui.dialogs.findings import Findings
from desktop.ui.dialogs.form import Form
from desktop.ui.plain import PlainLabel
from tests.support.aio import Aio

R = TypeVar("R")


class Opened(Generic[R]):
    """A dialog that is open. Things in it are found by their accessible names."""

    def __init__(self, aio: Aio, coroutine: Coroutine[Any, Any, R]) -> None:
        self._aio = aio
        before = set(_dialogs())
        self.task = aio.loop.create_task(coroutine)
        aio(asyncio.sleep(0))
        if self.task.done():
            self.task.result()
            raise AssertionError("no dialog was opened")
        (self.dialog,) = set(_dialogs()) - before

    @property
    def form(self) -> Form:
        assert isinstance(self.dialog, Form)
        return self.dialog

    def named(self, name: str) -> QWidget:
        """The visible field, box or button of that name."""
        found = [
            widget
            for widget in self.dialog.findChildren(QWidget)
            if widget.isVisible() and _name(widget) == name
        ]
        assert len(found) == 1, f"{len(found)} visible widgets named {name}"
        return found[0]

    def type(self, field: str, text: str) -> None:
        """Type in a field, instead of what is in it."""
        widget = self.named(field)
        widget.setFocus()
        line = widget.lineEdit() if isinstance(widget, QComboBox) else widget
        assert isinstance(line, QLineEdit)
        line.selectAll()
        QTest.keyClick(line, Qt.Key.Key_Delete)
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(line, letter)
            else:  # which QTest can't, and aborts
                press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(line, press)

    def click(self, name: str) -> None:
        """Click on a button or a box."""
        widget = self.named(name)
        assert isinstance(widget, QAbstractButton)
        where = widget.rect().center()
        where.setX(min(where.x(), 12))
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=where)

    def key(self, key: Qt.Key) -> None:
        """Press a key, wherever the focus is."""
        focused: QWidget | None = self.dialog.focusWidget()
        QTest.keyClick(self.dialog if focused is None else focused, key)

    def enabled(self, name: str) -> bool:
        return self.named(name).isEnabled()

    @property
    def said(self) -> str:
        """All that stands in it, without the fields and the command line."""
        labels = [label for label in self.dialog.findChildren(PlainLabel) if label.isVisible()]
        lists = [each for each in self.dialog.findChildren(Findings) if each.isVisible()]
        texts = [*(label.text() for label in labels), *(each.text for each in lists)]
        return "\n".join(text.replace("\u200b", "") for text in texts if text)

    @property
    def line(self) -> str:
        """The docker command line at its foot."""
        return self.form.line.exact

    def result(self) -> R:
        """The coroutine's answer."""
        return self._aio(asyncio.wait_for(self.task, 5))

    def cancel(self) -> None:
        """Cancel the task."""
        self.task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            self.result()

    def close(self) -> None:
        """End it somehow."""
        if not self.task.done():
            self.cancel()


class Opener:
    """``opener(coroutine)`` opens a dialog; what a test leaves open is closed."""

    def __init__(self, aio: Aio) -> None:
        self._aio = aio
        self._opened: list[Opened[Any]] = []

    def __call__(self, coroutine: Coroutine[Any, Any, R]) -> Opened[R]:
        opened = Opened(self._aio, coroutine)
        self._opened.append(opened)
        return opened

    def close(self) -> None:
        for opened in self._opened:
            opened.close()


@contextlib.contextmanager
def opener(aio: Aio) -> Iterator[Opener]:
    """For a fixture."""
    made = Opener(aio)
    try:
        yield made
    finally:
        made.close()


def _dialogs() -> list[QDialog]:
    return [
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, QDialog) and widget.isVisible()
    ]


def _name(widget: QWidget) -> str:
    if name := widget.accessibleName():
        return name
    return widget.text() if isinstance(widget, QPushButton) else ""
