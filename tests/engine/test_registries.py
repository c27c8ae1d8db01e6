"""Registries, real ones: pushed to, pulled from, searched, signed in to."""

from __future__ import annotations

import asyncio
import contextlib
import io
import ipaddress
import json
import os
import socket
import stat
import tarfile
import threading
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.engine import registry_api
from desktop.engine.credentials import Login
from desktop.engine.engine import DockerEngine
from desktop.engine.errors import EngineError
from desktop.engine.records import Kind, PartState, Progress
from desktop.engine.registries import DockerRegistries
from desktop.engine.registry_errors import RegistryFailed, RegistryFault, fault_of
from desktop.engine.registry_records import Account, Found, Keep, Secret, SignIn
from desktop.engine.wire import Wire
from tests.support.aio import Aio
from tests.support.connecting import at, connected
from tests.support.credential_helper import NAME, make_helper
from tests.support.proxy import Proxy, http_answer
from tests.support.real_engine import IMAGE, in_private_network
from tests.support.registry import Registry
from tests.support.tls import Authority
from tests.support.web import Asked, Told, web

On = Callable[[Callable[[DockerEngine], Awaitable[Any]]], Any]
Start = Callable[..., Registry]
Docker = Callable[..., str]

beside_the_engine = pytest.mark.skipif(
    not in_private_network(), reason="the registry is in another network namespace: use ./test"
)
USERS = {"me": "w0rd-of-mine"}
TYPED = "w0rd-of-mine"


@pytest.fixture
def on(aio: Aio, engine_host: str) -> On:
    """``on(coroutine function)`` calls it with a connected Engine."""

    async def main(work: Callable[[DockerEngine], Awaitable[Any]]) -> Any:
        async with connected(engine_host) as engine:
            return await work(engine)

    return lambda work: aio(main(work), timeout=50)


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Docker's configuration of this test alone."""
    folder = tmp_path / "docker"
    folder.mkdir()
    monkeypatch.setenv("DOCKER_CONFIG", os.fspath(folder))
    monkeypatch.setenv("HOME", os.fspath(tmp_path))
    return folder / "config.json"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a credential helper keeps, which is in ``PATH``."""
    programs = tmp_path / "programs"
    programs.mkdir()
    make_helper(programs, tmp_path / "kept")
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    return tmp_path / "kept"


def tagged(docker: Docker, ours: Registry, name: str) -> str:
    reference = f"{ours.host}/{name}"
    docker("tag", IMAGE, reference)
    return reference


def imported(docker: Docker, reference: str) -> str:
    """An image of a layer that no other has."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        member = tarfile.TarInfo("random")
        member.size = 3_000_000
        archive.addfile(member, io.BytesIO(os.urandom(member.size)))
    docker("import", "-", reference, stdin=packed.getvalue())
    return reference


async def failing(call: Awaitable[Any]) -> EngineError:
    with pytest.raises(EngineError) as caught:
        await call
    return caught.value


# Pushing and pulling


def test_what_we_push_is_pulled_again_and_each_layer_is_told(
    on: On, registry: Start, docker: Docker
) -> None:
    reference = imported(docker, f"{registry().host}/team/app:1")
    pushed: list[Progress] = []
    pulled: list[Progress] = []

    async def main(engine: DockerEngine) -> None:
        digest = await engine.registries.push(reference, pushed.append)
        await engine.remove_image(reference)
        await engine.pull(reference, pulled.append)
        found = await engine.inspect(Kind.IMAGE, reference)
        assert found["RepoDigests"] == [f"{reference.rpartition(':')[0]}@{digest}"]

    on(main)
    assert docker("image", "inspect", "--format", "{{.Id}}", reference)
    for told in (pushed, pulled):
        [layer] = told[-1].parts
        assert layer.state is PartState.DONE
        assert told[-1].done == told[-1].total
        assert layer.total is not None
        assert layer.total > 2_000_000
        assert any(each.done > 0 for each in told)


def test_several_pulls_run_at_once_each_with_its_own_layers(
    on: On, registry: Start, docker: Docker
) -> None:
    ours = registry()
    names = [imported(docker, f"{ours.host}/app:{number}") for number in range(3)]
    for name in names:
        docker("push", "--quiet", name)
        docker("rmi", name)
    told: dict[str, list[Progress]] = {name: [] for name in names}

    async def main(engine: DockerEngine) -> None:
        await asyncio.gather(*(engine.pull(name, told[name].append) for name in names))

    on(main)
    layers = [tuple(part.name for part in told[name][-1].parts) for name in names]
    assert [len(each) for each in layers] == [1, 1, 1]
    assert len({*layers}) == 3
    docker("image", "inspect", *names)


def test_for_what_there_is_an_image_is_told(on: On, registry: Start, docker: Docker) -> None:
    reference = registry().push(docker, "app:1")
    own = docker("version", "--format", "{{.Server.Os}}/{{.Server.Arch}}")
    assert on(lambda engine: engine.registries.platforms(reference)) == (own,)


def test_a_push_of_what_is_not_here_says_so(on: On, registry: Start) -> None:
    ours = registry()

    async def main(engine: DockerEngine) -> EngineError:
        return await failing(engine.registries.push(f"{ours.host}/nothing:1", print))

    assert "nothing" in on(main).explanation


def test_a_push_that_was_cut_short_is_no_success(aio: Aio) -> None:
    with Proxy() as proxy:
        proxy.answer = http_answer(b'{"status": "Pushing", "id": "a"}\n')

        async def main() -> EngineError:
            registries = DockerRegistries(
                lambda timeout: Wire(at(proxy.url), "1.41", timeout), _no_call
            )
            return await failing(registries.push("reg.example/a:1", lambda _progress: None))

        assert fault_of(aio(main())) is RegistryFault.BROKEN


async def _no_call(_work: Any) -> Any:
    raise AssertionError("nothing is asked")


# Signing in


def test_who_is_not_signed_in_is_told_to(on: On, registry: Start, docker: Docker) -> None:
    reference = tagged(docker, registry(users=USERS), "app:1")

    async def main(engine: DockerEngine) -> list[EngineError]:
        return [
            await failing(engine.registries.push(reference, lambda _progress: None)),
            await failing(engine.pull(reference, lambda _progress: None)),
        ]

    assert [fault_of(error) for error in on(main)] == [RegistryFault.SIGN_IN] * 2


def test_a_wrong_password_is_told_and_not_kept(on: On, registry: Start, settings: Path) -> None:
    host = registry(users=USERS).host

    async def main(engine: DockerEngine) -> EngineError:
        error = await failing(
            engine.registries.sign_in(SignIn(host, "me", Secret("wrong"), Keep.FILE))
        )
        assert await engine.registries.accounts() == []
        return error

    error = on(main)
    assert isinstance(error, RegistryFailed)
    assert (error.fault, error.registry) == (RegistryFault.WRONG_SECRET, host)
    assert not settings.exists()


def test_for_this_session_nothing_is_written(
    on: On, registry: Start, docker: Docker, settings: Path
) -> None:
    ours = registry(users=USERS)
    reference = tagged(docker, ours, "app:1")

    async def main(engine: DockerEngine) -> None:
        await engine.registries.sign_in(SignIn(ours.host, "me", Secret(TYPED)))
        assert await engine.registries.accounts() == [Account(ours.host, "me", Keep.SESSION)]
        await engine.registries.push(reference, lambda _progress: None)
        await engine.pull(reference, lambda _progress: None)
        await engine.registries.sign_out(ours.host)
        assert await engine.registries.accounts() == []
        error = await failing(engine.registries.push(reference, lambda _progress: None))
        assert fault_of(error) is RegistryFault.SIGN_IN

    on(main)
    assert not settings.exists()


def test_a_helper_keeps_the_password_and_docker_finds_it(
    on: On, registry: Start, docker: Docker, settings: Path, kept: Path
) -> None:
    ours = registry(users=USERS)
    settings.write_text('{"psFormat": "table {{.ID}}"}')

    async def sign_in(engine: DockerEngine) -> None:
        keepers = await engine.registries.keepers(ours.host)
        assert (keepers.configured, keepers.installed) == ("", (NAME,))
        await engine.registries.sign_in(SignIn(ours.host, "me", Secret(TYPED), Keep.HELPER, NAME))
        expected = [Account(ours.host, "me", Keep.HELPER, NAME)]
        assert await engine.registries.accounts() == expected
        assert (await engine.registries.keepers(ours.host)).configured == NAME

    on(sign_in)
    written = json.loads(settings.read_text())
    assert written["psFormat"] == "table {{.ID}}"
    assert written["auths"] == {ours.host: {}}
    assert written["credHelpers"] == {ours.host: NAME}
    assert stat.S_IMODE(settings.stat().st_mode) == 0o600
    reference = tagged(docker, ours, "app:1")
    docker("push", "--quiet", reference)  # docker's own command line signs in with it

    async def sign_out(engine: DockerEngine) -> None:
        await engine.registries.sign_out(ours.host)

    on(sign_out)
    assert list(kept.iterdir()) == []
    assert json.loads(settings.read_text())["auths"] == {}


def test_a_helper_that_fails_is_told_and_nothing_is_kept(
    on: On, registry: Start, settings: Path, kept: Path
) -> None:
    host = registry(users=USERS).host
    (kept / "locked").write_text("")

    async def main(engine: DockerEngine) -> EngineError:
        wanted = SignIn(host, "me", Secret(TYPED), Keep.HELPER, NAME)
        return await failing(engine.registries.sign_in(wanted))

    error = on(main)
    assert fault_of(error) is RegistryFault.NO_HELPER
    assert "the keyring is locked" in error.explanation
    assert TYPED not in str(error)
    assert not settings.exists()


def test_in_the_file_it_is_as_docker_writes_it(
    on: On, registry: Start, docker: Docker, settings: Path, tmp_path: Path
) -> None:
    ours = registry(users=USERS)
    real = tmp_path / "elsewhere.json"
    real.write_text("{}")
    settings.symlink_to(real)

    async def sign_in(engine: DockerEngine) -> None:
        await engine.registries.sign_in(SignIn(ours.host, "me", Secret(TYPED), Keep.FILE))
        assert await engine.registries.accounts() == [Account(ours.host, "me", Keep.FILE)]

    on(sign_in)
    assert settings.is_symlink()
    ours_wrote = json.loads(real.read_text())
    login = ("login", "--username", "me", "--password-stdin", ours.host)
    theirs = tmp_path / "theirs"
    docker("--config", os.fspath(theirs), *login, stdin=TYPED.encode())
    assert ours_wrote["auths"] == json.loads((theirs / "config.json").read_text())["auths"]

    async def sign_out(engine: DockerEngine) -> None:
        await engine.registries.sign_out(ours.host)

    on(sign_out)
    assert json.loads(real.read_text()) == {"auths": {}}


def test_a_broken_configuration_is_left_as_it_is(on: On, registry: Start, settings: Path) -> None:
    host = registry(users=USERS).host
    settings.write_text("{ not JSON")

    async def main(engine: DockerEngine) -> EngineError:
        return await failing(
            engine.registries.sign_in(SignIn(host, "me", Secret(TYPED), Keep.FILE))
        )

    assert fault_of(on(main)) is RegistryFault.NO_CONFIG
    assert settings.read_text() == "{ not JSON"


def test_a_secret_is_in_no_text_of_what_holds_it() -> None:
    assert TYPED not in repr(SignIn("r", "me", Secret(TYPED)))
    assert TYPED not in repr(Login("me", TYPED, TYPED))


# Searching


@beside_the_engine
def test_the_engine_searches_an_index(on: On) -> None:
    answer = {
        "results": [
            {"name": "web", "description": "<b>a</b> server", "star_count": 7},
            {"name": "library/web", "is_official": True, "star_count": 90},
        ]
    }

    with web(lambda asked: Told(answer if "/v1/search" in asked.path else b"true")) as index:

        async def main(engine: DockerEngine) -> list[Found]:
            return await engine.registries.search(f"{index.host}/web")

        found = on(main)
    assert found == [
        Found(f"{index.host}/web", "<b>a</b> server", 7),
        Found(f"{index.host}/library/web", "", 90, official=True),
    ]
    assert any("q=web" in asked.path for asked in index.asked)


@pytest.mark.parametrize("term", ["/", "-/-", "https://nowhere.invalid/x", "a b", "\x00", "%2F"])
def test_an_odd_word_is_refused_as_any_other_trouble(on: On, term: str) -> None:
    async def main(engine: DockerEngine) -> None:
        with contextlib.suppress(EngineError):
            await engine.registries.search(term)

    on(main)


# What a registry holds


@beside_the_engine
def test_a_registry_lists_its_repositories_and_their_tags(
    on: On, registry: Start, docker: Docker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry_api, "A_PAGE", 2)  # what it holds comes in several pages
    ours = registry(users=USERS)
    for name in ("b/c:1", "a:1.9", "a:1.10", "a:latest", "d:1"):
        ours.push(docker, name)

    async def main(engine: DockerEngine) -> None:
        error = await failing(engine.registries.catalogue(ours.host))
        assert fault_of(error) is RegistryFault.SIGN_IN
        await engine.registries.sign_in(SignIn(ours.host, "me", Secret(TYPED)))
        names = await engine.registries.catalogue(ours.host)
        assert (names.names, names.complete) == (("a", "b/c", "d"), True)
        tags = await engine.registries.tags(ours.host, "a")
        assert tags.names == ("latest", "1.10", "1.9")
        error = await failing(engine.registries.tags(ours.host, "nothing"))
        assert fault_of(error) is RegistryFault.NO_REPOSITORY

    on(main)


@beside_the_engine
def test_a_registry_that_gives_tokens_is_asked_with_one(on: On, tmp_path: Path) -> None:
    def answer(asked: Asked) -> Told:
        if asked.path.startswith("/token"):
            return Told({"token": "t0ken"})
        if asked.headers.get("Authorization") == "Bearer t0ken":
            return Told({"tags": ["1"]})
        realm = f'realm="http://{asked.headers["Host"]}/token"'
        challenge = f'Bearer {realm},service="s",scope="repository:a:pull"'
        return Told({}, 401, {"WWW-Authenticate": challenge})

    with web(answer) as served:
        tags = on(lambda engine: engine.registries.tags(served.host, "a"))
    assert tags.names == ("1",)
    [token] = [asked.path for asked in served.asked if asked.path.startswith("/token")]
    assert "service=s" in token
    assert "scope=repository%3Aa%3Apull" in token


@beside_the_engine
def test_where_a_registry_sends_us_on_nobody_learns_who_we_are(on: On) -> None:
    with web(lambda _asked: Told({"tags": ["1"]})) as other:

        def answer(asked: Asked) -> Told:
            if "Authorization" not in asked.headers:
                return Told({}, 401, {"WWW-Authenticate": "Basic realm=x"})
            return Told(b"", 307, {"Location": f"http://{other.host}/v2/a/tags/list"})

        with web(answer) as served:

            async def main(engine: DockerEngine) -> tuple[str, ...]:
                engine.registries.session[served.host] = Login("me", TYPED)
                return (await engine.registries.tags(served.host, "a")).names

            assert on(main) == ("1",)
    [asked] = other.asked
    assert "Authorization" not in asked.headers


@beside_the_engine
@pytest.mark.parametrize(
    ("kind", "fault"),
    [
        ("unknown", RegistryFault.AUTHORITY),
        ("expired", RegistryFault.EXPIRED),
        ("other", RegistryFault.OTHER_NAME),
    ],
)
def test_a_certificate_that_is_not_good_is_never_taken(
    on: On, registry: Start, tmp_path: Path, kind: str, fault: RegistryFault
) -> None:
    authority = Authority(tmp_path)
    address = "127.0.0.2" if kind == "other" else "127.0.0.1"
    ours = registry(tls=authority.server(address, expired=kind == "expired"))
    if kind != "unknown":
        trust(authority, ours.host, tmp_path)

    async def main(engine: DockerEngine) -> EngineError:
        return await failing(engine.registries.catalogue(ours.host))

    assert fault_of(on(main)) is fault


@beside_the_engine
def test_an_authority_that_docker_knows_for_a_registry_is_good(
    on: On, registry: Start, tmp_path: Path, docker: Docker
) -> None:
    authority = Authority(tmp_path)
    ours = registry(tls=authority.server())
    ours.push(docker, "app:1")
    trust(authority, ours.host, tmp_path)
    names = on(lambda engine: engine.registries.catalogue(ours.host))
    assert names.names == ("app",)


@beside_the_engine
@pytest.mark.parametrize(
    ("who", "told"),
    [("", []), ("me:p%40ss%3A1@", ["Proxy-Authorization: Basic bWU6cEBzczox"])],  # me:p@ss:1
)
def test_the_environments_proxy_is_gone_through_and_told_who_asks(
    on: On,
    registry: Start,
    tmp_path: Path,
    docker: Docker,
    monkeypatch: pytest.MonkeyPatch,
    who: str,
    told: list[str],
) -> None:
    authority = Authority(tmp_path)
    ours = registry(tls=authority.server())
    ours.push(docker, "app:1")
    trust(authority, ours.host, tmp_path)
    with tunnel() as (proxy, asked):
        monkeypatch.setenv("HTTPS_PROXY", f"http://{who}{proxy}")
        names = on(lambda engine: engine.registries.catalogue(ours.host))
    assert names.names == ("app",)
    assert asked[0].rpartition(" ")[0] == f"CONNECT {ours.host}"
    assert [line for line in asked if line.startswith("Proxy-")] == told


@contextlib.contextmanager
def tunnel() -> Iterator[tuple[str, list[str]]]:
    """A proxy that leads to wherever it is told, once; and the lines of what it was asked."""
    asked: list[str] = []

    def pass_on(source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(1 << 16):
                sink.sendall(piece)
            sink.shutdown(socket.SHUT_RDWR)

    def serve() -> None:
        near, _address = listener.accept()
        head = b""
        while b"\r\n\r\n" not in head:
            head += near.recv(1 << 16)
        asked.extend(head.decode().splitlines())
        host, _colon, port = asked[0].split()[1].rpartition(":")
        with near, socket.create_connection((host, int(port))) as far:
            near.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            back = threading.Thread(target=pass_on, args=(far, near), name="tunnel-back")
            back.start()
            pass_on(near, far)
            back.join()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, name="tunnel")
        thread.start()
        yield f"127.0.0.1:{listener.getsockname()[1]}", asked
        thread.join()


def trust(authority: Authority, host: str, home: Path) -> None:
    folder = home / ".config/docker/certs.d" / host
    folder.mkdir(parents=True)
    (folder / "ca.crt").write_bytes(authority.certificate.read_bytes())


@beside_the_engine
def test_nobody_there_is_told(on: On) -> None:
    async def main(engine: DockerEngine) -> EngineError:
        return await failing(engine.registries.catalogue("127.0.0.1:1"))

    assert fault_of(on(main)) is RegistryFault.REFUSED


@beside_the_engine
def test_what_is_no_registry_is_told(on: On) -> None:
    with web(lambda _asked: Told(b"<html>hello")) as served:

        async def main(engine: DockerEngine) -> EngineError:
            return await failing(engine.registries.catalogue(served.host))

        assert fault_of(on(main)) is RegistryFault.NO_REGISTRY


@beside_the_engine
def test_a_registry_that_is_silent_is_given_up_at_once(on: On) -> None:
    with Proxy() as proxy:
        proxy.hangs = True

        async def main(engine: DockerEngine) -> None:
            asking = asyncio.ensure_future(engine.registries.catalogue(f"127.0.0.1:{proxy.port}"))
            await asyncio.get_running_loop().run_in_executor(None, proxy.received)
            asking.cancel()
            async with asyncio.timeout(2):
                with pytest.raises(asyncio.CancelledError):
                    await asking

        on(main)


# What the Engine says, in its own words


@pytest.fixture
def strict_host(
    engine_host: str, docker: Docker, registry: Start, tmp_path: Path
) -> Iterator[Callable[..., str]]:
    """A registry at an address that the Engine takes for no loopback: it wants good TLS there."""
    proxies: list[Proxy] = []
    subnet = docker("network", "inspect", "--format", "{{(index .IPAM.Config 0).Subnet}}", "bridge")
    told = str(next(ipaddress.ip_network(subnet).hosts()))  # the bridge's own

    def make(*, expired: bool = False, tls: bool = True) -> str:
        authority = Authority(tmp_path)
        files = authority.server(told, expired=expired) if tls else None
        ours = registry(tls=files)
        proxy = Proxy(("127.0.0.1", int(ours.host.partition(":")[2])), told)
        proxy.__enter__()
        proxies.append(proxy)
        return f"{told}:{proxy.port}"

    yield make
    for proxy in proxies:
        proxy.__exit__(None, None, None)


@beside_the_engine
@pytest.mark.parametrize(
    ("options", "fault"),
    [
        ({}, RegistryFault.AUTHORITY),
        ({"expired": True}, RegistryFault.EXPIRED),
        ({"tls": False}, RegistryFault.PLAIN),
    ],
)
def test_what_the_engine_says_of_a_registry_it_does_not_trust_is_understood(
    on: On, strict_host: Callable[..., str], options: dict[str, bool], fault: RegistryFault
) -> None:
    host = strict_host(**options)

    async def main(engine: DockerEngine) -> list[EngineError]:
        return [
            await failing(engine.pull(f"{host}/a:1", lambda _progress: None)),
            await failing(engine.registries.sign_in(SignIn(host, "me", Secret(TYPED)))),
        ]

    assert [fault_of(error) for error in on(main)] == [fault, fault]
