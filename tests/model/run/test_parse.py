"""Pasted lines are read as a shell and docker read them, and what is not read is named."""

from __future__ import annotations

import pytest

from desktop.model.run.mounts import Volume
from desktop.model.run.networks import NetworkChoice
from desktop.model.run.parse import parse
from desktop.model.run.ports import PortMapping, port
from desktop.model.run.problems import Fault
from desktop.model.run.spec import ContainerSpec

NOTES = (
    "docker run -itd -p 127.0.0.1:5001:5000/udp --name s0 --network test-net"
    " -v data:/var/lib ubuntu /bin/bash"
)
S0 = ContainerSpec(
    image="ubuntu",
    command=("/bin/bash",),
    stdin=True,
    tty=True,
    detach=True,
    name="s0",
    ports=(PortMapping(port(5000), "udp", port(5001), "127.0.0.1"),),
    networks=(NetworkChoice("test-net"),),
    volumes=(Volume("/var/lib", "data"),),
)


def faults(line: str, answers: dict[str, str] | None = None) -> list[tuple[Fault, str]]:
    return [(problem.fault, problem.part) for problem in parse(line, answers).problems]


@pytest.mark.parametrize(
    "line",
    [
        NOTES,
        f"$ {NOTES}",
        f"  me@host:~/app$ {NOTES}\n",
        f"root@3f2a:/# {NOTES}",
        f"PS C:\\Users\\me> {NOTES}",
        f"sudo {NOTES}",
        NOTES.replace("docker run", "docker container run"),
        NOTES.replace("docker", "podman", 1),
        NOTES.replace("docker", "/usr/bin/docker", 1),
        NOTES.replace("docker", "docker.exe", 1),
        NOTES.replace(" -", " \\\n  -"),
        NOTES.replace(" -", " \\  \r\n  -"),
        NOTES.replace(" -", " `\n  -"),
        NOTES.replace(" -", " ^\r\n  -"),
        NOTES.replace(" ", "\u00a0"),  # from a page of the web
        NOTES.replace(" -", "\u00a0\\\u00a0\n\u00a0-"),
        "\ufeff" + NOTES.replace(" ", "\u200b \u3000"),
        NOTES.replace("-itd", "-i -t -d"),
        NOTES.replace("-itd", "-i=true --tty=1 --detach"),
        NOTES.replace("-p 127", "-p127"),
        NOTES.replace("-p 127", "--publish=127"),
        NOTES.replace("-itd -p ", "-itdp"),
        NOTES.replace("test-net", "'test-net'").replace("s0", '"s0"'),
        NOTES.replace("--name s0", "--name one --name s0"),
        NOTES.replace("ubuntu", "-- ubuntu"),
        NOTES + "   # as in the notes",
        f"# {NOTES}",
        f"# start it: it's quick\n\n  ## $ docker run\n{NOTES}",
        f"#!/bin/sh\r\n# start it\r\nsudo {NOTES}\r\n# that is all\r\n",
        f"# start it\n$ {NOTES}",
        f"$ # start it\n\n{NOTES}",
        f"#docker run other\n# {NOTES}",
        f"# {NOTES}\n# docker ps",
        f"# docker run it so:\n{NOTES}",
        f"# Run\n# docker run it as root:\n\n $ sudo {NOTES}",
        f"# docker run it so:\r\n/usr/bin/{NOTES}\r\n",
    ],
)
def test_a_line_is_read_in_each_of_its_forms(line: str) -> None:
    parsed = parse(line)
    assert parsed.problems == ()
    assert parsed.spec == S0
    assert parsed.runs


def test_a_line_that_goes_on_below_is_still_one_at_root_s_prompt() -> None:
    parsed = parse("# docker run -it \\ \n  docker sh")
    assert parsed.problems == ()
    assert parsed.spec == ContainerSpec("docker", ("sh",), stdin=True, tty=True)


def test_what_follows_the_image_is_its_command() -> None:
    parsed = parse("docker create app --rm -it 'a b' -- x")
    assert parsed.spec == ContainerSpec(image="app", command=("--rm", "-it", "a b", "--", "x"))
    assert not parsed.runs


@pytest.mark.parametrize(
    ("line", "fault", "part"),
    [
        ("", Fault.NOTHING, ""),
        ("# start the db", Fault.NOTHING, ""),
        ("# start the db\nls -l", Fault.NOT_DOCKER, "ls"),
        ("# one\ndocker run app\n# two\ndocker ps", Fault.SHELL, "docker ps"),
        ("ls -l", Fault.NOT_DOCKER, "ls"),
        ("docker ps -a", Fault.OTHER_COMMAND, "ps"),
        ("docker run", Fault.NO_IMAGE, ""),
        ("docker run --foo=bar app", Fault.UNKNOWN_OPTION, "--foo=bar"),
        ("docker run -itz app", Fault.UNKNOWN_OPTION, "-itz"),
        ("docker run --cidfile here app", Fault.UNSUPPORTED_OPTION, "--cidfile here"),
        ("docker run --use-api-socket app", Fault.UNSUPPORTED_OPTION, "--use-api-socket"),
        (
            "docker run --disable-content-trust=false app",
            Fault.UNSUPPORTED_OPTION,
            "--disable-content-trust=false",
        ),
        ("docker run --quiet=maybe app", Fault.NOT_YES_OR_NO, "maybe"),
        ("docker run -it=maybe app", Fault.NOT_YES_OR_NO, "maybe"),
        ("docker --context far run app", Fault.IGNORED, "--context far"),
        ("sudo -u me docker run app", Fault.IGNORED, "-u me"),
        ("docker run app 'open", Fault.OPEN_QUOTE, "'open"),
        ("docker run -e \u201cA=b\u201d app", Fault.TEXT_QUOTE, "\u201cA=b\u201d"),
        ("docker run -e \u201cA=b app", Fault.TEXT_QUOTE, "\u201cA=b"),
        ("docker run --env=A=\u2018b\u2019 app", Fault.TEXT_QUOTE, "--env=A=\u2018b\u2019"),
        ("docker run app | tee log", Fault.SHELL, "| tee log"),
        ("docker run app > log 2>&1", Fault.SHELL, "> log 2>&1"),
        ("docker run app && ls", Fault.SHELL, "&& ls"),
        ("docker run app\ndocker ps", Fault.SHELL, "docker ps"),
        ("docker run -m lots app", Fault.NOT_A_SIZE, "lots"),
        ("docker run --cpus 0.0000000001 app", Fault.OUT_OF_RANGE, "0.0000000001"),
        ("docker run -e =x app", Fault.NO_NAME, "=x"),
        ("docker run -v a:/b app", Fault.VOLUME_NAME, "a"),
        ("docker run -v data:/b:zz app", Fault.UNKNOWN_PART, "zz"),
        ("docker run -v data:b app", Fault.NOT_ABSOLUTE, "b"),
        ("docker run -v data:/b:ro:c app", Fault.TOO_MANY_COLONS, "data:/b:ro:c"),
        ("docker run -v a/b:/c app", Fault.VOLUME_NAME, "a/b"),
        ("docker run --mount type=bind,target=/a app", Fault.NO_SOURCE, "type=bind,target=/a"),
        ("docker run --mount type=tmpfs,target=/a,bind-propagation=shared app",
         Fault.MISPLACED, "propagation"),
        ("docker run --network a --ip 1.2.3 app", Fault.NOT_AN_ADDRESS, "1.2.3"),
        ("docker run --ulimit files=3 app", Fault.NOT_A_CHOICE, "files"),
        ("docker run --restart sometimes app", Fault.NOT_A_CHOICE, "sometimes"),
        ("docker run --health-interval 5 app", Fault.NOT_A_DURATION, "5"),
        ("docker run --name -x app", Fault.CONTAINER_NAME, "-x"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_by_its_part(line: str, fault: Fault, part: str) -> None:
    assert faults(line) == [(fault, part)]


@pytest.mark.parametrize(
    "options",
    [
        "-q",
        "-dq",
        "--quiet=true",
        "--sig-proxy=false",
        "--detach-keys ctrl-x,x",
        "--detach-keys=ctrl-x",
        "--disable-content-trust",
    ],
)
def test_what_tells_the_command_how_to_behave_changes_no_container(options: str) -> None:
    parsed = parse(f"docker run -d {options} app sh")
    assert parsed.problems == ()
    assert parsed.spec == ContainerSpec(image="app", command=("sh",), detach=True)


def test_an_option_at_the_end_lacks_its_value() -> None:
    assert faults("docker run --name") == [(Fault.MISSING_VALUE, "--name"), (Fault.NO_IMAGE, "")]


def test_a_problem_says_which_field_it_is_in() -> None:
    (problem,) = parse("docker run -it --publish 80/xyz app").problems
    assert (problem.option, problem.field) == ("--publish", "ports")


def test_the_rest_of_a_line_is_read_past_what_is_wrong() -> None:
    parsed = parse("docker run -p 70000 --foo --name web app sh")
    assert parsed.spec == ContainerSpec(image="app", command=("sh",), name="web")


@pytest.mark.parametrize(
    "text", ["$(pwd)", "$HOME", "${HOME}", "`pwd`", "{a,b}", "$(git rev-parse $(x))"]
)
def test_what_a_shell_replaces_is_asked_about(text: str) -> None:
    line = f"docker run -v {text}/in:/in -e A=-{text}- app"
    parsed = parse(line)
    assert parsed.expansions == (text,)
    assert faults(line) == [(Fault.EXPANSION, text)]
    answered = parse(line, {text: "/my home"})
    assert answered.problems == ()
    assert answered.spec.volumes == (Volume("/in", "/my home/in"),)
    assert answered.spec.environment == ("A=-/my home-",)


def test_a_home_is_asked_about_where_a_shell_puts_one() -> None:
    line = "docker run -v ~/a:/a -e B=~ app ~"
    assert parse(line).expansions == ("~",)
    answered = parse(line, {"~": "/root"}).spec
    assert answered.volumes == (Volume("/a", "/root/a"),)
    assert answered.environment == ("B=~",)
    assert answered.command == ("/root",)


@pytest.mark.parametrize("text", ["'$HOME $(pwd) `id` \\'", r"\$HOME", '"\\$HOME \\`"', "a$ b"])
def test_what_is_quoted_is_as_it_is(text: str) -> None:
    assert parse(f"docker run app {text}").expansions == ()


def test_a_text_may_have_the_quotes_of_text_programs_in_it() -> None:
    parsed = parse("docker run -e 'A=\u201cb\u201d' app echo it\u2019s")
    assert parsed.problems == ()
    assert parsed.spec.command == ("echo", "it\u2019s")


def test_quotes_are_read_as_a_shell_reads_them() -> None:
    parsed = parse("""docker run app a'b c'"d \\" \\x"e\\ f "" 'g\nh' "i\\\nj" """)
    assert parsed.spec.command == ('ab cd " \\xe f', "", "g\nh", "ij")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (r"$'a\nb'", "a\nb"),
        (r"x=$'it\'s\t\"so\"\?\\'y", 'x=it\'s\t"so"?\\y'),
        (r"$'\x41\102\u00e9\U0001f600'", "ABé😀"),
        (r"$'\xc3\xa9 \303\251 \xff'", "é é \ufffd"),
        (r"$'\a\b\e\E\f\r\v\cA'", "\a\b\x1b\x1b\f\r\v\x01"),
        (r"$'\z \xg \ud800 \0gone'", r"\z \xg \ud800 "),
        ("$'$HOME `id`'", "$HOME `id`"),
        ("$''", ""),
        ('$"a  b"', "a  b"),
        ("\"$'a'\"", "$'a'"),
        (r"\$'a\nb'", r"$a\nb"),
    ],
)
def test_quotes_after_a_dollar_are_read_as_bash_reads_them(text: str, word: str) -> None:
    parsed = parse(f"docker run app {text}")
    assert parsed.problems == ()
    assert parsed.spec.command == (word,)


def test_quotes_after_a_dollar_are_to_be_closed() -> None:
    assert faults(r"docker run app $'a\'b") == [(Fault.OPEN_QUOTE, r"$'a\'b")]


def test_options_of_the_first_network_belong_to_it_wherever_they_stand() -> None:
    parsed = parse(
        "docker run --ip 10.0.0.2 --network a --network name=b,alias=x --net-alias y app"
    )
    first = NetworkChoice("a", aliases=("y",), ipv4="10.0.0.2")
    assert parsed.spec.networks == (first, NetworkChoice("b", aliases=("x",)))


def test_a_network_that_is_told_twice_is_named() -> None:
    assert faults("docker run --ip 10.0.0.2 --network name=a,ip=10.0.0.3 app") == [
        (Fault.CONFLICT, "10.0.0.3")
    ]
