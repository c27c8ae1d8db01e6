"""A registry's own HTTP: who learns our name, and what an answer means. No Engine is asked."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.engine import registry_api
from desktop.engine.credentials import Login
from desktop.engine.registry_api import RegistryAPI
from desktop.engine.registry_errors import RegistryFailed, RegistryFault
from desktop.engine.wire import Wire
from tests.support.connecting import at
from tests.support.proxy import Proxy, http_answer
from tests.support.registry import ABSENT, Registry, present
from tests.support.tls import Authority
from tests.support.web import Asked, Told, Web, web

ME = Login("me", "w0rd-of-mine")
KEPT = Login("me", "", "t0ken-of-mine")  # a token in place of the password
WHO = Told({}, 401, {"WWW-Authenticate": "Basic realm=x"})


@pytest.fixture
def wire() -> Iterator[Wire]:
    """One whose Engine is never dialled."""
    made = Wire(at("tcp://127.0.0.1:1"), "1.41")
    yield made
    made.close()


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    monkeypatch.setenv("HOME", os.fspath(tmp_path))
    return Authority(tmp_path)


def trust(authority: Authority, host: str, home: Path) -> None:
    folder = home / ".docker/certs.d" / host
    folder.mkdir(parents=True)
    (folder / "ca.crt").write_bytes(authority.certificate.read_bytes())


def named(asked: Asked) -> bool:
    return "Authorization" in asked.headers


# Pages


@pytest.mark.parametrize(
    "link",
    ["foo:@{other}/x", "//{other}/x", "http://{other}/x", "http://{own}@{other}/x", "http://[/x"],
)
def test_a_next_page_that_is_elsewhere_is_not_asked_for(wire: Wire, link: str) -> None:
    with web(lambda _asked: Told({"repositories": ["b"]})) as other:

        def answer(asked: Asked) -> Told:
            if not named(asked):
                return WHO
            leads = link.format(other=other.host, own=served.host)
            return Told({"repositories": ["a"]}, headers={"Link": f'<{leads}>; rel="next"'})

        with web(answer) as served:
            names = RegistryAPI(wire, served.host, ME, plain_allowed=True).catalogue()
    assert other.asked == []
    assert len(served.asked) == 2, "once without our name, once with it"
    assert (names.names, names.complete) == (("a",), False)


@pytest.mark.parametrize("link", ["/v2/_catalog?last=a", "?last=a", "http://{own}/v2/_catalog?z=1"])
def test_a_next_page_of_the_registry_itself_is_asked_for(wire: Wire, link: str) -> None:
    def answer(asked: Asked) -> Told:
        if "n=" not in asked.path:
            return Told({"repositories": ["b"]})
        leads = link.format(own=served.host)
        return Told({"repositories": ["a"]}, headers={"Link": f'<{leads}>; rel="next"'})

    with web(answer) as served:
        names = RegistryAPI(wire, served.host, None, plain_allowed=True).catalogue()
    assert (names.names, names.complete) == (("a", "b"), True)


def test_pages_without_an_end_have_one(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry_api, "MOST_PAGES", 3)

    def answer(_asked: Asked) -> Told:
        number = len(served.asked)
        more = {"Link": f'</v2/_catalog?last={number}>; rel="next"'} if number < 20 else {}
        return Told({"repositories": [f"r{number}"]}, headers=more)

    with web(answer) as served:
        names = RegistryAPI(wire, served.host, None, plain_allowed=True).catalogue()
    assert (names.names, names.complete) == (("r1", "r2", "r3"), False)


# What a status means


def catalogue_fault(
    wire: Wire, login: Login | None, token: Told, then: Told | None = None
) -> RegistryFault:
    """The trouble with a registry that gives tokens so, and answers so to who brings one."""

    def answer(asked: Asked) -> Told:
        if asked.path.startswith("/token"):
            return token
        if then is not None and asked.headers.get("Authorization") == "Bearer t0ken":
            return then
        return Told({}, 401, {"WWW-Authenticate": f'Bearer realm="http://{served.host}/token"'})

    with web(answer) as served, pytest.raises(RegistryFailed) as caught:
        RegistryAPI(wire, served.host, login, plain_allowed=True).catalogue()
    return caught.value.fault


@pytest.mark.parametrize("login", [ME, None])
@pytest.mark.parametrize("status", [401, 403])
def test_a_password_for_which_a_token_was_given_is_not_called_wrong(
    wire: Wire, login: Login | None, status: int
) -> None:
    scarce = Told({}, status, {"WWW-Authenticate": 'Bearer realm="x",error="insufficient_scope"'})
    fault = catalogue_fault(wire, login, Told({"token": "t0ken"}), scarce)
    assert fault is RegistryFault.SIGN_IN


@pytest.mark.parametrize(
    ("login", "status", "fault"),
    [
        (ME, 401, RegistryFault.WRONG_SECRET),
        (None, 401, RegistryFault.SIGN_IN),
        (ME, 403, RegistryFault.SIGN_IN),
        (ME, 429, RegistryFault.TOO_MANY),
        (ME, 500, RegistryFault.UNWELL),
        (None, 503, RegistryFault.UNWELL),
        (ME, 404, RegistryFault.NO_REGISTRY),
        (KEPT, 400, RegistryFault.WRONG_SECRET),
    ],
)
def test_a_giver_of_tokens_calls_a_password_wrong_only_by_the_status_for_that(
    wire: Wire, login: Login | None, status: int, fault: RegistryFault
) -> None:
    assert catalogue_fault(wire, login, Told({}, status)) is fault


def test_a_password_that_the_registry_itself_does_not_accept_is_wrong(wire: Wire) -> None:
    with web(lambda _asked: WHO) as served, pytest.raises(RegistryFailed) as caught:
        RegistryAPI(wire, served.host, ME, plain_allowed=True).catalogue()
    assert caught.value.fault is RegistryFault.WRONG_SECRET
    assert [named(asked) for asked in served.asked] == [False, True]


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (500, RegistryFault.UNWELL),
        (502, RegistryFault.UNWELL),
        (503, RegistryFault.UNWELL),
        (410, RegistryFault.NO_REGISTRY),
    ],
)
def test_a_registry_that_fails_is_still_one(wire: Wire, status: int, fault: RegistryFault) -> None:
    told = Told({"errors": [{"message": "disk full"}]}, status)
    with web(lambda _asked: told) as served, pytest.raises(RegistryFailed) as caught:
        RegistryAPI(wire, served.host, None, plain_allowed=True).tags("a")
    assert (caught.value.fault, caught.value.explanation) == (fault, f"{status}: disk full")


# TLS, and then none


def test_who_spoke_tls_is_not_told_in_clear_who_we_are_where_it_sends_us_to_http(
    wire: Wire, authority: Authority, tmp_path: Path
) -> None:
    def answer(asked: Asked) -> Told:
        if not named(asked):
            return WHO
        return Told(b"", 307, {"Location": f"http://{served.host}/v2/_catalog"})

    with web(answer, authority.server()) as served:
        trust(authority, served.host, tmp_path)
        with pytest.raises(RegistryFailed) as caught:
            RegistryAPI(wire, served.host, ME, plain_allowed=True).catalogue()
    assert caught.value.fault is RegistryFault.PLAIN
    assert [(asked.tls, named(asked)) for asked in served.asked] == [(True, False), (True, True)]


def test_who_spoke_tls_once_is_not_asked_without_it_when_a_later_handshake_fails(
    wire: Wire, authority: Authority, tmp_path: Path
) -> None:
    with web(lambda _asked: Told({"repositories": ["a"]})) as plain:

        def either() -> socket.socket:
            now = plain if served.asked else served
            return socket.create_connection(("127.0.0.1", int(now.host.rpartition(":")[2])))

        with web(lambda _asked: WHO, authority.server()) as served, Proxy(either) as between:
            host = f"127.0.0.1:{between.port}"
            trust(authority, host, tmp_path)
            with pytest.raises(RegistryFailed) as caught:
                RegistryAPI(wire, host, ME, plain_allowed=True).catalogue()
    assert caught.value.fault is RegistryFault.PLAIN
    assert [asked.tls for asked in served.asked] == [True]
    assert plain.asked == []


def test_a_giver_of_tokens_that_sends_us_from_tls_to_http_is_not_told_who_we_are_again(
    wire: Wire, authority: Authority, tmp_path: Path
) -> None:
    def give(asked: Asked) -> Told:
        if asked.tls:
            return Told(b"", 307, {"Location": f"http://{giver.host}/token"})
        return Told({"token": "t0ken"})

    def answer(asked: Asked) -> Told:
        if named(asked):
            return Told({"repositories": ["a"]})
        return Told({}, 401, {"WWW-Authenticate": f'Bearer realm="https://{giver.host}/token"'})

    giver: Web
    with web(give, authority.server()) as giver, web(answer) as served:
        trust(authority, served.host, tmp_path)
        RegistryAPI(wire, served.host, ME, plain_allowed=True).catalogue()
    assert [(asked.tls, named(asked)) for asked in giver.asked] == [(True, True), (False, False)]


# TLS, but not with us

NO_HANDSHAKE = bytes.fromhex("15 0303 0002 02 28")  # an alert: fatal, handshake_failure


def test_a_handshake_that_is_refused_is_no_plain_http(wire: Wire) -> None:
    with Proxy() as proxy:
        proxy.greeting = NO_HANDSHAKE
        host = f"127.0.0.1:{proxy.port}"
        with pytest.raises(RegistryFailed) as caught:
            RegistryAPI(wire, host, ME, plain_allowed=True).catalogue()
        assert proxy.connections == 1, "it is not asked without TLS"
    assert caught.value.fault is RegistryFault.HANDSHAKE
    assert "handshake failure" in caught.value.explanation


@pytest.mark.parametrize("plain_allowed", [True, False])
def test_who_hangs_up_at_a_handshake_is_asked_without_tls_only_where_that_is_allowed(
    wire: Wire, plain_allowed: bool
) -> None:
    with web(lambda _asked: Told({"repositories": ["a"]})) as plain:
        to = ("127.0.0.1", int(plain.host.rpartition(":")[2]))
        with Proxy(to) as proxy:
            proxy.instead = lambda piece: () if piece.startswith(b"\x16") else None
            api = RegistryAPI(wire, f"127.0.0.1:{proxy.port}", None, plain_allowed=plain_allowed)
            if plain_allowed:
                assert api.catalogue().names == ("a",)
            else:
                with pytest.raises(RegistryFailed) as caught:
                    api.catalogue()
                assert caught.value.fault is RegistryFault.BROKEN


@pytest.fixture
def wary(authority: Authority, tmp_path: Path) -> Iterator[Registry]:
    """A registry that takes in only who shows a certificate; ours is where docker looks."""
    if not present():
        pytest.skip(ABSENT)
    made = Registry(tmp_path / "registry", tls=authority.server(), wants_certificates=True)
    try:
        made.start()
        trust(authority, made.host, tmp_path)
        show(authority, made.host, tmp_path)
        yield made
    finally:
        made.close()


def show(authority: Authority, host: str, home: Path) -> None:
    files = authority.client()
    for kind, file in (("cert", files.cert), ("key", files.key)):
        assert file is not None
        (home / ".docker/certs.d" / host / f"client.{kind}").write_bytes(file.read_bytes())


def test_a_registry_that_wants_a_certificate_is_shown_that_of_dockers_folder(
    wire: Wire, wary: Registry
) -> None:
    names = RegistryAPI(wire, wary.host, None, plain_allowed=True).catalogue()
    assert (names.names, names.complete) == ((), True)


def test_a_registry_that_wants_a_certificate_and_sees_none_says_so(
    wire: Wire, wary: Registry, tmp_path: Path
) -> None:
    (tmp_path / ".docker/certs.d" / wary.host / "client.cert").unlink()
    with pytest.raises(RegistryFailed) as caught:
        RegistryAPI(wire, wary.host, None, plain_allowed=True).catalogue()
    assert caught.value.fault is RegistryFault.HANDSHAKE
    assert "certificate" in caught.value.explanation


@pytest.mark.parametrize("key", [b"", b"no key", None])
def test_a_certificate_without_its_key_is_told_by_its_file(
    wire: Wire, wary: Registry, tmp_path: Path, key: bytes | None
) -> None:
    file = tmp_path / ".docker/certs.d" / wary.host / "client.cert"
    if key is None:
        file.with_suffix(".key").unlink()
    else:
        file.with_suffix(".key").write_bytes(key)
    with pytest.raises(RegistryFailed) as caught:
        RegistryAPI(wire, wary.host, None, plain_allowed=True).catalogue()
    assert caught.value.fault is RegistryFault.HANDSHAKE
    assert caught.value.explanation.startswith(f"{file}, client.key: ")


def test_where_a_registry_sends_us_on_our_certificate_is_not_shown(
    wire: Wire, authority: Authority, wary: Registry, tmp_path: Path
) -> None:
    sent = Told(b"", 307, {"Location": f"https://{wary.host}/v2/_catalog"})
    with web(lambda _asked: sent, authority.server()) as served:
        trust(authority, served.host, tmp_path)
        show(authority, served.host, tmp_path)
        with pytest.raises(RegistryFailed) as caught:
            RegistryAPI(wire, served.host, None, plain_allowed=True).catalogue()
    assert caught.value.fault is RegistryFault.HANDSHAKE


# Through a proxy


def proxy_failure(wire: Wire, monkeypatch: pytest.MonkeyPatch, proxy: str) -> RegistryFailed:
    monkeypatch.setenv("https_proxy", proxy)  # before HTTPS_PROXY, which a machine may have
    with pytest.raises(RegistryFailed) as caught:
        RegistryAPI(wire, "reg.example", ME, plain_allowed=False).catalogue()
    assert caught.value.registry == "reg.example"
    assert caught.value.fault is RegistryFault.PROXY
    return caught.value


def test_a_proxy_that_refuses_is_told_in_its_words_without_our_password(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Proxy() as proxy:
        proxy.answer = http_answer(b"", status="407 Proxy Authentication Required")
        where = f"127.0.0.1:{proxy.port}"
        failed = proxy_failure(wire, monkeypatch, f"http://me:s3cret@{where}")
    assert failed.explanation.startswith(f"{where}: ")
    assert "407 Proxy Authentication Required" in failed.explanation
    assert "s3cret" not in str(failed)


@pytest.mark.parametrize("proxy", ["[::1]:1", "127.0.0.1:1"])
def test_a_proxy_that_is_not_there_is_named_and_not_the_registry(
    wire: Wire, monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    failed = proxy_failure(wire, monkeypatch, f"http://{proxy}")
    assert failed.explanation.startswith(f"{proxy}: ")


@pytest.mark.parametrize("proxy", ["http://me:s3/cret@proxy:3128", "http://[::1", "http://:3128"])
def test_what_is_no_address_of_a_proxy_is_told_without_any_piece_of_it(
    wire: Wire, monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    failed = proxy_failure(wire, monkeypatch, proxy)
    assert failed.explanation == "HTTPS_PROXY holds no address"
