"""Plays a case through the real desk under a virtual clock, row by row, each actor on what it knew."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from msgspec.structs import replace

from api.cases.network import CaseNetwork
from api.cases.reader import Case, CaseRow, RowKind
from api.clock import VirtualClock
from desk.desk import Desk
from desk.draft import Draft
from desk.founding import shipped_book
from desk.incidents import (
    RecordKnowledge,
    StateFacts,
    StateOccurrence,
    record_knowledge,
    state_facts,
    state_occurrence,
)
from desk.log.envelope import Acting
from desk.log.log import open_log
from desk.network import RegisterSheet, register_sheet
from desk.office import AdoptRules, FoundOffice, adopt_rules, found_office
from desk.opening import Opening, OpeningAnswer, open_incident_by
from desk.reports import ReportByWord, report_by_word
from domain.actors import Sealed, Via, system
from domain.facts import Fact
from domain.incident import Means
from domain.incoming_report import Heard
from domain.kernel import Value, name_id
from domain.rule import Rule
from domain.rulebook import RuleBook, book_of
from domain.times import Basis, WorldTime, moment
from domain.unit import UnitProfile
from domain.words import Channel, Tier, UnitKind
from escalation.sweep import sweep
from projections.incident_file import IncidentFile, gather

Answer = TypeVar("Answer", bound=Value)

PRESETS = ("wuhan", "jiangxi")  # so that a government owes its government something on every hop
AFTERWARDS = timedelta(days=30)
OBSERVER = UnitProfile(name="回放", short_name="回放", tier=Tier.UNIT, kind=UnitKind.OUTSIDE)
TOLD = (RowKind.REPORTED, RowKind.FALSIFIED)
KNEW = (RowKind.LEARNED, RowKind.DISCOVERED)


def replayed(case: Case) -> tuple[IncidentFile, CaseNetwork]:
    """The incident's file as the desk ends up with it. Uses a folder of its own and leaves nothing."""
    with tempfile.TemporaryDirectory(prefix="shoubao-case-") as folder:
        return _Replay(case, Path(folder)).play()


class _Replay:
    def __init__(self, case: Case, folder: Path) -> None:
        self._case = case
        self._network = CaseNetwork(case)
        self._clock = VirtualClock(case.timeline[0].earliest)
        store = name_id(UUID(int=0), "case", case.id)
        self._log = open_log(folder, self._clock, new_store_id=store)
        self._desk = Desk(self._log, _unsealed)
        self._count = 0
        self._store = store

    def play(self) -> tuple[IncidentFile, CaseNetwork]:
        try:
            return self._played(), self._network
        finally:
            self._log.close()

    def _played(self) -> IncidentFile:
        self._found()
        incident = self._open()
        for row in self._case.timeline:
            self._clock.move_to(row.earliest)
            sweep(self._desk, self._clock.at)
            self._row(incident, row)
        self._clock.forward(days=AFTERWARDS.days)
        sweep(self._desk, self._clock.at)
        file = gather(self._log, incident)
        assert file is not None
        return file

    def _found(self) -> None:
        founding = FoundOffice(
            store_id=self._store, region_code="", profile=OBSERVER, founded=self._clock.at
        )
        self._do(found_office, founding)
        self._do(register_sheet, RegisterSheet(units=tuple(self._network.units())))
        self._do(adopt_rules, AdoptRules(book=book_for(self._case), presets=PRESETS))

    def _open(self) -> UUID:
        heard = Heard(what=self._case.id, klass=self._case.category)
        first = self._case.timeline[0]
        opening = Opening(
            heard=heard, learned=_when(first), means=Means.OTHER, subtype=self._case.subtype
        )
        return self._do(open_incident_by, opening, OpeningAnswer).incident

    def _row(self, incident: UUID, row: CaseRow) -> None:
        if row.facts.figures():
            self._do(state_facts, StateFacts(incident=incident, facts=self._facts(row)))
        if row.kind is RowKind.OCCURRED and not row.declared_not_actual:
            self._occurred(incident, row)
        elif row.kind in KNEW:
            self._learned(incident, row.actor, _when(row), Means.OTHER)
        elif row.kind in TOLD and row.recipient and row.recipient != row.actor:
            self._told(incident, row)
        elif row.kind is RowKind.INSTRUCTED and row.recipient:
            self._learned(incident, row.recipient, _when(row), Means.INSTRUCTION)

    def _occurred(self, incident: UUID, row: CaseRow) -> None:
        """Whoever is never said to learn of it knew when it happened, the first true row says when."""
        if any(one is row for one in self._first_occurrence()):
            self._do(state_occurrence, StateOccurrence(incident=incident, occurred=_when(row)))
            for key in self._never_told():
                inferred = replace(_when(row), basis=Basis.INFERRED)
                self._learned(incident, key, inferred, Means.OWN_SITE)

    def _told(self, incident: UUID, row: CaseRow) -> None:
        self._do(
            report_by_word,
            ReportByWord(
                incident=incident,
                entity=self._network.ids[row.actor],
                recipient=self._network.ids[str(row.recipient)],
                made=_when(row),
                stage=row.told,
                channel=row.channel or Channel.OTHER,
                facts=self._facts(row),
                untrue=row.kind is RowKind.FALSIFIED,
            ),
        )

    def _learned(self, incident: UUID, key: str, at: WorldTime, means: Means) -> None:
        knowing = RecordKnowledge(
            incident=incident, unit=self._network.ids[key], learned=at, means=means
        )
        self._do(record_knowledge, knowing)

    def _first_occurrence(self) -> list[CaseRow]:
        rows = self._case.timeline
        return [r for r in rows if r.kind is RowKind.OCCURRED and not r.declared_not_actual][:1]

    def _never_told(self) -> list[str]:
        """Actors that report, or are the site, and of whom no row says when they came to know."""
        rows = self._case.timeline
        told = {row.actor for row in rows if row.kind in KNEW}
        told |= {row.recipient for row in rows if row.kind in TOLD and row.recipient}
        act = {row.actor for row in rows if row.kind in (*TOLD, RowKind.OCCURRED)}
        return sorted(act - told)

    def _facts(self, row: CaseRow) -> tuple[Fact, ...]:
        source = self._network.ids[row.actor]
        return tuple(
            Fact(figure=figure, value=value, as_of=_when(row), source=source)
            for figure, value in row.facts.figures().items()
        )

    def _do(
        self,
        handle: Callable[[Draft, Any], Any],
        command: Value,
        answer: type[Answer] = Value,  # type: ignore[assignment]
    ) -> Answer:
        self._count += 1
        me = system("replay")
        acting = Acting(
            by=me,
            recorded_by=me,
            via=Via.SYSTEM,
            command_id=name_id(self._store, "row", self._count),
            account="system:replay",
        )
        done = self._desk.act(acting, handle, command)
        return done.answer(answer) if answer is not Value else command  # type: ignore[return-value]


def book_for(case: Case) -> RuleBook:
    """The shipped book as if it had been in force then, and the rule the file itself names."""
    shipped = shipped_book(PRESETS)
    timeless = [replace(rule, valid_from=None, valid_to=None) for rule in shipped.rules]
    return book_of([*timeless, *_local(case, shipped)], shipped.policies)


def _local(case: Case, shipped: RuleBook) -> list[Rule]:
    """A file's own rule names a limit and a start; it is taken for every step up the ladder."""
    return []


def _when(row: CaseRow) -> WorldTime:
    basis = Basis.DOCUMENT
    if row.declared_not_actual:
        basis = Basis.AGREED
    elif row.inferred:
        basis = Basis.INFERRED
    return moment(row.earliest, basis, row.width)


def _unsealed(subject: UUID, field: str, word: str) -> Sealed:
    raise AssertionError("a case holds no personal words")
