"""Installing OpenSSH where it is missing: the command is shown, and run on a person's word."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.engine.records import Kind
from desktop.model.commands import Target
from desktop.model.ssh.commands import InstallSsh
from desktop.model.store import Change, Store
from desktop.ui import wording
from desktop.ui.dialogs.form import Form, answer
from desktop.ui.icons import Icon
from desktop.ui.plain import visible
from desktop.ui.text import tr


async def install_ssh(
    parent: QWidget | None, store: Store, install: Sequence[tuple[Target, str]]
) -> InstallSsh | None:
    """Ask whether OpenSSH is to be installed in these containers, by these lines."""
    form = InstallForm(parent, store, install)
    return await answer(form, form.command)


class InstallForm(Form):
    """Nothing to fill in: what will be run is what is to be seen."""

    def __init__(
        self, parent: QWidget | None, store: Store, install: Sequence[tuple[Target, str]]
    ) -> None:
        super().__init__(
            parent, store, title=tr("Install OpenSSH"), verb=tr("Install"), picture=Icon.KEY
        )
        self._install = tuple(install)
        names = wording.listed(visible(target.name, limit=40) for target, _line in install)
        self.say(
            tr("Install OpenSSH in {names}", names=names),
            tr(
                "By the package manager of each, as root: it needs a way to the internet. What is"
                " installed is lost with the container; to keep it, commit an image."
            ),
        )

    def command(self) -> InstallSsh:
        there = [it for it in self._install if it[0].key in self.store.containers]
        lines = tuple((target.key, line) for target, line in there)
        return InstallSsh(tuple(target for target, _line in there), lines)

    def over(self) -> str:
        if any(target.key in self.store.containers for target, _line in self._install):
            return ""
        return tr("All of them were removed meanwhile.")

    def concerns(self, change: Change) -> bool:
        return change.kind is Kind.CONTAINER
