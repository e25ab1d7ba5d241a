"""A register of plans comes in from the command line as one act, or is only looked at; and goes out again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

REGISTER = Path(__file__).parents[1] / "plan_sheets" / "register.csv"


def events(office, shoubao):
    return json.loads(shoubao("verify", "--folder", office, "--json").out)["events"]


def test_a_register_is_looked_at_where_no_office_is(shoubao):
    said = shoubao("plans", "import", REGISTER, "--dry-run")
    assert (said.code, said.err) == (0, "")
    for words in (
        "108 行，102 个预案，108 个版本",
        "第57行 淅川县森林火灾应急预案 淅政办〔2009〕147号 已废止",
        "第16行 高青县突发事件总体应急预案 高政字〔2021〕15号 文号已补全：〔202115",
        "一文多预案：忠府办发〔2022〕31号，3 个预案",
        "仅查看，未收入",
    ):
        assert words in said.out


def test_it_is_told_as_data_and_in_english(shoubao):
    data = json.loads(shoubao("plans", "import", REGISTER, "--dry-run", "--json").out)
    assert (data["rows"], len(data["replaced"]), data["recorded"]) == (108, 8, False)
    said = shoubao("--language", "en", "plans", "import", REGISTER, "--dry-run")
    assert "108 rows, 102 plans, 108 versions" in said.out


def test_imported_twice_it_is_on_record_once_and_goes_out_again(shoubao, plain_office, tmp_path):
    before = events(plain_office, shoubao)
    said = shoubao("plans", "import", REGISTER, "--folder", plain_office)
    assert (said.code, said.err) == (0, "")
    taken_in = events(plain_office, shoubao)
    assert taken_in - before == 102 + 108 + 8
    again = shoubao("plans", "import", REGISTER, "--folder", plain_office)
    assert "相同 108" in again.out
    assert events(plain_office, shoubao) == taken_in
    out = tmp_path / "out.xlsx"
    assert shoubao("plans", "export", out, "--folder", plain_office).code == 0
    assert load_workbook(out).active.max_row == 2 + 108
    looked_at = shoubao("plans", "import", out, "--folder", plain_office, "--dry-run")
    assert "相同 108" in looked_at.out


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "文号,备注\n甲〔2020〕1号,x\n".encode()),
        ("a.csv", b""),
        ("a.xlsx", b"PK\x03\x04broken"),
        ("a.txt", b"\x7fELF\x00\x01\x02"),
        ("a.csv", '预案名称\n"不成对\n'.encode()),
        ("missing", None),
    ],
)
def test_a_bad_file_is_one_line_and_leaves_nothing(shoubao, plain_office, tmp_path, name, content):
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    before = events(plain_office, shoubao)
    for flags in ((), ("--dry-run",)):
        said = shoubao("plans", "import", file, "--folder", plain_office, *flags)
        assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert events(plain_office, shoubao) == before


@pytest.mark.parametrize("words", [("import", REGISTER), ("export", "out.xlsx")])
def test_where_no_office_is_nothing_is_taken_in_or_written(shoubao, words):
    said = shoubao("plans", *words)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert not Path("out.xlsx").exists()
