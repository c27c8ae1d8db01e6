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


# pyqtgraph imports these with its curves, derives from them, and uses them only where drawing by
# OpenGL is asked for. They are 10 MB.
for missing in ("PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets"):
    module = ModuleType(missing)
    module.__getattr__ = _plain  # type: ignore[method-assign]
    sys.modules[missing] = module
