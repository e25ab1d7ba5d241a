"""An office's own plan texts stand on the shipped ones; a wrong one, and the office does not start half."""

from __future__ import annotations

import pytest

from api.plan_texts import plan_texts, read_plan
from api.running import Running
from api.settings import Settings
from contingency_plans.library import library
from contingency_plans.text_mistakes import PlanTextWrong
from domain.rule_text import TEXT_CHARACTERS_MAX
from tests.support.plan_texts import SMALL, spoiled


@pytest.fixture
def own(tmp_path):
    (tmp_path / "plans").mkdir()
    return tmp_path / "plans"


def test_an_office_without_texts_has_the_shipped_ones(tmp_path):
    assert plan_texts(tmp_path) == library()


def test_its_own_are_added_and_take_the_place_of_the_same_id(own):
    (own / "small.md").write_text(SMALL, encoding="utf-8")
    (own / "flood.md").write_text(spoiled('id = "small"', 'id = "flood"'), encoding="utf-8")
    texts = plan_texts(own.parent)
    assert texts["small"].title == texts["flood"].title == "小预案"
    assert texts.keys() == library().keys() | {"small"}


def test_a_wrong_text_stops_the_start_before_anything_is_opened(own):
    (own / "small.md").write_text(spoiled("minutes = 5", "minutes = 0"), encoding="utf-8")
    with pytest.raises(PlanTextWrong) as caught:
        Running(Settings(folder=own.parent))
    assert caught.value.lines("zh") == ("plans/small.md:55: minutes 须为1至10080",)
    assert not (own.parent / "log.db").exists()


def test_what_is_no_plain_file_of_a_sane_size_is_not_read(tmp_path):
    with pytest.raises(PlanTextWrong) as caught:
        read_plan(tmp_path)
    assert caught.value.mistakes[0].zh == "不是普通文件"
    long = tmp_path / "long.md"
    long.write_bytes(b"x" * (4 * TEXT_CHARACTERS_MAX + 1))
    with pytest.raises(PlanTextWrong):
        read_plan(long)
