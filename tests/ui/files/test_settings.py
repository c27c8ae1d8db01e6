"""What is chosen in the settings of copying files."""

from __future__ import annotations

from collections.abc import Callable

from desktop.engine.file_records import CopyOptions
from desktop.model import preferences
from desktop.ui.files.copy_to import CopyToForm
from desktop.ui.files.tab import FilesTab
from tests.ui.files.conftest import Main, gone_to
from tests.ui.files.test_browser import names
from tests.ui.files.test_forms import opened

Around = Callable[[Main], None]


def test_copy_dialogs_begin_as_is_chosen(around: Around) -> None:
    async def main(tab: FilesTab) -> None:
        settings = tab.browser.surroundings.settings
        settings.choose(preferences.KEEP_OWNER, True)
        settings.choose(preferences.FOLLOW_LINKS, True)
        tab.actions_of_files.copy_to.trigger()
        form = await opened(CopyToForm)
        assert form.options == CopyOptions(follow=True, owner=True)
        form.reject()

    around(main)


def test_open_browsers_show_hidden_files_at_once(around: Around) -> None:
    async def main(tab: FilesTab) -> None:
        await gone_to(tab, "/etc")
        settings = tab.browser.surroundings.settings
        settings.choose(preferences.HIDDEN_FILES, True)
        assert ".pwd.lock" in names(tab)
        settings.choose(preferences.HIDDEN_FILES, False)
        assert ".pwd.lock" not in names(tab)

    around(main)
