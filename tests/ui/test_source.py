"""What no line of the application may do: wait in the window's thread, or hand text to a shell."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import desktop

SOURCES = sorted(Path(desktop.__file__).parent.rglob("*.py"))
NESTED = {"exec", "exec_", "processEvents"}
STATIC = {
    "QMessageBox": {"about", "critical", "information", "question", "warning"},
    "QFileDialog": {"getExistingDirectory", "getOpenFileName", "getSaveFileName"},
    "QInputDialog": {"getDouble", "getInt", "getItem", "getMultiLineText", "getText"},
}
# Qt has no drag without a loop of its own; it begins in Qt's own event, never in a coroutine.
ALLOWED = {"ui/dragging.py": "dragged.exec() nests an event loop"}
SLOW = {"time.sleep", "os.system", "os.popen"}
MARKUP = {"setHtml", "insertHtml", "appendHtml", "setMarkdown"}
FORBIDDEN_OPTIONS = {("shell", True), ("verify", False)}


def forbidden(source: str) -> Iterator[str]:
    """Each forbidden call or word, with its line."""
    for node in ast.walk(ast.parse(source)):
        said = _fault(node)
        if said:
            yield f"{node.lineno}: {said}"  # type: ignore[attr-defined]


def _fault(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute) and node.attr in ("RichText", "AutoText", "MarkdownText"):
        return f"{node.attr} takes text for markup"
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return ""
    called = ast.unparse(node.func)
    owner = called.split(".")[-2]
    for word in node.keywords:
        if isinstance(word.value, ast.Constant) and (word.arg, word.value.value) in (
            FORBIDDEN_OPTIONS
        ):
            return f"{called}({word.arg}={word.value.value})"
    if node.func.attr in NESTED or node.func.attr in STATIC.get(owner, set()):
        return f"{called}() nests an event loop"
    if called in SLOW or node.func.attr in MARKUP:
        return f"{called}()"
    return ""


@pytest.mark.parametrize(
    "line",
    [
        "dialog.exec()",
        "app.processEvents()",
        "QMessageBox.question(None, 'a', 'b')",
        "QtWidgets.QFileDialog.getOpenFileName()",
        "time.sleep(1)",
        "subprocess.run(line, shell=True)",
        "session.get(url, verify=False)",
        "label.setTextFormat(Qt.TextFormat.RichText)",
        "view.setHtml(name)",
    ],
)
def test_it_is_seen(line: str) -> None:
    assert len(list(forbidden(line))) == 1


def test_nothing_blocks_the_window_obeys_markup_or_asks_a_shell() -> None:
    found = [
        f"{path.relative_to(SOURCES[0].parent)}:{fault}"
        for path in SOURCES
        for fault in forbidden(path.read_text())
        if fault.partition(": ")[2] != ALLOWED.get(str(path.relative_to(SOURCES[0].parent)))
    ]
    assert found == []
