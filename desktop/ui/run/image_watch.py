"""What the chosen image says by itself, if it is here."""

from __future__ import annotations

from desktop.engine.errors import EngineError
from desktop.engine.records import Image, Kind
from desktop.model import reference
from desktop.model.facts import ImageFacts
from desktop.model.inspection import read_facts
from desktop.model.store import Store
from desktop.ui.run.draft import Draft
from desktop.ui.run.latest import Latest


def local_image(store: Store, text: str) -> Image | None:
    """The image that docker would take for this text, if it is here."""
    try:
        name = reference.parse(text).familiar
    except reference.Invalid:
        name = text
    bare = text.removeprefix("sha256:")
    for image in store.images:
        if name in image.references or name in image.digests:
            return image
    for image in store.images:
        if len(bare) >= 4 and image.id.removeprefix("sha256:").startswith(bare):
            return image
    return None


class ImageWatch:
    """Inspects it whenever another one is chosen, and lets the draft know."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._latest = Latest()
        self._shown = ""
        draft.changed.connect(self.look)
        self.look()

    def look(self) -> None:
        """See which image is chosen now."""
        found = local_image(self._draft.session.store, self._draft.spec.image)
        key = found.id if found is not None else ""
        if key == self._shown:
            return
        self._shown = key
        if key:
            self._latest.ask(lambda: self._inspect(key))
        else:
            self._latest.drop()
            self._draft.know_image(ImageFacts())

    async def close(self) -> None:
        """Ask nothing any more."""
        await self._latest.close()

    async def _inspect(self, key: str) -> None:
        engine = self._draft.session.engine
        if engine is None:
            self._shown = ""  # to be asked when it is back
            return
        try:
            facts = read_facts(Kind.IMAGE, await engine.inspect(Kind.IMAGE, key))
        except EngineError:  # it has gone, or the Engine has: then nothing is known of it
            facts = ImageFacts()
        if isinstance(facts, ImageFacts):
            self._draft.know_image(facts)
