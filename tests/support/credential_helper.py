"""A credential helper that keeps what it is told in a folder: a keyring for tests."""

from __future__ import annotations

import stat
import sys
import textwrap
from pathlib import Path

NAME = "secretservice"  # one that is looked for on this system

_TEXT = """
import json, sys, urllib.parse
from pathlib import Path
folder = Path({folder!r})
verb, told = sys.argv[1], sys.stdin.read()
def at(server):
    return folder / urllib.parse.quote(server, safe="")
if (folder / "locked").exists():
    print("the keyring is locked")
    sys.exit(1)
if verb == "store":
    at(json.loads(told)["ServerURL"]).write_text(told)
elif verb == "get":
    if not at(told).exists():
        print("credentials not found in native keychain")
        sys.exit(1)
    print(at(told).read_text())
elif verb == "erase":
    at(told).unlink(missing_ok=True)
elif verb == "list":
    known = [json.loads(each.read_text()) for each in folder.iterdir()]
    print(json.dumps({{each["ServerURL"]: each["Username"] for each in known}}))
"""


def make_helper(programs: Path, kept: Path) -> None:
    """Put the program into a folder, which is to be in ``PATH``; ``kept`` is its keyring."""
    kept.mkdir()
    path = programs / f"docker-credential-{NAME}"
    # The shell starts Python in its place: a plain #! line takes no path with a space.
    start = f"#!/bin/sh\n'''exec' '{sys.executable}' \"$0\" \"$@\"\n#'''\n"
    path.write_text(start + textwrap.dedent(_TEXT.format(folder=str(kept))))
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
