"""How far a pull is, summed up in bounded memory."""

from __future__ import annotations

from desktop.engine.progress import MOST_LAYERS, ProgressMerger
from desktop.engine.records import Progress


def downloading(layer: str, done: int, total: int) -> dict[str, object]:
    detail = {"current": done, "total": total}
    return {"id": layer, "status": "Downloading", "progressDetail": detail}


def test_layers_are_summed_up() -> None:
    merger = ProgressMerger()
    merger.add(downloading("a", 1, 10))
    merger.add(downloading("b", 2, 20))
    merger.add(downloading("a", 5, 10))
    assert merger.take() == Progress("a: Downloading", 7, 30)
    merger.add({"id": "a", "status": "Pull complete"})
    assert merger.take() == Progress("a: Pull complete", 12, 30)


def test_an_engine_that_tells_of_layers_without_end_fills_no_memory() -> None:
    merger = ProgressMerger()
    for number in range(MOST_LAYERS * 2):
        merger.add(downloading(str(number), 1, 1))
    assert merger.take() == Progress(
        f"{MOST_LAYERS * 2 - 1}: Downloading", MOST_LAYERS, MOST_LAYERS
    )
