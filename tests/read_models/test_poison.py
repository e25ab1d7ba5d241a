"""A poison event parks: its stream is shown as degraded and waits, everything else goes on."""

import pytest

from desk.incidents import DecideLevel, decide_level
from domain.incident import IncidentOpened, LevelDecided
from domain.words import Level
from projections.board import compose
from projections.open_incidents import OPEN_INCIDENTS
from projections.rows import View
from tests.support.sick import POISONS, SickLog
from tests.support.views import caught_up, close, follower, rebuilt, shown, source_of


@pytest.fixture
def sick(office):
    return SickLog(office.log)


@pytest.fixture
def followed(office, sick, tmp_path):
    """A follower of the sick log; called again, one that starts from the same file."""
    made = []

    def start():
        source = source_of(office.log, sick.rows_since)
        made.append(follower(office.log, tmp_path / "views.db", source=source))
        return caught_up(made[-1])

    yield start
    for one in made:
        close(one)


def level(office, incident, level):
    deciding = DecideLevel(incident=incident, level=level, decided=office.at())
    office.do(decide_level, deciding)


def seq_of(office, topic, incident):
    return next(one.seq for one in office.events(topic) if one.originator_id == incident)


def cards(follower):
    return {one.id: one for one in compose(follower).incidents}


@pytest.mark.parametrize("poison", POISONS)
def test_one_stream_is_degraded_and_everything_else_goes_on(office, sick, followed, poison):
    ill, well = office.call().incident, office.call("桥梁垮塌").incident
    level(office, ill, Level.III)
    level(office, well, Level.II)
    sick.spoil(seq_of(office, LevelDecided.TOPIC, ill), **POISONS[poison])
    live = followed()
    assert compose(live).degraded == (ill.hex,)
    assert cards(live)[well].level is Level.II
    assert cards(live)[ill].level is Level.UNKNOWN
    assert live.position == office.log.head().seq


def test_what_comes_later_in_the_stream_waits_behind_the_poison(office, sick, followed):
    """Folding it over the gap would show what never was."""
    ill = office.call().incident
    level(office, ill, Level.III)
    sick.spoil(seq_of(office, LevelDecided.TOPIC, ill), **POISONS["broken JSON"])
    live = followed()
    level(office, ill, Level.II)
    caught_up(live)
    assert cards(live)[ill].level is Level.UNKNOWN
    waiting = [one for one in live.parked if one.view == OPEN_INCIDENTS.name]
    assert [one.seq for one in waiting] == sorted(
        one.seq
        for one in office.log.stream(ill)
        if one.seq >= waiting[0].seq and one.topic in OPEN_INCIDENTS.topics
    )


def test_a_restart_still_knows_who_is_degraded(office, sick, followed):
    ill = office.call().incident
    sick.spoil(seq_of(office, IncidentOpened.TOPIC, ill), **POISONS["another shape"])
    before = shown(followed())
    level(office, ill, Level.III)
    again = followed()
    assert compose(again).degraded == (ill.hex,)
    assert cards(again) == {}
    assert before != shown(again)


def test_after_the_cure_a_rebuild_shows_it_whole(office, sick, followed, tmp_path):
    ill = office.call().incident
    level(office, ill, Level.III)
    sick.spoil(seq_of(office, LevelDecided.TOPIC, ill), **POISONS["broken JSON"])
    followed()
    cured = rebuilt(office.log, tmp_path / "again.db")
    assert compose(cured).degraded == ()
    assert cards(cured)[ill].level is Level.III


def test_a_fold_that_fails_leaves_nothing_half_done_and_holds_up_no_other_view(
    office, look, tmp_path
):
    def fold(rows, recorded):
        OPEN_INCIDENTS.fold(rows, recorded)
        if recorded.topic == LevelDecided.TOPIC:
            raise ArithmeticError("a defect")

    faulty = View("faulty", 1, OPEN_INCIDENTS.row, OPEN_INCIDENTS.topics, fold, resident=True)
    ill = office.call().incident
    level(office, ill, Level.III)
    live = rebuilt(office.log, tmp_path / "faulty.db", (faulty, OPEN_INCIDENTS))
    assert {one.view for one in live.parked} == {"faulty"}
    assert live.rows["faulty"].get(ill).level is Level.UNKNOWN
    assert live.rows[OPEN_INCIDENTS.name].get(ill).level is Level.III
