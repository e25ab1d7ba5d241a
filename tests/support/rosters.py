"""An October at a duty desk: who sits there day by day, from half past eight to half past eight."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from desk.log.envelope import Acting
from desk.roster import DraftRoster, PublishRoster, draft_roster, publish_roster
from domain.actors import Actor, ActorKind, Via
from domain.roster import PlannedShift
from domain.shift import DutyPost, Seat
from domain.working_days import BEIJING
from tests.support.doing import done_and_shown

DAY = timedelta(days=1)


def at(day, hour=8, minute=30, month=12):
    return datetime(2026, month, day, hour, minute, tzinfo=BEIJING)


def a_shift(day, lead, leader=None, *, hours=24, hour=8, month=12):
    seats = [Seat(post=DutyPost.DUTY_LEADER_ON_CALL, person=leader)] if leader else []
    seats.append(Seat(post=DutyPost.LEAD_OFFICER, person=lead))
    starts = at(day, hour, month=month)
    return PlannedShift(starts=starts, ends=starts + timedelta(hours=hours), seats=tuple(seats))


class Desk:
    """An office with five people and a roster of the first days of December 2026."""

    def __init__(self, office):
        self.office = office
        self.leader = office.person("陈立")
        self.zhou, self.wang, self.han, self.sun = (
            office.person(name) for name in ("周敏", "王芳", "韩冬", "孙伟")
        )

    def days(self, *leads, first=1):
        return tuple(a_shift(first + n, lead, self.leader) for n, lead in enumerate(leads))

    def draft(self, *shifts, first=1, last=4, source="12月值班表.xlsx"):
        drafting = DraftRoster(
            first=at(first).date(), last=at(last).date(), shifts=shifts, source=source
        )
        return self.office.do(draft_roster, drafting)

    def publish(self, *, first=1, last=4, why=""):
        publishing = PublishRoster(
            first=at(first).date(),
            last=at(last).date(),
            approver=self.leader,
            published=self.office.at(),
            in_spite_of=why,
        )
        return self.office.do(publish_roster, publishing)

    @property
    def shifts(self):
        """By day of the month: the shift's id and who sits there."""
        calendar = self.office.desk.register().duty.shifts
        return {
            one.starts.astimezone(BEIJING).day: (id, [seat.person for seat in one.seats])
            for id, one in calendar.items()
        }

    def lead(self, day):
        return self.shifts[day][1][-1]


def drafted_at(web, *shifts, first=1, last=4):
    """Of days of December."""
    return _drafted(web, at(first).date(), at(last).date(), shifts)


def drafted(web, *shifts):
    """From the day of the first to that of the last."""
    first, last = (one.starts.astimezone(BEIJING).date() for one in (shifts[0], shifts[-1]))
    return _drafted(web, first, last, shifts)


def _drafted(web, first, last, shifts):
    """As somebody of the office confirmed it."""
    drafting = DraftRoster(first=first, last=last, shifts=shifts, source="12月值班表.xlsx")
    actor = Actor(kind=ActorKind.PERSON, id=str(web.people["周敏"]))
    acting = Acting(by=actor, recorded_by=actor, via=Via.PAGE, command_id=uuid4(), account="x")
    done_and_shown(web, acting, draft_roster, drafting)
    return first, last


def web_days(web, *leads):
    people = web.people
    return tuple(a_shift(1 + n, people[lead], people["沈立群"]) for n, lead in enumerate(leads))
