"""What stands above a terminal that is typed into together with others."""

from __future__ import annotations

from desktop.model.terminals.broadcast import BroadcastGroup
from desktop.ui.states import Banner
from desktop.ui.terminal.conversation import Conversation
from desktop.ui.text import tr
from desktop.ui.theme import Tone


class GroupBanner(Banner):
    """In sight while its terminal is in the group."""

    def __init__(self, conversation: Conversation, group: BroadcastGroup) -> None:
        super().__init__()
        self._conversation = conversation
        self._group = group

    def renew(self) -> None:
        """How many there are in it now."""
        if not self._conversation.shares:
            self.hide()
            return
        count = len(self._group.members)
        if count > 1:
            said = tr("What you type here goes to %n terminal(s) at once.", "", count)
        else:
            said = tr("Nothing else is typed into yet: choose the same in another terminal, too.")
        leave = (tr("Leave the group"), lambda: self._conversation.share(False))
        self.say(said, Tone.WARNING, actions=[leave], dismissible=False)
