"""pyqtgraph as it is imported here: PyInstaller's own hook would bring examples and OpenGL."""

hiddenimports: list[str] = []
