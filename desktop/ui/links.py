"""Addresses that may be opened: built from numbers, http and https only, never from text."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from desktop.engine.endpoint import Endpoint
from desktop.engine.records import Port
from desktop.ui import wording

_TLS_PORTS = (443, 8443)


def port_url(port: Port, endpoint: Endpoint | None) -> QUrl | None:
    """Where a published tcp port answers, as seen from this machine; None when it does not."""
    if not port.host_port or port.protocol != "tcp":
        return None
    host = _host(port.host_ip, endpoint)
    if not host:
        return None
    secure = port.number in _TLS_PORTS or port.host_port in _TLS_PORTS
    url = QUrl()
    url.setScheme("https" if secure else "http")
    url.setHost(host)
    url.setPort(port.host_port)
    url.setPath("/")
    return url if may_open(url) else None


def port_urls(ports: tuple[Port, ...], endpoint: Endpoint | None) -> dict[str, QUrl]:
    """Those of the ports that can be opened, by their text."""
    urls = {text: port_url(port, endpoint) for text, port in wording.ports(ports)}
    return {text: url for text, url in urls.items() if url is not None}


def open_in_browser(url: QUrl) -> None:
    """Open it, where it may be opened."""
    if may_open(url):
        QDesktopServices.openUrl(url)


def may_open(url: QUrl) -> bool:
    """Whether a click may open it in the browser."""
    return url.isValid() and url.scheme() in ("http", "https") and bool(url.host())


def is_open_to_network(endpoint: Endpoint) -> bool:
    """Whether the Engine is reached over plain tcp on another machine."""
    parts = urlsplit(endpoint.url)
    return parts.scheme == "tcp" and endpoint.tls is None and not _is_here(parts.hostname or "")


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _host(published: str, endpoint: Endpoint | None) -> str:
    """The published address, or the Engine's machine where it is published on all of them.

    Nothing for a loopback address of another machine: here it would lead to our own.
    """
    machine = _machine(endpoint)
    try:
        address = ipaddress.ip_address(published)
    except ValueError:
        return machine if not published else ""
    if address.is_unspecified:
        return machine
    if address.is_loopback and not _is_here(machine):
        return ""
    return published


def _machine(endpoint: Endpoint | None) -> str:
    """The machine that the Engine runs on, as it is called from here."""
    if endpoint is not None:
        parts = urlsplit(endpoint.url)
        if parts.scheme in ("tcp", "ssh", "http", "https") and parts.hostname:
            return parts.hostname
    return "localhost"
