"""Printing a container to create as a Compose file of one service.

By the Compose specification (https://github.com/compose-spec/compose-spec/blob/main/spec.md). What
it has no word for is told, as options of docker's command line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from desktop.model.run import compose_places as places
from desktop.model.run.compose_yaml import Number, yaml_of
from desktop.model.run.hardware import ALL_GPUS, Device, Gpus, write_device
from desktop.model.run.line import line, unspeakable
from desktop.model.run.notation import CPUS, NUMBER, last_of_each, write_duration
from desktop.model.run.settings import health_test
from desktop.model.run.spec import OPTIONS, ContainerSpec, Option
from desktop.model.shell import Shell, quoted

_SECOND = 1_000_000_000
_RESERVED = "com.docker.compose."
_SERVICE = "com.docker.compose.service"
# Where it is another word than that of docker's option, or a place within a mapping.
_PATHS = {
    "stdin": "stdin_open",
    "name": "container_name",
    "pull": "pull_policy",
    "storage_options": "storage_opt",
    "domain": "domainname",
    "dns_options": "dns_opt",
    "hosts": "extra_hosts",
    "links": "external_links",
    "label_files": "label_file",
    "workdir": "working_dir",
    "groups": "group_add",
    "stop_timeout": "stop_grace_period",
    "memory": "mem_limit",
    "memory_reservation": "mem_reservation",
    "memory_swap": "memswap_limit",
    "swappiness": "mem_swappiness",
    "cpuset_cpus": "cpuset",
    "oom_score": "oom_score_adj",
    "blkio_weight": "blkio_config.weight",
    "blkio_weights": "blkio_config.weight_device",
    "read_bytes": "blkio_config.device_read_bps",
    "write_bytes": "blkio_config.device_write_bps",
    "read_operations": "blkio_config.device_read_iops",
    "write_operations": "blkio_config.device_write_iops",
    "health_command": "healthcheck.test",
    "health_interval": "healthcheck.interval",
    "health_timeout": "healthcheck.timeout",
    "health_retries": "healthcheck.retries",
    "health_start_period": "healthcheck.start_period",
    "health_start_interval": "healthcheck.start_interval",
    "no_healthcheck": "healthcheck.disable",
    "log_driver": "logging.driver",
    "log_options": "logging.options",
    "environment_files": "env_file",
    "security_options": "security_opt",
    "device_rules": "device_cgroup_rules",
    "gpus": "deploy.resources.reservations.devices",
    "userns": "userns_mode",
    "cgroupns": "cgroup",
}
# ``detach`` is no setting of the container: it is ``docker compose up -d``.
_UNSAID = (
    "remove",
    "attach",
    "publish_all",
    "kernel_memory",
    "cpuset_mems",
    "io_bandwidth",
    "io_operations",
)
_ELSEWHERE = ("detach", "volumes", "mounts", "volume_driver", "networks")


@dataclass(frozen=True, slots=True)
class ComposeFile:
    """The text, and what is not said by it, as options of ``docker run``."""

    text: str
    left_out: str


def compose_file(
    spec: ContainerSpec,
    note: str = "Compose has no word for this:",
    labels_note: str = "Without the labels that Compose itself gives:",
) -> ComposeFile:
    """The file for ``docker compose``; ``note`` begins the comment that tells what is left out.

    ``labels_note`` does so for labels of Compose's own, which a file must not say.
    """
    said, left = _divided(spec)
    words = line(replace(left, image="-"))[2:]
    left_out = quoted([word for word in words if word not in ("--", "-")], Shell.POSIX)
    comments = [f"{note} {left_out}"] if left_out else []
    own = dict(pair for pair in spec.labels if pair[0].startswith(_RESERVED))
    if own:
        said = replace(said, labels=tuple(pair for pair in spec.labels if pair[0] not in own))
        comments.append(f"{labels_note} {_RESERVED}*")
    return ComposeFile(yaml_of(_document(said, own.get(_SERVICE, "")), comments), left_out)


def _divided(spec: ContainerSpec) -> tuple[ContainerSpec, ContainerSpec]:
    """What Compose can say, and what it can't."""
    plain = ContainerSpec()
    kept = {name: getattr(plain, name) for name in _UNSAID}
    left = {name: getattr(spec, name) for name in _UNSAID}
    if spec.stop_timeout == -1:  # as long as it takes
        kept["stop_timeout"], left["stop_timeout"] = None, -1
    unsaid = {each.part for each in unspeakable(spec) if each.field == "security_options"}
    for name, is_said in (
        ("security_options", lambda text: text not in unsaid),
        ("mounts", places.is_said),
    ):
        values = getattr(spec, name)
        kept[name] = tuple(value for value in values if is_said(value))
        left[name] = tuple(value for value in values if not is_said(value))
    kept["networks"], left["networks"] = places.divided_networks(spec.networks)
    if not places.drives_all(spec):
        kept["volume_driver"], left["volume_driver"] = "", spec.volume_driver
    return replace(spec, **kept), replace(plain, **left)


def _document(spec: ContainerSpec, service: str) -> dict[str, Any]:
    image = spec.image.partition("@")[0].rpartition("/")[2].split(":")[0]
    name = places.key(service or spec.name or image)
    networks, volumes = places.networks_of(spec), places.volumes_of(spec)
    document: dict[str, Any] = {"services": {name: _service(spec, networks, volumes)}}
    if networks.outside:
        document["networks"] = networks.outside
    if volumes.outside:
        document["volumes"] = volumes.outside
    return document


def _service(
    spec: ContainerSpec, networks: places.Networks, volumes: places.Volumes
) -> dict[str, Any]:
    service: dict[str, Any] = {"image": spec.image}
    if spec.name:
        service["container_name"] = spec.name
    if spec.entrypoint is not None:
        service["entrypoint"] = _program(spec.entrypoint)
    if spec.command:
        service["command"] = list(spec.command)
    for option in OPTIONS:
        if option.field == "networks":
            service |= {} if option.part else networks.inside
        elif option.field == "volumes":
            service |= {"volumes": volumes.inside} if volumes.inside else {}
        elif option.field not in _ELSEWHERE:
            value = getattr(spec, option.field)
            if value != option.notation.default:
                path = _PATHS.get(option.field, option.field)
                _put(service, path.split("."), _value(option, value))
    return service


def _put(mapping: dict[str, Any], path: list[str], value: Any) -> None:
    *outer, name = path
    for part in outer:
        mapping = mapping.setdefault(part, {})
    mapping[name] = value


def _value(option: Option, value: Any) -> Any:
    """As Compose wants it: a number, a text, a list or a mapping."""
    if option.field in _OWN:
        return _OWN[option.field](value)
    notation = option.notation
    if notation.many:
        if isinstance(value[0], tuple):
            return dict(value)
        return list(dict.fromkeys(map(notation.write, value)))  # none may be there twice
    if isinstance(value, bool) or notation.write is NUMBER.write:
        return value
    if isinstance(value, int) and value < 0:
        return value
    return Number(notation.write(value)) if notation is CPUS else notation.write(value)


def _variables(variables: tuple[str, ...]) -> dict[str, str | None]:
    """A name alone takes the value that it has where Compose is run."""
    parts = (text.partition("=") for text in last_of_each(variables))
    return {name: value if equals else None for name, equals, value in parts}


def _raw_files(paths: tuple[str, ...]) -> list[dict[str, str]]:
    """Read as docker reads them: without quotes, and without $."""
    return [{"path": path, "format": "raw"} for path in paths]


def _volumes_from(containers: tuple[str, ...]) -> list[str]:
    return [f"container:{text}" for text in dict.fromkeys(containers)]


def _device(device: Device) -> str:
    whole = device if device.is_cdi else replace(device, container=device.container or device.host)
    return write_device(whole)


def _gpus(gpus: Gpus) -> dict[str, Any]:
    parts: dict[str, Any] = {
        "driver": gpus.driver,
        "device_ids": list(gpus.devices),
        "capabilities": [*dict.fromkeys((*gpus.capabilities, "gpu"))],
        "options": dict(gpus.options),
    }
    given = {name: value for name, value in parts.items() if value}
    if gpus.count or not gpus.devices:
        given["count"] = "all" if gpus.count == ALL_GPUS else gpus.count
    return given


def _program(word: str) -> list[str]:
    """A single word; empty, the image's counts no more."""
    return [word] if word else []


def _rates(name: str) -> Any:
    return lambda rates: [{"path": path, name: rate} for path, rate in rates]


_OWN: Mapping[str, Any] = {
    "environment": _variables,
    "environment_files": _raw_files,
    "volumes_from": _volumes_from,
    "entrypoint": _program,
    "stop_timeout": lambda seconds: write_duration(seconds * _SECOND),
    "ulimits": lambda limits: {one.name: {"soft": one.soft, "hard": one.hard} for one in limits},
    "health_command": health_test,
    "blkio_weights": _rates("weight"),
    "read_bytes": _rates("rate"),
    "write_bytes": _rates("rate"),
    "read_operations": _rates("rate"),
    "write_operations": _rates("rate"),
    "devices": lambda devices: [*dict.fromkeys(map(_device, devices))],
    "gpus": lambda gpus: [*map(_gpus, gpus)],
}
