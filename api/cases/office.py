"""One actor's duty office out of a past case: a row enters its log when that office came to know it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from msgspec.structs import replace

from api.cases.acts import MEANS, Acts, facts_of
from api.cases.known import (
    OF_THE_SITE,
    final_figures,
    is_claimed,
    is_known,
    known_by,
    placed,
)
from api.cases.network import LONG_AGO, CaseNetwork
from api.cases.rules import PRESETS, book_for
from api.cases.scenario_words import CLASSES
from api.cases.shapes import Case, CaseRow, RowKind
from api.clock import VirtualClock, new_id
from contingency_plans.plan_subtypes import SUBTYPES
from desk.conduct import FindReportUntrue, find_report_untrue
from desk.incidents import (
    CloseIncident,
    DecideLevel,
    JudgeIncident,
    StateFacts,
    StateOccurrence,
    close_incident,
    decide_level,
    judge_incident,
    state_facts,
    state_occurrence,
)
from desk.log.log import Log, open_log
from desk.network import RegisterSheet, register_sheet
from desk.office import AdoptRules, FoundOffice, adopt_rules, found_office
from desk.opening import IncidentNumbered, Opening, open_without_call
from domain.incident import Means
from domain.incoming_report import Heard
from domain.notice import Rung
from domain.rulebook import book_of
from domain.times import Basis, WorldTime, moment
from domain.words import Level
from escalation.sweep import sweep

AFTERWARDS = timedelta(days=2)  # what was never reported has run out by then
ALARMS = 10_000
NOBODY = "none"  # the policy of a desk at which nobody sits: clocks run out and ring for nobody
LEVELS = {"extraordinary": Level.I, "major": Level.II, "large": Level.III, "ordinary": Level.IV}
ESTABLISHED, OVER = "事后查明", "往事重演到此为止"


def replay_as(case: Case, office: str, folder: Path) -> UUID:
    """Writes the log of that office into a folder that has none; returns the id of its own unit."""
    network = CaseNetwork(case)
    clock = VirtualClock(case.timeline[0].when.earliest)
    log = open_log(folder, clock, new_store_id=new_id())
    try:
        _Office(case, network, log, clock, office).play()
    finally:
        log.close()
    return network.ids[office]


class _Office(Acts):
    def __init__(
        self, case: Case, network: CaseNetwork, log: Log, clock: VirtualClock, office: str
    ) -> None:
        super().__init__(case, network, log, clock)
        self._own = office
        self._believed: list[UUID] = []  # reports taken for true that were not
        self._established = False
        self._placed = case.timeline[0].when

    def play(self) -> None:
        self._found()
        incident: UUID | None = None
        for row, at, when in self._rows():
            self._placed = when
            self._pass_until(at)
            if incident is None and is_known(row, self._own):
                incident = self._open(row)
            if incident and is_known(row, self._own):
                self._come_to_know(incident, row)
            elif incident and is_claimed(row):
                self._claim(incident, row)
        incident = incident or self._open(self._case.timeline[-1])
        self._establish(incident)
        self._pass_until(self._clock.at)
        self._run_out(self._clock.at + AFTERWARDS)
        self._do(judge_incident, JudgeIncident(incident=incident))
        self._do(close_incident, CloseIncident(incident=incident, reason=OVER))

    def _rows(self) -> Iterator[tuple[CaseRow, datetime, WorldTime]]:
        """Each with when it had certainly happened, and between which times it did."""
        return zip(self._case.timeline, known_by(self._case), placed(self._case), strict=True)

    def _when(self, row: CaseRow) -> WorldTime:
        return self._placed

    def _found(self) -> None:
        units = {one.unit: one.profile for one in self._network.units()}
        own = replace(units[self._network.ids[self._own]], parent=None)
        founding = FoundOffice(
            store_id=self._log.store_id, region_code="", profile=own, founded=LONG_AGO
        )
        self._do(found_office, founding)
        self._network.seat(self._own, self._desk.register().office.unit)
        self._do(register_sheet, RegisterSheet(units=tuple(self._network.units())))
        book = book_for(self._case)
        rules = (replace(rule, escalation_policy=NOBODY) for rule in book.rules)
        self._do(adopt_rules, AdoptRules(book=book_of(rules, book.policies), presets=PRESETS))

    def _open(self, row: CaseRow) -> UUID:
        """By what kind of incident it is: a case's title and its place may tell how it ended."""
        case = self._case
        heard = Heard(
            what=SUBTYPES.get(case.subtype) or CLASSES[case.category], klass=case.category
        )
        means = Means.REPORT if row.told == self._own else MEANS.get(row.kind, Means.OTHER)
        opening = Opening(heard=heard, subtype=case.subtype, learned=self._placed, means=means)
        incident = self._do(open_without_call, opening).answer(IncidentNumbered).incident
        before = case.timeline[: case.timeline.index(row)]
        for claimed in filter(is_claimed, before):
            self._claim(incident, claimed)
        return incident

    def _pass_until(self, at: datetime) -> None:
        """What runs out in between is on record at the moment it ran out."""
        self._run_out(at)
        self._clock.move_to(at)
        sweep(self._desk, self._clock.at)

    def _run_out(self, until: datetime) -> None:
        while due := self._next_clock(until):
            self._clock.move_to(due)
            sweep(self._desk, self._clock.at)

    def _next_clock(self, until: datetime) -> datetime | None:
        """A ring that nobody can answer goes on for days, and is no moment of its own."""
        for stream, at in self._log.due(until, ALARMS):
            rings = isinstance(self._log.stream(stream)[0].event, Rung)
            if at > self._clock.at and not rings:
                return at
        return None

    def _come_to_know(self, incident: UUID, row: CaseRow) -> None:
        untrue = row.kind is RowKind.FALSIFIED
        report = self._row(incident, replace(row, kind=RowKind.REPORTED) if untrue else row)
        if report and untrue:
            self._believed.append(report)

    def _claim(self, incident: UUID, row: CaseRow) -> None:
        self._do(state_occurrence, StateOccurrence(incident=incident, occurred=row.when))

    def _establish(self, incident: UUID) -> None:
        """What was true all the while, and who had known it, comes at the end."""
        self._established = True
        for row, _, when in self._rows():
            self._placed = when
            if not is_known(row, self._own) and not is_claimed(row):
                self._row(incident, row)
        found = moment(self._clock.at, Basis.DOCUMENT)
        for report in self._believed:
            finding = FindReportUntrue(report=report, found=found, reason=ESTABLISHED)
            self._do(find_report_untrue, finding)
        for row in final_figures(self._case):
            source = None if row.kind in OF_THE_SITE else self._network.ids[row.actor]
            if facts := facts_of(row, source):
                self._do(state_facts, StateFacts(incident=incident, facts=facts))
        if isinstance(self._case.level, str) and (level := LEVELS.get(self._case.level)):
            deciding = DecideLevel(
                incident=incident, level=level, decided=found, reason=ESTABLISHED
            )
            self._do(decide_level, deciding)

    def _happen(self, incident: UUID, row: CaseRow) -> None:
        stating = StateOccurrence(incident=incident, occurred=self._placed, reason=ESTABLISHED)
        self._do(state_occurrence, stating)
        super()._happen(incident, row)

    def _state(self, incident: UUID, row: CaseRow) -> None:
        """Afterwards only what was established counts, and no more what others took for true."""
        if not self._established:
            super()._state(incident, row)

    def _come_forward(self, incident: UUID, row: CaseRow) -> None:
        """Nobody here is taken to have told anybody what no row says."""
