"""The words that people read, in their language.

English is the source. Every visible text passes through ``tr()``::

    tr("Filter")
    tr("Cannot remove container {name}: it is running.", name=container.name)
    tr("Stop %n container(s) of {project}", "", len(containers), project=project)

``pyside6-lupdate`` reads these calls without running them, so the text, and the
comment for translators, are string literals. A text that is chosen later is
``mark()``-ed where it is written, and passes through ``tr()`` where it is shown.
docs/decisions/011 has the reasons and the command that updates the translations.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

SOURCE_LANGUAGE = "en"

_PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_]*)\}")
_ENGLISH_PLURAL = re.compile(
    r"(?<=[a-z])\((?P<ending>[a-z]{1,3})\)|\((?P<one>\w*)\|(?P<many>\w*)\)"
)
_OWNER = "portside-translator"
_ASKED = "portside-language"


def tr(source: str, comment: str = "", count: int = -1, /, **values: object) -> str:
    """The text in the person's language, with the values put in its ``{placeholders}``.

    ``comment`` tells equal texts with different meanings apart. With a ``count``, the
    text is a plural: ``%n`` is the number, and English writes ``container(s)`` or
    ``(is|are)``, of which the right one is shown.

    Values are put in last, once and as they are: braces, ``%n`` and markup in the name of
    a container stay what they are. A placeholder without a value is left standing.
    """
    # The empty context is what lupdate files a free function's text under.
    text = QCoreApplication.translate("", source, comment, count)
    if count >= 0 and text == source.replace("%n", str(count)):
        text = _in_english(text, count)
    if count >= 1000:  # Qt groups %Ln only, which would have to stand in each text
        text = text.replace(str(count), number(count), 1)
    if not values:
        return text
    return _PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), text)


def mark(source: str, comment: str = "", count: int = -1, /) -> str:
    """The source text itself, noted for translation: show it through ``tr()`` later.

    For texts in module-level tables, which are made before a language is installed. With a
    ``count``, whichever, it is noted as a plural.
    """
    return source


def number(count: int) -> str:
    """``1,234``, as the person's language groups digits."""
    locale = QLocale()
    if locale.language() is QLocale.Language.C:  # which groups nothing
        locale = QLocale(SOURCE_LANGUAGE)
    return locale.toString(count)


def placeholders(text: str) -> frozenset[str]:
    """The names in braces that ``tr()`` would fill."""
    return frozenset(_PLACEHOLDER.findall(text))


def languages() -> tuple[str, ...]:
    """The codes that ``--lang`` takes: English, and each with a compiled translation."""
    compiled = resource("translations").glob("portside_*.qm")
    found = sorted(path.stem.removeprefix("portside_") for path in compiled)
    return (SOURCE_LANGUAGE, *found)


def is_language(code: str) -> bool:
    """Whether a locale is shown in its own language: ``zh_CN``, ``en_GB``, not ``tlh``."""
    return _language_of(code) is not None


def install_language(app: QCoreApplication, code: str | None = None) -> str:
    """Show the application, and Qt's own texts, in a language; says which one it became.

    ``code`` is a locale such as ``zh_CN``; without it, the system's languages are tried in
    the person's order. English comes where nothing fits. Widgets that are made already
    keep their texts. Numbers and dates are written as ``QLocale()`` has it from then on.
    """
    app.setProperty(_ASKED, code or "")
    for translator in app.findChildren(QTranslator, _OWNER):
        QCoreApplication.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(_locale_for(code))
    wanted = [code] if code else system_locale().uiLanguages()
    chosen = _best_language(wanted)
    if chosen != SOURCE_LANGUAGE:
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        _load(app, f"qtbase_{chosen}", Path(qt_folder))
        _load(app, f"portside_{chosen}", resource("translations"))
    return chosen


def language_asked(app: QCoreApplication) -> str:
    """The code that ``install_language`` was last given; empty: it is as the system's is."""
    return str(app.property(_ASKED) or "")


def system_locale() -> QLocale:
    """What the system tells of the person's languages, numbers and dates."""
    return QLocale.system()


def told_by_system() -> tuple[object, ...]:
    """All of it that our texts depend on, to be compared."""
    locale = system_locale()
    form = QLocale.FormatType
    return (
        *(locale.name(), *locale.uiLanguages()),
        *(locale.decimalPoint(), locale.groupSeparator(), locale.zeroDigit()),
        *(locale.dateFormat(form.LongFormat), locale.dateFormat(form.ShortFormat)),
        *(locale.timeFormat(form.LongFormat), locale.timeFormat(form.ShortFormat)),
    )


def resource(*parts: str) -> Path:
    """A file that comes with the application: beside the package in a checkout, else in it."""
    return _resources().joinpath(*parts)


@functools.cache
def _resources() -> Path:
    package = Path(__file__).parents[1]
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def _locale_for(code: str | None) -> QLocale:
    """The system's own where it speaks the language that was chosen, with its region's forms."""
    system = system_locale()
    if not code or (code in languages() and _is_same(QLocale(code), system)):
        return system
    return QLocale(code)


def _best_language(wanted: list[str]) -> str:
    """The first wanted locale that we have in the same language and script.

    Qt's own search would skip English, for which there is no file, and give a person who
    reads English before Chinese the Chinese. Singapore reads what China does, Taiwan not.
    """
    found = (_language_of(name) for name in wanted)
    return next(filter(None, found), SOURCE_LANGUAGE)


def _language_of(name: str) -> str | None:
    """Ours of the same language and script."""
    locale = QLocale(name)
    for code in languages():
        if _is_same(locale, QLocale(code)):
            return code
    return None


def _is_same(one: QLocale, other: QLocale) -> bool:
    """Whether both are of the same language and script, of whichever region."""
    return (one.language(), one.script()) == (other.language(), other.script())


def _load(app: QCoreApplication, name: str, folder: Path) -> None:
    translator = QTranslator(app)
    translator.setObjectName(_OWNER)
    if translator.load(name, str(folder)):
        QCoreApplication.installTranslator(translator)


def _in_english(text: str, count: int) -> str:
    """``2 container(s) (is|are) running`` with the forms that fit the count."""

    def form(found: re.Match[str]) -> str:
        if found["ending"]:
            return "" if count == 1 else found["ending"]
        return found["one"] if count == 1 else found["many"]

    return _ENGLISH_PLURAL.sub(form, text)
