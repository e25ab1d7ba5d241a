"""Anchored is what a witness answered for: beside the log by its file, elsewhere over HTTP."""

from __future__ import annotations

from datetime import timedelta

import pytest

from api.cli.outposts import Sounding
from api.sealing import SealPost, wrong_with
from api.submitting import Lane
from desk.log.note import verifier_of
from desk.seal.answers import BesideUs
from desk.seal.state import heard
from tests.support.log_fixtures import unguarded
from tests.support.sealing import REREAD
from tests.support.shell import Shell
from tests.support.users import eventually

NAME = "shoubao/witness/yunzhou"


class Heard:
    def __init__(self):
        self.words = []

    def sound(self, words):
        self.words.append(words)


def turned(post, sealing, **by):
    sealing.at += timedelta(**(by or {"seconds": 10}))
    sealing.watcher.look(REREAD, sealing.at)
    return post.turn(REREAD, sealing.at)


@pytest.fixture
def post(sealing):
    return SealPost(sealing.sealer, "key", [BesideUs(sealing.witness)])


def test_what_the_witness_answered_for_is_anchored_and_what_came_after_waits(post, sealing):
    assert turned(post, sealing).anchored == 6
    sealing.writes("one", after=6)
    state = turned(post, sealing)
    assert (state.seen, state.sealed, state.anchored) == (7, 6, 6)
    assert state.waiting_since == sealing.at
    turned(post, sealing)
    assert turned(post, sealing).anchored == 7
    assert heard(sealing.seal).waiting_since is None


def test_what_nobody_answers_for_is_told_after_a_minute_and_once(post, sealing):
    voice = Heard()
    sounding = Sounding(voice)
    turned(post, sealing)
    sealing.writes("one", after=6)
    for _ in range(9):
        sealing.at += timedelta(seconds=10)
        sounding.about(post.turn(REREAD, sealing.at))
    assert ["没有见证回应" in one for one in voice.words] == [True]
    for _ in range(2):
        sounding.about(turned(post, sealing))
    assert voice.words[1:] == ["首报封签恢复正常"]


def test_a_log_that_was_changed_is_told_with_its_position(post, sealing):
    voice = Heard()
    unguarded(sealing.office, ("UPDATE event SET topic='unit.closed' WHERE seq=2", ()))
    state = turned(post, sealing)
    Sounding(voice).about(state)
    assert "第 2 号" in voice.words[0]
    assert wrong_with(state, sealing.at) == ("amiss",)
    assert "still" in wrong_with(state, sealing.at + timedelta(seconds=61))


def test_an_answer_for_another_history_anchors_nothing(post, sealing):
    turned(post, sealing)
    known = post.answers.anchors["shoubao/witness/local"]
    note = sealing.sealer.newest.replace("\n6\n", "\n5\n")
    assert not post.answers.take(
        note.partition("\n\n")[0] + "\n", "", verifier_of(key(sealing)), sealing.at
    )
    assert post.answers.anchors["shoubao/witness/local"] == known


def key(sealing):
    return (sealing.witness / "key.pub").read_text()


def test_another_office_answers_over_http_also_after_it_was_away(sealing, tmp_path):
    shell = Shell(tmp_path)
    serving = ("witness", "serve", "--keep", tmp_path / "far", "--name", NAME)
    with shell.going(*serving, "--known", sealing.seal / "key.pub", "--port", "0") as far:
        url = far.said("http://").split("：")[1]
        public = verifier_of((tmp_path / "far" / "key.pub").read_text())
        lane = Lane(url, public, True)
        post = SealPost(sealing.sealer, "key", [lane])
        assert eventually(lambda: turned(post, sealing).anchored == 6)
        sealing.writes("one", "one", after=6)
        post.answers.anchors.clear()  # as if the answer had been lost on its way
        assert eventually(lambda: turned(post, sealing).anchored == 8)
    sealing.writes("one", after=8)
    assert eventually(lambda: turned(post, sealing) and lane.refused)
    assert (lane.refused, turned(post, sealing).anchored) == ("ConnectError", 8)
    lane.close()
