"""Storage: volumes, folders of the machine, files in memory."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog

from desktop.model import ports
from desktop.model.run.host_paths import HostPath, as_made
from desktop.model.run.mounts import Volume
from desktop.ui.icons import Icon
from desktop.ui.plain import visible
from desktop.ui.run.draft import Draft
from desktop.ui.run.entries import Entry, Group, TableEntry
from desktop.ui.run.mount_rows import MOUNTS
from desktop.ui.run.notes import Note, Notes
from desktop.ui.run.page import WizardPage
from desktop.ui.run.path_watch import PathWatch
from desktop.ui.run.table_editor import TableEditor
from desktop.ui.text import mark, tr
from desktop.ui.theme import Tone
from desktop.ui.wording import listed

_LONGEST = 200  # of a path: its end tells most
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

    def __init__(self, draft: Draft, watch: PathWatch) -> None:
        self._watch = watch
        self._notes = Notes()
        about = tr(
            "A volume outlives its container. A folder of the machine begins with a slash. Pale"
            " rows are the image's own volumes."
        )
        super().__init__(draft, tr("Storage"), about, GROUPS)
        watch.changed.connect(self.check)

    @property
    def _table(self) -> TableEditor:
        editor = self.editors["volumes"]
        assert isinstance(editor, TableEditor)
        return editor

    def end(self) -> None:
        self._table.column.addWidget(self._notes)
        self._notes.home = self._table.table
        if ports.is_local(self.draft.session.status.endpoint):
            self._table.add_button(Icon.FOLDER, tr("Add folder…"), self._choose_folder)

    def check(self) -> None:
        super().check()
        notes = [self._of_missing(found) for found in self._watch.missing]
        if paths := [visible(found.path, limit=_LONGEST) for found in self._watch.unseen]:
            said = tr(
                "Whether {paths} (is|are) there can't be seen from here. The Engine makes a folder"
                " that is missing for -v, and refuses it for --mount.",
                "",
                len(paths),
                paths=listed(paths),
            )
            notes.append(Note(said, Tone.MUTED))
        self._notes.put(notes)

    def _of_missing(self, found: HostPath) -> Note:
        path = visible(found.path, limit=_LONGEST)
        if isinstance(found.bind, Volume):
            said = tr("{path} is not there: the Engine makes an empty folder.", path=path)
            return Note(said, Tone.WARNING)
        said = tr(
            "{path} is not there, and --mount makes no folder: it will be refused.", path=path
        )
        mount, volume = found.bind, as_made(found.bind)
        if volume is None:
            return Note(said, Tone.DANGER)
        use = tr("Use -v, which makes it")
        return Note(said, Tone.DANGER, use, lambda: self._table.rows.change(mount, volume))

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, tr("Add folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.add_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def add_folder(self, path: str) -> None:
        """Mount a folder of this machine."""
        name = path.rstrip("/\\").replace("\\", "/").rpartition("/")[2]
        self._table.rows.add([Volume(f"/{name or 'host'}", path)])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._watch.look()
