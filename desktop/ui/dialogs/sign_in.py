"""Sign in to a registry: who, the password, and where it is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from PySide6.QtCore import QStringListModel
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desktop.engine.errors import EngineError
from desktop.engine.registry_records import HUB, Keep, Keepers, Secret, SignIn
from desktop.model import reference
from desktop.model.registry_commands import SignInTo, typed_registry
from desktop.model.store import Change, Store
from desktop.ui.dialogs.fields import (
    Field,
    Option,
    Standing,
    Verdict,
    completing,
    line_edit,
    ok,
    unfinished,
    wrong,
)
from desktop.ui.dialogs.form import Form, answer
from desktop.ui.icons import Icon, icon
from desktop.ui.plain import visible
from desktop.ui.text import tr
from desktop.ui.theme import Tone

Ask = Callable[[str], Awaitable[Keepers]]
Way = tuple[Keep, str]

NOWHERE = Keepers("", (), "")


async def sign_in_to(
    parent: QWidget | None,
    store: Store,
    registry: str = "",
    *,
    user: str = "",
    keepers: Ask,
    known: Sequence[str] = (),
    problem: str = "",
) -> SignInTo | None:
    """Ask who signs in. ``keepers`` tells where a registry's password may be kept.

    ``problem`` is why it was not accepted before.
    """
    form = SignInForm(parent, store, registry, user, keepers, known)
    if problem:
        form.banner.say(problem, Tone.DANGER, dismissible=False)
    try:
        return await answer(form, form.command)
    finally:
        form.end()


class SignInForm(Form):
    """What ``docker login`` asks, and where the password goes."""

    def __init__(
        self,
        parent: QWidget | None,
        store: Store,
        registry: str,
        user: str,
        keepers: Ask,
        known: Sequence[str],
    ) -> None:
        super().__init__(parent, store, title=tr("Sign in"), verb=tr("Sign in"), picture=Icon.KEY)
        self._ask = keepers
        self._asking: asyncio.Task[None] | None = None
        self._asked: str | None = None
        self._ways: list[Way] = []
        self._file = ""  # docker's configuration
        host = line_edit(registry, placeholder=HUB)
        completing(host, QStringListModel(list(known), self))
        self.registry = self.add_field(
            Field(tr("&Registry"), host, _judge_registry, hint=tr("Docker Hub, if it stays empty."))
        )
        self.user = Field(tr("&User name"), line_edit(user), _judge_given)
        self.secret = Field(
            tr("&Password"),
            _secret_line(),
            _judge_given,
            hint=tr("Better an access token, where the registry gives such."),
        )
        self.add_fields(self.user, self.secret)
        self._box = QComboBox()
        self.keep = self.add_field(Field(tr("&Keep the password"), self._box, self._judge_way))
        self.in_clear = Option(
            tr("Write the password in &clear text"),
            tr("Whoever reads the file has it: nothing in it is encrypted."),
        )
        self.in_clear.hide()
        self.in_clear.toggled.connect(self.show_command)
        self.add(self.in_clear)
        self._offer(NOWHERE)
        self.registry.changed.connect(self._look_up)
        self._box.currentIndexChanged.connect(self._on_way_changed)
        self.say(tr("Sign in to a registry"))

    def command(self) -> SignInTo:
        keep, helper = self._way
        return SignInTo(
            SignIn(
                typed_registry(self.registry.text),
                self.user.text or "USER",
                Secret(self._secret),
                keep,
                helper,
            )
        )

    def ready(self) -> bool:
        agreed = self._way[0] is not Keep.FILE or self.in_clear.checked
        return super().ready() and agreed

    def concerns(self, change: Change) -> bool:
        del change
        return False

    def renew(self) -> None:
        self._look_up()

    def end(self) -> None:
        """Ask nothing any more."""
        if self._asking is not None:
            self._asking.cancel()

    def _first_focus(self) -> QWidget:
        fields = (self.registry, self.user, self.secret)
        return next((each.editor for each in fields if not each.text), self.secret.editor)

    @property
    def _secret(self) -> str:
        """As it was typed: spaces may belong to it."""
        editor = self.secret.editor
        return editor.text() if isinstance(editor, QLineEdit) else ""

    @property
    def _way(self) -> Way:
        return self._ways[max(0, self._box.currentIndex())]

    def _look_up(self) -> None:
        """Learn where this registry's password may be kept."""
        text = self.registry.text
        registry = typed_registry(text)
        if _judge_registry(text).standing is not Standing.OK or registry == self._asked:
            return
        self._asked = registry
        self.end()
        self._asking = asyncio.get_running_loop().create_task(self._learn(registry))

    async def _learn(self, registry: str) -> None:
        try:
            found = await self._ask(registry)
        except EngineError:  # a file that can't be read is told when it is to be written
            found = NOWHERE
        self._offer(found)
        self.show_command()

    def _offer(self, keepers: Keepers) -> None:
        self._file = keepers.file
        helpers = (keepers.configured,) if keepers.configured else keepers.installed
        self._ways = [(Keep.HELPER, name) for name in helpers]
        self._ways.append((Keep.SESSION, ""))
        if keepers.file and not keepers.configured:  # docker asks the helper only
            self._ways.append((Keep.FILE, ""))
        texts = [_way_text(keep, name) for keep, name in self._ways]
        blocked = self._box.blockSignals(True)
        self._box.clear()
        self._box.addItems(texts)
        self._box.blockSignals(blocked)
        self._on_way_changed()

    def _on_way_changed(self) -> None:
        self.in_clear.setVisible(self._way[0] is Keep.FILE)
        self.keep.check()
        self.show_command()

    def _judge_way(self, _text: str) -> Verdict:
        if not self._ways:
            return unfinished()
        match self._way:
            case Keep.HELPER, name:
                return ok(
                    tr("docker-credential-{name} has it, and docker itself finds it.", name=name)
                )
            case Keep.SESSION, _:
                helped = any(keep is Keep.HELPER for keep, _name in self._ways)
                if helped:
                    return ok(tr("It is forgotten when Portside ends."))
                return ok(
                    tr(
                        "It is forgotten when Portside ends. To keep it, install one of docker's"
                        " credential helpers."
                    )
                )
            case _:
                return ok(tr("It goes into {file}.", file=visible(self._file, limit=200)))


def _way_text(keep: Keep, name: str) -> str:
    match keep:
        case Keep.HELPER:
            return tr("In the system's keyring ({name})", name=visible(name, limit=40))
        case Keep.SESSION:
            return tr("Until Portside ends")
        case Keep.FILE:
            return tr("In docker's own file")


def _secret_line() -> QLineEdit:
    line = line_edit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    show = QAction(icon(Icon.EYE), tr("Show the password"), line)
    show.setCheckable(True)

    def on_toggled(shown: bool) -> None:
        line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        show.setIcon(icon(Icon.EYE_OFF if shown else Icon.EYE))

    show.toggled.connect(on_toggled)
    line.addAction(show, QLineEdit.ActionPosition.TrailingPosition)
    return line


def _judge_registry(text: str) -> Verdict:
    host = typed_registry(text)
    if host == HUB:
        return ok("" if not text else tr("Docker Hub"))
    try:
        domain = reference.parse(f"{host}/x").domain
    except reference.Invalid:
        domain = ""
    if domain == host:
        return ok("" if host == text else tr("The registry is {host}.", host=visible(host)))
    return wrong(tr("A registry is a host with a dot or a port, or localhost."))


def _judge_given(text: str) -> Verdict:
    return ok() if text else unfinished()
