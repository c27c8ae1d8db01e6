"""What programs write, the same in every run: plain text, colours, a moving cursor, Unicode."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

SIZE = 20_000_000
_DIFFERENT = 512_000  # bytes, which are then repeated
_TEXT = (
    "request handled by worker with status of container image layer volume network started"
    " stopped cache hit miss fetch build step copy from into warning error retry after seconds"
)
_WORDS = _TEXT.split()
_WIDE = "容器日志卷网络镜像开始停止错误警告请求完成ログ処理起動컨테이너시작"
_OTHER = (
    "é",
    "ü",
    "ñ",
    "Ж",
    "д",
    "λ",
    "→",
    "─",
    "│",
    "✓",
    "e\u0301",
    "a\u0308",
    "🎉",
    "👍🏽",
    "🚀",
)


def _words(random: Random, count: int) -> list[str]:
    return [random.choice(_WORDS) for _word in range(count)]


def _ascii(random: Random) -> str:
    """A log."""
    return f"{random.randrange(10**9):09} " + " ".join(_words(random, random.randint(4, 22))) + "\n"


def _colours(random: Random) -> str:
    """A build: every few words another style."""
    line = []
    for word in _words(random, random.randint(4, 16)):
        match random.randrange(4):
            case 0:
                line.append(f"\x1b[{random.randint(31, 36)}m{word}\x1b[0m")
            case 1:
                line.append(f"\x1b[1;38;5;{random.randrange(256)}m{word}\x1b[0m")
            case 2:
                red, green, blue = (16 * random.randrange(16) for _part in range(3))
                line.append(f"\x1b[38;2;{red};{green};{blue};48;5;{red // 16}m{word}\x1b[m")
            case _:
                line.append(word)
    return " ".join(line) + "\n"


def _motion(random: Random) -> str:
    """A program that fills the screen: it goes somewhere and writes a little."""
    row, column = random.randint(1, 60), random.randint(1, 180)
    erases = random.choice(("", "", "\x1b[K", "\x1b[4X"))
    moves = random.choice(("", "\x1b[A", "\x1b[3C", "\x1b[2D", "\r"))
    return f"\x1b[{row};{column}H{erases}{random.choice(_WORDS)}{moves}"


def _unicode(random: Random) -> str:
    """Chinese, accents, lines and emoji among words."""
    line = []
    for word in _words(random, random.randint(4, 12)):
        kind = random.randrange(3)
        wide = "".join(random.choice(_WIDE) for _part in range(random.randint(1, 6)))
        line.append((word, wide, random.choice(_OTHER))[kind])
    return " ".join(line) + "\n"


KINDS: dict[str, Callable[[Random], str]] = {
    "ASCII": _ascii,
    "colours": _colours,
    "cursor motion": _motion,
    "Unicode": _unicode,
}


def file_name(kind: str) -> str:
    """What the stream's file is called."""
    return kind.replace(" ", "-").lower()


def write(folder: Path) -> None:
    """Write them all."""
    for kind, piece in KINDS.items():
        random, pieces, size = Random(kind), [], 0
        while size < _DIFFERENT:
            pieces.append(piece(random).encode())
            size += len(pieces[-1])
        block = b"".join(pieces)
        (folder / file_name(kind)).write_bytes(block * (SIZE // size))
