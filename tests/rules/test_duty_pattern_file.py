"""A file of duty patterns is read strictly; what is wrong, or leaves an hour to nobody, is told by its line."""

from __future__ import annotations

from datetime import time

import pytest

from domain.day_kind import DayKind
from domain.duty_pattern import DutyPattern, SeatPlan, ShiftPlan
from domain.duty_pattern_file import parse_patterns
from domain.rule import Citation, Confidence
from domain.rule_text import RuleError
from domain.shift import DutyPost

PATTERN = """\
  - name: 两班
    name_en: Two shifts
    id: two
    citation: {document: 某文}
    confidence: Q-gov
    rest_hours: 12
    shifts:
      - name: 白班
        starts: 08:00
        ends: 20:00
        months: [1, 12]
        seats:
          - post: lead_officer
      - name: 白班
        starts: 08:00
        ends: 20:00
        months: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
        seats:
          - post: lead_officer
            team: 2
      - name: 夜班
        on: [working, made_up]
        starts: 20:00
        ends: 08:00
        seats:
          - post: lead_officer
          - count: 2
            post: second_officer
            on: [special]
      - name: 夜班
        starts: 20:00
        ends: 08:00
        on: [weekend, holiday]
        seats:
          - post: lead_officer
"""
FILE = "title: 本地\npatterns:\n" + PATTERN


def mistake(text):
    with pytest.raises(RuleError) as caught:
        parse_patterns(text, "本地.yaml")
    assert caught.value.file == "本地.yaml"
    return caught.value.line, caught.value.why


def test_a_pattern_is_read_as_it_is_written():
    (pattern,) = parse_patterns(FILE, "本地.yaml")
    lead = SeatPlan(post=DutyPost.LEAD_OFFICER)
    second = SeatPlan(post=DutyPost.SECOND_OFFICER, count=2, on=(DayKind.SPECIAL,))
    assert (pattern.id, pattern.name, pattern.name_en) == ("two", "两班", "Two shifts")
    assert isinstance(pattern, DutyPattern)
    assert pattern.citation == Citation(document="某文")
    assert (pattern.confidence, pattern.rest_hours) == (Confidence.Q_GOV, 12)
    assert len(pattern.shifts) == 4
    assert pattern.shifts[2] == ShiftPlan(
        name="夜班",
        starts=time(20),
        ends=time(8),
        on=(DayKind.WORKING, DayKind.MADE_UP),
        seats=(lead, second),
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "why"),
    [
        ("rest_hours: 12", "rest_hours: -1", 8, "rest_hours is 0 to 72"),
        ("rest_hours: 12", "rest_hours: 73", 8, "rest_hours is 0 to 72"),
        ("months: [1, 12]", "months: [0, 1, 12]", 13, "months are 1 to 12"),
        ("months: [1, 12]", "months: [1, 12, 13]", 13, "months are 1 to 12"),
        ("starts: 08:00\n        ends: 20:00\n        months: [1,", "starts: '08:00:00Z'\n        ends: 20:00\n        months: [1,", 11, "starts is Beijing time and names no zone"),
        ("ends: 20:00\n        months: [1,", "ends: '20:00:00Z'\n        months: [1,", 12, "ends is Beijing time and names no zone"),
        ("on: [weekend, holiday]", "on: [weekend, special]", 35, "a special day adds seats, not shifts"),
        ("count: 2", "count: 0", 29, "count is 1 to 20"),
        ("count: 2", "count: 21", 29, "count is 1 to 20"),
        ("team: 2", "team: 0", 22, "team is 1 to 20"),
        ("team: 2", "team: 21", 22, "team is 1 to 20"),
        ("count: 2\n            post: second_officer\n            on: [special]", "count: 3\n            team: 2\n            post: second_officer", 30, "team is 3 to 20"),
        ("count: 2\n", "count: 2\n            team: 2\n", 30, "a team of the week takes every day of it"),
        ("post: second_officer", "post: lead_officer", 30, "lead_officer stands here twice"),
        ("post: second_officer", "post: guard", 30, "Invalid enum value 'guard'"),
        ("name_en: Two shifts", "colour: red", 4, "Object contains unknown field `colour`"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_its_line(old, new, line, why):
    assert FILE.count(old) == 1
    assert mistake(FILE.replace(old, new)) == (line, why)


@pytest.mark.parametrize(
    ("old", "new", "line", "why"),
    [
        ("months: [1, 12]", "months: [1]", 25, "begins at 20:00 and not at 08:00, on a working day of month 12"),
        ("months: [1, 12]", "months: [1, 12, 7]", 17, "begins at 08:00 and not at 20:00, on a working day of month 7"),
        ("ends: 20:00\n        months: [1,", "ends: 19:00\n        months: [1,", 25, "begins at 20:00 and not at 19:00, on a working day of month 1"),
        ("on: [working, made_up]", "on: [working]", 10, "a made_up day of month 1 is not covered for 24 hours"),
        ("on: [weekend, holiday]", "on: [weekend]", 10, "a holiday day of month 1 is not covered for 24 hours"),
        ("ends: 08:00\n        on: [weekend", "ends: 07:59\n        on: [weekend", 10, "a weekend day of month 1 is not covered for 24 hours"),
        ("on: [working, made_up]\n        starts: 20:00\n        ends: 08:00", "on: [working, made_up]\n        starts: 20:00\n        ends: 20:00", 10, "a working day of month 1 is not covered for 24 hours"),
        ("post: lead_officer\n            team: 2", "post: second_officer", 21, "no lead officer on a working day"),
        ("post: lead_officer\n          - count", "post: standby\n          - count", 28, "no lead officer on a working day"),
        ("post: lead_officer\n            team: 2", "post: lead_officer\n            on: [working]", 21, "no lead officer on a made_up day"),
    ],
)  # fmt: skip
def test_an_hour_that_nobody_covers_is_told(old, new, line, why):
    assert FILE.count(old) == 1
    assert mistake(FILE.replace(old, new)) == (line, why)


def test_a_whole_day_before_another_shift_of_it_is_no_chain():
    shift = "- {name: 一, starts: 08:00, ends: 08:00, seats: [{post: lead_officer}]}"
    text = FILE.partition("      - name: 白班")[0]
    assert parse_patterns(f"{text}      {shift}\n", "本地.yaml")
    assert mistake(f"{text}      {shift}\n      {shift}\n") == (
        10,
        "a working day of month 1 is not covered for 24 hours",
    )


def test_an_id_stands_in_a_file_once_and_a_pattern_has_shifts():
    assert mistake(FILE + PATTERN) == (40, "pattern two stands here twice")
    assert mistake(FILE.partition("shifts:\n")[0] + "shifts: []\n") == (9, "shifts is empty")


@pytest.mark.parametrize("edge", ["rest_hours: 0", "rest_hours: 72"])
def test_the_edges_of_a_rest_are_good(edge):
    assert parse_patterns(FILE.replace("rest_hours: 12", edge), "本地.yaml")


@pytest.mark.parametrize("edge", ["count: 1", "count: 20"])
def test_the_edges_of_a_count_are_good(edge):
    assert parse_patterns(FILE.replace("count: 2", edge), "本地.yaml")


@pytest.mark.parametrize("edge", ["team: 1", "team: 20"])
def test_the_edges_of_a_team_are_good(edge):
    assert parse_patterns(FILE.replace("team: 2", edge), "本地.yaml")
