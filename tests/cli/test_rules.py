"""An office's own file of rules is checked before it is adopted: one line of what is wrong, with its line."""

import pytest

from tests.rules.test_rule_overlay import own, rules


def test_a_sound_file_says_what_it_would_change(shoubao, tmp_path):
    file = tmp_path / "rules.yaml"
    file.write_text(own(rules("B01"), "retire: [C08]\n"), encoding="utf-8")
    said = shoubao("rules", "check", file)
    assert (said.code, said.err) == (0, "")
    assert "改写：B01" in said.out
    assert "停用：C08" in said.out


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (own("colour: red\n").encode(), 2),
        (own(rules(policy="loud")).encode(), 13),
        (b"title: x\nrules: []\n\xff", 3),
        (b"", 1),
    ],
)
def test_a_wrong_one_is_refused_in_one_line_that_names_the_place(shoubao, tmp_path, content, line):
    file = tmp_path / "rules.yaml"
    file.write_bytes(content)
    said = shoubao("rules", "check", file)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert f"rules.yaml:{line}: " in said.err


@pytest.mark.parametrize("path", ["missing.yaml", "."])
def test_what_is_no_file_is_refused(shoubao, tmp_path, path):
    said = shoubao("rules", "check", tmp_path / path)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
