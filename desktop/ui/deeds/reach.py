"""Who reaches whom, and SSH between containers: pages that live on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.engine.records import Container, Kind
from desktop.model.store import Store
from desktop.ui import wording
from desktop.ui.deeds.deeds import Deeds
from desktop.ui.icons import Icon
from desktop.ui.page import Surroundings
from desktop.ui.plain import visible
from desktop.ui.text import tr

_MOST = 12  # containers that come along with a single one


def reachability(deeds: Deeds) -> None:
    """Who of these reaches whom; a single one is compared with those beside it."""
    keys = _keys(deeds)
    if not keys:
        return

    def make(surroundings: Surroundings) -> QWidget:
        from desktop.ui.reach.page import ReachPage

        return ReachPage(surroundings, keys)

    title = tr("Reachability: {names}", names=_names(deeds.store, keys))
    name, living = f"reach {' '.join(sorted(keys))}", deeds.window.living
    before = living.pages.get(name) if living is not None else None
    deeds.window.open_page(name, title, Icon.NETWORKS, make)
    if before is not None:
        _test_again(before)


def _test_again(page: QWidget) -> None:
    """One that is open already is asked anew."""
    from desktop.ui.reach.page import ReachPage

    if isinstance(page, ReachPage):
        page.test()


def ssh(deeds: Deeds) -> None:
    """Set up SSH between these; a single one is offered with all that run."""
    chosen = tuple(dict.fromkeys(row.record.key for row in deeds.rows(Kind.CONTAINER)))
    if not chosen:
        return

    def make(surroundings: Surroundings) -> QWidget:
        from desktop.ui.ssh.page import SshPage

        return SshPage(surroundings, chosen)

    title = tr("SSH: {names}", names=_names(deeds.store, chosen))
    deeds.window.open_page(f"ssh {' '.join(sorted(chosen))}", title, Icon.KEY, make)


def _names(store: Store, keys: tuple[str, ...]) -> str:
    found = [store.containers.get(key) for key in keys]
    return wording.listed(visible(each.name, limit=20) for each in found if each is not None)


def _keys(deeds: Deeds) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(row.record.key for row in deeds.rows(Kind.CONTAINER)))
    return chosen + _beside(deeds.store, chosen[0]) if len(chosen) == 1 else chosen


def _beside(store: Store, key: str) -> tuple[str, ...]:
    """Those that run in a network of this one; else the first that run at all."""
    own = store.containers.get(key)
    networks = {each.network_id for each in own.networks} if own is not None else set()
    running = [each for each in store.containers if each.is_running and each.key != key]
    near = [each for each in running if _is_in(each, networks)]
    return tuple(each.key for each in (near or running)[: _MOST - 1])


def _is_in(container: Container, networks: set[str]) -> bool:
    return any(each.network_id in networks for each in container.networks)
