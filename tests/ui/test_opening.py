"""What the Finder asks to open, in a process of its own: there is one application in each."""

from __future__ import annotations

import subprocess
import sys

_ASKED = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent
from desktop.ui.opening import OpeningApplication
app = OpeningApplication(["portside"])
def ask(what):
    QCoreApplication.sendEvent(app, QFileOpenEvent(what))
taken = []
ask("/early/image.tar")
ask("/early/Dockerfile")
app.hand_files_to(taken.append)
print(taken)
ask("/later/Dockerfile")
ask(QUrl("https://example.invalid/"))
print(taken)
"""


def test_files_that_were_asked_for_before_anybody_could_take_them_are_not_lost() -> None:
    said = subprocess.run(
        [sys.executable, "-c", _ASKED], check=True, capture_output=True, text=True
    ).stdout.splitlines()
    assert said == [
        "['/early/image.tar', '/early/Dockerfile']",
        "['/early/image.tar', '/early/Dockerfile', '/later/Dockerfile']",
    ]
