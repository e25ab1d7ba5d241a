"""A random office in the middle of random exercises: people, channels, lists, rings, tellings and what was tried."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from types import SimpleNamespace
from uuid import UUID

from msgspec.structs import replace

from contingency_plans import exercise as exercises
from contingency_plans.exercise_events import (
    ExerciseEnded,
    ExerciseEnding,
    ExerciseHeldUp,
    ExerciseStarted,
    HoldCause,
    Recipients,
)
from domain.escalation_policy import Duty, Manner
from domain.notice import Outcome, RingCause
from domain.person import PersonProfile
from domain.telling import TellingKind
from domain.words import IncidentClass
from escalation.channels.settings import CommandSettings, Reaches
from escalation.sending import RingKey, Tries
from projections.attendance import ATTENDANCE
from projections.exercises import EXERCISES, ExerciseRow
from projections.network import PEOPLE, UNITS, PersonRow
from projections.office import OFFICE
from projections.open_clocks import OPEN_CLOCKS
from projections.open_incidents import INCIDENT_NAMES, OPEN_INCIDENTS, IncidentRow
from projections.rings import RINGS, RingRow
from projections.rows import Rows
from projections.tellings import TELLINGS, TellingRow
from tests.support.exercised import planned
from tests.support.ladder import NINE, unit_id

VIEWS = (
    ATTENDANCE,
    OFFICE,
    EXERCISES,
    INCIDENT_NAMES,
    OPEN_CLOCKS,
    OPEN_INCIDENTS,
    PEOPLE,
    RINGS,
    TELLINGS,
    UNITS,
)
MANNERS = (Manner.RING, Manner.VOICE, Manner.SIREN)


class RandomOffice:
    """`lists`: of every exercise that is on, whom its list names; `phones`: whose number is whose."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.rows = {view.name: Rows(view.row, lambda _: None) for view in VIEWS}
        self.people = [self._id() for _ in range(self.chance.randint(2, 5))]
        self.phones = {f"139{number:08d}": one for number, one in enumerate(self.people)}
        self.channels = [self._channel(n) for n in range(self.chance.randint(1, 4))]
        self.lists: dict[UUID, Recipients] = {}
        for phone, one in self.phones.items():
            profile = PersonProfile(name=f"人{phone[-1]}", unit=unit_id("county"), phone=phone)
            self._put(PEOPLE, one, PersonRow(one, profile))
        on = [self._exercise() for _ in range(self.chance.randint(1, 3))]
        self.exercises = [*on, self._id(), None]
        self.rings = [self._ring() for _ in range(self.chance.randint(1, 25))]
        for _ in range(self.chance.randint(0, 4)):
            self._telling()
        self.tried = dict(filter(None, (self._tries(one) for one in self.rings)))
        self.shut = frozenset(one.name for one in self.channels if self.chance.random() < 0.1)

    def moment(self) -> datetime:
        return NINE + timedelta(seconds=self.chance.randint(0, 4000))

    def _put(self, view, key: UUID, row) -> None:
        self.rows[view.name].put(key, row)
        self.rows[view.name].keep()

    def _id(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128))

    def _some(self, among: list) -> tuple:
        return tuple(one for one in among if self.chance.random() < 0.4)

    def _channel(self, number: int) -> CommandSettings:
        fixed = self.chance.random() < 0.3
        return CommandSettings(
            kind="command",
            name=f"通道{number}",
            reaches=Reaches.FIXED if fixed else Reaches.MOBILE,
            to=f"群{number}" if fixed else "",
            exercises=self.chance.random() < 0.7,
            manners=MANNERS,
            program=("/bin/true",),
        )

    def _exercise(self) -> UUID:
        id = self._id()
        recipients = Recipients(
            persons=self._some(self.people),
            units=self._some([unit_id("county"), unit_id("town")]),
            channels=self._some([one.name for one in self.channels]),
        )
        state = exercises.evolve(None, replace(planned(recipients=recipients), exercise=id))
        for happened in self._history():
            state = exercises.evolve(state, happened)
        if state.is_on:
            self.lists[id] = recipients
        self._put(EXERCISES, id, ExerciseRow(id, state))
        return id

    def _history(self):
        started = ExerciseStarted(at=NINE, ends_at=NINE, real_open=0, next_at=None)
        held = ExerciseHeldUp(cause=HoldCause.BY_HAND, words="", at=NINE, next_at=None)
        ended = ExerciseEnded(how=ExerciseEnding.BY_PERSON, words="", at=NINE, next_at=None)
        stages = ((), (started,), (started,), (started, held), (started, ended))
        return self.chance.choice(stages)

    def _ring(self) -> RingRow:
        id, incident, part_of = self._id(), self._id(), self.chance.choice(self.exercises)
        exercise = part_of is not None
        about = SimpleNamespace(exercise=exercise)
        row = IncidentRow(
            incident, "演2026-0001", exercise, "山洪", IncidentClass.ACCIDENT, None, NINE
        )
        self._put(OPEN_INCIDENTS, incident, row)
        ring = RingRow(
            id=id,
            incident=incident,
            person=self.chance.choice([*self.people, None]),
            duty=Duty.LEADER,
            number=1,
            cause=RingCause.GRAVE,
            manner=self.chance.choice(MANNERS),
            clocks=(),
            rung_at=NINE + timedelta(seconds=self.chance.randint(0, 600)),
            exercise=about.exercise,
            grave=True,
            part_of=part_of,
        )
        self._put(RINGS, id, ring)
        return ring

    def _telling(self) -> None:
        id, person = self._id(), self.chance.choice(self.people)
        kind, part_of = TellingKind.SEAT_ASKED, self.chance.choice(self.exercises)
        self._put(TELLINGS, id, TellingRow(id, person, kind, "请知悉", NINE, NINE, part_of))

    def _tries(self, ring: RingRow):
        """Tried before by some channel, to whomever it reached then: it ended, or failed."""
        if self.chance.random() < 0.6:
            return None
        channel = self.chance.choice(self.channels)
        outcome = self.chance.choice(list(Outcome))
        over = ring.rung_at + timedelta(seconds=self.chance.randint(0, 400))
        accepted = int(outcome is Outcome.ACCEPTED)
        tries = Tries(
            address=channel.to or self.chance.choice(list(self.phones)),
            attempts=1,
            accepted=accepted,
            failures=1 - accepted,
            begun=over,
            over=over,
            outcome=outcome,
        )
        return (RingKey(ring.id, 1), channel.name), tries
