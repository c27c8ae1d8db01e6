from __future__ import annotations

import asyncio
import logging
import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.engine.errors import EngineFault, Reason, Unreachable
from desktop.engine.records import Kind
from desktop.model.commands import ContainersCommand, Target, Verb
from desktop.model.image_commands import PullImage
from desktop.model.inspection_masks import masked_value
from desktop.model.operations import Operations
from desktop.model.secrets import (
    _PORTS,
    MASK,
    is_secret_name,
    masked,
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


@pytest.mark.parametrize(
    "piece",
    [
        "a", "://", "://a:", "a://b:", "password ", "basic ", "=", "@", "-", "a-", "bearer ",
        "cookie", "'", '"', "a='", 'token="', "\\", "mysql -p", "-c 'a=", " ", "eyJ",
        "\n-----BEGIN ", ";",
    ],
)  # fmt: skip
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


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (("sh", "-c", f"PASSWORD={SECRET} serve"), ("sh", "-c", f"PASSWORD={MASK} serve")),
        (("bash", "-lc", f"X=1 TOKEN={SECRET} a=b"), ("bash", "-lc", f"X=1 TOKEN={MASK} a=b")),
        (("sh", "-c", f"PASSWORD='two {SECRET}' x"), ("sh", "-c", f"PASSWORD={MASK} x")),
        (("run", "-e", f"PASSWORD=two {SECRET}"), ("run", "-e", f"PASSWORD={MASK}")),
        (("sh", "-c", f"mysql -p{SECRET} db"), ("sh", "-c", f"mysql -p{MASK} db")),
        (("mysql", "-u", "me", f"-p{SECRET}"), ("mysql", "-u", "me", f"-p{MASK}")),
        (("/usr/bin/mysqldump", f"-p{SECRET}", "db"), ("/usr/bin/mysqldump", f"-p{MASK}", "db")),
        (("docker", "login", "-p", SECRET, "h"), ("docker", "login", "-p", MASK, "h")),
        (("redis-cli", "-a", SECRET, "ping"), ("redis-cli", "-a", MASK, "ping")),
        (("curl", "-u", f"me:{SECRET}", "h"), ("curl", "-u", f"me:{MASK}", "h")),
        (("curl", "-u", "me", "h"), ("curl", "-u", f"{MASK}", "h")),
        (("curl", "-H", f"X-Api-Key: {SECRET}"), ("curl", "-H", f"X-Api-Key: {MASK}")),
        (
            ("curl", "-H", f"Authorization: Basic {SECRET}", "h"),
            ("curl", "-H", f"Authorization: Basic {MASK}", "h"),
        ),
        (("serve", "--db-password", SECRET), ("serve", "--db-password", MASK)),
        (("docker", "run", "-p", "80:80", "mysql"), ("docker", "run", "-p", "80:80", "mysql")),
        (("run", "--name", "mysql", "-p80:80"), ("run", "--name", "mysql", "-p80:80")),
        (("curl", "-b", f"Cookie: a={SECRET}; b={SECRET}"), ("curl", "-b", f"Cookie: {MASK}")),
        (("aws", "AKIAIOSFODNN7EXAMPLE"), ("aws", MASK)),
    ],
)
def test_a_secret_within_a_word_leaves_the_rest_of_it(
    line: tuple[str, ...], shown: tuple[str, ...]
) -> None:
    assert masked_line(line) == shown


SECRET_NAMES = st.sampled_from(
    ["PASSWORD", "DB_PASS", "AWS_SECRET_ACCESS_KEY", "SECRET_KEY_BASE", "GITHUB_TOKEN", "apiKey"]
)
# What may stand in a word of a shell without quotes; long enough to be nowhere by chance.
BARE = st.text(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%*+,./:<>?@^_{}~é日-",
    min_size=8,
    max_size=24,
).filter(lambda text: "://" not in text and not text.isspace())
ANY = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=8, max_size=24)
TEXTS = st.sampled_from(
    [
        "{name}={secret} serve --port 80",
        "env A=1 {name}={secret} serve",
        "sh -c '{name}={secret} serve --port 80'",
        'sh -c "{name}={secret} serve; B=2"',
        "docker run -e {name}={secret} -p 80:80 app",
        "docker run --env={name}={secret} app",
        "docker login --password {secret} host",
        "docker login --password={secret} host",
        "docker login -u me -p {secret} host",
        "mysql -u me -p{secret} db",
        "cd /x && mysqldump -p{secret} db | gzip",
        "redis-cli -a {secret} ping",
        "curl -H 'Authorization: Bearer {secret}' http://host/",
        '{{"{name}": "{secret}", "port": 80}}',
        "cannot set {name} = {secret} here",
        "unknown: '--password {secret}'",
        "X-Api-Key: {secret}",
        'invalid argument "{name}={secret}" for "--env"',
    ]
)


@given(TEXTS, SECRET_NAMES, BARE)
def test_what_is_named_secret_is_masked_and_the_rest_of_the_text_stays(
    text: str, name: str, secret: str
) -> None:
    assume(not _PORTS.fullmatch(secret))
    shown = masked_text(text.format(name=name, secret=secret))
    assert masked_value(text.format(name=name, secret=secret)) == shown, "the quick way, too"
    assert shown == text.format(name=name, secret=MASK)


@given(SECRET_NAMES, ANY, st.sampled_from(["-e", "--env", "--build-arg", "--label"]))
def test_an_argument_that_is_named_secret_is_masked_whole(
    name: str, secret: str, option: str
) -> None:
    line = ("docker", "run", option, f"{name}={secret}", f"{option}={name}={secret}", "app", "x=1")
    shown = ("docker", "run", option, f"{name}={MASK}", f"{option}={name}={MASK}", "app", "x=1")
    assert masked_line(line) == shown


@given(st.sampled_from(["--password", "--token", "--db-password", "--secret"]), ANY)
def test_the_argument_of_a_secret_option_is_masked_whole(option: str, secret: str) -> None:
    line = ("serve", option, secret, f"{option}={secret}", "--port", "80")
    assert masked_line(line) == ("serve", option, MASK, f"{option}={MASK}", "--port", "80")


@given(st.from_regex(r"[a-z]{3,8}", fullmatch=True), BARE.filter(lambda s: not set(s) & set("/@")))
def test_the_password_of_a_url_is_masked_and_its_user_stays(user: str, secret: str) -> None:
    url = f"https://{user}:{secret}@registry.example:5000/x"
    assert masked_text(f"cannot reach {url}") == (
        f"cannot reach https://{user}:{MASK}@registry.example:5000/x"
    )
    assert masked_line(("docker", "pull", url))[2] == masked_text(url)


HARMLESS = st.sampled_from(
    [
        "docker", "run", "-p", "80:80", "127.0.0.1:8080:80/tcp", "--name", "mysql", "mysql:8", "-c",
        "sh", "PORT=80", "A='b c'", "--env", "--password-stdin", "login", "curl", "-u", "it's", ";",
        "invalid token: unexpected EOF", "basic configuration", "unauthorized: authentication", "|",
        "http://host:80/a@b", "ssh://me@host", "sha256:0123456789abcdef", "a=b&c=d", "don't", '"x"',
        "author=me", "COMPASS=north", "MONKEY=1", "key", "password", "is wrong", "-", "--", "\n",
    ]
)  # fmt: skip


@given(st.lists(HARMLESS, max_size=8))
def test_what_is_not_named_secret_stays(words: list[str]) -> None:
    assume("-u" not in words)
    text = " ".join(words)
    assert masked_text(text) == text
    assert masked_line(words) == tuple(words)


@given(st.text(max_size=60))
def test_a_text_without_any_sign_of_a_secret_stays(text: str) -> None:
    assume(not is_secret_name(text) and "-" not in text and "://" not in text)
    assert masked_text(text) == text


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
