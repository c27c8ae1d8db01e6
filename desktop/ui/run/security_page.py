"""Security: what it may do to the Engine's machine, and what it may not."""

from __future__ import annotations

from desktop.ui.run.draft import Draft
from desktop.ui.run.entries import Entry, Group
from desktop.ui.run.page import WizardPage
from desktop.ui.run.power import PowerList
from desktop.ui.text import mark, tr

_CAPABILITIES = [
    *("ALL", "CHOWN", "DAC_OVERRIDE", "FOWNER", "KILL", "NET_ADMIN", "NET_BIND_SERVICE", "NET_RAW"),
    *("SETGID", "SETUID", "SYS_ADMIN", "SYS_CHROOT", "SYS_NICE", "SYS_PTRACE", "SYS_TIME"),
]

GROUPS = (
    Group(
        "",
        (
            Entry(
                "privileged",
                mark("Privileged"),
                mark("With all of the machine's capabilities and devices, as root on it."),
                wide=True,
            ),
            Entry(
                "cap_add",
                mark("Add capabilities"),
                mark("Names, side by side."),
                "NET_ADMIN",
                known=lambda _store: _CAPABILITIES,
            ),
            Entry(
                "cap_drop",
                mark("Drop capabilities"),
                mark("Names, side by side; ALL is each."),
                "ALL",
                known=lambda _store: _CAPABILITIES,
            ),
            Entry(
                "security_options",
                mark("Security options"),
                mark("Side by side, such as seccomp=unconfined."),
                "no-new-privileges",
                wide=True,
            ),
        ),
    ),
    Group(
        mark("Devices"),
        (
            Entry(
                "devices", mark("Devices"), mark("HOST:CONTAINER:rwm, side by side."), "/dev/snd"
            ),
            Entry("gpus", mark("GPUs"), mark("all, a number, or device=0,1 in quotes."), "all"),
        ),
    ),
    Group(
        mark("Namespaces"),
        (
            Entry(
                "pid",
                mark("Processes (PID)"),
                mark("host sees all of the machine's."),
                usual=mark("its own"),
                choices=("host",),
            ),
            Entry(
                "ipc",
                mark("IPC"),
                usual=mark("its own"),
                choices=("private", "shareable", "host", "none"),
            ),
            Entry("uts", mark("Host name (UTS)"), usual=mark("its own"), choices=("host",)),
            Entry("userns", mark("Users"), usual=mark("as the Engine is set"), choices=("host",)),
            Entry(
                "cgroupns",
                mark("Control groups"),
                usual=mark("as the Engine is set"),
                choices=("private", "host"),
            ),
        ),
    ),
    Group(
        mark("More security"),
        (
            Entry(
                "sysctls",
                mark("Kernel settings (sysctl)"),
                mark("NAME=value, side by side."),
                "net.core.somaxconn=1024",
                wide=True,
            ),
            Entry("device_rules", mark("Device rules"), mark('Each in quotes: "c 42:* rmw".')),
            Entry("cgroup_parent", mark("Parent control group")),
            Entry("runtime", mark("Runtime"), usual=mark("as the Engine is set")),
            Entry(
                "isolation",
                mark("Isolation"),
                mark("Windows only."),
                choices=("default", "process", "hyperv"),
            ),
        ),
        rare=True,
    ),
)


class SecurityPage(WizardPage):
    """The fields, and what power they give, in words."""

    def __init__(self, draft: Draft) -> None:
        self.powers = PowerList()
        about = tr("Left as it is, a container has little power over the machine.")
        super().__init__(draft, tr("Security"), about, GROUPS)

    def end(self) -> None:
        self.column.insertWidget(2, self.powers)

    def check(self) -> None:
        super().check()
        self.powers.show_powers(self.draft.dangers)
