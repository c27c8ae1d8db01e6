"""What only the Engine's own texts tell, where its status says too little.

They are those of moby's sources and of the kernel, and stable; nothing else of them is believed.
"""

from __future__ import annotations

import re

# The last is that of Engine 28.
_PORT_TAKEN = re.compile(
    r"(?:Bind for|listen (?:tcp|udp)\w*|bind host port for) (?:\[[^]\s]*\]|[\w.]*):(\d{1,5})"
    r"(?: failed: port is already allocated|(?:: bind|:\S+): address already in use)"
)


def taken_port(explanation: str) -> int | None:
    """The port of the machine that a start did not get, as the Engine says; None if not that."""
    found = _PORT_TAKEN.search(explanation)
    return int(found[1]) if found else None


_NO_SPACE = re.compile(r"no space left on device|disk quota exceeded", re.IGNORECASE)


def is_full(explanation: str) -> bool:
    """Whether the Engine says that a disk of its machine is full; the kernel's words."""
    return _NO_SPACE.search(explanation) is not None
