"""Plays a case through the real desk under a virtual clock, row by row, each actor on what it knew."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from api.cases.acts import Acts
from api.cases.network import LONG_AGO, CaseNetwork
from api.cases.rules import PRESETS, book_for
from api.cases.shapes import Case
from api.clock import VirtualClock
from desk.incidents import JudgeIncident, judge_incident
from desk.log.log import open_log
from desk.network import RegisterSheet, register_sheet
from desk.office import AdoptRules, FoundOffice, adopt_rules, found_office
from desk.opening import IncidentNumbered, Opening, open_without_call
from domain.incident import Means
from domain.incoming_report import Heard
from domain.times import WorldTime
from domain.unit import UnitProfile
from domain.words import Tier, UnitKind
from escalation.sweep import sweep
from projections.incident_file import IncidentFile

DAYS_AFTERWARDS = 30  # what was never reported has run out by then
OBSERVER = UnitProfile(name="回放", short_name="回放", tier=Tier.UNIT, kind=UnitKind.OUTSIDE)


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


class _Replay(Acts):
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
