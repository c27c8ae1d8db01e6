"""The option ``--lang``."""

from __future__ import annotations

import pytest

from desktop.command_line import arguments


@pytest.mark.parametrize("code", ["tlh", "zh_TW", "english!", "de"])
def test_a_language_that_there_is_not_is_said_and_is_english(
    code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert arguments(["--lang", code]).lang == "en"
    said = capsys.readouterr().err
    assert said == f"portside: --lang {code}: there are en, zh_CN; English is shown\n"


@pytest.mark.parametrize("code", ["en", "en_GB", "zh_CN", "zh", "zh_SG"])
def test_a_language_that_there_is_is_taken_without_a_word(
    code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert arguments(["--lang", code]).lang == code
    assert capsys.readouterr().err == ""
