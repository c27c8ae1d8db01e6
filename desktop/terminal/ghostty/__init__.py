"""The engine on libghostty-vt, through the package ``evp``, where that installs.

``evp`` tells what is on the screen; what it does not tell is kept beside it: the numbers of rows,
soft wraps, links, and a few modes.
"""

from desktop.terminal.ghostty.terminal import GhosttyTerminal

__all__ = ["GhosttyTerminal"]
