"""Limits and health: what it may use, how its health is checked, where its log goes."""

from __future__ import annotations

from desktop.model.run.hardware import read_numbers
from desktop.model.run.notation import write_duration
from desktop.model.run.problems import Invalid
from desktop.ui.run.draft import Draft
from desktop.ui.run.editors import LineEditor
from desktop.ui.run.entries import Entry, Group, TableEntry
from desktop.ui.run.page import AnyEditor, WizardPage
from desktop.ui.text import mark, tr

_DRIVERS = (
    "json-file",
    "local",
    "journald",
    "syslog",
    "fluentd",
    "gelf",
    "awslogs",
    "splunk",
    "none",
)
_DEVICE = mark("DEVICE:RATE, side by side.")


def _duration(nanoseconds: int) -> str:
    return write_duration(nanoseconds) if nanoseconds > 0 else ""


GROUPS = (
    Group(
        mark("Limits"),
        (
            Entry("memory", mark("Memory"), mark("Such as 512m or 2g."), usual=mark("no limit")),
            Entry(
                "memory_swap",
                mark("Memory and swap"),
                mark("-1 is no limit."),
                usual=mark("twice the memory"),
            ),
            Entry(
                "cpus", mark("CPUs"), mark("Also in parts, such as 1.5."), usual=mark("no limit")
            ),
            Entry(
                "pids_limit",
                mark("Processes (PIDs)"),
                mark("-1 is no limit."),
                usual=mark("no limit"),
            ),
            Entry("shm_size", mark("Shared memory"), mark("The size of /dev/shm."), usual="64m"),
            Entry(
                "ulimits",
                mark("Ulimits"),
                mark("NAME=SOFT:HARD, side by side."),
                "nofile=1024:2048",
            ),
        ),
    ),
    Group(
        mark("Health check"),
        (
            Entry(
                "health_command",
                mark("Health command"),
                mark("For the container's shell; 0 is healthy, 1 is not."),
                "wget -q -O /dev/null localhost || exit 1",
                image=lambda image: image.check.command,
                wide=True,
            ),
            Entry(
                "health_interval",
                mark("Interval"),
                usual="30s",
                image=lambda image: _duration(image.check.interval),
            ),
            Entry(
                "health_timeout",
                mark("Timeout"),
                usual="30s",
                image=lambda image: _duration(image.check.timeout),
            ),
            Entry(
                "health_retries",
                mark("Retries"),
                mark("Failures in a row, then it is unhealthy."),
                usual="3",
                image=lambda image: str(image.check.retries or ""),
            ),
            Entry(
                "health_start_period",
                mark("Start period"),
                mark("Failures do not count so long."),
                usual="0s",
                image=lambda image: _duration(image.check.start_period),
            ),
            Entry(
                "health_start_interval",
                mark("Start interval"),
                usual="5s",
                image=lambda image: _duration(image.check.start_interval),
            ),
            Entry("no_healthcheck", mark("No health check"), mark("Also not the image's.")),
        ),
    ),
    Group(
        mark("Log"),
        (
            Entry(
                "log_driver",
                mark("Log driver"),
                usual=mark("as the Engine is set"),
                choices=_DRIVERS,
            ),
            Entry(
                "log_options",
                mark("Log options"),
                mark("NAME=value, side by side."),
                "max-size=10m max-file=3",
            ),
        ),
    ),
    Group(
        mark("More of memory"),
        (
            Entry(
                "memory_reservation",
                mark("Memory reservation"),
                mark("Held to when memory is scarce."),
            ),
            Entry("swappiness", mark("Swappiness"), mark("0 to 100.")),
            Entry("kernel_memory", mark("Kernel memory"), mark("Engines of old only.")),
            Entry(
                "oom_score",
                mark("OOM score"),
                mark("-1000 to 1000: the higher, the sooner killed."),
            ),
            Entry(
                "oom_kill_disable",
                mark("Never kill when out of memory"),
                mark("Only with a limit of memory."),
            ),
        ),
        rare=True,
    ),
    Group(
        mark("More of CPUs"),
        (
            Entry(
                "cpu_shares",
                mark("CPU shares"),
                mark("Its weight when CPUs are scarce."),
                usual="1024",
            ),
            Entry("cpuset_cpus", mark("CPUs by number"), example="0-2,7"),
            Entry("cpuset_mems", mark("Memory nodes by number"), example="0"),
            Entry("cpu_period", mark("CPU period"), mark("Microseconds."), usual="100000"),
            Entry("cpu_quota", mark("CPU quota"), mark("Microseconds of each period.")),
            Entry("cpu_rt_period", mark("Real-time period"), mark("Microseconds.")),
            Entry("cpu_rt_runtime", mark("Real-time runtime"), mark("Microseconds.")),
            Entry("cpu_count", mark("CPU count"), mark("Windows only.")),
            Entry("cpu_percent", mark("CPU percent"), mark("Windows only.")),
        ),
        rare=True,
    ),
    Group(
        mark("Disks"),
        (
            Entry("blkio_weight", mark("Weight"), mark("10 to 1000.")),
            Entry("blkio_weights", mark("Weight of devices"), mark("DEVICE:WEIGHT, side by side.")),
            Entry("read_bytes", mark("Bytes read a second"), _DEVICE, "/dev/sda:10m"),
            Entry("write_bytes", mark("Bytes written a second"), _DEVICE, "/dev/sda:10m"),
            Entry("read_operations", mark("Reads a second"), _DEVICE, "/dev/sda:100"),
            Entry("write_operations", mark("Writes a second"), _DEVICE, "/dev/sda:100"),
            Entry("io_bandwidth", mark("Bandwidth of the system disk"), mark("Windows only.")),
            Entry("io_operations", mark("Operations of the system disk"), mark("Windows only.")),
        ),
        rare=True,
    ),
)


class LimitsPage(WizardPage):
    """Lines, the rare ones folded away."""

    def __init__(self, draft: Draft) -> None:
        about = tr("Left empty, nothing is limited, and the image's health check counts.")
        super().__init__(draft, tr("Limits and health"), about, GROUPS)

    def make(self, entry: Entry | TableEntry) -> AnyEditor:
        if isinstance(entry, Entry) and (kind := _EDITORS.get(entry.field)) is not None:
            return kind(self.draft, entry)
        return super().make(entry)


class _HealthEditor(LineEditor):
    """Says where a container's own check is none for a shell, which no line can say."""

    def fact(self, text: str) -> str:
        if isinstance(self._draft.spec.health_command, str):
            return super().fact(text)
        return tr("Run without a shell, as it was. What is typed here, a shell runs.")


class _CpusEditor(LineEditor):
    """Says how many there are, where a number is beyond. An Engine bound to some may have it."""

    def fact(self, text: str) -> str:
        info = self._draft.session.status.info
        try:
            last = max(numbers[-1] for numbers in read_numbers(text))
        except Invalid:
            return ""
        if info is not None and 0 < info.cpus <= last:
            return tr("The Engine's machine has %n (CPU|CPUs).", "", info.cpus)
        return super().fact(text)


_EDITORS = {"health_command": _HealthEditor, "cpuset_cpus": _CpusEditor}
