"""What macOS is told of the application, as far as it can be read elsewhere."""

from __future__ import annotations

import plistlib
import struct
import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

import desktop
from tests.packaging.building import ROOT, script

ICON = ROOT / "resources" / "icons" / "portside.icns"
SIZES = {b"icp4": 16, b"icp5": 32, b"ic11": 32, b"ic12": 64, b"ic07": 128, b"ic13": 256}
SIZES |= {b"ic08": 256, b"ic14": 512, b"ic09": 512, b"ic10": 1024}


def test_property_list_can_be_written_and_names_the_version() -> None:
    made = script("bundle.py")
    told = plistlib.loads(plistlib.dumps(made["info_plist"](desktop.__version__)))
    assert told["CFBundleShortVersionString"] == desktop.__version__
    assert told["CFBundleLocalizations"] == ["en", "zh-Hans"]
    assert told["NSHighResolutionCapable"] is True
    assert {kind["LSHandlerRank"] for kind in told["CFBundleDocumentTypes"]} == {"Alternate"}
    assert made["IDENTIFIER"] in (ROOT / "resources/linux/dev.portside.Portside.metainfo.xml").name


def test_entitlements_are_those_that_python_needs_and_no_others() -> None:
    told = plistlib.loads((ROOT / "packaging" / "macos" / "entitlements.plist").read_bytes())
    assert told == {
        "com.apple.security.cs.allow-unsigned-executable-memory": True,
        "com.apple.security.cs.disable-library-validation": True,
    }


def test_icon_has_every_size_that_macos_knows() -> None:
    content = ICON.read_bytes()
    assert struct.unpack(">4sI", content[:8]) == (b"icns", len(content))
    found, place = {}, 8
    while place < len(content):
        kind, length = struct.unpack(">4sI", content[place : place + 8])
        image = QImage.fromData(content[place + 8 : place + length], "PNG")
        assert image.width() == image.height()
        assert image.hasAlphaChannel()
        found[kind] = image.width()
        place += length
    assert found == SIZES


@pytest.mark.parametrize("name", ["dmg.sh", "keys.sh"])
def test_script_can_be_read_by_a_shell(name: str) -> None:
    subprocess.run(["sh", "-n", ROOT / "packaging" / "macos" / name], check=True)


def test_without_keys_nothing_is_put_into_a_keychain(tmp_path: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", ROOT / "packaging" / "macos" / "keys.sh"],
        env={"PATH": str(tmp_path)},  # not one program is found
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "no CERTIFICATE: nothing to sign with\n")
