"""What may happen at a duty desk in any order: each move is a real command, chosen by a name and a number.

    desk = Moves(office)
    desk.play("call", 3)

A move that the domain refuses has happened as well: it left nothing.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from desk.clocks import ExcuseDeadline, excuse_deadline
from desk.duty import CheckIn, SetShift, ShiftAnswer, check_in, set_shift
from desk.incidents import (
    AnnulIncident,
    AssignClass,
    CloseIncident,
    DecideLevel,
    MarkResponse,
    MarkSensitivity,
    MergeIncidents,
    RecordKnowledge,
    StateFacts,
    StateOccurrence,
    annul_incident,
    assign_class,
    close_incident,
    decide_level,
    end_response,
    mark_sensitivity,
    merge_incidents,
    record_knowledge,
    start_response,
    state_facts,
    state_occurrence,
)
from desk.network import CloseUnit, RegisterUnit, close_unit, register_unit
from desk.office import DoubtClock, ExplainClock, doubt_clock, explain_clock
from desk.reports import (
    DraftReport,
    ReportAnswer,
    SendReport,
    SignReport,
    draft_report,
    send_report,
    sign_report,
)
from domain.deadline import Standing
from domain.facts import Fact, Figure
from domain.incident import IncidentOpened
from domain.kernel import Refused
from domain.office import DoubtKind
from domain.shift import DutyPost, Seat
from domain.words import IncidentClass, Level, Stage, Tier
from escalation.sweep import sweep
from escalation.verdicts import Verdicts
from tests.support.office import profile
from tests.support.orders import ORDERS
from tests.support.passings import PASSINGS
from tests.support.response_moves import RESPONSES

EXERCISE_OF = {4: "演练一", 9: "演练二"}
FIGURES, LEVELS, CLASSES = tuple(Figure), tuple(Level), tuple(IncidentClass)
MINUTES = (1, 9, 31, 45, 60, 61, 119, 120, 121, 400, 2_000, 50_000)


class Moves:
    def __init__(self, office):
        self.office = office
        self.people = [office.person(name) for name in ("周敏", "何志远", "沈立群")]
        self.exercises = [office.person(name) for name in EXERCISE_OF.values()]  # any ids will do
        self.shifts, self.reports = [], []

    def play(self, move, n):
        with suppress(Refused, LookupError):
            MOVES[move](self, n)

    def incident(self, n):
        opened = self.office.events(IncidentOpened.TOPIC)
        return opened[n % len(opened)].originator_id if opened else self.nothing()

    def nothing(self):
        raise LookupError

    def hop(self, n):
        o = self.office
        ladder = ((o.county, o.city), (o.town, o.county), (o.works, o.town), (o.works, o.county))
        return ladder[n % len(ladder)]

    def stage(self, n):
        return (Stage.FIRST, Stage.FOLLOW_UP, Stage.FINAL)[n % 3]

    def call(self, n):
        exercise = self.exercises[n % 2] if n in EXERCISE_OF else None
        caller = (None, self.office.town, self.office.works)[n % 3]
        self.office.call(f"第{n}起", caller=caller, klass=CLASSES[n % 5], exercise=exercise)

    def second_source(self, n):
        self.office.call("又一来电", same_as=self.incident(n), caller=self.hop(n)[0])

    def by_word(self, n):
        made = self.office.at(minutes=-MINUTES[n]) if n % 3 == 0 else None
        self.office.by_word(self.incident(n), *self.hop(n // 2), made, stage=self.stage(n))

    def written(self, n):
        entity, recipient = self.hop(n)
        drafting = DraftReport(
            incident=self.incident(n), entity=entity, recipient=recipient, text="情况报告"
        )
        report = self.office.do(draft_report, drafting).answer(ReportAnswer).report
        signing = SignReport(report=report, signer=self.people[0], signed=self.office.at())
        self.office.do(sign_report, signing)
        self.reports.append(report)

    def send(self, n):
        report = self.reports[n % len(self.reports)] if self.reports else self.nothing()
        self.office.do(send_report, SendReport(report=report, sent=self.office.at()))

    def on_incident(self, handler, command, n, **fields):
        self.office.do(handler, command(incident=self.incident(n), **fields))

    def merge(self, n):
        merging = MergeIncidents(duplicate=self.incident(n), survivor=self.incident(n + 1))
        self.office.do(merge_incidents, merging)

    def excuse(self, n):
        clocks = self.office.clocks(self.incident(n))
        for id in [id for id, one in clocks.items() if one.standing is Standing.RAN_OUT]:
            self.office.do(excuse_deadline, ExcuseDeadline(deadline=id, reason="基站损毁"))

    def shift(self, n):
        posts = (DutyPost.LEAD_OFFICER, DutyPost.SECOND_OFFICER, DutyPost.DUTY_LEADER_ON_SITE)
        seats = zip(posts, self.people[n % 3 :] + self.people[: n % 3], strict=True)
        setting = SetShift(
            starts=self.office.clock.at,
            ends=self.office.clock.at + timedelta(hours=24),
            seats=tuple(Seat(post=post, person=person) for post, person in seats),
            set_at=self.office.at(),
            begins_watch=not self.shifts,
        )
        self.shifts.append(self.office.do(set_shift, setting).answer(ShiftAnswer).shift)

    def arrival(self, n):
        shift = self.shifts[n % len(self.shifts)] if self.shifts else self.nothing()
        arriving = CheckIn(shift=shift, person=self.people[n % 3], arrived=self.office.at())
        self.office.do(check_in, arriving)

    def time(self, n):
        self.office.clock.forward(minutes=MINUTES[n])
        sweep(self.office.desk, self.office.clock.at)

    def doubt(self, n):
        now = self.office.clock.at
        kind = tuple(DoubtKind)[n % 3]
        self.office.do(doubt_clock, DoubtClock(kind=kind, wall=now, now=now, drift_us=n))

    def explain(self, n):
        self.office.do(explain_clock, ExplainClock(explanation="已核对", follow_wall=False))
        Verdicts(self.office.desk).reach(self.office.clock.at)

    def rename(self, n):
        renamed = profile(f"青石镇{n}", Tier.TOWNSHIP, parent=self.office.county)
        revising = RegisterUnit(
            unit=self.office.town, profile=renamed, effective=self.office.clock.at
        )
        self.office.do(register_unit, revising)

    def close_works(self, n):
        closing = CloseUnit(unit=self.office.works, effective=self.office.clock.at, reason="停产")
        self.office.do(close_unit, closing)


def _facts(desk, n):
    fact = Fact(figure=FIGURES[n % len(FIGURES)], value=n % 4, as_of=desk.office.at())
    desk.on_incident(state_facts, StateFacts, n // 2, facts=(fact,))


def _knowledge(desk, n):
    learned, unit = desk.office.at(minutes=-MINUTES[n]), desk.hop(n)[0]
    desk.on_incident(record_knowledge, RecordKnowledge, n, unit=unit, learned=learned)


def _occurrence(desk, n):
    occurred = desk.office.at(minutes=-MINUTES[n])
    desk.on_incident(state_occurrence, StateOccurrence, n // 2, occurred=occurred)


def _level(desk, n):
    level, decided = LEVELS[n % 5], desk.office.at()
    desk.on_incident(decide_level, DecideLevel, n // 2, level=level, decided=decided)


MOVES = {
    "call": Moves.call,
    "second source": Moves.second_source,
    "by word": Moves.by_word,
    "written": Moves.written,
    "send": Moves.send,
    "merge": Moves.merge,
    "excuse": Moves.excuse,
    "shift": Moves.shift,
    "arrival": Moves.arrival,
    "time": Moves.time,
    "doubt": Moves.doubt,
    "explain": Moves.explain,
    "rename": Moves.rename,
    "close works": Moves.close_works,
    "facts": _facts,
    "knowledge": _knowledge,
    "occurrence": _occurrence,
    "level": _level,
    "class": lambda d, n: d.on_incident(assign_class, AssignClass, n, klass=CLASSES[n % 5]),
    "sensitive": lambda d, n: d.on_incident(
        mark_sensitivity, MarkSensitivity, n // 2, sensitive=n % 2 == 0
    ),
    "response": lambda d, n: d.on_incident(start_response, MarkResponse, n, at=d.office.at()),
    "response ends": lambda d, n: d.on_incident(end_response, MarkResponse, n, at=d.office.at()),
    "annul": lambda d, n: d.on_incident(annul_incident, AnnulIncident, n, reason="误报"),
    "close": lambda d, n: d.on_incident(close_incident, CloseIncident, n, reason="处置完毕"),
    **ORDERS,
    **PASSINGS,
    **RESPONSES,
}
