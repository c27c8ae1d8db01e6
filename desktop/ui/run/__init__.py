"""The wizard that describes a container to create. Its pages are imported when it is first opened.

``await run_wizard(window, surroundings, spec)`` answers with what was described, or None. Nothing
is created here.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.model.run.spec import ContainerSpec
from desktop.ui.page import Surroundings

if TYPE_CHECKING:
    from desktop.model.run.pages import Page
    from desktop.ui.run.draft import Draft

_OPENS = "run.opens_terminal"


@dataclass(frozen=True, slots=True)
class Finished:
    """A container to create; ``starts``: to start, too; ``keeps``: also if that fails.

    ``opens``: and its terminal, once it has started.
    """

    spec: ContainerSpec
    starts: bool
    keeps: bool = False
    opens: bool = False


async def run_wizard(
    parent: QWidget | None,
    surroundings: Surroundings,
    spec: ContainerSpec,
    *,
    creates: bool = False,
    keeps: bool = False,
    problem: tuple[Page, str] | None = None,
    page: Page | None = None,
    pasted: str = "",
) -> Finished | None:
    """Ask for a container, beginning with ``spec``; None where nothing is to be made.

    ``creates``: it is not started, unless a person says so; ``keeps``: what can't be started stays.
    ``problem`` stands above the page that caused it, which is shown first. ``pasted`` is a line
    that could not be read whole.
    """
    from desktop.ui.awaiting import closed, discard
    from desktop.ui.run.draft import Draft
    from desktop.ui.run.image_watch import ImageWatch
    from desktop.ui.run.path_watch import PathWatch
    from desktop.ui.run.port_watch import PortWatch
    from desktop.ui.run.wizard import Wizard

    draft = Draft(spec, surroundings.session, starts=not creates)
    draft.keep(keeps)
    draft.open(surroundings.settings.flag(_OPENS, True))
    image, ports, paths = ImageWatch(draft), PortWatch(draft), PathWatch(draft)
    wizard = Wizard(parent, draft, ports, paths)
    loop = asyncio.get_running_loop()

    def save_template() -> None:
        saving.append(loop.create_task(_save_template(wizard, draft, surroundings)))

    saving: list[asyncio.Task[None]] = []
    wizard.template_wanted.connect(save_template)

    def look(_change: object) -> None:
        draft.look()
        image.look()
        ports.look()

    if problem is not None:
        wizard.show_page(problem[0])
        wizard.page(problem[0]).say(problem[1])
    elif page is not None:
        wizard.show_page(page)
    if pasted:
        wizard.paste(pasted)
    end = surroundings.session.store.changed.subscribe(look)
    try:
        if not await closed(wizard):
            return None
        if draft.talks:
            surroundings.settings.put(_OPENS, draft.opens)
        opens = draft.opens if draft.talks else draft.passes
        return Finished(draft.spec, draft.starts, draft.keeps, opens)
    finally:
        end()
        for task in saving:
            task.cancel()
        watches = (image.close(), ports.close(), paths.close())
        await asyncio.gather(*watches, *saving, return_exceptions=True)
        discard(wizard)


async def _save_template(wizard: QWidget, draft: Draft, surroundings: Surroundings) -> None:
    """Keep what is filled in under a name."""
    from desktop.model.run.templates import Templates
    from desktop.ui.dialogs.template import save_template

    kept, store, spec = Templates(surroundings.settings), draft.session.store, draft.spec
    await save_template(wizard, store, kept, spec.name, replace(spec, name=""), starts=draft.starts)
