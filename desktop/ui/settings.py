"""What is remembered from one start to the next, in one readable file.

It is saved soon after something was put into it: a crash takes none of it away.

What a person chooses of the table in :mod:`desktop.model.preferences` is read by ``chosen`` and
changed by ``choose``, which tells ``changed``: it takes effect at once.
"""

from __future__ import annotations

import asyncio
import base64
import json
import logging
import os
import tempfile
from pathlib import Path
from typing import Any, overload

from desktop.engine.threads import run_in_thread
from desktop.model.observers import Observers
from desktop.model.preferences import Flag, Number, Text, Texts

log = logging.getLogger(__name__)

SOON_SECONDS = 0.5  # a column that is dragged tells its width many times


class Settings:
    """A JSON file of plain values. A broken one is put aside, never a reason not to start."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path = folder / "settings.json"
        self._values: dict[str, Any] = {}
        self._unsaved = True
        self.changed: Observers[str] = Observers()
        """The name of a setting that a person has changed."""
        self.touched: Observers[str] = Observers()
        """The name of a value that is to be saved: ``save_soon``."""
        try:
            values = json.loads(self._path.read_bytes())
            if not isinstance(values, dict):
                raise ValueError("the file holds no object")
            self._values = values
        except FileNotFoundError:
            pass
        except (OSError, ValueError, RecursionError) as problem:
            log.warning("the settings can't be read and are put aside: %s", problem)
            self._put_aside()

    def text(self, name: str, default: str = "") -> str:
        """A text value."""
        value = self._values.get(name)
        return value if isinstance(value, str) else default

    def flag(self, name: str, default: bool = False) -> bool:
        """A yes or no."""
        value = self._values.get(name)
        return value if isinstance(value, bool) else default

    def texts(self, name: str) -> list[str]:
        """A list of texts."""
        value = self._values.get(name)
        return [v for v in value if isinstance(v, str)] if isinstance(value, list) else []

    def data(self, name: str) -> bytes:
        """What Qt saved of a header or a window."""
        try:
            return base64.b64decode(self.text(name), validate=True)
        except ValueError:
            return b""

    def number(self, name: str, default: int) -> int:
        """A whole number."""
        value = self._values.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else default

    @overload
    def chosen(self, setting: Flag) -> bool: ...
    @overload
    def chosen(self, setting: Number) -> int: ...
    @overload
    def chosen(self, setting: Text) -> str: ...
    @overload
    def chosen(self, setting: Texts) -> list[str]: ...

    def chosen(self, setting: Flag | Number | Text | Texts) -> bool | int | str | list[str]:
        """What a person has chosen; the default where that is nothing, or nothing possible."""
        match setting:
            case Flag():
                return self.flag(setting.name, setting.default)
            case Number():
                number = self.number(setting.name, setting.default)
                return number if setting.least <= number <= setting.most else setting.default
            case Text():
                text = self.text(setting.name, setting.default)
                return text if not setting.choices or text in setting.choices else setting.default
            case Texts():
                return self.texts(setting.name)

    @overload
    def choose(self, setting: Flag, value: bool) -> None: ...
    @overload
    def choose(self, setting: Number, value: int) -> None: ...
    @overload
    def choose(self, setting: Text, value: str) -> None: ...
    @overload
    def choose(self, setting: Texts, value: list[str]) -> None: ...

    def choose(
        self, setting: Flag | Number | Text | Texts, value: bool | int | str | list[str]
    ) -> None:
        """Take what a person has chosen, and tell it where it is another than before."""
        before = self.chosen(setting)
        self.put(setting.name, value)
        if self.chosen(setting) != before:
            self.changed.tell(setting.name)

    def has(self, *names: str) -> bool:
        """Whether any of these is there, and not empty."""
        return any(self._values.get(name) for name in names)

    def forget(self, *names: str) -> None:
        """As if these had never been put."""
        for name in names:
            if self._values.pop(name, None) is not None:
                self._touch(name)

    def put(self, name: str, value: str | bool | int | list[str] | bytes) -> None:
        """Change a value."""
        self._values[name] = (
            base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else value
        )
        self._touch(name)

    def save(self) -> None:
        """Save what was put, at once: when everything ends. Not while ``save_soon`` runs."""
        if self._unsaved:
            try:
                self._write(self._text())
            except OSError as problem:
                log.warning("the settings can't be saved: %s", problem)
            else:
                self._unsaved = False

    async def save_soon(self) -> None:
        """Save what was put, all together, until nothing more is. A disk may be slow: in a thread.

        What could not be saved is tried again with what is put next.
        """
        while self._unsaved:
            await asyncio.sleep(SOON_SECONDS)
            self._unsaved = False
            try:
                await run_in_thread(self._write, self._text(), name="settings")
            except OSError as problem:
                self._unsaved = True
                log.warning("the settings can't be saved: %s", problem)
                break
            except asyncio.CancelledError:
                self._unsaved = True  # nobody knows how far it came
                raise

    def _touch(self, name: str) -> None:
        self._unsaved = True
        self.touched.tell(name)

    def _text(self) -> str:
        # Escaped: half a surrogate pair in a project's name can't be written otherwise.
        return json.dumps(self._values, indent=1, sort_keys=True)

    def _write(self, text: str) -> None:
        """Write the file, whole or not at all, for this person's eyes only."""
        self.folder.mkdir(parents=True, exist_ok=True)
        # In the same folder, so that it can take the file's place in one step.
        handle, name = tempfile.mkstemp(prefix=".settings-", dir=self.folder)
        draft = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self._path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise

    def _put_aside(self) -> None:
        try:
            self._path.replace(self._path.with_suffix(".broken"))
        except OSError as problem:
            log.warning("%s", problem)
