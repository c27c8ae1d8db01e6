"""What the details are about, as one value: every tab shows a part of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop.engine.endpoint import Endpoint
from desktop.engine.errors import EngineError
from desktop.engine.records import Event, Kind, Record
from desktop.model.store import Store


@dataclass(frozen=True, slots=True)
class Subject:
    """One object and all that is known of it now.

    ``inspection`` is None until the Engine has answered; ``late`` when it takes so long that
    people should see that something is on its way. ``known_at`` is when it was last true.
    ``copying``: the Engine keeps its answer until a copy of the object's files has ended.
    ``told`` says that ``events`` are all that the Engine remembers.
    """

    kind: Kind
    key: str
    store: Store
    record: Record
    inspection: Mapping[str, Any] | None = None
    events: tuple[Event, ...] = ()
    told: bool = False
    late: bool = False
    copying: bool = False
    error: EngineError | None = None
    stale: bool = False
    removed: bool = False
    known_at: float = 0.0
    endpoint: Endpoint | None = None

    @property
    def identity(self) -> tuple[Kind, str]:
        return self.kind, self.key

    @property
    def is_past(self) -> bool:
        """Whether it may no longer be so."""
        return self.stale or self.removed
