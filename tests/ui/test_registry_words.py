"""What goes wrong with a registry, in sentences with the next step."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.engine.build_records import BaseRefused, BuildFailed
from desktop.engine.errors import EngineError, EngineFault
from desktop.engine.records import Kind
from desktop.engine.registry_errors import RegistryFailed, RegistryFault
from desktop.model import certificates
from desktop.model.commands import Target, Verb
from desktop.model.image_commands import Came, OtherPlatform, PullImage
from desktop.model.operations import Operation, Outcome
from desktop.model.registry_commands import Pushed, PushImage
from desktop.model.store import Store
from desktop.ui import problems, titles
from desktop.ui.registry import untold
from tests.model.fake_engine import make_info

IMAGE = Target(Kind.IMAGE, "", "reg.example:5000/app:1")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no basic auth credentials", "Sign in, and try again."),
        ("x509: certificate signed by unknown authority", "/etc/docker/certs.d/reg.example:5000"),
        ("x509: certificate has expired or is not yet valid", "has to renew it"),
        ("x509: certificate is valid for a, not b", "is for another name"),
        ("http: server gave HTTP response to HTTPS client", "insecure-registries"),
        ("remote error: tls: certificate required", "/etc/docker/certs.d/reg.example:5000/, on"),
        ('Get "https://r/v2/": Proxy Authentication Required', "Check its address, user name and"),
        ("proxyconnect tcp: dial tcp: connect: connection refused", "the proxy on the way to reg"),
        ("dial tcp 10.0.0.1:443: connect: connection refused", "Check the name and the port"),
        ("lookup reg.example on 1.1.1.1:53: no such host", "Check the name, and the network."),
        ("dial tcp: lookup r on 10.0.0.1:53: connect: network is unreachable", "no network leads"),
        ("unexpected EOF", "try again."),
        ("write tcp a->b: use of closed network connection", "ended in the middle"),
        (
            "received unexpected HTTP status: 500 Internal Server Error",
            "finds the reason in its log",
        ),
        ("unexpected status from HEAD request to https://r/v2/: 503 Service", "fails by itself"),
        ("toomanyrequests: You have reached your pull rate limit", "or sign in"),
        ("no matching manifest for linux/arm64 in the manifest list", "another platform"),
    ],
)
def test_what_the_engine_says_of_a_registry_becomes_a_sentence_with_the_next_step(
    text: str, said: str
) -> None:
    for verb in (Verb.PULL, Verb.PUSH):
        sentence = problems.sentence(verb, IMAGE, EngineFault(text))
        assert sentence.startswith(f"Cannot {verb.value} image reg.example:5000/app:1: ")
        assert said in sentence


NEW_CA = "x509: certificate signed by unknown authority"
NO_TLS = "http: server gave HTTP response to HTTPS client"


@pytest.mark.parametrize(
    ("host", "trusted", "plain"),
    [
        ({}, "/etc/docker/certs.d/reg.example:5000/ca.crt, on the Engine's", "daemon.json"),
        ({"rootless": True}, "~/.config/docker/certs.d/reg.example:5000/ca.crt on", "daemon.json"),
        (
            {"operating_system": "Docker Desktop", "kernel": "6.6.12-linuxkit"},
            "~/.docker/certs.d/reg.example:5000/ca.crt, and restart Docker Desktop",
            "Docker Desktop's settings",
        ),
        (
            {"operating_system": "Docker Desktop", "kernel": "5.15-microsoft-standard-WSL2"},
            "Windows' Trusted Root Certification Authorities",
            "Docker Desktop's settings",
        ),
        (
            {"os": "windows", "operating_system": "Windows Server 2022"},
            "C:\\ProgramData\\docker\\certs.d\\reg.example5000\\ca.crt on",
            "daemon.json",
        ),
        (
            {"product": "Podman Engine"},
            "/etc/containers/certs.d/reg.example:5000/ca.crt on",
            "registries.conf",
        ),
    ],
)
def test_what_to_do_about_an_unknown_certificate_is_right_for_what_the_engine_runs_on(
    host: dict[str, Any], trusted: str, plain: str
) -> None:
    store = Store()
    store.engine = make_info(**host)
    for text, remedy in ((NEW_CA, trusted), (NO_TLS, plain)):
        assert remedy in problems.sentence(Verb.PULL, IMAGE, EngineFault(text), store)


@pytest.mark.parametrize(
    ("host", "remedy"),
    [
        ({}, "into /etc/docker/certs.d/reg.example:5000/, on the Engine's machine and on this one"),
        (
            {"rootless": True},
            "~/.config/docker/certs.d/reg.example:5000/ on the Engine's machine, and into /etc/",
        ),
        (
            {"operating_system": "Docker Desktop", "kernel": "5.15-microsoft-standard-WSL2"},
            "%USERPROFILE%\\.docker\\certs.d\\reg.example5000\\, and restart Docker Desktop",
        ),
    ],
)
def test_a_handshake_that_failed_is_told_with_where_a_certificate_belongs_and_no_word_of_http(
    host: dict[str, Any], remedy: str
) -> None:
    error = RegistryFailed(RegistryFault.HANDSHAKE, "reg.example:5000", "protocol version")
    sentence = untold.why_not_told("reg.example:5000", error, make_info(**host))
    assert sentence.startswith("TLS with reg.example:5000 fails: “protocol version”. If it lets")
    assert remedy in sentence
    assert "HTTP" not in sentence


@pytest.mark.parametrize(
    ("platform", "file"),
    [
        ("linux", "/etc/docker/certs.d/reg:5000/ca.crt"),
        ("darwin", "~/.docker/certs.d/reg:5000/ca.crt"),
        ("win32", "%USERPROFILE%\\.docker\\certs.d\\reg5000\\ca.crt"),
    ],
)
def test_this_machine_has_a_place_of_its_own_for_certificates(platform: str, file: str) -> None:
    assert certificates.our_file("reg:5000", platform=platform) == file


@pytest.mark.parametrize("fault", RegistryFault)
def test_every_fault_has_a_sentence_that_ends(fault: RegistryFault) -> None:
    error = RegistryFailed(fault, "reg.example", "<b>its words</b>\x1b[1m")
    target = Target(Kind.IMAGE, "", "reg.example")
    sentence = problems.sentence(Verb.SIGN_IN, target, error)
    assert sentence.startswith("Cannot sign in to reg.example: ")
    assert sentence.endswith((".", "”."))
    assert "\x1b" not in sentence
    assert untold.not_told("Cannot list it", "reg.example", error).startswith("Cannot list it: ")


def test_what_a_registry_says_of_its_failure_is_not_put_into_the_engines_mouth() -> None:
    error = RegistryFailed(RegistryFault.UNWELL, "reg.example", "503: disk full")
    sentence = untold.why_not_told("reg.example", error)
    assert sentence.startswith("reg.example fails by itself: “503: disk full”. Try again later.")


def test_the_registry_that_failed_is_named_not_that_of_the_image() -> None:
    error: EngineError = RegistryFailed(RegistryFault.REFUSED, "other.example")
    assert "at other.example" in problems.sentence(Verb.PULL, IMAGE, error)


def test_a_build_says_which_registry_gave_no_image() -> None:
    refused = RegistryFailed(RegistryFault.SIGN_IN, "other.example", "no basic auth credentials")
    target = Target(Kind.IMAGE, "", "shop:1")
    sentence = problems.sentence(Verb.BUILD, target, BaseRefused(refused, 0))
    assert sentence == (
        "Cannot build image shop:1: nobody is signed in to other.example, or somebody who may not"
        " do this. Sign in, and try again."
    )
    said = "RUN curl: 401 Unauthorized"
    assert said in problems.sentence(Verb.BUILD, target, BuildFailed(said, 1))


def test_a_pull_says_what_came() -> None:
    def said(*learned: Came | OtherPlatform) -> str:
        command = PullImage("app:1")
        command.learned.extend(learned)
        operation = Operation(1, command, "here")
        operation.outcome, operation.succeeded = Outcome.DONE, command.targets
        return titles.result(operation)

    assert said(Came.NEW) == "Pulled app:1"
    assert said(Came.SAME) == "app:1 is up to date already"
    assert said(Came.NEWER) == "Pulled a newer app:1"
    other = said(OtherPlatform("linux/arm64/v8"))
    assert other == "Pulled app:1 for linux/arm64/v8: the name now means that image"


@pytest.mark.parametrize(
    ("was_there", "words"),
    [(False, " as "), (True, ": every layer was there already. Its digest is ")],
)
def test_a_push_says_by_which_digest_the_registry_has_it_and_whether_it_had_all(
    was_there: bool, words: str
) -> None:
    command = PushImage(Target(Kind.IMAGE, "sha256:1", "reg.example/app:1"))
    command.learned.append(Pushed(f"sha256:{'ab' * 32}", was_there))
    operation = Operation(1, command, "here")
    operation.outcome, operation.succeeded = Outcome.DONE, command.targets
    assert titles.result(operation) == f"Pushed reg.example/app:1{words}sha256:{'ab' * 32}"
