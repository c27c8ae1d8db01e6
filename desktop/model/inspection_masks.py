"""The Engine's JSON with what is probably secret masked, for views and the clipboard."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from desktop.model.secrets import MASK, is_secret_name, masked_line, masked_text

# Their names hold "auth" or "key", and their values are no secrets.
PUBLIC_LABELS = ("org.opencontainers.image.", "org.label-schema.", "com.docker.compose.")
# What any of the patterns in desktop.model.secrets needs: most texts have none of it.
_MAY_HOLD = re.compile(
    r"://|=|-----BEGIN|bearer|authorization|cookie|(^|\s)-|-[\w-]+\s|[\"']\s*:|(key|token|auth)\s*:"
    r"|AKIA|ASIA|AIza|gh[opsur]_|github_pat_|glpat-|dckr_|xox|eyJ",
    re.IGNORECASE,
)
_COMMANDS = ("Cmd", "Args", "Entrypoint", "Test")
_ASSIGNMENTS = ("Env",)
_NAMED = ("Labels", "Options", "DriverOpts", "Sysctls")


def masked_value(text: str) -> str:
    """A text with its secrets masked; quick where it can hold none."""
    return masked_text(text) if _MAY_HOLD.search(text) else text


def masked_command(words: Sequence[str]) -> tuple[str, ...]:
    """A command with the values of options such as ``--password`` masked."""
    return masked_line(words)


def masked_variable(name: str, value: str) -> str:
    """A variable's value as it may be shown."""
    return MASK if value and is_secret_name(name) else masked_value(value)


def masked_label(name: str, value: str) -> str:
    """A label's value as it may be shown."""
    return masked_value(value) if name.startswith(PUBLIC_LABELS) else masked_variable(name, value)


def masked_json(value: Any, key: str = "") -> Any:
    """A copy with variables, labels and the passwords of URLs masked; the same where nothing is."""
    if isinstance(value, str):
        return masked_value(value)
    if isinstance(value, dict):
        named = key in _NAMED
        made = {
            name: masked_label(name, each)
            if named and isinstance(each, str)
            # The usual case is met here rather than by one more call.
            else (each if isinstance(each, (int, type(None))) else masked_json(each, name))
            for name, each in value.items()
        }
        return made if any(made[name] is not each for name, each in value.items()) else value
    if isinstance(value, list):
        if key in _COMMANDS and all(isinstance(each, str) for each in value):
            words = list(masked_command(value))
            return words if words != value else value
        mask = _assignment if key in _ASSIGNMENTS else masked_json
        changed = [mask(each) for each in value]
        differs = any(new is not old for new, old in zip(changed, value, strict=True))
        return changed if differs else value
    return value


def _assignment(line: Any) -> Any:
    if not isinstance(line, str):
        return line
    name, _equals, value = line.partition("=")
    shown = masked_variable(name, value)
    return line if shown == value else f"{name}={shown}"
