"""What the window shows while no Engine answers: what was tried, why it failed, what to do."""

from desktop.ui.start_page.page import StartPage

__all__ = ["StartPage"]
