"""Deeds whose module is imported when the first of them is done: a start needs none of them."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any


class Deferred:
    """Stands for a module of :mod:`desktop.ui.deeds`; its functions can be named, and called.

    A type checker is told of the module itself, so that a name that is not there is found.
    """

    def __init__(self, name: str) -> None:
        self._name = f"desktop.ui.deeds.{name}"

    def __getattr__(self, deed: str) -> Callable[..., Any]:
        def do(*arguments: Any, **options: Any) -> Any:
            return getattr(importlib.import_module(self._name), deed)(*arguments, **options)

        return do
