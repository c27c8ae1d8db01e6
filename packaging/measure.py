"""Does a bundle keep to its limits? ``measure.py BUNDLE`` says what it weighs and needs.

On Linux, the oldest glibc that has every symbol which its files ask for, too.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

LIMIT = 115_000_000
"""Bytes, unpacked."""
GLIBC = (2, 35)
"""Of Ubuntu 22.04; Debian 12 has 2.36. resources/linux/README.tar names it, too."""
LEFT_OUT = (
    "*hadolint*",  # 55 MB under the GPL; one on the PATH is used
    "*readline*",  # under the GPL
    "libssl*",  # the system's, which mends it
    "libcrypto*",
    "libgtk*",
    "libopenblas*",
    "libscipy_openblas*",
)
"""What must not come in again by accident."""


def size(bundle: Path) -> int:
    """The bytes of all its files; links weigh nothing."""
    return sum(path.stat().st_size for path in _files(bundle))


def glibc(bundle: Path) -> tuple[int, ...]:
    """The newest version of glibc that one of its files asks for."""
    files = [path for path in _files(bundle) if _is_elf(path)]
    if not files:
        return ()
    said = subprocess.run(
        ["objdump", "-T", *files], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ).stdout.decode(errors="replace")
    found = {tuple(map(int, name.split("."))) for name in re.findall(r"GLIBC_([\d.]+)", said)}
    return max(found, default=())


def intruders(bundle: Path) -> list[str]:
    """What is in it and must not be."""
    found = {path for pattern in LEFT_OUT for path in bundle.rglob(pattern)}
    return sorted(str(path.relative_to(bundle)) for path in found)


def problems(bundle: Path) -> list[str]:
    """Which limits it does not keep to."""
    found = []
    if size(bundle) > LIMIT:
        found.append(f"{size(bundle) / 1e6:.1f} MB, more than {LIMIT / 1e6:.0f}")
    if sys.platform == "linux":
        if (needed := glibc(bundle)) > GLIBC:
            found.append(f"needs glibc {_number(needed)}, more than {_number(GLIBC)}")
        found += [f"has {name}, which is left out" for name in intruders(bundle)]
    return found


def _files(bundle: Path) -> list[Path]:
    return [path for path in bundle.rglob("*") if path.is_file() and not path.is_symlink()]


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _number(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def main() -> int:
    bundle = Path(sys.argv[1])
    needs = f", needs glibc {_number(glibc(bundle))}" if sys.platform == "linux" else ""
    print(f"{bundle}: {size(bundle) / 1e6:.1f} MB{needs}")
    for problem in (found := problems(bundle)):
        print(f"{bundle}: {problem}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
