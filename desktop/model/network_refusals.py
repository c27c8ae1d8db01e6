"""How an Engine refuses something of networks, where another step than typing anew may follow.

Its own texts, as its status says too little (400, 403, 409 or 500 for the same). They are moby's
(daemon/, libnetwork/, daemon/cluster/), and stable.
"""

from __future__ import annotations

SUBNET_OVERLAPS = r"Pool overlaps with other one on this address space"
ALONE_IN_NONE = r"with one of the networks in private \(none\) mode"
NO_ALIASES = r"network-scoped alias is supported only for containers in user defined networks"
ADDRESS_REFUSED = (
    r"[Aa]ddress already in use|already allocated address",
    r"(?:Requested|requested) address .*out of range|doesn't belong to any|no configured subnet"
    r"|Invalid address \S+: It does not belong to any of this network's subnets",
    r"user specified IP address is supported on user defined networks only",
    r"supported only when connecting to networks with user configured subnets",
)
IN_A_SWARM = r"This node is already part of a swarm"
MANAGER_STAYS = r"attempting to leave the swarm on a node that is participating as a manager"
NO_MANAGER = (
    r"This node is not a swarm manager|Cannot create a multi-host network from a worker node"
)
