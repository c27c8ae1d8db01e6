"""Each field of the record has one place in the wizard, which fills it and shows it again."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.model.run.line import line
from desktop.model.run.pages import Page
from desktop.model.run.parse import parse
from desktop.model.run.problems import Fault
from desktop.model.run.spec import OPTIONS, ContainerSpec
from desktop.model.shell import Shell, quoted
from desktop.ui.run import ways
from desktop.ui.run.editors import FlagEditor, LineEditor
from desktop.ui.run.said import GROUPS, fields_on, said_on
from desktop.ui.run.table_editor import TableEditor
from desktop.ui.run.words import _SENTENCES, sentence
from tests.model.run.specs import whatever
from tests.ui.run.conftest import Filled, Wizards, every_page

LINES = (
    "docker run -itd -p 127.0.0.1:5001:5000/udp --name s0 --network shop -v data:/var/lib app:1 sh",
    "docker run -p 8000-8010:80-90 -p '[::1]:81:81/sctp' -p 9000-9009:90 -P --expose 7/udp app:1",
    "docker run -v /own -v /etc:/there:ro,rslave,z --mount type=tmpfs,dst=/t,tmpfs-size=64m"
    " --mount type=bind,src=/a,dst=/b,ro,bind-propagation=rshared,bind-nonrecursive"
    " --tmpfs /u:size=1m,mode=1777 --volumes-from web:ro --read-only --storage-opt size=1G app:1",
    "docker run --network shop --network-alias a --network-alias b --ip 172.18.0.9"
    " --network name=bridge,driver-opt=a.b=c,gw-priority=3 --dns 1.1.1.1 --add-host db:10.0.0.1"
    " -h web --domainname example.com --dns-search . --dns-opt ndots:2 app:1",
    "docker run -e A=b -e EMPTY= -e HERE -e 'S=a b\"c' --env-file vars.env -l a=b -l bare"
    " --label-file labels --annotation x=y app:1 sh -c 'echo \"$HOME\"'",
    "docker run --entrypoint '' -w /srv -u 1:2 --group-add a --init=false --stop-signal INT"
    " --stop-timeout 0 --restart on-failure:3 --platform linux/arm64 --pull always -a stdout app:1",
    "docker run -m 64m --memory-swap -1 --cpus 1.5 --pids-limit -1 --ulimit nofile=1:2"
    " --shm-size 1g --health-cmd 'true || false' --health-interval 1m30s --health-retries 2"
    " --log-driver local --log-opt max-size=1m --device-read-bps /dev/a:1m --cpu-shares 5 app:1",
    "docker run --privileged --cap-add SYS_ADMIN --cap-drop ALL --security-opt no-new-privileges"
    " --device /dev/a:/dev/b:r --device-cgroup-rule 'c 42:* rmw' --gpus '\"device=0,1\"'"
    " --sysctl net.core.somaxconn=1 --pid host --ipc shareable --uts host --userns host"
    " --cgroupns private --cgroup-parent /a --runtime runc --isolation default app:1",
)


def test_each_field_is_on_one_page() -> None:
    placed = [field for page in Page for field in fields_on(page)]
    assert sorted(placed) == sorted(field.name for field in fields(ContainerSpec))


def test_no_two_fields_of_a_page_have_the_same_label() -> None:
    for groups in GROUPS.values():
        labels = [entry.label for group in groups for entry in group.entries]
        assert len(labels) == len(set(labels))


def test_each_fault_has_a_sentence() -> None:
    assert set(_SENTENCES) == set(Fault)


@pytest.mark.parametrize("text", LINES)
def test_what_a_line_says_is_read_again_from_the_fields(wizard: Wizards, text: str) -> None:
    spec = parse(text).spec
    with wizard(spec) as filled:
        every_page(filled)
        assert filled.spec == spec
        assert filled.line == quoted(line(spec), Shell.POSIX)
        reread(filled)
        assert filled.spec == spec


def test_each_page_fills_its_fields(wizard: Wizards) -> None:
    """Typed into an empty wizard, field by field, it is what the lines say."""
    with wizard() as filled:
        every_page(filled)
        for text in LINES:
            wanted = parse(text).spec
            filled.wizard.draft.describe(ContainerSpec())
            for page in Page:
                for field in fields_on(page):
                    fill(filled, field, wanted)
            assert filled.spec == wanted


def fill(filled: Filled, field: str, wanted: ContainerSpec) -> None:
    """As a person would, with the text or the row that says it."""
    value = getattr(wanted, field)
    if value == getattr(ContainerSpec(), field):
        return
    editor = filled.wizard.page(next(p for p in Page if field in fields_on(p))).editors[field]
    if isinstance(editor, FlagEditor):
        editor.box.setChecked(value)
    elif isinstance(editor, LineEditor):
        assert editor.line is not None
        editor.line.setText(ways.way_of(field).write(value))
        assert editor.accepted, (field, editor.note)
    else:
        for one in value:
            cells = editor.rows.kind.write(one)
            row = editor.rows.count
            for column, text in enumerate(cells):
                editor.rows.setData(editor.rows.index(row, column), text)


def reread(filled: Filled) -> None:
    """All texts and rows are read as they stand."""
    for page in Page:
        for editor in dict.fromkeys(filled.wizard.page(page).editors.values()):
            if isinstance(editor, TableEditor):
                editor.rows.reread()
            else:
                editor.commit()


def specs() -> st.SearchStrategy[ContainerSpec]:
    """Any of what the lines say, put together anew."""
    known = [parse(text).spec for text in LINES]
    parts = {
        field.name: st.sampled_from([getattr(each, field.name) for each in known])
        for field in fields(ContainerSpec)
    }
    return st.builds(ContainerSpec, **parts)


def test_any_container_stays_as_it_is_through_the_wizard(wizard: Wizards) -> None:
    with wizard() as filled:
        every_page(filled)

        @given(spec=specs())
        @settings(max_examples=40, deadline=None)
        def stays(spec: ContainerSpec) -> None:
            filled.wizard.draft.describe(spec)
            assert filled.spec == spec
            reread(filled)
            assert filled.spec == spec
            assert filled.line == quoted(line(spec), Shell.POSIX)
            said = [word for page in Page for words in said_on(page, spec) for word in words]
            assert sorted(said) == sorted(_apart(line(spec))[2:])

        stays()


def test_whatever_is_in_a_record_the_wizard_shows_it_and_changes_nothing(wizard: Wizards) -> None:
    with wizard() as filled:
        every_page(filled)

        @given(spec=whatever())
        @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
        def stays(spec: ContainerSpec) -> None:
            filled.wizard.draft.describe(spec)
            for page in Page:
                filled.wizard.page(page).check()
            assert filled.spec == spec

        stays()


def _apart(words: tuple[str, ...]) -> list[str]:
    """``-itd`` as ``-i -t -d``."""
    found: list[str] = []
    for number, word in enumerate(words):
        if number == 2 and word.startswith("-") and not word.startswith("--"):
            found += [f"-{letter}" for letter in word[1:]]
        else:
            found.append(word)
    return found


def test_a_line_break_in_a_value_is_kept(wizard: Wizards) -> None:
    spec = ContainerSpec("app:1", environment=("A=one\ntwo", "B=x"), labels=(("k", "a\tb\n"),))
    with wizard(spec) as filled:
        every_page(filled)
        filled.put("environment", 1, 1, "y")
        assert filled.spec == replace(spec, environment=("A=one\ntwo", "B=y"))


def test_a_long_command_of_emoji_is_kept_to_its_end(wizard: Wizards) -> None:
    spec = ContainerSpec("app:1", command=("echo", "😀" * 4000 + "end"))
    with wizard(spec) as filled:
        every_page(filled)
        reread(filled)
        assert filled.spec == spec


def test_sentences_have_no_gap() -> None:
    from desktop.model.run.problems import Problem

    for option in OPTIONS:
        for fault in Fault:
            said = sentence(Problem(fault, "part", option.names[0], option.field))
            assert said
            assert "{" not in said
