"""`shoubao exercise`: scenario files are checked by line; a real case becomes one that names nobody and judges nothing."""

import pytest
import yaml

from contingency_plans.scenario_file import parse_scenario
from tests.support.cases import CASES, path_of
from tests.support.tree import ROOT

SHIPPED = sorted((ROOT / "contingency_plans" / "scenarios").glob("*.toml"))
VERDICTS = ("瞒报", "迟报", "漏报", "谎报", "隐瞒", "故意")
NAMES = sorted(one.stem for one in CASES.glob("*.yaml"))


def test_the_scenarios_we_ship_are_in_order(shoubao):
    said = shoubao("exercise", "check", *SHIPPED)
    assert (said.code, said.err, said.out.count("\n")) == (0, "", 3)
    assert "flood_at_night.toml：脚本无误；注入 9 条" in said.out


def test_a_mistake_is_one_line_with_its_place(shoubao, tmp_path):
    file = tmp_path / "a.toml"
    text = SHIPPED[0].read_text(encoding="utf-8")
    file.write_text(text.replace("minute = 5\n", "minute = 5000\n"), encoding="utf-8")
    said = shoubao("exercise", "check", SHIPPED[1], file)
    assert said.code == 2
    line = text[: text.index("minute = 5\n")].count("\n") + 1
    assert said.err == f"演练脚本有误：a.toml:{line}: minute is 0 to 1440 here\n"


def test_a_file_that_is_no_text_is_refused_in_one_line(shoubao, tmp_path):
    file = tmp_path / "a.toml"
    file.write_bytes(b"\xff\xfe")
    said = shoubao("exercise", "check", file)
    assert (said.code, said.err.count("\n")) == (2, 1)


@pytest.mark.parametrize("name", NAMES)
def test_a_case_becomes_a_scenario_that_names_nobody_and_judges_nothing(name, shoubao, tmp_path):
    out = tmp_path / "made.toml"
    said = shoubao("exercise", "from-case", path_of(name), "--out", out)
    assert (said.code, said.err) == (0, "")
    text = out.read_text(encoding="utf-8")
    scenario = parse_scenario(text, "made.toml")
    assert [one.minute for one in scenario.injects] == sorted(
        one.minute for one in scenario.injects
    )
    told = yaml.safe_load(path_of(name).read_text(encoding="utf-8"))
    hidden = [one["name"] for one in told["actors"].values()]
    hidden += [str(told[key]) for key in ("title", "place") if told.get(key)]
    hidden += [str(row["quote"]) for row in told["timeline"] if row.get("quote")]
    assert [one for one in (*hidden, *VERDICTS) if one in text] == []


def test_what_was_edited_is_not_written_over_and_without_a_file_it_is_shown(shoubao, tmp_path):
    out = tmp_path / "made.toml"
    out.write_text("mine")
    assert shoubao("exercise", "from-case", path_of(NAMES[0]), "--out", out).code == 2
    assert out.read_text() == "mine"
    shown = shoubao("exercise", "from-case", path_of(NAMES[0]))
    assert parse_scenario(shown.out, "shown").injects


def test_figures_come_as_they_were_stated_and_none_is_made_up(shoubao):
    shown = shoubao("exercise", "from-case", path_of("every_hop"))
    scenario = parse_scenario(shown.out, "shown")
    told = yaml.safe_load(path_of("every_hop").read_text(encoding="utf-8"))
    stated = {
        (figure, value)
        for row in told["timeline"]
        for figure, value in (row.get("facts") or {}).items()
    }
    played = {(str(k), v) for one in scenario.injects for k, v in one.facts.stated().items()}
    assert played <= stated
