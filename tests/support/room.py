"""Is there room for what a window says? Finds words that are cut off, and widgets that are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QToolBar,
    QToolButton,
    QWidget,
)

from desktop.ui.plain import PlainLabel

_SLACK = 1  # pixels, of rounding


def cut_off(window: QWidget, ours: Callable[[str], bool], *, hints: bool = True) -> list[str]:
    """What can't be read whole of a window; ``ours`` says whether a text is the application's.

    Without ``hints``, what stands in empty fields, and facts whose tooltip has them whole, may end
    with an ellipsis: for a narrow window.
    """
    return [
        f"{type(widget).__name__} {_path(widget)}: {said}"
        for widget in (window, *window.findChildren(QWidget))
        if widget.isVisible() and widget.window() is window
        for said in _problems(widget, ours)
        if hints or not (said.startswith("the hint") or _is_told_whole(widget, said))
    ]


def _is_told_whole(widget: QWidget, said: str) -> bool:
    return "is elided" in said and bool(widget.toolTip())


def _problems(widget: QWidget, ours: Callable[[str], bool]) -> Iterator[str]:
    match widget:
        case QLabel():
            yield from _label(widget, ours)
        case QAbstractButton():
            yield from _button(widget, ours)
        case QComboBox():
            yield from _combo_box(widget, ours)
        case QTabBar():
            yield from _tabs(widget)
        case QHeaderView():
            yield from _header(widget, ours)
        case QLineEdit():
            yield from _line(widget, ours)
        case QListWidget():
            yield from _list(widget, ours)
        case _:
            pass


def _label(label: QLabel, ours: Callable[[str], bool]) -> Iterator[str]:
    text = label.text().replace("\u200b", "")
    if not text or not ours(text) or not label.pixmap().isNull():
        return
    room = label.contentsRect()
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if needed > label.height() + _SLACK:
            yield f"{text!r} needs {needed} pixels of height and has {label.height()}"
        widest = max(map(label.fontMetrics().horizontalAdvance, _words(label.text())), default=0)
        if widest > room.width() + _SLACK:
            yield f"a word of {text!r} needs {widest} pixels and has {room.width()}"
    elif isinstance(label, PlainLabel) and label._elide is not Qt.TextElideMode.ElideNone:
        needed = QLabel.sizeHint(label).width()
        if needed > label.width() + _SLACK:
            yield f"{text!r} is elided: it needs {needed} pixels and has {label.width()}"
    elif label.sizeHint().width() > label.width() + _SLACK:
        yield f"{text!r} needs {label.sizeHint().width()} pixels and has {label.width()}"
    yield from _hidden(label, text)


def _words(text: str) -> list[str]:
    """What can't be broken; Chinese breaks between any two characters."""
    return re.findall(r"[^\s\u200b\u2e80-\u9fff\uff00-\uffef]+", text)


def _button(button: QAbstractButton, ours: Callable[[str], bool]) -> Iterator[str]:
    text = button.text()
    if not text or not ours(text):
        return
    if isinstance(button, QToolButton):
        if button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly:
            return
        if isinstance(button.parentWidget(), QToolBar):
            return  # what has no room is behind its arrow
    needed = button.sizeHint()
    if needed.width() > button.width() + _SLACK:
        yield f"{text!r} needs {needed.width()} pixels and has {button.width()}"
    if isinstance(button, QPushButton) and needed.height() > button.height() + 2 * _SLACK:
        yield f"{text!r} needs {needed.height()} pixels of height and has {button.height()}"
    yield from _hidden(button, text)


def _combo_box(box: QComboBox, ours: Callable[[str], bool]) -> Iterator[str]:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    field = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )
    if ours(box.currentText()) and not box.isEditable():
        needed = box.fontMetrics().horizontalAdvance(box.currentText())
        if needed > field.width() + 2 * _SLACK:
            yield f"{box.currentText()!r} needs {needed} pixels and has {field.width()}"


def _line(line: QLineEdit, ours: Callable[[str], bool]) -> Iterator[str]:
    text = line.placeholderText()
    if not text or line.text() or not ours(text):
        return
    needed = line.fontMetrics().horizontalAdvance(text)
    room = line.contentsRect().width() - 12
    if needed > room and not line.toolTip():
        yield f"the hint {text!r} needs {needed} pixels and has {room}"


def _tabs(bar: QTabBar) -> Iterator[str]:
    if bar.usesScrollButtons() or bar.elideMode() is Qt.TextElideMode.ElideNone:
        return
    for number in range(bar.count()):
        needed = bar.fontMetrics().horizontalAdvance(bar.tabText(number))
        if bar.isTabVisible(number) and needed > bar.tabRect(number).width():
            yield f"the tab {bar.tabText(number)!r} needs {needed} pixels"


def _header(header: QHeaderView, ours: Callable[[str], bool]) -> Iterator[str]:
    model = header.model()
    if header.orientation() is not Qt.Orientation.Horizontal or model is None:
        return
    for column in range(header.count()):
        text = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        if header.isSectionHidden(column) or not ours(text):
            continue
        needed = header.fontMetrics().horizontalAdvance(text) + 2
        if needed > header.sectionSize(column):
            has = header.sectionSize(column)
            yield f"the column {text!r} needs {needed} pixels and has {has}"


def _list(items: QListWidget, ours: Callable[[str], bool]) -> Iterator[str]:
    for row in range(items.count()):
        text = items.item(row).text()
        needed = items.fontMetrics().horizontalAdvance(text)
        if ours(text) and needed > items.viewport().width():
            yield f"the row {text!r} needs {needed} pixels and has {items.viewport().width()}"


def _hidden(widget: QWidget, text: str) -> Iterator[str]:
    """Whether its edge is beyond that of a part around it that does not scroll."""
    rect = widget.rect()
    inner: QWidget = widget
    while (outer := inner.parentWidget()) is not None and not inner.isWindow():
        scrolls = outer.parentWidget()
        if isinstance(scrolls, QAbstractScrollArea):
            never = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            beyond = inner.mapTo(outer, rect.topRight()).x() > outer.width() + _SLACK
            if beyond and scrolls.horizontalScrollBarPolicy() is never:
                yield f"{text!r} reaches beyond what can be scrolled to"
            return
        rect = QRect(inner.mapTo(outer, rect.topLeft()), rect.size())
        if rect.left() < -_SLACK or rect.right() > outer.width() + _SLACK:
            yield f"{text!r} reaches beyond its {type(outer).__name__} at the side"
            return
        if rect.top() < -_SLACK or rect.bottom() > outer.height() + _SLACK:
            yield f"{text!r} reaches beyond its {type(outer).__name__} above or below"
            return
        inner = outer


def _path(widget: QWidget) -> str:
    """Where it is: the classes around it that are ours."""
    names = []
    around: QWidget | None = widget.parentWidget()
    while around is not None:
        if type(around).__module__.startswith("desktop."):
            names.append(type(around).__name__)
        around = around.parentWidget()
    return " < ".join(names[:4])
