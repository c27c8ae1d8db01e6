"""Nothing that an archive holds is written outside the folder that the user chose."""

from __future__ import annotations

import io
import os
import tarfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.errors import Garbled
from desktop.engine.file_extract import Extraction
from desktop.engine.file_ground import Folder
from desktop.engine.file_pace import Notes, Pace
from desktop.engine.file_pack import Packing, walk
from desktop.engine.file_records import Copied, CopyOptions, Note, Why
from desktop.engine.file_repack import repacked
from desktop.engine.file_tar import Names, members
from desktop.engine.tar_stream import Stream

FILE, FOLDER, LINK, HARD = tarfile.REGTYPE, tarfile.DIRTYPE, tarfile.SYMTYPE, tarfile.LNKTYPE
Told = tuple[Any, ...]


def archive(*entries: Told) -> bytes:
    """A tar of (name, type, content or link, mode)."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for name, kind, what, *mode in entries:
            info = tarfile.TarInfo(name)
            info.type, info.mode = kind, (mode or [0o755])[0]
            if kind == FILE:
                info.size = len(what)
            else:
                info.linkname = what
            tar.addfile(info, io.BytesIO(what) if kind == FILE else None)
    return packed.getvalue()


def extract(folder: Path, pieces: Iterable[bytes], base: str = "d") -> Copied:
    notes, pace = Notes(), Pace(lambda _progress: None)
    with Folder.open(str(folder)) as ground:
        names = Names(f"/{base}", base, base)
        Extraction(ground, names, CopyOptions(), pace, notes).run(pieces)
    return notes.copied(pace)


@pytest.fixture
def chosen(tmp_path: Path) -> Path:
    """The folder that the user chose; beside it is one that must stay as it is."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/precious").write_text("precious")
    (tmp_path / "chosen").mkdir()
    return tmp_path / "chosen"


def unharmed(chosen: Path) -> bool:
    outside = chosen.parent / "outside"
    kept = [path.name for path in outside.iterdir()] == ["precious"]
    beside = sorted(path.name for path in chosen.parent.iterdir()) == ["chosen", "outside"]
    return kept and beside and (outside / "precious").read_text() == "precious"


OUT = "../outside"
HOSTILE = {
    "a name that leads up": [("d/../../outside/new", FILE, b"x")],
    "a name that is absolute and leads up": [("/d/../../outside/new", FILE, b"x")],
    "another name than was asked for": [("e/file", FILE, b"x")],
    "a name with nothing but dots": [("..", FOLDER, "")],
    "a link that leads out": [("d/out", LINK, "../../outside")],
    "a file through a link": [("d/out", LINK, "/{outside}"), ("d/out/new", FILE, b"x")],
    "a folder in the place of a link": [
        ("d/out", LINK, "/{outside}"),
        ("d/out", FOLDER, "", 0o777),
    ],
    "a file in the place of a link": [
        ("d/out", LINK, "/{outside}/precious"),
        ("d/out", FILE, b"gone"),
    ],
    "a hard link to outside": [("d/hard", HARD, "{outside}/precious"), ("d/hard", FILE, b"gone")],
    "a hard link that leads up": [("d/hard", HARD, "d/../../outside/precious")],
    "a hard link through a link": [
        ("d/out", LINK, "/{outside}"),
        ("d/hard", HARD, "d/out/precious"),
    ],
    "a link to a link": [("d/a", LINK, "b"), ("d/b", LINK, "/{outside}"), ("d/a/new", FILE, b"x")],
    "a name with a NUL": [("d/a\0b", FILE, b"x")],
}


@pytest.mark.parametrize("entries", HOSTILE.values(), ids=list(HOSTILE))
def test_a_hostile_archive_writes_nothing_outside(entries: list[Told], chosen: Path) -> None:
    outside = str(chosen.parent / "outside").lstrip("/")
    filled = [
        (name, kind, what.format(outside=outside) if isinstance(what, str) else what, *mode)
        for name, kind, what, *mode in entries
    ]
    extract(chosen, [archive(("d/", FOLDER, ""), *filled, ("d/last", FILE, b"last"))])
    assert unharmed(chosen)
    assert (chosen / "d/last").read_bytes() == b"last"


def test_what_is_left_out_is_told(chosen: Path) -> None:
    copied = extract(
        chosen,
        [
            archive(
                ("d/../../x", FILE, b"x"),
                ("d/out", LINK, "../../outside"),
                ("d/hard", HARD, "nothing"),
                ("d/null", tarfile.CHRTYPE, ""),
                ("d/root", FILE, b"", 0o4755),
            )
        ],
    )
    assert [(note.path, note.why) for note in copied.notes] == [
        ("/d/../../x".replace("/d/../..", ""), Why.OUTSIDE),
        ("/d/out", Why.OUTSIDE),
        ("/d/hard", Why.OUTSIDE),
        ("/d/null", Why.SPECIAL),
        ("/d/root", Why.SETUID),
    ]
    assert (chosen / "d/root").stat().st_mode & 0o7777 == 0o755


@pytest.mark.parametrize(
    ("told", "year"),
    [
        ("9223372036854775807", 9999),
        ("-9223372036854775808", 1601),
        ("1e300", 9999),
        ("nan", 1970),
        ("inf", 1970),
    ],
)
def test_a_time_that_no_system_can_take_is_one_that_it_can(
    told: str, year: int, tmp_path: Path
) -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for name, kind in (("d", FOLDER), ("d/file", FILE), ("d/link", LINK)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname, info.mode = kind, "file" if kind == LINK else "", 0o755
            info.pax_headers = {"mtime": told}
            tar.addfile(info)
    pieces = packed.getvalue()
    times = [member.modified for member in members(Stream([pieces]))]
    assert {datetime.fromtimestamp(time, UTC).year for time in times} == {year}
    extract(tmp_path, [pieces])
    assert (tmp_path / "d/file").exists()
    assert (tmp_path / "d/link").is_symlink()


def test_what_is_too_deep_is_left_out_and_told(chosen: Path) -> None:
    deep = [f"d{'/f' * (depth - 1)}" for depth in (200, 201, 1200)]
    entries = [(name, FOLDER, "") for name in deep]
    last = [(f"{deep[2]}/file", FILE, b"x"), ("d/hard", HARD, deep[2]), ("d/last", FILE, b"last")]
    copied = extract(chosen, [archive(*entries, *last)])
    assert [(note.path, note.why) for note in copied.notes] == [
        (f"/{deep[1]}", Why.DEEP),
        (f"/{deep[2]}", Why.DEEP),
        (f"/{deep[2]}/file", Why.DEEP),
        ("/d/hard", Why.OUTSIDE),
    ]
    assert (chosen / deep[0]).is_dir()
    assert not (chosen / deep[1]).exists()
    assert (chosen / "d/last").read_bytes() == b"last"
    with Folder.open(str(chosen)) as ground:
        ground.remove("d")
    assert not list(chosen.iterdir())


def test_a_folder_that_is_swapped_for_a_link_meanwhile_leads_nowhere(chosen: Path) -> None:
    whole = archive(
        ("d/a/", FOLDER, ""), ("d/a/one", FILE, b"1"), ("d/a/two", FILE, b"2"), ("d/b", FILE, b"3")
    )
    at = whole.index(b"d/a/two")

    def swapping() -> Iterator[bytes]:
        yield whole[:at]
        (chosen / "d/a").rename(chosen / "d/moved")
        (chosen / "d/a").symlink_to(chosen.parent / "outside")
        yield whole[at:]

    extract(chosen, swapping())
    assert unharmed(chosen)
    assert (chosen / "d/moved/two").read_bytes() == b"2"


def test_a_folder_that_is_swapped_while_it_is_read_is_not_left(chosen: Path) -> None:
    (chosen / "a").mkdir()
    (chosen / "b").mkdir()
    (chosen / "b/mine").write_text("mine")

    def name(path: str) -> str:
        if path == "chosen/a":
            (chosen / "b").rename(chosen / "c")
            (chosen / "b").symlink_to(chosen.parent / "outside")
        return path

    notes, pace = Notes(), Pace(lambda _progress: None)
    with Folder.open(str(chosen.parent)) as above:
        packing = Packing(CopyOptions(), name, pace, notes)
        sent = b"".join(packing.pieces(walk(above, "chosen", notes), "chosen"))
    assert b"precious" not in sent
    with tarfile.open(fileobj=io.BytesIO(sent)) as tar:
        assert not [name for name in tar.getnames() if "b/" in name]


def test_an_archive_that_is_cut_off_is_an_error(chosen: Path) -> None:
    whole = archive(("d/", FOLDER, ""), ("d/file", FILE, b"x" * 2000))
    for length in (512 + 100, 512 + 512 + 700, 1024):
        with pytest.raises(Garbled):
            extract(chosen, [whole[:length]])


def test_no_hostile_name_goes_on_to_another_container() -> None:
    hostile = archive(
        ("d/", FOLDER, ""),
        ("d/../up", FILE, b"x"),
        ("e", FILE, b"x"),
        ("d/hard", HARD, "../../etc/shadow"),
        ("d/null", tarfile.CHRTYPE, ""),
        ("d/good", FILE, b"good"),
    )
    notes, pace = Notes(), Pace(lambda _progress: None)
    sent = b"".join(repacked([hostile], Names("/d", "d", "n"), lambda path: path, pace, notes))
    with tarfile.open(fileobj=io.BytesIO(sent)) as tar:
        assert tar.getnames() == ["n", "n/good"]
    assert [note.why for note in notes.copied(pace).notes] == [
        Why.OUTSIDE,
        Why.OUTSIDE,
        Why.OUTSIDE,
        Why.SPECIAL,
    ]


def test_another_name_of_a_file_that_is_skipped_says_so_where_it_is_sent_on() -> None:
    linked = archive(("d/", FOLDER, ""), ("d/a", FILE, b"x"), ("d/b", HARD, "d/a"))
    notes, pace = Notes(), Pace(lambda _progress: None)
    without_a = {"n/a": None}
    names = Names("/d", "d", "n")
    sent = b"".join(repacked([linked], names, lambda it: without_a.get(it, it), pace, notes))
    with tarfile.open(fileobj=io.BytesIO(sent)) as tar:
        assert tar.getnames() == ["n"]
    assert notes.copied(pace).notes == (Note("/d/a", Why.SKIPPED), Note("/d/b", Why.TWIN))


NAMES = st.sampled_from(["a", "b", "..", ".", "", "d", "link"])
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)
ENTRIES = st.lists(
    st.tuples(PATHS, st.sampled_from([FILE, FOLDER, LINK, HARD]), PATHS, st.booleans()), max_size=12
)


@given(ENTRIES)
def test_no_archive_at_all_writes_outside(entries: list[tuple[str, bytes, str, bool]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        chosen = Path(folder, "chosen")
        chosen.mkdir()
        (chosen.parent / "outside").mkdir()
        (chosen.parent / "outside/precious").write_text("precious")
        told: list[Told] = []
        for path, kind, target, absolute in entries:
            link = str(chosen.parent / "outside") if absolute else target
            told.append((f"d/{path}", kind, b"gone" if kind == FILE else link))
        with_links = [entry for entry in told if entry[0] and os.fspath(entry[0])]
        extract(chosen, [archive(*with_links)])
        assert unharmed(chosen)
