"""No row of the table is forgotten."""

from __future__ import annotations

import ast
from pathlib import Path

ROWS = {*range(1, 36)}

WATCHED = {"under_fault", "play"}  # what opens a window and holds the general rules

Found = tuple[int, str, bool]


def rows_in(path: Path) -> set[Found]:
    """The rows whose tests stand in a file: number, test, and whether the rules are watched."""
    return {
        (call.args[0].value, test.name, bool(WATCHED & _called(test)))
        for test in ast.walk(ast.parse(path.read_text()))
        if isinstance(test, ast.FunctionDef)
        for call in test.decorator_list
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.mark.row"
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, int)
    }


def _called(test: ast.FunctionDef) -> set[str]:
    return {ast.unparse(call.func) for call in ast.walk(test) if isinstance(call, ast.Call)}


def found() -> set[Found]:
    """All of them."""
    return set().union(*map(rows_in, Path(__file__).parent.glob("test_*.py")))


def test_each_row_that_applies_has_a_test() -> None:
    assert {number for number, _test, _watched in found()} == ROWS


def test_each_row_is_proven_in_a_window_that_is_watched() -> None:
    assert [test for _number, test, watched in found() if not watched] == []
