"""Containers to create, as hypothesis makes them up: good ones, and whatever ones."""

from __future__ import annotations

from dataclasses import is_dataclass
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from desktop.model.run.spec import BY_NAME, ContainerSpec, Option

# What the options take: of each at least one of its forms.
TEXTS = {
    "--attach": ("stdin", "STDOUT", "stderr"),
    "--name": ("web", "a.b-c_d1"),
    "--restart": ("no", "always", "unless-stopped", "on-failure", "on-failure:3"),
    "--pull": ("always", "never"),
    "--platform": ("linux/arm64",),
    "--publish": (
        "80",
        "8080:80/udp",
        "127.0.0.1::53/sctp",
        "[::1]:8000-8010:80-90",
        "7000-7009:70",
    ),
    "--expose": ("80", "9000-9002/udp"),
    "--volume": ("/own", "data:/data", "/host:/there:ro,rslave,z", "./here:/here", r"C:\x:/x:rw"),
    "--mount": (
        "type=bind,src=/a,dst=/b,ro,bind-propagation=rshared,bind-nonrecursive",
        "source=data,target=/d,volume-nocopy,volume-subpath=a/b,volume-driver=local",
        'target=/e,"volume-opt=o=a,b",volume-opt=c=,volume-label=x=y',
        "type=tmpfs,target=/f,tmpfs-size=1500000,tmpfs-mode=1770,consistency=cached",
        "type=image,source=app:1,target=/g,image-subpath=a",
    ),
    "--tmpfs": ("/t", "/u:size=1m,mode=1777"),
    "--volumes-from": ("web", "web:ro"),
    "--volume-driver": ("local",),
    "--storage-opt": ("size=1G",),
    "--network": (
        "net",
        "name=net,alias=a,alias=b,ip=10.0.0.7,ip6=fd00::7,mac-address=02:42:00:00:00:07",
        "name=net,driver-opt=com.example.a=b,driver-opt=c=,gw-priority=-3,link-local-ip=169.254.1.1",
    ),
    "--network-alias": ("db", "with space"),
    "--ip": ("10.0.0.9",),
    "--ip6": ("fd00::9",),
    "--mac-address": ("02:42:ac:11:00:02",),
    "--link-local-ip": ("169.254.1.9",),
    "--hostname": ("web",),
    "--domainname": ("example.com",),
    "--dns": ("1.1.1.1", "2606:4700::1111"),
    "--dns-option": ("ndots:2",),
    "--dns-search": ("example.com", "."),
    "--add-host": ("db:10.0.0.1", "me=host-gateway", "six=[::1]"),
    "--link": ("db", "db:alias"),
    "--env": ("A=b", "EMPTY=", "BARE", "A=x y'\"\n$HOME `id` \\\n!", "ü=ü"),
    "--env-file": ("vars.env",),
    "--label": ("a=b", "bare", "a=x=y", "b=\t"),
    "--label-file": ("labels",),
    "--annotation": ("a=b",),
    "--entrypoint": ("", "/bin/sh", "a b"),
    "--workdir": ("/srv",),
    "--user": ("1000:1000", "me"),
    "--group-add": ("audio",),
    "--stop-signal": ("SIGINT", "15"),
    "--stop-timeout": ("0", "-1", "30"),
    "--cpus": ("0.5", "1/2", "2", "1e-2", ".000000001"),
    "--device": ("/dev/a", "/dev/a:/dev/b:r", "/dev/a:rw", "vendor.com/gpu=all"),
    "--device-cgroup-rule": ("c 42:* rmw",),
    "--gpus": ("all", "2", '"device=0,1",driver=x', '"capabilities=a,b","options=c=d,e=f"'),
    "--ulimit": ("nofile=1024:2048", "core=0", "nproc=-1"),
    "--sysctl": ("net.ipv4.ip_forward=1", "kernel.shmmax=5"),
    "--security-opt": ("no-new-privileges", "seccomp=unconfined", "label:disable"),
    "--cap-add": ("ALL", "net_admin", "CAP_CHOWN"),
    "--cap-drop": ("ALL", "mknod"),
    "--storage": (),
    "--health-cmd": ("curl -f localhost || exit 1",),
    "--log-driver": ("local",),
    "--log-opt": ("max-size=1m",),
    "--cpuset-cpus": ("0-3",),
    "--cpuset-mems": ("0,1",),
    "--pid": ("host", "container:web"),
    "--ipc": ("none", "private", "shareable", "host", "container:web"),
    "--uts": ("host",),
    "--userns": ("host",),
    "--cgroupns": ("host", "private"),
    "--cgroup-parent": ("/a",),
    "--runtime": ("runc",),
    "--isolation": ("default",),
    "--blkio-weight": ("300",),
    "--memory-swappiness": ("-1", "0", "60"),
    "--oom-score-adj": ("-500",),
    "--memory-swap": ("-1", "1g"),
}
_DURATIONS = ("1m30s", "1.5h", "250ms", "0", "3us", "1h0m1ns")
_SIZES = ("64m", "1.5GB", "1234567", "0")
_RATES = ("/dev/sda:1000", "/dev/sdb:0")


def texts_of(option: Option) -> tuple[str, ...]:
    """What that option takes."""
    name = next((name for name in option.names if name in TEXTS), option.names[0])
    if name in TEXTS:
        return TEXTS[name]
    if option.notation.is_flag:
        return ("true", "false", "T", "0")
    if name.startswith("--health") and "retries" not in name:
        return _DURATIONS
    if "device" in name:
        return ("/dev/sda:500",) if "weight" in name else _RATES
    if "memory" in name or name in ("--shm-size", "--io-maxbandwidth"):
        return _SIZES
    return ("1", "0x10", "010")


@st.composite
def words(draw: st.DrawFn) -> list[str]:
    """An argument list with any options, in any of their forms and any order."""
    found: list[str] = []
    for name in draw(st.lists(st.sampled_from(sorted(BY_NAME)), max_size=12)):
        option = BY_NAME[name]
        value = draw(st.sampled_from(texts_of(option)))
        forms = [[f"{name}={value}"]]
        if not option.notation.is_flag:
            forms.append([name, value])
            if len(name) == 2 and value and not value.startswith("="):
                forms.append([name + value])
        elif value in ("true", "T"):
            forms.append([name])
        found += draw(st.sampled_from(forms))
    command = draw(st.lists(st.sampled_from(("sh", "-c", "--rm", "a 'b'", "", "$x")), max_size=3))
    return ["docker", "run", *found, "app:1", *command]


# Signs that mean something to a shell or to an option.
ODD = st.text(st.sampled_from("ab1/:=,.-[]\"'\\ $`~#\n\t\r;&|é"), max_size=8)


_ODD_NUMBERS = st.integers(-2, 100) | st.sampled_from((65535, 65536, 1 << 26, 1 << 40, 10**9))


def _of(hint: Any) -> SearchStrategy[Any]:
    """Any value of that type."""
    plain = {str: ODD, int: _ODD_NUMBERS, bool: st.booleans(), NoneType: st.none()}
    if hint in plain:
        return plain[hint]
    if is_dataclass(hint):
        return st.fixed_dictionaries(
            {name: _of(part) for name, part in get_type_hints(hint).items()}
        ).map(lambda values: hint(**values))
    parts = get_args(hint)
    if get_origin(hint) is not tuple:
        return st.one_of(*map(_of, parts))
    if parts[-1] is Ellipsis:
        return st.lists(_of(parts[0]), max_size=2).map(tuple)
    return st.tuples(*map(_of, parts))


_FIELDS = {
    name: _of(hint)
    for name, hint in get_type_hints(ContainerSpec).items()
    if name not in ("image", "command")
}


@st.composite
def whatever(draw: st.DrawFn) -> ContainerSpec:
    """A record with anything in a few of its fields that has the right type."""
    names = draw(st.lists(st.sampled_from(sorted(_FIELDS)), max_size=6, unique=True))
    kept = {name: draw(_FIELDS[name]) for name in names}
    return ContainerSpec(draw(ODD), tuple(draw(st.lists(ODD, max_size=2))), **kept)
