"""A witness for other offices answers as C2SP tlog-witness says, and takes nothing back."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta

import pytest

from desk.log.chain import SHA256, SM3
from desk.log.note import COSIGNATURE, Note, Signer, cosigned_at, note_of
from desk.seal.accepting import NothingToAccept, accept_elsewhere
from desk.seal.other_logs import SIZE_TYPE, OtherLogs
from tests.support.grown import ORIGIN, SIGNER, Grown
from tests.support.log_fixtures import NINE
from tests.support.sealing import a_key

WITNESS = Signer("shoubao/witness/云州市", a_key(b"w"), COSIGNATURE)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "witness").mkdir()
    return tmp_path / "witness"


@pytest.fixture
def ask_of(folder):
    with closing(OtherLogs(folder, WITNESS, [SIGNER.verifier])) as logs:
        yield logs


@pytest.fixture
def ask(ask_of):
    return lambda body: ask_of.add(body, NINE)


@pytest.mark.parametrize("hashing", [SHA256, SM3], ids=lambda one: one.name)
def test_a_log_that_grows_is_answered_for_and_the_answer_can_be_checked(ask, hashing):
    grown = Grown(hashing=hashing)
    for old, size in ((0, 5), (5, 5), (5, 17), (17, 40)):
        answer = ask(grown.asks(old, size))
        assert answer.status == 200
        text = note_of(grown.asks(old, size).decode().partition("\n\n")[2]).text
        assert cosigned_at(Note(text, (answer.body.strip(),)), WITNESS.verifier) == NINE


def test_what_it_knows_is_told_to_whoever_thinks_otherwise(ask):
    assert ask(Grown().asks(0, 17)).status == 200
    for old, size in ((0, 20), (5, 20), (18, 20)):
        assert ask(Grown().asks(old, size))[:3] == (409, "17\n", SIZE_TYPE)
    assert ask(Grown("other").asks(17, 17))[:2] == (409, "17\n")


def test_another_history_is_not_answered_for_whatever_it_shows(ask):
    assert ask(Grown().asks(0, 17)).status == 200
    other = Grown("other")
    for proof in (None, (), Grown().tree.consistency(17, 30), (bytes(32),) * 6):
        assert ask(other.asks(17, 30, proof=proof)).status == 422
    assert ask(Grown().asks(17, 30)).status == 200


@pytest.mark.parametrize("size", [17, 30])
def test_a_signed_contradiction_is_kept_with_what_was_signed_and_stands(folder, size):
    other = Grown("other").asks(17, size)
    with closing(OtherLogs(folder, WITNESS, [SIGNER.verifier])) as logs:
        assert logs.add(Grown().asks(0, 17), NINE).status == 200
        for asked in (other, other, Grown().asks(17, 25)):
            logs.add(asked, NINE)
    with closing(OtherLogs(folder, WITNESS, [SIGNER.verifier])) as logs:  # killed and started
        [one] = logs.contradictions()
    assert (one.origin, one.seq) == (ORIGIN, size)
    assert one.note == other.decode().partition("\n\n")[2]
    assert (folder / "records.ndjson").read_text().count("gainsaid") == 1


def test_it_is_over_when_that_very_checkpoint_is_shown_to_go_on_or_a_person_accepts(folder):
    with closing(OtherLogs(folder, WITNESS, [SIGNER.verifier])) as logs:
        logs.add(Grown().asks(0, 17), NINE)
        assert logs.add(Grown().asks(17, 30, proof=(bytes(32),)), NINE).status == 422
        assert len(logs.contradictions()) == 1
        assert logs.add(Grown().asks(17, 30), NINE).status == 200
        assert logs.contradictions() == []
        logs.add(Grown("restored").asks(30, 30), NINE)
        assert len(logs.contradictions()) == 1
    accept_elsewhere(folder, ORIGIN, "李敏", "县里硬盘坏了", NINE)
    with closing(OtherLogs(folder, WITNESS, [SIGNER.verifier])) as logs:
        assert logs.contradictions() == []


def test_nobody_but_the_key_contradicts(ask_of):
    """What strangers, forgers and those who think otherwise of its size send alarms nobody."""
    ask_of.add(Grown().asks(0, 17), NINE)
    forger, other = Signer(ORIGIN, a_key(b"f")), Grown("other")
    for body in (
        other.asks(17, 30, signer=forger),
        other.asks(17, 30, origin="shoubao/log/other"),
        Grown().asks(5, 30),
        Grown().asks(0, 5),
        Grown().asks(17, 17, proof=(bytes(32),)),
        other.asks(17, 30)[:-9],
    ):
        assert ask_of.add(body, NINE).status != 200
    assert ask_of.contradictions() == []


def test_strangers_forgers_and_nonsense_are_told_apart(ask):
    grown, forger = Grown(), Signer(ORIGIN, a_key(b"f"))
    assert ask(grown.asks(0, 5, origin="shoubao/log/other")).status == 404
    assert ask(grown.asks(0, 5, signer=forger)).status == 403
    assert ask(grown.asks(0, 5, proof=(bytes(32),))).status == 422
    sound = grown.asks(0, 5)
    for body in (b"", b"old x\n\n", sound[1:], b"old 6" + sound[5:], sound[:-2], b"\xff" + sound):
        assert ask(body).status == 400


def test_what_it_answered_for_it_knows_after_a_kill(folder):
    for old, size in ((0, 5), (5, 9)):
        with closing(OtherLogs(folder, WITNESS, [SIGNER.verifier])) as logs:
            assert logs.add(Grown().asks(old, size), NINE).status == 200
    with closing(OtherLogs(folder, WITNESS, [SIGNER.verifier])) as logs:
        assert logs.add(Grown("other").asks(0, 9), NINE).status == 409


def test_a_restored_copy_is_taken_once_a_person_said_so(folder):
    with closing(OtherLogs(folder, WITNESS, [SIGNER.verifier])) as logs:
        assert logs.add(Grown().asks(0, 9), NINE).status == 200
    accept_elsewhere(folder, ORIGIN, "李敏", "县里硬盘坏了", NINE + timedelta(hours=1))
    with pytest.raises(NothingToAccept):
        accept_elsewhere(folder, ORIGIN, "李敏", "再来一次", NINE)
    with closing(OtherLogs(folder, WITNESS, [SIGNER.verifier])) as logs:
        assert logs.add(Grown("restored").asks(0, 7), NINE).status == 200
    kept = (folder / "records.ndjson").read_text()
    assert kept.count('"kind":"sealed"') == 2
