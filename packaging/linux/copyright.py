"""Debian's copyright file of the package: ``copyright.py LICENCES.txt``, the texts of all parts."""

from __future__ import annotations

import sys
from pathlib import Path

_HEAD = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Portside
Comment: Qt, Python and other packages are in it, each under its own licence, which follow.
 The GNU Lesser General Public License is in /usr/share/common-licenses/LGPL-3 as well.

Files: *
Copyright: The Portside developers
License: MIT and others
"""


def main() -> None:
    texts = Path(sys.argv[1]).read_text(encoding="utf-8")
    sys.stdout.write(_HEAD)
    for line in texts.splitlines():
        sys.stdout.write(f" {line.rstrip()}".rstrip() + "\n" if line.strip() else " .\n")


if __name__ == "__main__":
    main()
