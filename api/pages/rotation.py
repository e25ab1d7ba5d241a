"""自动排班: a roster is made by rotation from a pattern and the people of each post, looked at, and confirmed as a draft."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Annotated, ClassVar, NamedTuple
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import AfterValidator, BaseModel, Field
from starlette.responses import Response

from api.acting import FormKey, act
from api.duty_month import posts_of
from api.guarding import Asking, genuine, may, running_of
from api.languages import language_of
from api.pages.names import Names, names_of
from api.pages.page import page, then
from api.running import Running
from api.typed import Word
from desk.access import Action
from desk.duty_patterns import PatternChoice, shipped_patterns
from desk.holidays import OfficeCalendar
from desk.roster import DraftRoster, draft_roster
from domain.duty_calendar import DutyCalendar
from domain.duty_pattern import Span
from domain.fairness import Fairness, fairness
from domain.kernel import Refused
from domain.rotation import Generated, generate
from domain.shift import DutyPost
from domain.working_days import BEIJING
from projections.desk_duties import SPECIAL_PERIODS
from projections.network import PersonRow

router = APIRouter(prefix="/roster/rotation", dependencies=[Depends(genuine)])

Drafting = Annotated[Asking, may(Action.DRAFT_ROSTER)]
DAYS_MAX = 366
BEFORE = timedelta(days=92)  # what was borne in the last quarter counts


def _seat(value: str) -> tuple[DutyPost, UUID]:
    post, _, person = value.partition(".")
    return DutyPost(post), UUID(person)


def _checked(value: str) -> str:
    """Raises ValueError."""
    _seat(value)
    return value


Named = Annotated[str, AfterValidator(_checked)]


class PatternUnknown(Refused):
    """没有这个排班模式"""

    EN: ClassVar[str] = "There is no such pattern"


class RotationTooLong(Refused):
    """起止日期不对：止不早于起，最长一年"""

    EN: ClassVar[str] = "The last day is not before the first, and a year is the most"


class SeatsUnfilled(Refused):
    """有岗位排不出人，请增加人员后再排"""

    EN: ClassVar[str] = "A post cannot be filled: name more people for it"


class RotationForm(BaseModel):
    """`people`: as post.person, any number of each post."""

    pattern: Word
    first: date
    last: date
    people: Annotated[list[Named], Field(max_length=2000)] = []

    def pools(self) -> dict[DutyPost, list[UUID]]:
        found: dict[DutyPost, list[UUID]] = {}
        for post, person in map(_seat, self.people):
            found.setdefault(post, []).append(person)
        return found


class Made(NamedTuple):
    form: RotationForm
    choice: PatternChoice
    rota: Generated
    shares: dict[DutyPost, Fairness]


@router.get("")
def choose(request: Request, asking: Drafting, pattern: str = "") -> Response:
    """First the pattern, then who shares each of its posts."""
    choices = shipped_patterns()
    chosen = choices.get(pattern)
    names, english = names_of(request), language_of(request) == "en"
    people = _of_desk(running_of(request), names)
    shown = {"choices": choices.values(), "chosen": chosen, "english": english}
    return page(request, asking, "rotation.html", names=names, people=people, **shown)


@router.post("/preview")
def look_at(request: Request, asking: Drafting, form: Annotated[RotationForm, Form()]) -> Response:
    """Nothing is recorded: the same form makes the same roster again."""
    made = _made(running_of(request), form)
    posts, names = posts_of(made.rota.shifts), names_of(request)
    return page(request, asking, "rotation_made.html", made=made, posts=posts, names=names)


@router.post("")
def confirm(
    request: Request, asking: Drafting, key: FormKey, form: Annotated[RotationForm, Form()]
) -> Response:
    made = _made(running_of(request), form)
    if made.rota.unfilled:
        raise SeatsUnfilled(len(made.rota.unfilled))
    command = DraftRoster(
        first=form.first,
        last=form.last,
        shifts=made.rota.shifts,
        source=made.choice.pattern.name,
    )
    act(request, asking, key, draft_roster, command)
    return then(f"/roster/{form.first}/{form.last}")


def _of_desk(running: Running, names: Names) -> list[PersonRow]:
    """Of our own unit, or with a seat in some shift: a township's clerks are no choice here."""
    register = running.desk.register()
    seated = {seat.person for one in register.duty.shifts.values() for seat in one.seats}
    ours = register.office.unit
    return [one for one in names.people if one.profile.unit == ours or one.id in seated]


def _made(running: Running, form: RotationForm) -> Made:
    """Raises PatternUnknown, RotationTooLong."""
    choice = shipped_patterns().get(form.pattern)
    if choice is None:
        raise PatternUnknown(form.pattern)
    if not 0 <= (form.last - form.first).days < DAYS_MAX:
        raise RotationTooLong
    register, pools = running.desk.register(), form.pools()
    days = OfficeCalendar(register.office.holidays)
    since = datetime.combine(form.first, time(), BEIJING)
    before = [one for _, one in register.duty.beginning(since - BEFORE, since)]
    asked = (choice.pattern, pools, form.first, form.last, days)
    away, special = _away(register.duty), _special(running, form)
    rota = generate(*asked, away=away, before=before, special=special)
    shares = {post: fairness(rota.shifts, some, days) for post, some in pools.items()}
    return Made(form, choice, rota, shares)


def _special(running: Running, form: RotationForm) -> frozenset[date]:
    """Of the days asked for, those of a special period on record."""
    rows = running.boards.read(lambda follower: list(follower.rows[SPECIAL_PERIODS.name].values()))
    days = (form.first + timedelta(days=n) for n in range((form.last - form.first).days + 1))
    return frozenset(day for day in days if any(row.period.holds(day) for row in rows))


def _away(duty: DutyCalendar) -> dict[UUID, list[Span]]:
    away: dict[UUID, list[Span]] = {}
    for one in duty.away:
        away.setdefault(one.person, []).append(Span(one.since, one.until))
    return away
