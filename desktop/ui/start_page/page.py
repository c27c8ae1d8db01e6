"""The start page: one column with the sentence, the next thing to do, and what was tried."""

from __future__ import annotations

import asyncio
import math
import time

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QHideEvent, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.engine.discovery import Attempt
from desktop.engine.endpoint import Origin
from desktop.engine.threads import run_in_thread
from desktop.model.private import Life, PrivateEngineKeeper, PrivateState
from desktop.model.session import Link, Session, Status
from desktop.ui.icons import LARGE, application_icon
from desktop.ui.plain import PlainLabel
from desktop.ui.start_page import remedies
from desktop.ui.start_page.denied import DeniedCard
from desktop.ui.start_page.offer import OfferCard
from desktop.ui.start_page.pieces import muted
from desktop.ui.start_page.places import PlacesCard
from desktop.ui.text import tr
from desktop.ui.theme import GRID, Type, font

_WIDTH = 720


class StartPage(QScrollArea):
    """What the window shows while no Engine answers."""

    retry_requested = Signal()
    start_requested = Signal(object)
    """A ``Way`` in which a person wants an Engine to be started."""
    endpoint_chosen = Signal(object)

    def __init__(
        self, session: Session, keeper: PrivateEngineKeeper, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._keeper = keeper
        self._task: asyncio.Task[None] | None = None
        self._attempts: tuple[Attempt, ...] = ()
        self._wants_focus = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Start page"))
        self._build()
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._count_down)
        self._end = [
            session.status_changed.subscribe(self._on_status_changed),
            keeper.changed.subscribe(self._on_private_changed),
        ]
        self._on_status_changed(session.status)
        self._on_private_changed(keeper.state)

    def close_down(self) -> None:
        """Hear nothing any more."""
        for end in self._end:
            end()
        self._tick.stop()
        self.offer.close_down()
        self.denied.close_down()
        if self._task is not None:
            self._task.cancel()

    # Building

    def _build(self) -> None:
        page = QWidget()
        page.setBackgroundRole(QPalette.ColorRole.Base)
        page.setAutoFillBackground(True)
        self._across = QHBoxLayout(page)
        self._across.setContentsMargins(6 * GRID, 0, 6 * GRID, 0)
        body = QWidget()
        body.setMaximumWidth(_WIDTH)
        self._across.addStretch(1)
        self._across.addWidget(body, 1000)
        self._across.addStretch(1)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 12 * GRID, 0, 10 * GRID)
        column.setSpacing(0)
        self.offer = OfferCard(self._keeper.folder)
        self.offer.start_requested.connect(self.start_requested)
        self.offer.cancel_requested.connect(self._keeper.cancel_start)
        self.denied = DeniedCard()
        self.places = PlacesCard()
        self._gap = QWidget()
        self._gap.setFixedHeight(4 * GRID)
        column.addLayout(self._build_head())
        column.addSpacing(7 * GRID)
        column.addWidget(self.denied)
        column.addWidget(self._gap)
        column.addWidget(self.offer)
        column.addSpacing(9 * GRID)
        column.addLayout(self._build_again())
        column.addSpacing(2 * GRID)
        column.addWidget(self.places)
        column.addStretch(1)
        self.setWidget(page)
        self.setFocusProxy(self.offer.main)

    def _build_head(self) -> QHBoxLayout:
        self._picture = PlainLabel()
        self._picture.setFixedSize(LARGE, LARGE)
        self._headline = PlainLabel(wrap=True)
        large = font(Type.TITLE)
        large.setPointSizeF(large.pointSizeF() * 1.2)
        self._headline.setFont(large)
        self._advice = muted()
        texts = QVBoxLayout()
        texts.setSpacing(GRID)
        texts.addWidget(self._headline)
        texts.addWidget(self._advice)
        head = QHBoxLayout()
        head.setSpacing(5 * GRID)
        head.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(texts, 1)
        return head

    def _build_again(self) -> QHBoxLayout:
        title = PlainLabel(tr("Where Portside looked"), wrap=True)
        title.setFont(font(Type.HEADING))
        self._wait = muted()
        self._wait.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.again = QPushButton(tr("Try again"))
        self.again.clicked.connect(self._on_again_clicked)
        line = QHBoxLayout()
        line.setSpacing(3 * GRID)
        line.addWidget(title, 1)
        line.addWidget(self._wait, 1)
        line.addWidget(self.again)
        return line

    # What is so

    def _on_status_changed(self, status: Status) -> None:
        if status.attempts:
            self._attempts = status.attempts
            self.places.show_attempts(status.attempts)
            self.denied.show_attempts(status.attempts)
        self._gap.setVisible(not self.denied.isHidden())
        self._show_headline()
        self._count_down()

    def _show_headline(self) -> None:
        headline, advice = self._headline_and_advice()
        self._advice.setText(advice)
        if headline != self._headline.text():
            self._headline.setText(headline)
            self._headline.setAccessibleName(headline)
            if self.isVisible():
                self._announce()

    def _headline_and_advice(self) -> tuple[str, str]:
        if self._keeper.state.life is Life.STARTING:
            return (
                tr("A Docker Engine is starting"),
                tr("The window shows what is on it as soon as it answers."),
            )
        named = self._attempts[0].endpoint if self._attempts else None
        by_settings = named is not None and named.origin is Origin.SETTINGS
        if named is not None and named.origin.is_named:
            return (
                tr("The chosen Docker Engine does not answer"),
                tr(
                    "{place} was named by {origin}, so no other place is tried. Start Docker there,"
                    " or choose another place in the lower right corner.",
                    place=named.url or named.name,
                    origin=tr("the settings") if by_settings else named.origin.value,
                ),
            )
        return (
            tr("No Docker Engine is running here"),
            tr(
                "Portside shows and changes what is on a Docker Engine. Start one, or choose"
                " another place in the lower right corner."
            ),
        )

    def _announce(self) -> None:
        """Tell a screen reader."""
        event = QAccessibleEvent(self._headline, QAccessible.Event.Alert)
        QAccessible.updateAccessibility(event)

    def _count_down(self) -> None:
        retry_at = self._session.status.retry_at
        waiting = retry_at is not None and self.isVisible()
        if waiting and not self._tick.isActive():
            self._tick.start()
        elif not waiting:
            self._tick.stop()
        left = 0 if retry_at is None else max(0, math.ceil(retry_at - time.monotonic()))
        if left:
            self._wait.setText(tr("Tries again by itself in {seconds} s", seconds=left))
        else:
            looks = self._session.status.link is not Link.CLOSED
            self._wait.setText(tr("Looking…") if looks else "")

    def _on_private_changed(self, state: PrivateState) -> None:
        self.offer.show_state(state)
        self._show_headline()

    # What is done

    def _on_again_clicked(self) -> None:
        self._look_for_ways()  # a person may have installed something
        self.retry_requested.emit()

    def _look_for_ways(self) -> None:
        if self._task is None or self._task.done():
            self._task = asyncio.ensure_future(self._find_ways())

    async def _find_ways(self) -> None:
        ways = await self._keeper.ways()
        self.offer.show_ways(ways, await run_in_thread(remedies.look, ways, name="remedies"))
        self._focus_main()

    def _focus_main(self) -> None:
        """Put the focus on the main button once after the page has appeared."""
        focus = QApplication.focusWidget()
        free = focus is None or not focus.isVisible() or self.isAncestorOf(focus)
        if self._wants_focus and free and self.isVisible():
            target = self.offer.main if not self.offer.main.isHidden() else self.again
            if self._keeper.state.life is Life.STARTING:
                target = self.offer.cancel
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            self._wants_focus = False

    def _paint_picture(self) -> None:
        ratio = self.devicePixelRatioF()
        size = self._picture.size()
        self._picture.setPixmap(application_icon().pixmap(size, ratio))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "places"):
            self.places.repaint_marks()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._paint_picture()
        self._wants_focus = True
        focused = self.window().focusWidget()
        if focused is None or not focused.isVisible():
            self.again.setFocus(Qt.FocusReason.OtherFocusReason)  # else the status bar gets it
        self._look_for_ways()
        self._count_down()
        self._announce()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()
