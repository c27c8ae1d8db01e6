"""Keep a container's settings under a name, and begin with those of one that is kept."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from desktop.model.commands import Line
from desktop.model.run.line import line, unspeakable
from desktop.model.run.spec import ContainerSpec
from desktop.model.run.templates import Template, Templates
from desktop.model.store import Store
from desktop.ui.dialogs.fields import Field, Verdict, line_edit, ok, unfinished
from desktop.ui.dialogs.form import Form, answer
from desktop.ui.icons import Icon
from desktop.ui.plain import visible
from desktop.ui.run.words import sentence
from desktop.ui.text import tr


async def save_template(
    parent: QWidget | None,
    store: Store,
    templates: Templates,
    name: str,
    spec: ContainerSpec,
    *,
    starts: bool = True,
) -> Template | None:
    """Ask for the name, and keep it."""
    form = SaveForm(parent, store, templates, name, spec, starts=starts)
    chosen = await answer(form, lambda: form.name.text)
    return None if chosen is None else templates.save(chosen, spec, starts=starts)


async def choose_template(
    parent: QWidget | None, store: Store, templates: Templates
) -> Template | None:
    """Ask which one to begin with; some may be removed on the way."""
    form = ChooseForm(parent, store, templates)
    return await answer(form, form.chosen)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A template, as far as it can be read."""

    template: Template | None

    def lines(self) -> tuple[Line, ...]:
        if self.template is None:
            return (("docker", "run", "IMAGE"),)
        parsed = self.template.parsed
        return (line(parsed.spec, verb="run" if parsed.runs else "create"),)


class SaveForm(Form):
    """One field, and the line that will be kept."""

    def __init__(
        self,
        parent: QWidget | None,
        store: Store,
        templates: Templates,
        name: str,
        spec: ContainerSpec,
        *,
        starts: bool,
    ) -> None:
        super().__init__(
            parent, store, title=tr("Save as template"), verb=tr("Save"), picture=Icon.SAVE
        )
        self._templates = templates
        self._made = templates.made("NAME", spec, starts=starts)
        self.name = self.add_field(Field(tr("&Name"), line_edit(name), self._judge))
        left = ", ".join(visible(each, limit=60) for each in self._made.left_out)
        notes = [sentence(problem) for problem in unspeakable(spec)]
        if left:
            notes.append(tr("Without values, so that no secret is kept: {names}", names=left))
        self.say(tr("Save the settings as a template"), "\n".join(notes))

    def command(self) -> _Kept:
        return _Kept(self._made)

    def _judge(self, text: str) -> Verdict:
        if not text:
            return unfinished()
        if self._templates.get(text) is not None:
            return ok(tr("Replaces the template of this name."))
        return ok()


class ChooseForm(Form):
    """Those that are kept, the line of the chosen one, and a button that forgets it."""

    def __init__(self, parent: QWidget | None, store: Store, templates: Templates) -> None:
        super().__init__(
            parent, store, title=tr("Run from a template"), verb=tr("Continue"), picture=Icon.RUN
        )
        self._templates = templates
        self._box = QComboBox()
        self.field = self.add_field(Field(tr("&Template"), self._box, lambda _text: ok()))
        self.remove_button = QPushButton(tr("Remove this template"))
        self.remove_button.setFlat(True)
        self.remove_button.setAutoDefault(False)
        self.remove_button.clicked.connect(self._on_remove_clicked)
        self.add(self.remove_button)
        self.say(tr("Begin with a template"), tr("The wizard opens with its settings."))
        self._fill()

    def chosen(self) -> Template | None:
        """The one that is chosen."""
        return self._templates.get(str(self._box.currentData() or ""))

    def command(self) -> _Kept:
        return _Kept(self.chosen())

    def ready(self) -> bool:
        return self.chosen() is not None

    def over(self) -> str:
        return "" if self._box.count() else tr("There is no template yet.")

    def _fill(self) -> None:
        self._box.clear()
        for each in self._templates:
            self._box.addItem(visible(each.name, limit=120), each.name)

    def _on_remove_clicked(self) -> None:
        self._templates.remove(str(self._box.currentData()))
        self._fill()
        self.refresh()
