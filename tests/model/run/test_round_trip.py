"""What is printed for a container is read as that container, whatever is in it."""

from __future__ import annotations

import shlex
from dataclasses import replace

from hypothesis import given, settings

from desktop.model.run.checks import problems
from desktop.model.run.hardware import Gpus
from desktop.model.run.line import line, unspeakable
from desktop.model.run.mount_option import Mount
from desktop.model.run.mounts import Tmpfs
from desktop.model.run.networks import NetworkChoice
from desktop.model.run.parse import Parsed, parse, parse_words
from desktop.model.run.spec import OPTIONS, ContainerSpec
from desktop.model.shell import Shell, quoted
from tests.model.run.specs import ODD, texts_of, whatever, words


@given(words())
def test_what_any_options_say_is_printed_and_read_again(given: list[str]) -> None:
    parsed = parse_words(given)
    conflicts = [p for p in parsed.problems if p.option != "--network"]
    assert not conflicts
    printed = line(parsed.spec)
    again = parse(quoted(printed, Shell.POSIX))
    assert not again.problems
    assert again.spec == parsed.spec
    assert line(again.spec) == printed


@given(whatever())
@settings(max_examples=300)
def test_any_record_is_refused_or_read_again(spec: ContainerSpec) -> None:
    wrong = {problem.field for problem in (*problems(spec), *unspeakable(spec))}
    kept = replace(spec, **{name: _DEFAULTS[name] for name in wrong - {"image"}})
    if not kept.image:
        kept = replace(kept, image="app")
    again = parse(quoted(line(kept), Shell.POSIX))
    assert not again.problems
    assert again.spec == kept


@given(ODD)
def test_what_docker_takes_with_any_signs_in_it_is_not_refused(text: str) -> None:
    text = text.replace("\r", "")  # Go's reader of comma separated values makes "\n" of "\r\n"
    pairs = (("name", text), ("other", ""))
    spec = ContainerSpec(
        image="app",
        command=(text, "--rm", text),
        mounts=(
            Mount(f"/a{text}", "bind", f"/from{text}"),
            Mount("/b", driver=text, driver_options=pairs, labels=pairs),
        ),
        tmpfs=(Tmpfs("/t", text),),
        gpus=(Gpus(devices=(f"0{text.replace(',', '')}",), count=0, options=pairs),),
        networks=(NetworkChoice("net", driver_options=(("name", text.strip()),)),),
        environment=(f"A={text}",),
        labels=pairs,
        entrypoint=text,
        health_command=text,
    )
    assert problems(spec) == []
    assert parse(quoted(line(spec), Shell.POSIX)) == Parsed(spec)


_PLAIN = ContainerSpec()
_DEFAULTS = {option.field: getattr(_PLAIN, option.field) for option in OPTIONS}


def test_each_form_of_each_option_is_read() -> None:
    for option in OPTIONS:
        assert texts_of(option), option.names
        for text in texts_of(option):
            read = option.notation.read(text)
            assert option.notation.read(option.notation.write(read)) == read


def test_options_of_one_letter_are_printed_together() -> None:
    parsed = parse("docker run -i -t -d -P --rm app")
    assert shlex.join(line(parsed.spec)) == "docker run -itdP --rm app"


def test_a_line_to_create_says_nothing_of_the_background() -> None:
    parsed = parse("docker run -itd app")
    assert shlex.join(line(parsed.spec, verb="create")) == "docker create -it app"
