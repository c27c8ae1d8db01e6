"""What concerns no object."""

from __future__ import annotations

from desktop import __version__
from desktop.ui.deeds.deeds import Deeds
from desktop.ui.plain import Answer, ask
from desktop.ui.text import tr
from desktop.ui.theme import Tone


async def about(deeds: Deeds) -> None:
    await ask(
        deeds.window.widget(),
        tr("About Portside"),
        tr("Portside {version}", version=__version__),
        tr("A desktop application for Docker."),
        [Answer("close", tr("Close"))],
        tone=Tone.ACCENT,
    )
