"""A restored copy is another history: refused until a person takes it by name and reason; both stay."""

from __future__ import annotations

import shutil
from contextlib import closing

import pytest

from desk.log.log import FILE
from desk.seal.accepting import NoDeclaredRestoration, NothingToAccept, accept
from desk.seal.kept import checkpoints_in
from desk.seal.records import Accepted, read
from domain.office import EpochBegan
from tests.support.log_fixtures import a_log, unguarded, write
from tests.support.rewriting import rechained


@pytest.fixture
def restored(sealing):
    """Four events and the beginning of an epoch, where eight were seen."""
    sealing.writes("one", "one", after=6)
    sealing.looks(2)
    unguarded(sealing.office, ("DELETE FROM event WHERE seq>4", ()))
    rechained(sealing.office)
    with closing(a_log(sealing.office)) as log:
        write(log, "office", 0, EpochBegan(epoch=2, reason="硬盘坏了"))
    sealing.writes("one", "one", "one", after=4)
    sealing.looks()
    return sealing


def accepted(sealing):
    for outpost in (sealing.sealing, sealing.witnessing):
        accept(outpost, "周明", "硬盘坏了", sealing.at)
    sealing.ends()
    sealing.begins()
    sealing.looks(3)


def test_it_is_refused_at_the_first_position_that_differs(restored):
    restored.looks(30)
    assert restored.sealer.fault.seq == restored.watcher.fault.seq == 5
    assert max(checkpoints_in(restored.seal).notes) == 8
    assert restored.verdict().fault.seq == 5


def test_accepted_by_a_person_it_is_sealed_and_answered_for_and_the_other_history_stays(restored):
    accepted(restored)
    assert restored.sealer.fault is restored.watcher.fault is None
    assert list(checkpoints_in(restored.witness).notes) == [8]
    assert restored.verdict().fault is None
    assert (restored.witness / "leaves.1").stat().st_size == 8 * 32
    [said] = [
        one for one, _ in read(restored.witness / "records.ndjson") if isinstance(one, Accepted)
    ]
    assert (said.by, said.reason, said.after) == ("周明", "硬盘坏了", 4)


def test_the_witness_alone_does_not_answer_for_what_the_sealer_signed_before(restored):
    accept(restored.witnessing, "周明", "硬盘坏了", restored.at)
    restored.ends()
    restored.begins()
    restored.looks(3)
    assert restored.watcher.fault.reason == "another history was sealed"
    accept(restored.sealing, "周明", "硬盘坏了", restored.at)
    restored.ends()
    restored.begins()
    restored.looks(3)
    assert restored.watcher.fault is None
    assert list(checkpoints_in(restored.witness).notes) == [8]


def test_what_is_no_declared_restoration_is_never_accepted(sealing):
    unguarded(sealing.office, ("UPDATE event SET version=2 WHERE seq=3", ()))
    rechained(sealing.office)
    with pytest.raises(NoDeclaredRestoration):
        accept(sealing.sealing, "周明", "改错字", sealing.at)
    sealing.looks()
    assert sealing.sealer.fault.seq == 3


def test_there_is_nothing_to_accept_where_nothing_differs(sealing, tmp_path):
    shutil.copy(sealing.office / FILE, tmp_path / "copy.db")
    with pytest.raises(NothingToAccept):
        accept(sealing.sealing, "周明", "试试", sealing.at)
