"""The name that an image is to get, as it is typed."""

from __future__ import annotations

from desktop.engine.records import Image
from desktop.model import reference
from desktop.model.store import Store
from desktop.ui.dialogs import words
from desktop.ui.dialogs.fields import Verdict, ok, unfinished, wrong
from desktop.ui.text import tr


def new_name(store: Store, text: str, own: str = "") -> Verdict:
    """What comes of giving this name; ``own`` is the id of the image that gets it, if known."""
    try:
        wanted = reference.parse(text)
    except reference.Invalid as problem:
        return words.reference_problem(problem)
    if wanted.digest:
        return wrong(tr("A digest can't be given: it follows from what the image holds."))
    if wanted.odd_domain:
        return words.odd_registry(wanted.domain)
    holder = _holder(store, wanted.familiar)
    if holder is None:
        return ok(tr("It becomes {name}.", name=wanted.familiar))
    if holder.id == own:
        return unfinished(tr("The image has this name already."))
    return ok(
        tr(
            "{name} is taken away from image {id}.",
            name=wanted.familiar,
            id=words.short(holder.id),
        )
    )


def new_name_or_none(store: Store, text: str) -> Verdict:
    """The same, where an image may stay without a name."""
    if not text:
        return ok(tr("Without a name it can be told by its id only."))
    return new_name(store, text)


def known_names(store: Store) -> list[str]:
    """The names of the images that are here, to complete what is typed."""
    return sorted({name for image in store.images for name in image.references})


def _holder(store: Store, name: str) -> Image | None:
    return next((image for image in store.images if name in image.references), None)
