"""The programs that a terminal talks with: those of ``docker exec`` and of ``docker attach``."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Protocol

from docker.utils import version_gte

from desktop.engine import executing
from desktop.engine.decode import decode_one, mapping, text
from desktop.engine.errors import NotFound, Reason, Unreachable
from desktop.engine.observing import Call
from desktop.engine.terminal_records import AttachSpec, ExecSpec, HelperSpec
from desktop.engine.threads import run_with_tool
from desktop.engine.translate import FOREIGN, translated
from desktop.engine.wire import ANSWER_SECONDS, Wire

_LOOKS = 40  # for an end, which the Engine knows a moment after the end of the output
_LOOK_SECONDS = 0.05
_SIZE_AT_START = "1.42"  # from this API on, a start takes the size along


class Program(Protocol):
    """What is talked with."""

    tty: bool

    def open(self, client: Any) -> Any:
        """The Engine's answer that turns into the conversation."""

    async def resize(self, columns: int, rows: int) -> None: ...

    async def exit_code(self) -> int | None: ...

    async def began(self) -> bool: ...

    async def pid(self) -> int | None: ...


class Exec:
    """A program that was started beside the main one."""

    def __init__(
        self,
        key: str,
        tty: bool,
        size: tuple[int, int],
        wire: Callable[[float | None], Wire],
        ask: Call,
    ) -> None:
        self.tty = tty
        self._key = key
        self._size = size
        self._wire = wire
        self._ask = ask

    def open(self, client: Any) -> Any:
        body: dict[str, Any] = {"Tty": self.tty, "Detach": False}
        if self.tty and version_gte(client._version, _SIZE_AT_START):
            body["ConsoleSize"] = [self._size[1], self._size[0]]
        return executing.start(client, self._key, body)

    async def resize(self, columns: int, rows: int) -> None:
        await self._ask(lambda client: client.exec_resize(self._key, rows, columns))

    async def exit_code(self) -> int | None:
        def look(wire: Wire) -> int:
            try:
                return executing.exit_code(self._key, wire)
            except FOREIGN as problem:
                raise translated(problem, wire.words()) from problem

        try:
            return await run_with_tool(partial(self._wire, ANSWER_SECONDS), look, name="exec")
        except NotFound:
            return None  # with its container, or with the Engine that began it

    async def began(self) -> bool:
        found = await self._ask(lambda client: client.exec_inspect(self._key))
        return decode_one(lambda it: bool(it["Pid"]), found)  # which stays when it has ended

    async def pid(self) -> int | None:
        found = await self._ask(lambda client: client.exec_inspect(self._key))
        return decode_one(lambda it: it["Pid"] or None if it["Running"] else None, found)


class Main:
    """The program that a container is for."""

    def __init__(self, container: str, spec: AttachSpec, ask: Call) -> None:
        self.tty = spec.tty
        self._container = container
        self._spec = spec
        self._started = spec.started
        self._ask = ask

    def open(self, client: Any) -> Any:
        parameters = {
            "stream": 1,
            "stdin": int(self._spec.stdin),
            "stdout": 1,
            "stderr": 1,
            "logs": int(self._spec.replay),
            "detachKeys": self._spec.detach_keys,
        }
        url = client._url("/containers/{0}/attach", self._container)
        return client._post(url, headers=executing.UPGRADE, params=parameters, stream=True)

    async def resize(self, columns: int, rows: int) -> None:
        await self._ask(lambda client: client.resize(self._container, rows, columns))

    async def exit_code(self) -> int | None:
        for _look in range(_LOOKS):
            try:
                state = await self._state()
            except NotFound:
                return None
            if self._started not in ("", state.get("StartedAt")):
                return None  # and was started again
            if state.get("Restarting") or not state.get("Running"):
                return int(state.get("ExitCode") or 0)
            await asyncio.sleep(_LOOK_SECONDS)
        raise Unreachable(Reason.DROPPED, "the output ended before the program")

    async def began(self) -> bool:
        return True  # what can be attached to

    async def pid(self) -> int | None:
        state = await self._state()
        if state.get("Running"):  # before its start nobody could tell
            self._started = self._started or str(state.get("StartedAt") or "")
        return int(state.get("Pid") or 0) or None

    async def _state(self) -> Mapping[str, Any]:
        found = await self._ask(lambda client: client.inspect_container(self._container))
        return mapping(decode_one(mapping, found).get("State"))


def create_exec(container: str, spec: ExecSpec, client: Any) -> str:
    made = client.exec_create(
        container,
        list(spec.arguments),
        stdin=spec.stdin,
        tty=spec.tty,
        privileged=spec.privileged,
        user=spec.user,
        environment=dict(spec.environment) or None,
        workdir=spec.folder or None,
        detach_keys=spec.detach_keys,
    )
    return decode_one(_id, made)


# With nothing but the shell: what it reads ends when nobody holds the other end any more.
_UNTIL_INPUT_ENDS = "while read -r _; do :; done"


def create_helper(spec: HelperSpec, client: Any) -> str:
    beside = f"container:{spec.beside}"
    joined: dict[str, Any] = {"pid_mode": beside, "volumes_from": [spec.beside]}
    if spec.only_network:
        joined = {"cap_add": ["NET_RAW"]}
    made = client.create_container(
        spec.image,
        entrypoint=[spec.shell, "-c", _UNTIL_INPUT_ENDS],
        stdin_open=True,
        labels=dict(spec.labels),
        healthcheck={"test": ["NONE"]},
        host_config=client.create_host_config(auto_remove=True, network_mode=beside, **joined),
    )
    return decode_one(_id, made)


def _id(made: Mapping[str, Any]) -> str:
    return text(made["Id"])
