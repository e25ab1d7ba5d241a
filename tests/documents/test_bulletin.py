"""The bulletin tells a day from its first instant to its last, and today up to the moment it is read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from api.papers.composing import wording_of
from desk.incidents import AnnulIncident, annul_incident
from domain.incoming_report import Heard
from domain.kernel import fold
from domain.spot_check import evolve
from domain.spot_check_words import CheckOutcome
from domain.times import Basis, Precision, WorldTime, moment
from domain.words import IncidentClass
from projections.documents.bulletin import Known, bulletin
from projections.documents.official import time_words
from projections.documents.period import last_before, touched, yesterday_of
from tests.support.ladder import unit_id
from tests.support.office import an_office
from tests.support.spot_checked import a_round, decided, dialled

DAY = date(2026, 11, 25)
MIDNIGHT = datetime(2026, 11, 24, 16, tzinfo=UTC)  # in Beijing


@pytest.fixture
def office(tmp_path):
    office = an_office(tmp_path)
    yield office
    office.log.close()


def at(office, moment):
    office.clock.forward(seconds=(moment - office.clock.at).total_seconds())


def told(office, *, checks=()):
    files = [office.file(one) for one in touched(office.log, yesterday_of(DAY).begins)]
    known = Known(office.clock.at, wording_of(lambda one: str(one)[:4]), tuple(checks))
    return bulletin(DAY, files, [], known)


def under(paper, head):
    """What stands under a head, up to the next one."""
    heads = [n for n, one in enumerate(paper.body) if one.level]
    start = next(n for n in heads if head in paper.body[n].text)
    end = next((n for n in heads if n > start), len(paper.body))
    return [one.text for one in paper.body[start + 1 : end]]


def test_midnight_parts_yesterday_from_today(office):
    at(office, MIDNIGHT - timedelta(seconds=1))
    office.call("末一起")
    at(office, MIDNIGHT)
    office.call("头一起")
    at(office, MIDNIGHT + timedelta(hours=8, minutes=20))
    paper = told(office)
    assert [one[:3] for one in under(paper, "突发事件")] == ["末一起"]
    assert [one[:3] for one in under(paper, "今日0时至8时20分")] == ["头一起"]
    assert "接报突发事件1起" in paper.lead
    assert "尚在处置2起" in paper.lead


def test_what_is_an_exercise_or_was_a_mistake_stands_in_no_bulletin(office):
    office.call("演练", exercise=unit_id("drill"))
    mistake = office.call("误报").incident
    office.do(annul_incident, AnnulIncident(incident=mistake, reason="误报"))
    at(office, MIDNIGHT + timedelta(hours=8))
    paper = told(office)
    assert "未接报突发事件" in paper.lead
    assert under(paper, "突发事件") == ["无。"]
    assert under(paper, "尚在处置") == ["无。"]


def test_figures_are_told_with_their_moment_and_what_is_not_stated_is_left_out(office):
    facts = (office.dead(0),)
    office.call(heard=Heard(what="塌方", klass=IncidentClass.ACCIDENT, facts=facts))
    at(office, MIDNIGHT + timedelta(hours=8))
    [text] = under(told(office), "突发事件")
    assert "死亡0人（截至11月24日9时）" in text
    assert "失踪" not in text
    assert "未定级" in text


def test_a_round_of_checks_names_the_desks_that_were_not_as_they_should_be():
    history = [a_round(), dialled(), decided(outcome=CheckOutcome.NO_ANSWER)]
    check = fold(evolve, None, history)
    began = check.began.began.earliest
    day = began.astimezone(UTC).date() + timedelta(days=1)
    paper = bulletin(day, [], [], Known(began, wording_of(lambda _: "江口镇"), (check,)))
    [text] = under(paper, "值班抽查")
    assert "电话抽查" in text
    assert "江口镇无人接听" in text


def test_the_position_of_a_moment_is_found(office):
    for _ in range(20):
        office.clock.forward(minutes=7)
        office.call()
    everything = office.log.since(0)
    for recorded in everything:
        found = last_before(office.log, recorded.recorded_at)
        assert found == sum(one.recorded_at < recorded.recorded_at for one in everything)
    assert last_before(office.log, office.clock.at + timedelta(days=1)) == office.log.position


@pytest.mark.parametrize(
    ("precision", "words"),
    [
        (Precision.MINUTE, "11月25日2时45分"),
        (Precision.HOUR, "11月25日2时许"),
        (Precision.DAY, "11月25日"),
    ],
)
def test_a_time_is_told_as_exactly_as_it_is_known(precision, words):
    known = moment(datetime(2026, 11, 24, 18, 45, tzinfo=UTC), Basis.ORAL, precision)
    assert time_words(known) == words


def test_a_time_between_two_is_told_as_both():
    span = WorldTime(
        earliest=MIDNIGHT,
        latest=MIDNIGHT + timedelta(hours=1),
        precision=Precision.RANGE,
        basis=Basis.ORAL,
    )
    assert time_words(span) == "11月25日0时至11月25日1时"
