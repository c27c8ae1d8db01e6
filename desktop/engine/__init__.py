"""How to ask the Docker Engine: docker-py, threads and streams behind coroutines.

Usable from a plain script: nothing here knows Qt, the model or the window.
"""

import sys
from types import ModuleType
from typing import Any


def _spare_the_guessing() -> None:
    """Keep requests from loading charset_normalizer, which guesses a text's encoding: 4 MB.

    It prefers chardet, whose place is taken by one that knows: an Engine speaks UTF-8.
    """
    if "requests" not in sys.modules:
        knowing: Any = ModuleType("chardet")
        knowing.__version__ = "5.0.0"
        knowing.detect = lambda _content: {"encoding": "utf-8"}
        modules: dict[str, Any] = sys.modules
        modules["chardet"] = knowing
        modules["charset_normalizer"] = None  # not to be found


_spare_the_guessing()
