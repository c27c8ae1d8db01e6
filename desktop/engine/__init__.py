"""How to ask the Docker Engine: docker-py, threads and streams behind coroutines.

Usable from a plain script: nothing here knows Qt, the model or the window.
"""

import sys
import warnings


def _spare_the_guessing() -> None:
    """Keep requests from loading a library that guesses the encoding of texts: 4 MB.

    An Engine speaks UTF-8, which requests takes where it has none, after it has warned.
    """
    if "requests" not in sys.modules:
        sys.modules["chardet"] = sys.modules["charset_normalizer"] = None  # type: ignore[assignment]
        warnings.filterwarnings("ignore", "Unable to find acceptable character detection")


_spare_the_guessing()
