"""Contexts as the docker command line stores them, compared with that command line itself."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import subprocess
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from desktop.engine.contexts import current_context, find_context, list_contexts
from desktop.engine.endpoint import Origin, TLSFiles
from desktop.engine.errors import Reason


def _docker(config_dir: Path, *arguments: str, **more: str) -> str:
    environ = {**os.environ, **more, "DOCKER_CONFIG": str(config_dir)}
    return subprocess.run(
        ["docker", *arguments], env=environ, check=True, capture_output=True, text=True, timeout=30
    ).stdout


def _docker_version(config_dir: Path) -> int:
    return int(_docker(config_dir, "--version").removeprefix("Docker version ").split(".")[0])


def _self_signed(folder: Path) -> dict[str, Path]:
    """One certificate as its own authority: docker looks into the files that it stores."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "db.example")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
        .public_bytes(serialization.Encoding.PEM)
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    files = {name: folder / f"{name}.pem" for name in ("ca", "cert", "key")}
    for name, path in files.items():
        path.write_bytes(private if name == "key" else certificate)
    return files


def _store(config_dir: Path, name: str, content: str | bytes) -> Path:
    folder = config_dir / "contexts/meta" / hashlib.sha256(name.encode()).hexdigest()
    folder.mkdir(parents=True)
    data = content.encode() if isinstance(content, str) else content
    (folder / "meta.json").write_bytes(data)
    return folder


def _meta(name: str, **docker: object) -> str:
    return json.dumps({"Name": name, "Metadata": {}, "Endpoints": {"docker": docker}})


def test_contexts_are_read_as_docker_wrote_them(tmp_path: Path) -> None:
    pem = _self_signed(tmp_path)
    tls = ",".join(f"{name}={path}" for name, path in pem.items())
    config = tmp_path / "config"
    for name, description, options in (
        ("local.one", "Höhe <b>1</b>", "host=unix:///run/one.sock"),
        ("secure", "", f"host=tcp://db.example:2376,{tls}"),
        ("only-ca", "", f"host=tcp://db.example:2376,ca={pem['ca']}"),
        ("lax", "", f"host=tcp://db.example:2376,skip-tls-verify=true,ca={pem['ca']}"),
        ("plain", "", "host=tcp://127.0.0.1:2375"),
        ("far", "", "host=ssh://me@far.example:2222"),
    ):
        _docker(
            config, "context", "create", name, "--description", description, "--docker", options
        )

    ours = {each.name: each for each in list_contexts(config)}

    row = "{{.Name}}\t{{.DockerEndpoint}}\t{{.Description}}"  # docker 20.10 writes no JSON
    listed = _docker(config, "context", "ls", "--format", row).splitlines()
    theirs = {tuple(line.split("\t")) for line in listed}
    assert {(it.name, it.url, it.description) for it in ours.values()} == {
        it for it in theirs if it[0] != "default"
    }
    for name, context in ours.items():
        (seen,) = json.loads(_docker(config, "context", "inspect", name))
        assert context.problem is None
        assert context.skips_verification == seen["Endpoints"]["docker"]["SkipTLSVerify"]
        folder = Path(seen["Storage"]["TLSPath"]) / "docker"
        files = seen["TLSMaterial"].get("docker", [])
        if files:
            assert context.tls == TLSFiles(
                **{pem.removesuffix(".pem"): folder / pem for pem in files}
            )
        else:
            assert context.tls is None


def test_current_context_is_the_one_that_docker_uses(tmp_path: Path) -> None:
    assert current_context(tmp_path, {}) is None
    _docker(tmp_path, "context", "create", "one", "--docker", "host=unix:///run/one.sock")
    _docker(tmp_path, "context", "create", "two", "--docker", "host=unix:///run/two.sock")
    _docker(tmp_path, "context", "use", "one")
    for environ in (
        {},
        {"DOCKER_CONTEXT": "two"},
        {"DOCKER_CONTEXT": "default"},
        {"DOCKER_HOST": "unix:///run/three.sock"},
        {"DOCKER_HOST": "unix:///run/three.sock", "DOCKER_CONTEXT": "two"},
        # Empty ones are none since docker 23; before, they mean the default context.
        *([{"DOCKER_HOST": "", "DOCKER_CONTEXT": ""}] if _docker_version(tmp_path) >= 23 else []),
    ):
        ours = current_context(tmp_path, environ)
        # Without a name, inspect takes the current one; "context show" is not in docker 20.10.
        theirs = _docker(tmp_path, "context", "inspect", "--format", "{{.Name}}", **environ)
        assert (ours.name if ours else "default") == theirs.strip(), environ
    _docker(tmp_path, "context", "use", "default")
    assert current_context(tmp_path, {}) is None


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "is not JSON"),
        ("{", "is not JSON"),
        (b"\xff\xfe\x00", "is not JSON"),
        ("[" * 100_000, "is"),
        ("[]", "no JSON object"),
        (" " * (1 << 20) + "{}", "larger than"),
        (_meta("other", Host="unix:///run/x.sock"), "does not belong there"),
        ('{"Name": "broken", "Endpoints": {}}', "no docker endpoint"),
        ('{"Name": "broken", "Endpoints": []}', "no docker endpoint"),
        (_meta("broken", Host=7), "the address is empty"),
        (_meta("broken", Host="unix://relative.sock"), "not absolute"),
        (_meta("broken", Host="ssh://-oProxyCommand=id/"), "the host's name"),
    ],
)
def test_broken_context_is_a_problem_and_hides_no_other(
    tmp_path: Path, content: str | bytes, says: str
) -> None:
    _store(tmp_path, "broken", content)
    _store(tmp_path, "sound", _meta("sound", Host="unix:///run/sound.sock"))
    found = list_contexts(tmp_path)
    sound = [each for each in found if each.problem is None]
    problems = [each.problem for each in found if each.problem is not None]
    assert [each.url for each in sound] == ["unix:///run/sound.sock"]
    assert [problem.reason for problem in problems] == [Reason.BAD_ADDRESS]
    assert says in problems[0].explanation


def test_folder_without_meta_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "contexts/meta/0123").mkdir(parents=True)
    (found,) = list_contexts(tmp_path)
    assert found.problem is not None
    assert "meta.json" in found.problem.explanation


@pytest.mark.parametrize("content", ["{", "[]", '{"currentContext": 7}'])
def test_broken_config_file_is_a_problem(tmp_path: Path, content: str) -> None:
    (tmp_path / "config.json").write_text(content)
    found = current_context(tmp_path, {})
    assert found is not None
    assert found.problem is not None
    assert "config.json" in found.name


@pytest.mark.parametrize("name", ["gone", "../../etc", "-x", "\udcff"])
def test_context_that_is_not_there_is_a_problem(tmp_path: Path, name: str) -> None:
    found = find_context(tmp_path, name)
    assert found.problem is not None
    assert "there is no context" in found.problem.explanation


def test_skipping_verification_is_told_and_not_done(tmp_path: Path) -> None:
    _store(tmp_path, "lax", _meta("lax", Host="tcp://db.example", SkipTLSVerify=True))
    found = find_context(tmp_path, "lax")
    assert found.skips_verification
    endpoint = found.endpoint(Origin.CURRENT_CONTEXT)
    assert endpoint.tls == TLSFiles()  # verified, by the system's authorities
    assert endpoint.url == "tcp://db.example:2376"
