"""Languages for tests: a long one that does not exist, and a record of what was translated."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QTranslator

from desktop.ui.text import install_language

_WORD = re.compile(r"\{[a-z_0-9]+\}|%n|&|\([a-z|]+\)|[A-Za-z]+")
_LONGER = 1.5
LONG = "long"


def longer(source: str) -> str:
    """``Setting`` becomes ``Settingggg``: each word half again as long, what is put in stays."""

    def stretched(found: re.Match[str]) -> str:
        word = found[0]
        if not word[0].isalpha():
            return word
        return word + word[-1] * max(1, round(len(word) * (_LONGER - 1)))

    return _WORD.sub(stretched, source)


class LongLanguage(QTranslator):
    """English with long words, as German, Finnish or Russian have them."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        return longer(source) if not context else source  # which is Qt's own


def install(app: QCoreApplication, code: str) -> QTranslator | None:
    """Speak this language; the translator is to be removed, and kept till then."""
    if code != LONG:
        install_language(app, code)
        return None
    install_language(app, "en")
    made = LongLanguage(app)
    QCoreApplication.installTranslator(made)
    return made


def is_ours(text: str, code: str) -> bool:
    """Whether it is a text of ours rather than a name or a number: it may not be cut."""
    if code == LONG:
        return bool(re.search(r"([a-z])\1", text))
    return bool(re.search(r"[\u4e00-\u9fff]", text))
