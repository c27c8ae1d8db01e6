"""One window for each person: a second start raises the first, and hands over what it was to open.

They meet at a place of this person's alone, one for each settings folder; nothing listens on any
network. It is a Unix socket, and a named pipe on Windows. Qt's QLocalServer does the same, but its
library is 3 MB for these few lines, and the bundle has none of it.
"""

from desktop.second_start.door import Door
from desktop.second_start.wish import Runs, Wish

__all__ = ["Door", "Runs", "Wish"]
