"""Containers to create, kept under a name."""

from __future__ import annotations

import pytest

from desktop.model.run.parse import parse
from desktop.model.run.spec import ContainerSpec
from desktop.model.run.templates import Templates
from desktop.model.secrets import MASK

LINE = (
    "docker run -it --name web -p 127.0.0.1:8080:80 -v data:/data -e 'A=two words' -e"
    " 'B=it'\"'\"'s $HOME' --env-file vars.env -m 64m app:1 sh -c 'echo \"$1\"; exit 3'"
)


class Shelf:
    def __init__(self) -> None:
        self.kept: dict[str, list[str]] = {}

    def texts(self, name: str) -> list[str]:
        return self.kept.get(name, [])

    def put(self, name: str, value: list[str]) -> None:
        self.kept[name] = value


def spec_of(line: str) -> ContainerSpec:
    parsed = parse(line)
    assert not parsed.problems
    return parsed.spec


def test_what_is_kept_comes_back_equal() -> None:
    shelf = Shelf()
    Templates(shelf).save("  my\nweb ", spec_of(LINE))
    (found,) = Templates(shelf)
    assert found.name == "my web"
    assert not found.parsed.problems
    assert found.parsed.spec == spec_of(LINE)
    assert found.parsed.runs
    assert found.left_out == ()


def test_it_is_kept_as_a_line_that_a_person_can_read() -> None:
    shelf = Shelf()
    Templates(shelf).save("web", ContainerSpec(image="app:1", name="web"), starts=False)
    assert shelf.kept == {"templates": ["# web\ndocker create --name web app:1"]}
    found = Templates(shelf).get("web")
    assert found is not None
    assert not found.parsed.runs


def test_one_of_the_same_name_is_replaced_and_each_can_be_forgotten() -> None:
    templates = Templates(Shelf())
    for name, image in (("web", "a:1"), ("Db", "b:1"), ("web", "c:1")):
        templates.save(name, ContainerSpec(image=image))
    assert [(each.name, each.parsed.spec.image) for each in templates] == [
        ("Db", "b:1"),
        ("web", "c:1"),
    ]
    templates.remove("web")
    templates.remove("never there")
    assert [each.name for each in templates] == ["Db"]
    assert templates.get("web") is None


def test_a_name_is_needed() -> None:
    with pytest.raises(ValueError, match="name"):
        Templates(Shelf()).save(" ", ContainerSpec(image="a:1"))


def test_no_secret_is_written_down_and_what_is_missing_is_told() -> None:
    shelf = Shelf()
    spec = spec_of(
        "docker run -e DB_PASSWORD=hunter2 -e URL=postgres://me:hunter2@db/x -e LEVEL=info"
        " --label api_key=hunter2 app:1 serve --token hunter2"
    )
    made = Templates(shelf).save("web", spec)
    assert "hunter2" not in str(shelf.kept)
    assert made.parsed.spec.environment == ("DB_PASSWORD", "URL", "LEVEL=info")
    assert made.left_out == ("DB_PASSWORD", "URL", f"api_key={MASK}", MASK)


def test_what_others_have_written_there_does_no_harm() -> None:
    shelf = Shelf()
    shelf.put("templates", ["", "# alone", "no name\ndocker run a:1", "# odd\nrm -rf /"])
    (found,) = Templates(shelf)
    assert found.name == "odd"
    assert not found.parsed.is_command
    assert found.left_out == ()
