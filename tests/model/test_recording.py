"""Recording what is typed, against sessions that were typed at real shells.

``typed/*.jsonl`` were recorded on a pseudo-terminal of 60 columns and 16 rows with bash 5.2 and
BusyBox 1.35: each line is what was sent (">") or what came back ("<").
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.engine.records import Kind
from desktop.model.begun import Begun, how_begun
from desktop.model.commands import Target
from desktop.model.recorded_steps import Doubt, Step, as_dockerfile, as_script, step_of
from desktop.model.recording import MOST_STEPS, Recorder
from desktop.model.secrets import MASK
from desktop.model.shell_text import is_unfinished, scanned, sequence, words
from desktop.model.terminals.plans import Plan, ShellPlan
from desktop.terminal import engines
from desktop.terminal.protocol import Terminal
from tests.model.fake_engine import FakeEngine, FakeWorld
from tests.support.aio import Aio
from tests.support.connecting import connected
from tests.support.real_engine import IMAGE, WAIT, RealEngine

Event = tuple[str, str]
TYPED = Path(__file__).parent / "typed"

BASH = [
    "export APP=web",
    "mkdir -p /tmp/x",
    "cd /tmp/x/",  # with Tab
    "echo hi >> notss",  # with a letter taken out
    "cd /tmp/x/",  # from the history
    "mkdir -p /tmp/x",  # found with Ctrl+R
    "for i in 1 2\ndo echo $i > f$i\ndone",
    "apt-get install curl",
    "read -s PASSWORD",
    f"export TOKEN={MASK}",
    "echo a rather long line that goes on in the next row of the terminal > long.txt",
    "echo a > a\necho b > b",  # pasted with brackets
    "vi long.txt",
    "cat /tmp/x/f1",  # after a list of completions
    "echo 日本 é > wide",  # after Ctrl+L
    "echo 'two\nlines' > two",
    "mkdir -p y && cd y",
    "sleep 1",
    "echo ahead > ahead",  # typed while that slept
    "clear",
    "exit",
]
BUSYBOX = [
    "mkdir -p /tmp/x/data",
    "cd /tmp/x",  # three lines pasted at once
    "echo one > f",
    "echo two > g",
    "cat f g",
    "echo a b > h",  # over two lines
    "b > i",  # "rm h" before it was given up with Ctrl+C
    "echo fast > fast",
    "if true; then\necho yes > yes\nfi",
    "apt-get install jq",
    "cat > typed",
    "vi f",
    "sleep 1",
    "echo ahead",
    "ls",
    "exit",
]
SESSIONS = {"bash": BASH, "busybox": BUSYBOX}


def session(name: str) -> Iterator[Event]:
    for line in (TYPED / f"{name}.jsonl").read_text().splitlines():
        direction, text = json.loads(line)
        yield direction, text


def terminal_of(columns: int = 60, rows: int = 16) -> Terminal:
    return engines.make(columns, rows, name="python")


def played(events: Iterable[Event], terminal: Terminal | None = None) -> Recorder:
    terminal = terminal or terminal_of()
    recorder = Recorder(terminal)
    for direction, text in events:
        if direction == ">":
            recorder.about_to_send(text.encode())
        else:
            terminal.feed(text.encode())
            recorder.was_fed()
    return recorder


def commands(recorder: Recorder) -> list[str]:
    return [step.command for step in recorder.steps]


def typed(*events: str) -> Recorder:
    """What is sent stands before "<", what comes back after it."""
    return played(
        pair for event in events for pair in zip("><", event.split("<", 1), strict=True) if pair[1]
    )


@pytest.mark.parametrize("name", SESSIONS)
def test_commands_are_what_was_typed(name: str) -> None:
    assert commands(played(session(name))) == SESSIONS[name]


@pytest.mark.parametrize("name", SESSIONS)
@settings(max_examples=10)
@given(seed=st.integers(0, 2**32))
def test_output_may_arrive_in_any_pieces(name: str, seed: int) -> None:
    choices = random.Random(seed)

    def pieces() -> Iterator[Event]:
        for direction, text in session(name):
            while direction == "<" and len(text) > 1:
                cut = choices.randrange(1, len(text))
                yield direction, text[:cut]
                text = text[cut:]
            yield direction, text

    assert commands(played(pieces())) == SESSIONS[name]


@pytest.mark.parametrize("name", SESSIONS)
def test_echo_may_arrive_after_the_whole_command_was_typed(name: str) -> None:
    def late() -> Iterator[Event]:
        waiting: list[Event] = []
        for event in session(name):
            is_echo = event[0] == "<" and "\n" not in event[1] and len(event[1]) < 4
            if is_echo:
                waiting.append(event)
                continue
            if event[0] == "<":
                yield from waiting
                waiting = []
            yield event
        yield from waiting

    assert commands(played(late())) == SESSIONS[name]


@pytest.mark.parametrize("name", SESSIONS)
def test_what_is_not_shown_is_never_recorded(name: str) -> None:
    recorder = played(session(name))
    text = as_script(Step(step.command) for step in recorder.steps)
    assert "hunter2" not in text + repr(vars(recorder))
    assert "this is no command" not in text


def test_steps_say_why_they_may_not_be_wanted() -> None:
    doubts = {step.command: step.doubt for step in played(session("bash")).steps}
    assert doubts["mkdir -p /tmp/x"] is None
    assert doubts["apt-get install curl"] is Doubt.ASKED
    assert doubts["vi long.txt"] is Doubt.INTERACTIVE
    assert doubts["cat /tmp/x/f1"] is Doubt.LOOKS
    assert doubts["clear"] is Doubt.SHELL_ONLY
    assert doubts[f"export TOKEN={MASK}"] is Doubt.SECRET
    assert doubts["sleep 1"] is Doubt.LOOKS


def test_interrupted_line_is_dropped() -> None:
    assert commands(typed("<$ ", "rm x<rm x", "\x03<^C\r\n$ ", "id<id", "\r<\r\n0\r\n$ ")) == ["id"]
    assert commands(typed("<$ ", "a 'b<a 'b", "\r<\r\n> ", "\x03<\r\n$ ", "\r<\r\n$ ")) == []


@pytest.mark.parametrize(
    "prompt",
    [">>> ", "db=# ", "db-# ", "mysql> ", "Continue? [Y/n] ", "Password: ", "(gdb) ", "45%"],
)
def test_what_programs_ask_is_no_command(prompt: str) -> None:
    recorder = typed(
        "<$ ", "run<run", f"\r<\r\n{prompt}", "secret<secret", f"\r<\r\nok\r\n{prompt}"
    )
    assert [(step.command, step.doubt) for step in recorder.steps] == [("run", Doubt.ASKED)]


@pytest.mark.parametrize(
    "prompt",
    ["$ ", "# ", "/ # ", "root@web:/app# ", "[me@web ~]$ ", "web% ", "❯ ", "➜  app git:(main) ✗ ",
     "root@web /# ", "bash-5.2$ ", "~ $", "(venv) root@web:/# "],
)  # fmt: skip
def test_prompts_of_shells_are_known(prompt: str) -> None:
    recorder = typed(f"<{prompt}", "make<make", f"\r<\r\n{prompt}")
    assert commands(recorder) == ["make"]


def test_window_may_change_its_size_while_a_command_is_typed() -> None:
    terminal = terminal_of(20, 5)
    recorder = played([("<", "/ # "), (">", "echo"), ("<", "echo one two ")], terminal)
    terminal.resize(10, 5)
    for text in ("t", "h"):
        recorder.about_to_send(text.encode())
        terminal.feed(text.encode())
    recorder.about_to_send(b"\r")
    terminal.resize(30, 5)
    terminal.feed(b"\r\n")
    recorder.was_fed()
    assert commands(recorder) == ["echo one two th"]


def test_command_whose_output_fills_the_scrollback_is_known() -> None:
    terminal = engines.make(20, 3, name="python", scrollback=10)
    recorder = played([("<", "$ "), (">", "m"), ("<", "make"), (">", "\r")], terminal)
    terminal.feed(b"\r\n" + b"x\r\n" * 100 + b"$ ")
    recorder.was_fed()
    assert commands(recorder) == ["make"]


def test_nothing_is_recorded_while_the_cursor_is_hidden_or_before_a_prompt() -> None:
    assert commands(typed("a<a", "\r<\r\n", "<\x1b[?25l$ ", "b<b", "\r<\r\n$ ")) == []


@given(
    st.lists(
        st.tuples(
            st.sampled_from("><"),
            st.text(st.sampled_from("ab $#>~/\r\n\x03\t\x1b[ACJKH1;?25lh049\\'\"<&|"), max_size=20),
        ),
        max_size=25,
    )
)
def test_whatever_is_sent_and_comes_back_harms_nothing(events: list[Event]) -> None:
    recorder = played(events, terminal_of(10, 4))
    assert len(recorder.steps) <= len(events) * 20
    as_dockerfile(recorder.steps, "web")


def test_count_of_steps_is_bounded() -> None:
    events = [
        ("<", "$ "),
        *[(">", "a"), ("<", "a"), (">", "\r"), ("<", "\r\n$ ")] * (MOST_STEPS + 9),
    ]
    assert len(played(events, terminal_of(10, 4)).steps) == MOST_STEPS


@pytest.mark.parametrize(
    ("command", "doubt"),
    [
        ("ls -la | grep x", Doubt.LOOKS),
        ("cat a > b", None),
        ("cat a 2>/dev/null", Doubt.LOOKS),
        ("cat a 2>&1 | less", Doubt.INTERACTIVE),
        ("cat a >> /dev/null; pwd", Doubt.LOOKS),
        ("echo x | tee f", None),
        ("echo $(rm x)", None),
        ("find . -delete", None),
        ("cd", None),
        ("bash", Doubt.INTERACTIVE),
        ("bash x.sh", None),
        ("history", Doubt.SHELL_ONLY),
        ("source x", Doubt.SHELL_ONLY),
        ("!!", Doubt.SHELL_ONLY),
        ("vim f && make", Doubt.INTERACTIVE),
        ("ls && make", None),
        ("for i in 1; do rm $i; done", None),
    ],
)
def test_only_what_changes_something_is_ticked(command: str, doubt: Doubt | None) -> None:
    assert step_of(command) == Step(command, ticked=doubt is None, doubt=doubt)


def test_what_took_the_whole_screen_is_not_ticked_whatever_its_name() -> None:
    recorder = typed("<$ ", "mine<mine", "\r<\r\n\x1b[?1049h", "x<x", "q<\x1b[?1049l$ ")
    assert recorder.steps == (Step("mine", ticked=False, doubt=Doubt.INTERACTIVE),)


@pytest.mark.parametrize(
    "command",
    [
        "mysql -phunter2 -u root",
        "curl -H 'Authorization: Bearer hunter2x' http://x",
        "A_TOKEN=hunter2 x",
        "git clone https://me:hunter2@host/x",
        "login --password hunter2",
    ],
)
def test_secrets_of_a_command_line_are_masked(command: str) -> None:
    step = step_of(command)
    assert "hunter2" not in step.command
    assert (step.ticked, step.doubt) == (False, Doubt.SECRET)


@pytest.mark.parametrize(
    ("text", "open_"),
    [
        ("echo a", False), ("echo 'a", True), ('echo "a', True), ("echo a\\", True),
        ("echo $(a", True), ("a |", True), ("a &&", True), ("a || ", True), ("a &", False),
        ("a;", False), ("for i in 1", True), ("for i in 1; do a", True),
        ("for i in 1; do a; done", False), ("if a; then b", True), ("if a; then b; fi", False),
        ("case a in", True), ("case a in\nb) c ;;\nesac", False), ("f() {", True),
        ("{ a; }", False), ("cat <<END", True), ("cat <<END\nx", True),
        ("cat <<END\nx\nEND", False),
        ("cat <<-'E'\n\tE", False), ("cat <<<x", False), ("echo if", False), ("echo \\'", False),
        ("echo '\\'", False), ('echo "\\""', False), ("while a; do b", True),
    ],
)  # fmt: skip
def test_unfinished_lines_are_known(text: str, open_: bool) -> None:
    assert is_unfinished(text) is open_


ROOT = Begun(home="/root")


def dockerfile(*commands: str, shell: str = "/bin/sh", begun: Begun = ROOT) -> list[str]:
    steps = [Step(command) for command in commands]
    lines = as_dockerfile(steps, "alpine:3", shell=shell, begun=begun).splitlines()
    assert lines[0] == "FROM alpine:3"
    return lines[1:]


def test_dockerfile_has_an_instruction_for_each_step() -> None:
    steps = [
        Step("apk add curl"),
        Step("ls", ticked=False, doubt=Doubt.LOOKS),
        Step("cd /srv"),
        Step("export APP=web"),
        Step("make install"),
    ]
    assert as_dockerfile(steps, "alpine:3") == (
        "FROM alpine:3\nRUN apk add curl\nWORKDIR /srv\nENV APP=web\nRUN make install\n"
    )


@pytest.mark.parametrize(
    ("command", "instructions"),
    [
        ("cd", ["WORKDIR /root"]),
        ("cd ~/a", ["WORKDIR /root/a"]),
        ("cd ~me", ["RUN cd ~me"]),
        ("cd '/a b'", ['WORKDIR "/a b"']),
        ("cd 'a\"b$c\\d'", ['WORKDIR "a\\"b\\$c\\\\d"']),
        ("cd ..", ["WORKDIR .."]),
        ("cd .", []),
        ("cd a*", ["RUN cd a*"]),
        ("cd $X", ["# Only the shell knows what this means: cd $X"]),
        ("mkdir a && cd a && make", ["RUN mkdir a", "WORKDIR a", "RUN make"]),
        ("(cd a; make)", ["RUN (cd a; make)"]),
        ("cd a; make || x; b", ["WORKDIR a", "RUN make || x && b"]),
        ("export A=1 B='x y'", ['ENV A=1 B="x y"']),
        ("A=1", ["ENV A=1"]),
        ("A=1 make", ["RUN A=1 make"]),
        ("export PATH=$PATH:~/bin", ["ENV PATH=${PATH}:/root/bin"]),
        ("export A=$(id)", ["RUN export A=$(id)"]),
        ("export A=$B", ["# Only the shell knows what this means: export A=$B"]),
        ("export A=", ['ENV A=""']),
        ("export A", ["RUN export A"]),
        ("A=1; export A", ["ENV A=1"]),
        ("[ -f x ] && y", ['RUN ["/bin/sh", "-c", "[ -f x ] && y"]']),
        ("echo 'a\nb' > \"c\"", ['RUN ["/bin/sh", "-c", "echo \'a\\nb\' > \\"c\\""]']),
        ("cat <<E > f\nx\nE", ['RUN ["/bin/sh", "-c", "cat <<E > f\\nx\\nE"]']),
        ("make # all", ["RUN make # all"]),
        ("for i in 1; do cd a; done", ["RUN for i in 1; do cd a; done"]),
    ],
)
def test_command_becomes_what_does_the_same(command: str, instructions: list[str]) -> None:
    assert dockerfile(command) == instructions


def test_cd_goes_back_to_the_folder_before_if_that_is_known() -> None:
    assert dockerfile("cd /a", "cd /b", "cd -", "cd -") == [
        "WORKDIR /a", "WORKDIR /b", "WORKDIR /a", "WORKDIR /b",
    ]  # fmt: skip
    assert dockerfile("cd /a", "cd b", "cd ../c", "cd", "cd -", "cd -", "cd -")[4:] == [
        "WORKDIR /a/c", "WORKDIR /root", "WORKDIR /a/c",
    ]  # fmt: skip
    assert dockerfile("cd -") == ["# Only the shell knows what this means: cd -"]


def test_cd_goes_back_past_a_folder_that_only_the_shell_knows() -> None:
    assert dockerfile("cd /a", "cd $X", "cd -", "cd -") == [
        "WORKDIR /a",
        "# Only the shell knows what this means: cd $X",
        "WORKDIR /a",
        "# Only the shell knows what this means: cd -",
    ]


def test_dockerfile_begins_as_the_shell_did() -> None:
    begun = Begun("app:web", "/srv/my app", {"X": "1", "Y": 'a "$b"', "EMPTY": ""})
    assert dockerfile("make", "cd $X/a", "cd -", begun=begun) == [
        "USER app:web",
        "ENV X=1",
        'ENV Y="a \\"\\$b\\""',
        'ENV EMPTY=""',
        'WORKDIR "/srv/my app"',
        "RUN make",
        "WORKDIR ${X}/a",
        'WORKDIR "/srv/my app"',
    ]


def test_what_the_shell_began_with_is_written_without_its_secrets() -> None:
    begun = Begun(environment={"API_TOKEN": "hunter2", "DB": "pg://me:hunter2@db/x", "B C": "1"})
    made = dockerfile("export A=$API_TOKEN", begun=begun)
    assert made == [
        f"# It looks like a secret, and is left out: API_TOKEN={MASK}",
        f"# It looks like a secret, and is left out: DB=pg://me:{MASK}@db/x",
        "# Only the shell knows what this means: B C=1",
        "# Only the shell knows what this means: export A=$API_TOKEN",
    ]
    assert "hunter2" not in repr(begun)


def test_home_is_written_only_where_it_is_known() -> None:
    remark = "# Only the shell knows what this means: "
    typed_there = ("cd", "cd ~/a", "export P=$HOME/b")
    unknown = dockerfile(*typed_there, begun=Begun("app"))
    assert unknown == ["USER app", *(remark + each for each in typed_there)]
    assert dockerfile(*typed_there, begun=Begun("app", environment={"HOME": "/h"}))[1:] == [
        "ENV HOME=/h", "WORKDIR ${HOME}", "WORKDIR ${HOME}/a", "ENV P=${HOME}/b",
    ]  # fmt: skip
    assert dockerfile("export HOME=/h", "cd ~/a") == ["ENV HOME=/h", "WORKDIR ${HOME}/a"]


def test_dockerfile_runs_the_shell_that_was_typed_at() -> None:
    assert dockerfile("a", "b\nc", shell="/bin/bash") == [
        'SHELL ["/bin/bash", "-c"]', "RUN a", 'RUN ["/bin/bash", "-c", "b\\nc"]',
    ]  # fmt: skip


def test_image_is_one_word() -> None:
    assert as_dockerfile([], "x\nRUN evil") == "FROM xRUNevil\n"


def test_script_does_what_was_typed(tmp_path: Path) -> None:
    script = as_script(
        [Step("cd sub"), Step("export A='x y'"), Step('echo "$A\nz" > f'), Step("no", ticked=False)]
    )
    (tmp_path / "sub").mkdir()
    subprocess.run(["sh", "-c", script], check=True, cwd=tmp_path, timeout=60)
    assert (tmp_path / "sub" / "f").read_text() == "x y\nz\n"
    assert script.startswith("#!/bin/sh\nset -e\n")
    assert as_script([], shell="/bin/bash").startswith("#!/bin/bash\n")


def test_image_that_is_built_holds_what_the_script_makes(
    second_engine: Callable[..., RealEngine],
) -> None:
    """Both on an Engine: quotes, folders with blanks, variables, lines within quotes, JSON."""
    engine = second_engine(image=True)
    typed_there = [
        "mkdir -p '/srv/a b'",
        "cd '/srv/a b'",
        "export A='x \"$HOME\" \\ y' B=2",
        'echo "$A-$B" > one',
        "echo 'two\nlines' > two",
        "[ -f one ] && pwd > three",
        "mkdir -p c && cd c && pwd > ../four",
        "cd ..",
        "for i in 1 2\ndo echo $i >> five\ndone",
        "cat <<END > six\n$A\nEND",
        "echo $((1 << 2)) > seven",
        "C=$B; export C; echo $C > eight",
        "cd /",
        "cd -",
        "pwd > nine",
    ]
    steps = [Step(command) for command in typed_there]
    read = "cd '/srv/a b'; for i in one two three four five six seven eight nine; do cat $i; done"
    ran = ("run", "--rm", "-i", "--network", "none")
    expected = engine.docker(
        *ran,
        IMAGE,
        "sh",
        "-c",
        f"cat > /s && sh /s > /dev/null && {read}",
        stdin=as_script(steps).encode(),
    )
    engine.docker("build", "-q", "-t", "built:1", "-", stdin=as_dockerfile(steps, IMAGE).encode())
    assert engine.docker(*ran, "built:1", "sh", "-c", read) == expected
    assert expected.split("\n")[-3:] == ["4", "2", "/srv/a b"]


def test_image_is_made_by_who_typed_where_it_was_typed(
    aio: Aio, second_engine: Callable[..., RealEngine]
) -> None:
    """On an Engine: the container's user and folder, and those that a terminal was opened with."""
    engine = second_engine(image=True)
    base = f"""FROM {IMAGE}
        RUN mkdir -p /etc /root /srv/app && echo 'root:x:0:0::/root:/bin/sh' > /etc/passwd
        RUN echo 'app:x:1000:1000::/srv/app:/bin/sh' >> /etc/passwd && chmod -R 777 /root /srv"""
    engine.docker("build", "-q", "-t", "base:1", "-", stdin=base.encode())
    kept = ("who", "where", "what", "within", "again", "home")
    names = " -o ".join(f"-name {name}" for name in kept)
    read = ("sh", "-c", f"find / -xdev -type f \\( {names} \\) | sort | xargs grep -H ''")
    environment = {"X": "a 'b' $c", "API_TOKEN": "hunter2", "TERM": "xterm-256color"}
    as_app = ("-u", "app", "-w", "/srv/app")
    shell = ShellPlan(Target(Kind.CONTAINER, "web", "web"), ("sh",), environment=environment)
    for of_container, plan, knows_home in (
        ((), replace(shell, user="app", folder="/srv/app"), False),
        (as_app, shell, False),
        (as_app, replace(shell, user="root"), True),
        (("-e", "HOME=/srv/app"), replace(shell, user="app", folder="/srv"), True),
    ):
        steps = [
            Step("id -u > who"),
            Step('pwd > where && echo "$X" > what'),
            Step("mkdir sub && cd sub && pwd > within"),
            Step("cd .. && pwd > again"),
            *[Step("cd ~ && pwd > home")] * knows_home,
        ]
        engine.docker("run", "-d", "--name", "web", *of_container, "base:1", *WAIT)
        made = as_dockerfile(steps, "base:1", begun=aio(asked(engine, plan)))
        assert "hunter2" not in made
        assert "TERM" not in made
        engine.docker("build", "-q", "-t", "built:1", "-", stdin=made.encode())
        how = plan.line()[3:-2]
        engine.docker("exec", "-i", *how, "web", "sh", stdin=as_script(steps).encode())
        expected = engine.docker("exec", "-u", "root", "web", *read)
        ran = ("run", "--rm", "-u", "root", "--network", "none", "built:1")
        assert engine.docker(*ran, *read) == expected
        assert len(expected.splitlines()) == 5 + knows_home
        engine.docker("rm", "-f", "web")


async def asked(engine: RealEngine, plan: Plan) -> Begun:
    async with connected(engine.url) as there:
        return await how_begun(there, plan, seconds=30)  # the machine may be busy


def test_who_looks_over_what_was_recorded_waits_a_second_for_the_engine_and_no_longer(
    clock_aio: Aio, world: FakeWorld
) -> None:
    world.fail("inspect", until=asyncio.Event())
    plan = ShellPlan(Target(Kind.CONTAINER, "web", "web"), ("sh",), user="app")

    async def main() -> None:
        began = asyncio.get_running_loop().time()
        begun = await how_begun(FakeEngine(world), plan)
        assert begun == Begun("app", told=False)
        assert "was not told in time" in as_dockerfile([], "web:1", begun=begun)
        assert asyncio.get_running_loop().time() - began == pytest.approx(1)

    clock_aio(main())


TEXTS = st.text(st.sampled_from("ab1 '\"\\$`;&|<>(){}#~=*\n-_/"), max_size=14)


@given(TEXTS)
def test_any_text_is_read_to_its_end(text: str) -> None:
    scanned(text)
    is_unfinished(text)
    assert all(part in text for part in sequence(text))
    assert all(line for line in dockerfile(text))
    assert "\n" not in "".join(dockerfile(text))


@settings(max_examples=60)
@given(text=TEXTS)
@example(text="\\\n")
@example(text="a\\\nb \"c\\\nd\" 'e\\\nf' \\\n g")
def test_words_are_those_of_a_shell(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    found = words(text)
    if not found or any(piece.is_variable for word in found for piece in word):
        return
    expected = ["".join(piece.text for piece in word) for word in found]
    ran = subprocess.run(
        ["sh", "-c", f"printf '%s\\0' {text}"],
        capture_output=True,
        timeout=60,
        env={"PATH": os.environ["PATH"]},
        cwd=tmp_path_factory.getbasetemp(),
    )
    assert ran.stdout.decode().split("\0")[:-1] == expected
