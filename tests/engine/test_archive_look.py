"""A file is told by what is in it, whatever it is called; one that is not whole is found out."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import tracemalloc
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.archive_look import Contents, Found, look_inside
from desktop.engine.archive_records import ImageLayers, LayerFile
from desktop.engine.errors import Garbled
from desktop.engine.image_layers import read_layers
from desktop.engine.observations import Difference
from desktop.engine.tar_stream import BadTar, Stream, Truncated, entries

ID = "ab" * 32
Files = Iterable[tuple[str, bytes]]


def tar_of(files: Files, form: int = tarfile.PAX_FORMAT) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=form) as tar:
        for name, content in files:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            if name.endswith("/"):
                info.type, info.size = tarfile.DIRTYPE, 0
            tar.addfile(info, io.BytesIO(content))
    return packed.getvalue()


SAVED = tar_of(
    [
        (f"{ID}/", b""),
        (f"{ID}/VERSION", b"1.0"),
        (f"{ID}/layer.tar", b"x" * 9000),
        ("manifest.json", b"[]"),
    ]
)
OCI = tar_of([("blobs/", b""), ("blobs/sha256/", b""), (f"blobs/sha256/{ID}", b"{}")])
FILES = tar_of([("./", b""), ("./bin/", b""), ("./bin/sh", b"x" * 5000), ("manifest.json", b"{}")])
PACKERS: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("", bytes),
    ("gzip", gzip.compress),
    ("bzip2", bz2.compress),
    ("xz", lzma.compress),
]


def looked(tmp_path: Path, content: bytes) -> Found:
    path = tmp_path / "whatever.txt"
    path.write_bytes(content)
    return look_inside(path)


@pytest.mark.parametrize(("name", "pack"), PACKERS)
def test_it_is_told_by_its_contents(
    tmp_path: Path, name: str, pack: Callable[[bytes], bytes]
) -> None:
    assert looked(tmp_path, pack(SAVED)) == Found(Contents.IMAGES, name)
    assert looked(tmp_path, pack(OCI)) == Found(Contents.IMAGES, name)
    assert looked(tmp_path, pack(FILES)) == Found(Contents.FILES, name)
    assert looked(tmp_path, pack(tar_of([]))) == Found(Contents.EMPTY, name)


@pytest.mark.parametrize(
    "content", [b"hello", b"x" * 5000, b"PK\3\4" + b"x" * 600, b"\x1f\x8bnonsense" * 90]
)
def test_what_is_no_tar_is_none(tmp_path: Path, content: bytes) -> None:
    assert looked(tmp_path, content).contents is Contents.NO_TAR


def test_an_empty_file_and_one_that_only_the_engine_can_unpack_are_told(tmp_path: Path) -> None:
    assert looked(tmp_path, b"") == Found(Contents.EMPTY)
    assert looked(tmp_path, b"\x28\xb5\x2f\xfd" + bytes(99)) == Found(Contents.UNSEEN, "zstd")


@pytest.mark.parametrize("lost", [1025, 3000, 10_000])
def test_one_that_is_cut_off_is_found_out(tmp_path: Path, lost: int) -> None:
    whole = SAVED.rstrip(b"\0") + bytes(1024)
    assert looked(tmp_path, whole[:-lost]).contents is Contents.CUT_OFF


def test_a_file_that_can_not_be_read_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        look_inside(tmp_path / "none.tar")
    with pytest.raises(IsADirectoryError):
        look_inside(tmp_path)


NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


@given(
    st.lists(st.tuples(NAMES, st.binary(max_size=2000)), max_size=6),
    st.sampled_from([tarfile.PAX_FORMAT, tarfile.GNU_FORMAT]),
    st.integers(1, 700),
)
def test_a_stream_is_read_as_python_reads_it(
    files: list[tuple[str, bytes]], form: int, step: int
) -> None:
    packed = tar_of([(name * 40, data) for name, data in files], form)
    stream = Stream(packed[i : i + step] for i in range(0, len(packed), step))
    ours = [(e.name.rstrip("/"), e.size, stream.read(e.size)) for e in entries(stream)]
    with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
        theirs = []
        for member in tar:
            file = tar.extractfile(member)
            data = file.read() if file is not None else b""
            theirs.append((member.name, len(data), data))
    assert ours == theirs


@pytest.mark.parametrize("end", [100, 600, 1000])
def test_a_stream_that_ends_early_is_truncated(end: int) -> None:
    with pytest.raises(Truncated):
        list(entries(Stream([tar_of([("a", b"x" * 900)])[:end]])))


def test_a_stream_of_anything_else_is_no_tar() -> None:
    with pytest.raises(BadTar):
        list(entries(Stream([b"x" * 5000])))


def image(*layers: Files, packed: Callable[[bytes], bytes] = bytes) -> list[tuple[str, bytes]]:
    """As an Engine of today saves one: blobs, and at the end what they are."""
    names = [f"blobs/sha256/{number:064x}" for number in range(len(layers))]
    steps: list[dict[str, object]] = [{"created_by": "x"} for _layer in layers]
    steps.insert(1, {"created_by": "CMD", "empty_layer": True})
    config = json.dumps({"history": steps}).encode()
    manifest = json.dumps([{"Config": f"blobs/sha256/{ID}", "Layers": names}]).encode()
    data = [packed(tar_of(layer)) for layer in layers]
    return [
        *zip(names, data, strict=True),
        (f"blobs/sha256/{ID}", config),
        ("manifest.json", manifest),
    ]


@pytest.mark.parametrize("packed", [bytes, gzip.compress])
def test_layers_are_read_from_the_stream_of_an_image(packed: Callable[[bytes], bytes]) -> None:
    low = [("bin/", b""), ("bin/sh", b"x" * 600), ("etc/a", b"")]
    high = [("etc/.wh.a", b""), ("var/.wh..wh..opq", b""), ("./new", b"12")]
    found = read_layers([tar_of(image(low, high, packed=packed))])
    added, changed, deleted = Difference.ADDED, Difference.CHANGED, Difference.DELETED
    assert found == ImageLayers(
        (
            (
                LayerFile("/bin", 0, added, folder=True),
                LayerFile("/bin/sh", 600, added),
                LayerFile("/etc/a", 0, added),
            ),
            (
                LayerFile("/etc/a", 0, deleted),
                LayerFile("/var", 0, changed, opaque=True, folder=True),
                LayerFile("/new", 2, added),
            ),
        ),
        (0, None, 1),
    )


@pytest.mark.parametrize(
    "files",
    [
        [],
        [("a", b"x")],
        [("manifest.json", b"[{}]")],
        [("manifest.json", b"nonsense")],
        image([("a", b"")])[1:],
    ],
)
def test_a_stream_that_is_no_saved_image_makes_no_sense(files: Files) -> None:
    with pytest.raises(Garbled):
        read_layers([tar_of(files)])


def test_an_image_of_any_size_takes_little_memory() -> None:
    size = 256 << 20
    layer = tarfile.TarInfo("big")
    layer.size = size
    outer = tarfile.TarInfo("blobs/sha256/" + f"{0:064x}")
    outer.size = size + 1536
    piece = bytes(1 << 20)
    tail = tar_of(image([])[1:])

    def pieces() -> Iterable[bytes]:
        yield outer.tobuf() + layer.tobuf()
        for _number in range(size >> 20):
            yield piece
        yield bytes(1024)
        yield tail

    tracemalloc.start()
    try:
        [[file]] = read_layers(pieces()).layers
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert file.size == size
    assert peak < 4 << 20
