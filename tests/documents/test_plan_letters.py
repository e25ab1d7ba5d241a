"""预案催办函 on paper: a letter an owner, each beginning a page, whole, under one number and with its witness."""

from __future__ import annotations

import pytest

from tests.support.sample_papers import RARE

NUMBER = "值班信息〔2026〕12号"  # of the sample


@pytest.fixture(params=["opened", "typeset"])
def pages(request):
    return [
        "".join(line.text for line in page).replace(" ", "").replace("\u200b", "")
        for page in request.getfixturevalue(request.param)["plan_reminder"]
    ]


def test_each_letter_begins_a_page_with_its_own_owner(pages):
    assert len(pages) >= 3
    [water] = [n for n, page in enumerate(pages) if "区水利局：" in page]
    [woods] = [n for n, page in enumerate(pages) if "区林业局：" in page]
    assert (water, woods) == (0, len(pages) - 1)
    for first in (pages[water], pages[woods]):
        assert NUMBER in first
        assert "关于催办应急预案有关事项的函" in first
        assert "签发人：沈立群" in first


def test_no_row_is_lost_and_none_stands_in_anothers_letter(pages):
    of_water, of_woods = "".join(pages[:-1]), pages[-1]
    assert of_water.count(RARE) == 20
    assert RARE not in of_woods
    assert "a&lt;b&gt;&amp;c{{x}}" in of_woods
    assert "2026年12月" in of_woods


def test_each_letter_is_signed_and_says_which_it_is_and_whence(pages):
    told = "".join(pages)
    for place in ("第1件，共2件。", "第2件，共2件。"):
        assert told.count(place) == 1
    assert told.count("日志至第1234号") == 2
    assert told.count("临江区人民政府办公室2026年11月25日") == 2
