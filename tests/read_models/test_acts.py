"""Of each act it is told whose it was, who typed it, in which post, and how that is known."""

from __future__ import annotations

from uuid import UUID

import pytest
from msgspec.structs import replace

from domain.actors import Actor, ActorKind, Via, system
from domain.handover import HandoverSigned, Side
from domain.notice import AckWay
from domain.report import ReportSigned, SigningWay
from domain.shift import DutyPost, ShiftDropped
from domain.times import Basis, moment
from domain.watch import WatchPassed, WatchStayedOn, WatchTakenOver
from projections.acts import Proof, acts, proof_of
from tests.support.duty_log import UNIT, ZHOU, DutyLog, at
from tests.support.ladder import unit_id

LI = Actor(kind=ActorKind.PERSON, id=str(unit_id("李强")))
NOW = moment(at(0), Basis.KEY_PRESS)
DROPPED = ShiftDropped(starts=at(0))
SIGNED = HandoverSigned(side=Side.OUTGOING, person=UNIT, seq=1, signed=NOW)
TAKEN = WatchTakenOver(outgoing=UNIT, relief=UNIT, reason="x", taken=NOW)
STAYED = WatchStayedOn(shift=UNIT, until=at(9), reason="x", stated=NOW)
PASSED = WatchPassed(outgoing=UNIT, relief=UNIT, handover=UNIT, passed=NOW)
REPORT = ReportSigned(signer=UNIT, signed=NOW, way=SigningWay.PIN)


def recorded(event, **meta):
    log = DutyLog()
    log.write(UNIT, [event], **meta)
    return log.recorded[0]


@pytest.mark.parametrize(
    ("event", "meta", "proof"),
    [
        (DROPPED, {}, Proof.OWN),
        (DROPPED, {"via": Via.DESK}, Proof.OWN),
        (DROPPED, {"by": LI, "via": Via.PHONE}, Proof.TYPED),
        (DROPPED, {"via": Via.API}, Proof.PROGRAM),
        (DROPPED, {"via": Via.LINK}, Proof.LINK),
        (DROPPED, {"by": system("sweep"), "recorded_by": system("sweep")}, Proof.SYSTEM),
        (SIGNED, {"by": LI, "via": Via.DESK}, Proof.PIN),
        (TAKEN, {"by": LI, "via": Via.DESK}, Proof.PIN),
        (STAYED, {}, Proof.PIN),
        (PASSED, {}, Proof.OWN),
        (REPORT, {"by": LI}, Proof.PIN),
        (replace(REPORT, way=SigningWay.HAND), {"by": LI}, Proof.TYPED),
    ],
)
def test_how_it_is_known_who_acted(event, meta, proof):
    assert proof_of(recorded(event, **meta)) is proof


def test_a_ring_answered_by_pin_is_known_by_it():
    class Answer:
        way = AckWay.PIN

    assert proof_of(recorded(DROPPED)._replace(event=Answer())) is Proof.PIN


def test_an_act_tells_who_and_who_typed_and_the_post():
    names = {UUID(ZHOU.id): "周敏", UUID(LI.id): "李强"}
    log = DutyLog()
    log.write(UNIT, [DROPPED], by=LI, via=Via.PHONE, post="duty_leader_on_site")
    log.write(UNIT, [DROPPED], post="副主任")
    log.write(UNIT, [DROPPED])
    leader, deputy, nobody = acts(log.recorded, names.__getitem__)
    assert (leader.by, leader.typed_by, leader.post) == (
        "李强",
        "周敏",
        DutyPost.DUTY_LEADER_ON_SITE,
    )
    assert isinstance(leader.post, DutyPost)
    assert (deputy.by, deputy.typed_by, deputy.post, nobody.post) == ("周敏", "", "副主任", "")
    assert (leader.seq, leader.last, leader.recorded_at) == (1, 1, at(0))
    assert leader.topics == ("shift.dropped",)


def test_what_one_command_put_on_record_is_one_act_and_a_pin_in_it_counts():
    log = DutyLog()
    log.write(UNIT, [SIGNED, PASSED, PASSED], by=LI, via=Via.DESK)
    log.write(UNIT, [DROPPED])
    first, second = acts(log.recorded, str)
    assert (first.seq, first.last, first.topics, first.proof) == (
        1, 3, ("handover.signed", "watch.passed"), Proof.PIN,
    )  # fmt: skip
    assert (second.seq, second.last, second.proof) == (4, 4, Proof.OWN)
    turned = DutyLog()
    turned.write(UNIT, [PASSED, SIGNED], by=LI, via=Via.DESK)
    assert acts(turned.recorded, str)[0].proof is Proof.PIN
