"""Why a removal is going to be refused."""

from __future__ import annotations

from enum import Enum


class Block(Enum):
    """Why the Engine is going to refuse."""

    GONE = "gone"  # it is not there any more: there is nothing to do
    REMOVING = "removing"  # its removal is under way already
    RUNNING = "running"  # a container that runs: stop it first, or force
    USED = "used"  # an image of stopped containers: remove those first, or force
    USED_RUNNING = "used by running"  # an image of running containers: force does not help
    SEVERAL_NAMES = "several names"  # an image by its id: take the names one by one, or force
    PARENT = "parent"  # an image of which others were made: force does not help
    MOUNTED = "mounted"  # a volume of any container: force does not help
    ATTACHED = "attached"  # a network of running containers
    PREDEFINED = "predefined"  # a network of the Engine's own

    @property
    def forceable(self) -> bool:
        """Whether the same removal by force goes through."""
        return self in (Block.RUNNING, Block.USED, Block.SEVERAL_NAMES)
