"""Why an image can't be removed of which others were made."""

from __future__ import annotations

from desktop.model.image_commands import IsParent
from desktop.ui.dialogs.words import listed
from desktop.ui.quoting import shown_name
from desktop.ui.text import tr


def why_parent(error: IsParent) -> str:
    """What was made of it, and what to do, after a colon."""
    names = [image.references[0] if image.references else image.id for image in error.children]
    if not names:
        return tr("other images were made of it and need its layers. Remove those first.")
    return tr(
        "image(s) {names} (was|were) made of it and (needs|need) its layers. Remove (it|them)"
        " first, or take only the name, which frees no space.",
        "",
        len(names),
        names=listed([shown_name(name) for name in names]),
    )
