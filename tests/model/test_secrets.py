from __future__ import annotations

import asyncio
import logging
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.errors import EngineFault, Reason, Unreachable
from desktop.engine.records import Kind
from desktop.model.commands import ContainersCommand, Target, Verb
from desktop.model.image_commands import PullImage
from desktop.model.operations import Operations
from desktop.model.secrets import (
    MASK,
    is_secret_name,
    masked,
    masked_assignments,
    masked_line,
    masked_text,
)
from desktop.model.session import Session
from desktop.model.store import Store
from tests.model.clock import settle
from tests.model.fake_engine import FakeWorld, make_container, make_id
from tests.support.aio import Aio

SECRET = "hunter2-s3cret"


@pytest.mark.parametrize(
    "name",
    [
        "PASSWORD", "MYSQL_ROOT_PASSWORD", "DB_PASS", "POSTGRES_PASSWD", "PGPWD", "passphrase",
        "SECRET", "SECRET_KEY_BASE", "GITHUB_TOKEN", "API_KEY", "apikey", "apiKey", "API-KEY",
        "KEY", "ENCRYPTION_KEY", "encryptionKey", "tls.key", "AWS_SECRET_ACCESS_KEY",
        "ACCESS_KEY_ID", "PRIVATE_PEM", "GOOGLE_APPLICATION_CREDENTIALS", "CREDS", "AUTH",
        "BASIC_AUTH", "SENTRY_DSN", "COOKIE_SALT", "SIGNATURE", "JWT", "CONNECTION_STRING",
    ],
)  # fmt: skip
def test_a_name_that_tells_a_secret(name: str) -> None:
    assert is_secret_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "PATH", "HOME", "PWD", "OLDPWD", "LANG", "KEYBOARD", "MONKEY", "AUTHOR", "PORT",
        "org.opencontainers.image.authors", "TERM", "HOSTNAME", "KEYMAP", "DONKEY_COUNT",
    ],
)  # fmt: skip
def test_a_name_that_tells_none(name: str) -> None:
    assert not is_secret_name(name)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"postgres://user:{SECRET}@db:5432/x", f"postgres://user:{MASK}@db:5432/x"),
        (f"amqp://u:a@{SECRET}@host/", f"amqp://u:{MASK}@host/"),
        (f"redis://:{SECRET}@cache", f"redis://:{MASK}@cache"),
        ("http://host:80/path", "http://host:80/path"),
        ("https://host/a@b", "https://host/a@b"),
        (f"Server=x;Password={SECRET};Timeout=3", f"Server=x;Password={MASK};Timeout=3"),
        (f"https://h/?token={SECRET}&x=1", f"https://h/?token={MASK}&x=1"),
        (f"MYSQL_ROOT_PASSWORD={SECRET} run", f"MYSQL_ROOT_PASSWORD={MASK} run"),
        ("compass=north", "compass=north"),
        (f"Authorization: Bearer {SECRET}", f"Authorization: Bearer {MASK}"),
        ("a basic image", "a basic image"),
        (
            f"-----BEGIN RSA PRIVATE KEY-----\n{SECRET}\n-----END RSA PRIVATE KEY-----",
            f"-----BEGIN RSA PRIVATE KEY-----{MASK}-----END RSA PRIVATE KEY-----",
        ),
        ("nothing to hide", "nothing to hide"),
    ],
)
def test_a_text_is_masked_where_it_holds_a_secret(text: str, shown: str) -> None:
    assert masked_text(text) == shown


@pytest.mark.parametrize("piece", ["a", "://", "://a:", "a://b:", "password ", "basic ", "=", "@"])
def test_a_text_without_end_is_looked_through_at_once(piece: str) -> None:
    text = piece * (200_000 // len(piece)) + "="
    began = time.thread_time()
    masked_text(text)
    assert time.thread_time() - began < 1.0  # of work; it was minutes


def test_a_value_is_masked_by_its_name_or_by_itself() -> None:
    assert masked("PASSWORD", SECRET) == MASK
    assert masked("PASSWORD", "") == ""
    assert masked("URL", f"http://u:{SECRET}@h") == f"http://u:{MASK}@h"
    assert masked("PORT", "80") == "80"
    assert masked_assignments(["A=1", f"TOKEN={SECRET}", "BARE", f"X=y=ftp://u:{SECRET}@h"]) == [
        "A=1",
        f"TOKEN={MASK}",
        "BARE",
        f"X=y=ftp://u:{MASK}@h",
    ]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (("run", "-e", f"PASSWORD={SECRET}", "app"), ("run", "-e", f"PASSWORD={MASK}", "app")),
        (("run", f"-ePASSWORD={SECRET}", "app"), ("run", f"-ePASSWORD={MASK}", "app")),
        (("run", f"--env=TOKEN={SECRET}"), ("run", f"--env=TOKEN={MASK}")),
        (("run", "--env", "PORT=80", "x"), ("run", "--env", "PORT=80", "x")),
        (("login", "--password", SECRET, "h"), ("login", "--password", MASK, "h")),
        (("login", f"--password={SECRET}"), ("login", f"--password={MASK}")),
        (("login", "--password-stdin", "host"), ("login", "--password-stdin", "host")),
        (
            ("build", "--build-arg", f"API_KEY={SECRET}"),
            ("build", "--build-arg", f"API_KEY={MASK}"),
        ),
        (("build", f"https://u:{SECRET}@git/x.git"), ("build", f"https://u:{MASK}@git/x.git")),
        (("run", "-e", f"URL=a://u:{SECRET}@h"), ("run", "-e", f"URL=a://u:{MASK}@h")),
        (("run", "-e", "PASSWORD", "app"), ("run", "-e", "PASSWORD", "app")),
    ],
)
def test_a_command_line_is_shown_without_secrets(
    line: tuple[str, ...], shown: tuple[str, ...]
) -> None:
    assert masked_line(line) == shown


@given(st.lists(st.text(max_size=12), max_size=6))
def test_a_line_keeps_its_number_of_words(words: list[str]) -> None:
    assert len(masked_line(words)) == len(words)


@given(st.text(max_size=40))
def test_masking_twice_masks_nothing_more(text: str) -> None:
    assert masked_text(masked_text(text)) == masked_text(text)


def test_the_model_logs_no_secret(
    clock_aio: Aio, world: FakeWorld, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever the Engine says in its errors, and whatever the objects hold."""
    caplog.set_level(logging.DEBUG)
    said = f"cannot reach https://me:{SECRET}@registry/: token={SECRET}"

    async def scenario() -> None:
        world.add(make_container(1, command=f"run --password {SECRET}", labels={"TOKEN": SECRET}))
        world.inspections[make_id(1)] = {"Config": {"Env": [f"PASSWORD={SECRET}"]}}
        session = Session(Store(), world.find, world.connect)
        operations = Operations(lambda: session.engine, session.suspect)
        running = asyncio.ensure_future(session.run())
        await asyncio.sleep(2)
        target = Target(Kind.CONTAINER, make_id(1), f"secret={SECRET}")
        for error in (EngineFault(said, status=500), Unreachable(Reason.TIMEOUT, said)):
            for call in ("stop", "pull", "volumes"):
                world.fail(call, error)
            await operations.start(ContainersCommand(Verb.STOP, (target,))).wait()
            await operations.start(PullImage(f"https://me:{SECRET}@registry/x")).wait()
            await session.refresh()
            await settle()
        world.fail("connect", Unreachable(Reason.REFUSED, said))
        world.drop(Unreachable(Reason.DROPPED, said))
        await asyncio.sleep(5)
        await operations.close()
        running.cancel()
        await asyncio.wait([running])

    clock_aio(scenario())
    assert "registry" in caplog.text
    assert SECRET not in caplog.text
