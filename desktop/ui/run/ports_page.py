"""Ports: which of the container's are reached on which of the host's."""

from __future__ import annotations

from dataclasses import replace

from desktop.model.ports import HeldByContainer, is_everywhere
from desktop.model.run.ports import PortMapping, Ports, bindings_of, exposed_of
from desktop.ui.dialogs.words import short
from desktop.ui.icons import Icon
from desktop.ui.run.draft import Draft
from desktop.ui.run.entries import Entry, Group, TableEntry
from desktop.ui.run.notes import Note, Notes
from desktop.ui.run.page import WizardPage
from desktop.ui.run.port_rows import PORTS
from desktop.ui.run.port_watch import Held, PortWatch
from desktop.ui.run.table_editor import TableEditor
from desktop.ui.text import mark, tr
from desktop.ui.theme import Tone
from desktop.ui.wording import listed

GROUPS = (
    Group(
        "",
        (
            TableEntry(PORTS, mark("Published ports"), rows=5),
            Entry(
                "publish_all",
                mark("Publish all exposed ports"),
                mark("Each on a port that the Engine chooses, on all addresses."),
                wide=True,
            ),
        ),
    ),
    Group(
        mark("More ports"),
        (
            Entry(
                "expose",
                mark("Expose"),
                mark("Ports that it listens on besides the image's, side by side."),
                "9000 9100-9102/udp",
                wide=True,
            ),
        ),
        rare=True,
    ),
)
_LOCAL = "127.0.0.1"


class PortsPage(WizardPage):
    """A table, and below it who holds a port already, and what is open to the network."""

    def __init__(self, draft: Draft, watch: PortWatch) -> None:
        self._watch = watch
        self._notes = Notes()
        about = tr(
            "A port, or a range such as 8000-8010. Pale rows are what the image exposes: give one a"
            " host port, or add it as it is."
        )
        super().__init__(draft, tr("Ports"), about, GROUPS)
        watch.changed.connect(self.check)

    @property
    def _table(self) -> TableEditor:
        editor = self.editors["ports"]
        assert isinstance(editor, TableEditor)
        return editor

    def end(self) -> None:
        self._table.column.addWidget(self._notes)
        self._notes.home = self._table.table
        self._local = self._table.add_button(Icon.LOCK, tr("Only this machine"), self._keep_local)

    def check(self) -> None:
        super().check()
        notes = [self._of_held(held) for held in self._watch.held]
        mappings = self.draft.spec.ports
        self._local.setEnabled(any(is_everywhere(each.address) for each in mappings))
        if said := open_ports(self.draft):
            notes.append(Note(said, Tone.WARNING))
        self._notes.put(notes)

    def _of_held(self, held: Held) -> Note:
        (number, holder), *more = held.holders
        if isinstance(holder, HeldByContainer):
            name = short(holder.target.name)
            said = tr("Port {number} is held by container {name}.", number=number, name=name)
        else:
            said = tr("Port {number} is held by something else on the machine.", number=number)
        if more:
            of_range = tr(
                "%n more of {ports} (is|are) held, too.", "", len(more), ports=held.mapping.host
            )
            said = f"{said} {of_range}"
        if not held.free or held.mapping.host is None:
            return Note(said, Tone.DANGER)
        free = Ports(held.free, held.free + held.mapping.host.count - 1)
        use = tr("Use {number}", number=free)
        return Note(said, Tone.DANGER, use, lambda: self._use(held.mapping, free))

    def _use(self, mapping: PortMapping, free: Ports) -> None:
        self._table.rows.change(mapping, replace(mapping, host=free))

    def _keep_local(self) -> None:
        for mapping in self.draft.spec.ports:
            if is_everywhere(mapping.address):
                local = "::1" if ":" in mapping.address else _LOCAL
                self._table.rows.change(mapping, replace(mapping, address=local))


def open_ports(draft: Draft) -> str:
    """Which ports anybody on the network reaches."""
    found = [
        f"{each.host or each.container}/{each.protocol}"
        for each in draft.spec.ports
        if is_everywhere(each.address)
    ]
    if draft.spec.publish_all:
        found += _published_besides(draft)
    if not found:
        return ""
    return tr(
        "Open to the network, past most firewalls: {ports}. The host address 127.0.0.1 keeps a port"
        " on the machine.",
        ports=listed(found),
    )


def _published_besides(draft: Draft) -> list[str]:
    """What is exposed and has no row of its own: ``-P`` publishes it on all addresses."""
    spec, image = draft.spec, draft.image
    rows = bindings_of(spec.ports).keys()
    found = [port for port in image.ports if port not in rows]
    found += [
        f"{one.ports}/{one.protocol}"
        for one in spec.expose
        if not exposed_of((), (one,)).keys() <= rows
    ]
    if not image.id:
        found.append(tr("all that the image exposes"))
    return [*dict.fromkeys(found)]
