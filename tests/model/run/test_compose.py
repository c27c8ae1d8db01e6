"""What is printed as a Compose file says the same as ``docker run``, or tells what it can't."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.model.run.compose import ComposeFile, compose_file
from desktop.model.run.mount_option import Mount
from desktop.model.run.networks import NetworkChoice
from desktop.model.run.parse import parse, parse_words
from desktop.model.run.spec import OPTIONS, ContainerSpec
from tests.model.run.compose_reader import read
from tests.model.run.specs import ODD, words

# What two ways of saying the same have in common

BRIDGE = (NetworkChoice("bridge"),)


def same(spec: ContainerSpec) -> ContainerSpec:
    """Without what does not count: how it is attached to, and what is said twice."""
    once = {
        field.name: tuple(dict.fromkeys(getattr(spec, field.name)))
        for field in fields(ContainerSpec)
        if isinstance(getattr(spec, field.name), tuple) and field.name not in ("command", "gpus")
    }
    variables = {text.partition("=")[0]: text for text in spec.environment}
    pairs = ("labels", "annotations", "storage_options", "log_options", "sysctls")
    once |= {name: tuple(sorted(dict(getattr(spec, name)).items())) for name in pairs}
    once["environment"] = tuple(variables.values())
    once["networks"] = tuple(map(network_once, once["networks"]))
    mounts = (
        replace(each, labels=ordered(each.labels), driver_options=ordered(each.driver_options))
        for each in once["mounts"]
    )
    once["mounts"] = tuple(sorted(mounts, key=lambda each: each.target))
    once["ulimits"] = tuple({each.name: each for each in spec.ulimits}.values())
    changed: dict[str, Any] = {**once, "detach": False}
    if spec.networks and spec.networks[0].name == "default":
        first, *others = once["networks"]
        changed["networks"] = (replace(first, name="bridge"), *others)
    if not spec.networks:
        changed["networks"] = BRIDGE
    return replace(spec, **changed)


def network_once(choice: NetworkChoice) -> NetworkChoice:
    return replace(
        choice,
        aliases=tuple(dict.fromkeys(choice.aliases)),
        link_local=tuple(dict.fromkeys(choice.link_local)),
        driver_options=ordered(choice.driver_options),
    )


def ordered(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple(dict(pairs).items())


def whole(made: ComposeFile) -> ContainerSpec:
    """What the file and its comment say together."""
    said = read(made.text)
    if not made.left_out:
        assert "#" not in made.text.partition("\n")[0]
        return said
    head = made.text.partition("\n")[0]
    assert head == f"# Compose has no word for this: {made.left_out}"
    left = parse(f"docker run {made.left_out} -- x")
    assert not left.problems
    plain = ContainerSpec()
    both: dict[str, Any] = {}
    for option in OPTIONS:
        name = option.field
        one, other = getattr(said, name), getattr(left.spec, name)
        if name == "networks" and other and one == BRIDGE and not other[0].is_user_defined:
            both[name] = other  # all of them are left out, and the one that is said is the usual
        elif option.notation.many or name == "networks":
            both[name] = (*one, *other)
        elif other != getattr(plain, name):
            assert one == getattr(plain, name), name
            both[name] = other
    return replace(said, **both)


@given(words())
@settings(max_examples=400)
def test_any_options_are_said_by_the_file_and_its_comment(given: list[str]) -> None:
    spec = parse_words(given).spec
    assert same(whole(compose_file(spec))) == same(spec)


# YAML 1.1 and 1.2 take these for something else than texts, or for nothing at all.
TRAPS = [
    *("no", "on", "OFF", "yes", "Y", "true", "NULL", "~", "0123", "0o17", "0x1f", "1e3", "1_000"),
    *(".5", "+1", "-1", "12:30:45", "22:22", "2001-01-01", ".inf", ".NaN", "=", "<<", "!a", "&a"),
    *("*a", "@a", "`a", "%a", "|a", ">a", "?a", "-", "-a", "[a", "{a", ",a", "#a", "a:b", "a#b"),
    *("", " a", "a ", "a: b", "a #b", "'", '"', "\\", "a\nb", "a\r\nb", "\t", "\x1b[0m", "\x85"),
    *("\u2028", "\ufeff", "é漢😀", "$HOME", "$$", "${A:-b}", "x y" * 100),
]


@pytest.mark.parametrize("text", TRAPS)
def test_a_text_stays_a_text_wherever_it_stands(text: str) -> None:
    spec = ContainerSpec(
        image="app",
        command=(text, text),
        environment=(f"A={text}",),
        labels=(("key", text), (text.strip("=") or "key", "value")),
        entrypoint=text,
        health_command=f"x{text}",
        hostname=text,
        log_options=((text.strip("=") or "key", text),),
    )
    printed = compose_file(spec)
    assert not printed.left_out
    assert same(read(printed.text)) == same(spec)
    assert not text or 'hostname: "' in printed.text, "it is quoted"
    assert all(line.isprintable() for line in printed.text.split("\n"))


@given(st.lists(ODD, min_size=1, max_size=3).map(tuple))
def test_a_health_check_without_a_shell_stays_one(words: tuple[str, ...]) -> None:
    made = compose_file(ContainerSpec("app", health_command=words))
    assert not made.left_out
    assert read(made.text).health_command == words


def test_what_is_plain_is_written_plainly() -> None:
    spec = parse(
        "docker run -d --name web -p 8080:80 -p 22:22 -e LEVEL=info -e COUNTRY=NO -e TOKEN"
        " -v data:/data -v /etc/web:/etc/web:ro --network shop --ip 10.0.0.7 --restart always"
        " --memory 512m --cpus 1.5 nginx:1.27 nginx -g 'daemon off;'"
    ).spec
    assert (
        compose_file(spec).text
        == """\
services:
  web:
    image: "nginx:1.27"
    container_name: web
    command:
      - nginx
      - "-g"
      - "daemon off;"
    restart: always
    ports:
      - "8080:80"
      - "22:22"
    volumes:
      - "data:/data"
      - "/etc/web:/etc/web:ro"
    networks:
      shop:
        ipv4_address: "10.0.0.7"
    environment:
      LEVEL: info
      COUNTRY: "NO"
      TOKEN: null
    mem_limit: "512m"
    cpus: 1.5
networks:
  shop:
    external: true
volumes:
  data:
    external: true
"""
    )


def test_without_a_network_it_is_that_of_docker_and_not_one_of_the_project() -> None:
    assert "network_mode: bridge\n" in compose_file(ContainerSpec("app")).text


@pytest.mark.parametrize(
    ("options", "left_out"),
    [
        ("--rm", "--rm"),
        ("-P", "-P"),
        ("--attach stdin", "-a stdin"),
        ("--cpuset-mems 0", "--cpuset-mems 0"),
        ("--stop-timeout -1", "--stop-timeout -1"),
        ("--stop-timeout 5", ""),
        ("--network host --network shop", "--network shop"),
        ("--network shop --network bridge", "--network bridge"),
        ("--mount target=/a,volume-label=b=c", "--mount type=volume,target=/a,volume-label=b=c"),
        ("--volume-driver x -v /own", "--volume-driver x"),
        ("--volume-driver x -v data:/data", ""),
        ("--security-opt 'seccomp={}'", "--security-opt 'seccomp={}'"),
        ("-d", ""),
    ],
)
def test_what_compose_has_no_word_for_is_told(options: str, left_out: str) -> None:
    made = compose_file(parse(f"docker run {options} app").spec)
    assert made.left_out == left_out
    assert made.text.startswith("#") is bool(left_out)


def test_a_comment_stays_one_whatever_is_in_it() -> None:
    evil = "/a\nservices: {}\r\x85\u2028#"
    spec = ContainerSpec("app", mounts=(Mount(evil, driver="x"),))
    text = compose_file(spec, "Not said:").text
    head, rest = text.split("\n", 1)
    assert head.startswith("# Not said: --mount ")
    assert rest.startswith("services:\n")
    assert list(yaml.safe_load(text)["services"]) == ["app"]


@pytest.mark.parametrize(
    ("name", "image", "service"),
    [
        ("web", "app", "web"),
        ("", "registry.example:5000/team/app:1.2", "app"),
        ("", "app@sha256:abc", "app"),
        ("", "sha256:0123", "sha256"),
        ("", "*", "service"),
    ],
)
def test_a_service_is_called_as_its_container_or_its_image(
    name: str, image: str, service: str
) -> None:
    text = compose_file(ContainerSpec(image, name=name)).text
    assert list(yaml.safe_load(text)["services"]) == [service]


def test_one_that_compose_made_is_said_without_what_compose_adds_by_itself() -> None:
    labels = {"project": "shop", "service": "web", "config-hash": "0123"}
    own = tuple((f"com.docker.compose.{name}", value) for name, value in labels.items())
    made = compose_file(ContainerSpec("app", name="shop-web-1", labels=(*own, ("my", "own"))))
    assert not made.left_out
    head, _, rest = made.text.partition("\n")
    assert head == "# Without the labels that Compose itself gives: com.docker.compose.*"
    (name, service) = next(iter(yaml.safe_load(rest)["services"].items()))
    assert (name, service["container_name"]) == ("web", "shop-web-1")
    assert service["labels"] == {"my": "own"}


def test_names_that_are_no_keys_are_said_beside_one() -> None:
    networks = tuple(NetworkChoice(name) for name in ("a b", "a+b", "a-b"))
    spec = ContainerSpec("app", networks=networks)
    document = yaml.safe_load(compose_file(spec).text)
    assert list(document["networks"]) == ["a-b", "a-b-2", "a-b-3"]
    assert same(read(compose_file(spec).text)).networks == networks
