"""28 characters by 22 lines, measured where the glyphs really stand, in Word's file and in our own PDF."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.support.sample_papers import RARE

MM = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 28 * MM, 184 * MM, 37 * MM, 262 * MM
PITCH = 28.95


@pytest.fixture(params=["opened", "typeset"])
def papers(request):
    return request.getfixturevalue(request.param)


def full_page(papers):
    """The one in the middle, which holds nothing but text."""
    return next(one for one in papers["bulletin"] if sum("测" in line.text for line in one) > 20)


def test_a_page_holds_22_lines_of_28_characters(papers):
    lines = [one for one in full_page(papers) if "测" in one.text]
    assert len(lines) == 22
    assert [one.text for one in lines[1:]] == ["测" * 28] * 21


def test_lines_stand_at_the_pitch_of_the_standard(papers):
    tops = [one.top for one in full_page(papers) if "测" in one.text]
    steps = [after - before for before, after in pairwise(tops)]
    assert all(step == pytest.approx(PITCH, abs=0.15) for step in steps)
    assert tops[-1] - tops[0] == pytest.approx(21 * PITCH, abs=0.5)


def test_nothing_stands_outside_the_text_area_but_the_page_number(papers):
    for page in papers["bulletin"]:
        for one in page:
            inside = one.left >= LEFT - 1 and one.right <= RIGHT + 3 and one.top >= TOP - 8
            assert inside or one.text.startswith("—"), one


def test_page_numbers_stand_outside_left_and_right_in_turn(papers):
    numbers = [next(one for one in page if one.text.startswith("—")) for page in papers["bulletin"]]
    assert [one.text.replace(" ", "") for one in numbers] == [
        f"—{number}—" for number in range(1, len(numbers) + 1)
    ]
    for number, one in enumerate(numbers, start=1):
        assert one.top > BOTTOM
        if number % 2:
            assert one.right == pytest.approx(RIGHT - 14, abs=3)
        else:
            assert one.left == pytest.approx(LEFT + 14, abs=3)


def test_the_head_stands_as_the_standard_has_it(papers):
    first = papers["bulletin"][0]
    [office] = [one for one in first if one.text == "临江区人民政府办公室"]
    assert office.top == pytest.approx(TOP + 35 * MM, abs=12)
    [number] = [one for one in first if "〔2026〕" in one.text.replace(" ", "")]
    assert number.left == pytest.approx(LEFT + 16, abs=2)


def test_what_was_put_in_comes_out(papers):
    told = "".join(line.text for page in papers["bulletin"] for line in page).replace(" ", "")
    for words in (
        "秘密",
        "特急",
        "沈立群",
        f"主班{RARE}",
        "江州市人民政府：",
        "临江区人民政府办公室",
    ):
        assert words in told
    assert "a&lt;b&gt;&amp;c{{x}}{%y%}{#z#}=1+1" in told
    assert told.count("测") == 28 * 22 * 2
    assert told.replace("\u200b", "").count("x" * 30) > 0


def test_every_page_of_an_exercise_says_so_and_no_other_page_does(papers):
    def striped(name):
        pages = ("".join(line.text for line in page) for page in papers[name])
        return ["不是真实事件" in page for page in pages]

    assert len(striped("flash")) > 1
    assert all(striped("flash"))
    assert not any(striped("bulletin"))


def test_a_slip_is_one_sheet(papers):
    assert len(papers["instruction_slip"]) <= 2
    told = "".join(line.text for page in papers["instruction_slip"] for line in page)
    assert RARE in told
