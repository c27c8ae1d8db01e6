"""nfpm's file with what the files of a tree depend on: ``dependencies.py TREE NFPM_YAML``.

For .deb that is what dpkg-shlibdeps finds, and what no file names and Qt yet needs. For .rpm it is
the libraries' names, with which each distribution finds its own packages.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

FONTS = ("fontconfig", "fonts-dejavu-core | fonts-freefont-ttf | fonts-liberation")
"""No file names them, and a window without a font shows boxes."""


def programs_of(tree: Path) -> list[Path]:
    """All files in the tree that are programs or libraries."""
    files = [path for path in sorted(tree.rglob("*")) if path.is_file() and not path.is_symlink()]
    return [path for path in files if _first_bytes(path) == b"\x7fELF"]


def _first_bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4)


def libraries_of(files: list[Path]) -> list[str]:
    """The names of the libraries that they link to and that are not among them."""
    own = {path.name for path in files}
    said = subprocess.run(
        ["objdump", "-p", *files], check=True, capture_output=True, text=True
    ).stdout
    needed = set(re.findall(r"^  NEEDED\s+(\S+)$", said, re.MULTILINE))
    return sorted(needed - own)


def debian_dependencies(tree: Path, files: list[Path]) -> list[str]:
    """What dpkg-shlibdeps finds."""
    own = sorted({str(path.parent) for path in files})
    # Of the tree's own libraries it has no information. prove-deb.sh finds what would be missing.
    command = ["dpkg-shlibdeps", "-O", "--warnings=0", "--ignore-missing-info"]
    command += [f"-l{folder}" for folder in own] + [f"-e{path}" for path in files]
    with tempfile.TemporaryDirectory() as folder:
        control = Path(folder) / "debian" / "control"
        control.parent.mkdir()
        control.write_text("Source: portside\n\nPackage: portside\nArchitecture: any\n")
        said = subprocess.run(
            command, check=True, stdout=subprocess.PIPE, text=True, cwd=folder
        ).stdout
    found = re.search(r"^shlibs:Depends=(.*)$", said, re.MULTILINE)
    if found is None:
        raise SystemExit(f"dpkg-shlibdeps found no dependencies: {said}")
    return found[1].split(", ")


def main() -> None:
    tree, template = Path(sys.argv[1]), Path(sys.argv[2])
    files = programs_of(tree)
    architecture = subprocess.run(
        ["dpkg", "--print-architecture"], check=True, capture_output=True, text=True
    ).stdout.strip()
    text = template.read_text(encoding="utf-8")
    for name, value in {
        "PORTSIDE_ARCH": architecture,
        "PORTSIDE_VERSION": os.environ["PORTSIDE_VERSION"],
        "PORTSIDE_STAGE": os.environ["PORTSIDE_STAGE"],
    }.items():
        text = text.replace(f"${{{name}}}", value)
    deb = [*debian_dependencies(tree, files), *FONTS]
    rpm = [f"{name}()(64bit)" for name in libraries_of(files) if not name.startswith("ld-linux")]
    lines = ["  deb:", f"    depends: {json.dumps(deb)}"]
    text = text.replace("  rpm:\n", "\n".join(lines) + "\n  rpm:\n")
    text += f"    depends: {json.dumps([*rpm, 'fontconfig'])}\n"
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
