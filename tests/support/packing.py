"""Root folders for images, packed from programs of this machine: no test asks a registry."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from collections.abc import Iterable, Mapping
from pathlib import Path

_FOLDERS = {"bin": 0o755, "etc": 0o755, "root": 0o700, "tmp": 0o1777}
_FILES = {
    "etc/passwd": b"root:x:0:0:root:/root:/bin/sh\n",
    "etc/group": b"root:x:0:\n",
}
_TERMINFO = ("/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo")
_LOCALE = Path("/usr/lib/locale/C.utf8")


class Root:
    """What an image holds: busybox, its applets as links, and the few files programs expect."""

    def __init__(self) -> None:
        program = _found("busybox", "busybox-static")
        self._files: dict[str, tuple[int, bytes]] = {
            name: (0o644, content) for name, content in _FILES.items()
        }
        self._files["bin/busybox"] = 0o755, program.read_bytes()
        self._links = {f"bin/{it}": "busybox" for it in _said(program, "--list").split()}

    @classmethod
    def of_one_applet(cls, name: str) -> Root:
        """One without a shell, or any other program."""
        root = cls()
        root._files[f"bin/{name}"] = root._files.pop("bin/busybox")
        root._links.clear()
        return root

    def add_files(self, files: Mapping[str, str]) -> None:
        """Texts by their paths."""
        for name, text in files.items():
            self._put(name, 0o644, text.encode())

    def add_programs(self, packages: Mapping[str, str]) -> None:
        """Programs by their names, from these packages of Debian, with all libraries they load."""
        for name, package in packages.items():
            self.add_program(f"bin/{name}", _found(name, package))

    def add_program(self, name: str, program: Path) -> None:
        """A program at this path of the image, with all libraries it loads."""
        self._put(name, 0o755, program.read_bytes())
        for library in _libraries(program):
            self._put(str(library), 0o755, library.read_bytes())

    def add_terminals(self, names: Iterable[str]) -> None:
        """What programs know of these terminals, and the locale that has all characters."""
        for name in names:
            places = (Path(folder, name[0], name) for folder in _TERMINFO)
            found = next((place for place in places if place.exists()), None)
            assert found is not None, f"no terminfo of {name}: install Debian's ncurses-base"
            self._put(f"lib/terminfo/{name[0]}/{name}", 0o644, found.read_bytes())
        for path in _LOCALE.rglob("*"):  # later versions of the C library have it built in
            if path.is_file():
                self._put(str(path), 0o644, path.read_bytes())

    def packed(self) -> bytes:
        """All of it as a tar."""
        stream = io.BytesIO()
        with tarfile.open(fileobj=stream, mode="w") as tar:
            folders = dict(_FOLDERS)
            for name in sorted({*self._files, *self._links}):
                for parent in reversed(Path(name).parents[:-1]):
                    folders.setdefault(str(parent), 0o755)
            for name, mode in folders.items():
                _add(tar, name, tarfile.DIRTYPE, mode)
            for name, (mode, content) in self._files.items():
                _add(tar, name, tarfile.REGTYPE, mode, content)
            for name in sorted(self._links.keys() - self._files.keys()):
                _add(tar, name, tarfile.SYMTYPE, 0o777, link=self._links[name])
        return stream.getvalue()

    def _put(self, name: str, mode: int, content: bytes) -> None:
        self._files[name.removeprefix("/")] = mode, content


def one_file(name: str, content: bytes) -> bytes:
    """A tar with this file alone."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as tar:
        _add(tar, name, tarfile.REGTYPE, 0o644, content)
    return stream.getvalue()


def _found(name: str, package: str) -> Path:
    program = shutil.which(name)
    assert program is not None, f"there is no {name}: install Debian's {package}"
    return Path(program)


def _libraries(program: Path) -> list[Path]:
    """The files that the dynamic linker maps, and itself: the words of ldd that are paths."""
    return [Path(word) for word in _said("ldd", program).split() if word.startswith("/")]


def _said(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, timeout=30, check=True).stdout


def _add(
    tar: tarfile.TarFile,
    name: str,
    kind: bytes,
    mode: int,
    content: bytes = b"",
    *,
    link: str = "",
) -> None:
    member = tarfile.TarInfo(name)
    member.type, member.mode, member.size, member.linkname = kind, mode, len(content), link
    tar.addfile(member, io.BytesIO(content))
