"""What stands in the way of a start is told in one sentence."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.display import choose
from tests.packaging.building import ROOT

PLAIN = ("cat", "cut", "dirname", "env", "find", "grep", "head", "mkdir", "readlink", "rm", "sed")
MORE = ("sha256sum", "sh", "sort", "tail", "touch", "tr", "uname", "ldconfig", "ldd", "true")


def start(**environ: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "QT_QPA_PLATFORM")}
    kept.pop("WAYLAND_DISPLAY", None)
    return subprocess.run(
        [sys.executable, "-m", "desktop"],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        env=kept | environ,
        check=False,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="others have a display of their own")
def test_without_a_display_one_sentence_says_so() -> None:
    done = start()
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert line.startswith("portside: there is no display: ")


@pytest.mark.skipif(sys.platform != "linux", reason="others have a display of their own")
def test_display_that_does_not_answer_is_named_in_one_sentence() -> None:
    done = start(DISPLAY=":59999")
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert line == "portside: the display :59999 does not answer: see whether DISPLAY is right"


@pytest.mark.skipif(sys.platform != "linux", reason="others have a display of their own")
def test_wayland_that_a_session_has_left_behind_is_named_in_one_sentence(tmp_path: Path) -> None:
    done = start(WAYLAND_DISPLAY="wayland-7", XDG_RUNTIME_DIR=str(tmp_path))
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert line == (
        "portside: the display wayland-7 does not answer: see whether WAYLAND_DISPLAY is right"
    )


def test_display_is_asked_for_only_where_a_window_would_use_it() -> None:
    assert choose({}, "darwin") == ""
    assert choose({}, "win32") == ""
    assert choose({"QT_QPA_PLATFORM": "offscreen"}, "linux") == ""
    assert choose({"QT_QPA_PLATFORM": "wayland;offscreen"}, "linux") == ""


def test_wayland_that_answers_is_taken(tmp_path: Path) -> None:
    runtime = {"XDG_RUNTIME_DIR": str(tmp_path)}
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-0"))
        server.listen()
        for environ in (
            {"WAYLAND_DISPLAY": "wayland-0"} | runtime,
            {"WAYLAND_DISPLAY": str(tmp_path / "wayland-0")},
            {"QT_QPA_PLATFORM": "wayland"} | runtime,
            {"QT_QPA_PLATFORM": "wayland-egl;xcb", "DISPLAY": ":59999"} | runtime,
        ):
            before = dict(environ)
            assert choose(environ, "linux") == ""
            assert environ == before
        assert choose({"WAYLAND_DISPLAY": "wayland-0", "QT_QPA_PLATFORM": "xcb"} | runtime, "linux")
    assert choose({"WAYLAND_DISPLAY": "wayland-0"} | runtime, "linux")  # nobody listens any more
    assert choose({"WAYLAND_DISPLAY": "wayland-0"}, "linux")  # of another user


def test_x_is_taken_where_wayland_does_not_answer(unused_number: int, tmp_path: Path) -> None:
    gone = {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)}
    environ = gone | {"DISPLAY": f":{unused_number}"}
    assert choose(environ, "linux") == (
        f"neither the display wayland-0 nor :{unused_number} answers: see whether WAYLAND_DISPLAY"
        " and DISPLAY are right"
    )
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"\0/tmp/.X11-unix/X{unused_number}")
        server.listen()
        assert "WAYLAND_DISPLAY" in choose(environ | {"QT_QPA_PLATFORM": "wayland"}, "linux")
        assert choose(environ, "linux") == ""
    assert environ["QT_QPA_PLATFORM"] == "xcb"  # else Qt tells on two lines that it tried


@pytest.mark.display
def test_window_opens_on_x_where_wayland_is_gone(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "--smoke-test", tmp_path],
        capture_output=True,
        text=True,
        timeout=90,
        cwd=ROOT,
        env=kept | {"WAYLAND_DISPLAY": "wayland-7", "XDG_SESSION_TYPE": "wayland"},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_display_that_answers_is_taken(unused_number: int) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"\0/tmp/.X11-unix/X{unused_number}")
        server.listen()
        assert choose({"DISPLAY": f":{unused_number}.0"}, "linux") == ""
        assert choose({"DISPLAY": f"unix:{unused_number}"}, "linux") == ""
    assert choose({"DISPLAY": f":{unused_number}"}, "linux")


@pytest.fixture
def unused_number() -> int:
    return 20_000 + os.getpid() % 30_000


class Machine:
    """A folder of programs, and a checkout in which ./run was never started."""

    def __init__(self, folder: Path) -> None:
        self.programs = folder / "programs"
        self.programs.mkdir()
        self.checkout = folder / "checkout"
        (self.checkout / "packaging").mkdir(parents=True)
        for name in ("uv.lock", "pyproject.toml", "run", "packaging/setup.sh"):
            shutil.copy(ROOT / name, self.checkout / name)
        for name in (*PLAIN, *MORE):
            found = shutil.which(name, path=f"{os.environ['PATH']}:/sbin:/usr/sbin")
            if found is not None:
                (self.programs / name).symlink_to(found)
        for name in ("dockerd", "docker", "fc-cache"):
            self.put(name, "exit 0")
        self.put("id", "echo 1000")
        # None is added from the system's folders, as setup.sh would for a plain user.
        script = self.checkout / "packaging" / "setup.sh"
        text = script.read_text(encoding="utf-8")
        script.write_text(text.replace("PATH=$PATH:/usr/sbin:/sbin", "PATH=$PATH"))

    def put(self, name: str, script: str) -> None:
        program = self.programs / name
        program.unlink(missing_ok=True)
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)

    def asks_apt(self, answer: str) -> Path:
        """Let apt-get answer so; the file has a line for each time that it was asked."""
        asked = self.checkout / "asked"
        self.put("sudo", 'exec "$@"')
        self.put("apt-cache", "exit 1")
        self.put("apt-get", f'echo "$@" >>{asked}; {answer}')
        return asked

    def run(self) -> list[str]:
        """The lines of ./run, which fails."""
        done = subprocess.run(
            ["/bin/sh", str(self.checkout / "run")],
            capture_output=True,
            text=True,
            timeout=120,
            env={"PATH": str(self.programs), "HOME": str(self.checkout)},
            check=False,
        )
        assert done.returncode == 1, done
        assert done.stdout == ""
        return done.stderr.splitlines()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


linux = pytest.mark.skipif(sys.platform != "linux", reason="./run brings packages on Linux only")


@linux
def test_without_root_and_sudo_one_sentence_names_what_is_missing(machine: Machine) -> None:
    machine.put("ldconfig", "exit 0")  # no library is there
    machine.put("apt-get", "echo 'must not be asked'; exit 1")
    [line] = machine.run()
    assert line.startswith("portside: only root can install what is missing, and there is no sudo:")
    assert " apt-get install libgl1 " in line


@linux
def test_without_a_network_one_sentence_says_which_packages(machine: Machine) -> None:
    machine.put("ldconfig", "exit 0")
    machine.put("sudo", 'exec "$@"')
    machine.put(
        "apt-get", "echo 'Ign:1 many lines'; echo 'E: Temporary failure resolving x'; exit 100"
    )
    machine.put("apt-cache", "exit 1")
    *said, line = machine.run()
    assert all(each.startswith("portside: installing ") for each in said)
    assert line.startswith("portside: apt-get could not install libgl1 ")
    assert line.endswith(": is there a network? (Temporary failure resolving x)")


@linux
def test_sudo_that_refuses_is_one_sentence_with_its_reason(machine: Machine) -> None:
    machine.put("ldconfig", "exit 0")
    machine.put("sudo", "echo; echo 'bob is not in the sudoers file.' >&2; exit 1")
    machine.put("apt-get", "exit 0")  # is not asked
    [line] = machine.run()
    assert line.startswith("portside: only root can install what is missing, and sudo refuses: ")
    assert line.endswith(" (bob is not in the sudoers file.)")


@linux
@pytest.mark.parametrize("there", [(), ("docker",), ("podman",), ("dockerd",)])
def test_engine_is_brought_only_where_there_is_nothing_of_docker_or_podman(
    machine: Machine, there: tuple[str, ...]
) -> None:
    machine.put("ldconfig", "exit 0")
    for name in ("docker", "dockerd"):
        (machine.programs / name).unlink()
    for name in there:
        machine.put(name, "exit 0")
    asked = machine.asks_apt("exit 100")
    machine.run()
    update, install = asked.read_text(encoding="utf-8").splitlines()
    assert update.endswith(" update")
    assert " libgl1 " in install
    assert ("docker.io" in install.split()) is (not there)


@linux
def test_nothing_that_is_installed_is_removed_for_what_is_missing(machine: Machine) -> None:
    machine.put("ldconfig", "exit 0")
    asked = machine.asks_apt(
        "case $* in *--no-remove*) echo 'E: Packages need to be removed but remove is disabled.';"
        " exit 100;; *install*) exit 0;; esac"
    )
    *_, line = machine.run()
    assert " install -y --no-remove " in asked.read_text(encoding="utf-8")
    assert line.startswith("portside: apt-get could not install libgl1 ")
    assert " without removing other packages: nothing was changed; " in line


@linux
def test_python_that_is_too_old_is_one_sentence(machine: Machine) -> None:
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        machine.put(name, "exit 1")  # as for a version that does not suit
    assert machine.run() == [
        "portside: this needs Python 3.11 to 3.14, and there is none on the PATH"
    ]


@linux
def test_newer_python_that_nothing_here_installs_is_one_sentence(machine: Machine) -> None:
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        machine.put(name, "exit 1")
    machine.put("apt-cache", "exit 0")  # knows of it, but there is no apt-get
    assert machine.run() == [
        "portside: please install what Debian calls: python3.14 python3.14-venv",
        "portside: this needs Python 3.11 to 3.14, and there is none on the PATH",
    ]


@linux
def test_packages_of_python_that_can_not_be_downloaded_are_one_sentence(machine: Machine) -> None:
    # python3 -m venv makes one whose pip finds no network.
    machine.put(
        "python3",
        'case $* in *" venv "*) for last; do :; done; mkdir -p "$last/bin";'
        ' ln -sf "$0" "$last/bin/python";;'
        ' *"pip install"*) echo "WARNING: Retrying"; echo "ERROR: No matching distribution found";'
        " exit 1;; *-V) echo Python 3.12.0;; esac",
    )
    machine.put("ln", f'exec {shutil.which("ln")} "$@"')
    *said, line = machine.run()
    assert said == [
        "portside: making .venv with Python 3.12.0",
        "portside: installing uv into .venv/.uv",
    ]
    assert line == (
        "portside: uv could not be downloaded: is there a network? (No matching distribution found)"
    )
