"""What the command line says."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import desktop
from desktop.ui.text import SOURCE_LANGUAGE, is_language, languages


def arguments(argv: Sequence[str]) -> argparse.Namespace:
    """The command line; a language that there is not is said, and is English."""
    parser = argparse.ArgumentParser(prog="portside", description="A desktop for Docker.")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--host", metavar="URL", help="the Engine's address, as docker -H takes it")
    where.add_argument("--context", metavar="NAME", help="the docker context to use")
    parser.add_argument(
        "files",
        metavar="FILE",
        type=Path,
        nargs="*",
        help="Dockerfiles and folders to build, image archives to load",
    )
    parser.add_argument("--config", metavar="DIR", type=Path, help="where settings and logs are")
    parser.add_argument("--lang", metavar="CODE", help=f"the language: {', '.join(languages())}")
    parser.add_argument(
        "--trace", metavar="FILE", type=Path, help="write start times and stalls as JSON lines"
    )
    parser.add_argument(
        "--private-engine-if-none",
        action="store_true",
        help="start a private Engine where no Engine answers",
    )
    parser.add_argument(
        "--smoke-test",
        metavar="DIR",
        type=Path,
        help="try this build on a scripted Engine, write a picture and a report, and end",
    )
    parser.add_argument("--version", action="version", version=f"portside {desktop.__version__}")
    options = parser.parse_args(argv)
    if options.lang and not is_language(options.lang):
        codes = ", ".join(languages())
        tell(f"--lang {options.lang}: there are {codes}; English is shown")
        options.lang = SOURCE_LANGUAGE
    return options


def tell(sentence: str) -> None:
    """To whoever started it, if anybody listens: a program without a console has no such output."""
    if sys.stderr is not None:
        sys.stderr.write(f"portside: {sentence}\n")
