"""Create a volume."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from desktop.engine.records import Kind, VolumeSpec
from desktop.model.commands import CreateVolume
from desktop.model.store import Change, Store
from desktop.ui.dialogs import words
from desktop.ui.dialogs.fields import Field, Verdict, line_edit, ok, unfinished, wrong
from desktop.ui.dialogs.form import Form, answer
from desktop.ui.icons import Icon
from desktop.ui.plain import visible
from desktop.ui.text import tr

_LOCAL = "local"


async def create_volume(parent: QWidget | None, store: Store) -> CreateVolume | None:
    """Ask for the name and the driver of a new volume."""
    form = VolumeForm(parent, store)
    return await answer(form, form.command)


class VolumeForm(Form):
    """A name, and a driver where one has a plugin."""

    def __init__(self, parent: QWidget | None, store: Store) -> None:
        super().__init__(
            parent, store, title=tr("Create volume"), verb=tr("Create"), picture=Icon.VOLUMES
        )
        self.name = self.add_field(
            Field(tr("&Name"), line_edit(), self._judge, hint=tr("What containers mount it by."))
        )
        drivers = QComboBox()
        drivers.setEditable(True)
        drivers.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        known = {volume.driver for volume in store.volumes} - {_LOCAL, ""}
        # What is offered is put into the field: it is exactly what is seen.
        drivers.addItems([_LOCAL, *sorted(name for name in known if visible(name) == name)])
        self.driver = self.add_field(Field(tr("&Driver"), drivers, _judge_driver))
        self.say(tr("Create a volume"))

    def command(self) -> CreateVolume:
        return CreateVolume(VolumeSpec(self.name.text or "NAME", self.driver.text or "DRIVER"))

    def concerns(self, change: Change) -> bool:
        return change.kind is Kind.VOLUME

    def _judge(self, text: str) -> Verdict:
        taken = self.store.volumes.get(text)
        if taken is not None:
            return wrong(tr("A volume has this name already."))
        return words.name_verdict(text)


def _judge_driver(text: str) -> Verdict:
    if not text:
        return unfinished()
    if text == _LOCAL:
        return ok(tr("A folder on the Engine's own disk."))
    return ok(tr("The Engine must have this volume plugin."))
