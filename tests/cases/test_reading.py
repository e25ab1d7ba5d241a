"""A damaged or hostile file gets one line that says where and why, and nothing of any file is played."""

from __future__ import annotations

import os

import pytest

from api.cases.playing import play
from api.cases.reader import FILE_BYTES_MAX, ROWS_MAX, SHOWN_CHARACTERS_MAX, CaseRefused
from tests.support.cases import CASES, path_of

GOOD = path_of("every_hop").read_text(encoding="utf-8")
ROW = GOOD[GOOD.index("  - at:") : GOOD.index("  - at:", GOOD.index("  - at:") + 1)]
TEN = "2026-03-02T10:05:00+08:00"


def put(old, new):
    """The good file with one thing wrong in it."""
    assert old in GOOD
    return GOOD.replace(old, new, 1)


WRONG = {
    "bad yaml": ("a: [1,\nb: }", "line 2"),
    "nothing": ("", "empty"),
    "a list": ("[]", "line 1"),
    "two documents": ("a: 1\n---\nb: 2\n", "another document"),
    "an alias bomb": ("a: &a [x, x]\nb: [*a, *a, *a]\n", "anchors"),
    "a tag": (put('id: "91"', "id: !!python/object/apply:os.getcwd []"), "tags"),
    "too long": ("x: 1\n" * FILE_BYTES_MAX, f"longer than {FILE_BYTES_MAX}"),
    "too many rows": (put(ROW, ROW * (ROWS_MAX + 1)), f"1 to {ROWS_MAX} rows"),
    "no rows": (GOOD[: GOOD.index("timeline:")] + "timeline: []\nlocal_rule: null\n", "rows"),
    "too deep": (put("{dead: 3}", "{note: " + "[" * 500 + "]" * 500 + "}"), "nested deeper"),
    "an unknown key": (GOOD + "verdict: late\n", "verdict"),
    "an unknown key in a row": (put("channel: null", "chanel: null"), "chanel"),
    "a key that is missing": (put("category: accident\n", ""), "category"),
    "a key twice": (GOOD + 'id: "92"\n', "twice"),
    "an unknown actor": (put("actor: county_emb", "actor: nobody"), "nobody is not among"),
    "an unknown recipient": (put("recipient: county_emb", "recipient: who"), "who is not among"),
    "an unknown kind": (put("kind: occurred", "kind: rumoured"), "rumoured"),
    "an unknown tier": (put("tier: city}", "tier: galaxy}"), "galaxy"),
    "a date that is no word": (put(f'"{TEN}"', TEN), "got `datetime`"),
    "a time without a zone": (put(TEN, TEN[:-6]), "not a time"),
    "another zone": (put(TEN, "2026-03-02T10:05:00+09:00"), "not a time"),
    "a thirteenth month": (put(TEN, "2026-13-02T10:05:00+08:00"), "not a time"),
    "a minute known by its day": (put(TEN, "2026-03-02"), "not a time"),
    "the first year": (put(TEN, "0001-01-01T00:00:00+08:00"), "not a time"),
    "the last year": (put(TEN, "9999-12-31T23:59:00+08:00"), "not a time"),
    "minus one dead": (put("dead: 3", "dead: -1"), ">= 0"),
    "too many dead": (put("dead: 3", "dead: " + "9" * 5000), "not a value"),
    "half a death": (put("dead: 3", "dead: 0.5"), "float"),
    "a yes for a number": (put("dead: 3", "dead: true"), "bool"),
    "a loss beyond numbers": (put("dead: 3", "loss_10k_cny: 1.0e+400"), "<="),
    "a loss in words": (put("dead: 3", "loss_10k_cny: 1e400"), "got `str`"),
    "a loss that is no number": (put("dead: 3", "loss_10k_cny: .nan"), ">="),
    "a limit of nothing": (
        put("local_rule: null", "local_rule: {limit_minutes: 0, starts_at: learned, source: x}"),
        ">= 1",
    ),
    "half a character": (put("白石煤矿", "\\ud800"), "matching"),
    "an id that paints": (put('"91"', '"\\e[31m91"'), "matching"),
    "a NUL": (put("白石煤矿", "白石\0煤矿"), "special characters"),
}


def refusal(*paths):
    with pytest.raises(CaseRefused) as refused:
        play(list(paths))
    [line] = refused.value.args
    assert line.isprintable()
    assert len(line) <= 2 * SHOWN_CHARACTERS_MAX + 2
    return line


@pytest.mark.parametrize(("text", "why"), WRONG.values(), ids=WRONG)
def test_a_wrong_file_is_refused_in_one_line(tmp_path, text, why):
    file = tmp_path / "wrong.yaml"
    file.write_text(text, encoding="utf-8")
    line = refusal(file)
    assert str(file) in line
    assert why in line


@pytest.mark.parametrize(("bytes", "why"), [(b"\xff\xfe", "UTF-8"), (b"\x89PNG\0", "UTF-8")])
def test_what_is_no_text_is_refused(tmp_path, bytes, why):
    file = tmp_path / "wrong.yaml"
    file.write_bytes(bytes)
    assert why in refusal(file)


def test_the_line_of_the_mistake_is_named(tmp_path):
    file = tmp_path / "wrong.yaml"
    file.write_text(put("actor: county_emb", "actor: nobody"), encoding="utf-8")
    number = GOOD.splitlines().index("    actor: county_emb") + 1
    assert f"line {number}:" in refusal(file)


@pytest.mark.parametrize("name", ["nowhere.yaml", "nul\0.yaml", "x" * 5000, "new\nline.yaml"])
def test_a_path_that_leads_nowhere_is_refused(tmp_path, name):
    refusal(tmp_path / name)


def test_only_plain_files_are_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.yaml")
    assert "not a plain file" in refusal(tmp_path)
    (tmp_path / "pipe.yaml").unlink()
    (tmp_path / "round.yaml").symlink_to(tmp_path / "round.yaml")
    refusal(tmp_path)


def test_a_folder_among_the_files_of_a_folder_is_refused(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "link.yaml").symlink_to(tmp_path / "folder")
    assert "not a plain file" in refusal(tmp_path)
    assert "no .yaml files" in refusal(tmp_path / "folder")


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    """Whoever runs this: even the superuser reads nothing at the start of a process's memory."""
    (tmp_path / "closed.yaml").symlink_to("/proc/self/mem")
    assert "error" in refusal(tmp_path)


def test_one_wrong_file_and_none_is_played(tmp_path, monkeypatch):
    monkeypatch.setattr("api.cases.playing.play_case", lambda case: pytest.fail("played"))
    (tmp_path / "wrong.yaml").write_text("a: [", encoding="utf-8")
    refusal(CASES, tmp_path)


def test_files_and_folders_are_played_in_order_and_each_once():
    findings = play([path_of("own_rule"), CASES, path_of("own_rule")])
    assert [one["id"] for one in findings] == ["94", "93", "91", "95", "92"]
    assert [list(one) for one in findings] == [["id", "clocks", "breaches"]] * 5
