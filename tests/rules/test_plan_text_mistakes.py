"""A mistake in a plan text is told by the very line it stands on, in both languages; several at once are all told."""

from __future__ import annotations

import pytest

from contingency_plans.library import overlaid
from contingency_plans.text_mistakes import SAID, PlanTextWrong
from domain.rule_text import TEXT_CHARACTERS_MAX
from tests.support.plan_texts import SMALL, mistakes, read, spoiled

HEAD = [
    ("+++\nid", "id", 1, "文件须以一行 +++ 开头", "the file begins with a line +++"),
    ("+++\n\n", "\n\n", 1, "文件头没有以一行 +++ 结束", "the head is not closed by a line +++"),
    ('"小预案"', '"小预案', 3, "TOML 写法有误：引号没有闭合，或有不能写的字符", "not TOML: Illegal character '\\n'"),
    ('edition = "1"\n', 'edition = "1"\nedition = "2"\n', 5, "TOML 写法有误：同一项写了两次", "not TOML: Cannot overwrite a value"),
    ('["起火"]', '[[[[[[[[["起火"]]]]]]]]]', 8, "嵌套超过8层", "nested deeper than 8"),
    ('id = "small"', 'id = "small"\nbody = {}', 3, "没有 body 这一项", "there is no field body"),
    ("minutes = 5", f"minutes = {'9' * 5_000}", 55, "TOML 写法有误：值有误，文字须加引号", "not TOML: Invalid value"),
    ("minutes = 5", 'minutes = 5\ncolour = "red"', 56, "没有 colour 这一项", "there is no field colour"),
    ('edition = "1"\n', "", 2, "缺少 edition", "edition is missing"),
    ('decides = "县长"\n', "", 18, "缺少 decides", "decides is missing"),
    ('edition = "1"', "edition = 1", 4, "edition 应为文字", "edition must be text"),
    ('["起火"]', '"起火"', 8, "words 应为列表", "words must be a list"),
    ("minutes = 5", "minutes = true", 55, "minutes 应为整数", "minutes must be a whole number"),
    ("[{ dead = 3 }]", "[3]", 24, "figures 应为一组项目", "figures must be a table"),
    ('  "人员核清"', "  3", 15, "ends 应为文字", "ends must be text"),
    ('"III", "IV"]', '"III", "unknown"]', 9, "levels 不能是“unknown”，只能是：I II III IV", "levels cannot be unknown, only: I II III IV"),
    ('level = "third"', 'level = "fifth"', 19, "level 不能是“fifth”，只能是：first second third fourth", "level cannot be fifth, only: first second third fourth"),
    ("dead = 3", "dead = 0", 24, "dead 须为1以上的整数", "dead is a whole number of 1 or more"),
]  # fmt: skip
MEANING = [
    ('edition = "1"', 'edition = " "', 4, "edition 不能为空", "edition is empty"),
    ('  "人员核清"', '  ""', 15, "ends 不能为空", "ends is empty"),
    ('steps = ["出动"]', "steps = []", 57, "steps 不能为空", "steps is empty"),
    ('who = "own_government"', 'who = ""', 61, "who 不能为空", "who is empty"),
    ('  "人员核清"', '  "明火扑灭"', 15, "ends 明火扑灭 重复", "ends 明火扑灭 stands here twice"),
    ('id = "rescue"', 'id = "verify"', 52, "id verify 重复", "id verify stands here twice"),
    ('id = "rescue"', 'id = "救人"', 52, "id “救人”只能用小写字母、数字和下划线，以字母开头", "the id 救人 is not of small letters, digits and _, a letter first"),
    ('"fire"', '"fires"', 7, "没有事件用小类“fires”", "no incident is of the subtype fires"),
    ('"III", "IV"]', '"II", "III", "IV"]', 9, "事件等级 II 没有对应的响应条件", "no condition names the incident level II"),
    ('levels = ["III"]\n', 'levels = ["III", "II"]\n', 23, "本预案 levels 里没有事件等级 II", "the incident level II is not among this plan's levels"),
    ('["third"]', '["second"]', 56, "conditions 里没有响应级别 second", "this plan has no condition for the response level second"),
    ("dead = 3", "dead = 1", 32, "fourth 的 dead 门槛不低于更高一级", "fourth asks for no less dead than a graver level"),
    ('level = "fourth"', 'level = "third"', 27, "level third 重复", "level third stands here twice"),
    ('role = "duty"\nminutes = 10\n', 'role = "army"\nminutes = 10\n', 43, "roles 里没有“army”", "there is no role army"),
    ("minutes = 5", "minutes = 0", 55, "minutes 须为1至10080", "minutes is 1 to 10080"),
    ("minutes = 10\n", 'minutes = 10\nlevels = ["third"]\n', 27, "响应级别 fourth 没有行动卡", "the response level fourth has no action card"),
    ('what = "首报"', 'levels = ["third"]', 27, "响应级别 fourth 不通知任何人", "the response level fourth notifies nobody"),
    ('"own_government"', '"mayor"', 61, "who “mayor”既不是报送网络的角色、条线，也不是中文名称", "who mayor is no role of the network, no line and no Chinese name"),
]  # fmt: skip
BODY = [
    ("## 事中", "### 事中", 76, "正文缺少“## 事中”", "the body has no ## 事中"),
    ("## 事中\n\n1. 先救人\n\n## 事后\n", "## 事后\n\n1. 先救人\n\n## 事中\n", 73, "“## 事中”的位置不对，应依次为：## 事前 ## 事中 ## 事后", "## 事中 is out of order: ## 事前 ## 事中 ## 事后"),
    ("- 备好\n", "- 备好\n\n# 附\n", 69, "正文的二级标题只有：## 事前 ## 事中 ## 事后；小标题用 ###", "the body has the headings ## 事前 ## 事中 ## 事后 alone; below them use ###"),
    ("- 复盘\n", "- 复盘\n\n## 事前\n", 77, "## 事前 重复", "## 事前 stands here twice"),
    ("## 事前\n", "先说\n\n## 事前\n", 65, "“## 事前”之前不能有正文", "nothing stands before ## 事前"),
    ("- 复盘\n", "\n", 73, "“## 事后”下没有内容", "there is nothing under ## 事后"),
    ("- 备好", "- <b>备好</b>", 67, "正文不能写 HTML", "HTML is not allowed"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "zh", "en"), [*HEAD, *MEANING, *BODY])
def test_a_mistake_is_told_by_its_line(old, new, line, zh, en):
    assert read(SMALL).id == "small"
    assert mistakes(spoiled(old, new)) == [(line, zh, en)]


def test_a_phone_role_is_one_of_the_network_or_the_desk():
    [(line, zh, en)] = mistakes(spoiled('"duty_officer"', '"cook"'))
    assert line == 38
    assert zh.startswith("phone_role 不能是“cook”，只能是：")
    assert "duty_leader" in en


@pytest.mark.parametrize(
    ("raw", "line", "en"),
    [
        (b"", 1, "the file begins with a line +++"),
        (b"+++\n\xff\n+++\n", 2, "not UTF-8"),
        (b"+" * (TEXT_CHARACTERS_MAX + 1), 1, f"longer than {TEXT_CHARACTERS_MAX} characters"),
    ],
)
def test_what_is_no_text_is_told_by_its_line(raw, line, en):
    [(at, _, said)] = mistakes(raw)
    assert (at, said) == (line, en)


def test_all_mistakes_are_told_at_once_head_and_body():
    text = spoiled("minutes = 5", "minutes = 0").replace("## 事后", "## 以后")
    text = text.replace('role = "duty"', 'role = "army"')
    assert [line for line, _, _ in mistakes(text)] == [43, 54, 55, 73, 76]


def test_a_text_that_ends_with_its_head_lacks_its_phases_on_its_last_line():
    head = SMALL[: SMALL.rindex("+++") + 3]
    assert [(line, en) for line, _, en in mistakes(head)] == [
        (63, f"the body has no ## {name}") for name in ("事中", "事前", "事后")
    ]


def test_a_file_of_windows_is_read_by_the_same_lines():
    windows = b"\xef\xbb\xbf" + spoiled("minutes = 5", "minutes = 0").replace("\n", "\r\n").encode()
    assert [line for line, _, _ in mistakes(windows)] == [55]
    assert read(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode()).body == read(SMALL).body


def test_two_texts_of_one_folder_cannot_have_one_id():
    with pytest.raises(PlanTextWrong) as caught:
        overlaid({}, [("a.md", SMALL.encode()), ("b.md", SMALL.encode())])
    assert caught.value.lines("zh") == ("b.md:2: id small 重复",)


def test_an_office_s_text_takes_the_place_of_the_shipped_one():
    shipped = {"small": read(SMALL), "other": read(spoiled('"small"', '"other"'))}
    own = spoiled('edition = "1"', 'edition = "2"')
    after = overlaid(shipped, [("x.md", own.encode())])
    assert {id: text.edition for id, text in after.items()} == {"small": "2", "other": "1"}


def test_everything_that_can_be_wrong_has_been_wrong_here():
    shown = {zh for *_, zh, _ in (*HEAD, *MEANING, *BODY)}
    told_elsewhere = {"not_utf8", "not_plain", "too_long"}
    for code, (zh, _) in SAID.items():
        begins = zh.partition("{")[0]
        fixed = zh.rpartition("}")[2]
        seen = any(one.startswith(begins) and one.endswith(fixed) for one in shown)
        assert seen or code in told_elsewhere, code
