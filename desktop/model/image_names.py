"""The names of one image, as the Engine tells them apart (moby, daemon/images/image_delete.go)."""

from __future__ import annotations

from collections.abc import Sequence


def taken_along(name: str, names: Sequence[str]) -> tuple[str, ...]:
    """The name, and with a repository's last tag also the digests of that repository."""
    if "@" in name:
        return (name,)
    same = [n for n in names if _repository(n) == _repository(name)]
    tags = [n for n in same if "@" not in n]
    return (name, *(n for n in same if "@" in n)) if tags == [name] else (name,)


def one_name(names: Sequence[str]) -> bool:
    """Whether the Engine takes them for one: a single tag, and digests of its repository only."""
    tags = [name for name in names if "@" not in name]
    return len(names) <= 1 or (len(tags) <= 1 and len({_repository(name) for name in names}) == 1)


def _repository(name: str) -> str:
    bare = name.partition("@")[0]
    head, colon, tag = bare.rpartition(":")
    return head if colon and "/" not in tag else bare
