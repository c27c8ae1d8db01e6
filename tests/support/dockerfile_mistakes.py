"""Each kind of mistake in a Dockerfile: what is underlined of it, and whether the build fails.

``a:1`` stands for an image that is there. The folder has ``here``, ``also`` and ``left``, of which
``.dockerignore`` leaves out the last.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.model.build.findings import Fault


@dataclass(frozen=True, slots=True)
class Mistake:
    """``line`` and ``part`` are where it stands."""

    fault: Fault
    text: str
    line: int
    part: str
    fails: bool = True

    def __str__(self) -> str:
        return f"{self.fault.value}: {self.part}"


def make_folder(folder: Path) -> Path:
    """What the sources of the COPYs are looked for in."""
    folder.mkdir()
    for name in ("here", "also", "left"):
        (folder / name).write_text(name)
    (folder / ".dockerignore").write_text("left\n")
    return folder


MISTAKES = [
    Mistake(Fault.NO_FROM, "RUN true\nFROM a:1", 1, "RUN"),
    Mistake(Fault.NO_FROM, "ARG A=1", 1, "ARG"),
    Mistake(Fault.UNKNOWN_INSTRUCTION, "FROM a:1\n  COPPY here /x", 2, "COPPY"),
    Mistake(Fault.UNKNOWN_INSTRUCTION, "FROM a:1\nEXECUTE x", 2, "EXECUTE"),
    Mistake(Fault.NO_ARGUMENTS, "FROM a:1\nRUN", 2, "RUN"),
    Mistake(Fault.NO_ARGUMENTS, "FROM a:1\nEXPOSE", 2, "EXPOSE"),
    Mistake(Fault.NO_ARGUMENTS, "FROM a:1\nHEALTHCHECK CMD", 2, "HEALTHCHECK"),
    Mistake(Fault.BAD_IMAGE, "FROM Upper:1", 1, "Upper:1"),
    Mistake(Fault.BAD_IMAGE, "FROM a:1:2", 1, "a:1:2"),
    Mistake(Fault.FROM_WORDS, "FROM a:1 b", 1, "b"),
    Mistake(Fault.FROM_WORDS, "FROM a:1 IS b", 1, "IS b"),
    Mistake(Fault.STAGE_NAME, "FROM a:1 AS 1st", 1, "1st"),
    Mistake(Fault.STAGE_NAME, "FROM a:1 AS my/stage", 1, "my/stage"),
    Mistake(Fault.SAME_STAGE, "FROM a:1 AS a\nFROM a AS A", 2, "A"),
    Mistake(Fault.UNKNOWN_STAGE, "FROM a:1\nCOPY --from=3 /bin /b", 2, "3"),
    Mistake(Fault.UNKNOWN_STAGE, "FROM a:1 AS x\nCOPY --from=x /bin /b", 2, "x"),
    Mistake(Fault.UNKNOWN_STAGE, "FROM a:1 AS ab\nCOPY --from=abc / /", 2, "abc", fails=False),
    Mistake(Fault.TOO_FEW_WORDS, "FROM a:1\nCOPY here", 2, "COPY"),
    Mistake(Fault.NO_FOLDER, "FROM a:1\nCOPY here also /x", 2, "/x"),
    Mistake(Fault.NO_FOLDER, 'FROM a:1\nADD ["here", "also", "/x"]', 2, "/x"),
    Mistake(Fault.NO_FOLDER, "FROM a:1\nCOPY here also .", 2, "."),
    Mistake(Fault.OUTSIDE, "FROM a:1\nCOPY ../up /x", 2, "../up"),
    Mistake(Fault.ABSENT, "FROM a:1\nCOPY here \\\n gone /x/", 3, "gone"),
    Mistake(Fault.ABSENT, "FROM a:1\nADD *.nope /x/", 2, "*.nope"),
    Mistake(Fault.IGNORED, "FROM a:1\nCOPY left /x", 2, "left"),
    Mistake(Fault.FLAG, "FROM a:1\nCOPY --form=x here /x", 2, "--form"),
    Mistake(Fault.FLAG, "FROM --arch=amd64 a:1", 1, "--arch"),
    Mistake(Fault.FLAG, "FROM a:1\nCMD --verbose", 2, "--verbose"),
    Mistake(Fault.NO_VALUE, "FROM a:1\nCOPY --chown here /x", 2, "--chown"),
    Mistake(Fault.PORT, "FROM a:1\nEXPOSE web", 2, "web"),
    Mistake(Fault.PORT, "FROM a:1\nEXPOSE 80 70000", 2, "70000"),
    Mistake(Fault.PORT, "FROM a:1\nEXPOSE 80/http", 2, "80/http"),
    Mistake(Fault.PORT, "FROM a:1\nEXPOSE 90-80", 2, "90-80"),
    Mistake(Fault.NO_PAIR, "FROM a:1\nENV A", 2, "A"),
    Mistake(Fault.NO_PAIR, "FROM a:1\nENV A=1 B", 2, "B"),
    Mistake(Fault.NO_PAIR, "FROM a:1\nLABEL a=b c d", 2, "c"),
    Mistake(Fault.SIGNAL, "FROM a:1\nSTOPSIGNAL SIGNONE", 2, "SIGNONE"),
    Mistake(Fault.NEEDS_JSON, "FROM a:1\nSHELL /bin/sh", 2, "/bin/sh"),
    Mistake(Fault.NEEDS_JSON, "FROM a:1\nSHELL ['/bin/sh', '-c']", 2, "['/bin/sh', '-c']"),
    Mistake(Fault.CHECK, "FROM a:1\nHEALTHCHECK curl web", 2, "curl"),
    Mistake(Fault.CHECK, "FROM a:1\nHEALTHCHECK --retries=3", 2, "HEALTHCHECK"),
    Mistake(Fault.ONBUILD, "FROM a:1\nONBUILD ONBUILD RUN x", 2, "ONBUILD"),
    Mistake(Fault.ONBUILD, "FROM a:1\nONBUILD FROM b", 2, "FROM"),
    Mistake(Fault.LATEST, "FROM a:latest", 1, "a:latest", fails=False),
    Mistake(Fault.LATEST, "FROM a", 1, "a", fails=False),
    Mistake(Fault.APT_LISTS, "FROM a:1\nRUN apt-get install -y x", 2, "apt-get", fails=False),
    Mistake(Fault.SECRET, "FROM a:1\nENV API_TOKEN=x", 2, "API_TOKEN", fails=False),
    Mistake(Fault.NO_JSON, "FROM a:1\nCMD ['a', 'b']", 2, "['a', 'b']", fails=False),
    Mistake(Fault.LINTER, "FROM a:1\nRUN cd /x", 2, "RUN cd /x", fails=False),
]

RIGHT = [
    "FROM a:1\nCOPY here also /x/\nADD here also ./\nCOPY here /y",
    "FROM a:1 AS the-first_1.0\nEXPOSE 80 443/tcp 53/udp 8000-8010 $PORT 8080:80",
    'FROM a:1\nENV A=1 B="x y" C=x\\ y\nENV D the rest = of it\nLABEL a=b "c d"=e',
    "FROM a:1\nSTOPSIGNAL SIGUSR1\nSTOPSIGNAL 9\nSTOPSIGNAL term\nSTOPSIGNAL SIGRTMIN+3",
    'FROM a:1\nSHELL ["/bin/sh", "-c"]\nHEALTHCHECK --interval=5s --retries=3 CMD true',
    "FROM a:1\nHEALTHCHECK NONE\nONBUILD RUN true\nONBUILD COPY . /x\nCMD true",
    'FROM a:1\nCOPY --chown=1:1 here /x\nVOLUME ["/a"]\nUSER 1\nWORKDIR /y\nMAINTAINER me',
]
