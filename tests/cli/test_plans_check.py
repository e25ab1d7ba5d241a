"""Plan texts are checked before anybody has to act on them: a line for every mistake, and nothing half taken."""

from __future__ import annotations

import pytest

from contingency_plans.library import library
from tests.support.plan_texts import SMALL, read, spoiled


def test_a_sound_text_is_in_order(shoubao, tmp_path):
    file = tmp_path / "small.md"
    file.write_text(SMALL, encoding="utf-8")
    said = shoubao("plans", "check", file)
    assert (said.code, said.err) == (0, "")
    assert f"1份（随附{len(library())}份）" in said.out


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh", "minutes 须为1至10080"), ("en", "minutes is 1 to 10080")],
)
def test_every_mistake_is_one_line_with_its_place(shoubao, tmp_path, language, words):
    file = tmp_path / "small.md"
    file.write_text(spoiled("minutes = 5", "minutes = 0").replace("## 事后", "## 后"), "utf-8")
    said = shoubao("--language", language, "plans", "check", file)
    lines = said.err.splitlines()
    assert (said.code, said.out, len(lines)) == (2, "", 3)
    assert lines[0] == f"{file}:55: {words}"
    assert lines[1].startswith(f"{file}:73: ")


def test_two_texts_with_one_id_are_refused(shoubao, tmp_path):
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(SMALL, encoding="utf-8")
    said = shoubao("plans", "check", tmp_path / "a.md", tmp_path / "b.md")
    assert (said.code, said.err.splitlines()) == (2, [f"{tmp_path}/b.md:2: id small 重复"])


@pytest.mark.parametrize("path", ["missing.md", "."])
def test_what_is_no_file_is_refused(shoubao, tmp_path, path):
    said = shoubao("plans", "check", tmp_path / path)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)


def test_without_files_those_of_the_office_are_checked(shoubao, tmp_path):
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "x.md").write_text("x", encoding="utf-8")
    said = shoubao("plans", "check", "--folder", tmp_path)
    assert said.code == 2
    assert "x.md:1: 文件须以一行 +++ 开头" in said.err


def test_the_template_is_sound_as_it_is_printed(shoubao):
    said = shoubao("plans", "template")
    assert said.code == 0
    assert read(said.out).id == "my_plan"
