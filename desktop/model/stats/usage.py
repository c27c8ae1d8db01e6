"""What a container uses, from two of its samples, as ``docker stats`` reckons.

None stands for what is not known: the Engine does not tell it, it is the first sample, or a
counter began anew between the two.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.engine.observations import Sample

JUMP_SECONDS = 3.0  # by which the Engine's clock and ours may differ between two samples


@dataclass(frozen=True, slots=True)
class Usage:
    """Bytes, bytes a second, and percent; ``cpu`` is percent of one CPU, of which ``cpus`` exist.

    ``received``, ``sent``, ``read`` and ``written`` count from the container's start.
    """

    cpu: float | None
    cpus: int
    memory: int | None
    memory_limit: int | None
    cache: int | None
    pids: int | None
    received: int | None
    sent: int | None
    read: int | None
    written: int | None
    receiving: float | None
    sending: float | None
    reading: float | None
    writing: float | None

    @property
    def cpu_of_host(self) -> float | None:
        """Percent of all CPUs of the Engine's machine."""
        return None if self.cpu is None else self.cpu / self.cpus

    def cpu_of(self, limit: float | None) -> float | None:
        """Percent of the so many CPUs that the container may use."""
        return None if self.cpu is None or not limit else self.cpu / limit

    @property
    def memory_percent(self) -> float | None:
        """Percent of the limit, which is the machine's memory where none was set."""
        if self.memory is None or not self.memory_limit:
            return None
        return self.memory / self.memory_limit * 100


def usage(before: Sample | None, now: Sample, elapsed: float | None) -> Usage:
    """What ``now`` says, and what was done since ``before``, ``elapsed`` seconds ago by our clock.

    The rates go by the Engine's clock, unless it was set meanwhile: then they are not known.
    """
    seconds = 0.0 if before is None or elapsed is None else now.time - before.time
    if elapsed is not None and abs(seconds - elapsed) > JUMP_SECONDS:
        seconds = 0.0

    def rate(old: int | None, new: int | None) -> float | None:
        if old is None or new is None or new < old or seconds <= 0:
            return None
        return (new - old) / seconds

    earlier = now if before is None else before  # with no seconds in between: no rates
    return Usage(
        cpu=None if before is None else _cpu(before, now),
        cpus=now.cpus,
        memory=now.memory,
        memory_limit=now.memory_limit,
        cache=now.cache,
        pids=now.pids,
        received=now.received,
        sent=now.sent,
        read=now.read,
        written=now.written,
        receiving=rate(earlier.received, now.received),
        sending=rate(earlier.sent, now.sent),
        reading=rate(earlier.read, now.read),
        writing=rate(earlier.written, now.written),
    )


def _cpu(before: Sample, now: Sample) -> float | None:
    """``calculateCPUPercentUnix`` in docker/cli's stats_helpers.go."""
    if before.host_cpu is None or now.host_cpu is None:
        return None
    work, host = now.cpu - before.cpu, now.host_cpu - before.host_cpu
    if work < 0 or host <= 0:
        return None
    return work / host * now.cpus * 100
