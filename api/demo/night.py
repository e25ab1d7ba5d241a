"""A night of three hours in the fictional district: a late report, an exercise, and clocks still running."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from api.clock import VirtualClock, new_id
from api.demo.district import PEOPLE, PRESETS, UNITS, District, profile
from api.demo.earlier import Watch, turned_out_otherwise
from api.demo.plans import plans_of
from api.demo.roster import roster_of, seat_asked
from desk.calls import CallTaken, TakeCall, take_call
from desk.desk import Desk, Done
from desk.draft import Draft
from desk.duty import CheckIn, SetShift, ShiftAnswer, check_in, set_shift
from desk.founding import shipped_book
from desk.incidents import DecideLevel, decide_level
from desk.log.envelope import Acting
from desk.network import (
    NetworkAnswer,
    RegisterPerson,
    RegisterUnit,
    register_person,
    register_unit,
)
from desk.office import AdoptRules, FoundOffice, adopt_rules, found_office
from desk.reports import ReportByWord, report_by_word
from domain.actors import Actor, ActorKind, Via
from domain.facts import Fact, Figure, Place
from domain.incoming_report import Heard
from domain.kernel import Value
from domain.person import PersonProfile
from domain.shift import DutyPost, Seat
from domain.times import Basis, Precision, WorldTime, moment
from domain.words import IncidentClass, Level, Line, Tier, UnitKind
from domain.working_days import BEIJING
from escalation.sweep import sweep


class Night:
    """What the district went through, recorded through the real desk."""

    def __init__(self, desk: Desk, clock: VirtualClock, now: datetime) -> None:
        self._desk = desk
        self._clock = clock
        self._now = now
        self._officer = Actor(kind=ActorKind.ACCOUNT, id=str(UUID(int=0)))

    def found(self, store: UUID) -> District:
        at = self._clock.at
        own = profile("云州市临江区人民政府", "临江区", Tier.COUNTY, UnitKind.GOVERNMENT)
        founding = FoundOffice(store_id=store, region_code="320199", profile=own, founded=at)
        self._do(found_office, founding)
        office = self._desk.register().office.unit
        city = self._unit("云州市人民政府", "云州市", Tier.CITY, UnitKind.GOVERNMENT)
        under = profile("云州市临江区人民政府", "临江区", Tier.COUNTY, UnitKind.GOVERNMENT, city)
        self._do(register_unit, RegisterUnit(unit=office, profile=under, effective=at))
        bureau = ("云州市应急管理局", "市应急局", Tier.CITY, UnitKind.DEPARTMENT)
        self._unit(*bureau, city, (Line.WORK_SAFETY,))
        units = {
            short: self._unit(name, short, tier, kind, office, lines, phone)
            for name, short, tier, kind, lines, phone in UNITS
        }
        people = {name: self._person(name, post, phone, office) for name, post, phone in PEOPLE}
        self._do(adopt_rules, AdoptRules(book=shipped_book(PRESETS), presets=PRESETS))
        plans_of(self._do, units, at.astimezone(BEIJING).date())
        return District(office, city, units, people)

    def pass_by(self, district: District) -> None:
        self._shift(district)
        watch = Watch(self._do, self._move, self._here, self._ago)
        leader = Actor(kind=ActorKind.PERSON, id=str(district.people["沈立群"]))
        turned_out_otherwise(watch, district, leader)
        self._late_report(district)
        self._exercise(district)
        self._running(district)

    def _shift(self, district: District) -> None:
        people = district.people
        self._officer = Actor(kind=ActorKind.PERSON, id=str(people["周敏"]))
        seats = (
            Seat(post=DutyPost.DUTY_LEADER_ON_SITE, person=people["沈立群"]),
            Seat(post=DutyPost.LEAD_OFFICER, person=people["周敏"]),
            Seat(post=DutyPost.SECOND_OFFICER, person=people["何志远"]),
        )
        starts = self._clock.at
        setting = SetShift(
            starts=starts,
            ends=starts + timedelta(hours=24),
            seats=seats,
            set_at=self._here(),
            begins_watch=True,
        )
        shift = self._do(set_shift, setting).answer(ShiftAnswer).shift
        for name in ("沈立群", "周敏"):
            arriving = CheckIn(shift=shift, person=people[name], arrived=self._here())
            self._do(check_in, arriving)
        self._relief(people, setting.ends)

    def _relief(self, people: dict[str, UUID], starts: datetime) -> None:
        """The next shift, so that a handover may be tried."""
        seats = (
            Seat(post=DutyPost.DUTY_LEADER_ON_SITE, person=people["罗素琴"]),
            Seat(post=DutyPost.LEAD_OFFICER, person=people["韩冬"]),
        )
        ends = starts + timedelta(hours=24)
        setting = SetShift(starts=starts, ends=ends, seats=seats, set_at=self._here())
        self._do(set_shift, setting)
        roster_of(self._do, people, ends, self._here())
        seat_asked(self._do, people, self._desk.register().office.unit, ends, self._here())

    def _late_report(self, district: District) -> None:
        """Taken 2 h 50 min ago, passed on to the city 2 h 8 min later: eight minutes too late."""
        self._move(timedelta(hours=2, minutes=50))
        heard = Heard(
            what="锅炉房蒸汽管道爆裂",
            klass=IncidentClass.ACCIDENT,
            place=Place(text="白沙街道热力站"),
            occurred=self._ago(minutes=6),
            facts=(self._fact(Figure.DEAD, 0), self._fact(Figure.INJURED, 2)),
        )
        call = TakeCall(
            received=self._here(),
            heard=heard,
            caller_unit=district.units["白沙街道"],
            caller_name="陈某",
            call_back="13800000011",
        )
        incident = self._taken(call)
        self._move(timedelta(minutes=42))
        self._tell(incident, district.office, district.city, "向市总值班室电话报告")

    def _exercise(self, district: District) -> None:
        self._move(timedelta(minutes=25))
        heard = Heard(
            what="【演练】危化品槽车侧翻泄漏",
            klass=IncidentClass.ACCIDENT,
            place=Place(text="临江大道东段"),
        )
        call = TakeCall(received=self._here(), heard=heard, caller_name="演练导演部")
        self._taken(call, exercise=new_id())

    def _running(self, district: District) -> None:
        """One clock about to run out, others with time left."""
        self._move(timedelta(minutes=18))
        heard = Heard(
            what="硫酸储罐区爆炸起火",
            klass=IncidentClass.ACCIDENT,
            place=Place(text="青石镇远帆化工厂区"),
            occurred=self._ago(minutes=9),
            facts=(self._fact(Figure.TRAPPED, 3),),
        )
        call = TakeCall(
            received=self._here(),
            heard=heard,
            caller_unit=district.units["青石镇"],
            caller_name="刘某",
            call_back="13800000022",
        )
        incident = self._taken(call)
        self._move(timedelta(minutes=12))
        deciding = DecideLevel(incident=incident, level=Level.III, decided=self._here())
        leader = Actor(kind=ActorKind.PERSON, id=str(district.people["沈立群"]))
        self._do(decide_level, deciding, by=leader)
        self._move(timedelta(0))

    def _taken(self, call: TakeCall, exercise: UUID | None = None) -> UUID:
        taken = self._do(take_call, call, exercise=exercise).answer(CallTaken)
        assert taken.incident
        return taken.incident

    def _tell(self, incident: UUID, entity: UUID, recipient: UUID, words: str) -> None:
        telling = ReportByWord(
            incident=incident,
            entity=entity,
            recipient=recipient,
            made=self._here(),
            words=words,
            counterpart="市总值班室 李科",
        )
        self._do(report_by_word, telling)

    def _move(self, before_now: timedelta) -> None:
        """Time goes on to so long before now, and whatever ran out meanwhile is on record."""
        self._clock.move_to(self._now - before_now)
        sweep(self._desk, self._clock.at)

    def _here(self) -> WorldTime:
        return moment(self._clock.at, Basis.KEY_PRESS)

    def _ago(self, minutes: int) -> WorldTime:
        at = self._clock.at - timedelta(minutes=minutes)
        return moment(at.replace(second=0, microsecond=0), Basis.ORAL, Precision.MINUTE)

    def _fact(self, figure: Figure, value: int) -> Fact:
        return Fact(figure=figure, value=value, as_of=self._here())

    def _unit(
        self,
        name: str,
        short: str,
        tier: Tier,
        kind: UnitKind,
        parent: UUID | None = None,
        lines: tuple[Line, ...] = (),
        phone: str = "",
    ) -> UUID:
        unit = profile(name, short, tier, kind, parent, lines, phone)
        registering = RegisterUnit(profile=unit, effective=self._clock.at)
        return self._registered(register_unit, registering)

    def _person(self, name: str, post: str, phone: str, unit: UUID) -> UUID:
        person = PersonProfile(name=name, unit=unit, phone=phone)
        registering = RegisterPerson(profile=person, post=post, since=self._clock.at)
        return self._registered(register_person, registering)

    def _registered(self, handle: Callable[[Draft, Any], NetworkAnswer], command: Value) -> UUID:
        answer = self._do(handle, command).answer(NetworkAnswer)
        assert answer.id
        return answer.id

    def _do(
        self,
        handle: Callable[[Draft, Any], Any],
        command: Value,
        *,
        by: Actor | None = None,
        exercise: UUID | None = None,
    ) -> Done:
        acting = Acting(
            by=by or self._officer,
            recorded_by=self._officer,
            via=Via.PHONE if by else Via.DESK,
            command_id=new_id(),
            account="system:demonstration",
            exercise=exercise,
        )
        return self._desk.act(acting, handle, command)
