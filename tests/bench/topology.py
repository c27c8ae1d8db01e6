"""The picture of 200 containers on 20 networks: laid out and drawn, and drawn again."""

from __future__ import annotations

import time

from PySide6.QtWidgets import QApplication

from desktop.model.topology.picture import picture_of
from desktop.ui.topology.scene import TopologyScene
from desktop.ui.topology.view import TopologyView
from tests.model.topology.pictures import many

SIZE = (1100, 700)


async def drawn(rounds: int) -> tuple[list[float], list[float]]:
    """Seconds from the store to the first painted picture, and to paint it again."""
    store = many(200, 20, 40)
    first: list[float] = []
    again: list[float] = []
    for _round in range(rounds):
        scene = TopologyScene()
        view = TopologyView(scene)
        view.resize(*SIZE)
        view.show()
        QApplication.sendPostedEvents()
        began = time.perf_counter()
        scene.show_picture(picture_of(store), "host")
        view.fit()
        view.grab()
        first.append(time.perf_counter() - began)
        began = time.perf_counter()
        view.grab()
        again.append(time.perf_counter() - began)
        view.close()
        view.deleteLater()
    return first, again
