"""What an Engine would leave out without a word, by the API that is spoken with it."""

from __future__ import annotations

import pytest

from desktop.model.run.parse import parse
from desktop.model.run.problems import Fault
from desktop.model.run.unknown import unknown_to
from tests.model.fake_engine import make_info


@pytest.mark.parametrize(
    ("option", "part", "first"),
    [
        ("--annotation a=b", "--annotation", "1.43"),
        ("--health-start-interval 1s", "--health-start-interval", "1.44"),
        ("--mount src=data,dst=/a,volume-subpath=b", "volume-subpath=b", "1.45"),
        ("--mount type=image,src=i,dst=/a,image-subpath=b", "type=image", "1.48"),
        ("--network name=net,gw-priority=3", "gw-priority=3", "1.48"),
        (
            "--mount type=bind,src=/a,dst=/b,ro,bind-propagation=rprivate,bind-recursive=readonly",
            "bind-recursive=readonly",
            "1.44",
        ),
    ],
)
def test_an_old_engine_does_not_know_what_is_new(option: str, part: str, first: str) -> None:
    spec = parse(f"docker run {option} app:1").spec
    before = f"1.{int(first.removeprefix('1.')) - 1}"
    (problem,) = unknown_to(make_info(api_version=before), spec)
    assert (problem.fault, problem.part) == (Fault.ENGINE_TOO_OLD, part)
    assert problem.option == option.partition(" ")[0]
    for later in (first, "1.51", "2.0", "of an Engine that tells something else"):
        assert [*unknown_to(make_info(api_version=later), spec)] == []


def test_a_new_engine_knows_no_limit_of_kernel_memory() -> None:
    spec = parse("docker run --kernel-memory 64m app:1").spec
    assert [*unknown_to(make_info(api_version="1.41"), spec)] == []
    (problem,) = unknown_to(make_info(api_version="1.42"), spec)
    assert (problem.fault, problem.field) == (Fault.ENGINE_TOO_NEW, "kernel_memory")


@pytest.mark.parametrize(
    "option", ["--cpu-count 1", "--cpu-percent 50", "--io-maxbandwidth 1m", "--io-maxiops 5"]
)
def test_what_is_for_windows_is_refused_elsewhere(option: str) -> None:
    spec = parse(f"docker run {option} app:1").spec
    assert [*unknown_to(make_info(os="windows"), spec)] == []
    (problem,) = unknown_to(make_info(os="linux"), spec)
    assert (problem.fault, problem.part) == (Fault.OTHER_SYSTEM, option.partition(" ")[0])


def test_a_plain_container_is_known_to_any_engine() -> None:
    spec = parse("docker run -d -p 80:80 --mount type=bind,src=/a,dst=/b --network net app:1").spec
    for version in ("1.24", "1.41", "1.51"):
        assert [*unknown_to(make_info(api_version=version), spec)] == []
