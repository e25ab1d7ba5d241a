"""Somebody is told of what concerns them: once, and until they have read it."""

from __future__ import annotations

from msgspec.structs import replace

from domain import telling as tellings
from domain.notice import Outcome
from domain.telling import (
    NotTold,
    TellingKind,
    TellingRead,
    TellingSent,
    Told,
    read,
    sent,
    tell,
    telling_id,
)
from tests.support.given import given, refused
from tests.support.ladder import NINE, minute, unit_id

ZHOU, WANG, ROSTER = unit_id("zhou"), unit_id("wang"), unit_id("roster")
TOLD = Told(
    person=ZHOU,
    about=ROSTER,
    kind=TellingKind.ROSTER_PUBLISHED,
    words="值班表已发布，您有3个班次",
    concerns=NINE,
    at=NINE,
)
SENT = TellingSent(
    channel="短信", address="13900000001", outcome=Outcome.REJECTED, said="空号", at=NINE
)
READ = TellingRead(person=ZHOU, read=minute(9))


def test_somebody_is_told_once():
    told = given(tellings.evolve).when(lambda s: tell(s, TOLD)).then(TOLD)
    told.when(lambda s: tell(s, replace(TOLD, words="另一句"))).then_nothing_happens()


def test_of_the_messages_the_first_answer_and_each_other_one_are_kept():
    told = given(tellings.evolve, TOLD).when(lambda s: sent(s, SENT)).then(SENT)
    told.when(lambda s: sent(s, replace(SENT, said="仍是空号"))).then_nothing_happens()
    other, accepted = replace(SENT, channel="邮件"), replace(SENT, outcome=Outcome.ACCEPTED)
    both = told.when(lambda s: sent(s, accepted)).then(accepted)
    assert both.when(lambda s: sent(s, other)).then(other).state.outcomes[-1] == other


def test_whoever_was_told_reads_it_and_nobody_else():
    told = given(tellings.evolve, TOLD)
    done = told.when(lambda s: read(s, person=ZHOU, read=minute(9))).then(READ)
    assert done.state.read
    done.when(lambda s: read(s, person=ZHOU, read=minute(10))).then_nothing_happens()
    with refused(NotTold):
        read(told.state, person=WANG, read=minute(9))


def test_one_thing_is_told_to_one_person_once_and_a_new_version_anew():
    kind = TellingKind.ROSTER_PUBLISHED
    ids = {
        telling_id(ROSTER, ZHOU, kind),
        telling_id(ROSTER, WANG, kind),
        telling_id(ROSTER, ZHOU, TellingKind.CHANGE_ENDED),
        telling_id(ROSTER, ZHOU, kind, 2),
    }
    assert len(ids) == 4
