"""What a build has told so far, for whoever looks: its steps, its output, its end."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence

from desktop.engine.build_records import BuildNews, Output
from desktop.engine.records import PartState, Progress, ProgressPart
from desktop.model.build.dockerfile import Dockerfile, Instruction
from desktop.model.observers import Observers

KEPT = 4_000_000  # characters of output

# "2/4 RUN make" of the Engine's own builder, "[stage-1 2/4] RUN make" of BuildKit.
_NUMBERED = re.compile(r"(\d{1,6})/(\d{1,6}) (.*)", re.DOTALL)
_VERTEX = re.compile(r"\[(?:[^\]]*\s)?(?:\d+/\d+)?\] ?(.*)", re.DOTALL)
_STAGE = re.compile(r"\[(?:(\S+) )?\d+/\d+\] ")
_FLAGS = re.compile(r"\s--[a-z-]+=\S+")


class BuildStory:
    """Filled on the loop's thread; ``told`` hears each news."""

    def __init__(self) -> None:
        self.told: Observers[BuildNews] = Observers()
        self.progress = Progress("")
        self.image = ""
        self.output: deque[Output] = deque()
        self.cut = False  # whether the oldest output is not kept any more
        self._kept = 0

    @property
    def steps(self) -> tuple[ProgressPart, ...]:
        return self.progress.parts

    @property
    def failed(self) -> int:
        """The place of the step that failed, or -1."""
        states = [part.state for part in self.steps]
        return states.index(PartState.FAILED) if PartState.FAILED in states else -1

    def tell(self, news: BuildNews) -> None:
        """Take in what has happened."""
        self.progress = news.progress if news.progress.parts or not self.steps else self.progress
        self.image = news.image or self.image
        for output in news.output:
            self.output.append(output)
            self._kept += len(output.text)
        while self._kept > KEPT and len(self.output) > 1:
            self._kept -= len(self.output.popleft().text)
            self.cut = True
        self.told.tell(news)


def planned(dockerfile: Dockerfile, steps: Sequence[ProgressPart]) -> tuple[ProgressPart, ...]:
    """The steps, and those that are to come: the Engine's own builder tells how many there are."""
    found = _NUMBERED.match(steps[-1].name) if steps else None
    if found is None:
        return tuple(steps)
    number, total = int(found[1]), min(int(found[2]), len(dockerfile.instructions))
    rest = (
        f"{at + 1}/{found[2]} {dockerfile.instructions[at].text}" for at in range(number, total)
    )
    return (*steps, *(ProgressPart(name, PartState.WAITING) for name in rest))


def instruction_of(
    dockerfile: Dockerfile, steps: Sequence[ProgressPart], place: int
) -> Instruction | None:
    """The instruction of a step, by its number or by what it says."""
    if not 0 <= place < len(steps):
        return None
    name = steps[place].name
    if (found := _NUMBERED.match(name)) is not None:
        number = int(found[1]) - 1
        if number < len(dockerfile.instructions):
            return dockerfile.instructions[number]
        return None
    found = _VERTEX.match(name)
    said = _bare(found[1] if found is not None else name)
    return next((it for it in dockerfile.instructions if _bare(it.text) == said), None)


def stage_of(dockerfile: Dockerfile, steps: Sequence[ProgressPart], place: int) -> str:
    """What the stage of a step is called: as BuildKit does where it has no name; "" for none."""
    found = _STAGE.match(steps[place].name)
    if found is not None:
        return found[1] or "stage-0"
    instruction = instruction_of(dockerfile, steps, place)
    if instruction is None:  # one that the builder has added
        return stage_of(dockerfile, steps, place - 1) if place else ""
    if instruction.stage < 0:
        return ""
    return dockerfile.stages[instruction.stage].name or f"stage-{instruction.stage}"


def _bare(text: str) -> str:
    return " ".join(_FLAGS.sub("", text).split())
