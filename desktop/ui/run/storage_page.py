"""Storage: volumes, folders of the machine, files in memory."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog

from desktop.model import ports
from desktop.model.run.mounts import Volume
from desktop.ui.icons import Icon
from desktop.ui.run.draft import Draft
from desktop.ui.run.entries import Entry, Group, TableEntry
from desktop.ui.run.mount_rows import MOUNTS
from desktop.ui.run.page import WizardPage
from desktop.ui.run.table_editor import TableEditor
from desktop.ui.text import mark, tr

GROUPS = (
    Group(
        "",
        (
            TableEntry(MOUNTS, mark("Mounts"), rows=5),
            Entry(
                "read_only",
                mark("Read-only root file system"),
                mark("Only what is mounted can be written to."),
                wide=True,
            ),
        ),
    ),
    Group(
        mark("More storage"),
        (
            Entry(
                "volumes_from",
                mark("Volumes from"),
                mark("Other containers, side by side; NAME:ro for reading only."),
                known=lambda store: sorted(each.name for each in store.containers if each.name),
            ),
            Entry(
                "volume_driver", mark("Volume driver"), mark("Of the volumes above."), usual="local"
            ),
            Entry("storage_options", mark("Storage options"), example="size=20G"),
        ),
        rare=True,
    ),
)


class StoragePage(WizardPage):
    """A table, and a button to choose a folder of this machine where the Engine is on it."""

    def __init__(self, draft: Draft) -> None:
        about = tr(
            "A volume outlives its container. A folder of the machine begins with a slash. Pale"
            " rows are the image's own volumes."
        )
        super().__init__(draft, tr("Storage"), about, GROUPS)

    def end(self) -> None:
        if ports.is_local(self.draft.session.status.endpoint):
            editor = self.editors["volumes"]
            assert isinstance(editor, TableEditor)
            editor.add_button(Icon.FOLDER, tr("Add folder…"), self._choose_folder)

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, tr("Add folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.add_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def add_folder(self, path: str) -> None:
        """Mount a folder of this machine."""
        editor = self.editors["volumes"]
        assert isinstance(editor, TableEditor)
        name = path.rstrip("/\\").replace("\\", "/").rpartition("/")[2]
        editor.rows.add([Volume(f"/{name or 'host'}", path)])
