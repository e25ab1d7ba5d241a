"""抽查页所示: which desks can be asked by which way, whom to ring at which number, and every desk's line of a round."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from api.running import Running
from desk.draft import Unknown
from desk.spot_check_rounds import spot_check_rules
from domain.spot_check import CheckedUnit, SpotCheck
from domain.spot_check_commands import drawn_unit
from domain.spot_check_due import UNREACHED, follow_up_at, next_step
from domain.spot_check_words import Candidate, CheckMethod, CheckOutcome, CheckStep
from domain.words import UnitKind
from projections.network import PEOPLE, UNITS, PersonRow, UnitRow
from projections.spot_check_results import seconds_waited
from projections.spot_check_risk import lots, risks
from projections.spot_check_turn import Turn, turn_of
from projections.spot_checks import SPOT_CHECKS, RoundRow

BY_TELEPHONE = frozenset({CheckMethod.PHONE, CheckMethod.SATELLITE})
OF_TELEPHONES = frozenset(
    {
        CheckOutcome.RANG_TOO_LONG,
        CheckOutcome.BUSY,
        CheckOutcome.WRONG_NUMBER,
        CheckOutcome.FORWARDED,
    }
)
SILENT = frozenset({CheckOutcome.NOT_IN_TIME, CheckOutcome.NO_ANSWER})
RUNG_IN_VAIN = SILENT | OF_TELEPHONES - {CheckOutcome.RANG_TOO_LONG}
NOBODY_THERE = {
    CheckMethod.PHONE: RUNG_IN_VAIN,
    CheckMethod.SATELLITE: RUNG_IN_VAIN,
    CheckMethod.VIDEO: frozenset({CheckOutcome.NOT_IN_TIME, CheckOutcome.VIDEO_OFFLINE}),
    CheckMethod.VISIT: frozenset({CheckOutcome.NO_ANSWER}),
    CheckMethod.LINK: SILENT,
}
POSTS = {  # words of the posts that are rung at a step
    CheckStep.LEADER: ("带班", "值班领导"),
    CheckStep.HEAD: ("主要负责人", "书记", "镇长", "乡长", "主任", "局长"),
}
KEYS = dict(zip(CheckOutcome, "1234567890-", strict=True))  # one each, in the order of the list


class UnitLine(NamedTuple):
    """One desk of a round. `again_at`: by when somebody is to be rung again, and `step` whom."""

    unit: CheckedUnit
    name: str
    number: str
    seconds: int | None
    step: CheckStep | None
    again_at: datetime | None

    @property
    def may_call_back(self) -> bool:
        last = self.unit.calls[-1] if self.unit.calls else None
        return bool(last and not last.reached and last.outcome in (None, *UNREACHED))


def desks(running: Running) -> list[UnitRow]:
    """The units below this office, by name."""
    register = running.desk.register()
    ours = register.office.unit
    below = register.network.subtree(ours) - {ours}
    rows = running.boards.read(lambda follower: list(follower.rows[UNITS.name].values()))
    own = (one for one in rows if one.id in below and not one.closed)
    return sorted((one for one in own if _has_desk(one)), key=lambda one: one.profile.name)


def reachable(running: Running, method: CheckMethod) -> list[UnitRow]:
    """Who can be asked this way: by a duty phone on the register, or by a link on the unit's own screen."""
    if method is CheckMethod.LINK:
        held = running.vault.unit_links.held(running.clock().now)
        return [one for one in desks(running) if one.id in held]
    return [one for one in desks(running) if one.profile.duty_phone]


def weighed(
    running: Running, units: list[UnitRow], warned: list[UUID]
) -> tuple[int, tuple[Candidate, ...]]:
    """The position of the log at which it was read, and the lots."""
    now, rules = running.clock().now, spot_check_rules()
    as_of, found = running.boards.read(
        lambda follower: (follower.position, risks(follower.rows, warned, rules, now))
    )
    return as_of, lots((one.id for one in units), found, rules)


def round_of(running: Running, id: UUID) -> RoundRow:
    """Raises Unknown."""
    row: RoundRow | None = running.boards.read(
        lambda follower: follower.rows[SPOT_CHECKS.name].get(id)
    )
    if row is None:
        raise Unknown(id)
    return row


def lines_of(running: Running, check: SpotCheck) -> list[UnitLine]:
    return list(_lines(running, check, check.began.limits.recheck_within))


def number_of(
    running: Running, check: SpotCheck, unit: UUID, step: CheckStep, person: UUID | None = None
) -> str:
    """What is dialled at this step; blank where nobody is rung by telephone. Raises NotDrawn, Unknown."""
    drawn_unit(check, unit)
    if step in (CheckStep.LEADER, CheckStep.HEAD):
        found = (one for one in people_of(running, unit, step) if one.id == person)
        return _phone(next(found, None), person)
    if step is CheckStep.CHECK and check.began.method not in BY_TELEPHONE:
        return ""
    row = running.boards.read(lambda follower: follower.rows[UNITS.name].get(unit))
    return row.profile.duty_phone if row else ""


def people_of(running: Running, unit: UUID, step: CheckStep) -> list[PersonRow]:
    """Those of the unit who have a telephone; whose post sounds like this step's stands first, the officer chooses."""
    rows = running.boards.read(lambda follower: list(follower.rows[PEOPLE.name].values()))
    own = (one for one in rows if one.profile.unit == unit and one.profile.phone)
    sought = POSTS.get(step, ())
    return sorted(own, key=lambda one: not any(word in _posts(one) for word in sought))


def turn_shown(running: Running, check: SpotCheck, wanted: UUID | None) -> dict[str, Any]:
    """Whose turn it is, with what is dialled and what can be said of it."""
    turn = turn_of(check, running.clock().now, wanted)
    return {
        "check": check,
        "turn": turn,
        "number": turn and number_of(running, check, turn.unit, turn.step),
        "people": people_of(running, turn.unit, turn.step) if turn else [],
        "keys": keys_of(check.began.method, turn),
    }


def keys_of(method: CheckMethod, turn: Turn | None) -> dict[CheckOutcome, str]:
    """What can come of it as it stands: whoever answered is not absent from the line, and no screen is busy."""
    first = turn is None or turn.step is CheckStep.CHECK
    asked = method if first else CheckMethod.PHONE
    shown = NOBODY_THERE[asked]
    if turn and turn.call and turn.call.reached:
        told = {*CheckOutcome} - UNREACHED | {CheckOutcome.NOT_IN_TIME, CheckOutcome.WRONG_NUMBER}
        shown = frozenset(told if asked in BY_TELEPHONE else told - OF_TELEPHONES)
    return {one: key for one, key in KEYS.items() if one in shown}


def _lines(running: Running, check: SpotCheck, within: timedelta) -> Iterator[UnitLine]:
    names = running.boards.read(lambda follower: dict(follower.rows[UNITS.name].items()))
    for unit in check.units:
        row = names[str(unit.unit)]
        yield UnitLine(
            unit=unit,
            name=row.profile.name,
            number=row.profile.duty_phone,
            seconds=seconds_waited(unit),
            step=next_step(unit),
            again_at=follow_up_at(unit, within),
        )


def _phone(found: PersonRow | None, asked: UUID | None) -> str:
    """Raises Unknown for somebody of another unit."""
    if found is None and asked:
        raise Unknown(asked)
    return found.profile.phone if found else ""


def _posts(person: PersonRow) -> str:
    return " ".join(one.post for one in person.posts)


def _has_desk(unit: UnitRow) -> bool:
    return unit.profile.kind is not UnitKind.OUTSIDE
