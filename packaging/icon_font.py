"""The font of icons with only the glyphs that are drawn: 0.1 MB instead of 1.4."""

from __future__ import annotations

import json
from pathlib import Path

from fontTools import subset


def write(fonts: Path, names: list[str], folder: Path) -> list[Path]:
    """Put Phosphor's font and its table of names, of these names alone, into a folder."""
    (whole,) = fonts.glob("phosphor-*.ttf")
    (table,) = fonts.glob("phosphor-charmap-*.json")
    code_points: dict[str, str] = json.loads(table.read_bytes())
    used = {name: code_points[name] for name in names}  # KeyError: no such icon
    options = subset.Options(layout_features=[], name_IDs=["*"], hinting=False)
    font = subset.load_font(str(whole), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[int(point, 16) for point in used.values()])
    subsetter.subset(font)
    folder.mkdir(parents=True, exist_ok=True)
    subset.save_font(font, str(folder / whole.name), options)
    (folder / table.name).write_text(json.dumps(used), encoding="utf-8")
    return [folder / whole.name, folder / table.name]
