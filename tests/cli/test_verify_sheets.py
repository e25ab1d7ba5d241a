"""What a handover sheet printed is held against the log, as whoever scanned its code saved it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest

from desk.log.log import FILE
from desk.log.note import checkpoint_of, note_of
from tests.support.log_fixtures import unguarded
from tests.support.rewriting import rechained, rewritten
from tests.support.sealing import Sealing


@pytest.fixture
def kept(tmp_path):
    kept = Sealing(tmp_path)
    kept.writes(*["one"] * 6)
    kept.begins()
    kept.looks(2)
    kept.writes("one", after=6)
    kept.ends()
    return kept


@pytest.fixture
def sheet(kept, tmp_path):
    line = (kept.seal / "records.ndjson").read_text().splitlines()[0]
    path = tmp_path / "sheet.txt"
    path.write_text(note_of(json.loads(line)["note"]).text)
    return path


@pytest.fixture
def proving(kept, sheet, shoubao):
    return lambda *words: shoubao("verify", kept.office, "--sheet", sheet, *words)


def test_a_sheet_of_a_sound_log_holds_with_whatever_line_ends(proving, sheet):
    assert proving().code == 0
    text = sheet.read_text()
    for saved in (text.rstrip("\n"), text.replace("\n", "\r\n"), f"{text}\n \n"):
        sheet.write_bytes(saved.encode())
        assert proving().code == 0


def test_a_rewriting_below_what_was_printed_is_told(kept, proving):
    unguarded(kept.office, ("UPDATE event SET version=2 WHERE seq=3", ()))
    rechained(kept.office)
    said = proving()
    assert (said.code, "第 6 号" in said.out, "改动在第1号至此之间" in said.out) == (1, True, True)


def test_a_log_that_ends_before_what_was_printed_is_cut(kept, proving):
    rewritten(kept.office, lambda rows: rows[:4])
    said = proving()
    assert (said.code, "第 5 号" in said.out, "尾部被截" in said.out) == (1, True, True)


def test_a_sheet_of_another_office_is_a_fault_and_what_is_no_sheet_is_refused(proving, sheet):
    other = checkpoint_of(sheet.read_text())._replace(origin="shoubao/log/other").text()
    sheet.write_text(other)
    assert (proving().code, "属于另一个日志" in proving().out) == (1, True)
    for nonsense in ("", "https://example.org", other[:-9], other.replace("chain", "link")):
        sheet.write_text(nonsense)
        assert (proving().code, "不是纸上二维码" in proving().err) == (2, True)
    sheet.write_bytes(b"\xff\xfe")
    assert proving().code == 2


@pytest.mark.parametrize("about", ["", " ", "2026-0001 ", "演2026-0001 "])
def test_the_shorter_code_of_any_other_paper_is_held_too(kept, proving, sheet, about):
    with closing(sqlite3.connect(kept.office / FILE)) as log:
        [chain] = log.execute("SELECT lower(hex(chain)) FROM event WHERE seq=4").fetchone()
    sheet.write_text(f"shoubao {about}4 {chain[:16]}")
    assert proving().code == 0
    sheet.write_text(f"shoubao {about}5 {chain[:16]}")
    said = proving()
    assert (said.code, "第 5 号，链值与回执不符" in said.out) == (1, True)
    sheet.write_text(f"shoubao {about}99 {chain[:16]}")
    said = proving()
    assert (said.code, "第 8 号" in said.out, "尾部被截" in said.out) == (1, True, True)
