"""What may happen to a register of plans, to the list of required ones and to incidents, in any order."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

from msgspec.structs import replace

from contingency_plans import plan as plans
from contingency_plans.plan import plan_id
from contingency_plans.plan_events import (
    PlanExercised,
    PlanProfileRevised,
    PlanRegistered,
    PlanVersionAdded,
    PlanVersionReplaced,
    PlanVersionRestated,
    PlanWithdrawn,
)
from contingency_plans.plan_words import ExerciseForm, PlanType
from desk.incidents import AssignClass, assign_class
from desk.plan_requirements import (
    AdoptRequirements,
    DropRequirement,
    PinPlan,
    SetRequirement,
    SettleRequirements,
    UnpinPlan,
    adopt_requirements,
    drop_requirement,
    pin_plan,
    set_requirement,
    settle_all_requirements,
    unpin_plan,
)
from domain.kernel import Refused, fold
from domain.words import IncidentClass
from tests.support.moves import Moves
from tests.support.plans import PROFILE, day, version
from tests.support.registered import told
from tests.support.requirements import FLOODS, GAS, OVERALL

NATURE, ACCIDENT = IncidentClass.NATURAL_DISASTER, IncidentClass.ACCIDENT
PLACES = ("临江县", "邻江县")
PROFILES = tuple(
    replace(PROFILE, title=title, type=type, classes=classes, subtypes=subtypes, jurisdiction=place)
    for title, type, classes, subtypes, place in (
        ("临江县总体应急预案", PlanType.OVERALL, (), (), PLACES[0]),
        ("临江县防汛应急预案", PlanType.SPECIAL, (NATURE,), ("flood",), PLACES[0]),
        ("临江县水旱灾害应急预案", PlanType.SPECIAL, (), ("flood", "drought"), PLACES[0]),
        ("临江县燃气事故应急预案", PlanType.SPECIAL, (ACCIDENT,), (), PLACES[0]),
        ("燃气局燃气事故应急预案", PlanType.DEPARTMENT, (ACCIDENT,), ("gas",), PLACES[0]),
        ("邻江县防汛应急预案", PlanType.SPECIAL, (NATURE,), ("flood",), PLACES[1]),
        ("临江县某厂应急预案", PlanType.UNIT, (ACCIDENT,), (), PLACES[0]),
    )
)
YEARS = (2018, 2021, 2024, 2026, 2027)
KINDS = ((NATURE, "flood"), (NATURE, ""), (ACCIDENT, "gas"), (IncidentClass.UNKNOWN, ""))
REQUIRED = (OVERALL, FLOODS, GAS)


class PlanMoves(Moves):
    def plan(self, n):
        """Registered when it is first spoken of."""
        profile = PROFILES[n % len(PROFILES)]
        id = plan_id(self.office.county, profile.jurisdiction, profile.title)
        if not self.office.log.stream(id):
            self.told(id, PlanRegistered(plan=id, profile=profile))
        return id

    def told(self, id, *events):
        told(self.office, id, *events)

    def version(self, n):
        """One that is on record."""
        id = self.plan(n)
        state = fold(plans.evolve, None, (one.event for one in self.office.log.stream(id)))
        return id, state.versions[n % len(state.versions)] if state.versions else self.nothing()


def _add(desk, n):
    id = desk.plan(n)
    issued = day(YEARS[n % 5], 1 + n % 12) if n % 4 else None
    until = date(2026, 11, 20) + timedelta(days=n) if n % 5 == 2 else None
    fresh = replace(version(f"{n}号", issued, id), draft=n % 6 == 5, valid_until=until)
    if fresh.id not in {one.id for one in _versions(desk, id)}:
        desk.told(id, PlanVersionAdded(version=fresh))


def _versions(desk, id):
    return fold(plans.evolve, None, (one.event for one in desk.office.log.stream(id))).versions


def _restate(desk, n):
    id, known = desk.version(n)
    better = replace(known, issued=day(YEARS[(n + 1) % 5]), draft=False)
    desk.told(id, PlanVersionRestated(version=better))


def _replace(desk, n):
    id, known = desk.version(n)
    on = (None, date(2026, 11, 25), date(2025, 6, 1))[n % 3]
    desk.told(id, PlanVersionReplaced(version=known.id, by=None, on=on, words="废止"))


def _exercised(desk, n):
    id, known = desk.version(n)
    held = PlanExercised(
        version=known.id, exercise=None, form=ExerciseForm.LIVE, held=desk.office.at(), words="x"
    )
    desk.told(id, held)


def _adopt(desk, n):
    command = AdoptRequirements(
        title="清单",
        source="x",
        places=PLACES[: 1 + n % 2],
        drafting_days=365,
        required=REQUIRED[n % 2 :],
    )
    desk.office.do(adopt_requirements, command)


def _classed(desk, n):
    klass, subtype = KINDS[n % 4]
    command = AssignClass(incident=desk.incident(n), klass=klass, subtype=subtype)
    desk.office.do(assign_class, command)


def _retitled(desk, n):
    desk.told(desk.plan(n), PlanProfileRevised(profile=PROFILES[(n + 1) % len(PROFILES)]))


def _pin(desk, n, handle, command):
    told = command(requirement=REQUIRED[n % 3].id, plan=desk.plan(n), reason="x")
    desk.office.do(handle, told)


def _day(desk, n):
    desk.office.clock.forward(days=n % 5)
    desk.office.do(settle_all_requirements, SettleRequirements())


PLAN_MOVES = {
    "register": lambda d, n: d.plan(n),
    "add": _add,
    "restate": _restate,
    "replace": _replace,
    "withdraw": lambda d, n: d.told(d.plan(n), PlanWithdrawn(reason="误登")),
    "retitle": _retitled,
    "exercised": _exercised,
    "adopt": _adopt,
    "set": lambda d, n: d.office.do(
        set_requirement, SetRequirement(required=replace(REQUIRED[n % 3], owner_words=f"局{n % 2}"))
    ),
    "drop": lambda d, n: d.office.do(drop_requirement, DropRequirement(requirement="gas")),
    "pin": lambda d, n: _pin(d, n, pin_plan, PinPlan),
    "unpin": lambda d, n: _pin(d, n, unpin_plan, UnpinPlan),
    "classed": _classed,
    "day": _day,
}


def play(desk, move, n):
    """One of these, or one of a desk's."""
    if move in PLAN_MOVES:
        with suppress(Refused, LookupError):
            PLAN_MOVES[move](desk, n)
    else:
        desk.play(move, n)
