"""SSH between containers, set up and proven on a real Engine with real OpenSSH."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

import pytest

from desktop.engine.engine import DockerEngine
from desktop.engine.file_errors import ProgramFailed
from desktop.engine.records import Kind
from desktop.model.commands import Target
from desktop.model.ssh.commands import ConnectSsh, InstallSsh, TakeOutKeys
from desktop.model.ssh.records import (
    Did,
    KeyType,
    Looked,
    NotReady,
    SshFailed,
    SshSpec,
    Step,
    mark_of,
)
from desktop.model.ssh.story import SshStory, look, look_for, strays
from tests.support.aio import Aio
from tests.support.connecting import connected
from tests.support.openssh import ABSENT, IMAGE, packed, present
from tests.support.real_engine import LABEL, WAIT

pytestmark = pytest.mark.skipif(not present(), reason=ABSENT)

Docker = Callable[..., str]
NAMES = ("s0", "s1", "s2")
# It has its signals in hand when it has written its number.
SERVES = """
ssh-keygen -A
mkdir -p /run/sshd
/usr/sbin/sshd
until [ -s /run/sshd.pid ]; do :; done
"""


@pytest.fixture
def ssh_run(docker: Docker) -> Docker:
    """Starts a container with OpenSSH in ``test-net``."""
    docker("import", "-", IMAGE, stdin=packed())
    docker("network", "create", "--label", LABEL, "test-net")

    def run(name: str, *options: str, network: str = "test-net") -> str:
        settled = ("--label", LABEL, "--network", network, "--name", name)
        return docker("run", "-d", *settled, *options, IMAGE, *WAIT)

    return run


async def targets(engine: DockerEngine, names: Sequence[str]) -> tuple[Target, ...]:
    ids = {each.name: each.id for each in await engine.containers()}
    return tuple(Target(Kind.CONTAINER, ids[name], name) for name in names)


async def connect(host: str, names: Sequence[str], spec: SshSpec | None = None) -> SshStory:
    story = SshStory()
    async with connected(host) as engine:
        command = ConnectSsh(await targets(engine, names), spec or SshSpec(), story)
        await command.act(engine, command.targets[0], lambda _progress: None)
    return story


def everything_in(docker: Docker, name: str) -> str:
    """Sizes, modes, owners, times and sums of all that matters to SSH."""
    places = "/root/.ssh /home/ada/.ssh /etc/ssh"
    tell = f"for f in $(find {places} 2>/dev/null | sort); do stat -c '%n %a %u %g %s %Y' $f; done"
    sums = f"find {places} -type f 2>/dev/null | sort | xargs sha256sum"
    return docker("exec", name, "sh", "-c", f"{tell}; {sums}")


def test_every_direction_is_proven_and_docker_exec_agrees(
    aio: Aio, engine_host: str, docker: Docker, ssh_run: Docker
) -> None:
    keys = {name: ssh_run(name) for name in NAMES}
    story = aio(connect(engine_host, NAMES), timeout=120)
    assert len(story.logins) == 6
    for login in story.logins.values():
        assert login.works
        assert login.milliseconds is not None
    for one in NAMES:
        for two in NAMES:
            if one != two:
                said = docker("exec", one, "ssh", "-o", "BatchMode=yes", two, "hostname")
                assert keys[two].startswith(said)


def test_it_puts_right_what_sshd_forbids_and_leaves_a_backup_beside_it(
    aio: Aio, engine_host: str, docker: Docker, ssh_run: Docker
) -> None:
    for name in NAMES[:2]:
        ssh_run(name)
    before = docker("exec", "s0", "cat", "/etc/ssh/sshd_config")
    aio(connect(engine_host, NAMES[:2]), timeout=120)
    after = docker("exec", "s0", "cat", "/etc/ssh/sshd_config")
    assert docker("exec", "s0", "cat", "/etc/ssh/sshd_config.before-portside") == before
    assert after.endswith(before)
    assert "PermitRootLogin prohibit-password" in after
    assert "PubkeyAuthentication yes" in after
    files = ("", "/authorized_keys", "/known_hosts", "/id_ed25519")
    modes = docker("exec", "s0", "stat", "-c", "%a", *(f"/root/.ssh{each}" for each in files))
    assert modes.split() == ["700", "600", "600", "600"]


def test_a_second_run_changes_nothing(
    aio: Aio, engine_host: str, docker: Docker, ssh_run: Docker
) -> None:
    for name in NAMES:
        ssh_run(name)
    first = aio(connect(engine_host, NAMES), timeout=120)
    assert all(Did.KEY in did for did in first.did.values())
    before = {name: everything_in(docker, name) for name in NAMES}
    running = docker("exec", "s0", "pidof", "sshd")
    second = aio(connect(engine_host, NAMES), timeout=120)
    assert not any(second.did.values())
    assert {name: everything_in(docker, name) for name in NAMES} == before
    assert running in docker("exec", "s0", "pidof", "sshd")


def test_what_was_there_before_stays(
    aio: Aio, engine_host: str, docker: Docker, ssh_run: Docker
) -> None:
    for name in NAMES[:2]:
        ssh_run(name)
    own = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ== someone else"
    write = f"mkdir -m 700 /root/.ssh; printf '{own}' >/root/.ssh/authorized_keys"
    make = "ssh-keygen -q -t ed25519 -N '' -f /root/.ssh/id_ed25519"
    docker("exec", "s0", "sh", "-c", f"{write}; {make}")
    key = docker("exec", "s0", "cat", "/root/.ssh/id_ed25519")
    aio(connect(engine_host, NAMES[:2]), timeout=120)
    assert docker("exec", "s0", "cat", "/root/.ssh/id_ed25519") == key
    lines = docker("exec", "s0", "cat", "/root/.ssh/authorized_keys").splitlines()
    assert lines[0] == own
    assert len(lines) == 2


def test_private_keys_never_leave_their_container(
    aio: Aio, engine_host: str, docker: Docker, ssh_run: Docker
) -> None:
    for name in NAMES[:2]:
        ssh_run(name)
    story = aio(connect(engine_host, NAMES[:2]), timeout=120)
    private = docker("exec", "s0", "cat", "/root/.ssh/id_ed25519")
    body = private.splitlines()[2]
    assert body not in docker("exec", "s1", "sh", "-c", "cat /root/.ssh/* /etc/ssh/*")
    assert body not in repr(vars(story))


def test_rsa_and_another_user_and_the_default_bridge_by_address(
    aio: Aio, engine_host: str, docker: Docker, ssh_run: Docker
) -> None:
    for name in NAMES[:2]:
        ssh_run(name, network="bridge")
    story = aio(connect(engine_host, NAMES[:2], SshSpec("ada", KeyType.RSA)), timeout=120)
    assert {login.works for login in story.logins.values()} == {True}
    hosts = {login.host for login in story.logins.values()}
    assert hosts <= {place.ipv4 for it in story.machines.values() for place in it.places}
    owner = docker("exec", "s0", "stat", "-c", "%u:%g", "/home/ada/.ssh/id_rsa")
    assert owner == "1000:1000"


def test_a_removed_containers_key_is_taken_out_of_all_others(
    aio: Aio, engine_host: str, docker: Docker, ssh_run: Docker
) -> None:
    keys = {name: ssh_run(name) for name in NAMES}
    aio(connect(engine_host, NAMES), timeout=120)
    docker("rm", "--force", "s2")

    async def main() -> None:
        async with connected(engine_host) as engine:
            rest = await targets(engine, NAMES[:2])
            looked = {it.key: await look(engine, it.key, SshSpec()) for it in rest}
            existing = [each.id for each in await engine.containers()]
            found = strays(looked, existing)
            assert found == {it.key: {mark_of(keys["s2"])} for it in rest}
            command = TakeOutKeys(rest, tuple((it.key, (mark_of(keys["s2"]),)) for it in rest))
            for target in rest:
                await command.act(engine, target, lambda _progress: None)
                after = await look(engine, target.key, SshSpec())
                assert len(after.marks) == 1

    aio(main(), timeout=120)
    assert docker("exec", "s0", "ssh", "-o", "BatchMode=yes", "s1", "true") == ""
    left = docker("exec", "s0", "cat", "/root/.ssh/authorized_keys")
    assert [line.split()[2] for line in left.splitlines()] == ["s1"]


def test_who_lacks_ssh_is_named_before_anything_is_changed(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker, ssh_run: Docker
) -> None:
    ssh_run("s0")
    docker_run("--network", "test-net", name="plain")
    with pytest.raises(NotReady) as caught:
        aio(connect(engine_host, ["s0", "plain"]))
    assert caught.value.names == ("plain",)
    assert docker("exec", "s0", "sh", "-c", "ls /root/.ssh 2>/dev/null || true") == ""


def test_a_step_that_fails_says_where_and_what_was_changed_before(
    aio: Aio, engine_host: str, docker: Docker, ssh_run: Docker
) -> None:
    for name in NAMES[:2]:
        ssh_run(name)
    docker("exec", "s1", "sh", "-c", "echo Nonsense yes >>/etc/ssh/sshd_config")
    before = docker("exec", "s1", "cat", "/etc/ssh/sshd_config")
    with pytest.raises(SshFailed) as caught:
        aio(connect(engine_host, NAMES[:2]), timeout=120)
    assert caught.value.step is Step.CONFIGURE
    assert caught.value.name == "s1"
    assert "Nonsense" in caught.value.explanation
    assert Did.KEY in dict(caught.value.done)["s0"]
    assert docker("exec", "s1", "cat", "/etc/ssh/sshd_config") == before


@pytest.mark.parametrize("linked", ["authorized_keys", "known_hosts", "id_ed25519"])
def test_nothing_that_is_not_the_users_is_written_through_their_links(
    aio: Aio, engine_host: str, docker: Docker, ssh_run: Docker, linked: str
) -> None:
    for name in NAMES[:2]:
        ssh_run(name)
    link = (
        "mkdir -p /home/ada/.ssh; chown -R ada:ada /home/ada; touch /secret;"
        f"ln -s /secret /home/ada/.ssh/{linked}"
    )
    docker("exec", "s0", "sh", "-c", link)
    tell = ("exec", "s0", "stat", "-c", "%a %u %g %s", "/secret", "/etc")
    before = docker(*tell)
    with pytest.raises(SshFailed) as caught:
        aio(connect(engine_host, NAMES[:2], SshSpec("ada")), timeout=120)
    assert f"/home/ada/.ssh/{linked} is another's: give it to ada." in caught.value.explanation
    assert docker(*tell) == before


def test_keys_are_taken_out_of_what_is_the_users_alone(
    aio: Aio, engine_host: str, docker: Docker, ssh_run: Docker
) -> None:
    key, mark = ssh_run("s0"), mark_of("0" * 64)
    link = (
        f"mkdir -p /home/ada/.ssh; chown -R ada:ada /home/ada; echo ssh-rsa A {mark} >/secret;"
        "ln -s /secret /home/ada/.ssh/authorized_keys"
    )
    docker("exec", "s0", "sh", "-c", link)

    async def main() -> None:
        async with connected(engine_host) as engine:
            target = Target(Kind.CONTAINER, key, "s0")
            assert (await look(engine, key, SshSpec("ada"))).marks == {mark}
            command = TakeOutKeys((target,), ((key, (mark,)),), "ada")
            with pytest.raises(ProgramFailed, match="is another's"):
                await command.act(engine, target, lambda _progress: None)

    aio(main())
    assert mark in docker("exec", "s0", "cat", "/secret")


def test_links_among_the_users_own_files_stay_links(
    aio: Aio, engine_host: str, docker: Docker, ssh_run: Docker
) -> None:
    for name in NAMES[:2]:
        ssh_run(name)
    link = (
        "mkdir -p /home/ada/dots; touch /home/ada/dots/known_hosts;"
        "ln -s dots /home/ada/.ssh; chown -hR ada:ada /home/ada"
    )
    docker("exec", "s0", "sh", "-c", link)
    first = aio(connect(engine_host, NAMES[:2], SshSpec("ada")), timeout=120)
    assert {login.works for login in first.logins.values()} == {True}
    second = aio(connect(engine_host, NAMES[:2], SshSpec("ada")), timeout=120)
    assert not any(second.did.values())
    assert docker("exec", "s0", "readlink", "/home/ada/.ssh") == "dots"
    told = docker("exec", "s0", "stat", "-c", "%U", "/home/ada/dots/authorized_keys")
    assert told == "ada"


def test_what_another_owns_is_named_and_a_home_that_is_missing_is_made(
    aio: Aio, engine_host: str, docker: Docker, ssh_run: Docker
) -> None:
    for name in NAMES[:2]:
        ssh_run(name)
    docker("exec", "s0", "mkdir", "-p", "/home/ada")
    with pytest.raises(SshFailed) as caught:
        aio(connect(engine_host, NAMES[:2], SshSpec("ada")), timeout=120)
    assert "ada may not write there: give /home/ada to ada." in caught.value.explanation
    docker("exec", "s0", "chown", "ada:ada", "/home/ada")
    story = aio(connect(engine_host, NAMES[:2], SshSpec("ada")), timeout=120)
    assert {login.works for login in story.logins.values()} == {True}
    assert docker("exec", "s1", "stat", "-c", "%U %a", "/home/ada") == "ada 700"


@pytest.mark.parametrize("how", ["by its file", "by its command"])
def test_an_sshd_on_another_port_is_logged_in_to_there(
    aio: Aio, engine_host: str, docker: Docker, ssh_run: Docker, how: str
) -> None:
    for name in NAMES:
        ssh_run(name)
    if how == "by its file":
        docker("exec", "s1", "sh", "-c", "echo Port 2222 >>/etc/ssh/sshd_config")
    else:
        docker("exec", "s1", "sh", "-c", "ssh-keygen -A; mkdir -p /run/sshd")
        docker("exec", "s1", "/usr/sbin/sshd", "-p", "2222")
    story = aio(connect(engine_host, NAMES), timeout=120)
    assert {login.works for login in story.logins.values()} == {True}
    name_of = {machine.key: machine.name for machine in story.machines.values()}
    ports = {name_of[target]: login.port for (_, target), login in story.logins.items()}
    assert ports == {"s0": 22, "s1": 2222, "s2": 22}
    line = next(it for (_, two), it in story.logins.items() if name_of[two] == "s1").command()
    assert line == ("ssh", "-p", "2222", "s1")
    assert docker("exec", "s0", *line[:1], "-o", "BatchMode=yes", *line[1:], "true") == ""
    second = aio(connect(engine_host, NAMES), timeout=120)
    assert not any(second.did.values())


def test_without_a_common_network_the_login_says_so_and_the_rest_is_done(
    aio: Aio, engine_host: str, docker: Docker, ssh_run: Docker
) -> None:
    ssh_run("s0")
    docker("network", "create", "--label", LABEL, "net-two")
    ssh_run("s1", network="net-two")

    async def main() -> None:
        story = SshStory()
        async with connected(engine_host) as engine:
            command = ConnectSsh(await targets(engine, NAMES[:2]), SshSpec(), story)
            with pytest.raises(SshFailed) as caught:
                await command.act(engine, command.targets[0], lambda _progress: None)
            assert caught.value.step is Step.LOGIN
        assert all(login.apart and not login.works for login in story.logins.values())
        assert all(Did.START in did for did in story.did.values())

    aio(main(), timeout=120)
    docker("network", "connect", "test-net", "s1")
    story = aio(connect(engine_host, NAMES[:2]), timeout=120)
    assert all(login.works and not login.apart for login in story.logins.values())


def test_cancelled_it_can_be_run_again(
    aio: Aio, engine_host: str, docker: Docker, ssh_run: Docker
) -> None:
    for name in NAMES[:2]:
        ssh_run(name)

    async def main() -> None:
        story = SshStory()
        async with connected(engine_host) as engine:
            command = ConnectSsh(await targets(engine, NAMES[:2]), SshSpec(), story)
            reached = asyncio.Event()
            story.told.subscribe(lambda _: reached.set() if story.step is Step.AUTHORIZE else None)
            task = asyncio.ensure_future(
                command.act(engine, command.targets[0], lambda _progress: None)
            )
            await reached.wait()
            task.cancel()
            await asyncio.wait([task])
            assert task.cancelled()

    aio(main(), timeout=120)
    story = aio(connect(engine_host, NAMES[:2]), timeout=120)
    assert {login.works for login in story.logins.values()} == {True}


def test_the_installing_line_is_that_of_the_distribution(
    aio: Aio, engine_host: str, docker: Docker, docker_run: Docker
) -> None:
    key = docker_run(name="plain")
    fake = "printf '#!/bin/sh\\necho $* >>/asked\\n' >/bin/apk; chmod +x /bin/apk"
    docker("exec", "plain", "sh", "-c", fake)

    async def main() -> None:
        async with connected(engine_host) as engine:
            looked: Looked = await look(engine, key, SshSpec())
            assert looked.missing == ("sshd", "ssh", "ssh-keygen")
            assert looked.install == "apk add --no-cache openssh"
            command = InstallSsh((Target(Kind.CONTAINER, key, "plain"),), ((key, looked.install),))
            await command.act(engine, command.targets[0], lambda _progress: None)

    aio(main())
    assert docker("exec", "plain", "cat", "/asked") == "add --no-cache openssh"


def test_an_sshd_that_runs_reads_what_was_changed(
    aio: Aio, engine_host: str, docker: Docker, ssh_run: Docker
) -> None:
    for name in NAMES[:2]:
        ssh_run(name)
        docker("exec", name, "sh", "-c", SERVES)
    story = aio(connect(engine_host, NAMES[:2]), timeout=120)
    assert all(Did.RELOAD in did for did in story.did.values())
    assert {login.works for login in story.logins.values()} == {True}


def test_an_sshd_that_takes_its_time_to_read_what_was_changed_is_waited_for(
    aio: Aio, engine_host: str, docker: Docker, ssh_run: Docker
) -> None:
    slow = '#!/bin/sh\n[ $# -gt 0 ] || sleep 2\nexec /opt/sshd "$@"\n'
    for name in NAMES[:2]:
        ssh_run(name)
        docker("exec", name, "sh", "-c", SERVES)
        docker("exec", name, "sh", "-c", "mkdir /opt; mv /usr/sbin/sshd /opt/sshd")
        docker("exec", "-i", name, "sh", "-c", "cat >/usr/sbin/sshd", stdin=slow.encode())
        docker("exec", name, "chmod", "755", "/usr/sbin/sshd")
    story = aio(connect(engine_host, NAMES[:2]), timeout=120)
    assert all(Did.RELOAD in did for did in story.did.values())
    assert {login.works for login in story.logins.values()} == {True}


@pytest.mark.parametrize("written", ["/tmp/own.pid", "none"])
def test_an_sshd_that_writes_its_number_elsewhere_or_nowhere_is_started(
    aio: Aio, engine_host: str, docker: Docker, ssh_run: Docker, written: str
) -> None:
    for name in NAMES[:2]:
        ssh_run(name)
        docker("exec", name, "sh", "-c", f"echo PidFile {written} >>/etc/ssh/sshd_config")
    story = aio(connect(engine_host, NAMES[:2]), timeout=120)
    assert {login.works for login in story.logins.values()} == {True}


def test_one_that_was_made_anew_by_the_same_name_is_known_again(
    aio: Aio, engine_host: str, docker: Docker, ssh_run: Docker
) -> None:
    for name in NAMES[:2]:
        ssh_run(name)
    aio(connect(engine_host, NAMES[:2]), timeout=120)
    docker("rm", "--force", "s1")
    ssh_run("s1")
    story = aio(connect(engine_host, NAMES[:2]), timeout=120)
    assert {login.works for login in story.logins.values()} == {True}


def test_containers_of_one_image_have_one_key_pair_and_each_is_taken_out_by_itself(
    aio: Aio, engine_host: str, docker: Docker, ssh_run: Docker
) -> None:
    for name in NAMES[:2]:
        ssh_run(name)
    aio(connect(engine_host, NAMES[:2]), timeout=120)
    docker("rm", "--force", "s1")
    docker("commit", "s0", IMAGE)
    for name in NAMES[1:]:
        ssh_run(name)
    story = aio(connect(engine_host, NAMES), timeout=120)
    assert {login.works for login in story.logins.values()} == {True}
    assert {len(story.twins(key)) for key in story.machines} == {2}

    async def main() -> None:
        async with connected(engine_host) as engine:
            gone, *rest = await targets(engine, ("s1", "s0", "s2"))
            marks = {mark_of(gone.key)}
            docker("rm", "--force", "s1")
            found = await look_for(engine, [it.key for it in rest], SshSpec(), marks)
            assert found == {it.key: tuple(marks) for it in rest}
            command = TakeOutKeys(tuple(rest), tuple(found.items()))
            for target in rest:
                await command.act(engine, target, lambda _progress: None)
            assert not await look_for(engine, [it.key for it in rest], SshSpec(), marks)

    aio(main(), timeout=120)
    for one, two in (("s0", "s2"), ("s2", "s0")):
        assert docker("exec", one, "ssh", "-o", "BatchMode=yes", two, "true") == ""
    docker("exec", "s2", "rm", "/root/.ssh/id_ed25519", "/root/.ssh/id_ed25519.pub")
    story = aio(connect(engine_host, ("s0", "s2")), timeout=120)
    assert {login.works for login in story.logins.values()} == {True}
    assert not any(story.twins(key) for key in story.machines)
    left = docker("exec", "s0", "cat", "/root/.ssh/authorized_keys").splitlines()
    marks = [line.split()[-1] for line in left]
    assert len(set(marks)) == len(marks), "the key that it had before is gone"


def test_loose_modes_are_put_right(
    aio: Aio, engine_host: str, docker: Docker, ssh_run: Docker
) -> None:
    for name in NAMES[:2]:
        ssh_run(name)
    loose = "mkdir /root/.ssh; touch /root/.ssh/authorized_keys; chmod -R 777 /root/.ssh"
    docker("exec", "s0", "sh", "-c", loose)
    aio(connect(engine_host, NAMES[:2]), timeout=120)
    modes = docker("exec", "s0", "stat", "-c", "%a", "/root/.ssh", "/root/.ssh/authorized_keys")
    assert modes.split() == ["700", "600"]


def test_it_works_with_the_shell_and_the_programs_of_debian(
    aio: Aio, engine_host: str, docker: Docker, ssh_run: Docker
) -> None:
    docker("import", "-", IMAGE, stdin=packed(like_debian=True))
    for name in NAMES[:2]:
        ssh_run(name)
    first = aio(connect(engine_host, NAMES[:2]), timeout=120)
    assert {login.works for login in first.logins.values()} == {True}
    second = aio(connect(engine_host, NAMES[:2]), timeout=120)
    assert not any(second.did.values())

    async def main() -> None:
        async with connected(engine_host) as engine:
            both = await targets(engine, NAMES[:2])
            command = TakeOutKeys(both[:1], ((both[0].key, (mark_of(both[1].key),)),))
            await command.act(engine, both[0], lambda _progress: None)
            assert not (await look(engine, both[0].key, SshSpec())).marks

    aio(main())
