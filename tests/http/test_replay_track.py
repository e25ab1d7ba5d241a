"""The track under a replay: as many ticks as it has room for, however much was recorded."""

from __future__ import annotations

from datetime import timedelta

import pytest

from api import replay_track
from api.replay_track import TICKS, track_of
from api.replaying import moment_at
from desk.access import Role
from desk.register import SHANGHAI
from tests.support.patience import undisturbed


@pytest.fixture(scope="module")
def moment(web):
    officer = web.browser(Role.DUTY_OFFICER, on_shift=True)
    for what in ("储罐爆炸", "国道相撞", "电梯困人"):
        web.clock.forward(minutes=25)
        officer.take_call(what)
    return moment_at(web.running, web.log.position, None, web.clock.at)


@pytest.mark.parametrize("hours", replay_track.SPANS)
def test_every_record_of_the_stretch_is_counted_once_and_nothing_else(web, moment, hours):
    def both():
        track = track_of(web.log, moment, hours)
        return track, len(web.log.between(track.starts, track.ends, 10**6))

    track, recorded = undisturbed(web.log, both)
    assert sum(count for tick in track.ticks for _, count in tick.kinds) == recorded > 0
    assert len(track.ticks) <= TICKS
    assert track.starts <= moment.at < track.ends


def test_where_too_much_was_recorded_to_look_at_it_is_counted_without_its_kinds(
    web, moment, monkeypatch
):
    def both():
        read = track_of(web.log, moment, 6)
        with monkeypatch.context() as little:
            little.setattr(replay_track, "READ_MAX", 1)
            return read, track_of(web.log, moment, 6)

    read, counted = undisturbed(web.log, both)
    assert {kind for tick in counted.ticks for kind, _ in tick.kinds} == {"many"}
    numbers = [
        [(tick.place, tick.seq, sum(count for _, count in tick.kinds)) for tick in one.ticks]
        for one in (read, counted)
    ]
    assert numbers[0] == numbers[1]


@pytest.mark.parametrize(
    ("hours", "starts"), [(1, "10:00"), (6, "06:00"), (24, "00:00"), (168, "00:00")]
)
def test_it_is_cut_as_the_clock_on_the_wall_and_the_calendar_cut_it(web, moment, hours, starts):
    began = track_of(web.log, moment, hours).starts.astimezone(SHANGHAI)
    assert f"{began:%H:%M}" == starts
    assert hours < 168 or began.weekday() == 0
    assert began <= moment.at < began + timedelta(hours=hours)


def test_a_tick_leads_to_what_was_known_at_its_end(web, moment):
    tick = track_of(web.log, moment, 6).ticks[-1]
    then = web.browser(Role.AUDITOR).get(f"/replay?seq={tick.seq}").text
    assert "电梯困人" in then


def test_a_stretch_nobody_offers_is_the_usual_one(web):
    assert replay_track.span_of("3") == replay_track.span_of(None) == replay_track.SPAN
