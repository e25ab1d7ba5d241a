"""Nights an office has had: a calm one, an ordinary one, and one with everything at once.

Each is told to `a_staffed_office`, whose clock it turns; the present is where it ends.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from desk.access import Role
from desk.duty import CheckIn, SetShift, ShiftAnswer, check_in, set_shift
from desk.incidents import DecideLevel, decide_level
from desk.vault.accounts import NewAccount
from domain.facts import Fact, Figure, Place
from domain.incoming_report import Heard
from domain.shift import DutyPost, Seat
from domain.words import IncidentClass, Level, Tier, UnitKind
from tests.support.two_shifts import RELIEF_PIN, ZHOU_PIN

EXERCISE = UUID("5a0e2c6e-0000-4000-8000-00000000000e")
LONG = "云州临江高新技术产业开发区滨江片区管理委员会"
HAPPENED = (  # what, where, class, level, figures
    ("硫酸储罐区爆炸起火", "青石镇远帆化工厂区", "accident", Level.III, {"trapped": 3}),
    ("国道三车连环相撞", "国道 312 线 K104+300", "accident", Level.UNKNOWN, {"injured": 5}),
    ("小学多名学生呕吐腹泻", "白沙街道第二小学", "public_health", Level.IV, {"injured": 17}),
    ("居民楼燃气泄漏", "临江花园 7 号楼", "accident", Level.UNKNOWN, {"dead": 0, "injured": 2}),
    ("强降雨致山体滑坡", "青石镇云岭村三组", "natural_disaster", Level.II, {"missing": 2}),
    ("车站旅客大量滞留", "临江东站", "social_security", Level.UNKNOWN, {}),
    ("河道出现不明油污带并向下游饮用水源地取水口方向漂移", "清溪河", "accident", Level.III, {}),
    ("工地塔吊倒塌", "滨江新城二期工地", "accident", Level.IV, {"trapped": 1, "dead": 1}),
    ("电梯困人", "万和广场", "accident", Level.UNKNOWN, {"trapped": 4}),
    ("养殖场鸡群批量死亡", "青石镇", "public_health", Level.UNKNOWN, {}),
    ("供水主管爆裂致大面积停水", "白沙街道", "accident", Level.IV, {}),
)


def a_shift(office):
    """Set and begun; the leader has come, the second officer has not."""
    leader, second = office.person("沈立群"), office.person("欧阳何志远")
    seats = (
        Seat(post=DutyPost.DUTY_LEADER_ON_SITE, person=leader),
        Seat(post=DutyPost.LEAD_OFFICER, person=office.people["周敏"]),
        Seat(post=DutyPost.SECOND_OFFICER, person=second),
    )
    starts = office.clock.at
    setting = SetShift(
        starts=starts,
        ends=starts + timedelta(hours=24),
        seats=seats,
        set_at=office.at(),
        begins_watch=True,
    )
    shift = office.do(set_shift, setting).answer(ShiftAnswer).shift
    for person in (leader, office.people["周敏"]):
        office.do(check_in, CheckIn(shift=shift, person=person, arrived=office.at()))


def a_next_shift(office):
    """Set, and its lead officer may sign: 韩冬, who signs in as jieban."""
    relief = office.person("韩冬")
    new = NewAccount(
        login="jieban", name="韩冬", roles=(Role.DUTY_OFFICER,), unit=office.county, person=relief
    )
    account = office.vault.create_account(new, "a relief of the night", office.clock.at)
    office.vault.pins.set(account.id, RELIEF_PIN)
    office.vault.pins.set(office.accounts["zhiban"].id, ZHOU_PIN)
    starts = office.clock.at + timedelta(hours=24)
    seats = (Seat(post=DutyPost.LEAD_OFFICER, person=relief),)
    ends = starts + timedelta(hours=24)
    office.do(set_shift, SetShift(starts=starts, ends=ends, seats=seats, set_at=office.at()))


def a_night(office):
    """One clock about to run out, one run out, one report late, and an exercise beside them."""
    a_shift(office)
    boiler = _call(office, "锅炉房蒸汽管道爆裂", "白沙街道热力站", {"dead": 0, "injured": 2})
    office.clock.forward(minutes=40)
    office.call("【演练】危化品槽车侧翻泄漏", exercise=EXERCISE)
    office.clock.forward(minutes=33)
    town = {"caller": office.town, "occurred": office.at(minutes=-9)}
    acid = _call(office, "硫酸储罐区爆炸起火", "青石镇远帆化工厂区", {"trapped": 3}, **town)
    deciding = DecideLevel(incident=acid, level=Level.III, decided=office.at())
    office.do(decide_level, deciding)
    office.clock.forward(minutes=30)
    office.call("国道 312 线三车相撞", klass=IncidentClass.ACCIDENT)
    office.clock.forward(minutes=25)
    office.by_word(boiler, office.county, office.city, words="向市总值班室电话报告")


def a_busy_night(office):
    """Eleven incidents and an exercise within two hours: more clocks than a wall has rows."""
    a_shift(office)
    zone = office.unit(LONG, Tier.TOWNSHIP, UnitKind.GOVERNMENT, office.county)
    callers = (office.town, zone, None)
    for n, (what, where, klass, level, figures) in enumerate(HAPPENED):
        occurred = office.at(minutes=-9) if n % 3 != 2 else None
        told = {"klass": IncidentClass(klass), "occurred": occurred, "caller": callers[n % 3]}
        incident = _call(office, what, where, figures, **told)
        if level is not Level.UNKNOWN:
            deciding = DecideLevel(incident=incident, level=level, decided=office.at())
            office.do(decide_level, deciding)
        office.clock.forward(minutes=11)
    office.call("【演练】危化品槽车侧翻泄漏", exercise=EXERCISE)


def _call(
    office, what, where, figures, *, klass=IncidentClass.ACCIDENT, occurred=None, caller=None
):
    """The incident it opened."""
    facts = (Fact(figure=Figure(one), value=n, as_of=office.at()) for one, n in figures.items())
    place = Place(text=where)
    heard = Heard(what=what, klass=klass, place=place, occurred=occurred, facts=tuple(facts))
    return office.call(heard=heard, caller=caller).incident
