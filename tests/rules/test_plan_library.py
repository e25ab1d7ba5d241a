"""The shipped plan texts: each is whole, each can be acted on at every level it names."""

from __future__ import annotations

import pytest

from contingency_plans.library import library
from contingency_plans.plan_subtypes import SUBTYPES, subtype_of
from contingency_plans.plan_text import Phase
from desk.founding import shipped_book, shipped_presets

TEXTS = library()
BOOK = shipped_book(shipped_presets())


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_role_has_something_to_do(text):
    assert {one.id for one in text.roles} == {card.role for card in text.cards}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_card_comes_at_some_level_and_the_most_urgent_first(text):
    reached = set()
    for level in text.response_levels:
        cards = text.cards_at(level)
        assert [one.minutes for one in cards] == sorted(one.minutes for one in cards)
        reached |= {one.id for one in cards}
    assert reached == {one.id for one in text.cards}
    assert 8 <= len(text.cards) <= 20


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_graver_response_takes_nothing_back(text):
    for graver, milder in zip(text.response_levels, text.response_levels[1:], strict=False):
        kept = {one.id for one in text.cards_at(milder)} - {one.id for one in text.cards_at(graver)}
        told = {one.who for one in text.notified_at(milder)}
        assert not kept
        assert told <= {one.who for one in text.notified_at(graver)}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_says_what_to_do_at_three_in_the_morning(text):
    during = text.body[Phase.DURING]
    for asked in ("### 头十分钟", "### 头一小时", "**往上升**", "**往下降**"):
        assert asked in during
    assert "### 复盘" in text.body[Phase.AFTER]
    assert len(text.asks) >= 5
    assert all(len(one.steps) >= 2 for one in text.cards)
    assert any("产品默认" in one for one in text.sources)


def test_every_kind_that_rules_and_thresholds_name_can_have_a_plan():
    named = {one for rule in BOOK.rules for one in rule.applies_to.subtypes}
    named |= {one for standard in BOOK.levels.thresholds for one in standard.subtypes}
    assert named <= SUBTYPES.keys()
    assert len(set(SUBTYPES.values())) == len(SUBTYPES)


def test_a_kind_is_understood_by_its_chinese_words():
    assert subtype_of(" 坍塌 ") == "collapse"
    assert subtype_of("collapse") == "collapse"
    assert subtype_of("未列") == "未列"


def test_a_title_s_words_point_to_one_text_only():
    words = [word for text in TEXTS.values() for word in text.words]
    assert len(words) == len(set(words))
