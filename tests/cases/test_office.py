"""The office of a past case: what it came to know is on its record when it came to know it, the rest at the end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
import yaml

from api.cases.known import NoSuchActor, known_by, office_named, placed
from api.cases.network import CaseNetwork
from api.cases.office import replay_as
from api.cases.shapes import Case
from api.clock import VirtualClock, new_id
from desk.log.log import open_log
from domain.conduct import ConductRecorded, ReportFoundUntrue
from domain.incident import FactStated, IncidentClosed, IncidentOpened, OccurrenceStated
from domain.notice import Rung
from domain.report import ReportMade
from tests.support.cases import CASES, row, told
from tests.support.tree import ROOT

LATER = VirtualClock(datetime(2100, 1, 1, tzinfo=UTC))
NAMES = sorted(file.stem for file in CASES.glob("*.yaml"))
AT = "2026-03-02T{}:00+08:00"


def as_case(told):
    return msgspec.convert(told, Case)


@pytest.fixture
def record(tmp_path):
    """Every event of an office's log, and when in Beijing it was put there."""

    def recorded(case, unit=""):
        case = as_case(case)
        replay_as(case, office_named(case, unit), folder := tmp_path / new_id().hex)
        log = open_log(folder, LATER, new_store_id=new_id())
        try:
            return log.since(0, 10_000)
        finally:
            log.close()

    return recorded


@pytest.fixture(autouse=True)
def folders(monkeypatch):
    """`open_log` wants a folder that is there."""
    monkeypatch.setattr("api.cases.office.open_log", _made)


def _made(folder, *args, **more):
    folder.mkdir(parents=True, exist_ok=True)
    return open_log(folder, *args, **more)


def at(event):
    return (event.recorded_at + timedelta(hours=8)).strftime("%m-%d %H:%M")


def of(events, kind):
    return [(at(one), one.event) for one in events if isinstance(one.event, kind)]


def figures(events):
    return [(when, str(one.fact.figure), one.fact.value) for when, one in of(events, FactStated)]


def test_a_figure_enters_when_the_office_was_told_and_is_corrected_when_it_was_found_out(record):
    events = record(told("false_and_found_out"), "county")
    assert figures(events) == [("03-02 08:40", "dead", 1), ("03-09 23:59", "dead", 5)]
    [(opened, _)] = of(events, IncidentOpened)
    [(occurred, _)] = of(events, OccurrenceStated)
    assert (opened, occurred) == ("03-02 08:40", "03-09 23:59")


def test_what_it_was_told_untruly_is_a_report_until_it_is_found_untrue(record):
    events = record(told("false_and_found_out"), "county")
    assert next((when, one.untrue) for when, one in of(events, ReportMade)) == (
        "03-02 08:40",
        False,
    )
    assert [when for when, _ in of(events, ReportFoundUntrue)] == ["03-09 23:59"]
    assert {when for when, _ in of(events, ConductRecorded)} == {"03-09 23:59"}


def test_what_the_file_says_last_in_public_is_the_last_word_on_figures(record):
    case = told("false_and_found_out")
    case["timeline"][-1]["facts"] = {"dead": 4}
    assert figures(record(case, "county"))[-1] == ("03-09 23:59", "dead", 4)


def test_what_was_hidden_is_corrected_as_of_when_it_happened_and_what_grew_is_not(record):
    case = told("false_and_found_out")
    case["timeline"][-1]["facts"] = {"dead": 4}
    last = of(record(case, "county"), FactStated)[-1][1].fact
    assert f"{last.as_of.earliest + timedelta(hours=8):%m-%d %H:%M}" == "03-02 08:00"
    case["timeline"] = [
        one for one in case["timeline"] if one["kind"] not in ("suppressed", "falsified")
    ]
    last = of(record(case, "county"), FactStated)[-1][1].fact
    assert f"{last.as_of.earliest + timedelta(hours=8):%m-%d %H:%M}" == "03-09 00:00"


def test_an_agreed_time_of_occurrence_stands_until_the_true_one_is_known(record):
    case = told("agreed_time")
    true = {"at": AT.format("06:10"), "declared_not_actual": False, "facts": {}}
    case["timeline"].insert(0, case["timeline"][0] | true)
    events = record(case)
    bases = [str(one.occurred.basis) for _, one in of(events, OccurrenceStated)]
    assert bases == ["agreed", "document"]


def test_the_office_that_tells_most_is_the_county_or_city_whose_figures_changed_most():
    case = told("false_and_found_out")
    assert office_named(as_case(case), "") == "city"
    case["timeline"][7]["facts"] = {}
    assert office_named(as_case(case), "") == "county"
    with pytest.raises(NoSuchActor):
        office_named(as_case(case), "nobody")


def test_a_day_row_is_known_by_the_next_exact_time_and_the_last_by_the_days_end():
    case = as_case(row(told("false_and_found_out"), 5, at="2026-03-02", precision="day"))
    times = [f"{one + timedelta(hours=8):%d %H:%M}" for one in known_by(case)]
    assert (times[4], times[-1]) == ("02 11:00", "09 23:59")


@pytest.mark.parametrize("name", NAMES)
def test_any_actor_of_any_case_can_be_looked_at_and_the_incident_ends(record, name):
    for unit in told(name)["actors"]:
        events = record(told(name), unit)
        assert [one for one in events if isinstance(one.event, IncidentClosed)]
        assert len([one for one in events if isinstance(one.event, Rung)]) <= 1
        assert [one.recorded_at for one in events] == sorted(one.recorded_at for one in events)


def test_no_title_or_place_of_the_file_which_may_tell_the_verdict_stands_in_it(record):
    case = told("false_and_found_out") | {"title": "瞒报案", "place": "瞒报的地方"}
    assert "瞒报" not in "".join(str(one.event) for one in record(case))


def test_the_offices_unit_stands_where_its_actor_stood(tmp_path):
    case = as_case(told("false_and_found_out"))
    unit = replay_as(case, "county", tmp_path)
    assert unit != CaseNetwork(case).ids["county"]


def test_the_case_that_the_product_ships_says_one_and_then_thirteen(record):
    case = yaml.safe_load((ROOT / "docs" / "cases" / "liuyang-2019.yaml").read_text("utf-8"))
    dead = [value for _, figure, value in figures(record(case)) if figure == "dead"]
    assert (dead[0], dead[-1]) == (1, 13)
    assert {one["quote"] for one in case["timeline"]} == {None}


def test_what_is_known_by_the_day_lies_between_the_exact_times_it_stands_between():
    case = as_case(row(told("false_and_found_out"), 5, at="2026-03-02", precision="day"))
    withheld = placed(case)[4]
    assert f"{withheld.earliest + timedelta(hours=8):%H:%M}" == "08:40"
    assert f"{withheld.latest + timedelta(hours=8):%H:%M}" == "11:00"
