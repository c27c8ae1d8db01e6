"""Move files and folders into another folder of their place."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.engine.file_errors import Refused, Rule
from desktop.engine.file_records import Place
from desktop.model.files.in_place import MoveEntries
from desktop.model.store import Change
from desktop.ui.dialogs import words
from desktop.ui.dialogs.fields import Field, Verdict, unfinished, wrong
from desktop.ui.dialogs.form import Form, answer
from desktop.ui.files.copy_form import capital, named
from desktop.ui.files.copy_to import judge_path
from desktop.ui.files.path_bar import PathEdit
from desktop.ui.files.problems import short, why
from desktop.ui.icons import Icon
from desktop.ui.page import Surroundings
from desktop.ui.text import tr
from desktop.ui.wording import listed


async def move_entries(
    parent: QWidget | None,
    surroundings: Surroundings,
    place: Place,
    paths: Sequence[str],
    *,
    runs: bool,
) -> MoveEntries | None:
    """Ask for the folder that they are to be in."""
    form = MoveForm(parent, surroundings, place, tuple(paths), runs=runs)
    try:
        return await answer(form, form.command)
    finally:
        await form.close_path()


class MoveForm(Form):
    """One folder; where nothing would move is told as it is typed."""

    def __init__(
        self,
        parent: QWidget | None,
        surroundings: Surroundings,
        place: Place,
        paths: tuple[str, ...],
        *,
        runs: bool,
    ) -> None:
        title = tr("Move %n item(s)", "", len(paths))
        store, session = surroundings.session.store, surroundings.session
        super().__init__(parent, store, title=title, verb=tr("Move"), picture=Icon.FOLDER)
        self._place = place
        self._paths = paths
        self._runs = runs
        names = listed(short(path) for path in paths[:3])
        if len(paths) > 3:
            names = tr("{names} and %n more", "", len(paths) - 3, names=names)
        self.say(title, tr("{names} of {place}", names=names, place=named(place)))
        self._edit = PathEdit(lambda: session.engine)
        self._edit.place = place
        self._now = posixpath.dirname(paths[0])
        self._edit.setText(self._now)
        self.folder = self.add_field(Field(tr("To the &folder"), self._edit, self._judge))

    def command(self) -> MoveEntries:
        folder = posixpath.normpath(self.folder.text or "/")
        return MoveEntries(self._place, self._paths, folder, self._runs)

    def over(self) -> str:
        place = self._place
        if self.store.get(place.kind, place.key) is not None:
            return ""
        return words.removed_meanwhile(self.store, place.kind, [place.name])

    def concerns(self, change: Change) -> bool:
        return change.kind is self._place.kind

    async def close_path(self) -> None:
        """End its completion."""
        await self._edit.close_down()

    def _judge(self, text: str) -> Verdict:
        if text == self._now:
            return unfinished()
        return wrong(refused) if (refused := refusal(self._paths, text)) else judge_path(text)


def refusal(paths: Sequence[str], folder: str) -> str:
    """Why they can't be moved into a folder, in a sentence; empty where they can."""
    inside = posixpath.normpath(folder).rstrip("/") + "/" if folder else ""
    if any(inside.startswith(path.rstrip("/") + "/") for path in paths):
        return tr("A folder can't be moved into itself.")
    if folder and any(posixpath.dirname(path).rstrip("/") + "/" == inside for path in paths):
        return tr("It is there already.")
    names = Counter(posixpath.basename(path.rstrip("/")) for path in paths)
    for name, count in names.most_common(1):
        return capital(why(Refused(Rule.SAME_NAME, name))) if count > 1 else ""
    return ""
