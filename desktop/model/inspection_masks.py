"""The Engine's JSON with what is probably secret masked, for views and the clipboard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.model.secrets import masked, masked_text

# Their names hold "auth" or "key", and their values are no secrets.
PUBLIC_LABELS = ("org.opencontainers.image.", "org.label-schema.", "com.docker.compose.")
_ASSIGNMENTS = ("Env",)
_NAMED = ("Labels", "Options", "DriverOpts", "Sysctls")


def masked_label(name: str, value: str) -> str:
    """A label's value as it may be shown."""
    return masked_text(value) if name.startswith(PUBLIC_LABELS) else masked(name, value)


def masked_json(value: Any, key: str = "") -> Any:
    """A copy with variables, labels and the passwords of URLs masked; the same where nothing is."""
    if isinstance(value, str):
        return masked_text(value) if "://" in value else value
    if isinstance(value, Mapping):
        if key in _NAMED:
            made = {
                name: masked_label(name, each) if isinstance(each, str) else each
                for name, each in value.items()
            }
        else:
            made = {name: masked_json(each, name) for name, each in value.items()}
        return made if made != value else value
    if isinstance(value, list):
        if key in _ASSIGNMENTS:
            changed = [_assignment(each) if isinstance(each, str) else each for each in value]
        else:
            changed = [masked_json(each) for each in value]
        return changed if changed != value else value
    return value


def _assignment(line: str) -> str:
    name, equals, value = line.partition("=")
    return f"{name}{equals}{masked(name, value)}"
