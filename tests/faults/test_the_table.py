"""No row of the table is forgotten."""

from __future__ import annotations

import ast
from pathlib import Path

# Terminals (1 to 5), copies (23 to 26), builds (29) and logins (30) have rows of their own
# once the application has them.
ROWS = {*range(6, 23), 27, 28, *range(31, 36)}


def rows_in(path: Path) -> set[int]:
    """The rows whose tests stand in a file."""
    return {
        call.args[0].value
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.mark.row"
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, int)
    }


def test_each_row_that_applies_has_a_test() -> None:
    found: set[int] = set().union(*map(rows_in, Path(__file__).parent.glob("test_*.py")))
    assert found == ROWS
