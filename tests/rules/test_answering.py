"""Which report answers which clock: by its stage, its hop, its manner and, in a series, its time."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from domain.answering import answers
from domain.deadline import Deadline
from domain.rule import Form
from domain.situation import MadeReport
from domain.words import Channel, Stage
from tests.support.ladder import CITY, a_fire, minute, unit_id


def clock(**terms: object) -> Deadline:
    """The county's to the city, from nine on."""
    found = a_fire().clock("B01", *CITY)
    return replace(found, terms=replace(found.terms, **terms))


def told(
    stage: Stage = Stage.FIRST, channel: Channel = Channel.PHONE, minutes: int = 10
) -> MadeReport:
    ends = (unit_id("county"), unit_id("city"))
    return MadeReport(unit_id("report"), *ends, stage, channel, minute(minutes))


@pytest.mark.parametrize(
    ("demanded", "meet"),
    [
        (Stage.FIRST, set(Stage)),
        (Stage.FOLLOW_UP, set(Stage)),
        (Stage.FINAL, {Stage.FINAL}),
        (Stage.SUPPLEMENT, {Stage.SUPPLEMENT}),
    ],
)
def test_what_tells_more_also_tells_that_it_happened_and_not_the_other_way(demanded, meet):
    waiting = clock(stage=demanded)
    assert {stage for stage in Stage if answers(told(stage), waiting)} == meet


@pytest.mark.parametrize(
    ("demanded", "meet"),
    [
        (None, set(Channel)),
        (Channel.PHONE, {Channel.PHONE, Channel.IN_PERSON}),
        (Channel.IN_PERSON, {Channel.PHONE, Channel.IN_PERSON}),
        (Channel.WRITTEN, {Channel.WRITTEN, Channel.SYSTEM}),
        (Channel.SYSTEM, {Channel.WRITTEN, Channel.SYSTEM}),
        (Channel.OTHER, {Channel.OTHER}),
    ],
)
def test_by_word_and_in_writing_are_two_manners(demanded, meet):
    waiting = clock(channel=demanded)
    used = {channel for channel in Channel if answers(told(channel=channel), waiting)}
    assert used == meet


def test_a_right_that_ends_is_answered_by_nothing():
    assert not answers(told(), clock(form=Form.WINDOW))


@pytest.mark.parametrize("end", ["reporting_entity", "recipient"])
def test_another_hop_is_another_duty(end):
    assert not answers(told(), clock(**{end: unit_id("province")}))


@pytest.mark.parametrize(
    ("minutes", "occasion", "follows"),
    [(0, "another", False), (1, "another", True), (1, str(unit_id("report")), False)],
)
def test_a_series_goes_on_with_a_later_report_and_not_with_the_one_it_counts_from(
    minutes, occasion, follows
):
    waiting = clock(form=Form.CADENCE, occasion=occasion)
    assert answers(told(minutes=minutes), waiting) is follows
