"""No rule, threshold or line of code knows a case: neither its number, its names nor its place."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from tests.support.tree import ROOT

SHARED = ROOT.parent / "shared" / "cases" / "dev"
PRODUCT = ("api", "contingency_plans", "desk", "domain", "escalation", "projections")
# What the files of the benchmark are about, as far as a checkout without them can say.
PLACES = (
    "栖霞|笏山|五彩龙|黄岛|东黄|碧溪|澄潭江|金阳|沿江高速|盂县|玉泉煤|新窑|瑞之源|下海子|杨梅山|丰城|大碑电站|"
    "淖尔壕|大普安|紫金|上杭|善福|苗匠|庆达|南丹|共升|新晓|蓬安|高远食品|定安县|兴华二矿|右岸口|唐集|福泰|平泉中学"
)
GENERIC = re.compile(
    r"政府|部门|机关|市委|省|国家|国务院|公安|社会|新华社|消防|上级|有关|开发区|县$|市$"
)


def texts():
    kinds = ("*.py", "*.yaml", "*.html", "*.js")
    found = (path for folder in PRODUCT for kind in kinds for path in (ROOT / folder).rglob(kind))
    return {path: path.read_text(encoding="utf-8") for path in found if "vendor" not in path.parts}


TEXTS = texts()


def test_there_is_something_to_look_through():
    assert len(TEXTS) > 400


def test_no_place_or_name_of_a_case_stands_in_rules_or_code():
    known = re.compile(PLACES)
    assert {
        path.name: known.findall(text) for path, text in TEXTS.items() if known.search(text)
    } == {}


def test_no_actor_title_or_number_of_the_files_stands_in_rules_or_code():
    names: set[str] = set()
    files = sorted(SHARED.glob("*.yaml"))  # none in a checkout: the places above stand for them
    for file in files:
        case = yaml.safe_load(file.read_text(encoding="utf-8"))
        actors = (one["name"] for one in case["actors"].values())
        names |= {case["title"], Path(file).stem, *(one for one in actors if len(one) > 3)}
    telling = {one for one in names if not GENERIC.search(one)}
    assert not files or len(telling) > 30
    found = {(path.name, one) for path, text in TEXTS.items() for one in telling if one in text}
    assert found == set()
