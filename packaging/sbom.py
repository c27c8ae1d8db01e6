"""What the bundle is made of, for programs: ``sbom.py FILE`` writes CycloneDX 1.5 as JSON.

To be run by the Python and with the packages of which the bundle is made.
"""

from __future__ import annotations

import json
import platform
import sys
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

import bundle
import licences

_QT = "pyside6-essentials"
"""Its wheel has Qt in it, of the same version."""


def components() -> list[dict[str, Any]]:
    """Python, Qt, and each package."""
    packages = licences.needed("portside")
    found = [_component("library", "cpython", platform.python_version(), licence="PSF-2.0")]
    for package in packages:
        name = licences.plain(package.metadata["Name"])
        if name == _QT:
            found.append(_component("framework", "qt", package.version, licence="LGPL-3.0-only"))
        found.append(_of_package(package, name))
    return found


def sbom(root: Path) -> dict[str, Any]:
    """The whole, of the one version."""
    number = bundle.version(root)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": _component("application", "portside", number, licence="MIT")},
        "components": components(),
    }


def _of_package(package: Distribution, name: str) -> dict[str, Any]:
    of_pypi = f"pkg:pypi/{name}@{package.version}"
    return _component("library", name, package.version, of_pypi, licences.said(package))


def _component(
    kind: str, name: str, number: str, url: str = "", licence: str = ""
) -> dict[str, Any]:
    where = url or f"pkg:generic/{name}@{number}"
    return {
        "type": kind,
        "bom-ref": where,
        "name": name,
        "version": number,
        "purl": where,
        "licenses": [{"license": {"name": licence}}],
    }


if __name__ == "__main__":
    text = json.dumps(sbom(Path(__file__).parents[1]), indent=1) + "\n"
    Path(sys.argv[1]).write_text(text, encoding="utf-8")
