"""A small reader of Compose files, by the specification alone; it knows nothing of how we print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import yaml

from desktop.model.run.parse import parse_words
from desktop.model.run.spec import ContainerSpec

# The option that each key stands for.
TEXTS = {
    "cgroup": "--cgroupns",
    "cgroup_parent": "--cgroup-parent",
    "container_name": "--name",
    "cpu_count": "--cpu-count",
    "cpu_percent": "--cpu-percent",
    "cpu_period": "--cpu-period",
    "cpu_quota": "--cpu-quota",
    "cpu_rt_period": "--cpu-rt-period",
    "cpu_rt_runtime": "--cpu-rt-runtime",
    "cpu_shares": "--cpu-shares",
    "cpus": "--cpus",
    "cpuset": "--cpuset-cpus",
    "domainname": "--domainname",
    "hostname": "--hostname",
    "ipc": "--ipc",
    "isolation": "--isolation",
    "mac_address": "--mac-address",
    "mem_limit": "--memory",
    "mem_reservation": "--memory-reservation",
    "mem_swappiness": "--memory-swappiness",
    "memswap_limit": "--memory-swap",
    "network_mode": "--network",
    "oom_score_adj": "--oom-score-adj",
    "pid": "--pid",
    "pids_limit": "--pids-limit",
    "platform": "--platform",
    "pull_policy": "--pull",
    "restart": "--restart",
    "runtime": "--runtime",
    "shm_size": "--shm-size",
    "stop_signal": "--stop-signal",
    "user": "--user",
    "userns_mode": "--userns",
    "uts": "--uts",
    "working_dir": "--workdir",
}
FLAGS = {
    "init": "--init",
    "oom_kill_disable": "--oom-kill-disable",
    "privileged": "--privileged",
    "read_only": "--read-only",
    "stdin_open": "--interactive",
    "tty": "--tty",
}
LISTS = {
    "cap_add": "--cap-add",
    "cap_drop": "--cap-drop",
    "device_cgroup_rules": "--device-cgroup-rule",
    "devices": "--device",
    "dns": "--dns",
    "dns_opt": "--dns-option",
    "dns_search": "--dns-search",
    "expose": "--expose",
    "external_links": "--link",
    "extra_hosts": "--add-host",
    "group_add": "--group-add",
    "label_file": "--label-file",
    "ports": "--publish",
    "security_opt": "--security-opt",
    "tmpfs": "--tmpfs",
}
MAPPINGS = {
    "annotations": "--annotation",
    "labels": "--label",
    "storage_opt": "--storage-opt",
    "sysctls": "--sysctl",
}
BLKIO = {
    "device_read_bps": ("--device-read-bps", "rate"),
    "device_read_iops": ("--device-read-iops", "rate"),
    "device_write_bps": ("--device-write-bps", "rate"),
    "device_write_iops": ("--device-write-iops", "rate"),
    "weight_device": ("--blkio-weight-device", "weight"),
}
NETWORK = {
    "aliases": "alias",
    "driver_opts": "driver-opt",
    "gw_priority": "gw-priority",
    "ipv4_address": "ip",
    "ipv6_address": "ip6",
    "link_local_ips": "link-local-ip",
    "mac_address": "mac-address",
}
MOUNT = {
    "bind": {"propagation": "bind-propagation", "recursive": "bind-recursive"},
    "image": {"subpath": "image-subpath"},
    "tmpfs": {"size": "tmpfs-size", "mode": "tmpfs-mode"},
    "volume": {"nocopy": "volume-nocopy", "subpath": "volume-subpath"},
}

Json = Mapping[str, Any]


def read(text: str) -> ContainerSpec:
    """The container that a Compose file of one service describes."""
    document = yaml.safe_load(text)
    (service,) = document["services"].values()
    reader = Reader(
        put_in(dict(service)), document.get("networks", {}), document.get("volumes", {})
    )
    parsed = parse_words(["docker", "run", *reader.options(), *reader.rest()])
    assert not parsed.problems, parsed.problems
    return replace(parsed.spec, health_command=reader.probe or parsed.spec.health_command)


def put_in(value: Any) -> Any:
    """What Compose makes of ``$$``; any other sign of it would be a variable."""
    if isinstance(value, str):
        assert "$" not in value.replace("$$", ""), value
        return value.replace("$$", "$")
    if isinstance(value, dict):
        return {name: put_in(item) for name, item in value.items()}
    return [put_in(item) for item in value] if isinstance(value, list) else value


class Reader:
    """Takes the keys of a service one by one, until none is left."""

    def __init__(self, service: dict[str, Any], networks: Json, volumes: Json) -> None:
        self._left = service
        self._networks = networks
        self._volumes = volumes
        self._found: list[str] = []
        self.probe: tuple[str, ...] = ()

    def options(self) -> list[str]:
        for key, name in TEXTS.items():
            if key in self._left:
                self._say(name, self._left.pop(key))
        for key, name in FLAGS.items():
            if key in self._left:
                value = self._left.pop(key)
                assert isinstance(value, bool)
                self._found.append(f"{name}={str(value).lower()}")
        for key, name in LISTS.items():
            for value in self._left.pop(key, ()):
                self._say(name, value)
        for key, name in MAPPINGS.items():
            for pair in self._left.pop(key, {}).items():
                self._say(name, "=".join(pair))
        self._read_the_rest()
        return self._found

    def rest(self) -> list[str]:
        """The image and its command, once all else is read."""
        image, command = self._left.pop("image"), self._left.pop("command", [])
        assert self._left == {}
        return ["--", image, *command]

    def _say(self, name: str, value: Any) -> None:
        assert isinstance(value, str | int | float), (name, value)
        assert not isinstance(value, bool), (name, value)
        text = f"{value:.9f}" if isinstance(value, float) else str(value)
        self._found += [name, text]

    def _read_the_rest(self) -> None:
        left = self._left
        for name, value in left.pop("environment", {}).items():
            self._say("--env", name if value is None else f"{name}={value}")
        for file in left.pop("env_file", ()):
            assert file["format"] == "raw"
            self._say("--env-file", file["path"])
        for text in left.pop("volumes_from", ()):
            self._say("--volumes-from", text.removeprefix("container:"))
        if "entrypoint" in left:
            self._say("--entrypoint", "".join(left.pop("entrypoint")))
        if "stop_grace_period" in left:
            seconds = left.pop("stop_grace_period")
            minutes, _, rest = seconds.removesuffix("s").rpartition("m")
            self._say("--stop-timeout", 60 * int(minutes or 0) + int(rest))
        for name, limit in left.pop("ulimits", {}).items():
            self._say("--ulimit", f"{name}={limit['soft']}:{limit['hard']}")
        for key, value in left.pop("healthcheck", {}).items():
            self._read_health(key, value)
        self._read_disks(left.pop("blkio_config", {}))
        logging = left.pop("logging", {})
        for value in [logging["driver"]] if "driver" in logging else []:
            self._say("--log-driver", value)
        for pair in logging.get("options", {}).items():
            self._say("--log-opt", "=".join(pair))
        self._read_networks()
        for volume in left.pop("volumes", ()):
            self._read_volume(volume)
        deploy = left.pop("deploy", {"resources": {"reservations": {"devices": []}}})
        for gpus in deploy["resources"]["reservations"]["devices"]:
            self._read_gpus(gpus)

    def _read_health(self, key: str, value: Any) -> None:
        if key == "disable":
            assert value is True
            self._found.append("--no-healthcheck")
        elif key == "test":
            kind, *words = value
            if kind == "CMD":  # which no option can say
                self.probe = tuple(words)
                return
            assert kind == "CMD-SHELL"
            (command,) = words
            self._say("--health-cmd", command)
        else:
            self._say(f"--health-{key.replace('_', '-')}", value)

    def _read_disks(self, config: Json) -> None:
        for key, value in config.items():
            if key == "weight":
                self._say("--blkio-weight", value)
                continue
            name, rate = BLKIO[key]
            for one in value:
                self._say(name, f"{one['path']}:{one[rate]}")

    def _read_networks(self) -> None:
        found = self._left.pop("networks", {})
        order = sorted(found, key=lambda key: -(found[key] or {}).get("priority", 0))
        for key in order:
            outside = self._networks[key]
            assert outside["external"] is True
            parts = [f"name={outside.get('name', key)}"]
            for part, value in (found[key] or {}).items():
                if part == "driver_opts":
                    parts += [f"driver-opt={'='.join(pair)}" for pair in value.items()]
                elif part != "priority":
                    values = value if isinstance(value, list) else [value]
                    parts += [f"{NETWORK[part]}={each}" for each in values]
            self._say("--network", commas(parts))

    def _read_volume(self, volume: Any) -> None:
        if isinstance(volume, str):
            source, colon, rest = volume.partition(":")
            outside = self._volumes.get(source, {})
            source = outside.get("name", source)
            self._say("--volume", f"{source}{colon}{rest}")
            if "driver" in outside and "--volume-driver" not in self._found:
                self._say("--volume-driver", outside["driver"])
            return
        kind = volume.pop("type")
        parts = [f"type={kind}"]
        details = volume.pop(kind, {})
        if kind == "bind":
            assert details.pop("create_host_path") is False
        parts += [f"{MOUNT[kind][key]}={told(key, value)}" for key, value in details.items()]
        source = volume.pop("source", "")
        outside = self._volumes[source] if kind == "volume" and source else {}
        parts += [f"source={outside.get('name', source)}"] if source else []
        if "driver" in outside:
            parts.append(f"volume-driver={outside['driver']}")
        for name, key in (("volume-opt", "driver_opts"), ("volume-label", "labels")):
            parts += [f"{name}={'='.join(pair)}" for pair in outside.get(key, {}).items()]
        if "read_only" in volume:
            assert volume.pop("read_only") is True
            parts.append("readonly")
        parts += [f"{key}={value}" for key, value in volume.items()]
        self._say("--mount", commas(parts))

    def _read_gpus(self, gpus: Json) -> None:
        assert "gpu" in gpus["capabilities"]
        rest = [each for each in gpus["capabilities"] if each != "gpu"]
        parts = [f"count={gpus['count']}"] if "count" in gpus else []
        parts += [f"device={','.join(gpus['device_ids'])}"] if "device_ids" in gpus else []
        parts += [f"driver={gpus['driver']}"] if "driver" in gpus else []
        parts += [f"capabilities={','.join(rest)}"] if rest else []
        options = [f"{name}={value}" for name, value in gpus.get("options", {}).items()]
        parts += [f"options={commas(options)}"] if options else []
        self._say("--gpus", commas(parts))


def told(key: str, value: Any) -> str:
    """A mode is a number like any other in YAML, and octal on docker's command line."""
    return f"{value:o}" if key == "mode" else str(value).lower() if value is True else str(value)


def commas(parts: list[str]) -> str:
    return ",".join('"' + part.replace('"', '""') + '"' for part in parts)
