"""`shoubao replay` prints the board of any moment, changes nothing, and is refused in one line."""

from __future__ import annotations

import hashlib
import json

import pytest

from api.cli.shoubao import run
from desk.log.log import open_log
from domain.incident import IncidentOpened
from projections.replay import board_at
from tests.support.log_fixtures import SetClock
from tests.support.views import as_bytes, source_of


def boards(folder):
    log = open_log(folder, SetClock())
    try:
        return {seq: as_bytes(board_at(source_of(log), seq)) for seq in (1, log.position)}
    finally:
        log.close()


def test_json_is_the_board_of_that_position_in_its_own_shape(shoubao, worked):
    for seq, board in boards(worked).items():
        said = shoubao("replay", "--seq", seq, "--json", "--folder", worked)
        assert said.code == 0, said.err
        assert json.loads(said.out) == json.loads(board)


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "当时所知，不是现在"), ("en", "as known then")]
)
def test_tables_say_that_it_is_not_now(shoubao, worked, language, words):
    said = shoubao("--language", language, "replay", "--folder", worked)
    assert (said.code, words in said.out) == (0, True)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (("--seq", 0), "早于首条记录"),
        (("--seq", 10**9), "尚未到来"),
        (("--at", "1999-01-01 00:00"), "早于首条记录"),
        (("--at", "2199-01-01 00:00"), "尚未到来"),
        (("--at", "昨天"), "时间写法不认识"),
    ],
)
def test_a_moment_outside_the_record_is_refused_in_a_line(shoubao, worked, moment, words):
    said = shoubao("replay", *moment, "--folder", worked)
    assert (said.code, said.err.count("\n"), words in said.err) == (2, 1, True)


@pytest.fixture
def opened(worked):
    log = open_log(worked, SetClock())
    [first, *_] = log.since(0, 1_000, [IncidentOpened.TOPIC])
    log.close()
    return first


@pytest.mark.parametrize("language", ["zh", "en"])
def test_one_incident_is_told_as_known_then_and_now(shoubao, worked, opened, language):
    words = ("--language", language, "replay", "--folder", worked, "--incident")
    said = shoubao(*words, opened.event.number)
    assert said.code == 0, said.err
    told = json.loads(shoubao(*words, opened.originator_id, "--json").out)
    assert {*told[0]} == {"kind", "what", "then", "now", "difference"}


def test_an_incident_that_was_not_there_yet_is_refused_in_a_line(shoubao, worked, opened):
    words = ("replay", "--folder", worked, "--seq", 1, "--incident")
    for called in (opened.event.number, "2026-9999"):
        said = shoubao(*words, called)
        assert (said.code, said.err.count("\n")) == (2, 1)


def test_where_no_office_is_there_is_nothing_to_replay(shoubao, tmp_path):
    assert shoubao("replay", "--folder", tmp_path).code == 2


def test_it_reads_beside_whoever_writes_and_changes_nothing(shoubao, worked):
    before = {one.name: digest(one) for one in worked.glob("*.db")}
    log = open_log(worked, SetClock())
    assert run(["replay", "--folder", str(worked)]) == 0
    log.close()
    assert {one.name: digest(one) for one in worked.glob("*.db")} == before


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()
