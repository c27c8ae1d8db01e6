"""Bring the translations up to date with the texts in ``desktop/``.

    python resources/translations/update.py           # collect, then compile
    python resources/translations/update.py --check   # change nothing, say what is amiss

Collects what passes through ``tr()`` and ``mark()`` into each ``portside_LANG.ts``, keeps
what is translated, and compiles each to the ``portside_LANG.qm`` that the application
loads. Both files are committed. A new language begins with an empty ``.ts``:
``python resources/translations/update.py --add de``.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import PySide6

FOLDER = Path(__file__).parent
SOURCES = FOLDER.parents[1] / "desktop"

_PLACEHOLDER = re.compile(r"\{[a-z_][a-z0-9_]*\}|%n")
_FREE_CALL = re.compile(r"(?<![\w.])(?:tr|mark)\(")


@dataclass(frozen=True, slots=True)
class Message:
    """One text of a ``.ts`` file. A plural has several translations, in the language's order."""

    source: str
    comment: str
    plural: bool
    finished: bool
    translations: tuple[str, ...]


def collect(sources: Path, ts_file: Path) -> None:
    """Bring a ``.ts`` file up to the sources. Texts that are gone leave it.

    A file without a free ``tr()`` or ``mark()`` is passed over: lupdate would take the names
    in its ``trace.mark("…")`` for texts.
    """
    language = ts_file.stem.removeprefix("portside_")
    languages = ["-source-language", "en", "-target-language", language]
    how = ["-locations", "none", "-no-obsolete", "-silent", "-tr-function-alias", "tr+=mark"]
    every = sorted(sources.rglob("*.py"))
    files = [str(file) for file in every if _FREE_CALL.search(file.read_text(encoding="utf-8"))]
    _run("lupdate", *how, *languages, *files, "-ts", str(ts_file))


def compile_(ts_file: Path, qm_file: Path) -> None:
    """Another file takes its place: Qt has it mapped where the application runs, which ends when
    that is written into."""
    draft = qm_file.with_suffix(".new")
    _run("lrelease", "-silent", str(ts_file), "-qm", str(draft))
    draft.replace(qm_file)


def messages(ts_file: Path) -> list[Message]:
    tree = ElementTree.parse(ts_file)  # noqa: S314 (our own file)
    return [_message(element) for element in tree.iter("message")]


def problems(sources: Path = SOURCES, folder: Path = FOLDER) -> Iterator[str]:
    """What keeps the committed translations from being complete, a line for each."""
    for committed in sorted(folder.glob("portside_*.ts")):
        yield from _problems_of(committed, sources)


def _problems_of(committed: Path, sources: Path) -> Iterator[str]:
    name = committed.name
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch) / name
        shutil.copyfile(committed, fresh)
        collect(sources, fresh)
        known = {(message.source, message.comment) for message in messages(committed)}
        wanted = messages(fresh)
        for message in wanted:
            if (message.source, message.comment) not in known:
                yield f"{name}: not collected yet: {message.source!r}"
            elif not message.finished:
                yield f"{name}: not translated: {message.source!r}"
            else:
                yield from _wrong_placeholders(name, message)
        for source, _ in known - {(message.source, message.comment) for message in wanted}:
            yield f"{name}: no longer in the sources: {source!r}"
        compiled = Path(scratch) / "fresh.qm"
        compile_(committed, compiled)
        kept = committed.with_suffix(".qm")
        if not kept.exists() or kept.read_bytes() != compiled.read_bytes():
            yield f"{kept.name}: not compiled from the present {name}"


def _wrong_placeholders(name: str, message: Message) -> Iterator[str]:
    wanted = set(_PLACEHOLDER.findall(message.source))
    for translation in message.translations:
        if set(_PLACEHOLDER.findall(translation)) != wanted:
            yield f"{name}: placeholders differ: {message.source!r} and {translation!r}"


def _message(element: ElementTree.Element) -> Message:
    translation = element.find("translation")
    forms = [] if translation is None else translation.findall("numerusform")
    texts = [form.text or "" for form in forms] or [
        "" if translation is None else translation.text or ""
    ]
    kind = "" if translation is None else translation.get("type", "")
    return Message(
        source=element.findtext("source", ""),
        comment=element.findtext("comment", ""),
        plural=element.get("numerus") == "yes",
        finished=kind == "" and all(texts),
        translations=tuple(texts),
    )


def _run(tool: str, *arguments: str) -> None:
    """Run one of the tools in the PySide6 package itself: its scripts only start them."""
    suffix = ".exe" if sys.platform == "win32" else ""
    program = Path(PySide6.__file__).parent / f"{tool}{suffix}"
    subprocess.run([program, *arguments], check=True)


def main() -> int:
    parser = argparse.ArgumentParser(description="Bring the translations up to date.")
    parser.add_argument("--check", action="store_true", help="change nothing, say what is amiss")
    parser.add_argument("--add", metavar="CODE", help="begin a new language, such as de or zh_TW")
    options = parser.parse_args()
    if not options.check:
        files = sorted(FOLDER.glob("portside_*.ts"))
        if options.add:
            files.append(FOLDER / f"portside_{options.add}.ts")
        for file in files:
            collect(SOURCES, file)
            compile_(file, file.with_suffix(".qm"))
    amiss = list(problems())
    sys.stderr.writelines(f"{line}\n" for line in amiss)
    return 1 if amiss else 0


if __name__ == "__main__":
    sys.exit(main())
