"""Of QtAwesome only one font is read, and the spec puts it in; the package is never imported."""

datas: list[tuple[str, str]] = []
