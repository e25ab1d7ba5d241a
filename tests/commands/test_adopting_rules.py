"""Another book is for what begins from now on: clocks that run keep their limit, their words and their end."""

from datetime import timedelta

from msgspec.structs import replace

from desk.founding import shipped_book
from desk.incidents import DecideLevel, decide_level
from desk.office import AdoptRules, adopt_rules
from domain.deadline import Standing
from domain.rulebook import RuleBookAdopted
from domain.words import IncidentClass, Level
from tests.support.office import PRESETS


def another_book(**changes):
    """As shipped, but for 武汉's ordinary incidents."""
    book = shipped_book(PRESETS)
    rules = tuple(replace(one, **changes) if one.id == "B01" else one for one in book.rules)
    return replace(book, rules=rules)


def adopts(office, book):
    office.do(adopt_rules, AdoptRules(book=book, presets=PRESETS))


def test_a_running_clock_keeps_its_limit_and_a_new_one_takes_the_new(office):
    first = office.call().incident
    _, before = office.clock_of(first, "B01")
    adopts(office, another_book(limit=timedelta(minutes=30)))
    office.call("又一来电", same_as=first)
    assert office.clock_of(first, "B01")[1] == before
    second = office.call("另一件事").incident
    _, after = office.clock_of(second, "B01")
    assert (before.terms.limit_seconds, after.terms.limit_seconds) == (7_200, 1_800)


def test_a_running_clock_stays_owed_when_its_rule_is_gone_or_speaks_of_something_else(office):
    first = office.call().incident
    applies = shipped_book(PRESETS).get("B01").applies_to
    adopts(office, another_book(applies_to=replace(applies, levels=(Level.IV,))))
    office.call("又一来电", same_as=first)
    assert office.clock_of(first, "B01")[1].standing is Standing.RUNNING
    book = shipped_book(PRESETS)
    fewer = tuple(one for one in book.rules if one.id != "B01")
    adopts(office, replace(book, rules=fewer))
    office.call("再一来电", same_as=first)
    assert office.clock_of(first, "B01")[1].standing is Standing.RUNNING


def test_a_running_clock_outlives_a_book_that_speaks_of_other_kinds_of_incident(office):
    first = office.call().incident
    applies = shipped_book(PRESETS).get("B01").applies_to
    adopts(
        office, another_book(applies_to=replace(applies, classes=(IncidentClass.PUBLIC_HEALTH,)))
    )
    office.call("又一来电", same_as=first)
    assert office.clock_of(first, "B01")[1].standing is Standing.RUNNING


def test_by_its_own_rule_it_falls_away_though_that_rule_is_gone_from_the_book(office):
    first = office.call().incident
    book = shipped_book(PRESETS)
    adopts(office, replace(book, rules=tuple(one for one in book.rules if one.id != "B01")))
    office.do(decide_level, DecideLevel(incident=first, level=Level.III, decided=office.at()))
    assert office.clock_of(first, "B01")[1].standing is Standing.SUPERSEDED


def test_by_its_own_rule_it_still_falls_away_when_the_level_is_decided(office):
    first = office.call().incident
    deciding = DecideLevel(incident=first, level=Level.III, decided=office.at())
    office.do(decide_level, deciding)
    assert office.clock_of(first, "B01")[1].standing is Standing.SUPERSEDED


def test_what_is_adopted_stands_on_record_whole_and_under_its_hash(office):
    book = another_book(limit=timedelta(minutes=30))
    adopts(office, book)
    last = office.events(RuleBookAdopted.TOPIC)[-1].event
    assert (last.hash, last.text, last.presets) == (book.hash, book.text, PRESETS)
    assert office.desk.register().book == book
