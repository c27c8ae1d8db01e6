"""What the start must not drag in."""

from __future__ import annotations

import subprocess
import sys


def _in_a_new_process(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_application_is_imported_without_docker_py() -> None:
    loaded = _in_a_new_process(
        "import sys, desktop.app; print([n for n in ('docker', 'requests') if n in sys.modules])"
    )
    assert loaded == "[]"


def test_the_sources_of_our_modules_are_not_read_at_import() -> None:
    read = _in_a_new_process(
        "import linecache, desktop.app;"
        "ours = [name for name in linecache.cache if '/desktop/ui/' in name];"
        "print([name for name in ours if '__init__' not in name])"
    )
    assert read == "[]"


def test_dialogs_and_details_wait_until_they_are_needed() -> None:
    loaded = _in_a_new_process(
        "import sys, desktop.app;"
        "late = ('desktop.ui.dialogs.form', 'desktop.ui.details.overview', 'desktop.ui.start_page',"
        " 'desktop.ui.command_palette', 'desktop.ui.activity.panel');"
        "print([name for name in late if name in sys.modules])"
    )
    assert loaded == "[]"


def test_what_the_trees_do_not_need_waits_until_it_is_asked_for() -> None:
    loaded = _in_a_new_process(
        "import sys, desktop.app, desktop.engine.engine;"
        "late = ('engine.archives', 'engine.builds', 'engine.files', 'engine.registries',"
        " 'model.archive_commands', 'model.build', 'model.files', 'model.network_commands',"
        " 'model.ssh', 'model.run.spec', 'ui.problems', 'ui.deeds.run', 'ui.deeds.registries');"
        "print([name for name in late if f'desktop.{name}' in sys.modules])"
    )
    assert loaded == "[]"


def test_the_engine_guesses_no_encoding_and_reads_utf_8() -> None:
    told = _in_a_new_process(
        "import sys, desktop.engine.engine, requests;"
        "answer = requests.Response(); answer._content = 'grün'.encode();"
        "print([name for name in sys.modules if name.startswith('charset_normalizer.')],"
        " ascii(answer.text))"
    )
    assert told == r"[] 'gr\xfcn'"
