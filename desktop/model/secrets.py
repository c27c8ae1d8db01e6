"""Which values are probably secret. Masked in views, logs and exports until asked for.

What a name tells to be secret is masked whole; where it is not clear how far a value goes, more is
masked rather than less.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

MASK = "••••••••"

_SECRET_NAME = re.compile(
    r"pass(word|wd|phrase)?|pwd|secret|token|api[_-]?key|private|cred(ential)?s?($|[_.-])"
    r"|credential|auth(?!or)|(^|[_.-])key($|[_.-])|access[_-]?key|dsn|cookie|salt|signature"
    r"|jwt|bearer|conn(ection)?[_-]?str|(?-i:[a-z]Key($|[A-Z]))",
    re.IGNORECASE,
)
_INNOCENT = re.compile(r"compass|bypass|passive|passenger", re.IGNORECASE)
_PLAIN_NAMES = frozenset(("PWD", "OLDPWD", "SSH_AUTH_SOCK"))
_FLAGS = re.ASCII | re.IGNORECASE | re.DOTALL

# The password of a URL, scheme://user:password@host, to the last @ before the path. The scheme is
# looked for from its end: from every letter of a long text on it would take minutes.
_IN_URL = re.compile(r"(?<=[a-z0-9+.-])(://[^\s/:@]*:)([^\s/]+)(@)", re.IGNORECASE)
_HEADER = re.compile(
    r"(\b(?:authorization|api-key|auth-token|access-token|registry-auth|cookie)"
    r"[\"']?\s*:\s*[\"']?(?:(?:bearer|basic|digest|token)\s+)?|\bbearer\s+(?=\S*[0-9._~/+-]))"
    r"([^\s\"']+(?:(?<=;)\s+[^\s\"']+)*)",
    _FLAGS,
)
_KEY_BLOCK = re.compile(r"(-----BEGIN [A-Z ]*PRIVATE KEY-----)(.*?)(-----END|\Z)", re.DOTALL)
# Keys that tell by their form whose they are: of AWS, GitHub, GitLab, Docker, Slack, Google; JWT.
_KNOWN = re.compile(
    r"(?<![A-Za-z0-9_])(?:(?:AKIA|ASIA)[A-Z0-9]{16}|gh[opsur]_[A-Za-z0-9]{30,}"
    r"|github_pat_\w{20,}|glpat-[\w-]{20,}|dckr_[a-z]+_[\w-]{20,}|xox[a-z]-[\w-]{10,}"
    r"|AIza[\w-]{35}|eyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*)",
    re.ASCII,
)
# NAME=, "name": and --option, before what they name.
_NAMED = re.compile(
    r"(?<![\w.-])([\w.-]+)([\"')\]]{0,2}[ \t]*[:+?]?=+[ \t]*|[\"'][ \t]*:[ \t]*[\"']|[ \t]+)",
    _FLAGS,
)
_TAKES_SECRET = re.compile(
    r"--?([\w-]+-)?(password|passwd|passphrase|pass|pwd|secret|token|api-?key|(access|secret|private"
    r"|unlock)-key|credentials)",
    _FLAGS,
)
# One word of a shell, or of another notation that has quotes.
_PIECE = r"|\\.?|[^\s;&\"'\\]"
_VALUE = re.compile(
    rf"""(?:"(?:[^"\\]|\\.)*(?:"|\Z)|'[^']*(?:'|\Z){_PIECE})"""
    rf"""(?:"(?=[^\s,.;:)])(?:[^"\\]|\\.)*"|'(?=[^\s,.;:)])[^']*'{_PIECE})*""",
    re.DOTALL,
)
# The same within quotes of a kind: a word of a script, and all of it.
_WITHIN = {
    "'": re.compile(r"""(?:"[^"']*"?|[^\s;&"'])+"""),
    '"': re.compile(r"""(?:'[^"']*'?|\\.|[^\s;&"'\\])+""", re.DOTALL),
}
_TO_THE_END = {"'": re.compile(r"[^']+"), '"': re.compile(r'(?:[^"\\]|\\.)+', re.DOTALL)}
_SCRIPT = re.compile(r"-[a-z]*c")  # sh -c, bash -lc: a script follows
_BEFORE_SCRIPT = re.compile(r"(?:^|\s)-[a-z]{0,4}c[ \t]+\Z")

# Programs with a short option of a secret; whether that may be a word of its own.
_PROGRAMS = (
    (re.compile(r"(mysql|mariadb)[a-z_-]*", _FLAGS), "-p", False),
    (re.compile(r"sshpass|login", _FLAGS), "-p", True),
    (re.compile(r"redis-cli", _FLAGS), "-a", True),
    (re.compile(r"curl", _FLAGS), "-u", True),
)
_PORTS = re.compile(r"[\d.]*:?\d+:\d+(/\w+)?", re.ASCII)  # docker run -p, not a password
_STEP = re.compile(r"[;|&\n]|[^\s;|&]+")  # a word of a text, or the end of a command
_QUOTES = "\"'`"


def is_secret_name(name: str) -> bool:
    """Whether a variable of that name probably holds a secret."""
    if name in _PLAIN_NAMES or not _SECRET_NAME.search(name):
        return False
    return _SECRET_NAME.search(_INNOCENT.sub("", name)) is not None


def masked(name: str, value: str) -> str:
    """The value with what is probably secret masked."""
    if value and is_secret_name(name):
        return MASK
    return masked_text(value)


def masked_text(text: str) -> str:
    """A text with the secrets masked that names, options, URLs, headers or their form tell of."""
    text = _KEY_BLOCK.sub(rf"\1{MASK}\3", text)
    text = _IN_URL.sub(rf"\1{MASK}\3", text)
    text = _KNOWN.sub(MASK, text)
    text = _HEADER.sub(rf"\1{MASK}", text)
    return _programs_masked(_named_masked(text))


def masked_line(line: Sequence[str]) -> tuple[str, ...]:
    """A command line with its secrets masked, word by word."""
    words: list[str] = []
    before, option = "", ("", False)
    for word in line:
        masked = _short_masked(word, before, option) or _argument_masked(word, before)
        words.append(word if masked == word else masked)  # the very word: it may be a redirection
        option = _option_of(word, before) or option
        before = word
    return tuple(words)


def _argument_masked(word: str, before: str) -> str:
    """One argument: a script is looked through, a value is masked whole."""
    if word and _TAKES_SECRET.fullmatch(before):
        return MASK
    name, equals, value = word.partition("=")
    is_text = "://" in name or any(letter.isspace() for letter in name)
    if not equals or is_text or _SCRIPT.fullmatch(before):
        return masked_text(word)
    if value and is_secret_name(name):
        return f"{name}={MASK}"
    return f"{name}={_argument_masked(value, '')}"


def _named_masked(text: str) -> str:
    """A text with the values masked whose names tell that they are secret."""
    pieces: list[str] = []
    done = at = 0
    while found := _NAMED.search(text, at):
        at = found.end()
        name, link = found[1], found[2]
        secret = is_secret_name(name) if link.strip() else _TAKES_SECRET.fullmatch(name)
        if secret and (value := _value_at(text, found)):
            pieces += [text[done:at], MASK]
            done = at = value.end()
    return "".join((*pieces, text[done:]))


def _value_at(text: str, named: re.Match[str]) -> re.Match[str] | None:
    """What is named so: a word, or all that is within the quotes that begin before the name."""
    begin, link = named.start(), named[2]
    if link[-1] in _TO_THE_END:  # JSON
        return _TO_THE_END[link[-1]].match(text, named.end())
    quote = text[begin - 1] if begin else ""
    if quote not in _WITHIN or link[0] in _WITHIN:
        return _VALUE.match(text, named.end())
    script = _BEFORE_SCRIPT.search(text, max(0, begin - 12), begin - 1)
    return (_WITHIN if script else _TO_THE_END)[quote].match(text, named.end())


def _programs_masked(text: str) -> str:
    """A text with the short options masked that programs have for secrets: ``mysql -pSECRET``."""
    pieces: list[str] = []
    done = 0
    before, option = "", ("", False)
    for step in _STEP.finditer(text):
        word = step[0]
        bare = word.strip(_QUOTES)
        if word in (";", "|", "&", "\n"):
            before, option = "", ("", False)
            continue
        if shown := _short_masked(bare, before, option):
            pieces += [text[done : step.start()], word.replace(bare, shown, 1)]
            done = step.end()
        option = _option_of(bare, before) or option
        before = bare
    return "".join((*pieces, text[done:]))


def _option_of(word: str, before: str) -> tuple[str, bool] | None:
    """The short option of a secret that this program has."""
    program = word.rpartition("/")[2]
    if program == "login" and before not in ("docker", "podman"):
        return None
    return next(
        ((flag, apart) for names, flag, apart in _PROGRAMS if names.fullmatch(program)), None
    )


def _short_masked(word: str, before: str, option: tuple[str, bool]) -> str:
    """The word with the value of a program's short option masked; empty where it has none."""
    flag, apart = option
    if not flag or not word:
        return ""
    if before == flag and apart:
        head, value = "", word
    elif word.startswith(flag) and len(word) > len(flag):
        head, value = flag, word[len(flag) :].removeprefix("=")
    else:
        return ""
    if flag == "-p" and _PORTS.fullmatch(value):
        return ""
    user, colon, _secret = value.partition(":")
    return f"{head}{user}:{MASK}" if flag == "-u" and colon else f"{head}{MASK}"
