from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.model.shell import Shell, quoted, script

# Everything that an argument can be: any text that can be encoded, without NUL.
WORDS = st.text(
    st.characters(exclude_characters="\0", codec="utf-8"), max_size=20
) | st.sampled_from(["", "-", "--", "$HOME", "`id`", "a'b", 'a"b', "a\\", "\n", "!x", "~", "*"])


def run_sh(text: str) -> list[str]:
    printed = subprocess.run(["sh", "-c", text], capture_output=True, check=True).stdout
    return printed.decode("utf-8", "surrogateescape").split("\0")[:-1]


@settings(max_examples=150)
@given(st.lists(WORDS, min_size=1, max_size=6))
def test_a_posix_line_reads_back_as_the_same_words(words: list[str]) -> None:
    assert run_sh(quoted(["printf", r"%s\0", *words], Shell.POSIX)) == words


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("web", "web"),
        ("--force", "--force"),
        ("-f", "-f"),
        ("app:1.2", "app:1.2"),
        ("localhost:5000/team/app", "localhost:5000/team/app"),
        ("", "''"),
        ("two words", "'two words'"),
        ("it's", "'it''s'"),
        ("\u2018x\u2019 \u201ay\u201b", "'\u2018\u2018x\u2019\u2019 \u201a\u201ay\u201b\u201b'"),
        ('say "hi"', "'say \"hi\"'"),
        ("$HOME", "'$HOME'"),
        ("a`nb", "'a`nb'"),
        ("a\nb", "'a\nb'"),
        ("@args", "'@args'"),
        ("a,b", "'a,b'"),
        ("a;b", "'a;b'"),
        ("(x)", "'(x)'"),
        ("%PATH%", "'%PATH%'"),
        ("--%", "'--%'"),
        ("--", "'--'"),
        ("-a.b", "'-a.b'"),
        ("-a:b", "'-a:b'"),
        ("10.0.0.0/24", "'10.0.0.0/24'"),
        ("1kb", "'1kb'"),
        ("#x", "'#x'"),
        ("C:\\Users\\me", "'C:\\Users\\me'"),
        ("日本", "'日本'"),
        ("a\u2014b", "'a\u2014b'"),  # it takes any dash for one
    ],
)
def test_a_word_for_powershell(word: str, written: str) -> None:
    assert quoted(["docker", word], Shell.POWERSHELL) == f"docker {written}"


def test_a_program_with_a_space_is_called_in_powershell() -> None:
    assert quoted(["C:\\my docker", "ps"], Shell.POWERSHELL) == "& 'C:\\my docker' ps"


def unquoted(text: str) -> list[str]:
    """PowerShell's single-quoted strings and bare words, by about_Quoting_Rules."""
    quotes = "'\u2018\u2019\u201a\u201b"
    words, at = [], 0
    while at < len(text):
        word = ""
        if text[at] in quotes:
            at += 1
            while not (text[at] in quotes and text[at + 1 : at + 2] not in tuple(quotes)):
                if text[at] in quotes:
                    at += 1
                word += text[at]
                at += 1
            at += 1
        else:
            while at < len(text) and text[at] != " ":
                word += text[at]
                at += 1
        words.append(word)
        at += 1
    return words


@given(st.lists(WORDS, max_size=6))
def test_a_powershell_line_reads_back_as_the_same_words(words: list[str]) -> None:
    assert unquoted(quoted(["docker", *words], Shell.POWERSHELL)) == ["docker", *words]


ENTRIES = st.lists(
    st.tuples(
        st.text(max_size=30),
        st.lists(st.lists(WORDS, max_size=4).map(lambda w: ["docker", *w]), max_size=2),
        st.booleans(),
    ),
    max_size=4,
)


@pytest.fixture(scope="module")
def fake_docker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a ``docker`` that writes down its arguments into $RECORD."""
    folder = tmp_path_factory.mktemp("bin")
    program = folder / "docker"
    program.write_text('#!/bin/sh\nprintf "%s\\0" "$#" "$@" >>"$RECORD"\n')
    program.chmod(0o755)
    return folder


@settings(max_examples=60)
@given(entries=ENTRIES)
def test_a_script_calls_docker_as_it_was_recorded_and_nothing_else(
    fake_docker: Path, entries: list[tuple[str, list[list[str]], bool]]
) -> None:
    record = fake_docker / "record"
    record.write_bytes(b"")
    text = fake_docker / "script"
    text.write_text(script(entries, Shell.POSIX), encoding="utf-8", newline="")
    environment = {
        **os.environ,
        "PATH": f"{fake_docker}:{os.environ['PATH']}",
        "RECORD": str(record),
    }
    done = subprocess.run(["sh", str(text)], capture_output=True, env=environment, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    fields = record.read_bytes().decode().split("\0")[:-1]
    calls = []
    while fields:
        count = int(fields.pop(0))
        calls.append(["docker", *fields[:count]])
        fields = fields[count:]
    assert calls == [line for _comment, lines, effective in entries if effective for line in lines]


def test_a_script_ends_at_the_first_line_that_fails(tmp_path: Path) -> None:
    text = script([("", [["false"], ["touch", str(tmp_path / "made")]], True)], Shell.POSIX)
    assert subprocess.run(["sh", "-c", text], check=False).returncode == 1
    assert not (tmp_path / "made").exists()


def test_a_script_looks_as_a_person_would_write_it() -> None:
    entries = [
        ("Stop web", [["docker", "stop", "web"]], True),
        ("Remove x\nfailed", [["docker", "rm", "x y"]], False),
    ]
    assert script(entries, Shell.POSIX) == (
        "#!/bin/sh\nset -eu\n\n# Stop web\ndocker stop web\n\n# Remove x\n# failed\n"
        "# docker rm 'x y'\n"
    )
    assert script(entries, Shell.POWERSHELL).splitlines()[2:5] == [
        "",
        "# Stop web",
        "docker stop web",
    ]
