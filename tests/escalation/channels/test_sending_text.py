"""What a message says fits one SMS, whatever it is about, and never loses what must be done by when."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from domain.notice import RingCause
from domain.words import Stage
from escalation.channels.modem_text import units
from escalation.channels.settings import WebhookSettings
from escalation.messages import message_of
from escalation.ringing import Owed, Ringing
from escalation.sending import Send, Way
from escalation.sending_text import storm_words, words_of
from tests.support.an_hour import NINE, ring

DUE = datetime(2026, 11, 24, 1, 20, tzinfo=UTC)
OWED = Owed("临江区", "云州市", Stage.FIRST, DUE)
LINK = "https://zhiban.example/r/abc"
WORDS = st.text(st.characters(categories=["L", "N", "So"]), max_size=60)


def a_ring(title="化工厂爆炸", *, owed=OWED, clocks=1, cause=RingCause.STEP, **about):
    waking = ring(1, **about)
    person = UUID(int=9)
    return Ringing(waking, person, "沈立群", UUID(int=5), title, cause, clocks, owed)


def test_it_says_who_must_do_what_by_when_and_how_to_answer():
    said = words_of(a_ring(clocks=3), replies=True)
    text = "【首报】化工厂爆炸：临江区报云州市首报，09:20前，共3项。回复1我来办(10分钟)"
    assert said.short == text
    assert said.long.startswith("【首报】化工厂爆炸\n沈立群 临江区报云州市首报")


def test_what_fell_due_before_a_restore_says_that_it_may_be_done():
    assert "09:20前(或已办)" in words_of(a_ring(owed=OWED._replace(lost=True))).short


def test_an_exercise_a_grave_incident_and_a_broken_promise_are_told_apart():
    assert words_of(a_ring(exercise=True)).short.startswith("【首报】【演练】化工厂爆炸")
    grave = words_of(a_ring(cause=RingCause.GRAVE, owed=None, clocks=0)).short
    assert grave == "【首报】重大事件 化工厂爆炸，请知悉并到位。请即回电值班室应答"
    assert "承诺时间已到" in words_of(a_ring(cause=RingCause.PROMISE_OVER)).short


def test_an_absence_is_told_to_himself_and_to_whoever_has_to_see_to_it():
    about = a_ring("", owed=None, clocks=0, cause=RingCause.ABSENCE)
    himself = words_of(about._replace(absent=("沈立群",)), replies=True).short
    assert himself == (
        "【首报】到岗时间已过未到岗：沈立群，请立即到岗或致电值班室。回复1我来办(10分钟)"
    )
    leader = words_of(about._replace(absent=("周敏", "顾晓岚")))
    assert "未到岗：周敏、顾晓岚，请安排人员到岗" in leader.short
    assert "未到岗：周敏" in storm_words([a_ring(), about._replace(absent=("周敏",))]).long


def test_a_link_stands_in_it_where_it_fits():
    assert words_of(a_ring("火"), link=LINK).short.endswith(f"。应答 {LINK}")
    assert LINK in words_of(a_ring("火" * 60), link=LINK + "x" * 40).long


@given(
    title=WORDS,
    who=WORDS,
    whom=WORDS,
    clocks=st.integers(1, 99),
    cause=st.sampled_from(RingCause),
    stage=st.sampled_from(Stage),
    link=st.sampled_from(["", LINK, LINK + "x" * 30]),
    replies=st.booleans(),
    exercise=st.booleans(),
    lost=st.booleans(),
)
def test_whatever_it_is_about_it_fits_and_keeps_the_time(
    title, who, whom, clocks, cause, stage, link, replies, exercise, lost
):
    owed = Owed(who, whom, stage, DUE, lost)
    about = a_ring(title, owed=owed, clocks=clocks, cause=cause, exercise=exercise)
    short = words_of(about, link=link, replies=replies).short
    assert units(short) <= 70
    assert "09:20前" in short
    assert ("【演练】" in short) is exercise
    assert any(
        short.endswith(end) for end in (link or "?", "回复1我来办(10分钟)", "请即回电值班室应答")
    )


def test_a_storm_says_how_many_rings_and_incidents_and_where_to_look():
    some = [a_ring(), a_ring("大桥垮塌")._replace(about=UUID(int=6))] * 20
    said = storm_words(some, replies=True)
    assert said.short.startswith("【首报】40条叫应，涉2起事件，最早09:20前，请看值班台")
    assert units(said.short) <= 70
    assert "大桥垮塌" in said.long


def test_one_ring_is_one_thread_and_only_a_repetition_has_a_new_key():
    settings = WebhookSettings(
        kind="webhook", name="短信", reaches="mobile", url="x", success={"status_alone": True}
    )

    def made(ringing, repetition=0):
        send = Send(Way("短信", "139"), (ringing.waking,), False, repetition)
        return message_of(send, [ringing], settings, lambda _: "", NINE)

    first, retry, repeated = made(a_ring()), made(a_ring()), made(a_ring(), 1)
    assert (first.key, first.thread) == (retry.key, retry.thread)
    assert repeated.thread == first.thread
    assert repeated.key != first.key
    assert made(a_ring(number=2)).thread != first.thread
    restored = made(a_ring()._replace(epoch=2))
    assert (restored.thread, restored.key != first.key) == (first.thread, True)


def test_what_a_group_reads_carries_nobodys_own_link():
    def long(reaches, **more):
        success = {"status_alone": True}
        settings = WebhookSettings(
            kind="webhook", name="群", reaches=reaches, url="x", success=success, **more
        )
        about = a_ring()
        send = Send(Way("群", "139"), (about.waking,), False, 0)
        return message_of(send, [about], settings, lambda _: LINK, NINE).long

    assert LINK in long("mobile")
    assert LINK not in long("fixed", to="值班群")
