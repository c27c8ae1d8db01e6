"""What a place did not tell of its files, in sentences."""

from __future__ import annotations

from desktop.engine.errors import EngineError, NotFound
from desktop.engine.file_records import Place
from desktop.model.commands import Target
from desktop.ui import problems
from desktop.ui.files.problems import KNOWN, short, why
from desktop.ui.text import tr


def not_listed(place: Place | None, path: str, error: EngineError | None) -> str:
    """Why a folder has no rows."""
    assert place is not None
    assert error is not None
    tried = tr("Cannot list {path}", path=short(path))
    if isinstance(error, NotFound):
        return tr("{tried}: {why}", tried=tried, why=tr("there is no such folder."))
    if isinstance(error, KNOWN):
        return tr("{tried}: {why}", tried=tried, why=why(error))
    return problems.not_told(tried, Target(place.kind, "", place.name), error)


def not_read(place: Place, path: str, error: EngineError) -> str:
    """Why a file can't be shown."""
    tried = tr("Cannot read {path}", path=short(path))
    if isinstance(error, NotFound):
        return tr("{tried}: {why}", tried=tried, why=tr("it does not exist any more."))
    if isinstance(error, KNOWN):
        return tr("{tried}: {why}", tried=tried, why=why(error))
    return problems.not_told(tried, Target(place.kind, "", place.name), error)
