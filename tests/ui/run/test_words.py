"""What is said of a line that text programs and pages of the web have touched."""

from __future__ import annotations

import pytest

from desktop.model.run.checks import problems
from desktop.model.run.parse import parse
from desktop.ui.run.words import sentence


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "docker run \u2013name web nginx",
            "\u2013name begins with a long dash, as text programs make it. --name may be meant.",
        ),
        (
            "docker run \u2014rm nginx",
            "\u2014rm begins with a long dash, as text programs make it. --rm may be meant.",
        ),
        (
            "docker run -e \u201cA=b c\u201d nginx",
            "c\u201d has quotes as text programs make them: a command line knows \" and ' only.",
        ),
        ("docker run nginx:", "After the colon comes a tag."),
        ("docker run Team/App", "The repository App must be in lower case."),
    ],
)
def test_an_image_that_is_none_is_told_with_what_may_be_meant(line: str, said: str) -> None:
    (problem,) = problems(parse(line).spec)
    assert sentence(problem) == said
