"""What the bundle does before the application starts."""

import os
import sys
from types import ModuleType

# Programs that it runs (docker, ssh, a browser) get the system's libraries: the start has put its
# own folder first, and this process has what it needs from there.
before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if before is None:
    os.environ.pop("LD_LIBRARY_PATH", None)
else:
    os.environ["LD_LIBRARY_PATH"] = before


def _plain(name: str) -> object:
    from PySide6.QtWidgets import QWidget

    return QWidget


def _nothing(name: str) -> object:
    raise AttributeError(f"{name}: linear algebra is not in this build (packaging/bundle.py)")


# pyqtgraph imports the first two with its curves, derives from them, and uses them only where
# drawing by OpenGL is asked for. They are 10 MB. NumPy imports the third, 2 MB of LAPACK, for
# equations, which no chart has.
for missing, answer in {
    "PySide6.QtOpenGL": _plain,
    "PySide6.QtOpenGLWidgets": _plain,
    "numpy.linalg._umath_linalg": _nothing,
}.items():
    module = ModuleType(missing)
    module.__getattr__ = answer  # type: ignore[method-assign]
    sys.modules[missing] = module
