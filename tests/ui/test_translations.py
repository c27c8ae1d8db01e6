"""All visible text can be translated, is translated, and takes values as they are."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from desktop.ui import text
from desktop.ui.text import install_language, languages, mark, placeholders, tr

ROOT = Path(text.__file__).parents[2]
FOLDER = ROOT / "resources" / "translations"
SOURCES = sorted((ROOT / "desktop").rglob("*.py"))


def _load_update() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations_update", FOLDER / "update.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look themselves up there
    spec.loader.exec_module(module)
    return module


update = _load_update()


@pytest.fixture(scope="module")
def problems() -> list[str]:
    return list(update.problems())


@pytest.fixture
def english_again(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    yield
    install_language(qapp, "en")
    QLocale.setDefault(before)


def test_placeholders_agree_in_each_translation(problems: list[str]) -> None:
    assert [line for line in problems if "placeholders differ" in line] == []


def test_compiled_translations_have_the_content_of_their_sources(problems: list[str]) -> None:
    assert [line for line in problems if "not compiled" in line] == []


def test_every_text_is_collected_and_translated(problems: list[str]) -> None:
    kinds = ("not collected", "not translated", "no longer")
    assert [line for line in problems if any(kind in line for kind in kinds)] == []


def test_a_new_text_an_unfinished_and_a_stale_one_are_found(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    file = sources / "window.py"
    ts_file = tmp_path / "portside_de.ts"
    file.write_text('tr("One {name}", name=1)\n')
    update.collect(sources, ts_file)
    update.compile_(ts_file, ts_file.with_suffix(".qm"))
    assert [*update.problems(sources, tmp_path)] == ["portside_de.ts: not translated: 'One {name}'"]
    done = ts_file.read_text(encoding="utf-8").replace(' type="unfinished"></', ">Eins</")
    ts_file.write_text(done, encoding="utf-8")
    file.write_text('tr("One {name}", name=1)\ntr("Two")\n')
    found = [*update.problems(sources, tmp_path)]
    assert found == [
        "portside_de.ts: placeholders differ: 'One {name}' and 'Eins'",
        "portside_de.ts: not collected yet: 'Two'",
        "portside_de.qm: not compiled from the present portside_de.ts",
    ]
    file.write_text('tr("Two")\n')
    assert "portside_de.ts: no longer in the sources: 'One {name}'" in [
        *update.problems(sources, tmp_path)
    ]


def test_a_mark_in_a_trace_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text('trace.mark("ready")\n')
    (tmp_path / "window.py").write_text('mark("Ready")\n')
    update.collect(tmp_path, tmp_path / "portside_de.ts")
    assert [each.source for each in update.messages(tmp_path / "portside_de.ts")] == ["Ready"]


def test_texts_are_literals_that_the_collector_can_read() -> None:
    """And name the same placeholders as their values; see the docstring of ``tr``."""
    assert [line for file in SOURCES for line in _wrong_calls(file)] == []


def test_the_collector_finds_every_text_that_python_sees(tmp_path: Path) -> None:
    ts_file = tmp_path / "portside_de.ts"
    update.collect(ROOT / "desktop", ts_file)
    collected = {message.source for message in update.messages(ts_file)}
    written = {
        ast.literal_eval(call.args[0])
        for file in SOURCES
        for call in _calls(file)
        if isinstance(call.args[0], ast.Constant)
    }
    assert written <= collected


def test_values_are_put_in_as_they_are() -> None:
    hostile = "{other} %n %1 <b>x</b>&y \\1"
    assert tr("Stop {name}, {other}", name=hostile, other=2) == f"Stop {hostile}, 2"


def test_a_placeholder_without_a_value_is_left_standing() -> None:
    assert tr("Stop {name} {other}", other=1) == "Stop {name} 1"
    assert placeholders("Stop {name} {other} {} {0}") == {"name", "other"}


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, "0 images are unused"), (1, "1 image is unused"), (2, "2 images are unused")],
)
def test_english_plurals_take_the_form_that_fits(count: int, expected: str) -> None:
    assert tr("%n image(s) (is|are) unused", "", count) == expected


def test_parentheses_that_are_no_plural_stay() -> None:
    assert tr("%n image(s) (dangling)", "", 1) == "1 image (dangling)"


def test_a_translated_plural_reorders_its_values(qapp: QApplication, english_again: None) -> None:
    assert install_language(qapp, "zh_CN") == "zh_CN"
    assert tr("%n image(s)", "", 2) == "2 个镜像"
    assert tr("{running} of {count} running", running="{count}", count=5).startswith("5 ")
    assert tr("No such text") == "No such text"


def test_qts_own_texts_are_translated_too(qapp: QApplication, english_again: None) -> None:
    install_language(qapp, "zh_CN")
    assert qapp.translate("QPlatformTheme", "Cancel") == "取消"
    install_language(qapp, "en")
    assert qapp.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_a_marked_text_is_translated_where_it_is_shown(
    qapp: QApplication, english_again: None
) -> None:
    made_before = mark("Dismiss")
    install_language(qapp, "zh_CN")
    assert tr(made_before) == "关闭"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("zh_CN", "zh_CN"),
        ("zh", "zh_CN"),
        ("zh-Hans-SG", "zh_CN"),
        ("zh_TW", "en"),
        ("en_GB", "en"),
        ("fr", "en"),
        ("nonsense", "en"),
    ],
)
def test_the_nearest_language_is_chosen(
    qapp: QApplication, english_again: None, code: str, expected: str
) -> None:
    assert install_language(qapp, code) == expected


def test_english_before_chinese_gives_english() -> None:
    assert text._best_language(["fr-FR", "en-GB", "zh-CN"]) == "en"
    assert text._best_language(["fr-FR", "zh-CN", "en-GB"]) == "zh_CN"
    assert text._best_language(["C"]) == "en"


def test_languages_are_english_and_those_with_a_compiled_file() -> None:
    assert languages() == ("en", "zh_CN")


# Calls whose arguments a person reads, whichever they are; those of ours, and Qt's.
SHOWN = frozenset(
    (
        *("setText", "setToolTip", "setWindowTitle", "setPlaceholderText", "setAccessibleName"),
        *("setAccessibleDescription", "addAction", "addMenu", "addTab", "addItem", "addSection"),
        *("setTitle", "setStatusTip", "showMessage", "setSuffix", "setPrefix", "setLabelText"),
        *("setSpecialValueText", "setInformativeText", "setTabText", "say", "set_text"),
        *("setHeaderLabels", "setHorizontalHeaderLabels", "setItemText", "setWhatsThis", "addRow"),
        *("addItems", "insertItem", "insertTab", "setTabToolTip", "setNameFilters", "addButton"),
        *("QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction", "QMenu"),
        *("QTreeWidgetItem", "QListWidgetItem", "QTableWidgetItem", "QStandardItem", "QToolBar"),
        *("QFileDialog", "QMessageBox", "QDockWidget", "QProgressDialog"),
        *("PlainLabel", "ToneLabel", "Field", "Option", "MenuButton", "Fact", "Finding", "muted"),
        *("EmptyState", "Skeleton", "Banner", "ListTree"),
    )
)
# Those that take names of ours beside what is read: small letters.
NAMING = frozenset(
    (
        *("Row", "FlagRow", "ChoiceRow", "NumberRow", "Group", "Answer", "ask", "Stop", "Spec"),
        *("Entry", "TableEntry", "Column", "Section", "SectionSpec", "PageSpec", "TabSpec"),
        *("Card", "Step", "Mark", "Face", "Fold", "NameForm", "PatternBox", "Findings"),
        *("line_edit", "pairs_field", "add_button", "_button", "_toggle", "_field"),
        *("_add", "_note", "_title", "_say", "_tell", "ask_where_to_save"),
    )
)
NAME = re.compile(r"[a-z_. ]+")
UNSEEN = frozenset(("shortcut", "key"))  # keywords of theirs that nobody reads
# What is the same in every language: docker's words, and examples of what is typed.
SAME = re.compile(
    r"Portside|Ed25519|docker( [a-z-]+)*|FROM debian.*|[a-z0-9./-]+:[a-z0-9.]+|ssh://\S+|https?://\S+|pt|px|MB|ms"
    r"|[A-Z0-9_]+|([0-9a-z/.:=_-]*[0-9/.:=-][0-9a-zG/.:=_-]*( |$))+|<none>|wget .*|Aa"
    r"|Ada <ada@example.com>|SWMTKN-1-…|NAME=value .*",
    re.DOTALL,
)


def test_no_text_is_shown_that_does_not_pass_through_the_translation() -> None:
    assert [line for file in SOURCES for line in _unmarked(file)] == []


def test_no_text_names_keys_that_a_person_or_another_system_has_changed() -> None:
    """They are put in: see ``desktop.ui.keys``. What a program in a terminal takes is no key."""
    named = re.compile(r"(Ctrl|Alt|Shift|Meta)\+|\bF\d+\b|⌘")
    texts = {
        call.args[0].value
        for file in SOURCES
        for call in _calls(file)
        if isinstance(call.args[0], ast.Constant) and named.search(str(call.args[0].value))
    }
    programs = {"Interrupts, as Ctrl+C does", "exit or Ctrl+D stops the container"}
    assert [it for it in texts if not any(program in str(it) for program in programs)] == []


def test_a_text_that_is_not_marked_is_found(tmp_path: Path) -> None:
    file = tmp_path / "page.py"
    file.write_text(
        'label.setText("Not marked")\n'
        'QPushButton(f"Remove {name}")\n'
        'label.setText("One" if one else tr("Two"))\n'
        'label.setText(tr("Marked"))\n'
        'label.setText(f"{name} ({tag})")\n'
        'label.setText("docker run")\n'
        'item.setText(1, "Second")\n'
        'tree.setHeaderLabels([tr("Name"), "Column"])\n'
        'QTreeWidgetItem(tree, ["Cell", *("Rest",)])\n'
        'QFileDialog(self, "Dialog")\n'
        'ask(parent, text="Question")\n'
        'Answer("stay", "Answer", key="Kept")\n'
        'Group("Heading", [Row("Row")])\n'
    )
    assert [line.rpartition(": ")[2] for line in _unmarked(file)] == [
        "'Not marked'",
        "'Remove '",
        "'One'",
        *("'Second'", "'Column'", "'Cell'", "'Rest'", "'Dialog'", "'Question'", "'Answer'"),
        *("'Heading'", "'Row'"),
    ]


def _unmarked(file: Path) -> Iterator[str]:
    """Literals that are shown as they are, in the calls of a file."""
    for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(call, ast.Call) or (name := _name_of(call)) not in SHOWN | NAMING:
            continue
        named = (keyword.value for keyword in call.keywords if keyword.arg not in UNSEEN)
        for said in (said for given in (*call.args, *named) for said in _literals(given)):
            letters = sum(character.isalpha() for character in said)
            same = SAME.fullmatch(said.strip()) or (name in NAMING and NAME.fullmatch(said))
            if letters > 1 and not same:
                yield f"{file.name}:{call.lineno}: {said!r}"


def _name_of(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _literals(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            for part in parts:
                yield from _literals(part)
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
            yield from _literals(one)
            yield from _literals(other)
        case ast.BoolOp(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
            for part in parts:
                yield from _literals(part)
        case ast.Starred(value=part):
            yield from _literals(part)


def _calls(file: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id="tr" | "mark"), args=[_, *_]):
                yield node


def _wrong_calls(file: Path) -> Iterator[str]:
    where = file.relative_to(ROOT)
    source = file.read_text(encoding="utf-8")
    for call in _calls(file):
        wrong = _what_is_wrong(call)
        if wrong:
            yield f"{where}:{call.lineno}: {wrong}"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr == "tr":
            yield f"{where}:{node.lineno}: import tr() by name: a method's text has another context"
    if "# TRANSLATORS" in source:
        yield f"{where}: lupdate takes '# TRANSLATORS' for a context: write '#: …'"


def _what_is_wrong(call: ast.Call) -> str:
    literal = call.args[0]
    if isinstance(literal, ast.JoinedStr | ast.BinOp | ast.IfExp):
        return "the text is put together: lupdate can't read it"
    if not isinstance(literal, ast.Constant) or not isinstance(literal.value, str):
        return ""  # a marked text, looked up
    if len(call.args) > 1 and not isinstance(call.args[1], ast.Constant):
        return "the comment is not a literal"
    counted = len(call.args) > 2
    if isinstance(call.func, ast.Name) and call.func.id == "mark":
        return ""
    if "%n" in literal.value and not counted:
        return "%n needs a count, which is the third argument"
    if counted and "%n" not in literal.value and not text._ENGLISH_PLURAL.search(literal.value):
        return "the count shows neither as %n nor as a plural"
    values = {keyword.arg for keyword in call.keywords}
    if None not in values and values != placeholders(literal.value):
        return f"the values {sorted(map(str, values))} are not the placeholders"
    return ""
