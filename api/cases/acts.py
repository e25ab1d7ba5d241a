"""The rows of a case as commands to the real desk, each actor on what it knew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from msgspec.structs import replace

from api.cases.network import CaseNetwork
from api.cases.shapes import KNEW, TOLD, Case, CaseRow, RowKind
from api.clock import VirtualClock
from desk.conduct import RecordConduct, record_conduct
from desk.desk import Desk, Done
from desk.draft import Draft
from desk.incidents import (
    RecordKnowledge,
    StateFacts,
    StateOccurrence,
    record_knowledge,
    state_facts,
    state_occurrence,
)
from desk.log.envelope import Acting
from desk.log.log import Log
from desk.reports import ReportAnswer, ReportByWord, report_by_word
from domain.actors import Sealed, Via, system
from domain.conduct import Conduct
from domain.facts import Fact
from domain.incident import Means
from domain.kernel import Value, name_id
from domain.times import Basis, WorldTime
from domain.words import Channel
from projections.incident_file import IncidentFile, gather

Command = TypeVar("Command", bound=Value)

MEANS = {RowKind.LEARNED: Means.UNSTATED, RowKind.DISCOVERED: Means.DISCOVERED}
KNOWING = (RowKind.OCCURRED, RowKind.SUPPRESSED, *TOLD)  # who does this knows of it
REPLAY = system("replay")


class Acts:
    """What every replay does alike: founded and opened elsewhere, row by row from here."""

    def __init__(self, case: Case, network: CaseNetwork, log: Log, clock: VirtualClock) -> None:
        self._case = case
        self._network = network
        self._log = log
        self._clock = clock
        self._desk = Desk(log, _unsealed)
        self._commands = 0

    def _file(self, incident: UUID) -> IncidentFile:
        file = gather(self._log, incident)
        assert file is not None
        return file

    def _when(self, row: CaseRow) -> WorldTime:
        return row.when

    def _row(self, incident: UUID, row: CaseRow) -> UUID | None:
        """What the row does at the desk; the report it makes, if it makes one."""
        told = self._told(row)
        if told:
            return self._tell(incident, row, told)
        if row.kind in KNEW:
            self._learn(incident, row.actor, self._when(row), MEANS[row.kind])
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
        self._do(state_occurrence, StateOccurrence(incident=incident, occurred=self._when(row)))
        for key in self._never_told():
            self._learn(
                incident, key, replace(self._when(row), basis=Basis.INFERRED), Means.OWN_SITE
            )

    def _tell(self, incident: UUID, row: CaseRow, told: UUID) -> UUID:
        entity = self._network.ids[row.actor]
        telling = ReportByWord(
            incident=incident,
            entity=entity,
            recipient=told,
            made=self._when(row),
            stage=row.report_stage,
            channel=row.channel or Channel.OTHER,
            facts=facts_of(row, entity),
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
        facts = facts_of(row, None if happened else self._network.ids[row.actor])
        if facts and not row.declared_not_actual:
            self._do(state_facts, StateFacts(incident=incident, facts=facts))

    def _behave(self, incident: UUID, row: CaseRow, conduct: Conduct) -> None:
        ids = self._network.ids
        behaving = RecordConduct(
            incident=incident,
            unit=ids[row.actor],
            conduct=conduct,
            at=self._when(row),
            kept_from=ids[row.recipient] if row.recipient else None,
        )
        self._do(record_conduct, behaving)

    def _show_knowing(self, incident: UUID, row: CaseRow) -> None:
        """Whoever orders or publishes something knows of it, if from nobody in the file, then from elsewhere."""
        knowing = {one.unit for one in self._file(incident).incident.knowledge}
        if self._network.ids[row.actor] not in knowing:
            self._learn(incident, row.actor, self._when(row), Means.OTHER)
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


def facts_of(row: CaseRow, source: UUID | None) -> tuple[Fact, ...]:
    figures = row.facts.figures()
    return tuple(
        Fact(figure=figure, value=value, as_of=row.when, source=source)
        for figure, value in figures.items()
    )


def _unsealed(subject: UUID, field: str, word: str) -> Sealed:
    raise AssertionError("a case holds no personal words")
