"""Copy files of one place to another: of a container to a container, of an image to a volume."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.engine.file_records import Place
from desktop.model.files.commands import CopyBetween
from desktop.model.operations import NoEngine
from desktop.ui.dialogs.fields import Field
from desktop.ui.dialogs.form import answer
from desktop.ui.files.carried import Carried
from desktop.ui.files.copy_form import CopyForm, Question, Seen, named
from desktop.ui.files.copy_to import destination_in, judge_path, sources_in
from desktop.ui.files.path_bar import PathEdit
from desktop.ui.files.problems import short
from desktop.ui.icons import Icon
from desktop.ui.page import Surroundings
from desktop.ui.text import tr
from desktop.ui.wording import listed


async def copy_between(
    parent: QWidget | None, surroundings: Surroundings, what: Carried, place: Place
) -> CopyBetween | None:
    """Ask where in the other place they are to go."""
    form = CopyBetweenForm(parent, surroundings, what, place)
    try:
        return await answer(form, form.command)
    finally:
        await form.end_looking()
        await form.close_path()


class CopyBetweenForm(CopyForm):
    """The one thing to say is the path there."""

    def __init__(
        self, parent: QWidget | None, surroundings: Surroundings, what: Carried, place: Place
    ) -> None:
        title = tr("Copy to {place}", place=named(place))
        super().__init__(parent, surroundings, place, title=title, picture=Icon.COPY)
        self._what = what
        names = listed(short(path) for path in what.paths[:3])
        if len(what.paths) > 3:
            names = tr("{names} and %n more", "", len(what.paths) - 3, names=names)
        self.say(title, tr("{names} of {place}", names=names, place=named(what.place)))
        session = surroundings.session
        self._edit = PathEdit(lambda: session.engine)
        self._edit.place = place
        self._edit.setText("/")
        self.path = self.add_field(Field(tr("&Path there"), self._edit, judge_path))
        self.finish_layout()
        self.owner.hide()  # it comes along, as with a tar

    def owner_note(self) -> str:
        return ""

    def command(self) -> CopyBetween:
        what = self._what
        path = self.path.text or "PATH"
        return CopyBetween(what.place, what.paths, self.place, path, self.options)

    def question(self) -> Question:
        return self._what.paths, self.path.text, self.follow.checked

    async def look(self, question: Question) -> Seen:
        engine = self.surroundings.session.engine
        if engine is None:
            raise NoEngine
        paths, destination, follow = question
        sources = await sources_in(engine, self._what.place, paths, follow=follow)
        return Seen(sources, await destination_in(engine, self.place, destination))

    async def close_path(self) -> None:
        """End its completion."""
        await self._edit.close_down()

    def _first_focus(self) -> QWidget:
        return self._edit
