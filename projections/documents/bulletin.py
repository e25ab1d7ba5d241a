"""值班信息: the day before and the hours since, told from the log alone; a day without anything says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from desk.register import SHANGHAI
from domain.deadline import Deadline
from domain.incident import Standing
from domain.roster import PlannedShift
from domain.rule import Form
from domain.spot_check import SpotCheck
from domain.spot_check_due import PASSED
from projections.documents import incident_words as words
from projections.documents.official import Told, at_words, day_words, headed, time_words
from projections.documents.period import Period, yesterday_of
from projections.handover_items import Wording
from projections.incident_file import IncidentFile

Tell = Callable[[IncidentFile, Period, Wording], Iterable[str]]
Head = tuple[str, list[str]]


class Known(NamedTuple):
    """Up to when the log is told, and in whose words. `checks`: every round of spot checks."""

    until: datetime
    wording: Wording
    checks: tuple[SpotCheck, ...] = ()


def bulletin(
    day: date, files: Iterable[IncidentFile], shifts: Sequence[PlannedShift], known: Known
) -> Told:
    """Of `day`: the 24 hours before it, and its own up to `until`. No exercise stands in it."""
    real, before = _real(files), yesterday_of(day)
    open_now = [one for one in real if one.incident.standing is Standing.OPEN]
    heads = [
        ("值班人员", list(_on_duty(shifts, before, known.wording))),
        *_told(real, before, known.wording),
        ("值班抽查", list(_checked(before, known))),
        _today(real, Period(before.ends, known.until), known.wording),
        ("尚在处置的事件", [_waiting(one, known.wording) for one in open_now]),
    ]
    lead = _lead(heads[1:5], before, known.until, len(open_now))
    return Told(title=f"{day_words(before.begins.date())}值班情况", lead=lead, body=headed(heads))


def _real(files: Iterable[IncidentFile]) -> list[IncidentFile]:
    real = (one for one in files if one.incident.exercise is None and one.incident.is_real_life)
    return sorted(real, key=lambda one: one.opened.seq)


def _today(files: list[IncidentFile], since: Period, wording: Wording) -> Head:
    texts = [one for _, texts in _told(files, since, wording) for one in texts]
    return f"今日0时至{_clock(since.ends)}", texts


def _told(files: list[IncidentFile], period: Period, wording: Wording) -> list[Head]:
    opened = [words.told(one, wording) for one in files if period.holds(one.opened)]
    return [
        ("突发事件", opened),
        ("信息报送", _each(words.reports, files, period, wording)),
        ("领导批示", _each(words.orders, files, period, wording)),
        ("预警和应急响应", _each(words.warnings, files, period, wording)),
    ]


def _each(tell: Tell, files: list[IncidentFile], period: Period, wording: Wording) -> list[str]:
    return [said for one in files for said in tell(one, period, wording)]


def _lead(told: list[Head], before: Period, until: datetime, open_now: int) -> str:
    """The officer may write another one; this is what the figures say."""
    opened, reported, ordered, warned = (len(texts) for _, texts in told)
    span = f"{before.begins.month}月{before.begins.day}日0时至24时，"
    said = "未接报突发事件，无信息报送和领导批示，值班情况正常。"
    if opened or reported or ordered or warned:
        said = (
            f"接报突发事件{opened}起，信息报送{reported}次，领导批示{ordered}次，"
            f"预警和应急响应变动{warned}次。"
        )
    return f"{span}{said}截至{at_words(until)}，尚在处置{open_now}起。"


def _on_duty(shifts: Sequence[PlannedShift], period: Period, wording: Wording) -> Iterator[str]:
    for shift in sorted(shifts, key=lambda one: one.starts):
        if shift.starts < period.ends and shift.ends > period.begins:
            seats = "，".join(
                f"{wording.word(one.post)}{wording.name(one.person)}" for one in shift.seats
            )
            yield f"{at_words(shift.starts)}至{at_words(shift.ends)}：{seats}。"


def _checked(period: Period, known: Known) -> Iterator[str]:
    """The rounds that began in it: how many desks, and which of them were not as they should be."""
    word, name = known.wording.word, known.wording.name
    for check in known.checks:
        began = check.began
        if period.begins <= began.began.earliest < period.ends:
            asked = [(one.unit, one.outcome) for one in check.units if one.outcome]
            bad = [f"{name(unit)}{word(found)}" for unit, found in asked if found not in PASSED]
            said = f"{word(began.method)}，抽查{len(check.units)}个单位，已查{len(asked)}个"
            yield f"{began.number}，{time_words(began.began)}起，{said}，{'，'.join(bad) or '均正常'}。"


def _waiting(file: IncidentFile, wording: Wording) -> str:
    """With what is due next."""
    due = [one for one in file.deadlines.values() if one.open and one.terms.form is not Form.WINDOW]
    if not due:
        return f"{words.named(file)}：无未了时限。"
    return f"{words.named(file)}：{_due(min(due, key=lambda one: one.due_at), wording)}。"


def _due(clock: Deadline, wording: Wording) -> str:
    terms = clock.terms
    who, whom = wording.name(terms.reporting_entity), wording.name(terms.recipient)
    return f"{at_words(clock.due_at)}前{who}向{whom}{wording.word(terms.stage)}"


def _clock(at: datetime) -> str:
    local = at.astimezone(SHANGHAI)
    return f"{local.hour}时{local.minute}分" if local.minute else f"{local.hour}时"
