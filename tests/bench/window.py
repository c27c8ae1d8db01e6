"""The application as a process of its own, seen from outside and by its own ``--trace``."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

WAIT_SECONDS = 60.0
FROM_SOURCE = (sys.executable, "-m", "desktop")


class RunningWindow:
    """Portside on an Engine, until the block ends."""

    def __init__(
        self,
        url: str,
        folder: Path,
        *,
        traced: bool = True,
        program: Sequence[str | Path] = FROM_SOURCE,
        environment: dict[str, str] | None = None,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._trace = folder / "trace.jsonl"
        self._trace.unlink(missing_ok=True)
        self._process = subprocess.Popen(
            [
                *program,
                "--host",
                url,
                "--config",
                str(folder / "config"),
                # Watching for stalls costs 200 wake-ups a second: not while idleness is measured.
                *(["--trace", str(self._trace)] if traced else []),
            ],
            env=environment,
        )

    def __enter__(self) -> RunningWindow:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.send_signal(signal.SIGTERM)
        code = self._process.wait(15)
        assert code == 0, f"Portside ended with {code}"

    @property
    def lines(self) -> list[dict[str, Any]]:
        """What it has traced so far."""
        if not self._trace.exists():
            return []
        text = self._trace.read_text()
        return [json.loads(line) for line in text[: text.rfind("\n") + 1].splitlines()]

    def milestone(self, name: str) -> float:
        """Seconds from the start of its process to a milestone; waits for it."""
        deadline = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < deadline:
            for line in self.lines:
                if line.get("name") == name:
                    return float(line["seconds"])
            assert self._process.poll() is None, "Portside ended by itself"
            time.sleep(0.02)  # another process tells by a file
        raise AssertionError(f"no {name!r} within {WAIT_SECONDS} s")

    def stalls(self) -> list[float]:
        """The gaps in which its window handled nothing, in seconds."""
        return [float(line["seconds"]) for line in self.lines if line["event"] == "stall"]

    def cpu_seconds(self) -> float:
        """What it has used of the processor, in all its threads."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> int:
        """Resident bytes."""
        fields = Path(f"/proc/{self._process.pid}/statm").read_text().split()
        return int(fields[1]) * os.sysconf("SC_PAGE_SIZE")
