"""What people say on the telephone finds the plan text that they need, first."""

from __future__ import annotations

from datetime import date

import pytest

from contingency_plans.library import library
from contingency_plans.plan_fit import Matter
from contingency_plans.plan_kinds import plan_kinds
from contingency_plans.plan_subtypes import SUBTYPES
from contingency_plans.proposing import propose
from contingency_plans.requirement_file import shipped_requirements
from contingency_plans.response_rules import response_rules
from contingency_plans.scenario_file import shipped_scenarios
from domain.words import IncidentClass, Level, Tier

NATURE, ACCIDENT = IncidentClass.NATURAL_DISASTER, IncidentClass.ACCIDENT
HEALTH, SOCIETY = IncidentClass.PUBLIC_HEALTH, IncidentClass.SOCIAL_SECURITY
SAID = [
    (NATURE, "", "青石河水涨得快，沿河几户被淹", "flood"),
    (NATURE, "", "水库大坝下游坝脚冒浑水，像是管涌", "flood"),
    (NATURE, "flood", "后山沟发大水了", "flood"),
    (NATURE, "", "七号台风今夜登陆，三条渔船没回港", "typhoon"),
    (NATURE, "", "刚才地震了，老房子塌了两间", "earthquake"),
    (NATURE, "", "北山林区冒烟，看得见明火", "forest_fire"),
    (NATURE, "forest_fire", "清明上坟引着了山", "forest_fire"),
    (NATURE, "", "后山山体开裂掉土，坡下有七户人家", "landslide"),
    (NATURE, "landslide", "石板沟下来一股泥浆", "landslide"),
    (ACCIDENT, "", "国道槽罐车侧翻，闻到刺鼻气味", "hazardous_chemical"),
    (ACCIDENT, "", "冷库液氨泄漏，两名工人晕倒", "hazardous_chemical"),
    (ACCIDENT, "", "污水管沟槽塌方，埋了三个人", "collapse"),
    (ACCIDENT, "", "自建房垮塌，里面还有人", "collapse"),
    (ACCIDENT, "坍塌", "楼没了", "collapse"),
    (ACCIDENT, "", "矿上透水，井下还有十几个人没上来", "mine"),
    (ACCIDENT, "mine", "灯房少了六盏灯", "mine"),
    (ACCIDENT, "", "高速上客车和货车相撞，有人甩出车外", "traffic"),
    (ACCIDENT, "", "养老院二楼起火，冒浓烟，老人还没出来", "fire"),
    (ACCIDENT, "", "青石河死鱼，水面有油花，离取水口五公里", "environment"),
    (HEALTH, "", "小学三十多名学生吃完午饭呕吐", "food_poisoning"),
    (HEALTH, "food_poisoning", "酒席上倒了一片", "food_poisoning"),
    (HEALTH, "", "一个班十七个孩子发热，疑似流感", "infectious_disease"),
    (HEALTH, "infectious_disease_b_c", "养老院多名老人上吐下泻", "infectious_disease"),
    (SOCIETY, "", "灯会桥上人挤人，有人喊踩踏", "crowd"),
    (SOCIETY, "mass_incident", "几百人堵在县政府门口", "crowd"),
]


def matter(klass, subtype, words):
    return Matter(klass, subtype, Level.UNKNOWN, words, {}, "临江区", Tier.COUNTY)


@pytest.mark.parametrize(("klass", "subtype", "words", "id"), SAID)
def test_what_is_said_finds_its_text_first(klass, subtype, words, id):
    asked = matter(klass, subtype, words)
    first, *_ = propose(asked, (), library().values(), response_rules(), date(2026, 11, 26))
    assert first.text.id == id


def test_every_shipped_text_is_found_by_what_somebody_says():
    assert {id for *_, id in SAID} == library().keys()


def test_every_list_speaks_of_the_same_kinds():
    named = {one for kind in plan_kinds() for one in kind.subtypes}
    named |= {one for need in shipped_requirements().required for one in need.subtypes}
    named |= {scenario.subtype for scenario in shipped_scenarios()}
    named |= {kind.id for kind in response_rules().kinds}
    assert named <= SUBTYPES.keys()
