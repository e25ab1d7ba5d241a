"""A small sound plan text, to be spoiled in one place."""

from __future__ import annotations

import pytest

from contingency_plans.library_file import parse_plan_text
from contingency_plans.plan_text import PlanText
from contingency_plans.text_mistakes import PlanTextWrong

SMALL = """\
+++
id = "small"
title = "小预案"
edition = "1"
line = "work_safety"
classes = ["accident"]
subtypes = ["fire"]
words = ["起火"]
levels = ["III", "IV"]
sources = ["产品默认"]
asks = ["在哪里？"]
never = ["不乘电梯"]
ends = [
  "明火扑灭",
  "人员核清",
]

[[conditions]]
level = "third"
words = "有人被困"
decides = "县长"
commands = "副县长"
levels = ["III"]
figures = [{ dead = 3 }]

[[conditions]]
level = "fourth"
words = "起火"
decides = "局长"
commands = "局长"
levels = ["IV"]
figures = [{ dead = 1 }]

[[roles]]
id = "duty"
name = "值班室"
duty = "接报"
phone_role = "duty_officer"

[[cards]]
id = "verify"
name = "核实"
role = "duty"
minutes = 10
steps = [
  "回拨",
  "记下",
]
evidence = "通话记录"

[[cards]]
id = "rescue"
name = "救人"
role = "duty"
minutes = 5
levels = ["third"]
steps = ["出动"]
evidence = "出动时间"

[[notify]]
who = "own_government"
what = "首报"
+++

## 事前

- 备好

## 事中

1. 先救人

## 事后

- 复盘
"""


def read(text: str | bytes, name: str = "本地.md") -> PlanText:
    return parse_plan_text(text.encode() if isinstance(text, str) else text, name)


def spoiled(old: str, new: str, count: int = 1) -> str:
    """`count` -1: everywhere."""
    assert old in SMALL
    return SMALL.replace(old, new, count)


def mistakes(text: str | bytes) -> list[tuple[int, str, str]]:
    with pytest.raises(PlanTextWrong) as caught:
        read(text)
    assert caught.value.file == "本地.md"
    return [tuple(one) for one in caught.value.mistakes]
