"""What the two copy dialogs have in common: they look at both ends, and say what will happen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.engine.errors import EngineError
from desktop.engine.file_errors import Refused
from desktop.engine.file_records import CopyOptions, FileKind, Place
from desktop.engine.records import Kind
from desktop.model import preferences
from desktop.model.commands import Target
from desktop.model.files.forecast import Destination, Effect, Forecast, Source, forecast
from desktop.model.store import Change
from desktop.ui import problems as general
from desktop.ui.dialogs import words
from desktop.ui.dialogs.fields import Option
from desktop.ui.dialogs.form import Form
from desktop.ui.dialogs.labels import ToneLabel
from desktop.ui.files import problems
from desktop.ui.files.problems import short
from desktop.ui.icons import Icon
from desktop.ui.page import Surroundings
from desktop.ui.run.latest import Latest
from desktop.ui.text import tr
from desktop.ui.theme import Tone
from desktop.ui.wording import listed

WIDTH = 600
Question = tuple[tuple[str, ...], str, bool]  # sources, destination, whether links are followed


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found at both ends."""

    sources: tuple[Source, ...]
    to: Destination


class CopyForm(Form):
    """Sources, a destination, and below them what docker's rules make of the two."""

    def __init__(
        self,
        parent: QWidget | None,
        surroundings: Surroundings,
        place: Place,
        *,
        title: str,
        picture: Icon,
    ) -> None:
        store = surroundings.session.store
        super().__init__(parent, store, title=title, verb=tr("Copy"), picture=picture)
        self.setMinimumWidth(WIDTH)
        self.line.name_button(tr("Copy line"))
        self.surroundings = surroundings
        self.place = place
        self.effect = ToneLabel()
        self.effect.setAccessibleName(tr("What happens"))
        self.follow = Option(
            tr("Follow the &link"),
            tr("Copy what a symbolic link leads to, not the link itself: docker's -L."),
        )
        self.owner = Option(tr("Keep the &owner"), self.owner_note())
        chosen = surroundings.settings.chosen
        self.follow.box.setChecked(chosen(preferences.FOLLOW_LINKS))
        self.owner.box.setChecked(chosen(preferences.KEEP_OWNER))
        self._latest = Latest()
        self._asked: Question | None = None
        self._seen: Seen | None = None
        self._problem: EngineError | OSError | None = None

    # For the forms

    def owner_note(self) -> str:
        """What keeping the owner means here."""
        raise NotImplementedError

    def question(self) -> Question:
        """What was typed."""
        raise NotImplementedError

    async def look(self, question: Question) -> Seen:
        """See what is at both ends."""
        raise NotImplementedError

    # What both do

    def finish_layout(self) -> None:
        """Put what happens, and the options, below the fields."""
        self.add(self.effect)
        for option in (self.follow, self.owner):
            option.toggled.connect(self.show_command)
            self.add(option)

    @property
    def options(self) -> CopyOptions:
        return CopyOptions(follow=self.follow.checked, owner=self.owner.checked)

    def over(self) -> str:
        place = self.place
        if self.store.get(place.kind, place.key) is not None:
            return ""
        return words.removed_meanwhile(self.store, place.kind, [place.name])

    def concerns(self, change: Change) -> bool:
        return change.kind is self.place.kind

    def ready(self) -> bool:
        return super().ready() and self._forecast() is not None

    def show_command(self) -> None:
        question = self.question()
        if question != self._asked:
            self._asked, self._seen, self._problem = question, None, None
            self._latest.ask(lambda: self._look(question))
        self._say_effect()
        super().show_command()

    async def end_looking(self) -> None:
        """Ask nothing any more."""
        await self._latest.close()

    async def _look(self, question: Question) -> None:
        if not question[0] or not question[1]:
            return
        try:
            self._seen = await self.look(question)
        except (EngineError, OSError) as problem:
            self._problem = problem
        self.show_command()

    def _forecast(self) -> Forecast | None:
        if self._seen is None:
            return None
        try:
            return forecast(self._seen.sources, self._seen.to)
        except Refused:
            return None

    def _trouble(self, problem: EngineError | OSError) -> str:
        if isinstance(problem, OSError):
            path = short(str(problem.filename or ""))
            return tr("{path} can't be read: {why}", path=path, why=problem.strerror or "")
        if isinstance(problem, problems.KNOWN):
            return capital(problems.why(problem))
        place = self.place
        tried = tr("Cannot look at what is there")
        return general.not_told(tried, Target(place.kind, "", place.name), problem)

    def _say_effect(self) -> None:
        sources, destination, _follow = self.question()
        if not sources or not destination:
            self.effect.say(tr("Say what is to be copied, and where to."), Tone.MUTED)
        elif self._problem is not None:
            self.effect.say(self._trouble(self._problem), Tone.DANGER)
        elif self._seen is None:
            self.effect.say(tr("Looking at what is there…"), Tone.MUTED)
        else:
            try:
                told = forecast(self._seen.sources, self._seen.to)
            except Refused as refused:
                self.effect.say(capital(problems.why(refused)), Tone.DANGER)
            else:
                self.effect.say(effect_text(told, self._seen.sources), Tone.TEXT)


def effect_text(told: Forecast, sources: Sequence[Source]) -> str:
    """What will happen, in a sentence."""
    name = listed(short(source.name or source.path) for source in sources[:3])
    if len(sources) > 3:
        name = tr("{names} and %n more", "", len(sources) - 3, names=name)
    path = short(told.paths[0])
    asked = tr("Names that are taken are asked about.")
    match told.effect:
        case Effect.INTO if len(sources) == 1:
            said = tr(
                "{name} goes into a folder that exists: it will be {path}.", name=name, path=path
            )
        case Effect.INTO:
            folder = short(told.paths[0].rpartition("/")[0] or "/")
            said = tr("{name} go into the folder {folder}.", name=name, folder=folder)
        case Effect.AS:
            return tr("The file gets the new name {path}.", path=path)
        case Effect.REPLACES:
            return tr("{path} is there already: you are asked before it is replaced.", path=path)
        case Effect.NEW_FOLDER:
            return tr("The folder {path} is made, with what the source holds.", path=path)
        case _:
            said = tr("What the folder holds goes into {path}, not the folder itself.", path=path)
    return f"{said} {asked}"


def kind_of(mode: int) -> FileKind:
    """What a file of this machine is, by its ``st_mode``."""
    import stat

    if stat.S_ISDIR(mode):
        return FileKind.FOLDER
    if stat.S_ISREG(mode):
        return FileKind.FILE
    return FileKind.LINK if stat.S_ISLNK(mode) else FileKind.UNKNOWN


def at_home(text: str) -> str:
    """The path with ``~`` as the home folder; its end, which means something, stays."""
    return str(Path.home()) + text[1:] if text == "~" or text.startswith("~/") else text


def named(place: Place) -> str:
    """The place within a title."""
    name = short(place.name)
    match place.kind:
        case Kind.VOLUME:
            return tr("volume {name}", name=name)
        case Kind.IMAGE:
            return tr("image {name}", name=name)
        case _:
            return name


def capital(text: str) -> str:
    """A sentence of what else stands after a colon."""
    return text[:1].upper() + text[1:]
