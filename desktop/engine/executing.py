"""Running a short program in a container, and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

from desktop.engine.decode import Json, decode_one, text
from desktop.engine.errors import Reason, Unreachable
from desktop.engine.hijacked import Frames, Hijacked
from desktop.engine.observations import Executed, Output
from desktop.engine.terminal_records import Heard
from desktop.engine.translate import FOREIGN, translated
from desktop.engine.wire import Wire

OUTPUT_BYTES = 1 << 20
UPGRADE = {"Connection": "Upgrade", "Upgrade": "tcp"}
_LOOKS = 40
_LOOK_SECONDS = 0.05


def execute(
    container: str, arguments: list[str], user: str, privileged: bool, wire: Wire
) -> Executed:
    """Run it to its end; of each output at most ``OUTPUT_BYTES`` are kept.

    Cancelling ends the waiting, not the program: Docker has no call for that.
    """
    client: Any = wire.client
    kept = {Output.STDOUT: bytearray(), Output.STDERR: bytearray()}
    cut = False
    try:
        made = client.exec_create(container, arguments, user=user, privileged=privileged)
        key = decode_one(_key, made)
        for heard in _said(client, start(client, key, {"Tty": False, "Detach": False})):
            room = OUTPUT_BYTES - len(kept[heard.output])
            cut = cut or len(heard.data) > room
            kept[heard.output] += heard.data[:room]
        code = exit_code(key, wire)
    except FOREIGN as problem:
        raise translated(problem, wire.words()) from problem
    return Executed(code, bytes(kept[Output.STDOUT]), bytes(kept[Output.STDERR]), cut)


def start(client: Any, key: str, body: dict[str, Any]) -> Any:
    """Begin what was created: the Engine's answer, whose connection both sides then use."""
    url = client._url("/exec/{0}/start", key)
    return client._post_json(url, headers=UPGRADE, data=body, stream=True)


def _said(client: Any, response: Any) -> Iterator[Heard]:
    client._raise_for_status(response)
    with closing(Hijacked(response)) as connection:
        frames = Frames()
        while data := connection.receive():
            yield from frames.feed(data)


def exit_code(key: str, wire: Wire) -> int:
    """Its exit code, which the Engine knows a moment after the end of the output.

    docker-py ends a stream that was lost as if all were told: a program that goes on running was
    lost.
    """
    client: Any = wire.client
    for _look in range(_LOOKS):
        code = decode_one(_ended_with, client.exec_inspect(key))
        if code is not None:
            return code
        if wire.wait_for_cut(_LOOK_SECONDS):
            break
    raise Unreachable(Reason.DROPPED, "the program's output ended before the program")


def _key(made: Json) -> str:
    return text(made["Id"])


def _ended_with(found: Json) -> int | None:
    code = found.get("ExitCode")
    return None if found.get("Running") or code is None else int(code)
