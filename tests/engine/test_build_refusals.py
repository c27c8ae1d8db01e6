"""What the Engine says of a registry while it builds, and what it says of other things."""

from __future__ import annotations

import pytest

from desktop.engine.build_records import BaseRefused, BuildFailed
from desktop.engine.build_refusals import explained

DENIED = "denied: requested access to the resource is denied"
AT = 'Get "https://reg.example:5000/v2/base/manifests/1": no basic auth credentials'


def refused(step: str, said: str, *images: str) -> str:
    problem = explained(BuildFailed(said, 0), step, images)
    return problem.refused.registry if isinstance(problem, BaseRefused) else ""


@pytest.mark.parametrize(
    ("step", "said", "images", "registry"),
    [
        ("1/2 FROM reg.example/a:1", DENIED, (), "reg.example"),
        ("1/2 FROM --platform=linux/arm64 reg.example/a AS b", DENIED, (), "reg.example"),
        ("1/2 FROM shop/a", DENIED, (), "docker.io"),
        ("3/4 COPY --chown=1:1 --from=reg.example/a:1 /a /b", DENIED, (), "reg.example"),
        ("2/2 FROM ${BASE}:1", AT, (), "reg.example:5000"),
        ("2/2 FROM ${BASE}:1", DENIED, ("reg.example/a",), "reg.example"),
        ("2/2 FROM ${BASE}:1", DENIED, ("reg.example/a", "b"), ""),
        ("2/2 FROM ${BASE}:1", DENIED, ("a", "b"), "docker.io"),
        ("2/2 RUN curl https://reg.example", DENIED, ("reg.example/a",), ""),
        ("2/3 COPY a /b", DENIED, ("reg.example/a",), ""),
        ("1/2 FROM reg.example/a:1", "manifest unknown", (), ""),
        ("1/2 FROM a", "unexpected EOF: write /x: no space left on device", (), ""),
        ("", AT, (), ""),
    ],
)
def test_the_registry_of_a_step_that_takes_an_image_is_known(
    step: str, said: str, images: tuple[str, ...], registry: str
) -> None:
    assert refused(step, said, *images) == registry
