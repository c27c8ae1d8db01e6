"""A private Engine: the real dockerd, in a network of the test's own."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.engine import private_engine
from desktop.engine.private_engine import (
    Kind,
    Obstacle,
    PrivateEngine,
    StartFailed,
    StartProblem,
    Way,
    launch,
    ways_to_start,
)
from desktop.engine.starter_image import find_busybox, pack
from desktop.engine.supervisor import SCRIPT
from tests.support import real_engine
from tests.support.aio import Aio
from tests.support.processes import engine_processes, mounts_below, wait_for_end
from tests.support.real_engine import WAIT, RealEngine

DOCKERD = Way(Kind.DOCKERD, "dockerd", ("/usr/sbin/dockerd",))
IMAGE = "portside-test/private"
needs_root = pytest.mark.skipif(os.getuid() != 0, reason="dockerd needs root")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Where the Engine is; whatever the test did, nothing of it runs or is mounted afterwards."""
    path = tmp_path / "private engine"
    yield path
    left = [str(pid) for pid in engine_processes(path)] + [str(it) for it in mounts_below(path)]
    assert not left, "left behind: " + ", ".join(left)


@pytest.fixture
def second(own_network: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[RealEngine]:
    """Another Engine in the same network, with its docker0 and its firewall rules."""
    monkeypatch.setattr(real_engine, "in_private_network", lambda: True)
    engine = RealEngine(Path(tempfile.mkdtemp()), own_network=False)  # a short path
    try:
        engine.start()
        engine.pack_image()
        yield engine
    finally:
        engine.close()


def _docker(engine: PrivateEngine, *arguments: str, stdin: bytes = b"") -> str:
    command = ["docker", "--host", engine.endpoint.url, *arguments]
    done = subprocess.run(command, input=stdin, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().strip()


def _give_image(engine: PrivateEngine) -> None:
    busybox = find_busybox()
    assert busybox is not None
    _docker(engine, "import", "-c", 'CMD ["/bin/sh"]', "-", IMAGE, stdin=pack(busybox))


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout


def _network_state() -> tuple[str, str, str]:
    return (
        _said("iptables", "-S"),
        _said("iptables", "-t", "nat", "-S"),
        _said("ip", "-o", "-4", "address", "show"),
    )


def _run(engine: PrivateEngine) -> Path:
    return Path(engine.endpoint.url.removeprefix("unix://")).parent


@needs_root
def test_private_engine_answers_and_leaves_nothing_but_its_data(
    aio: Aio, own_network: None, folder: Path
) -> None:
    async def scenario() -> None:
        engine = await PrivateEngine.start(DOCKERD, folder)
        assert not engine.adopted
        assert not engine.shares_network
        _give_image(engine)
        _docker(engine, "network", "create", "shop")
        published = ("-p", "127.0.0.1::80", "--network", "shop", "--name", "web")
        _docker(engine, "run", "-d", *published, IMAGE, "httpd", "-f", "-h", "/etc", "-p", "80")
        port = int(_docker(engine, "port", "web", "80").rpartition(":")[2])
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/shells")
        assert connection.getresponse().read() == b"/bin/sh\n/bin/ash\n"
        connection.close()
        assert "docker0" not in _said("ip", "link")
        _docker(engine, "kill", "web")
        await engine.stop()
        await engine.stop()  # once more does nothing

    aio(scenario(), timeout=60)
    assert "portside" not in "".join(_network_state())
    assert "10.213" not in "".join(_network_state())
    assert "-P FORWARD ACCEPT" in _said("iptables", "-S")


@needs_root
def test_data_is_there_again_at_the_next_start(aio: Aio, own_network: None, folder: Path) -> None:
    async def scenario() -> None:
        engine = await PrivateEngine.start(DOCKERD, folder)
        _give_image(engine)
        _docker(engine, "network", "create", "shop")
        identity = _docker(engine, "info", "-f", "{{.ID}}")
        await engine.stop()
        engine = await PrivateEngine.start(DOCKERD, folder)
        assert not engine.adopted
        assert IMAGE in _docker(engine, "images", "-f", f"reference={IMAGE}")
        assert _docker(engine, "info", "-f", "{{.ID}}") == identity
        run = ("run", "--rm", "--network", "shop", IMAGE, "echo", "hello")
        assert _docker(engine, *run) == "hello"
        await engine.stop()

    aio(scenario(), timeout=60)


@needs_root
def test_another_engine_in_the_same_network_keeps_its_bridge_and_rules(
    aio: Aio, second: RealEngine, folder: Path
) -> None:
    second.docker("network", "create", "theirs")
    second.docker(
        "run",
        "-d",
        "--name",
        "web",
        "--network",
        "theirs",
        "-p",
        "8088:80",
        real_engine.IMAGE,
        *WAIT,
    )
    second.docker("run", "-d", "--name", "plain", "-p", "8089:80", real_engine.IMAGE, *WAIT)
    before = _network_state()

    async def scenario() -> None:
        engine = await PrivateEngine.start(DOCKERD, folder)
        assert engine.shares_network
        rules, nat, _ = _network_state()
        assert set(before[0].splitlines()) <= set(rules.splitlines())
        assert set(before[1].splitlines()) <= set(nat.splitlines())
        await _use_network(engine)
        await engine.stop()
        assert _network_state() == before
        for end in (_kill_dockerd, PrivateEngine.stop):  # it comes back to its own old bridge
            engine = await PrivateEngine.start(DOCKERD, folder)
            assert set(before[2].splitlines()) <= set(_network_state()[2].splitlines())
            while _docker(engine, "info", "-f", "{{.LiveRestoreEnabled}}") == "true":
                pass  # told to be false once it answers
            await end(engine)

    aio(scenario(), timeout=150)
    assert _network_state() == before
    assert second.docker("ps", "-q").count("\n") == 1


async def _kill_dockerd(engine: PrivateEngine) -> None:
    os.kill(int((_run(engine) / "docker.pid").read_text()), signal.SIGKILL)
    await engine.stop()


async def _use_network(engine: PrivateEngine) -> None:
    """Names resolve, a published port answers, networks are apart, and there is a way out."""
    _give_image(engine)
    _docker(engine, "network", "create", "one")
    _docker(engine, "network", "create", "two")
    serve = ("httpd", "-f", "-h", "/etc", "-p", "80")
    _docker(engine, "run", "-d", "--network", "one", "--name", "web", "-p", "80", IMAGE, *serve)
    port = int(_docker(engine, "port", "web", "80").splitlines()[0].rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=10):
        pass
    # By ping, as Debian's static wget crashes on any name.
    ping = ("run", "--rm", "--network", "one", IMAGE, "ping", "-c", "1", "-w", "5", "web")
    assert "1 packets received" in _docker(engine, *ping)
    address = '{{(index .NetworkSettings.Networks "one").IPAddress}}'
    web = _docker(engine, "inspect", "-f", address, "web")
    foreign = ("run", "--rm", "--network", "two", IMAGE, "nc", "-w", "2", "-z", web, "80")
    with pytest.raises(AssertionError):
        _docker(engine, *foreign)
    _reach_outside(engine)
    _docker(engine, "rm", "-f", "web")


def _reach_outside(engine: PrivateEngine) -> None:
    """A host behind a link of its own answers a container, though it has no way back to it."""
    there = f"portside-{os.getpid()}"
    try:
        for command in (
            f"ip netns add {there}",
            f"ip link add outer type veth peer name inner netns {there}",
            "ip address add 198.51.100.1/24 dev outer",
            "ip link set outer up",
            f"ip -n {there} address add 198.51.100.2/24 dev inner",
            f"ip -n {there} link set inner up",
        ):
            subprocess.run(command.split(), check=True)
        ping = ("run", "--rm", IMAGE, "ping", "-c", "1", "-w", "5", "198.51.100.2")
        assert "1 packets received" in _docker(engine, *ping)
    finally:
        subprocess.run(["ip", "netns", "delete", there], check=True)


@needs_root
def test_kept_engine_runs_on_and_is_taken_over(aio: Aio, own_network: None, folder: Path) -> None:
    async def scenario() -> None:
        engine = await PrivateEngine.start(DOCKERD, folder)
        _give_image(engine)
        container = _docker(engine, "run", "-d", IMAGE, *WAIT)
        engine.keep()
        await engine.stop()  # not ours any more: nothing happens
        taken = await PrivateEngine.start(DOCKERD, folder)
        assert taken.adopted
        assert _docker(taken, "ps", "-q", "--no-trunc") == container
        taken.keep()
        again = await PrivateEngine.start(DOCKERD, folder)
        await again.stop()

    aio(scenario(), timeout=60)


@needs_root
def test_failed_or_cancelled_take_over_leaves_a_kept_engine_running(
    aio: Aio, own_network: None, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario() -> None:
        (await PrivateEngine.start(DOCKERD, folder)).keep()
        with pytest.raises(StartFailed) as failed:  # given up while it is told that it is ours
            await PrivateEngine.start(DOCKERD, folder, timeout=0)
        assert failed.value.problem is StartProblem.STUCK
        with monkeypatch.context() as patch:
            patch.setattr(private_engine, "_answers", lambda _path: False)
            with pytest.raises(StartFailed) as failed:
                await PrivateEngine.start(DOCKERD, folder, timeout=3)
            assert failed.value.problem is StartProblem.TIMEOUT
            task = asyncio.ensure_future(PrivateEngine.start(DOCKERD, folder))
            await asyncio.sleep(0.5)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        taken = await PrivateEngine.start(DOCKERD, folder)
        try:
            assert taken.adopted
        finally:
            await taken.stop()

    aio(scenario(), timeout=60)


@needs_root
def test_two_starts_at_once_share_one_engine(aio: Aio, own_network: None, folder: Path) -> None:
    async def scenario() -> None:
        both = await asyncio.gather(
            PrivateEngine.start(DOCKERD, folder), PrivateEngine.start(DOCKERD, folder)
        )
        assert sorted(engine.adopted for engine in both) == [False, True]
        assert both[0].endpoint == both[1].endpoint
        first, last = both
        first.keep()
        await last.stop()

    aio(scenario(), timeout=60)


@needs_root
def test_engine_ends_when_the_application_is_killed(own_network: None, folder: Path) -> None:
    code = f"""
import asyncio, os, pathlib, signal
from desktop.engine.private_engine import Kind, PrivateEngine, Way
way = Way(Kind.DOCKERD, "dockerd", ("/usr/sbin/dockerd",))
engine = asyncio.run(PrivateEngine.start(way, pathlib.Path({str(folder)!r})))
print(engine.endpoint.url, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    run = [sys.executable, "-c", code]
    done = subprocess.run(run, stdout=subprocess.PIPE, text=True, check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    path = Path(done.stdout.strip().removeprefix("unix://"))
    with contextlib.suppress(FileNotFoundError):  # where it has ended already
        wait_for_end(int((path.parent / "supervisor.pid").read_text()), seconds=30)
    assert not path.exists()
    assert "portside" not in "".join(_network_state())


@needs_root
def test_killed_dockerd_leaves_no_container_and_no_mount(
    aio: Aio, own_network: None, folder: Path
) -> None:
    async def scenario() -> None:
        engine = await PrivateEngine.start(DOCKERD, folder)
        _give_image(engine)
        _docker(engine, "run", "-d", IMAGE, "sleep", "1000")
        pid = int((_run(engine) / "docker.pid").read_text())
        os.kill(pid, signal.SIGKILL)
        await engine.stop()
        again = await PrivateEngine.start(DOCKERD, folder)
        assert _docker(again, "ps", "-a", "--format", "{{.State}}") == "exited"
        await again.stop()

    aio(scenario(), timeout=60)


@needs_root
def test_engine_that_starts_while_the_last_one_stops_waits_for_its_end(
    aio: Aio, own_network: None, folder: Path
) -> None:
    async def scenario() -> None:
        engine = await PrivateEngine.start(DOCKERD, folder)
        stopping = asyncio.ensure_future(engine.stop())
        await asyncio.sleep(0)
        again = await PrivateEngine.start(DOCKERD, folder)
        await stopping
        _docker(again, "version")
        await again.stop()

    aio(scenario(), timeout=60)


@needs_root
def test_cancelled_start_leaves_nothing(aio: Aio, own_network: None, folder: Path) -> None:
    async def scenario() -> None:
        task = asyncio.ensure_future(PrivateEngine.start(DOCKERD, folder))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    aio(scenario(), timeout=60)
    assert "portside" not in _said("ip", "link")


@needs_root
def test_long_folder_gets_a_short_socket(aio: Aio, own_network: None, folder: Path) -> None:
    deep = folder / ("a" * 60) / ("b" * 60)

    async def scenario() -> None:
        engine = await PrivateEngine.start(DOCKERD, deep)
        path = Path(engine.endpoint.url.removeprefix("unix://"))
        assert len(str(path)) < 100
        assert path.parent.stat().st_mode & 0o777 == 0o700
        _give_image(engine)
        assert _docker(engine, "run", "--rm", IMAGE, "echo", "hello") == "hello"
        await engine.stop()

    aio(scenario(), timeout=60)


def _failure(aio: Aio, way: Way, folder: Path, *, timeout: float = 30) -> StartFailed:
    with pytest.raises(StartFailed) as caught:
        aio(PrivateEngine.start(way, folder, timeout=timeout))
    return caught.value


def _without_proxy(folder: Path) -> None:
    """Since version 25 dockerd looks for docker-proxy on its PATH before all else."""
    folder.mkdir()
    (folder / "daemon.json").write_text('{"userland-proxy": false}')


@needs_root
@pytest.mark.parametrize(
    ("wrapper", "problem"),
    [
        (("setpriv", "--bounding-set=-all", "--inh-caps=-all"), StartProblem.NOT_PERMITTED),
        (("env", "PATH=/nowhere"), StartProblem.CONTAINERD),
        (
            ("unshare", "-m", "sh", "-c", 'umount -a -t cgroup; exec "$@"', "sh"),
            StartProblem.CGROUPS,
        ),
    ],
)
def test_start_that_fails_says_why(
    aio: Aio, own_network: None, folder: Path, wrapper: tuple[str, ...], problem: StartProblem
) -> None:
    _without_proxy(folder)
    failed = _failure(aio, Way(Kind.DOCKERD, "dockerd", (*wrapper, "/usr/sbin/dockerd")), folder)
    assert failed.problem is problem, failed.lines
    assert failed.code
    assert 0 < len(failed.lines) <= 20
    assert "portside" not in _said("ip", "link")


@needs_root
def test_machine_without_iptables_is_told(
    aio: Aio, own_network: None, folder: Path, tmp_path: Path
) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("containerd", "containerd-shim-runc-v2", "runc"):
        for above in ("/usr/bin", "/usr/sbin"):
            if Path(above, name).exists() and not (programs / name).exists():
                (programs / name).symlink_to(Path(above, name))
    wrapper = ("env", f"PATH={programs}")
    _without_proxy(folder)
    failed = _failure(aio, Way(Kind.DOCKERD, "dockerd", (*wrapper, "/usr/sbin/dockerd")), folder)
    assert failed.problem is StartProblem.IPTABLES, failed.lines


@needs_root
def test_broken_configuration_is_told(aio: Aio, own_network: None, folder: Path) -> None:
    folder.mkdir()
    (folder / "daemon.json").write_text("{")
    assert _failure(aio, DOCKERD, folder).problem is StartProblem.CONFIGURATION


@needs_root
def test_engine_that_never_answers_is_ended(
    aio: Aio, own_network: None, folder: Path, tmp_path: Path
) -> None:
    silent = tmp_path / "silent"
    silent.write_text("#!/bin/sh\necho one >&2\nexec sleep 1000\n")
    silent.chmod(0o755)
    failed = _failure(aio, Way(Kind.DOCKERD, "silent", (str(silent),)), folder, timeout=1)
    assert failed.problem is StartProblem.TIMEOUT
    assert failed.lines == ("one",)


def test_folder_that_cannot_be_made_is_told(aio: Aio, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert _failure(aio, DOCKERD, tmp_path / "file/below").problem is StartProblem.BAD_FOLDER


@needs_root
def test_old_pid_file_that_names_another_process_is_no_engine(
    aio: Aio, own_network: None, folder: Path
) -> None:
    async def scenario() -> None:
        engine = await PrivateEngine.start(DOCKERD, folder)
        run = _run(engine)
        await engine.stop()
        for name in ("supervisor.pid", "docker.pid"):
            (run / name).write_text(f"{os.getpid()}\n")
        (run / "docker.sock").touch()
        engine = await PrivateEngine.start(DOCKERD, folder)
        assert not engine.adopted
        await engine.stop()

    aio(scenario(), timeout=60)


def test_supervisor_is_sound_shell() -> None:
    subprocess.run(["sh", "-n", "-c", SCRIPT], check=True)


Machine = Callable[..., Path]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """``machine("dockerd", subuid="…")`` is a folder with these programs and files."""
    monkeypatch.setattr("desktop.engine.host_programs.SYSTEM_FOLDERS", ())

    def make(*programs: str, maps: str = "", rights: str = "1ffffffffff", tun: bool = True) -> Path:
        root = tmp_path / "machine"
        for name in ("bin", "etc", "proc/self", "sys/fs/cgroup/devices", "run", "dev/net"):
            (root / name).mkdir(parents=True)
        if tun:
            (root / "dev/net/tun").touch()
        for name in programs:
            (root / "bin" / name).write_text("#!/bin/sh\n")
            (root / "bin" / name).chmod(0o755)
        for name in ("subuid", "subgid"):
            (root / "etc" / name).write_text(maps)
        (root / "proc/self/status").write_text(f"Name:\tx\nCapEff:\t{rights}\n")
        return root

    return make


def _ways(root: Path, uid: int, **environ: str) -> dict[str, tuple[Obstacle, ...]]:
    found = ways_to_start(
        {"PATH": str(root / "bin"), **environ}, "linux", root=root, uid=uid, user="ada"
    )
    return {way.name: way.obstacles for way in found}


def test_root_starts_dockerd_and_else_podman(machine: Machine) -> None:
    root = machine("dockerd", "containerd", "iptables", "podman")
    assert _ways(root, 0) == {"dockerd": (), "podman": ()}


def test_root_of_an_unprivileged_container_is_told_so(machine: Machine) -> None:
    root = machine("dockerd", "containerd", rights="00000000a80425fb")
    assert _ways(root, 0) == {"dockerd": (Obstacle.NO_CAPABILITIES, Obstacle.NO_IPTABLES)}


def test_user_starts_rootless_and_else_asks_for_the_password(machine: Machine) -> None:
    programs = ("dockerd-rootless.sh", "rootlesskit", "slirp4netns", "newuidmap", "newgidmap")
    root = machine(
        "dockerd", "containerd", "iptables", "pkexec", *programs, maps="ada:100000:65536\n"
    )
    environ = {"XDG_RUNTIME_DIR": str(root / "run")}
    assert _ways(root, 1000, **environ) == {"rootless dockerd": (), "dockerd": ()}
    ways = ways_to_start({"PATH": str(root / "bin"), **environ}, "linux", root=root, uid=1000)
    assert [way.asks_password for way in ways] == [False, True]


def test_what_a_rootless_engine_lacks_is_told(machine: Machine) -> None:
    root = machine(
        "dockerd", "dockerd-rootless.sh", "containerd", "iptables", maps="bob:1:2\n", tun=False
    )
    assert _ways(root, 1000) == {
        "rootless dockerd": (
            Obstacle.NO_NEWUIDMAP,
            Obstacle.NO_UID_MAPS,
            Obstacle.NO_TUN,
            Obstacle.NO_RUNTIME_FOLDER,
            Obstacle.NO_ROOTLESSKIT,
            Obstacle.NO_USER_NETWORK,
        ),
        "dockerd": (Obstacle.NOT_ROOT,),
    }


def test_products_of_macos_are_found(machine: Machine) -> None:
    root = machine("colima")
    for name in ("Docker", "OrbStack"):
        (root / "Applications" / f"{name}.app").mkdir(parents=True)
    ways = ways_to_start({"PATH": str(root / "bin")}, "darwin", root=root)
    assert [(way.name, way.argv[-1]) for way in ways] == [
        ("Docker Desktop", "Docker"),
        ("OrbStack", "OrbStack"),
        ("Colima", "start"),
    ]


def test_bare_machine_has_no_way(machine: Machine) -> None:
    assert _ways(machine(), 0) == {}
    assert ways_to_start({}, "win32") == ()


def test_start_command_of_a_product_is_run_to_its_end(aio: Aio, tmp_path: Path) -> None:
    def product(*argv: str) -> Way:
        return Way(Kind.PRODUCT, "Colima", ("/bin/sh", "-c", *argv))

    aio(launch(product(f"echo started > {tmp_path}/out")))
    assert (tmp_path / "out").read_text() == "started\n"
    with pytest.raises(StartFailed) as caught:
        aio(launch(product("echo no space left on device; exit 3")))
    assert (caught.value.problem, caught.value.code) == (StartProblem.DISK_FULL, 3)
    with pytest.raises(StartFailed):
        aio(launch(Way(Kind.PRODUCT, "Colima", (str(tmp_path / "none"),))))


def test_cancelled_start_command_is_ended(aio: Aio, tmp_path: Path) -> None:
    """A command that holds a pipe open: its end is the command's end."""
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    reading = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    os.set_blocking(reading, True)

    async def scenario() -> None:
        way = Way(Kind.PRODUCT, "Colima", ("/bin/sh", "-c", f"exec sleep 1000 > {fifo}"))
        task = asyncio.ensure_future(launch(way))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    try:
        aio(scenario())
        assert os.read(reading, 1) == b""
    finally:
        os.close(reading)
