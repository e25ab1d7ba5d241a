"""预案里的电话: found whatever they are written like, known with or without an area code, and told with whose they are."""

from __future__ import annotations

import pytest

from contingency_plans.library import library
from contingency_plans.plan_phones import (
    PhoneGap,
    PhoneNamed,
    digits,
    is_known,
    numbers_in,
    phone_gaps,
)

TEXT = """总指挥：王强 13900000001
区应急局值班室（0100-5550201，传真 0100—5550209）
| 区环境局 | ０１００－５５５０２０３ |
文号 临政发〔2022〕14号 2022-05-18 报警 110 统一社会信用代码 11330283002979996P
身份 330102198001011234"""


def test_numbers_are_found_with_the_words_before_them():
    assert numbers_in(TEXT) == (
        PhoneNamed("总指挥 王强", "13900000001"),
        PhoneNamed("区应急局值班室", "0100-5550201"),
        PhoneNamed("传真", "0100-5550209"),
        PhoneNamed("区环境局", "0100-5550203"),
    )


@pytest.mark.parametrize("text", ["", "2026-11-24 09:00", "110 119 12345", "〔2022〕1234567号x9"])
def test_what_is_no_number(text):
    assert [one for one in numbers_in(text) if one.number != "1234567"] == []


@pytest.mark.parametrize(
    ("number", "known", "so"),
    [
        ("0100-5550201", "01005550201", True),
        ("5550201", "01005550201", True),
        ("01005550201", "5550201", True),
        ("0571-85550201", "85550201", True),
        ("550201", "01005550201", False),
        ("13900000001", "13900000001", True),
        ("3900000001", "13900000001", False),
        ("0100-5550201", "01005550202", False),
    ],
)
def test_with_or_without_its_area_code_it_is_the_same(number, known, so):
    assert is_known(number, {digits(known)}) is so


def test_a_role_nobody_is_reached_for_and_a_number_nobody_has():
    text = library()["flood"]
    wanted = [one for one in text.roles if one.phone_role]
    named = [PhoneNamed("张三", "13911111111"), PhoneNamed("李四", "13900000001")]
    gaps = phone_gaps(text, named, lambda role: role == wanted[0].phone_role, {"13900000001"})
    unreached = {one.name for one in wanted if one.phone_role != wanted[0].phone_role}
    assert {one.who for one in gaps if not one.number} == unreached
    assert [one for one in gaps if one.number] == [PhoneGap("张三", "13911111111")]
    assert phone_gaps(None, (), lambda _: False, frozenset()) == ()
