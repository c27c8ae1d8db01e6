"""Which addresses a click may open."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QUrl

from desktop.engine.endpoint import Endpoint, Origin
from desktop.engine.records import Port
from desktop.ui import links

SOCKET = "unix:///var/run/docker.sock"


def _endpoint(url: str) -> Endpoint:
    return Endpoint(url, "there", Origin.HOST_OPTION)


@pytest.mark.parametrize(
    ("address", "inside", "engine", "url"),
    [
        ("0.0.0.0", 80, SOCKET, "http://localhost:8080/"),
        ("::", 80, SOCKET, "http://localhost:8080/"),
        ("", 80, SOCKET, "http://localhost:8080/"),
        ("127.0.0.1", 80, SOCKET, "http://127.0.0.1:8080/"),
        ("192.168.1.5", 80, SOCKET, "http://192.168.1.5:8080/"),
        ("::1", 80, SOCKET, "http://[::1]:8080/"),
        ("0.0.0.0", 443, SOCKET, "https://localhost:8080/"),
        ("0.0.0.0", 8443, SOCKET, "https://localhost:8080/"),
        ("0.0.0.0", 4430, SOCKET, "http://localhost:8080/"),
        ("0.0.0.0", 80, "ssh://me@build.example", "http://build.example:8080/"),
        ("::", 80, "tcp://[fd00::7]:2376", "http://[fd00::7]:8080/"),
        ("0.0.0.0", 80, "tcp://10.0.0.9:2376", "http://10.0.0.9:8080/"),
        ("127.0.0.1", 80, "tcp://127.0.0.1:2375", "http://127.0.0.1:8080/"),
    ],
)
def test_a_published_port_leads_to_where_it_answers(
    address: str, inside: int, engine: str, url: str
) -> None:
    found = links.port_url(Port(inside, "tcp", address, 8080), _endpoint(engine))
    assert found is not None
    assert found.toString() == url


@pytest.mark.parametrize(
    ("port", "engine"),
    [
        (Port(53, "udp", "0.0.0.0", 53), SOCKET),
        (Port(80, "sctp", "0.0.0.0", 80), SOCKET),
        (Port(80, "tcp"), SOCKET),
        (Port(80, "tcp", "example.org/@", 80), SOCKET),
        # The loopback of another machine: here it would lead to our own.
        (Port(80, "tcp", "127.0.0.1", 80), "ssh://me@build.example"),
    ],
)
def test_what_answers_nowhere_has_no_address(port: Port, engine: str) -> None:
    assert links.port_url(port, _endpoint(engine)) is None


@pytest.mark.parametrize(
    "text",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "smb://host/x",
        "vscode://x",
        "data:text/html,x",
        "ftp://host/",
        "http:",
        "http:///x",
        "",
        "about:blank",
        "\\\\host\\share",
    ],
)
def test_nothing_but_http_is_opened(text: str) -> None:
    assert not links.may_open(QUrl(text))


def test_http_and_https_are_opened() -> None:
    assert links.may_open(QUrl("http://localhost:8080/"))
    assert links.may_open(QUrl("HTTPS://localhost/"))


def test_plain_tcp_to_another_machine_is_open_to_the_network() -> None:
    assert links.is_open_to_network(_endpoint("tcp://10.0.0.9:2375"))
    for url in (SOCKET, "tcp://127.0.0.1:2375", "tcp://[::1]:2375", "ssh://me@there"):
        assert not links.is_open_to_network(_endpoint(url))
