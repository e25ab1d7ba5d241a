"""What pages and programs are handed: plain frozen data, no words of any language, no clock inside."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from domain.escalation_policy import Duty, Manner
from domain.handover import Device
from domain.notice import Outcome, RingCause
from domain.office import DoubtKind
from domain.rule import Bindingness, Citation, Form
from domain.shift import DutyPost
from domain.spot_check_words import CheckMethod
from domain.tasking import Awaited
from domain.words import Channel, IncidentClass, Level, Stage
from projections.banner_shapes import BrokenChannel, RestoredLine, Sound
from projections.exercise_shapes import ExerciseLine, TurnedLine
from projections.plan_shapes import PlanClockLine, ResponseLine
from projections.reading_trail import TrailRow
from projections.review_shapes import LessonLine


class OnDuty(Struct, frozen=True):
    """One seat of the responsible shift. `arrived` None: not checked in."""

    post: DutyPost
    name: str
    phone: str
    arrived: datetime | None


class WhereLine(Struct, frozen=True):
    """For the boards: names and posts; how somebody is reached is on a page of its own."""

    name: str
    post: str
    place: str
    starts: datetime
    until: datetime
    stand_in: str
    away: bool
    ran_out: bool


class ClockLine(Struct, frozen=True):
    """One clock to act on: who owes whom what by when."""

    id: UUID
    incident: UUID
    number: str
    title: str
    exercise: bool
    rule: str
    who: str
    whom: str
    ours: bool  # our own office owes it; otherwise somebody is to be chased
    stage: Stage
    channel: Channel | None
    form: Form
    start_at: datetime
    due_at: datetime
    ran_out: bool
    chimed_at: datetime | None  # when its chime came
    counted: bool  # False: a task to do at once, nobody is late
    confirmed: bool  # False: 待核, a reminder
    bindingness: Bindingness
    citation: Citation
    lost: bool = False  # due in a time of which the log was put back without its records


class IncidentCard(Struct, frozen=True):
    """One open incident. A figure that is absent is unknown; 0 is confirmed none."""

    id: UUID
    number: str
    title: str
    exercise: bool
    klass: IncidentClass
    level: Level
    place: str
    sensitive: bool
    figures: dict[str, int]
    sources: int
    opened_at: datetime
    last_report_at: datetime | None
    open_clocks: int
    ran_out: int


class Missing(Struct, frozen=True):
    """Somebody whose shift has begun without him: late, or absent."""

    shift: UUID
    post: DutyPost
    person: UUID
    name: str
    phone: str
    since: datetime
    absent: bool


class Watched(Struct, frozen=True):
    """Who answers now, and until when; and who has not come."""

    seats: tuple[OnDuty, ...] = ()
    ends: datetime | None = None  # None: no watch has begun
    missing: tuple[Missing, ...] = ()


class RingLine(Struct, frozen=True):
    """One person, or one post, who is rung about one incident or shift, or has taken it over until then."""

    id: UUID
    incident: UUID | None
    number: str
    title: str
    exercise: bool
    ring: int  # which ring of this notice: an answer names it
    duty: Duty
    person: UUID | None  # None: the desk itself, also where nobody holds the post
    name: str
    phone: str
    level: Level
    manner: Manner
    cause: RingCause
    clocks: int
    due_at: datetime | None  # the earliest of its clocks; None: it rings for the incident alone
    rung_at: datetime
    acknowledged_by: str
    words: str  # with which it was answered: 15分钟内到岗
    lease_until: datetime | None  # None: nobody has answered
    outcomes: dict[str, Outcome]
    shift: UUID | None = None
    absent: tuple[str, ...] = ()  # who of the shift has not come, by name
    unlisted: bool = False  # of an exercise, and not on its list: nobody rings this person
    lost: bool = False  # its earliest clock was due in a time whose records are missing


class TaskingLine(Struct, frozen=True):
    """One thing a leader asked of somebody, and what is awaited next."""

    id: UUID
    incident: UUID
    number: str
    exercise: bool
    whom: str
    what: str
    round: int
    awaited: Awaited
    due_at: datetime
    ran_out: bool


class SignatureLine(Struct, frozen=True):
    """A report that lies before a leader since `asked_at`, and when somebody else is woken for it."""

    id: UUID
    incident: UUID
    number: str
    exercise: bool
    whom: str
    asked_at: datetime
    due_at: datetime
    ran_out: bool


class CheckLine(Struct, frozen=True):
    """One round of spot checks: whom nobody answered for, and what is still to be put right."""

    id: UUID
    number: str
    method: CheckMethod
    open: bool
    asked: int  # of `units`
    units: int
    failed: int
    again_at: datetime | None  # by when the next one is to be rung again
    overdue: int  # of those, by how many nobody did it
    to_rectify: int
    rectify_at: datetime | None  # the first of them
    rectify_over: int


class DeskDutyLine(Struct, frozen=True):
    """One thing the desk owes, or a unit below owes it."""

    id: UUID
    name: str
    unit: str  # "" our own
    opens_at: datetime
    due_at: datetime
    nil_allowed: bool
    words: str
    ran_out: bool
    chimed_at: datetime | None


class Fault(Struct, frozen=True):
    """Something the desk works with that is faulty since then, as the last test found it."""

    device: Device
    since: datetime
    words: str


class Board(Struct, frozen=True):
    """The whole board as of log position `seq`: real things before exercises, run-out before running."""

    seq: int
    office: str
    epoch: int
    duty: Watched
    clocks: tuple[ClockLine, ...]
    plan_clocks: tuple[PlanClockLine, ...]
    responses: tuple[ResponseLine, ...]
    incidents: tuple[IncidentCard, ...]
    rings: tuple[RingLine, ...]
    taskings: tuple[TaskingLine, ...]
    signatures: tuple[SignatureLine, ...]
    checks: tuple[CheckLine, ...]
    desk_duties: tuple[DeskDutyLine, ...]
    whereabouts: tuple[WhereLine, ...]
    channels: tuple[BrokenChannel, ...]
    faults: tuple[Fault, ...]
    sound: Sound
    doubt: DoubtKind | None
    degraded: tuple[str, ...]  # streams with an event that could not be read
    exercise: ExerciseLine | None
    turned_real: tuple[TurnedLine, ...]
    lessons: tuple[LessonLine, ...] = ()
    restored: RestoredLine | None = None
    trail: TrailRow | None = None  # why it is not known who reads

    @property
    def epoch_after(self) -> int:
        """The last position that this epoch took over from the one before; 0 in the first."""
        return self.restored.after if self.restored else 0

    @property
    def queue(self) -> tuple[ClockLine | PlanClockLine, ...]:
        """Everything that counts down: an exercise never pushes a real one down, what has run out stands first."""
        lines: list[ClockLine | PlanClockLine] = [*self.clocks, *self.plan_clocks]
        return tuple(sorted(lines, key=lambda one: (one.exercise, not one.ran_out, one.due_at)))
