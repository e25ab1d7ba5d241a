"""`shoubao dossier export` writes one file, puts it on record, and is refused in one line where it cannot."""

from __future__ import annotations

import pytest

from desk.log.log import open_log
from domain.dossier import DossierExported
from domain.incident import IncidentOpened
from tests.support.dossiers import run_apart, unpacked
from tests.support.log_fixtures import SetClock
from tests.support.passwords import cheap_passwords


@pytest.fixture
def incident(worked):
    log = open_log(worked, SetClock())
    [first, *_] = [one.originator_id for one in log.since(0, 1_000, [IncidentOpened.TOPIC])]
    log.close()
    return first


def exported(folder):
    log = open_log(folder, SetClock())
    try:
        return [one.event for one in log.since(0, 1_000, [DossierExported.TOPIC])]
    finally:
        log.close()


def test_it_writes_what_checks_itself(shoubao, worked, incident, tmp_path):
    out = tmp_path / "卷宗.zip"
    words = ("--incident", incident, "--out", out, "--reason", "省厅调阅", "--folder", worked)
    said = shoubao("dossier", "export", *words)
    assert said.code == 0, said.err
    folder = unpacked(out.read_bytes(), tmp_path / "apart")
    assert run_apart(folder).returncode == 0
    assert [one.reason for one in exported(worked)] == ["省厅调阅"]
    assert shoubao("dossier", "export", *words).code == 2  # what is there is not written over
    assert len(exported(worked)) == 1


def test_a_period_leaves_whole(shoubao, worked, tmp_path):
    out = tmp_path / "x.zip"
    words = ("--from", "2026-11-24 00:00", "--to", "2027-01-01 00:00", "--out", out)
    assert shoubao("dossier", "export", *words, "--reason", "x", "--folder", worked).code == 0
    assert "一条不缺" in run_apart(unpacked(out.read_bytes(), tmp_path / "apart")).stdout


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--from", "2026-11-24 00:00"),
        ("--from", "nonsense", "--to", "2026-11-24 00:00"),
        ("--shift", "5a0e2c6e-0000-4000-8000-0000000000ff"),
        ("--incident", "5a0e2c6e-0000-4000-8000-0000000000ff", "--from", "2026-11-24 00:00"),
        ("--from", "1999-11-24 00:00", "--to", "1999-11-25 00:00"),
    ],
)
def test_what_cannot_be_made_is_refused_in_a_line(shoubao, worked, tmp_path, words):
    out = tmp_path / "x.zip"
    told = ("--out", out, "--reason", "x", "--folder", worked)
    said = shoubao("dossier", "export", *words, *told)
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert not out.exists()
    assert exported(worked) == []


def test_while_the_log_is_served_the_page_exports(shoubao, worked, incident, tmp_path):
    log = open_log(worked, SetClock())
    words = ("--incident", incident, "--out", tmp_path / "x.zip", "--reason", "x")
    said = shoubao("dossier", "export", *words, "--folder", worked)
    log.close()
    assert said.code == 2
    assert "正由另一个首报程序写入" in said.err


def test_a_dossier_is_opened_as_a_copy_to_be_read(shoubao, worked, incident, tmp_path):
    out, copy = tmp_path / "x.zip", tmp_path / "copy"
    words = ("--incident", incident, "--out", out, "--reason", "x", "--folder", worked)
    assert shoubao("dossier", "export", *words).code == 0
    with cheap_passwords():
        said = shoubao("dossier", "open", out, "--folder", copy)
    assert said.code == 0, said.err
    assert "阅览副本" in said.out
    assert "没有签名" in said.out
    again = shoubao(
        "dossier", "export", *words[:2], "--out", tmp_path / "y.zip", *words[4:6], "--folder", copy
    )
    assert (again.code, "不能写入" in again.err) == (2, True)


def test_what_is_spoiled_is_not_opened(shoubao, worked, incident, tmp_path):
    out = tmp_path / "x.zip"
    words = ("--incident", incident, "--out", out, "--reason", "x", "--folder", worked)
    assert shoubao("dossier", "export", *words).code == 0
    spoiled = bytearray(out.read_bytes())
    spoiled[len(spoiled) // 3] ^= 1
    out.write_bytes(spoiled)
    said = shoubao("dossier", "open", out, "--folder", tmp_path / "copy")
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "未通过验证" in said.err
    assert not (tmp_path / "copy").exists()
