"""A tiny image made of this machine's busybox, so that everything can be tried without a network.

The tar goes to the Engine's import (``docker import``) as :data:`REFERENCE` with :data:`CHANGES`.
The same busybox gives the same bytes: all times are zero, all owners root, all entries sorted.
"""

from __future__ import annotations

import io
import os
import shlex
import shutil
import struct
import subprocess
import tarfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from desktop.engine.host_programs import search_path

REFERENCE = "portside/starter:latest"
CHANGES = (
    'CMD ["/bin/sh"]',
    "ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
)

_LIST_SECONDS = 10
_ELF, _PT_INTERP, _LARGEST_HEADERS = b"\x7fELF", 3, 1 << 16
_BUSYBOX = "bin/busybox"
_FOLDERS = {
    "bin": 0o755, "dev": 0o755, "etc": 0o755, "home": 0o755, "proc": 0o755, "root": 0o700,
    "sbin": 0o755, "sys": 0o755, "tmp": 0o1777, "usr": 0o755, "usr/bin": 0o755, "usr/sbin": 0o755,
    "var": 0o755, "var/log": 0o755, "var/tmp": 0o1777,
}  # fmt: skip
_FILES = {
    "etc/group": "root:x:0:\ntty:x:5:\nwww-data:x:33:\nnobody:x:65534:\n",
    "etc/hostname": "starter\n",
    "etc/os-release": 'NAME="Portside starter"\nID=portside-starter\n',
    "etc/passwd": (
        "root:x:0:0:root:/root:/bin/sh\n"
        "www-data:x:33:33:www-data:/var/www:/bin/false\n"
        "nobody:x:65534:65534:nobody:/nonexistent:/bin/false\n"
    ),
    "etc/profile": "export PS1='\\u@\\h:\\w\\$ '\n",
    "etc/shells": "/bin/sh\n/bin/ash\n",
}


def find_busybox(environ: Mapping[str, str] = os.environ) -> Path | None:
    """A busybox that needs no library of this machine, or None. Debian: package busybox-static."""
    for folder in search_path(environ).split(os.pathsep):
        if Path(folder).is_absolute() and (found := shutil.which("busybox", path=folder)):
            path = Path(found).resolve()
            if is_static(path):
                return path
    return None


def is_static(program: Path) -> bool:
    """Whether this is an ELF program without an interpreter, that is without a dynamic linker.

    By its program headers, elf(5): none of type PT_INTERP.
    """
    try:
        with program.open("rb") as file:
            return _PT_INTERP not in _segment_types(file.read(_LARGEST_HEADERS))
    except (OSError, ValueError, struct.error):
        return False


def pack(busybox: Path) -> bytes:
    """The image's root file system as a tar: busybox, a link for each applet, a few files.

    About the size of busybox (1 to 2 MiB). Blocks for some milliseconds: it runs
    ``busybox --list-full``. Raises OSError or :class:`subprocess.SubprocessError`.
    """
    program = busybox.read_bytes()
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name, mode in sorted(_FOLDERS.items()):
            tar.addfile(_entry(name, mode, tarfile.DIRTYPE))
        for name, text in sorted(_FILES.items()):
            _add_file(tar, name, 0o644, text.encode())
        _add_file(tar, _BUSYBOX, 0o755, program)
        for name in sorted(set(_applets(busybox)) - {_BUSYBOX}):
            link = _entry(name, 0o777, tarfile.SYMTYPE)
            link.linkname = f"/{_BUSYBOX}"
            tar.addfile(link)
    return stream.getvalue()


def shell_text(busybox: Path) -> str:
    """What packs and imports the same image in a POSIX shell, where tar is GNU's."""
    folders = sorted(_FOLDERS)
    modes = dict.fromkeys(_FOLDERS.values())
    changes = shlex.join(word for change in CHANGES for word in ("--change", change))
    lines = [
        "(",
        "root=$(mktemp -d)",
        "trap 'rm -rf \"$root\"' EXIT",
        'mkdir "$root/files"',
        'cd "$root/files"',
        f"mkdir {shlex.join(folders)}",
        *(f"printf %s {shlex.quote(text)} >{name}" for name, text in sorted(_FILES.items())),
        f"cp {shlex.quote(str(busybox))} {_BUSYBOX}",
        f"{_BUSYBOX} --list-full | while read -r name; do",
        "    case ${name%/*} in",
        f"        {'|'.join(folders)})",
        f'            [ "$name" = {_BUSYBOX} ] || ln -sf /{_BUSYBOX} "$name" ;;',
        "    esac",
        "done",
        f"chmod 644 {shlex.join(sorted(_FILES))}",
        f"chmod 755 {_BUSYBOX}",
        *(
            f"chmod {mode:o} {shlex.join(name for name in folders if _FOLDERS[name] == mode)}"
            for mode in modes
        ),
        "tar --format=ustar --sort=name --mtime=@0 --owner=root:0 --group=root:0"
        " -cf ../starter.tar *",
        f'docker import {changes} "$root/starter.tar" {REFERENCE}',
        ")",
    ]
    return "\n".join(lines)


def _applets(busybox: Path) -> Iterable[str]:
    """Paths such as ``bin/sh``, for folders that the image has."""
    listed = subprocess.run(
        [busybox, "--list-full"],
        check=True,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=_LIST_SECONDS,
    )
    for line in listed.stdout.splitlines():
        folder, _, name = line.strip().rpartition("/")
        if name and name.isprintable() and folder in _FOLDERS:
            yield f"{folder}/{name}"


def _entry(name: str, mode: int, kind: bytes) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.mode, entry.type = mode, kind
    entry.uname = entry.gname = "root"
    return entry


def _add_file(tar: tarfile.TarFile, name: str, mode: int, content: bytes) -> None:
    entry = _entry(name, mode, tarfile.REGTYPE)
    entry.size = len(content)
    tar.addfile(entry, io.BytesIO(content))


def _segment_types(head: bytes) -> set[int]:
    if (
        len(head) < 64
        or not head.startswith(_ELF)
        or head[4] not in (1, 2)
        or head[5] not in (1, 2)
    ):
        raise ValueError("not an ELF file")
    order = "<" if head[5] == 1 else ">"
    offset_at, offset_type, sizes_at = (32, "Q", 54) if head[4] == 2 else (28, "I", 42)
    (kind,) = struct.unpack_from(f"{order}H", head, 16)
    if kind not in (2, 3):  # ET_EXEC, ET_DYN (a static program may be position-independent)
        raise ValueError("not a program")
    (first,) = struct.unpack_from(f"{order}{offset_type}", head, offset_at)
    size, count = struct.unpack_from(f"{order}HH", head, sizes_at)
    if not count:
        raise ValueError("no segments")
    return {struct.unpack_from(f"{order}I", head, first + size * i)[0] for i in range(count)}
