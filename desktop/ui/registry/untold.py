"""What a registry did not tell, in sentences."""

from __future__ import annotations

from desktop.engine.errors import EngineError
from desktop.engine.records import EngineInfo, Kind
from desktop.engine.registry_errors import fault_of
from desktop.model.commands import Target
from desktop.ui import problems
from desktop.ui.registry.words import reason
from desktop.ui.text import tr


def not_told(
    tried: str, registry: str, error: EngineError, engine: EngineInfo | None = None
) -> str:
    """What the page says when a question has no answer."""
    return tr("{tried}: {why}", tried=tried, why=why_not_told(registry, error, engine))


def why_not_told(registry: str, error: EngineError, engine: EngineInfo | None = None) -> str:
    """The same without what was tried."""
    fault = fault_of(error)
    if fault is None:
        return problems.why_not_told(Target(Kind.IMAGE, "", registry), error)
    return reason(fault, registry, error, engine)
