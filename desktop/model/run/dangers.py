"""The power over the Engine's machine that a container would have."""

from __future__ import annotations

import posixpath

from desktop.model.facts import ContainerFacts
from desktop.model.inspection import is_sensitive
from desktop.model.risks import Risks, risks_of
from desktop.model.run.spec import ContainerSpec


def dangers(spec: ContainerSpec) -> Risks:
    """What a badge would say of it once it is there; the most powerful first."""
    namespaces = {
        "network": any(network.name == "host" for network in spec.networks),
        "pid": spec.pid == "host",
        "ipc": spec.ipc == "host",
        "uts": spec.uts == "host",
        "user": spec.userns == "host",
    }
    folders = [volume.source for volume in spec.volumes if volume.is_bind]
    folders += [mount.source for mount in spec.mounts if mount.type == "bind"]
    unconfined = (text.replace(":", "=", 1) for text in spec.security_options)
    return risks_of(
        ContainerFacts(
            privileged=spec.privileged,
            host_namespaces=tuple(name for name, shared in namespaces.items() if shared),
            capabilities=tuple(name.upper() for name in spec.cap_add),
            devices=tuple(device.host for device in spec.devices),
            unconfined=tuple(text for text in unconfined if text.endswith("unconfined")),
            sensitive_mounts=tuple(path for path in folders if is_sensitive(_plain(path))),
        )
    )


def _plain(path: str) -> str:
    return "/" + posixpath.normpath(path).lstrip("/") if path.startswith("/") else path
