"""The bar above the files: where one is, what is looked for, and what else there is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from desktop.engine.file_records import FileEntry, Mount
from desktop.engine.protocol import Engine
from desktop.ui.files import words
from desktop.ui.files.keys import FilterBox
from desktop.ui.files.path_bar import PathBar
from desktop.ui.icons import BESIDE_TEXT, SMALL, Icon, icon
from desktop.ui.keys import with_keys
from desktop.ui.menu_button import MenuButton
from desktop.ui.plain import menu_text, visible
from desktop.ui.text import tr
from desktop.ui.theme import GRID

_ROOM = 640  # with less, buttons have pictures alone
_PATH_CHARACTERS = 10


class Bar(QWidget):
    """Fields and buttons; what they do is the browser's."""

    mount_chosen = Signal(str)

    def __init__(
        self,
        engine: Callable[[], Engine | None],
        known: Callable[[str], list[FileEntry] | None],
        *,
        hidden: bool,
    ) -> None:
        super().__init__()
        self._offered: tuple[Mount, ...] = ()
        self._narrow = False
        self.up = _button(Icon.UP, tr("Up"), with_keys(tr("Up"), "Backspace"))
        self.path = PathBar(engine, known)
        self.path.setMinimumWidth(self.path.fontMetrics().horizontalAdvance("0") * _PATH_CHARACTERS)
        self.mounts = MenuButton(tr("Mounts"))
        self.mounts.setToolTip(tr("Go to what is mounted here"))
        self.filter = FilterBox()
        self.hidden = QToolButton()
        self.hidden.setText(tr("Hidden"))
        self.hidden.setAccessibleName(tr("Hidden"))
        self.hidden.setProperty("toggle", True)
        self.hidden.setCheckable(True)
        self.hidden.setChecked(hidden)
        self.preview = _button(Icon.PICTURE, tr("Preview"), "")
        self.preview.setProperty("toggle", True)
        self.preview.setCheckable(True)
        self.refresh = _button(Icon.RETRY, tr("Refresh"), "")
        self.more = MenuButton(tr("Actions"), Icon.MORE)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Fixed)  # the list gives way, not the fields
        self.setSizePolicy(policy)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        row.setSpacing(GRID)
        row.addWidget(self.up)
        row.addWidget(self.path, 3)
        row.addWidget(self.mounts)
        row.addWidget(self.filter, 2)
        for button in (self.hidden, self.preview, self.refresh, self.more):
            row.addWidget(button)

    def tell_keys(self, keys: Mapping[str, Sequence[QKeySequence]]) -> None:
        """Say in the tips which keys do the same."""
        for button, tip, name in (
            (self.hidden, tr("Show files whose name begins with a dot"), "files.hidden"),
            (self.preview, tr("Show the selected file"), "files.preview"),
            (self.refresh, tr("List again"), "files.refresh"),
        ):
            button.setToolTip(with_keys(tip, next(iter(keys[name]), "")))

    def offer_mounts(self, mounts: Sequence[Mount]) -> bool:
        """Offer to go to these; False where they are offered already."""
        self.mounts.setVisible(bool(mounts))
        found = tuple(mounts)
        if found == self._offered:
            return False
        self._offered = found
        menu = QMenu(self)
        for mount in found:
            title = f"{visible(mount.path, limit=60)} — {words.mounted(mount)}"
            picture = icon(words.MOUNT_PICTURES[mount.kind])
            action = menu.addAction(picture, menu_text(title, limit=140))
            action.triggered.connect(lambda *_, path=mount.path: self.mount_chosen.emit(path))
        self.mounts.set_choices(menu)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _ROOM
        if narrow != self._narrow:
            self._narrow = narrow
            styles = Qt.ToolButtonStyle
            beside = styles.ToolButtonIconOnly if narrow else styles.ToolButtonTextBesideIcon
            self.mounts.setToolButtonStyle(beside)
            self.mounts.setIcon(icon(Icon.CONTEXT if narrow else Icon.CHEVRON_DOWN))
            self.mounts.setIconSize(QSize(SMALL, SMALL) if narrow else BESIDE_TEXT)
            plain = styles.ToolButtonIconOnly if narrow else styles.ToolButtonTextOnly
            self.hidden.setIcon(icon(Icon.EYE))
            self.hidden.setToolButtonStyle(plain)


def _button(picture: Icon, name: str, tip: str) -> QToolButton:
    made = QToolButton()
    made.setIcon(icon(picture))
    made.setToolTip(tip)
    made.setAccessibleName(name)
    return made
