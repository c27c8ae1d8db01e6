"""How far a pull or push is, layer by layer, in bounded memory."""

from __future__ import annotations

from desktop.engine.layers import MOST_LAYERS, LayerMerger
from desktop.engine.records import PartState, Progress, ProgressPart


def line(layer: str, status: str, done: int = 0, total: int = 0) -> dict[str, object]:
    detail = {"current": done, "total": total} if total else {}
    return {"id": layer, "status": status, "progressDetail": detail}


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def states(progress: Progress) -> list[PartState]:
    return [part.state for part in progress.parts]


def test_layers_are_summed_up() -> None:
    merger = LayerMerger()
    merger.add(line("a", "Downloading", 1, 10))
    merger.add(line("b", "Downloading", 2, 20))
    merger.add(line("a", "Downloading", 5, 10))
    told = merger.take()
    assert (told.text, told.done, told.total) == ("a: Downloading", 7, 30)
    merger.add(line("a", "Pull complete"))
    told = merger.take()
    assert (told.text, told.done, told.total) == ("a: Pull complete", 12, 30)
    assert states(told) == [PartState.DONE, PartState.RUNNING]


def test_the_total_is_not_known_while_the_size_of_a_layer_is_not() -> None:
    merger = LayerMerger()
    merger.add(line("a", "Pulling fs layer"))
    merger.add(line("b", "Pulling fs layer"))
    merger.add(line("a", "Downloading", 1, 10))
    assert (merger.take().done, merger.take().total) == (1, None)
    merger.add(line("b", "Downloading", 1, 30))
    assert merger.take().total == 40


def test_what_is_there_already_counts_nothing() -> None:
    merger = LayerMerger()
    merger.add(line("a", "Already exists"))
    merger.add(line("b", "Downloading", 4, 8))
    told = merger.take()
    assert (told.done, told.total) == (4, 8)
    assert told.parts[0] == ProgressPart("a", PartState.CACHED, "Already exists")


def test_the_tag_that_is_pulled_is_no_layer() -> None:
    merger = LayerMerger()
    merger.add({"id": "latest", "status": "Pulling from library/nginx"})
    merger.add({"status": "Status: Image is up to date for nginx:latest"})
    assert merger.take().parts == ()


def test_unpacking_shows_its_own_bytes_and_leaves_the_sum_alone() -> None:
    merger = LayerMerger()
    merger.add(line("a", "Downloading", 3, 10))
    merger.add(line("a", "Download complete"))
    merger.add(line("a", "Extracting", 2, 10))
    told = merger.take()
    assert (told.done, told.total) == (10, 10)
    assert (told.parts[0].done, told.parts[0].total) == (2, 10)
    assert told.parts[0].state is PartState.RUNNING


def test_seconds_of_unpacking_are_no_bytes() -> None:
    """An Engine whose images containerd keeps counts these."""
    merger = LayerMerger()
    merger.add(line("a", "Downloading", 10, 10))
    detail = {"current": 3, "units": "s"}
    merger.add({"id": "a", "status": "Extracting", "progressDetail": detail})
    told = merger.take()
    assert (told.parts[0].done, told.parts[0].total) == (0, None)
    assert (told.done, told.total) == (10, 10)


def test_a_pushed_layer_that_is_larger_than_it_seemed_is_never_more_than_whole() -> None:
    merger = LayerMerger()
    merger.add(line("a", "Preparing"))
    merger.add(line("a", "Pushing", 12, 10))
    told = merger.take()
    assert (told.done, told.total) == (12, 12)
    merger.add(line("a", "Pushed"))
    assert states(merger.take()) == [PartState.DONE]


def test_a_layer_mounted_from_another_repository_was_there() -> None:
    merger = LayerMerger()
    merger.add(line("a", "Mounted from team/app"))
    assert states(merger.take()) == [PartState.CACHED]


def test_a_layer_has_its_time_from_its_own_begin_to_its_end() -> None:
    clock = Clock()
    merger = LayerMerger(clock)
    merger.add(line("a", "Pulling fs layer"))
    clock.now += 5
    assert merger.take().parts[0].seconds is None
    merger.add(line("a", "Downloading", 1, 10))
    clock.now += 2
    assert merger.take().parts[0].seconds == 2
    clock.now += 1
    merger.add(line("a", "Pull complete"))
    clock.now += 10
    assert merger.take().parts[0].seconds == 3


def test_an_error_fails_the_layers_that_are_under_way() -> None:
    merger = LayerMerger()
    merger.add(line("a", "Pull complete"))
    merger.add(line("b", "Downloading", 1, 10))
    merger.add(line("c", "Waiting"))
    merger.add({"errorDetail": {"message": "unexpected EOF"}, "error": "unexpected EOF"})
    assert states(merger.take()) == [PartState.DONE, PartState.FAILED, PartState.WAITING]


def test_an_engine_that_tells_of_layers_without_end_fills_no_memory() -> None:
    merger = LayerMerger()
    for number in range(MOST_LAYERS * 2):
        merger.add(line(str(number), "Downloading", 1, 1))
    told = merger.take()
    assert (told.done, told.total) == (MOST_LAYERS, MOST_LAYERS)
    assert len(told.parts) == MOST_LAYERS
