"""The page of a terminal: the screen of one program in one container, and what belongs to it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QTimer, QUrl, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.engine.protocol import Engine
from desktop.engine.records import Container, Kind
from desktop.model.commands import Target
from desktop.model.inspection_masks import masked_value
from desktop.model.processes import NoShell
from desktop.model.store import Change
from desktop.model.terminals.from_start import FromStartPlan
from desktop.model.terminals.helper import helper_image
from desktop.model.terminals.plans import AttachPlan, HelperPlan, Plan, ShellPlan
from desktop.model.terminals.session import Phase
from desktop.terminal import engines
from desktop.ui.icons import Icon
from desktop.ui.living import Face
from desktop.ui.page import Surroundings, Watcher
from desktop.ui.plain import visible
from desktop.ui.states import Banner
from desktop.ui.terminal import asking, words
from desktop.ui.terminal.card import AttachCard, HelperCard
from desktop.ui.terminal.conversation import Conversation, MakePlan
from desktop.ui.terminal.foot import Foot
from desktop.ui.terminal.front import Front
from desktop.ui.terminal.group_banner import GroupBanner
from desktop.ui.terminal.keeping import Keeping
from desktop.ui.terminal.search_bar import SearchBar
from desktop.ui.terminal.shared import SharedTerminals
from desktop.ui.terminal.view import TerminalView
from desktop.ui.text import tr
from desktop.ui.theme import Tone

_ASK_SECONDS = 1.0  # what runs; an Engine that does not answer must not hold up a person


class TerminalPage(QWidget):
    """Opens a shell, or what ``plan`` says. It lives on in a tab.

    ``asks`` before it attaches, which is for those who did not start the container themselves.
    """

    face_changed = Signal()

    def __init__(
        self,
        surroundings: Surroundings,
        shared: SharedTerminals,
        target: Target,
        plan: Plan | None = None,
        *,
        title: str = "",
        another: Callable[[], object] = lambda: None,
        asks: bool = True,
    ) -> None:
        super().__init__()
        self.target = target
        self._surroundings = surroundings
        self._shared = shared
        self._plan = plan
        self._name = title or target.name
        self._title = ""
        self._remembered = False  # the shell is that of another container of the image
        self._rang = False
        self._asking: set[asyncio.Task[None]] = set()
        terminal = engines.make(80, 24, name=shared.engine, scrollback=shared.rows)
        self.view = TerminalView(terminal, visible(self._name))
        self._undress = shared.dress(self.view)
        self.banner = Banner()
        self.notice = Banner()  # what was done or is asked; the banner tells how it stands
        self.search_bar = SearchBar(self.view)
        self.foot = Foot()
        self.conversation = Conversation(self.engine, self._make_plan(), self.view, shared)
        self.group_banner = GroupBanner(self.conversation, shared.group)
        self._front = Front(self.view)
        self._lay_out()
        self._join(another)
        self.keeping = Keeping(self)
        self._watcher = Watcher(self, self._on_watched)
        self._words = QTimer(self, singleShot=True)
        self._words.timeout.connect(self._say_words)
        self._known = self._record()
        self._unsubscribe = surroundings.session.store.changed.subscribe(self._on_news)
        if isinstance(plan, AttachPlan) and asks:
            self._front.ask(AttachCard(target.name), self._attach)
        else:
            self.conversation.begin()
        self._renew()

    # What the tabs ask

    def face(self) -> Face:
        """What the tab shows."""
        if self.conversation.shares:
            picture = Icon.BROADCAST
        elif self._rang:
            picture = Icon.BELL
        else:
            picture = Icon.ATTACH if isinstance(self._plan, AttachPlan) else Icon.TERMINAL
        said = self._said()
        tip = "\n".join(part for part in (self.target.name, self._title, said) if part)
        return Face(self._name, picture, tip)

    async def at_stake(self) -> str:
        """What would end with the terminal: a program, or the input of one."""
        name = visible(self._name)
        opened = self.conversation.opened
        if opened is not None and opened.closing_ends_input:
            return tr(
                "The main program of {name} has its input from here: when that ends, it may stop.",
                name=name,
            )
        program: str | None = ""
        with suppress(TimeoutError):
            async with asyncio.timeout(_ASK_SECONDS):
                program = await self.conversation.running_program()
        if program is None:
            return ""
        if not program:
            return tr("A program may still run in {name}.", name=name)
        return tr(
            "{program} still runs in {name}.",
            program=visible(masked_value(program), limit=120),
            name=name,
        )

    async def close_down(self) -> None:
        """End the session, and what asks."""
        self._unsubscribe()
        self._undress()
        for task in self._asking:
            task.cancel()
        self._shared.remember()
        await self.conversation.close_down()
        if isinstance(self._plan, FromStartPlan):
            await self._plan.listener.close()

    # Opening

    @property
    def image(self) -> str:
        """What the container was made from."""
        record = self._record()
        return (record.image or record.image_id) if record is not None else "IMAGE"

    @property
    def shell(self) -> str:
        """What runs in it, as a path."""
        shell = self._plan.arguments[0] if isinstance(self._plan, ShellPlan) else "sh"
        return shell if shell.startswith("/") else f"/bin/{shell}"

    def engine(self) -> Engine | None:
        """The one in use."""
        return self._surroundings.session.engine

    def _make_plan(self) -> MakePlan:
        async def make(engine: Engine) -> Plan:
            if self._plan is None:
                shells, image = self._shared.shells, self._image()
                self._remembered = image in shells.known
                shell = await shells.find(engine, self.target.key, image)
                self._plan = ShellPlan(self.target, (shell,))
            return self._plan

        return make

    def _on_changed(self) -> None:
        session = self.conversation.session
        if self._remembered and session is not None and session.not_begun:
            self._shared.shells.forget(self._image())
            self._plan = None
            self.conversation.look_again()
        self._renew()

    def _record(self) -> Container | None:
        return self._surroundings.session.store.containers.get(self.target.key)

    def _image(self) -> str:
        record = self._record()
        return record.image_id if record is not None else ""

    def _attach(self, keys: str) -> None:
        assert isinstance(self._plan, AttachPlan)
        self._plan = replace(self._plan, detach_keys=keys)
        self.conversation.begin()

    def _open_helper(self, image: str) -> None:
        self._plan = HelperPlan(self.target, image)
        self.conversation.begin()

    def _offer_helper(self) -> None:
        images = self._surroundings.session.store.images
        names = sorted(name for image in images for name in image.references)
        card = HelperCard(self.target.name, names, helper_image(images))
        self._front.ask(card, self._open_helper)

    # How it looks

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.group_banner)
        column.addWidget(self.banner)
        column.addWidget(self.notice)
        column.addWidget(self.search_bar)
        column.addWidget(self._front, 1)
        column.addWidget(self.foot)
        self.setAccessibleName(tr("Terminal"))

    def _join(self, another: Callable[[], object]) -> None:
        view, foot = self.view, self.foot
        self.conversation.changed.connect(self._on_changed)
        view.resized.connect(foot.show_size)
        view.bell_rang.connect(self._on_bell)
        view.title_changed.connect(self._on_title)
        view.link_hovered.connect(foot.show_link)
        view.link_activated.connect(lambda target: self._surroundings.open_url(QUrl(target)))
        view.link_questioned.connect(
            lambda target: self.spawn(
                asking.ask_to_open(view, target, self._name, self._surroundings.open_url)
            )
        )
        view.clipboard_offered.connect(self._on_clipboard_offered)
        view.paste_questioned.connect(lambda *it: self.spawn(asking.ask_to_paste(view, *it)))
        foot.share.toggled.connect(self.conversation.share)
        foot.detach.clicked.connect(self.conversation.detach)
        foot.search.clicked.connect(lambda: self.search_bar.begin_with_selection())
        foot.another.clicked.connect(lambda: another())

    def _said(self) -> str:
        """How it stands, in a few words."""
        if self._front.card is not None:
            return ""
        if self._plan is None:
            return tr("Looking for a shell…") if self.conversation.unplanned is None else ""
        standing, opened = self.conversation.standing, self.conversation.opened
        return words.standing(standing, self._plan, self._program(), opened)

    def _program(self) -> str:
        if isinstance(self._plan, ShellPlan):
            return words.program_of(self._plan.arguments)
        if isinstance(self._plan, HelperPlan):
            return tr("a helper shell from {image}", image=visible(self._plan.image, limit=80))
        return tr("the main program")

    def _renew(self) -> None:
        conversation = self.conversation
        phase = conversation.standing.phase
        if isinstance(conversation.unplanned, NoShell) and self._front.card is None:
            self._offer_helper()
        self._show_banner(phase)
        self.foot.show_shared(self.conversation.shares)
        self.group_banner.renew()
        running = phase is Phase.RUNNING
        self.foot.detach.setVisible(running and self._can_detach)
        self.foot.share.setEnabled(running)
        self.foot.say(self._said())
        self.face_changed.emit()

    @property
    def _can_detach(self) -> bool:
        """Whether the Engine looks for detach keys: it does in what is typed into a terminal."""
        opened = self.conversation.opened
        if opened is None or not isinstance(self._plan, AttachPlan):
            return False
        return opened.takes_input and opened.channel.tty

    def _show_banner(self, phase: Phase) -> None:
        store, error = self._surroundings.session.store, self.conversation.unplanned
        if isinstance(error, NoShell):
            self.banner.hide()
            return
        if error is not None:
            said = words.failed(self.target, error, store)
        elif self._plan is not None:
            said = words.told(self.conversation.standing, self._plan, self._program(), store)
        else:
            said = ""
        if not said:
            self.banner.hide()
            return
        well = phase in (Phase.ENDED, Phase.DETACHED)
        text = tr("Open again") if well else tr("Reconnect")
        tone = Tone.ACCENT if well else Tone.WARNING
        actions = [(text, self._begin_again)]
        self.banner.say(said, tone, actions=actions, dismissible=False)

    def _begin_again(self) -> None:
        self.view.setFocus()
        self.conversation.begin_again()

    # What becomes of the container

    def _on_news(self, change: Change) -> None:
        record, before = self._record(), self._known
        if change.kind is not Kind.CONTAINER or record is before:
            return
        self._known = record
        if before is not None and record is not None and record.name != before.name:
            self._rename(record.name)
        elif self.conversation.standing.phase is Phase.ENDED:
            self._renew()  # whether it can be opened again

    def _rename(self, name: str) -> None:
        before, self.target = self.target.name, replace(self.target, name=name)
        self._name = self._name.replace(before, name, 1)
        self.view.name(visible(self._name))
        if isinstance(self._plan, ShellPlan | AttachPlan | HelperPlan):
            self._plan = replace(self._plan, container=self.target)
        self._renew()

    # What the program does

    def _on_bell(self) -> None:
        if not self._watcher.watched or not self.window().isActiveWindow():
            self._rang = True
            self.face_changed.emit()

    def _on_watched(self, watched: bool) -> None:
        if watched and self._rang:
            self._rang = False
            self.face_changed.emit()

    def _on_title(self, title: str) -> None:
        self._title = title
        self.face_changed.emit()

    def _on_clipboard_offered(self, text: str) -> None:
        said = tr(
            "The program wants to put %n character(s) into the clipboard: “{text}”",
            "",
            len(text),
            text=visible(text, limit=80),
        )
        put = (tr("Copy"), lambda: self._put_into_clipboard(text))
        self.notice.say(said, Tone.WARNING, actions=[put])

    def _put_into_clipboard(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.notice.hide()
        self.view.setFocus()

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run something that asks a person; it ends with the page."""
        task = asyncio.get_running_loop().create_task(work)
        self._asking.add(task)
        task.add_done_callback(self._asking.discard)
        return task

    def _say_words(self) -> None:
        """Speak the language that is installed now; what was searched for is over."""
        self.setAccessibleName(tr("Terminal"))
        self.view.name(visible(self._name))
        self.foot.say_words()
        self.keeping.say_words()
        old, self.search_bar = self.search_bar, SearchBar(self.view)
        if not old.isHidden():
            old.end()
        layout = self.layout()
        assert layout is not None
        layout.replaceWidget(old, self.search_bar)
        old.hide()
        old.deleteLater()
        self.notice.hide()
        self._renew()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_known"):
            self._words.start(0)  # once for all translators that come and go

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        (self._front.card or self.view).setFocus(event.reason())
