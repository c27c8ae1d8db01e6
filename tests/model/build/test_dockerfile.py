"""What a Dockerfile says, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.engine.hadolint import Advice, find_hadolint, lint
from desktop.engine.records import PartState, ProgressPart
from desktop.model.build.advice import all_findings, merged
from desktop.model.build.checks import check, needs, too_new
from desktop.model.build.completion import completions
from desktop.model.build.dockerfile import KEYWORDS, parse
from desktop.model.build.findings import Fault, Finding, Severity
from desktop.model.build.sources import check_sources
from desktop.model.build.spec import BuildSpec, line
from desktop.model.build.story import instruction_of, planned
from desktop.model.build.survey import escaped, leave_out
from tests.support.aio import Aio
from tests.support.dockerfile_mistakes import MISTAKES, RIGHT, Mistake, make_folder

WHOLE = """\
# syntax=docker/dockerfile:1
# escape=`
ARG BASE=debian:12

FROM --platform=linux/amd64 ${BASE} AS build
# a comment
RUN echo one `
    # within
    && echo two

COPY <<EOF <<-'END' /etc/
first
EOF
\tsecond
\tEND
FROM scratch as last
COPY --from=build --chown=1:1 /a /b
"""


def test_instructions_have_their_lines_flags_and_stages() -> None:
    found = parse(WHOLE)
    assert [(it.keyword, it.line, it.end, it.stage) for it in found.instructions] == [
        ("ARG", 3, 3, -1),
        ("FROM", 5, 5, 0),
        ("RUN", 7, 9, 0),
        ("COPY", 11, 15, 0),
        ("FROM", 16, 16, 1),
        ("COPY", 17, 17, 1),
    ]
    assert [(it.name, it.base, it.platform) for it in found.stages] == [
        ("build", "${BASE}", "linux/amd64"),
        ("last", "scratch", ""),
    ]
    assert found.instructions[2].rest == "echo one     && echo two"
    assert found.instructions[3].documents == ("EOF", "END")
    assert found.instructions[5].flags == (("from", "build"), ("chown", "1:1"))
    assert (found.syntax, found.escape) == ("docker/dockerfile:1", "`")
    assert found.arguments == {"BASE": "debian:12"}
    assert check(found) == []


@given(st.text(alphabet="FROM ADCPY\\\n<EOF#=[]\"'$`-&", max_size=80))
def test_whatever_is_typed_is_read_and_checked(text: str) -> None:
    found = parse(text)
    for it in found.instructions:
        assert 1 <= it.line <= it.end <= len(found.lines)
    for each in check(found):
        assert 1 <= each.line <= len(found.lines)
        assert each.column + each.length <= max(len(found.lines[each.line - 1]), 1)


_SAID = ["--x", "--from=", "--mount=type=secret,id=", "AS", "<<EOF", "EOF", "# escape=`", "NONE"]
_SIGNS = st.text("/.a09[]{}\"'$=,<#`\\-:@\ufeff", max_size=6)
_PARTS = st.sampled_from([*KEYWORDS, *_SAID]) | _SIGNS | st.text(max_size=3)
_ENDS = st.sampled_from([" ", " ", " ", "", "\n", "\n", "\t", "\\\n", "\r\n", "\0", "\u2028"])


@settings(derandomize=True, max_examples=1000)
@example([("ONBUILD --x", "\n")])
@example([("SHELL " + "[" * 10_000, "\n")])
@given(st.lists(st.tuples(_PARTS, _ENDS), max_size=12))
def test_whatever_instructions_there_are_what_is_wrong_with_them_is_told(
    parts: list[tuple[str, str]],
) -> None:
    found = parse("".join(part + end for part, end in parts))
    for each in check(found):
        assert 1 <= each.line <= len(found.lines)
        assert each.column + each.length <= max(len(found.lines[each.line - 1]), 1)
    assert all(1 <= need.line <= len(found.lines) for need in needs(found))
    assert all((*found.arguments, *found.pulled))


@pytest.mark.parametrize("mistake", MISTAKES, ids=str)
def test_each_mistake_is_found_where_it_is_and_once(
    aio: Aio, tmp_path: Path, mistake: Mistake
) -> None:
    dockerfile = parse(mistake.text)
    found = aio(all_findings(dockerfile, make_folder(tmp_path / "c")))
    ours = [each for each in found if each.fault is not Fault.LINTER]
    if mistake.fault is Fault.LINTER:
        ours = [each for each in found if each.other == "DL3003"]
    (one,) = ours
    assert one.fault is mistake.fault
    assert (one.severity is Severity.ERROR) is mistake.fails
    text = dockerfile.lines[one.line - 1]
    marked = text[one.column : one.column + one.length] if one.length else text
    assert (one.line, marked) == (mistake.line, mistake.part)


@pytest.mark.parametrize(
    ("text", "fault", "severity"),
    [
        ("", Fault.EMPTY, Severity.HINT),
        ("FROM a:1\nCOPY --from=y a b\n", Fault.UNKNOWN_STAGE, Severity.WARNING),
        ("FROM a:1\nRUN <<E\nx\n", Fault.OPEN_DOCUMENT, Severity.ERROR),
    ],
)
def test_what_depends_on_more_than_the_line_is_found(
    text: str, fault: Fault, severity: Severity
) -> None:
    (found,) = check(parse(text))
    assert (found.fault, found.severity) == (fault, severity)


@pytest.mark.parametrize("text", RIGHT)
def test_what_the_engine_builds_is_no_error(text: str) -> None:
    assert not [each for each in check(parse(text)) if each.severity is Severity.ERROR]


@pytest.mark.parametrize(
    "text",
    [
        "FROM a:1\nRUN apt-get update && apt-get install -y x && rm -rf /var/lib/apt/lists/*\n",
        "FROM a:1\nRUN --mount=type=cache,target=/var/lib/apt apt-get install -y x\n",
        "FROM a@sha256:" + "0" * 64 + "\n",
        "ARG V=1\nFROM a:$V\nRUN true\n",
        "FROM scratch\nCOPY --from=nginx:1 a b\n",
        'FROM a:1\nCOPY ["a b", "c"]\nCMD ["x"]\nHEALTHCHECK NONE\n',
        "from a:1\nrun true\n",
        "FROM a:1\nENV PASSWORD_FILE=\nARG TOKEN\n",
    ],
)
def test_what_is_right_is_not_found_fault_with(text: str) -> None:
    assert check(parse(text)) == []


def test_a_likely_word_is_named() -> None:
    (found,) = check(parse("FROM a:1\nENTRYPONT x\n"))
    assert found.other == "ENTRYPOINT"


def test_sources_that_are_absent_left_out_or_outside_are_found(aio: Aio, tmp_path: Path) -> None:
    for name in ("here", "also.txt", "out.log"):
        (tmp_path / name).touch()
    (tmp_path / ".dockerignore").write_text("*.log\n")
    text = (
        "FROM a:1\nCOPY here *.txt gone \\\n  out.log /x/\nADD ../up https://a/b *.nope /x/\n"
        'COPY $VAR . "here" /y/\nCOPY --from=0 never /z\n'
    )
    found = aio(check_sources(parse(text), tmp_path))
    assert [(each.line, each.part, each.fault) for each in found] == [
        (2, "gone", Fault.ABSENT),
        (3, "out.log", Fault.IGNORED),
        (4, "../up", Fault.OUTSIDE),
        (4, "*.nope", Fault.ABSENT),
    ]
    assert found[1].other == "*.log"


def test_the_linter_says_more_and_repeats_nothing(aio: Aio) -> None:
    assert find_hadolint() is not None, "it comes with the environment"
    text = "FROM debian\nRUN apt-get update && apt-get install vim\nRUN cd /x\n"
    found = aio(all_findings(parse(text), None))
    said = [(each.line, each.fault, each.other) for each in found]
    assert (2, Fault.LINTER, "DL3014") in said, "-y"
    assert (3, Fault.LINTER, "DL3003") in said, "cd"
    assert (1, Fault.LATEST, "") in said
    assert not {"DL3006", "DL3009"} & {each.other for each in found}


def test_a_linter_that_can_not_run_says_nothing(aio: Aio, tmp_path: Path) -> None:
    broken = tmp_path / "hadolint"
    broken.write_text("#!/bin/sh\necho no json\n")
    broken.chmod(0o755)
    assert aio(lint(broken, "FROM a\n", None)) == []
    assert aio(lint(tmp_path / "none", "FROM a\n", None)) == []


def test_what_the_linter_cannot_read_is_told_once() -> None:
    stops = [Advice(2, "DL1000", "error", "unexpected 'C'")]
    broken = [Finding(Fault.UNKNOWN_INSTRUCTION, 2, "COPPY", Severity.ERROR)]
    assert merged(broken, stops) == []
    (only,) = merged([], stops)
    assert only.severity is Severity.ERROR


def test_what_needs_buildkit_is_known() -> None:
    found = needs(parse(WHOLE))
    assert [(need.line, need.hard) for need in found] == [(1, False), (11, True)]
    text = "FROM a:1\nRUN --mount=type=cache,target=/c x\nCOPY --link a b\nADD --checksum=x a b\n"
    assert [need.part for need in needs(parse(text))] == [
        "RUN --mount",
        "COPY --link",
        "ADD --checksum",
    ]
    assert needs(parse(text), "Podman Engine") == ()
    assert needs(parse("FROM --platform=linux/amd64 a:1\nRUN echo 1 <<<x\nCOPY a b\n")) == ()


def test_what_an_old_engine_s_buildkit_does_not_read_is_known() -> None:
    text = "FROM a:1\nRUN --mount=type=cache,target=/c x\nRUN <<E\nx\nE\nCOPY --link a b\n"

    def found(version: str, above: str = "") -> list[str]:
        dockerfile = parse(above + text)
        return [it.part for it in too_new(dockerfile, needs(dockerfile), version)]

    assert found("20.10.24+dfsg1") == ["RUN <<E", "COPY --link"]
    assert found("20.10.24", "# syntax=docker/dockerfile:1\n") == []
    assert found("23.0.1") == found("dev") == []


@pytest.mark.parametrize(
    ("mount", "fault", "name", "severity"),
    [
        ("type=secret,id=npm", Fault.NO_SECRET, "npm", Severity.WARNING),
        ("type=secret,target=/root/.npmrc", Fault.NO_SECRET, ".npmrc", Severity.WARNING),
        ("type=secret,src=a,dst=/b", Fault.NO_SECRET, "a", Severity.WARNING),
        ("type=secret,id=npm,required", Fault.NO_SECRET, "npm", Severity.ERROR),
        ("type=secret,id=npm,required=true", Fault.NO_SECRET, "npm", Severity.ERROR),
        ("required=false,type=secret,id=npm", Fault.NO_SECRET, "npm", Severity.WARNING),
        ("type=ssh", Fault.NO_AGENT, "default", Severity.WARNING),
        ("type=ssh,id=forge,required=1", Fault.NO_AGENT, "forge", Severity.ERROR),
    ],
)
def test_what_a_build_is_not_handed_is_told(
    mount: str, fault: Fault, name: str, severity: Severity
) -> None:
    dockerfile = parse(f"FROM a:1\nRUN true && \\\n true\nRUN --mount={mount} make\n")
    (found,) = check(dockerfile)
    word = f"--mount={mount}"
    assert found == Finding(fault, 4, word, severity, 4, len(word), name)


def test_other_mounts_are_handed_nothing() -> None:
    text = "FROM a:1\nRUN --mount=type=cache,target=/ssh --mount=target=/secret make\n"
    assert check(parse(text)) == []


def test_words_are_completed_by_their_place() -> None:
    dockerfile = parse("ARG V=1\nFROM a:1 AS build\nENV HOME=/x\nFROM b:1\nCOPY --from=")
    assert completions(dockerfile, 5, "COPY --from=")[1] == ["build"]
    assert completions(dockerfile, 5, "COPY --from=")[0] == 12
    start, words = completions(dockerfile, 6, "  co")
    assert (start, words) == (2, [f"{word.lower()} " for word in KEYWORDS])
    assert completions(dockerfile, 4, "FROM bu") == (5, ["build", "scratch"])
    assert completions(dockerfile, 4, "FROM b:1 A") == (9, ["AS "])
    assert completions(parse("FROM a:1\nARG V\nRUN $"), 3, "RUN $") == (5, ["V"])
    assert "--mount=type=cache,target=" in completions(parse("RUN --"), 1, "RUN --")[1]


def test_a_step_is_known_by_its_number_or_its_words() -> None:
    dockerfile = parse("FROM a:1 AS x\nRUN  one \\\n  two\nFROM x\nCOPY --link a b\n")
    steps = [
        ProgressPart("1/4 FROM a:1 AS x", PartState.DONE),
        ProgressPart("2/4 RUN  one   two", PartState.RUNNING),
    ]
    lines = [it.line if (it := instruction_of(dockerfile, steps, n)) else 0 for n in (0, 1, 2, -1)]
    assert lines == [1, 2, 0, 0]
    names = [part.name for part in planned(dockerfile, steps)]
    assert names[2:] == ["3/4 FROM x", "4/4 COPY --link a b"]
    vertices = [
        ProgressPart("[x 1/2] FROM docker.io/library/a:1", PartState.DONE),
        ProgressPart("[x 2/2] RUN one two", PartState.DONE),
        ProgressPart("[stage-1 1/1] COPY --link a b", PartState.FAILED),
    ]
    lines = [it.line if (it := instruction_of(dockerfile, vertices, n)) else 0 for n in range(3)]
    assert lines == [0, 2, 5]
    assert planned(dockerfile, vertices) == tuple(vertices)


def test_the_line_says_all_that_was_filled_in() -> None:
    spec = BuildSpec(
        Path("/src/my app"),
        "docker/Dockerfile.dev",
        tags=("a:1", "b"),
        arguments=(("V", "1"),),
        labels=(("l", "x y"),),
        target="last",
        platform="linux/arm64",
        no_cache=True,
        pull=True,
        network="host",
        memory="512m",
    )
    assert " ".join(line(spec)) == (
        "docker build --force-rm --tag a:1 --tag b --file /src/my app/docker/Dockerfile.dev"
        " --build-arg V=1 --label l=x y --target last --platform linux/arm64 --network host"
        " --memory 512m --no-cache --pull /src/my app"
    )
    assert line(BuildSpec(text="FROM a"))[-1] == "-"


def test_a_path_is_left_out_by_one_more_line(aio: Aio, tmp_path: Path) -> None:
    aio(leave_out(tmp_path, "a"))
    (tmp_path / ".dockerignore").write_bytes(b"x\ny")
    aio(leave_out(tmp_path, "odd[1]*"))
    assert (tmp_path / ".dockerignore").read_text() == "x\ny\nodd\\[1\\]\\*\n"
    assert escaped("#x") == "/#x"


def test_nothing_is_left_out_by_a_link_or_by_more_than_one_line(aio: Aio, tmp_path: Path) -> None:
    ignored, elsewhere = tmp_path / ".dockerignore", tmp_path / "elsewhere"
    for name in ("a\n!b", "a\r"):
        with pytest.raises(ValueError, match="line break"):
            aio(leave_out(tmp_path, name))
    assert not ignored.exists()
    ignored.symlink_to(elsewhere)
    for _ in range(2):  # one that leads nowhere, and one that leads to a file
        with pytest.raises(OSError, match="symbolic links"):
            aio(leave_out(tmp_path, "a"))
        assert not elsewhere.exists() or elsewhere.read_text() == "theirs\n"
        elsewhere.write_text("theirs\n")
    assert elsewhere.read_text() == "theirs\n"
