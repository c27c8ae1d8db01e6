"""What the build dialog has so far: a build, its Dockerfile, and what is known about both."""

from __future__ import annotations

import enum
import os
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.engine.build_records import ContextUnreadable
from desktop.engine.buildx import find_buildx
from desktop.engine.context_files import IGNORE_FILE, ContextScan, Oddity
from desktop.engine.hadolint import find_hadolint
from desktop.engine.ignore_rules import BadPattern
from desktop.engine.threads import run_in_thread
from desktop.model.build.advice import all_findings
from desktop.model.build.checks import Need, check, needs, too_new
from desktop.model.build.dockerfile import Dockerfile, parse
from desktop.model.build.findings import Fault, Finding, Severity
from desktop.model.build.naming import memory_fits, tag_problem
from desktop.model.build.reading import read_again, read_text
from desktop.model.build.spec import NETWORKS, BuildSpec
from desktop.model.build.survey import leave_out, survey
from desktop.model.session import Session
from desktop.model.whole_file import write_whole
from desktop.ui.build import words
from desktop.ui.run.latest import Latest


class Place(enum.Enum):
    """Where something is wrong."""

    FOLDER = enum.auto()
    DOCKERFILE = enum.auto()
    TAG = enum.auto()
    OPTIONS = enum.auto()
    CONTEXT = enum.auto()


class Draft(QObject):
    """``changed`` tells of anything, ``loaded`` of another Dockerfile that was read."""

    changed = Signal()
    loaded = Signal()

    def __init__(self, spec: BuildSpec, session: Session) -> None:
        super().__init__()
        self.session = session
        self.spec = spec
        self.text = spec.text
        self.dockerfile: Dockerfile = parse(self.text)
        self._ends = "\n"  # of the file's lines
        self.saved: str | None = None  # what is in the file; None where there is none
        self.reading = spec.folder is not None
        self.findings: tuple[Finding, ...] = ()
        self.scan: ContextScan | None = None
        self.scan_problem = ""
        self._added_up_by = ""  # the ignore file by which it was
        self.problem = ""  # with the folder or the file
        self.buildx = find_buildx(os.environ)
        self.linted = find_hadolint() is not None
        self._advice = Latest()
        self._survey = Latest()
        self._reading = Latest()
        self._closed = False
        self._look_again()
        if spec.folder is not None:
            self._reading.ask(self._read)
            self._survey.ask(self._add_up)

    async def close(self) -> None:
        """Ask nothing any more, and tell nothing."""
        self._closed = True
        every = (self._advice, self._survey, self._reading)
        for latest in every:  # all at once: what one finds out asks another
            latest.drop()
        for latest in every:
            await latest.close()

    # What a person says

    def put(self, **values: Any) -> None:
        """Another value of some fields."""
        spec = replace(self.spec, **values)
        if spec == self.spec:
            return
        elsewhere = (spec.folder, spec.dockerfile) != (self.spec.folder, self.spec.dockerfile)
        self.spec = spec
        if elsewhere:
            self._go_elsewhere()
        self._tell()

    def type(self, text: str) -> None:
        """Another text of the Dockerfile."""
        if text != self.text:
            self.text = text
            self._look_again()
            self._tell()

    async def leave_out(self, path: str) -> str:
        """One more line for ``.dockerignore``; what went wrong, if anything."""
        assert self.spec.folder is not None
        try:
            await leave_out(self.spec.folder, path, self.ignore_file)
        except (OSError, ValueError) as problem:
            return words.not_left_out(path, self.ignore_file, problem)
        self._survey.ask(self._add_up)
        self._look_again()
        self._tell()
        return ""

    async def save(self) -> str:
        """Write the Dockerfile, where it was changed; what went wrong, if anything."""
        path = self.spec.file
        if path is None or not self.unsaved:
            return ""
        try:
            now = await run_in_thread(read_again, path, name="read-dockerfile")
            if now not in (None, self.saved):
                self.saved = now  # and if it is wanted again, it is known
                return words.changed_meanwhile(path)
            await write_whole(path, self.text.replace("\n", self._ends), shared=True)
        except OSError as problem:
            return words.unsaved(path, problem)
        self.saved = self.text
        return ""

    def renew(self) -> None:
        """Files may have been changed beside us; what was typed here stays."""
        if self.spec.folder is not None and not self.reading and not self._closed:
            if not self.unsaved:
                self._reading.ask(self._read)
            self._survey.ask(self._add_up)

    # What follows

    @property
    def unsaved(self) -> bool:
        """Whether the file on the disk is another one."""
        return self.spec.folder is not None and self.text != (self.saved or "")

    @property
    def needs(self) -> tuple[Need, ...]:
        engine = self.session.engine
        return needs(self.dockerfile, engine.info.product if engine is not None else "")

    @property
    def by_buildx(self) -> bool:
        """Whether docker buildx builds it."""
        return bool(self.needs) and self.buildx is not None

    @property
    def ignore_file(self) -> str:
        """What leaves files out: BuildKit looks beside the Dockerfile first."""
        own = f"{self.spec.dockerfile}{IGNORE_FILE}"
        folder = self.spec.folder
        return own if folder and self.by_buildx and (folder / own).is_file() else IGNORE_FILE

    @property
    def impossible(self) -> bool:
        """Whether only BuildKit could build it, and there is none."""
        return self.buildx is None and any(need.hard for need in self.needs)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """By which the build would fail; the files of a folder that is looked at may change."""
        return tuple(each for each in self.findings if each.severity is Severity.ERROR)

    @property
    def final(self) -> BuildSpec:
        """What is to be built."""
        text = self.text if self.spec.folder is None else ""
        return replace(self.spec, text=text, buildx=self.by_buildx)

    @property
    def bad_network(self) -> bool:
        """Whether it is one that BuildKit would refuse."""
        return self.by_buildx and self.spec.network not in ("", *NETWORKS)

    @property
    def unreadable(self) -> str:
        """The first file that can't be read, without which nothing is sent; "" for none.

        BuildKit asks only for the files that it needs.
        """
        troubles = () if self.scan is None or self.by_buildx else self.scan.troubles
        found = (each.path for each in troubles if each.oddity is Oddity.UNREADABLE)
        return next(found, "")

    def wrong(self) -> Place | None:
        """Where something keeps it from being built."""
        spec = self.spec
        if self.problem or self.reading:
            return Place.FOLDER
        if any(tag_problem(tag) is not None for tag in spec.tags):
            return Place.TAG
        if (
            not self.text.strip()
            or self.impossible
            or any(each.fault in (Fault.NO_FROM, Fault.UNKNOWN_INSTRUCTION) for each in self.errors)
        ):
            return Place.DOCKERFILE
        if not memory_fits(spec.memory) or self.bad_network:
            return Place.OPTIONS
        return Place.CONTEXT if self.scan_problem or self.unreadable else None

    def _tell(self) -> None:
        if not self._closed:
            self.changed.emit()

    def _go_elsewhere(self) -> None:
        self.problem, self.scan, self.scan_problem = "", None, ""
        self.reading = self.spec.folder is not None
        if self.reading:
            self._reading.ask(self._read)
            self._survey.ask(self._add_up)
        else:
            self._survey.drop()
            self._look_again()

    def _look_again(self) -> None:
        self.dockerfile = parse(self.text)
        files = (Fault.ABSENT, Fault.IGNORED, Fault.OUTSIDE, Fault.LINTER)
        self.findings = (
            *check(self.dockerfile),
            *self._unbuildable(),
            *(each for each in self.findings if each.fault in files and self._is_still(each)),
        )
        self._advice.ask(self._advise)
        if self.spec.folder is not None and self._added_up_by not in ("", self.ignore_file):
            self._survey.ask(self._add_up)

    def _unbuildable(self) -> list[Finding]:
        """What only BuildKit could build, or a newer one."""
        engine = self.session.engine
        if self.by_buildx and engine is not None:
            return too_new(self.dockerfile, self.needs, engine.info.version)
        hard = [need for need in self.needs if need.hard] if self.impossible else []
        return [Finding(Fault.BUILDKIT, it.line, it.part, Severity.ERROR) for it in hard]

    def _is_still(self, finding: Finding) -> bool:
        """Whether the line says what it said; until somebody has looked again."""
        lines = self.dockerfile.lines
        part = finding.part if finding.fault is not Fault.LINTER else ""
        return finding.line <= len(lines) and part in lines[finding.line - 1]

    async def _advise(self) -> None:
        folder = self.spec.folder
        found = await all_findings(self.dockerfile, folder, self.ignore_file)
        self.findings = (*found, *self._unbuildable())
        self._tell()

    async def _read(self) -> None:
        path = self.spec.file
        assert path is not None
        try:
            text: str | None = await run_in_thread(read_text, path, name="read-dockerfile")
        except (OSError, ValueError) as problem:
            missing = isinstance(problem, FileNotFoundError) and path.parent.is_dir()
            text = None
            self.problem = "" if missing else words.unreadable(path, problem)
        if self._closed:
            return
        if text is not None:
            self._ends = "\r\n" if "\r\n" in text else "\n"
            text = text.replace("\r\n", "\n")
        typed = not self.reading and self.unsaved  # meanwhile
        self.reading = False
        if not typed:
            self.saved = text
            if text is not None or not self.text.strip():
                self.text = text or ""
        self._look_again()
        self.loaded.emit()
        self._tell()

    async def _add_up(self) -> None:
        folder = self.spec.folder
        assert folder is not None

        def report(so_far: ContextScan) -> None:
            self.scan = so_far
            self._tell()

        self.scan_problem = ""
        self._added_up_by = self.ignore_file
        try:
            self.scan = await survey(folder, self.spec.dockerfile, report, self._added_up_by)
        except BadPattern as problem:
            self.scan_problem = f".dockerignore, {problem.line}: {problem.text}"
        except OSError as problem:
            self.scan_problem = words.unsendable(ContextUnreadable.of(problem, folder))
        self._tell()
