"""A test that only defines what it should run would hold whatever happens."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1]
_FUNCTION = ast.FunctionDef | ast.AsyncFunctionDef
UNUSED = """
def test_something():
    async def journey():
        await journey
"""
USED = UNUSED + "    aio(journey())\n"


def unused(source: str) -> Iterator[str]:
    """The functions within tests that nothing outside themselves names."""
    tests = (it for it in ast.walk(ast.parse(source)) if isinstance(it, _FUNCTION))
    for test in tests:
        if not test.name.startswith("test_"):
            continue
        for inner in (it for it in test.body if isinstance(it, _FUNCTION)):
            around = (it for it in test.body if it is not inner)
            names = {
                node.id for it in around for node in ast.walk(it) if isinstance(node, ast.Name)
            }
            if inner.name not in names and not inner.decorator_list:
                yield f"{test.name}: {inner.name}"


def test_what_a_test_defines_is_run() -> None:
    files = sorted(FOLDER.rglob("test_*.py"))
    assert files
    found = {file.name: list(unused(file.read_text(encoding="utf-8"))) for file in files}
    assert {name: names for name, names in found.items() if names} == {}


@pytest.mark.parametrize(("source", "found"), [(USED, []), (UNUSED, ["test_something: journey"])])
def test_what_is_only_defined_is_found(source: str, found: list[str]) -> None:
    assert list(unused(source)) == found
