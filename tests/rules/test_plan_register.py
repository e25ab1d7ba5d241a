"""登记入册: what a sheet of plans becomes: plans, versions, duplicates, what replaces what; and the same sheet again nothing."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from contingency_plans.plan_events import PlanWithdrawn
from contingency_plans.plan_matching import TooManyVersions
from contingency_plans.shelf import after
from domain.words import IncidentClass
from tests.support.plan_sheets import PLACE, row, rows, standings, taken_in

FLOOD, QUAKE = "临江县防汛应急预案", "临江县地震应急预案"
OLD = {"number": "临政办〔2019〕12号", "issued": "2019-03-01"}
NEW = {"number": "临政办〔2024〕7号", "issued": "2024-03-01"}


def only(shelf):
    [plan] = shelf.values()
    return plan


def replaced(found):
    return [(one.version, one.by, one.on) for one in found.replaced]


def test_editions_of_one_title_are_versions_of_one_plan_and_the_older_is_overtaken():
    found, shelf = taken_in(rows((f"{FLOOD}(2024年修订版)", NEW), (FLOOD, OLD)))
    new, old = only(shelf).versions
    assert standings(found) == ["new_plan", "new_version"]
    assert (new.label, old.doc_no) == ("2024年修订版", OLD["number"])
    assert replaced(found) == [(old.id, new.id, date(2024, 3, 1))]
    assert only(shelf).current(date(2024, 2, 29)) == old
    assert only(shelf).current(date(2026, 5, 12)) == new


def test_the_same_sheet_again_leaves_nothing():
    sheet = rows((FLOOD, OLD), (f"{FLOOD}(修订)", NEW), (FLOOD, OLD), (QUAKE, {"status": "已废止"}))
    _, shelf = taken_in(sheet)
    again, then = taken_in(sheet, shelf)
    assert standings(again) == ["same", "same", "duplicate", "same"]
    assert [one for some in again.events.values() for one in some] == []
    assert then == shelf


def test_one_number_for_three_plans_is_three_plans():
    found, shelf = taken_in(rows(*((f"{PLACE}{what}应急预案", NEW) for what in "火水风")))
    assert standings(found) == ["new_plan"] * 3
    assert len(shelf) == 3


def test_a_row_that_says_a_version_again_fills_what_is_blank_and_differs_with_a_flag():
    first = {**NEW, "owner": "县水利局"}
    second = {**NEW, "issued": "2024-03-09", "published": "2024-03-10", "owner": "县水利局"}
    found, shelf = taken_in(rows((FLOOD, first), (FLOOD, second)))
    [version] = only(shelf).versions
    assert standings(found) == ["new_plan", "duplicate"]
    assert (found.outcomes[1].of_row, found.outcomes[1].changes) == (2, ("issued",))
    assert str(version.issued.first) == "2024-03-01"
    assert str(version.published.first) == "2024-03-10"
    assert version.flags == ("conflicts issued 2024-03-09",)


@pytest.mark.parametrize(
    ("corrected", "changes"),
    [
        ({**NEW, "issued": "2024-03-02"}, ("issued",)),
        ({**NEW, "number": "临政办〔2024〕8号"}, ("doc_no", "doc_no_found")),
        ({**NEW, "status": "有效期至2029-03-01"}, ("valid_until", "status")),
        ({**NEW, "owner": "县应急局"}, ("owner",)),
        ({**NEW, "class": "事故灾难"}, ("classes",)),
    ],
)
def test_a_corrected_cell_restates_the_version_it_is_of(corrected, changes):
    _, shelf = taken_in([row(FLOOD, **NEW, owner="县水利局")])
    found, then = taken_in([row(FLOOD, **corrected)], shelf)
    assert (standings(found), found.outcomes[0].changes) == (["changed"], changes)
    assert len(only(then).versions) == 1
    assert standings(taken_in([row(FLOOD, **corrected)], then)[0]) == ["same"]


def test_a_number_another_row_bears_is_no_correction():
    _, shelf = taken_in([row(FLOOD, **NEW)])
    other = {**NEW, "number": "临政办〔2024〕8号"}
    found, then = taken_in(rows((FLOOD, other), (FLOOD, NEW)), shelf)
    assert standings(found) == ["new_version", "same"]
    assert len(only(then).versions) == 2


def test_what_was_not_known_becomes_known_on_the_same_version():
    _, shelf = taken_in([row(FLOOD)])
    _, shelf = taken_in([row(FLOOD, issued="2024-03")], shelf)
    _, shelf = taken_in([row(FLOOD, number="〔20247", issued="2024-03-01")], shelf)
    _, shelf = taken_in([row(FLOOD, **NEW)], shelf)
    [version] = only(shelf).versions
    assert (version.doc_no, str(version.issued.last)) == (NEW["number"], "2024-03-01")


@pytest.mark.parametrize("cells", [{}, {"number": "？？"}, {"issued": "？"}, {"type": "？"}])
def test_blank_and_unreadable_cells_take_nothing_from_what_is_known(cells):
    _, shelf = taken_in([row(FLOOD, **NEW, owner="县水利局", note="存档")])
    found, then = taken_in([row(FLOOD, **NEW | cells)], shelf)
    assert standings(found) == ["same"]
    assert then == shelf


def test_a_cell_that_says_there_is_none_takes_it_away():
    _, shelf = taken_in([row(FLOOD, **NEW, owner="县水利局")])
    _, then = taken_in([row(FLOOD, **NEW, owner="无")], shelf)
    assert only(then).profile.owner == ""


def test_a_day_written_in_another_way_and_guesses_are_no_difference():
    _, shelf = taken_in([row(FLOOD, **NEW)])
    plan = only(shelf)
    by_hand = replace(plan, profile=replace(plan.profile, subtypes=("typhoon",)))
    found, _ = taken_in([row(FLOOD, **NEW | {"issued": "2024年3月1日"})], {plan.id: by_hand})
    assert standings(found) == ["same"]


def test_an_older_row_does_not_speak_for_the_plan():
    _, shelf = taken_in([row(FLOOD, **NEW, owner="县应急局")])
    found, then = taken_in([row(FLOOD, **OLD, owner="县水利局")], shelf)
    assert standings(found) == ["new_version"]
    assert only(then).profile.owner == "县应急局"


def test_a_draft_is_no_issue_and_overtakes_nothing():
    draft = {"published": "2026-03-01", "status": "征求意见稿"}
    found, shelf = taken_in(rows((FLOOD, NEW), (f"{FLOOD}(征求意见稿)", draft)))
    assert standings(found) == ["new_plan", "new_version"]
    assert found.replaced == ()
    assert only(shelf).current(date(2026, 5, 12)).doc_no == NEW["number"]


def test_a_draft_does_away_with_no_number():
    draft = {"status": f"征求意见稿；{OLD['number']}同时废止", "published": "2026-03-01"}
    found, shelf = taken_in(rows((FLOOD, OLD), (f"{FLOOD}(征求意见稿)", draft)))
    assert found.replaced == ()
    assert only(shelf).current(date(2026, 5, 12)).doc_no == OLD["number"]


def test_a_month_of_issue_takes_the_place_of_the_older_from_when_it_is_in_force_itself():
    new = {"number": NEW["number"], "issued": "2024年3月"}
    found, shelf = taken_in(rows((FLOOD, OLD), (f"{FLOOD}(2024年修订版)", new)))
    assert [on for _, _, on in replaced(found)] == [date(2024, 3, 1)]
    old, newer = only(shelf).versions
    assert only(shelf).current(date(2024, 2, 29)) == old
    assert only(shelf).current(date(2024, 3, 1)) == newer


def test_a_draft_of_which_a_later_sheet_says_nothing_stays_one():
    _, shelf = taken_in([row(FLOOD, status="征求意见稿")])
    found, then = taken_in([row(FLOOD)], shelf)
    assert standings(found) == ["same"]
    assert only(then).current(date(2026, 5, 12)) is None
    found, then = taken_in([row(FLOOD, **NEW)], then)
    assert standings(found) == ["new_version"]
    assert only(then).current(date(2026, 5, 12)).doc_no == NEW["number"]


@pytest.mark.parametrize(
    "sheets",
    [
        [{"issued": "2024-03-05"}, {"issued": "2024-03-20"}, {"issued": "2024年3月"}],
        [OLD, NEW, {}],
        [OLD, NEW, {"status": "征求意见稿"}],
    ],
    ids=["dates that overlap", "a bare title", "a draft"],
)
def test_what_may_be_one_of_several_versions_is_taken_in_once(sheets):
    shelf = None
    for one in sheets:
        _, shelf = taken_in([row(FLOOD, **one)], shelf)
    assert len(only(shelf).versions) == 3
    again, then = taken_in([row(FLOOD, **sheets[-1])], shelf)
    assert (standings(again), then) == (["same"], shelf)


def test_a_number_named_by_another_plan_is_over_whenever_it_becomes_known():
    gas = ("临江县城镇燃气事故应急预案", {**NEW, "status": f"{OLD['number']}同时废止"})
    _, shelf = taken_in(rows(gas))
    found, then = taken_in([row("临江县煤气事故应急预案", **OLD)], shelf)
    [(old, new, on)] = replaced(found)
    [older] = (one for one in then.values() if one.version(old))
    assert (older.version(old).doc_no, on) == (OLD["number"], date(2024, 3, 1))
    assert [one.versions[0].id for one in then.values() if one is not older] == [new]
    assert replaced(taken_in(rows(gas), then)[0]) == []


def test_a_number_that_several_other_plans_bear_is_left_open_and_the_plans_own_is_not():
    batch = [(f"{PLACE}{what}应急预案", OLD) for what in ("防汛", "地震")]
    stranger = ("临江县火灾应急预案", {**NEW, "status": f"{OLD['number']}同时废止"})
    found, _ = taken_in(rows(*batch, stranger))
    assert (found.replaced, len(found.undecided)) == ((), 1)
    own = (f"{FLOOD}(2024)", {**NEW, "status": f"{OLD['number']}同时废止"})
    found, shelf = taken_in(rows(*batch, own))
    [(old, _, _)] = replaced(found)
    [flood] = (one for one in shelf.values() if one.profile.title == FLOOD)
    assert flood.version(old)


def test_a_status_may_come_before_its_successor_is_known():
    _, shelf = taken_in([row(FLOOD, **OLD, status="被2024版废止")])
    assert only(shelf).current(date(2026, 5, 12)) is None
    found, then = taken_in([row(FLOOD, **NEW)], shelf)
    assert [one.by for one in found.replaced] == [only(then).versions[1].id]
    assert standings(taken_in([row(FLOOD, **NEW)], then)[0]) == ["same"]


def test_what_was_taken_off_the_register_is_not_read_in_again():
    _, shelf = taken_in([row(FLOOD, **NEW)])
    gone = after(shelf, [(next(iter(shelf)), PlanWithdrawn(reason="并入总体预案"))])
    found, then = taken_in([row(FLOOD, **OLD)], gone)
    assert standings(found) == ["withdrawn"]
    assert then == gone


def test_a_row_that_says_no_type_or_class_is_guessed_and_flagged():
    entry = row("临江县突发事件总体应急预案", type="", **{"class": ""})
    assert (entry.profile.type.value, entry.profile.classes) == ("overall", ())
    assert entry.version.flags == ("type_guessed 临江县突发事件总体应急预案",)
    unknown = row("临江县某某应急预案", **{"class": "其他类"})
    assert unknown.profile.classes == (IncidentClass.UNKNOWN,)
    assert unknown.version.flags == ("class_unread 其他类",)


def test_a_sheet_with_one_title_over_and_over_is_refused():
    sheet = [row(FLOOD, n, number=f"临政办〔2024〕{n}号") for n in range(1, 103)]
    with pytest.raises(TooManyVersions):
        taken_in(sheet)
