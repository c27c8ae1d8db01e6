"""Images as ``docker save`` packs them, without any Engine: for any platform, and many at once."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class SavedImage:
    """One image of a single layer, which is empty where no ``layer`` is given."""

    name: str
    platform: str = "linux/amd64"
    config: Mapping[str, Any] = field(default_factory=dict)
    layer: bytes = b""


def packed(images: Iterable[SavedImage]) -> bytes:
    """What ``docker load`` takes; images that share a layer share its file."""
    stream, manifest, layers = io.BytesIO(), [], set[str]()
    with tarfile.open(fileobj=stream, mode="w") as tar:
        for number, image in enumerate(images):
            layer = image.layer or _empty()
            digest = hashlib.sha256(layer).hexdigest()
            if digest not in layers:
                layers.add(digest)
                _add(tar, f"{digest}/layer.tar", layer)
            system, architecture, *variant = image.platform.split("/")
            config = {
                "os": system,
                "architecture": architecture,
                **({"variant": variant[0]} if variant else {}),
                "config": dict(image.config),
                "rootfs": {"type": "layers", "diff_ids": [f"sha256:{digest}"]},
            }
            _add(tar, f"{number}.json", json.dumps(config).encode())
            manifest.append(
                {
                    "Config": f"{number}.json",
                    "RepoTags": [image.name],
                    "Layers": [f"{digest}/layer.tar"],
                }
            )
        _add(tar, "manifest.json", json.dumps(manifest).encode())
    return stream.getvalue()


def _empty() -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w"):
        pass
    return stream.getvalue()


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(content)
    tar.addfile(member, io.BytesIO(content))
