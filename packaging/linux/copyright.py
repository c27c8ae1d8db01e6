"""Debian's copyright file of the package: ``copyright.py LICENCES.txt``, the texts of all parts.

Of those texts that every Debian has only the place is named.
"""

from __future__ import annotations

import re
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
_APACHE = re.compile(  # some leave out the line after the last section
    r"^ *Apache License\n *Version 2\.0,.*?accepting any such warranty or additional liability\."
    r"(\s*^ *END OF TERMS AND CONDITIONS$)?",
    re.M | re.S,
)
_APPENDIX = re.compile(r"^ *APPENDIX: How to apply.*?limitations under the License\.$", re.M | re.S)
_APACHE_PLACE = "The Apache License, Version 2.0: see /usr/share/common-licenses/Apache-2.0"


def copyright_of(texts: str) -> str:
    """Debian's copyright file, of the licences of all parts."""
    for name in ("LGPL-3", "GPL-3"):
        text = (Path(__file__).parents[1] / "texts" / f"{name}.txt").read_text(encoding="utf-8")
        texts = texts.replace(text, f"See /usr/share/common-licenses/{name}\n")
    texts = _APPENDIX.sub("", _APACHE.sub(_APACHE_PLACE, texts))
    lines = [f" {line.rstrip()}" if line.strip() else " ." for line in texts.splitlines()]
    return _HEAD + "\n".join(lines) + "\n"


def main() -> None:
    sys.stdout.write(copyright_of(Path(sys.argv[1]).read_text(encoding="utf-8")))


if __name__ == "__main__":
    main()
