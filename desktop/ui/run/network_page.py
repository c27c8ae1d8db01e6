"""Network: which ones it is in, its names, and how it finds others."""

from __future__ import annotations

from desktop.ui.run.draft import Draft
from desktop.ui.run.entries import Entry, Group, TableEntry
from desktop.ui.run.network_rows import NETWORKS
from desktop.ui.run.page import WizardPage
from desktop.ui.text import mark, tr

GROUPS = (
    Group("", (TableEntry(NETWORKS, mark("Networks"), rows=3),)),
    Group(
        mark("Names"),
        (
            Entry("hostname", mark("Hostname"), usual=mark("its short ID")),
            Entry("domain", mark("Domain name")),
            Entry(
                "hosts",
                mark("Extra hosts"),
                mark("NAME:ADDRESS, side by side; host-gateway is the machine."),
                "db:10.0.0.2 machine:host-gateway",
                wide=True,
            ),
        ),
    ),
    Group(
        mark("DNS"),
        (
            Entry("dns", mark("DNS servers"), mark("Addresses, side by side."), "1.1.1.1"),
            Entry("dns_search", mark("Search domains"), example="example.com"),
            Entry("dns_options", mark("DNS options"), example="ndots:2"),
        ),
    ),
    Group(
        mark("Links"),
        (
            Entry(
                "links",
                mark("Links"),
                mark("CONTAINER:ALIAS, on the network bridge: of old, a network serves better."),
                known=lambda store: sorted(each.name for each in store.containers if each.name),
                wide=True,
            ),
        ),
        rare=True,
    ),
)


class NetworkPage(WizardPage):
    """A table of networks, and lines."""

    def __init__(self, draft: Draft) -> None:
        about = tr(
            "Containers on a network that somebody made find each other by name. Without one, it is"
            " on the network bridge."
        )
        super().__init__(draft, tr("Network"), about, GROUPS)
