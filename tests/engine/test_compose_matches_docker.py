"""A Compose file that we print makes the container that docker makes of the line, by Compose."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.model.run.compose import compose_file
from desktop.model.run.from_inspection import defaults_of, spec_of
from desktop.model.run.parse import parse_words
from tests.engine.test_run_matches_docker import comparable, differences, info_of
from tests.support.aio import Aio
from tests.support.real_engine import IMAGE, LABEL

Docker = Callable[..., str]
Compose = Callable[..., str]

# Without "docker create --label portside.test"; {image} is put in.
LINES = (
    "{image}",
    "{image} sh -c 'echo $HOME ${{X:-y}} $$; exit 3'",
    "-it -e A=no -e B=0123 -e C=22:22 -e 'D=a $b \"c\"' -e E= -e F='*x' {image}",
    "-l a=b -l bare -l x=y=z -l 'money=$5' -l null=~ {image}",
    "-p 127.0.0.1:5001:5000/udp -p 80 -p 8000-8002:80-82 --expose 9000 {image}",
    "-p 127.0.0.1::53/udp -p 22:22 {image}",
    "-v data:/data:ro -v /tmp:/host:rslave -v /own {image}",
    "--mount type=volume,source=data,target=/b,volume-nocopy {image}",
    "--mount type=tmpfs,target=/t,tmpfs-size=64m --tmpfs /u:rw,size=1m,mode=1777 {image}",
    "--network test-net --network-alias web --network-alias www --ip 10.99.0.77 {image}",
    "--network host {image}",
    "--network none {image}",
    "-h web --domainname example.com --dns 1.1.1.1 --dns-opt ndots:2 {image}",
    "--dns-search a.example {image}",
    "--add-host db:10.0.0.1 --add-host six:[::1] {image}",
    "--entrypoint /bin/sh {image} -c true",
    "-w /work -u 1000:1000 --group-add audio --group-add 44 {image}",
    "--init --stop-signal SIGINT --stop-timeout 5 --restart on-failure:3 {image}",
    "--restart unless-stopped --log-driver local --log-opt max-size=1m {image}",
    "-m 64m --memory-reservation 32m --memory-swap 128m --memory-swappiness 10 {image}",
    "--memory 1gb --memory-swap -1 --oom-kill-disable --oom-score-adj 500 {image}",
    "--cpus .5 --pids-limit 100 --shm-size 128m {image}",
    "-c 512 --cpuset-cpus 0 {image}",
    "--ulimit nofile=1024:2048 --ulimit core=0 {image}",
    "--blkio-weight 300 --device-read-bps /dev/null:1mb {image}",
    "--health-cmd 'wget -q localhost || exit $?' --health-interval 1m30s --health-timeout 500ms"
    " --health-retries 5 --health-start-period 2h {image}",
    "--no-healthcheck {image}",
    "probed",
    "--privileged {image}",
    "--cap-add NET_ADMIN --cap-add SYS_TIME --cap-drop MKNOD --read-only {image}",
    "--security-opt no-new-privileges --security-opt apparmor=unconfined {image}",
    "--sysctl net.ipv4.ip_forward=1 --sysctl net.core.somaxconn=512 {image}",
    "--device /dev/null --device /dev/zero:/dev/other:r --device-cgroup-rule 'c 42:* rmw' {image}",
    "--pid host --ipc host --userns host --runtime runc --cgroup-parent /portside {image}",
)
PROBE = 'HEALTHCHECK CMD ["/probe", "-x", "$HOME && \\"y\\""]'
# These, only later ones know.
SINCE_2 = (
    "--mount type=bind,source=/tmp,target=/a,readonly {image}",
    "--mount type=tmpfs,target=/t,tmpfs-mode=1770 {image}",
    "--uts host --cgroupns private {image}",
    "--pull never {image}",
)


def compose_program() -> tuple[str, ...]:
    """The plugin of docker, or the program of its own; nothing where there is neither."""
    for words in (("docker", "compose"), ("docker-compose",)):
        if shutil.which(words[0]):
            done = subprocess.run([*words, "version", "--short"], capture_output=True, check=False)
            if done.returncode == 0:
                return words
    return ()


PROGRAM = compose_program()
pytestmark = pytest.mark.skipif(
    not PROGRAM, reason="no Compose to compare with: install Debian's docker-compose"
)


@pytest.fixture
def compose(engine_host: str, tmp_path: Path) -> Compose:
    """``compose("up", "-d")`` runs it on the shared Engine, on the file of this test."""

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [*PROGRAM, *arguments],
            cwd=tmp_path,
            env={**os.environ, "DOCKER_HOST": engine_host},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture
def place(docker: Docker) -> None:
    bare = docker("create", "--label", LABEL, IMAGE)
    docker("commit", "--change", PROBE, bare, "probed")
    docker("rm", bare)
    docker("volume", "create", "--label", LABEL, "data")
    docker("network", "create", "--label", LABEL, "--subnet", "10.99.0.0/24", "test-net")


@pytest.mark.parametrize("source", ["the line", "what docker made of it"])
def test_up_makes_what_docker_makes(
    source: str,
    compose: Compose,
    docker: Docker,
    place: None,
    tmp_path: Path,
    aio: Aio,
    engine_host: str,
) -> None:
    later = not compose("version", "--short").startswith("1.")
    lines = [text.format(image=IMAGE) for text in LINES + (SINCE_2 if later else ())]
    defaults = defaults_of(aio(info_of(engine_host)))
    (image,) = json.loads(docker("image", "inspect", IMAGE))
    theirs = {}
    for number, text in enumerate(lines):
        words = ["create", "--label", LABEL, "--name", f"case{number}", *shlex.split(text)]
        (their,) = json.loads(docker("inspect", docker(*words)))
        docker("rm", "--volumes", their["Id"])
        is_read = source == "the line"
        spec = parse_words(["docker", *words]).spec if is_read else spec_of(their, image, defaults)
        made = compose_file(spec)
        assert not made.left_out
        (tmp_path / f"{number}.yml").write_text(made.text)
        theirs[text] = their
    files = [word for number in range(len(lines)) for word in ("--file", f"{number}.yml")]
    compose(*files, "config", "--quiet")
    compose(*files, "up", "--no-start")
    wrong = {}
    for text, their in theirs.items():
        (ours,) = json.loads(docker("inspect", their["Name"]))
        if found := differences(without_compose(ours), without_compose(their)):
            wrong[text] = found
    assert wrong == {}


def without_compose(found: dict[str, Any]) -> dict[str, Any]:
    """What two containers have in common of which Compose made one, and what means the same."""
    kept = comparable(found)
    config, host = kept["Config"], kept["HostConfig"]
    for name in ("AttachStdout", "AttachStderr", "AttachStdin", "StdinOnce"):
        config.pop(name, None)  # Compose attaches as it likes
    labels = config["Labels"].items()
    config["Labels"] = {k: v for k, v in labels if not k.startswith("com.docker.compose.")}
    host["NetworkMode"] = {"bridge": "default"}.get(host["NetworkMode"], host["NetworkMode"])
    if re.fullmatch("[0-9a-f]{64}", host["NetworkMode"]):
        host["NetworkMode"] = next(iter(found["NetworkSettings"]["Networks"]))
    _join_mounts(kept)
    host["RestartPolicy"]["Name"] = host["RestartPolicy"].get("Name") or "no"
    for name in ("CapAdd", "CapDrop", "SecurityOpt", "ExtraHosts"):
        values = host.get(name) or ()
        host[name] = sorted(value.removeprefix("CAP_") for value in values)
    service = found["Name"].removeprefix("/")
    for endpoint in kept.get("chosen", {}).values():  # it is found by its service's name, too
        aliases = {*endpoint.get("Aliases", ())} - {service, "/NAME"}
        endpoint["Aliases"] = sorted(aliases)
    return kept


def _join_mounts(kept: dict[str, Any]) -> None:
    """What is mounted, wherever the Engine was asked for it: ``Binds``, ``Mounts`` or an image."""
    asked = kept["HostConfig"].pop("Mounts", ())
    kept["HostConfig"].pop("Binds", None)
    kept["Config"].pop("Volumes", None)
    kept["tmpfs"] = [one for one in asked if one["Type"] == "tmpfs"]
    kept["no copy"] = [one["Target"] for one in asked if one.get("VolumeOptions", {}).get("NoCopy")]
    for one in kept.get("Mounts", ()):
        one.pop("Mode")  # how it was written
