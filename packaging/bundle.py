"""What goes into the bundle and what does not, and what the systems want to know of it."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Any

IDENTIFIER = "dev.portside.Portside"
"""Of the application on macOS, and of its AppStream data."""

UNUSED = [
    # Qt beyond Core, Gui, Widgets and Svg
    "PySide6.QtDBus",
    "PySide6.QtNetwork",
    "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets",
    "PySide6.QtPrintSupport",
    "PySide6.QtQml",
    "PySide6.QtTest",
    "PySide6.QtUiTools",
    "PySide6.QtXml",
    "PyQt5",
    "PyQt6",
    "PySide2",
    "qtpy",
    # of pyqtgraph and numpy
    "OpenGL",
    "colorcet",
    "cupy",
    "h5py",
    "matplotlib",
    "numba",
    "numpy._core._multiarray_tests",
    "numpy._core._operand_flag_tests",
    "numpy._core._rational_tests",
    "numpy._core._struct_ufunc_tests",
    "numpy._core._umath_tests",
    "numpy.distutils",
    "numpy.f2py",
    "numpy.fft",
    "numpy.linalg._umath_linalg",  # 2 MB: see hooks/at_start.py
    "numpy.polynomial",
    "numpy.random",
    "numpy.testing",
    "pyqtgraph.examples",
    "pyqtgraph.opengl",
    "scipy",
    # of the others
    "IPython",
    "paramiko",
    "pytest",
    "setuptools",
    "pkg_resources",
    "yaml._yaml",  # for those who ask for its C dumper
    "chardet",  # requests would guess at encodings (desktop/engine/__init__.py)
    "charset_normalizer",
    # of Python's own
    "_codecs_hk",
    "_codecs_iso2022",
    "_codecs_jp",
    "_codecs_kr",
    "_codecs_tw",
    "_pydatetime",
    "_pydecimal",
    "_tkinter",
    "tkinter",
    "doctest",
    "lib2to3",
    "pydoc_data",
    "readline",  # under the GPL
    "sqlite3",
    "turtle",
    "xmlrpc",
    "xxsubtype",
]
"""What some package would import if it were there, or for what is never asked of it."""

UNUSED_HOOKS = (
    "pyi_rth_inspect",  # finds sources, which are not there
    "pyi_rth_multiprocessing",  # imports it, for 25 ms
    "pyi_rth_pyqtgraph_multiprocess",
)
"""What PyInstaller would do at each start, for what is never done here."""

_PLUGINS = {
    "platforms": ("qxcb", "qwayland*", "qoffscreen", "qwindows", "qcocoa"),
    "xcbglintegrations": (),
    "platforminputcontexts": ("*compose*", "*ibus*"),
    "platformthemes": ("*xdgdesktopportal*",),
    "imageformats": ("qgif", "qicns", "qico", "qjpeg", "qsvg", "qwebp"),
    "iconengines": ("qsvgicon",),
    "styles": ("*",),
    "wayland-shell-integration": ("*xdg-shell*",),
    "wayland-decoration-client": ("*bradient*", "*adwaita*"),
    "wayland-graphics-integration-client": (),
}
"""The kinds of Qt's plugins that are used, and those that are needed of each."""

_LANGUAGES = ("zh_CN",)
_SYSTEM_FOLDERS = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")
_OF_PYTHON = ("libpython*", "libbz2*", "libmpdec*")
"""Libraries whose names differ from one distribution to the next, and which Python needs.

OpenSSL is the system's, which mends it.
"""

_NEVER = (
    "*/tests/*",
    "*.pyi",
    "PySide6/Qt/qml/*",
    "PySide6/qml/*",
    "PySide6/*opengl32sw*",
    "docker-*.dist-info/*",
    "numpy/*/tests/*",
    "numpy/*/lib/*.a",
    "pyqtgraph/colors/maps/*",
    "pyqtgraph/icons/*",
)

Item = tuple[str, str, str]
"""A file of the bundle, as PyInstaller has it: its place there, where it is now, its kind."""


def version(root: Path) -> str:
    """The one version, as the application knows it."""
    text = (root / "desktop" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    if found is None:
        raise ValueError("desktop/__init__.py names no version")
    return found[1]


def optional() -> list[str]:
    """The terminal's faster engine, where it is installed."""
    return ["evp"] if importlib.util.find_spec("evp") else []


def is_wanted(place: str, source: str = "") -> bool:
    """Whether a file goes into the bundle, by its place there and where it comes from."""
    path = PurePosixPath(place.replace("\\", "/"))
    if any(fnmatch(str(path), pattern) for pattern in _NEVER):
        return False
    if "plugins" in path.parts and "PySide6" in path.parts:
        kind = path.parts[path.parts.index("plugins") + 1]
        name = path.name.removeprefix("lib").partition(".")[0]
        return any(fnmatch(name, pattern) for pattern in _PLUGINS.get(kind, ()))
    if "translations" in path.parts and "PySide6" in path.parts:
        return path.name in {f"qtbase_{language}.qm" for language in _LANGUAGES}
    if source.startswith(_SYSTEM_FOLDERS) and "site-packages" not in source:
        return any(fnmatch(path.name, pattern) for pattern in _OF_PYTHON)
    return True


def reachable(binaries: Iterable[Item]) -> list[Item]:
    """Without the libraries that only what was left out has needed.

    What is loaded by name is a beginning: extensions, plugins, and Python's library. Everything
    else stays only if one of those links to it, at first or second hand.
    """
    from PyInstaller.depend.bindepend import get_imports

    items = {
        PurePosixPath(place.replace("\\", "/")): item for item in binaries for place in item[:1]
    }
    by_name: dict[str, list[PurePosixPath]] = {}
    for place in items:
        by_name.setdefault(place.name.lower(), []).append(place)
    todo = [place for place, item in items.items() if _is_beginning(place, item)]
    kept: set[PurePosixPath] = set()
    while todo:
        place = todo.pop()
        if place in kept:
            continue
        kept.add(place)
        if items[place][2] == "SYMLINK":
            todo += by_name.get(PurePosixPath(items[place][1]).name.lower(), [])
            continue
        for name, _found in get_imports(items[place][1]):
            todo += by_name.get(PurePosixPath(name.replace("\\", "/")).name.lower(), [])
    files = {place.name for place in kept if items[place][2] != "SYMLINK"}
    return [
        item
        for place, item in items.items()
        if place in kept and (item[2] != "SYMLINK" or PurePosixPath(item[1]).name in files)
    ]


def _is_beginning(place: PurePosixPath, item: Item) -> bool:
    name = place.name.lower()
    if item[2] == "EXTENSION" or "plugins" in place.parts:
        return True
    return name.startswith(("libpython", "python3", "vcruntime")) or name == "python"


def windows_version(number: str, target: Path) -> Path:
    """The version resource of the Windows program, in PyInstaller's form."""
    parts = [int(part) for part in re.findall(r"\d+", number)[:3]]
    numbers = tuple([*parts, 0, 0, 0, 0][:4])
    strings = {
        "CompanyName": "The Portside developers",
        "FileDescription": "Portside",
        "FileVersion": number,
        "InternalName": "portside",
        "LegalCopyright": "MIT",
        "OriginalFilename": "portside.exe",
        "ProductName": "Portside",
        "ProductVersion": number,
    }
    table = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in strings.items())
    target.write_text(
        "VSVersionInfo("
        f"ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0, "
        "OS=0x40004, fileType=1, subtype=0, date=(0, 0)), "
        f"kids=[StringFileInfo([StringTable('040904B0', [{table}])]), "
        "VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n",
        encoding="utf-8",
    )
    return target


def info_plist(number: str) -> dict[str, Any]:
    """What macOS is told of the application."""
    return {
        "CFBundleName": "Portside",
        "CFBundleDisplayName": "Portside",
        "CFBundleShortVersionString": number,
        "CFBundleVersion": number,
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en", "zh-Hans"],
        "LSApplicationCategoryType": "public.app-category.developer-tools",
        "LSMinimumSystemVersion": "13.0",
        # Beside what opens them now, and never instead of it.
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Image archive",
                "CFBundleTypeExtensions": ["tar", "tgz", "gz", "bz2", "xz", "zst"],
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Alternate",
            },
            {
                "CFBundleTypeName": "Dockerfile",
                # A bare Dockerfile is for macOS data like any other: Open With, Other.
                "CFBundleTypeExtensions": ["dockerfile"],
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Alternate",
            },
        ],
        "NSHighResolutionCapable": True,
        "NSPrincipalClass": "NSApplication",
        "NSRequiresAquaSystemAppearance": False,
        "NSHumanReadableCopyright": "MIT licence",
    }


if __name__ == "__main__":  # for scripts: the version, alone
    sys.stdout.write(version(Path(__file__).parents[1]) + "\n")
