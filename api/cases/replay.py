"""Plays a case through the real desk under a virtual clock, row by row, each actor on what it knew."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from msgspec.structs import replace

from api.cases.network import LONG_AGO, CaseNetwork
from api.cases.rules import PRESETS, book_for
from api.cases.shapes import KNEW, TOLD, Case, CaseRow, RowKind
from api.clock import VirtualClock
from desk.conduct import RecordConduct, record_conduct
from desk.desk import Desk, Done
from desk.draft import Draft
from desk.incidents import (
    JudgeIncident,
    RecordKnowledge,
    StateFacts,
    StateOccurrence,
    judge_incident,
    record_knowledge,
    state_facts,
    state_occurrence,
)
from desk.log.envelope import Acting
from desk.log.log import Log, open_log
from desk.network import RegisterSheet, register_sheet
from desk.office import AdoptRules, FoundOffice, adopt_rules, found_office
from desk.opening import IncidentNumbered, Opening, open_without_call
from desk.reports import ReportAnswer, ReportByWord, report_by_word
from domain.actors import Sealed, Via, system
from domain.conduct import Conduct
from domain.facts import Fact
from domain.incident import Means
from domain.incoming_report import Heard
from domain.kernel import Value, name_id
from domain.times import Basis, WorldTime
from domain.unit import UnitProfile
from domain.words import Channel, Tier, UnitKind
from escalation.sweep import sweep
from projections.incident_file import IncidentFile, gather

Command = TypeVar("Command", bound=Value)

MEANS = {RowKind.LEARNED: Means.UNSTATED, RowKind.DISCOVERED: Means.DISCOVERED}
KNOWING = (RowKind.OCCURRED, RowKind.SUPPRESSED, *TOLD)  # who does this knows of it
DAYS_AFTERWARDS = 30  # what was never reported has run out by then
OBSERVER = UnitProfile(name="回放", short_name="回放", tier=Tier.UNIT, kind=UnitKind.OUTSIDE)
REPLAY = system("replay")


class Played(NamedTuple):
    """How the desk ended up, and from which row of the timeline each report came."""

    case: Case
    network: CaseNetwork
    file: IncidentFile
    report_rows: dict[UUID, int]


def play_case(case: Case) -> Played:
    """Uses a folder of its own and leaves nothing behind."""
    network = CaseNetwork(case)
    clock = VirtualClock(case.timeline[0].when.earliest)
    with tempfile.TemporaryDirectory(prefix="shoubao-case-") as folder:
        log = open_log(Path(folder), clock, new_store_id=network.root)
        try:
            return _Replay(case, network, log, clock).play()
        finally:
            log.close()


class _Replay:
    def __init__(self, case: Case, network: CaseNetwork, log: Log, clock: VirtualClock) -> None:
        self._case = case
        self._network = network
        self._log = log
        self._clock = clock
        self._desk = Desk(log, _unsealed)
        self._commands = 0

    def play(self) -> Played:
        self._found()
        incident = self._open()
        report_rows: dict[UUID, int] = {}
        for number, row in enumerate(self._case.timeline, start=1):
            self._pass_time(row.when)
            report = self._row(incident, row)
            if report:
                report_rows[report] = number
        self._clock.forward(days=DAYS_AFTERWARDS)
        sweep(self._desk, self._clock.at)
        self._do(judge_incident, JudgeIncident(incident=incident))
        return Played(self._case, self._network, self._file(incident), report_rows)

    def _file(self, incident: UUID) -> IncidentFile:
        file = gather(self._log, incident)
        assert file is not None
        return file

    def _found(self) -> None:
        founding = FoundOffice(
            store_id=self._network.root, region_code="", profile=OBSERVER, founded=LONG_AGO
        )
        self._do(found_office, founding)
        self._do(register_sheet, RegisterSheet(units=tuple(self._network.units())))
        self._do(adopt_rules, AdoptRules(book=book_for(self._case), presets=PRESETS))

    def _open(self) -> UUID:
        """The one who watches opens it; being outside the network it owes nothing."""
        heard = Heard(what=self._case.id, klass=self._case.category)
        opening = Opening(
            heard=heard,
            subtype=self._case.subtype,
            learned=self._case.timeline[0].when,
            means=Means.OTHER,
        )
        return self._do(open_without_call, opening).answer(IncidentNumbered).incident

    def _pass_time(self, until: WorldTime) -> None:
        """In the order of the rows: a day that stands between two minutes moves no clock back."""
        self._clock.move_to(until.earliest)
        sweep(self._desk, self._clock.at)

    def _row(self, incident: UUID, row: CaseRow) -> UUID | None:
        """What the row does at the desk; the report it makes, if it makes one."""
        told = self._told(row)
        if told:
            return self._tell(incident, row, told)
        if row.kind in KNEW:
            self._learn(incident, row.actor, row.when, MEANS[row.kind])
        elif row is self._case.occurrence:
            self._happen(incident, row)
        elif row.conduct:
            self._behave(incident, row, row.conduct)
        elif row.kind in (RowKind.PUBLISHED, RowKind.INSTRUCTED):
            self._show_knowing(incident, row)
        self._state(incident, row)
        return None

    def _told(self, row: CaseRow) -> UUID | None:
        if row.tells_somebody:
            return self._network.authority_over(row.actor)
        return self._network.ids[row.told] if row.told else None

    def _happen(self, incident: UUID, row: CaseRow) -> None:
        """Whoever acts and is never said to learn of it knew when it happened."""
        self._do(state_occurrence, StateOccurrence(incident=incident, occurred=row.when))
        for key in self._never_told():
            self._learn(incident, key, replace(row.when, basis=Basis.INFERRED), Means.OWN_SITE)

    def _tell(self, incident: UUID, row: CaseRow, told: UUID) -> UUID:
        entity = self._network.ids[row.actor]
        telling = ReportByWord(
            incident=incident,
            entity=entity,
            recipient=told,
            made=row.when,
            stage=row.report_stage,
            channel=row.channel or Channel.OTHER,
            facts=_facts(row, entity),
            untrue=row.kind is RowKind.FALSIFIED,
        )
        return self._do(report_by_word, telling).answer(ReportAnswer).report

    def _learn(self, incident: UUID, key: str, at: WorldTime, means: Means) -> None:
        unit = self._network.ids[key]
        knowing = RecordKnowledge(incident=incident, unit=unit, learned=at, means=means)
        self._do(record_knowledge, knowing)

    def _state(self, incident: UUID, row: CaseRow) -> None:
        """What happened is nobody's claim; what somebody found or published is that unit's."""
        happened = row.kind in (RowKind.OCCURRED, RowKind.ESCALATED)
        facts = _facts(row, None if happened else self._network.ids[row.actor])
        if facts and not row.declared_not_actual:
            self._do(state_facts, StateFacts(incident=incident, facts=facts))

    def _behave(self, incident: UUID, row: CaseRow, conduct: Conduct) -> None:
        ids = self._network.ids
        behaving = RecordConduct(
            incident=incident,
            unit=ids[row.actor],
            conduct=conduct,
            at=row.when,
            kept_from=ids[row.recipient] if row.recipient else None,
        )
        self._do(record_conduct, behaving)

    def _show_knowing(self, incident: UUID, row: CaseRow) -> None:
        """Whoever orders or publishes something knows of it, if from nobody in the file, then from elsewhere."""
        knowing = {one.unit for one in self._file(incident).incident.knowledge}
        if self._network.ids[row.actor] not in knowing:
            self._learn(incident, row.actor, row.when, Means.OTHER)
        if row.kind is RowKind.PUBLISHED:
            self._come_forward(incident, row)

    def _come_forward(self, incident: UUID, row: CaseRow) -> None:
        """Whoever tells the public tells those it owes a report and has told nothing yet."""
        entity = self._network.ids[row.actor]
        clocks = self._file(incident).deadlines.values()
        owed = [one.terms.recipient for one in clocks if one.terms.reporting_entity == entity]
        if not any(one.met_by for one in clocks if one.terms.reporting_entity == entity):
            for recipient in dict.fromkeys(one for one in owed if one in self._network.keys):
                self._tell(incident, row, recipient)

    def _never_told(self) -> list[str]:
        """Whoever is the site, tells or withholds, and of whom no row says when it came to know."""
        rows = self._case.timeline
        told = {row.actor for row in rows if row.kind in KNEW} | {row.told for row in rows}
        acting = dict.fromkeys(row.actor for row in rows if row.kind in KNOWING)
        return [key for key in acting if key not in told]

    def _do(self, handle: Callable[[Draft, Command], Any], command: Command) -> Done:
        self._commands += 1
        acting = Acting(
            by=REPLAY,
            recorded_by=REPLAY,
            via=Via.SYSTEM,
            command_id=name_id(self._network.root, "command", self._commands),
            account="system:replay",
        )
        return self._desk.act(acting, handle, command)


def _facts(row: CaseRow, source: UUID | None) -> tuple[Fact, ...]:
    figures = row.facts.figures()
    return tuple(
        Fact(figure=figure, value=value, as_of=row.when, source=source)
        for figure, value in figures.items()
    )


def _unsealed(subject: UUID, field: str, word: str) -> Sealed:
    raise AssertionError("a case holds no personal words")
