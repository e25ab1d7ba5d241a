"""What every report had to give and no paper gave is omitted, once the final one is in."""

from __future__ import annotations

import pytest

from domain.breach import BreachKind, Ground
from domain.elements import HEADINGS, Element, outline
from domain.words import Channel, Stage
from tests.support.ladder import Story, minute

OMITTED = {("county", BreachKind.OMITTED): (Ground.ELEMENT_MISSING,)}
WHOLE = dict.fromkeys(HEADINGS, "已核实")
LACKING = WHOLE | {Element.CAUSE: "待核"}


def reported(first: dict, final: dict | None, channel: Channel = Channel.WRITTEN) -> dict:
    story = Story(occurred=minute(0))
    story.knows("county", minute(0))
    more = (Element.UNIT_PROFILE,)
    story.reports_to("county", "city", minute(10), channel=channel, text=outline(first, more=more))
    if final is not None:
        text = outline(final, Stage.FINAL, more)
        story.reports_to(
            "county", "city", minute(90), stage=Stage.FINAL, channel=channel, text=text
        )
    return story.suspected(120)


def test_an_element_that_no_paper_gives_to_the_end_is_omitted():
    assert reported(LACKING, LACKING) == OMITTED


def test_whatever_one_of_them_gives_is_given():
    assert reported(WHOLE, LACKING) == {}
    assert reported(LACKING, WHOLE) == {}


def test_until_the_final_report_what_is_missing_is_chased_and_accuses_nobody():
    assert reported(LACKING, None) == {}


@pytest.mark.parametrize("channel", [Channel.PHONE, Channel.IN_PERSON])
def test_words_told_by_phone_hold_no_headings(channel):
    assert reported(LACKING, LACKING, channel) == {}


def test_a_paper_in_another_hand_is_not_judged_by_our_headings():
    story = Story(occurred=minute(0))
    story.knows("county", minute(0))
    whole = {"channel": Channel.WRITTEN, "text": "化工厂爆炸，死亡3人，善后已毕。"}
    story.reports_to("county", "city", minute(90), stage=Stage.FINAL, **whole)
    assert story.suspected(120) == {}
