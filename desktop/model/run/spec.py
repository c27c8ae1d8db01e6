# ruff: noqa: RUF009 - the calls make fields
"""A container to create: each field with the option of docker's command line that says it.

The fields are the only list of options there is: the command line is read and written by it, the
Engine's request is made by it, and a container is read back by it. The order is that of printing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from desktop.model.run import hardware, mount_option, mounts, networks, notation, ports, settings
from desktop.model.run.hardware import Device, Gpus, Ulimit
from desktop.model.run.mount_option import Mount
from desktop.model.run.mounts import Tmpfs, Volume
from desktop.model.run.networks import NetworkChoice
from desktop.model.run.notation import (
    ADDRESSES,
    CPUS,
    DURATION,
    ENVIRONMENT,
    FLAG,
    LABELS,
    NUMBER,
    PAIRS,
    SIZE,
    SWAP,
    SWITCH,
    TEXT,
    TEXTS,
    Notation,
    list_notation,
    number_notation,
    within,
)
from desktop.model.run.ports import ExposedPorts, PortMapping
from desktop.model.run.settings import Restart

Pairs = tuple[tuple[str, str], ...]
Rates = tuple[tuple[str, int], ...]
Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """An option: its names, the one to print first; ``place`` is where the API has its value.

    ``part`` says that it fills this field of the first network.
    """

    field: str
    names: tuple[str, ...]
    notation: Notation
    place: tuple[str, ...] = ()
    part: str = ""


def _option(notation: Notation, *names: str, at: str = "") -> Any:
    place = tuple(at.split(".")) if at else ()
    return field(
        default=notation.default, metadata={"names": names, "notation": notation, "place": place}
    )


PORTS = list_notation(ports.read_mapping, ports.write_mapping)
EXPOSED = list_notation(ports.read_exposed, ports.write_exposed)
VOLUMES = list_notation(mounts.read_volume, mounts.write_volume)
MOUNTS = list_notation(
    mount_option.read_mount,
    mount_option.write_mount,
    to_api=mount_option.mount_to_api,
    from_api=mount_option.mount_from_api,
)
TMPFS = Notation(
    mounts.read_tmpfs,
    mounts.write_tmpfs,
    (),
    lambda found: {one.target: one.options for one in found},
    mounts.tmpfs_from,
    many=True,
)
NETWORKS = list_notation(networks.read_network, networks.write_network)


@dataclass(frozen=True, slots=True)
class ContainerSpec:
    """A container to create. Sizes are bytes, durations nanoseconds, CPUs billionths of one.

    What is left at its default is not said, and is then as the image or the Engine has it.
    """

    image: str = ""
    command: Texts = ()

    stdin: bool = _option(FLAG, "-i", "--interactive", at="Config.OpenStdin")
    tty: bool = _option(FLAG, "-t", "--tty", at="Config.Tty")
    detach: bool = _option(FLAG, "-d", "--detach")
    attach: Texts = _option(settings.STREAMS, "-a", "--attach")
    remove: bool = _option(FLAG, "--rm", at="HostConfig.AutoRemove")
    name: str = _option(settings.NAME, "--name")
    restart: Restart = _option(settings.RESTART, "--restart", at="HostConfig.RestartPolicy")
    pull: str = _option(settings.PULL, "--pull")
    platform: str = _option(TEXT, "--platform")

    ports: tuple[PortMapping, ...] = _option(PORTS, "-p", "--publish")
    publish_all: bool = _option(FLAG, "-P", "--publish-all", at="HostConfig.PublishAllPorts")
    expose: tuple[ExposedPorts, ...] = _option(EXPOSED, "--expose")

    volumes: tuple[Volume, ...] = _option(VOLUMES, "-v", "--volume")
    mounts: tuple[Mount, ...] = _option(MOUNTS, "--mount", at="HostConfig.Mounts")
    tmpfs: tuple[Tmpfs, ...] = _option(TMPFS, "--tmpfs", at="HostConfig.Tmpfs")
    volumes_from: Texts = _option(TEXTS, "--volumes-from", at="HostConfig.VolumesFrom")
    volume_driver: str = _option(TEXT, "--volume-driver", at="HostConfig.VolumeDriver")
    storage_options: Pairs = _option(PAIRS, "--storage-opt", at="HostConfig.StorageOpt")
    read_only: bool = _option(FLAG, "--read-only", at="HostConfig.ReadonlyRootfs")

    networks: tuple[NetworkChoice, ...] = _option(NETWORKS, "--network", "--net")
    hostname: str = _option(TEXT, "--hostname", "-h", at="Config.Hostname")
    domain: str = _option(TEXT, "--domainname", at="Config.Domainname")
    dns: Texts = _option(ADDRESSES, "--dns", at="HostConfig.Dns")
    dns_options: Texts = _option(TEXTS, "--dns-option", "--dns-opt", at="HostConfig.DnsOptions")
    dns_search: Texts = _option(settings.DOMAINS, "--dns-search", at="HostConfig.DnsSearch")
    hosts: Texts = _option(settings.HOSTS, "--add-host", at="HostConfig.ExtraHosts")
    links: Texts = _option(settings.LINKS, "--link", at="HostConfig.Links")

    environment: Texts = _option(ENVIRONMENT, "-e", "--env", at="Config.Env")
    environment_files: Texts = _option(TEXTS, "--env-file")
    labels: Pairs = _option(LABELS, "--label", "-l", at="Config.Labels")
    label_files: Texts = _option(TEXTS, "--label-file")
    annotations: Pairs = _option(LABELS, "--annotation", at="HostConfig.Annotations")

    entrypoint: str | None = _option(settings.ENTRYPOINT, "--entrypoint", at="Config.Entrypoint")
    workdir: str = _option(TEXT, "--workdir", "-w", at="Config.WorkingDir")
    user: str = _option(TEXT, "--user", "-u", at="Config.User")
    groups: Texts = _option(TEXTS, "--group-add", at="HostConfig.GroupAdd")
    init: bool | None = _option(SWITCH, "--init", at="HostConfig.Init")
    stop_signal: str = _option(TEXT, "--stop-signal", at="Config.StopSignal")
    stop_timeout: int | None = _option(
        number_notation(within(-1, (1 << 31) - 1), from_api=lambda found: found),
        "--stop-timeout",
        at="Config.StopTimeout",
    )

    memory: int | None = _option(SIZE, "--memory", "-m", at="HostConfig.Memory")
    memory_reservation: int | None = _option(
        SIZE, "--memory-reservation", at="HostConfig.MemoryReservation"
    )
    memory_swap: int | None = _option(SWAP, "--memory-swap", at="HostConfig.MemorySwap")
    swappiness: int | None = _option(
        number_notation(within(-1, 100), from_api=lambda found: None if found == -1 else found),
        "--memory-swappiness",
        at="HostConfig.MemorySwappiness",
    )
    kernel_memory: int | None = _option(SIZE, "--kernel-memory", at="HostConfig.KernelMemory")
    shm_size: int | None = _option(SIZE, "--shm-size", at="HostConfig.ShmSize")
    cpus: int | None = _option(CPUS, "--cpus", at="HostConfig.NanoCpus")
    cpu_shares: int | None = _option(NUMBER, "--cpu-shares", "-c", at="HostConfig.CpuShares")
    cpu_period: int | None = _option(NUMBER, "--cpu-period", at="HostConfig.CpuPeriod")
    cpu_quota: int | None = _option(NUMBER, "--cpu-quota", at="HostConfig.CpuQuota")
    cpu_rt_period: int | None = _option(
        NUMBER, "--cpu-rt-period", at="HostConfig.CpuRealtimePeriod"
    )
    cpu_rt_runtime: int | None = _option(
        NUMBER, "--cpu-rt-runtime", at="HostConfig.CpuRealtimeRuntime"
    )
    cpu_count: int | None = _option(NUMBER, "--cpu-count", at="HostConfig.CpuCount")
    cpu_percent: int | None = _option(NUMBER, "--cpu-percent", at="HostConfig.CpuPercent")
    cpuset_cpus: str = _option(hardware.NUMBERS, "--cpuset-cpus", at="HostConfig.CpusetCpus")
    cpuset_mems: str = _option(hardware.NUMBERS, "--cpuset-mems", at="HostConfig.CpusetMems")
    pids_limit: int | None = _option(NUMBER, "--pids-limit", at="HostConfig.PidsLimit")
    ulimits: tuple[Ulimit, ...] = _option(
        hardware.ULIMITS_LIST, "--ulimit", at="HostConfig.Ulimits"
    )
    oom_kill_disable: bool = _option(FLAG, "--oom-kill-disable", at="HostConfig.OomKillDisable")
    oom_score: int | None = _option(
        number_notation(within(-1000, 1000)), "--oom-score-adj", at="HostConfig.OomScoreAdj"
    )
    blkio_weight: int | None = _option(
        number_notation(settings.read_weight), "--blkio-weight", at="HostConfig.BlkioWeight"
    )
    blkio_weights: Rates = _option(
        hardware.WEIGHTS, "--blkio-weight-device", at="HostConfig.BlkioWeightDevice"
    )
    read_bytes: Rates = _option(
        hardware.BYTE_RATES, "--device-read-bps", at="HostConfig.BlkioDeviceReadBps"
    )
    write_bytes: Rates = _option(
        hardware.BYTE_RATES, "--device-write-bps", at="HostConfig.BlkioDeviceWriteBps"
    )
    read_operations: Rates = _option(
        hardware.COUNT_RATES, "--device-read-iops", at="HostConfig.BlkioDeviceReadIOps"
    )
    write_operations: Rates = _option(
        hardware.COUNT_RATES, "--device-write-iops", at="HostConfig.BlkioDeviceWriteIOps"
    )
    io_bandwidth: int | None = _option(
        SIZE, "--io-maxbandwidth", at="HostConfig.IOMaximumBandwidth"
    )
    io_operations: int | None = _option(NUMBER, "--io-maxiops", at="HostConfig.IOMaximumIOps")

    health_command: str | Texts = _option(
        settings.HEALTH_COMMAND, "--health-cmd", at="Config.Healthcheck.Test"
    )
    health_interval: int | None = _option(
        DURATION, "--health-interval", at="Config.Healthcheck.Interval"
    )
    health_timeout: int | None = _option(
        DURATION, "--health-timeout", at="Config.Healthcheck.Timeout"
    )
    health_retries: int | None = _option(
        number_notation(within(0, 1 << 31)), "--health-retries", at="Config.Healthcheck.Retries"
    )
    health_start_period: int | None = _option(
        DURATION, "--health-start-period", at="Config.Healthcheck.StartPeriod"
    )
    health_start_interval: int | None = _option(
        DURATION, "--health-start-interval", at="Config.Healthcheck.StartInterval"
    )
    no_healthcheck: bool = _option(FLAG, "--no-healthcheck")

    log_driver: str = _option(TEXT, "--log-driver", at="HostConfig.LogConfig.Type")
    log_options: Pairs = _option(LABELS, "--log-opt", at="HostConfig.LogConfig.Config")

    privileged: bool = _option(FLAG, "--privileged", at="HostConfig.Privileged")
    cap_add: Texts = _option(settings.CAPABILITIES, "--cap-add", at="HostConfig.CapAdd")
    cap_drop: Texts = _option(settings.CAPABILITIES, "--cap-drop", at="HostConfig.CapDrop")
    security_options: Texts = _option(
        settings.SECURITY_OPTIONS, "--security-opt", at="HostConfig.SecurityOpt"
    )
    sysctls: Pairs = _option(
        notation.pairs_notation(settings.read_sysctl), "--sysctl", at="HostConfig.Sysctls"
    )
    devices: tuple[Device, ...] = _option(hardware.DEVICES, "--device", at="HostConfig.Devices")
    device_rules: Texts = _option(
        settings.CGROUP_RULES, "--device-cgroup-rule", at="HostConfig.DeviceCgroupRules"
    )
    gpus: tuple[Gpus, ...] = _option(hardware.GPUS, "--gpus", at="HostConfig.DeviceRequests")

    pid: str = _option(
        settings.read_namespace("host", "container:"), "--pid", at="HostConfig.PidMode"
    )
    ipc: str = _option(
        settings.read_namespace("none", "private", "shareable", "host", "container:"),
        "--ipc",
        at="HostConfig.IpcMode",
    )
    uts: str = _option(settings.read_namespace("host"), "--uts", at="HostConfig.UTSMode")
    userns: str = _option(settings.read_namespace("host"), "--userns", at="HostConfig.UsernsMode")
    cgroupns: str = _option(
        settings.read_namespace("host", "private"), "--cgroupns", at="HostConfig.CgroupnsMode"
    )
    cgroup_parent: str = _option(TEXT, "--cgroup-parent", at="HostConfig.CgroupParent")
    runtime: str = _option(TEXT, "--runtime", at="HostConfig.Runtime")
    isolation: str = _option(TEXT, "--isolation", at="HostConfig.Isolation")


def _of_networks(name: str) -> list[Option]:
    return [
        Option(name, one.metadata["names"], one.metadata["notation"], part=one.name)
        for one in fields(NetworkChoice)
        if one.metadata.get("names")
    ]


def _options() -> list[Option]:
    found = []
    for one in fields(ContainerSpec):
        if one.metadata:
            found.append(Option(field=one.name, **one.metadata))
        if one.name == "networks":
            found += _of_networks(one.name)
    return found


OPTIONS = _options()
BY_NAME = {name: option for option in OPTIONS for name in option.names}
# How docker's command line itself behaves meanwhile, which is nothing of the container.
OF_THE_COMMAND: Mapping[str, Notation] = {
    "--detach-keys": TEXT,
    "--disable-content-trust": FLAG,  # false asks for what we do not: see the reader
    "--quiet": FLAG,
    "-q": FLAG,
    "--sig-proxy": FLAG,
}
# docker's own, which ask for what only its command line does. True: takes a value.
UNSUPPORTED = {"--cidfile": True, "--use-api-socket": False, "--help": False}
