"""演练不入统计: whatever is counted of a night is what would be counted had its exercises never been.

Every event of an exercise says so in its envelope. The same log is read twice, once without those events,
and everything that counts incidents, clocks, reports or people's burdens must come out the same.
"""

import json
import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from contingency_plans.exercise_events import ExerciseTurnedReal
from contingency_plans.plan_events import PlanExercised
from contingency_plans.plan_words import PlanType
from desk.log.stored import recorded
from desk.spot_check_rounds import spot_check_rules
from domain.incident import IncidentOpened
from domain.words import IncidentClass
from domain.working_days import BEIJING
from projections.board import compose
from projections.breaches import BREACHES
from projections.coverage import coverage, known, past_year
from projections.follower import Source
from projections.month_figures import figures
from projections.performance import Month
from projections.plan_owed import owed_lines
from projections.spot_check_month import checked_month
from projections.spot_check_results import unit_results
from projections.spot_check_risk import lots, risks
from projections.spot_checks import rounds
from projections.waiting import by_person, nevers
from tests.support import exercise_moves
from tests.support.exercise_moves import EXERCISE_MOVES
from tests.support.moves import MOVES
from tests.support.office import an_office
from tests.support.plan_moves import PLACES, PROFILES, PlanMoves, play
from tests.support.views import caught_up, close, follower

BUSY = ("call", "by word", "time", "knowledge", "classed", "level", "merge", "annul", "shift")
PLAYED = ("begin", "take", "take", "pass", "over", *EXERCISE_MOVES)
move = st.tuples(st.sampled_from([*MOVES, *BUSY, *PLAYED]), st.integers(0, 11))
BEGUN = [("add", 1), ("shift", 0), ("call", 1), ("call", 4), ("call", 9), ("knowledge", 1)]
nights = st.lists(move, min_size=8, max_size=24).map(lambda moves: [*BEGUN, *moves])
EXERCISES_ALONE = [("call", 4), ("time", 8), ("by word", 0), ("level", 1)]  # one told too late
A_WHOLE_ONE = [("add", 1), ("begin", 1), ("take", 1), ("pass", 5), ("take", 2), ("over", 0)]
TURNED_REAL = [("begin", 0), ("take", 4), ("pass", 9), ("turn real", 0), ("by word", 1)]


def unmarked(log):
    """The log without the events of any exercise."""

    def rows_since(seq, limit):
        rows = log.rows_since(seq, 1_000_000)
        return [one for one in rows if json.loads(one.state)["meta"]["exercise"] is None][:limit]

    return Source(str(log.store_id), rows_since, recorded)


def counted(office, people, view, files):
    """Everything that is a count, or a list somebody counts by."""
    rows, board, now = view.rows, compose(view), office.clock.at
    today, rules = now.astimezone(BEIJING).date(), spot_check_rules()
    month, units = Month(today.replace(day=1)), (office.county, office.town, office.works)
    share = coverage(known(rows), PLACES, today, past_year(today)).incidents
    return {
        "month": figures(files, month, office.county),
        "month before": figures(files, month.before, office.county),
        "lots": lots(units, risks(rows, (), rules, now), rules),
        "checks": unit_results(rounds(rows)),
        "checked": checked_month(rounds(rows), month),
        "nevers": nevers(rows, board, str(office.county)),
        "held": by_person(rows, board, people),
        "incidents": share,
        "owed": owed_lines(rows, now),
        "breaches": [one for one in rows[BREACHES.name].values() if not one.exercise],
        "board": [real(lines) for lines in (board.clocks, board.incidents, board.rings)],
        "asked": [real(lines) for lines in (board.taskings, board.signatures)],
    }


def real(lines):
    return [one for one in lines if not one.exercise]


def played(desk, night):
    for name, n in night:
        one = exercise_moves.play if name in EXERCISE_MOVES else play
        one(desk, name, n)


def files_of(office):
    opened = office.events(IncidentOpened.TOPIC)
    files = [office.file(one.originator_id) for one in opened]
    return files, [one for one in files if one.incident.exercise is None]


@example(EXERCISES_ALONE)
@example(A_WHOLE_ONE)
@example(TURNED_REAL)
@settings(max_examples=40, deadline=None)
@given(nights)
def test_whatever_is_counted_is_counted_as_if_no_exercise_had_been(night):
    with tempfile.TemporaryDirectory() as folder:
        office = an_office(Path(folder))
        desk = PlanMoves(office)
        played(desk, night)
        files, real_files = files_of(office)
        whole = caught_up(follower(office.log, Path(folder) / "whole.db"))
        without = follower(office.log, Path(folder) / "without.db", source=unmarked(office.log))
        expected = counted(office, desk.people, caught_up(without), real_files)
        assert counted(office, desk.people, whole, files) == expected
        for one in (whole, without):
            close(one)
        office.log.close()


def test_these_nights_play_whole_exercises(office):
    """Or nothing of them could be counted."""
    desk = PlanMoves(office)
    played(desk, A_WHOLE_ONE)
    topics = {one.topic for one in office.events() if one.meta.exercise}
    assert {"exercise.call-played", "exercise.evaluated", "incident.opened"} <= topics
    assert {one.meta.exercise for one in office.events(PlanExercised.TOPIC)} == {None}
    played(PlanMoves(office), TURNED_REAL)
    assert office.events(ExerciseTurnedReal.TOPIC)


def test_the_plans_of_these_nights_can_cover_something():
    """Or the share of incidents that had a plan would be no count at all."""
    kinds = {(klass, one.subtypes) for one in PROFILES for klass in one.classes}
    assert (IncidentClass.NATURAL_DISASTER, ("flood",)) in kinds
    assert PlanType.SPECIAL in {one.type for one in PROFILES}
