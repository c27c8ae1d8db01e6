"""Recorded streams, and the screens that a terminal must show after them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.terminal.conftest import Make

_FOLDER = Path(
    os.environ.get("PORTSIDE_TERMINAL_RECORDINGS")
    or Path(__file__).parents[3] / "shared" / "terminal-recordings"
)
_NAMES = sorted(recording.stem for recording in _FOLDER.glob("*.in"))

ACCEPTED = {
    "python": {
        "t0084-CBT": "xterm alone wraps after a tab backwards from behind the last column",
    },
    "ghostty": {
        "t0040-REP": "it repeats the last character also after the cursor has moved",
        "t0103-reverse_wrap": "it wraps backwards only where a line was wrapped",
        **dict.fromkeys(
            ("t600-DECSTBM_SR", "t601-DECSTBM_SL", "t602-DECSTBM_DECIC", "t603-DECSTBM_DECDC"),
            "it does not scroll or shift columns sideways",
        ),
    },
}
"""Recordings that an engine may fail, and why. One that passes does not belong here."""


@pytest.mark.skipif(not _NAMES, reason="there is no folder with recordings of terminals")
@pytest.mark.parametrize("name", _NAMES or ["none"])
def test_recording_gives_its_screen(make: Make, engine: str, name: str) -> None:
    written = (_FOLDER / f"{name}.in").read_bytes().replace(b"\n", b"\r\n")
    wanted = [line.rstrip() for line in (_FOLDER / f"{name}.text").read_text().split("\n")]
    shown = make(written, columns=80, rows=25).text
    same = shown == (wanted + [""] * 25)[:25]
    if name in ACCEPTED.get(engine, {}):
        assert not same, f"{name} passes: take it off the list"
        pytest.skip(f"accepted: {ACCEPTED[engine][name]}")
    assert same, "\n".join(shown)
