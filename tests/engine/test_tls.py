"""Whom we trust at the other end of TLS."""

from __future__ import annotations

import http.server
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from desktop.engine import transport
from desktop.engine.endpoint import Endpoint, Origin, TLSFiles
from desktop.engine.errors import Reason, Unreachable
from desktop.engine.translate import FOREIGN, translated
from desktop.engine.wire import Wire
from tests.support.tls import Authority

_create_default_context = ssl.create_default_context


def _strict_context(*args: Any, **kwargs: Any) -> ssl.SSLContext:
    """As Python 3.13 makes it, whichever Python this is."""
    context = _create_default_context(*args, **kwargs)
    context.verify_flags |= ssl.VERIFY_X509_STRICT
    return context


@pytest.fixture(autouse=True)
def newest_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ssl, "create_default_context", _strict_context)


class _Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class _Server(http.server.HTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away in the handshake is what these tests are about."""


@contextmanager
def server(files: TLSFiles) -> Iterator[str]:
    """Answers on 127.0.0.1 with this certificate; its address."""
    assert files.cert is not None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(files.cert, files.key)
    with _Server(("127.0.0.1", 0), _Answer) as listening:
        plain = listening.socket
        listening.socket = context.wrap_socket(plain, server_side=True)
        thread = threading.Thread(target=listening.serve_forever, args=(0.01,), name="server")
        thread.start()
        try:
            yield f"tcp://127.0.0.1:{listening.server_port}"
        finally:
            listening.shutdown()
            thread.join()


def ask(url: str, ca: Path) -> None:
    wire = Wire(Endpoint(url, "test", Origin.HOST_OPTION, TLSFiles(ca=ca)), "1.24", 5.0)
    try:
        wire.client.info()
    except FOREIGN as problem:
        raise translated(problem) from problem
    finally:
        wire.close()


@pytest.fixture
def by_hand(tmp_path: Path) -> Authority:
    return Authority(tmp_path, strict=False)


def test_an_authority_made_by_hand_is_trusted_as_docker_trusts_it(by_hand: Authority) -> None:
    with server(by_hand.server()) as url:
        ask(url, by_hand.certificate)


def test_an_authority_made_by_hand_is_what_newer_pythons_refuse(by_hand: Authority) -> None:
    """Else the test above would prove nothing."""
    files = by_hand.server()
    assert files.cert is not None
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(files.cert, files.key)
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    context = _strict_context(cafile=files.ca)
    client = context.wrap_bio(to_client, to_server, server_hostname="127.0.0.1")
    other = served.wrap_bio(to_server, to_client, server_side=True)
    with pytest.raises(ssl.SSLWantReadError):
        client.do_handshake()
    with pytest.raises(ssl.SSLWantReadError):
        other.do_handshake()
    with pytest.raises(ssl.SSLCertVerificationError):
        client.do_handshake()


def test_only_the_strict_form_of_certificates_is_not_asked_for(by_hand: Authority) -> None:
    ours = transport._tls_context(TLSFiles(ca=by_hand.certificate))
    pythons = _strict_context(cafile=by_hand.certificate)
    assert ours.verify_flags == pythons.verify_flags & ~ssl.VERIFY_X509_STRICT
    assert ours.verify_mode is ssl.CERT_REQUIRED
    assert ours.check_hostname


@pytest.mark.parametrize("strict", [True, False])
def test_another_authority_is_not_trusted(tmp_path: Path, strict: bool) -> None:
    other = Authority(tmp_path, "other", strict=strict)
    with server(Authority(tmp_path, strict=strict).server()) as url:
        with pytest.raises(Unreachable, match=r"self-signed|unable to get") as caught:
            ask(url, other.certificate)
        assert caught.value.reason is Reason.TLS


@pytest.mark.parametrize("strict", [True, False])
def test_another_host_is_not_trusted(tmp_path: Path, strict: bool) -> None:
    authority = Authority(tmp_path, strict=strict)
    with server(authority.server("127.0.0.2")) as url:
        with pytest.raises(Unreachable, match="IP address mismatch") as caught:
            ask(url, authority.certificate)
        assert caught.value.reason is Reason.TLS
