"""Of QtAwesome only one font is read (desktop/ui/icons.py); the package is never imported."""

from PyInstaller.utils.hooks import collect_data_files

datas = collect_data_files("qtawesome", includes=["fonts/phosphor-*"])
