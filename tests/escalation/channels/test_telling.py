"""Who is told of a roster hears it by a real channel: once, by day, after every ring, and never as a ring."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from desk.roster import DraftRoster, PublishRoster, draft_roster, publish_roster
from desk.tellings import ReadTelling, read_telling
from domain.notice import Outcome
from domain.ring_manners import RingManners
from domain.telling import TellingKind, TellingSent, Told
from escalation.sending import RingKey, Tries, Waking, Way
from escalation.telling import ToTell, tellings_due
from projections.tellings import TellingRow
from tests.support.office import NINE
from tests.support.rosters import a_shift, at
from tests.support.waking import LEADER


def publish(office, day=10, month=12):
    """The leader sits in one shift of it, and has a telephone."""
    shift = a_shift(day, office.web.people["周敏"], office.leader, month=month)
    first = shift.starts.date()
    draft = DraftRoster(first=first, last=first, shifts=(shift,), source="x.xlsx")
    office.do(draft_roster, draft)
    publishing = PublishRoster(
        first=first, last=first, approver=office.leader, published=office.at(), in_spite_of="先排"
    )
    office.do(publish_roster, publishing)
    office._shown()


def texts(gateway):
    """To the leader: the officer has a telephone too."""
    return [one.json["text"] for one in gateway.requests if one.json["to"] == LEADER]


def test_it_is_sent_once_and_kept(waking, gateway):
    office = waking()
    publish(office)
    office.passes(seconds=600, step=60)
    [text] = texts(gateway)
    assert text == "【首报】值班表已发布（2026-12-10至2026-12-10），您有1个班次，首班12月10日08:30"
    [sent, *_] = [
        one.event for one in office.events(TellingSent.TOPIC) if one.event.address == LEADER
    ]
    assert (sent.channel, sent.outcome) == ("短信", Outcome.ACCEPTED)
    assert office.told == []


@pytest.mark.parametrize(("day", "wakes"), [(10, 0), (25, 1)], ids=["in weeks", "this morning"])
def test_at_night_it_waits_unless_the_shift_begins_soon(waking, gateway, day, wakes):
    office = waking()
    office.clock.forward(seconds=(at(25, 1, month=11) - office.clock.at).total_seconds())
    publish(office, day, month=12 if day == 10 else 11)
    office.passes(seconds=120, step=60)
    assert len(texts(gateway)) == wakes
    office.clock.forward(seconds=(at(25, 7, month=11) - office.clock.at).total_seconds())
    office.passes(seconds=60, step=60)
    assert len(texts(gateway)) == 1


def test_what_was_read_meanwhile_is_not_sent(waking, gateway):
    office = waking()
    office.clock.forward(seconds=(at(25, 1, month=11) - office.clock.at).total_seconds())
    publish(office)
    told = next(
        one for one in office.events(Told.TOPIC) if one.event.person == office.leader
    ).originator_id
    office.do(read_telling, ReadTelling(telling=told, person=office.leader, read=office.at()))
    office._shown()
    office.clock.forward(seconds=timedelta(hours=7).total_seconds())
    office.passes(seconds=60, step=60)
    assert texts(gateway) == []


def test_after_two_days_nobody_tries_any_more(waking, gateway):
    office = waking()
    office.clock.forward(seconds=(at(25, 1, month=11) - office.clock.at).total_seconds())
    publish(office)
    office.clock.forward(seconds=timedelta(days=2, hours=8).total_seconds())
    office.passes(seconds=60, step=60)
    assert texts(gateway) == []
    assert office.waking._telling() == []


def test_what_a_channel_that_is_gone_has_accepted_is_not_sent_again():
    kind = TellingKind.ROSTER_PUBLISHED
    row = TellingRow(uuid4(), uuid4(), kind, "值班表已发布", NINE, None)
    ring = RingKey(row.id, 1)
    told = ToTell(row, "沈立群", Waking(ring, NINE, (Way("短信", LEADER),), False))

    def due(tried):
        return list(tellings_due([told], tried, frozenset(), RingManners(), NINE))

    assert len(due({})) == 1
    assert due({(ring, "企业微信"): Tries("a", accepted=1, over=NINE)}) == []
    assert due({(ring, "企业微信"): Tries("a", under_way=True, begun=NINE)}) == []
    assert len(due({(ring, "企业微信"): Tries("a", failures=1, over=NINE)})) == 1
