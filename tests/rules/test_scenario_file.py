"""演练脚本: read strictly, wrong by line; what is shipped is whole."""

from __future__ import annotations

import hashlib

import pytest

from contingency_plans.plan_words import ExerciseForm
from contingency_plans.scenario import InjectChannel, StatedFigures
from contingency_plans.scenario_file import parse_scenario, read_scenario, shipped_scenarios
from contingency_plans.scenario_page import TEXT_CHARACTERS_MAX, ScenarioWrong
from domain.facts import Figure

TEXT = """\
id = "s"
title = "夜间山洪"
form = "live"
klass = "natural_disaster"
subtype = "flood"
place = "石桥村"
summary = "进水"
plans = ["special"]
participants = ["值班员"]

[[injects]]
id = "i1"
minute = 0
channel = "call"
sender = "村民"
words = "水进屋了"

[[injects]]
id = "i2"
minute = 5
channel = "fact"
sender = "镇值班员"
words = "三人被困"
facts = { trapped = 3 }
by_itself = true

[[expected]]
id = "e1"
what = "开立事件"
who = "值班员"
minutes = 3
after = "i1"
"""


def test_an_inject_may_state_every_figure_there_is():
    assert set(StatedFigures.__struct_fields__) == {one.value for one in Figure}
    assert StatedFigures(dead=0, missing=2).stated() == {Figure.DEAD: 0, Figure.MISSING: 2}


def test_a_scenario_is_read_with_the_hash_of_its_file():
    scenario = parse_scenario(TEXT, "s.toml")
    assert scenario.form is ExerciseForm.LIVE
    assert scenario.digest == hashlib.sha256(TEXT.encode()).hexdigest()
    call, fact = scenario.injects
    assert (call.channel, call.facts.stated(), call.by_itself) == (InjectChannel.CALL, {}, False)
    assert (fact.facts.stated(), fact.by_itself) == ({Figure.TRAPPED: 3}, True)
    assert scenario.inject("i2") == fact
    assert scenario.inject("i9") is None


@pytest.mark.parametrize(
    ("was", "becomes", "line", "said"),
    [
        ('id = "s"', 'id = ""', 1, "id is empty"),
        ('form = "live"', 'form = "drill"', 3, "Invalid enum value"),
        ('"natural_disaster"', '"unknown"', 4, "klass must be known"),
        ('participants = ["值班员"]', "participants = []", 9, "participants is empty"),
        ('id = "i2"', 'id = "i1"', 19, "inject i1 stands here twice"),
        ("minute = 0", "minute = 9", 20, "minute is 9 to 1440"),
        ("minute = 5", 'minute = "5"', 20, "Expected `int`"),
        ("trapped = 3", "trapped = -3", 24, "trapped is less than none"),
        ("trapped = 3", "lost = 3", 24, "unknown field `lost`"),
        ('words = "三人被困"', 'words = " "', 23, "words is 1 to 500"),
        ("by_itself = true", "alone = true", 25, "unknown field `alone`"),
        ("minutes = 3", "minutes = -1", 31, "minutes is 0 to 1440"),
        ('after = "i1"', 'after = "i9"', 32, "there is no inject i9"),
        ('after = "i1"', "after = ", 32, "Invalid value"),
        ("minutes = 3", f"minutes = {'9' * 5_000}", 31, "Invalid value"),
        ("trapped = 3", f"trapped = 0x{'f' * 20}", 24, "Invalid value"),
        ('summary = "进水"', 'digest = "x"', 7, "unknown field|required field|reckoned"),
    ],
)
def test_a_mistake_is_told_with_its_line(was, becomes, line, said):
    assert TEXT.count(was) == 1
    with pytest.raises(ScenarioWrong, match=said) as told:
        parse_scenario(TEXT.replace(was, becomes), "s.toml")
    told_line = 1 if "required" in told.value.why else line
    assert (told.value.file, told.value.line) == ("s.toml", told_line)


def test_what_is_too_long_or_too_deep_is_not_read():
    for text in ("#" * 200_001, "id = " + "[" * 30 + "]" * 30):
        with pytest.raises(ScenarioWrong):
            parse_scenario(text, "s.toml")


def test_the_three_we_ship_are_whole_and_end_within_four_hours():
    shipped = shipped_scenarios()
    assert {one.id for one in shipped} == {"flood-at-night", "trench-collapse", "chemical-leak"}
    assert {one.form for one in shipped} == set(ExerciseForm)
    for one in shipped:
        assert one.injects[-1].minute < 240
        assert any(inject.by_itself for inject in one.injects)
        assert any(not inject.by_itself for inject in one.injects)
        late = [action.id for action in one.expected if action.minutes > 60]
        assert late == []


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_file_is_known_by_its_very_bytes(mark, end):
    raw = mark + TEXT.encode().replace(b"\n", end)
    scenario = read_scenario(raw, "a.toml")
    assert scenario.title == "夜间山洪"
    assert scenario.digest == hashlib.sha256(raw).hexdigest()


def test_what_is_not_utf_8_or_too_long_is_refused_and_not_guessed_at():
    with pytest.raises(ScenarioWrong, match=r"a\.toml:2: not UTF-8"):
        read_scenario(TEXT.encode("gb18030"), "a.toml")
    long = TEXT.encode() + b"# " + "长".encode() * TEXT_CHARACTERS_MAX * 2
    with pytest.raises(ScenarioWrong, match=r"a\.toml:1: longer"):
        read_scenario(long, "a.toml")
