"""An image with OpenSSH's server and client, of Debian's packages: no test asks a registry."""

from __future__ import annotations

import functools
import shutil
import sys
from pathlib import Path

from tests.support.packing import Root

IMAGE = "portside-test/openssh:1"
ABSENT = "there is no unpacked openssh-server: ./test brings it where there is apt-get"
STRICT = """\
# What an administrator might have left.
PermitRootLogin no
PubkeyAuthentication no
UsePAM no
"""
_UNPACKED = Path(sys.prefix) / "packages" / "openssh-server"
_PASSWD = """\
root:x:0:0:root:/root:/bin/sh
ada:x:1000:1000:Ada:/home/ada:/bin/sh
sshd:x:100:65534::/run/sshd:/bin/false
nobody:x:65534:65534:nobody:/:/bin/false
"""
_GROUP = "root:x:0:\nada:x:1000:\nnogroup:x:65534:\n"


def present() -> bool:
    """Whether the image can be packed."""
    return (_UNPACKED / "usr/sbin/sshd").exists() and shutil.which("ssh") is not None


@functools.cache
def packed(*, like_debian: bool = False) -> bytes:
    """The image's files as a tar; with busybox's programs, or with those that Debian has."""
    root = Root()
    if like_debian:
        root.add_program("bin/sh", Path("/bin/sh").resolve())
        programs = ("cat", "chmod", "chown", "cp", "mkdir", "mv", "stat", "tail", "tr")
        root.add_programs({"grep": "grep", **dict.fromkeys(programs, "coreutils")})
    root.add_files(
        {
            "etc/passwd": _PASSWD,
            "etc/group": _GROUP,
            "etc/nsswitch.conf": "passwd: files\ngroup: files\nhosts: files dns\n",
            "etc/os-release": 'ID=debian\nPRETTY_NAME="Debian GNU/Linux for tests"\n',
            "etc/ssh/sshd_config": STRICT,
        }
    )
    root.add_programs({"ssh": "openssh-client", "ssh-keygen": "openssh-client"})
    root.add_program("usr/sbin/sshd", _UNPACKED / "usr/sbin/sshd")
    for helper in (_UNPACKED / "usr/lib/openssh").glob("sshd-*"):
        root.add_program(f"usr/lib/openssh/{helper.name}", helper)
    return root.packed()
