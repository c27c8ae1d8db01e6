"""Which registry kept a build from the images that it begins with or copies from, and why.

The Engine tells it in words alone. They count only where a step takes an image: what a ``RUN``
says of other servers is its own affair.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from docker.utils import parse_repository_tag

from desktop.engine.build_records import BaseRefused, BuildFailed
from desktop.engine.build_steps import full_disk
from desktop.engine.credentials import registry_in
from desktop.engine.registry_errors import RegistryFailed, RegistryFault, fault_in
from desktop.engine.registry_records import HUB
from desktop.engine.translate import FOREIGN

# "2/4 FROM shop:1 AS shop", "3/4 COPY --chown=1 --from=shop:1 /a /a"
_TAKES = re.compile(
    r"\d+/\d+ (?:FROM(?: --\S+)*|(?:COPY|ADD)(?: --(?!from=)\S+)* --from=) *(\S+)", re.IGNORECASE
)
# BuildKit asks for the images before there are steps.
_SOUGHT = re.compile(r"failed to resolve source metadata for (\S+?):? ")
_FROM_HOST = re.compile(r"pulling from host (\S+) failed with status code")  # before Engine 23
_ADDRESS = re.compile(r"https?://([^/\s\"]+)/v2/")
_HIDDEN = re.compile(r"repository does not exist or may require", re.IGNORECASE)


def explained(problem: BuildFailed, step: str, images: Sequence[str]) -> BuildFailed:
    """The failure as the registry's, where it is; ``step`` names the one that failed.

    ``images`` are those that may have to be pulled.
    """
    said = problem.explanation
    taken, sought, host = _TAKES.match(step), _SOUGHT.search(said), _FROM_HOST.search(said)
    if (taken is None and sought is None and host is None) or full_disk(said):
        return problem
    fault = RegistryFault.NO_REPOSITORY if _HIDDEN.search(said) else fault_in(said)
    if fault is None:
        return problem
    if host is not None:
        registry = HUB if host[1].endswith(f".{HUB}") else host[1]
    else:
        found = sought or taken
        registry = _registry(found[1], said, images) if found is not None else ""
    if not registry:
        return problem
    return BaseRefused(RegistryFailed(fault, registry, said), problem.step)


def _registry(image: str, said: str, images: Sequence[str]) -> str:
    """The image's; of one that is named by a variable that of the address, or of all images."""
    if "$" not in image:
        return _of(image)
    if found := _ADDRESS.search(said):
        return found[1]
    known = {_of(each) for each in images}
    return known.pop() if len(known) == 1 else ""


def _of(image: str) -> str:
    try:
        return registry_in(parse_repository_tag(image)[0])
    except FOREIGN:
        return ""
