"""Which shell is found, and what is remembered of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from desktop.engine.errors import BadRequest, Conflict
from desktop.engine.observations import Executed
from desktop.model.processes import NoShell
from desktop.model.terminals.helper import helper_image
from desktop.model.terminals.shells import REMEMBERED, Shells, find_shell
from tests.model.fake_engine import FakeEngine, FakeWorld, make_image, make_info
from tests.support.aio import Aio

GONE = Executed(127, b"OCI runtime exec failed: executable file not found in $PATH", b"")


class Machine(FakeEngine):
    """Answers each program on its own."""

    def __init__(self, has: Sequence[str], says: bytes = b"", system: str = "linux") -> None:
        super().__init__(FakeWorld(), make_info(os=system))
        self.asked: list[str] = []

        async def execute(_key: str, arguments: Sequence[str], **_options: Any) -> Executed:
            self.asked.append(arguments[0])
            return Executed(0, says, b"") if arguments[0] in has else GONE

        self.observe.execute = execute  # type: ignore[method-assign]


@pytest.mark.parametrize(
    ("machine", "shell", "asked"),
    [
        (lambda: Machine(["sh"], b"bash\n"), "bash", ["sh"]),
        (lambda: Machine(["sh"], b"ash\n"), "ash", ["sh"]),
        (lambda: Machine(["sh"], b"sh\n"), "sh", ["sh"]),
        (lambda: Machine(["sh"], b"what a strange sh"), "sh", ["sh"]),
        (lambda: Machine(["bash"]), "bash", ["sh", "bash"]),
        (lambda: Machine(["ash"]), "ash", ["sh", "bash", "ash"]),
        (lambda: Machine([]), "", ["sh", "bash", "ash"]),
        (lambda: Machine(["powershell", "cmd"], system="windows"), "powershell", ["powershell"]),
        (lambda: Machine(["cmd"], system="windows"), "cmd", ["powershell", "cmd"]),
    ],
)
def test_the_best_shell_is_found(
    aio: Aio, machine: Callable[[], Machine], shell: str, asked: list[str]
) -> None:
    engine = machine()
    assert aio(find_shell(engine, "c")) == shell
    assert engine.asked == asked


def test_what_was_found_is_remembered_by_the_image_until_it_is_forgotten(aio: Aio) -> None:
    shells = Shells({"one": "bash"})
    engine = Machine(["sh"], b"ash")

    async def main() -> None:
        assert await shells.find(engine, "c", "one") == "bash"
        assert not engine.asked
        shells.forget("one")
        for _ in range(2):
            assert await shells.find(engine, "c", "one") == "ash"
        assert engine.asked == ["sh"]
        assert shells.known == {"one": "ash"}

    aio(main())


def test_that_there_is_no_shell_is_not_remembered(aio: Aio) -> None:
    shells = Shells({"one": ""})  # as an earlier version kept it

    async def main() -> None:
        with pytest.raises(NoShell):
            await shells.find(Machine([]), "c", "one")
        assert await shells.find(Machine(["sh"], b"sh"), "another", "one") == "sh"

    assert not shells.known
    aio(main())
    assert shells.known == {"one": "sh"}


def test_only_so_many_are_remembered(aio: Aio) -> None:
    shells = Shells()
    engine = Machine(["sh"], b"sh")

    async def main() -> None:
        for number in range(REMEMBERED + 10):
            await shells.find(engine, "c", str(number))

    aio(main())
    assert len(shells.known) == REMEMBERED
    assert "9" not in shells.known
    assert "10" in shells.known


def test_an_engine_that_says_it_by_an_error_is_understood(aio: Aio) -> None:
    engine = FakeEngine()
    engine.world.fail("execute", BadRequest("exec: executable file `sh` not found", status=400))
    assert aio(find_shell(engine, "c")) == ""


def test_another_trouble_is_told_and_not_remembered(aio: Aio) -> None:
    engine = FakeEngine()
    engine.world.fail("execute", Conflict("container is paused", status=409))
    shells = Shells()
    with pytest.raises(Conflict):
        aio(shells.find(engine, "c", "image"))
    assert not shells.known


def test_a_local_image_that_has_a_shell_is_offered() -> None:
    assert helper_image([]) is None
    assert helper_image([make_image(1, "nginx:1"), make_image(2, "corp/starter:1")]) is None
    images = [
        make_image(1, "debian:12"),
        make_image(2, "registry.example:5000/alpine:3", created=5),
        make_image(3, "alpine:3.20", created=9),
    ]
    assert helper_image(images) == "alpine:3.20"
    assert helper_image([*images, make_image(4, "portside/starter:latest")]) == (
        "portside/starter:latest"
    )
