"""Files are read, written, renamed and deleted where they are, or it is said why not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.engine import file_reach
from desktop.engine.engine import DockerEngine
from desktop.engine.errors import Conflict, NotFound
from desktop.engine.file_errors import Changed, NeedsProgram, ProgramFailed, Refused, Rule
from desktop.engine.file_records import CopyOptions, FileKind, Place
from desktop.engine.records import Kind
from desktop.engine.starter_image import REFERENCE
from desktop.engine.threads import run_in_thread
from tests.engine.files.conftest import On
from tests.support.real_engine import IMAGE, LABEL

Docker = Callable[..., str]
Run = Callable[..., str]


def place(key: str) -> Place:
    return Place(Kind.CONTAINER, key, "web")


@pytest.fixture
def created(docker: Docker) -> Place:
    return place(docker("create", "--label", LABEL, IMAGE))


def test_a_file_is_written_in_its_place_and_keeps_its_mode_and_owner(
    on: On, docker: Docker, docker_run: Run
) -> None:
    key = docker_run()
    docker("exec", key, "sh", "-c", "echo one >/f; chown 12:34 /f; chmod 2750 /f; ln -s f /link")

    async def edit(engine: DockerEngine) -> None:
        read = await engine.files.read(place(key), "/link", 100)
        assert (read.data, read.cut) == (b"one\n", False)
        assert (await engine.files.read(place(key), "/f", 2)).cut
        written = await engine.files.write(place(key), "/link", b"two\r\n\xff", read.entry)
        assert (written.size, written.kind) == (6, FileKind.FILE)
        again = await engine.files.write(place(key), "/f", b"three", written)
        assert again.size == 5

    on(edit)
    assert docker("exec", key, "stat", "-c", "%a %u:%g", "/f") == "2750 12:34"
    assert docker("exec", key, "cat", "/link") == "three"
    assert docker("exec", key, "readlink", "/link") == "f"


def test_a_file_that_was_changed_or_came_meanwhile_is_not_overwritten(
    on: On, docker: Docker, docker_run: Run
) -> None:
    key = docker_run()
    docker("exec", key, "sh", "-c", "echo one >/f; touch -d @1000000000 /f")

    async def edit(engine: DockerEngine, change: str) -> None:
        files = engine.files
        read = await files.read(place(key), "/f", 100)
        docker("exec", key, "sh", "-c", change)
        with pytest.raises(Changed):
            await files.write(place(key), "/f", b"mine", read.entry)
        with pytest.raises(Changed):
            await files.write(place(key), "/f", b"mine", None)

    for change in ("echo longer >/f", "touch /f", "echo two >/f; touch -d @1000000007 /f"):
        on(lambda engine, change=change: edit(engine, change))
    assert docker("exec", key, "cat", "/f") == "two"

    async def gone(engine: DockerEngine) -> None:
        read = await engine.files.read(place(key), "/f", 100)
        docker("exec", key, "rm", "/f")
        with pytest.raises(Changed):
            await engine.files.write(place(key), "/f", b"mine", read.entry)
        await engine.files.write(place(key), "/f", b"new", None)

    on(gone)
    assert docker("exec", key, "cat", "/f") == "new"


def test_folders_are_made_in_any_state(
    on: On, docker: Docker, docker_run: Run, created: Place
) -> None:
    running = place(docker_run())

    async def make(engine: DockerEngine) -> None:
        for where in (running, created):
            await engine.files.make_folder(where, "/new")
            assert (await engine.files.stat(where, "/new")).kind is FileKind.FOLDER
            with pytest.raises(Conflict):
                await engine.files.make_folder(where, "/new")
            with pytest.raises(NotFound):
                await engine.files.make_folder(where, "/none/new")

    on(make)
    assert docker("exec", running.key, "stat", "-c", "%a", "/new") == "755"


def test_entries_are_renamed_and_deleted_where_a_program_can_run(
    on: On, docker: Docker, docker_run: Run, created: Place
) -> None:
    running = place(docker_run())
    docker("exec", running.key, "sh", "-c", "mkdir '/-d'; echo x >'/-d/$(id)'; ln -s /etc /etclink")

    async def change(engine: DockerEngine) -> None:
        files = engine.files
        await files.rename(running, "/-d/$(id)", "/-d/; rm -rf *")
        await files.rename(running, "/-d", "/e")
        with pytest.raises(Conflict):
            await files.rename(running, "/e", "/bin")
        with pytest.raises(NotFound):
            await files.rename(running, "/nothing", "/x")
        assert (await files.read(running, "/e/; rm -rf *", 9)).data == b"x\n"
        await files.delete(running, ["/e", "/etclink", "/gone already"])
        with pytest.raises(NotFound):
            await files.stat(running, "/e")
        with pytest.raises(Refused):
            await files.delete(running, ["/"])
        with pytest.raises(ProgramFailed) as failed:
            await files.delete(running, ["/proc/version"])
        assert "/proc/version" in failed.value.explanation
        with pytest.raises(NeedsProgram) as needed:
            await files.delete(created, ["/bin/sh"])
        assert (needed.value.program, needed.value.running) == ("rm", False)

    on(change)
    assert docker("exec", running.key, "cat", "/etc/passwd")


def test_entries_are_moved_into_a_folder_or_none_of_them(
    on: On, docker: Docker, docker_run: Run
) -> None:
    docker("volume", "create", "--label", "portside.test", "moving")
    running, volume = place(docker_run("-v", "moving:/v")), Place(Kind.VOLUME, "moving", "moving")
    make = "mkdir -p /a/-b /v/x /v/y; echo 1 >/a/-n; echo 2 >'/a/$(id)'; echo 3 >/v/x/f"
    docker("exec", running.key, "sh", "-c", f"{make}; ln -s /a/-b /link; echo t >/a/-b/taken")

    async def move(engine: DockerEngine) -> None:
        files = engine.files
        await files.move(running, ["/a/-n", "/a/$(id)"], "/link")
        await files.move(running, ["/a/-b/$(id)"], "/v")
        await files.move(volume, ["/x/f"], "/")
        docker("exec", running.key, "sh", "-c", "echo mine >/taken")
        for paths, folder, error in (
            (["/a/-b/-n", "/taken"], "/a/-b", Conflict),
            (["/a"], "/a/-b", Refused),
            (["/a"], "/nothing", NotFound),
            (["/a"], "/taken", Refused),
            (["/a/-b/-n", "/nothing"], "/", NotFound),
        ):
            with pytest.raises(error):
                await files.move(running, paths, folder)

    on(move)
    left = docker("exec", running.key, "sh", "-c", "ls /a /a/-b /v /v/x; cat /taken")
    assert left.split() == [
        "/a:", "-b", "/a/-b:", "-n", "taken", "/v:", "$(id)", "f", "x", "y", "/v/x:", "mine",
    ]  # fmt: skip


def test_two_of_one_name_are_not_moved_into_one_folder(
    on: On, docker: Docker, docker_run: Run
) -> None:
    docker("volume", "create", "--label", "portside.test", "twins")
    running, volume = place(docker_run("-v", "twins:/v")), Place(Kind.VOLUME, "twins", "twins")
    make = "mkdir -p /v/a /v/b /v/d; echo 1 >/v/a/x; echo 2 >/v/b/x"
    docker("exec", running.key, "sh", "-c", make)

    async def move(engine: DockerEngine) -> None:
        for there, above in ((running, "/v"), (volume, "")):
            paths = [f"{above}/a/x", f"{above}/b/x"]
            with pytest.raises(Refused) as refused:
                await engine.files.move(there, paths, f"{above}/d")
            assert (refused.value.rule, refused.value.path) == (Rule.SAME_NAME, "x")

    on(move)
    left = docker("exec", running.key, "sh", "-c", "cat /v/a/x /v/b/x; ls /v/d")
    assert left.split() == ["1", "2"]


def test_what_is_in_memory_is_renamed_and_moved_and_replaces_nothing(
    on: On, docker: Docker, docker_run: Run
) -> None:
    there = place(docker_run("--tmpfs", "/t"))
    make = "echo 1 >/t/f; echo 2 >/t/g; echo 3 >/g; echo 4 >/h; ln -s t /link"
    docker("exec", there.key, "sh", "-c", make)

    async def change(engine: DockerEngine) -> None:
        files = engine.files
        await files.rename(there, "/t/f", "/t/new")
        await files.move(there, ["/h"], "/t")
        for refused in (
            files.rename(there, "/t/new", "/t/g"),
            files.move(there, ["/g"], "/t"),
            files.move(there, ["/g"], "/link"),
            files.move(there, ["/t/g"], "/"),
        ):
            with pytest.raises(Conflict):
                await refused
        for missing in (files.rename(there, "/t/no", "/t/x"), files.move(there, ["/g"], "/t/no")):
            with pytest.raises(NotFound):
                await missing
        await files.move(there, ["/link/new"], "/")

    on(change)
    shown = docker("exec", there.key, "sh", "-c", "ls /t; cat /new /t/g /g /t/h")
    assert shown.split() == ["g", "h", "1", "2", "3", "4"]


NOTING = """\
#!/bin/sh
/bin/busybox find "$@" >/told.$$
code=$?
cat /told.$$ | tee -a /told
exit $code
"""


def test_of_a_large_folder_only_the_names_that_matter_are_asked_for(
    on: On, docker: Docker, docker_run: Run
) -> None:
    key = docker_run()
    make = r"""mkdir /d /to; cd /d; seq 1000 | sed s/^/other-/ | xargs touch
        echo 1 >one; echo 2 >"$(printf 'bad\377')"; ln -s nowhere 'a link'
        rm /bin/find; cat >/bin/find; chmod +x /bin/find"""
    docker("exec", "-i", key, "sh", "-c", make, stdin=NOTING.encode())

    async def change(engine: DockerEngine) -> None:
        files = engine.files
        await files.rename(place(key), "/d/one", "/d/-two*")
        await files.move(place(key), ["/d/-two*", "/d/a link"], "/to")
        with pytest.raises(Conflict):
            await files.rename(place(key), "/to/-two*", "/to/a link")
        for path, new in (("/d/no", "/d/new"), ("/no/f", "/no/g"), ("/d/other-1", "/no/g")):
            with pytest.raises(NotFound):
                await files.rename(place(key), path, new)
        with pytest.raises(Refused):
            await files.rename(place(key), "/d/other-1", "/d/other-2/f")

    on(change)
    told = docker("exec", key, "cat", "/told")
    assert "two*" in told
    assert "other-3" not in told
    assert docker("exec", key, "sh", "-c", "ls /to; readlink '/to/a link'; cat '/to/-two*'") == (
        "-two*\na link\nnowhere\n1"
    )

    async def ask_for_what_is_no_text(engine: DockerEngine) -> None:
        with pytest.raises(Conflict):
            await engine.files.rename(place(key), "/d/other-1", "/d/bad\udcff")

    on(ask_for_what_is_no_text)
    docker("exec", key, "grep", "-q", "other-3", "/told")  # no program is given such a name


def test_what_is_in_memory_and_no_program_tells_is_left_alone(
    on: On, docker: Docker, docker_run: Run
) -> None:
    there = place(docker_run("--tmpfs", "/t"))
    docker("exec", there.key, "sh", "-c", "echo 1 >/t/f; echo 2 >/f; rm /bin/find")

    async def change(engine: DockerEngine) -> None:
        files = engine.files
        for refused in (files.rename(there, "/t/f", "/t/g"), files.move(there, ["/f"], "/t")):
            with pytest.raises(Refused) as error:
                await refused
            assert error.value.rule is Rule.HIDDEN
        await files.rename(there, "/f", "/g")

    on(change)
    assert docker("exec", there.key, "cat", "/t/f", "/g").split() == ["1", "2"]


def test_more_is_moved_and_deleted_than_the_arguments_of_one_program_can_be(
    on: On, docker: Docker, docker_run: Run
) -> None:
    key = docker_run()
    tail = "x" * 230
    names = f"seq 10000 | sed s/$/{tail}/"
    docker(
        "exec", key, "sh", "-c", f"mkdir /many /to; cd /many; {names} | xargs touch", seconds=120
    )
    paths = [f"/many/{number}{tail}" for number in range(1, 10_001)]
    assert sum(map(len, paths)) > 2 << 20, "the kernel takes no more"

    async def change(engine: DockerEngine) -> None:
        await engine.files.move(place(key), paths[:9_500], "/to")
        await engine.files.delete(
            place(key), [path.replace("many", "to") for path in paths[:9_499]]
        )

    on(change)
    assert docker("exec", key, "ls", "/to") == f"9500{tail}"
    assert len(docker("exec", key, "ls", "/many").split()) == 500


def test_a_running_container_without_any_program_is_changed_from_beside(
    on: On, docker: Docker, docker_run: Run
) -> None:
    key = docker_run()
    docker("exec", key, "sh", "-c", "mkdir -p /d/real; echo x >/d/real/f; ln -s /d/real /link")
    docker("exec", key, "/bin/busybox", "rm", "/bin/mv", "/bin/rm")
    bare = place(key)

    async def change(engine: DockerEngine) -> None:
        files = engine.files
        await files.rename(bare, "/link/f", "/d/real/$(id)")
        assert (await files.read(bare, "/d/real/$(id)", 9)).data == b"x\n"
        await files.delete(bare, ["/d", "/link", "/gone already"])
        for path in ("/d", "/link"):
            with pytest.raises(NotFound):
                await files.stat(bare, path)
        with pytest.raises(ProgramFailed) as failed:
            await files.delete(bare, ["/proc/version"])
        assert "/proc/1/root" not in failed.value.explanation

    on(change)
    assert docker("ps", "-aq") == key[:12]


def test_what_is_mounted_into_a_stopped_container_is_changed_from_beside(
    on: On, docker: Docker, tmp_path: Path
) -> None:
    docker("volume", "create", "--label", "portside.test", "beside")
    (tmp_path / "bound").mkdir()
    (tmp_path / "bound/f").write_text("bound")
    mounts = ("-v", "beside:/v", "-v", f"{tmp_path}/bound:/b", "-v", f"{tmp_path}/bound:/ro:ro")
    key = docker("create", "--label", LABEL, *mounts, IMAGE, "true")
    docker("run", "--rm", "-v", "beside:/v", IMAGE, "sh", "-c", "mkdir /v/a; ln -s /etc /v/link")
    stopped = place(key)

    async def change(engine: DockerEngine) -> None:
        files = engine.files
        await files.rename(stopped, "/v/a", "/v/b")
        await files.rename(stopped, "/b/f", "/v/b/f")
        await files.delete(stopped, ["/v/link"])
        (tmp_path / "bound/kept").write_text("kept")
        with pytest.raises(ProgramFailed) as failed:
            await files.delete(stopped, ["/ro/kept"])
        assert "ead-only" in failed.value.explanation
        await files.delete(stopped, ["/b/kept"])
        for kept in (["/bin/sh"], ["/v"], ["/v/b", "/etc/passwd"]):
            with pytest.raises(NeedsProgram) as needed:
                await files.delete(stopped, kept)
            assert (needed.value.program, needed.value.running) == ("rm", False)

    on(change)
    assert docker("run", "--rm", "-v", "beside:/v", IMAGE, "ls", "/v", "/v/b").split() == [
        "/v:", "b", "/v/b:", "f",
    ]  # fmt: skip
    assert list((tmp_path / "bound").iterdir()) == []
    assert docker("ps", "-aq", "--filter", "label=portside.files") == ""


def test_behind_a_link_what_is_mounted_is_told_from_what_is_not(on: On, docker: Docker) -> None:
    docker("volume", "create", "--label", "portside.test", "behind")
    docker("run", "--rm", "-v", "behind:/v", IMAGE, "sh", "-c", "ln -s /etc /v/out; echo x >/v/f")
    key = docker("create", "--label", LABEL, "-v", "behind:/v", IMAGE, "true")

    async def change(engine: DockerEngine) -> None:
        with pytest.raises(NeedsProgram):
            await engine.files.delete(place(key), ["/v/out/passwd"])
        assert (await engine.files.stat(place(key), "/etc/passwd")).size

    on(change)


def test_a_volume_s_entries_are_renamed_and_deleted_by_a_helper_that_goes(
    on: On, docker: Docker
) -> None:
    docker("volume", "create", "--label", "portside.test", "inplace")
    volume = Place(Kind.VOLUME, "inplace", "inplace")
    docker("run", "--rm", "-v", "inplace:/v", IMAGE, "sh", "-c", "mkdir /v/a; echo x >/v/a/f")

    async def change(engine: DockerEngine) -> None:
        files = engine.files
        await files.rename(volume, "/a/f", "/g")
        await files.delete(volume, ["/a", "/../../etc"])
        with pytest.raises(NotFound):
            await files.stat(volume, "/a")
        read = await files.read(volume, "/g", 9)
        await files.write(volume, "/g", b"y", read.entry)

    on(change)
    assert docker("run", "--rm", "-v", "inplace:/v", IMAGE, "cat", "/v/g") == "y"
    assert docker("ps", "-aq") == ""


@pytest.fixture
def endless(docker: Docker, docker_run: Run) -> Iterator[None]:
    """The image whose programs are used on volumes has one that never ends."""
    key = docker_run()
    script = "printf '#!/bin/sh\\nexec sleep 999\\n' >/usr/bin/rm && chmod 755 /usr/bin/rm"
    docker("exec", key, "sh", "-c", f"mkdir -p /usr/bin; rm -f /bin/rm; {script}")
    docker("commit", key, REFERENCE)
    yield
    docker("rmi", "-f", REFERENCE)


@pytest.mark.usefixtures("endless")
def test_a_cancelled_delete_on_a_volume_leaves_no_container(on: On, docker: Docker) -> None:
    docker("volume", "create", "--label", "portside.test", "cancelled")
    volume = Place(Kind.VOLUME, "cancelled", "cancelled")
    ours = ("--filter", "label=portside.files")

    async def cancel(engine: DockerEngine) -> None:
        task = asyncio.ensure_future(engine.files.delete(volume, ["/a"]))
        while not await run_in_thread(docker, "ps", "-q", *ours, name="docker"):
            assert not task.done()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    on(cancel)
    assert docker("ps", "-aq", *ours) == ""


def test_what_a_killed_process_has_left_is_removed_also_if_it_has_run(
    on: On, docker: Docker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_reach, "_LEFT_OVER_SECONDS", -60)
    docker("volume", "create", "--label", "portside.test", "leftover")
    ours = ("--label", LABEL, "--label", "portside.files=another")
    docker("create", *ours, IMAGE)
    docker("run", *ours, IMAGE, "true")

    async def reach(engine: DockerEngine) -> None:
        await engine.files.stat(Place(Kind.VOLUME, "leftover", "leftover"), "/")

    on(reach)
    assert docker("ps", "-aq", "--filter", "label=portside.files") == ""


def test_an_image_and_what_is_mounted_read_only_are_not_changed(
    on: On, docker: Docker, docker_run: Run, tmp_path: Path
) -> None:
    docker("volume", "create", "--label", "portside.test", "readonly")
    key = docker_run("-v", "readonly:/v:ro")
    image = Place(Kind.IMAGE, IMAGE, IMAGE)
    (tmp_path / "f").write_text("x")

    async def change(engine: DockerEngine) -> None:
        files = engine.files
        assert (await files.read(image, "/etc/passwd", 4)).data == b"root"
        for change in (
            files.make_folder(image, "/x"),
            files.rename(image, "/etc", "/x"),
            files.delete(image, ["/etc"]),
            files.write(image, "/etc/passwd", b"", None),
            files.copy_in([tmp_path / "f"], image, "/", CopyOptions(), None, lambda _: None),
            files.copy_in([tmp_path / "f"], place(key), "/v/", CopyOptions(), None, lambda _: None),
        ):
            with pytest.raises(Refused) as refused:
                await change
            assert refused.value.rule is Rule.READ_ONLY

    on(change)


def test_a_download_is_what_docker_writes(on: On, docker: Docker, docker_run: Run) -> None:
    key = docker_run()
    docker("exec", key, "sh", "-c", "mkdir /d; echo x >/d/f; ln -s d /link")
    pieces: list[bytes] = []

    async def fetch(engine: DockerEngine) -> None:
        await engine.files.download(place(key), "/link", pieces.append, follow=True)

    on(fetch)
    assert b"".join(pieces).startswith(b"d/\0")
    docker("cp", "-", f"{key}:/tmp", stdin=b"".join(pieces))
    assert docker("exec", key, "cat", "/tmp/d/f") == "x"
