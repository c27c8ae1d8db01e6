"""What docker reads of its own machine: files of variables and labels, folders, profiles."""

from __future__ import annotations

from desktop.model.run.parse import parse
from desktop.model.run.problems import Fault
from desktop.model.run.resolve import Surroundings, on_host, resolved

FILES = {
    "/here/a.env": "\ufeff# said\n\n  A=1\r\nHOME\nNOT_HERE\nB=x=y \n".encode(),
    "/here/bad.env": b"A B=1\n",
    "/here/latin.env": b"A=\xff\n",
    "/abs/labels": b"a=b\nbare\nc=\n",
    "/here/seccomp.json": b'{ "defaultAction": "SCMP_ACT_ALLOW" }',
}


def read(path: str) -> bytes:
    try:
        return FILES[path]
    except KeyError:
        raise FileNotFoundError(path) from None


AROUND = Surroundings("/here", {"HOME": "/me", "TOKEN": "t"}, read)


def test_variables_of_files_come_first_and_names_alone_take_their_value() -> None:
    spec = parse("docker run --env-file a.env -e A=2 -e TOKEN -e GONE app").spec
    told, problems = resolved(spec, AROUND)
    assert told.environment == ("A=2", "HOME=/me", "B=x=y ", "TOKEN=t", "GONE")
    assert (told.environment_files, problems) == ((), ())


def test_labels_of_files_come_first() -> None:
    told, _ = resolved(parse("docker run --label-file /abs/labels -l a=mine app").spec, AROUND)
    assert told.labels == (("a", "b"), ("c", ""), ("a", "mine"))


def test_folders_are_told_from_the_root() -> None:
    line = "docker run -v ./a:/a -v ..:/b -v data:/c --mount type=bind,src=.,dst=/d app"
    told, _ = resolved(parse(line).spec, AROUND)
    assert [one.source for one in (*told.volumes, *told.mounts)] == [
        "/here/a",
        "/",
        "data",
        "/here",
    ]


def test_folders_of_windows_are_told_with_their_drive() -> None:
    told = [
        on_host(source, r"C:\Users\me") for source in (".", "..", "./a", r".\a\b", r"D:\x", "data")
    ]
    assert told == [
        r"C:\Users\me",
        r"C:\Users",
        r"C:\Users\me\a",
        r"C:\Users\me\a\b",
        r"D:\x",
        "data",
    ]


def test_a_profile_is_sent_itself() -> None:
    told, _ = resolved(parse("docker run --security-opt seccomp=seccomp.json app").spec, AROUND)
    assert told.security_options == ('seccomp={"defaultAction":"SCMP_ACT_ALLOW"}',)


def test_files_that_cannot_be_read_are_named() -> None:
    line = (
        "docker run --env-file none --env-file bad.env --env-file latin.env --label-file no"
        " --security-opt seccomp=no.json app"
    )
    _, problems = resolved(parse(line).spec, AROUND)
    assert {(problem.fault, problem.part, problem.field) for problem in problems} == {
        (Fault.UNREADABLE, "none", "environment_files"),
        (Fault.UNKNOWN_PART, "A B", "environment_files"),
        (Fault.UNREADABLE, "latin.env", "environment_files"),
        (Fault.UNREADABLE, "no", "label_files"),
        (Fault.UNREADABLE, "no.json", "security_options"),
    }
