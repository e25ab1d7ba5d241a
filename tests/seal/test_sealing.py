"""The sealer signs what it read itself, and nothing else; the witness answers for what it read itself."""

from __future__ import annotations

import shutil
import stat

from desk.log.log import FILE
from desk.log.note import cosigned_at, is_signed
from desk.seal.kept import checkpoints_in
from desk.seal.keys import KEY, published
from desk.seal.leaves import Leaves
from tests.support.log_fixtures import unguarded
from tests.support.sealing import Sealing

EDIT = "UPDATE event SET state=CAST(replace(state,'突发','普通') AS BLOB) WHERE seq=3"


def sizes(folder):
    return list(checkpoints_in(folder).notes)


def test_what_was_written_is_sealed_after_ten_seconds_and_then_answered_for(sealing):
    assert sizes(sealing.seal) == sizes(sealing.witness) == [6]
    note, checkpoint = checkpoints_in(sealing.witness).notes[6]
    assert is_signed(note, published(sealing.seal))
    assert cosigned_at(note, published(sealing.witness)) == sealing.at
    assert checkpoint.chain.hex() == sealing.verdict().chain
    assert sealing.verdict().fault is None


def test_nothing_new_is_not_sealed_again(sealing):
    sealing.looks(5)
    assert sizes(sealing.seal) == [6]


def test_it_is_sealed_every_256_events_however_short_the_time(tmp_path):
    busy = Sealing(tmp_path)
    busy.writes(*["one"] * 600)
    busy.begins()
    busy.looks()
    assert sizes(busy.seal) == [256, 512]
    busy.looks()
    assert sizes(busy.seal) == sizes(busy.witness) == [256, 512, 600]
    busy.ends()


def test_only_their_own_users_may_read_the_keys(sealing):
    for folder in (sealing.seal, sealing.witness):
        assert stat.S_IMODE((folder / KEY).stat().st_mode) == 0o600


def test_an_edit_is_noticed_without_load_and_nothing_is_signed_any_more(sealing):
    sealing.writes("one", after=6)
    unguarded(sealing.office, (EDIT, ()))
    sealing.looks()
    for one in (sealing.sealer, sealing.watcher):
        assert one.fault.seq == 3
    sealing.looks(30)
    assert sizes(sealing.seal) == [6]


def test_a_log_that_is_again_what_it_was_is_sealed_on(sealing, tmp_path):
    shutil.copytree(sealing.office, tmp_path / "sound")
    unguarded(sealing.office, (EDIT, ()))
    sealing.looks()
    shutil.copy(tmp_path / "sound" / FILE, sealing.office / FILE)
    sealing.writes("one", after=6)
    sealing.looks(25)
    assert sizes(sealing.witness) == [6, 7]
    assert sealing.sealer.fault is None


def test_a_cut_tail_and_another_log_are_noticed_too(sealing, tmp_path):
    (sealing.office / FILE).rename(tmp_path / "kept.db")
    sealing.looks()
    assert sealing.sealing.unread
    assert sealing.sealer.fault is None
    shutil.copy(tmp_path / "kept.db", sealing.office / FILE)
    unguarded(sealing.office, ("DELETE FROM event WHERE seq>4", ()))
    sealing.looks()
    assert sealing.sealer.fault.seq == sealing.watcher.fault.seq == 5
    assert not sealing.sealing.unread


def test_what_was_killed_in_the_middle_goes_on_where_it_was(sealing):
    sealing.ends()
    with (sealing.seal / "records.ndjson").open("ab") as file:
        file.write(b'{"kind":"sealed","at":"20')
    with (sealing.witness / "leaves.1").open("ab") as file:
        file.write(b"half a leaf")
    sealing.begins()
    sealing.writes("one", after=6)
    sealing.looks(2)
    assert sizes(sealing.seal) == sizes(sealing.witness) == [6, 7]


def test_leaves_of_its_own_that_are_not_what_it_signed_stop_it(sealing):
    sealing.ends()
    (sealing.seal / "leaves.1").write_bytes(bytes(6 * 32))
    sealing.begins()
    sealing.writes("one", after=6)
    sealing.looks(30)
    assert sealing.sealer.fault.seq == 6
    assert sizes(sealing.seal) == [6]


def test_lost_leaves_are_read_anew(sealing):
    sealing.ends()
    (sealing.seal / "leaves.1").unlink()
    sealing.begins()
    sealing.writes("one", after=6)
    sealing.looks(3)
    assert sizes(sealing.seal) == [6, 7]


def test_leaves_are_only_ever_more(tmp_path):
    leaves = Leaves(tmp_path / "leaves")
    leaves.append([b"a" * 32, b"b" * 32])
    assert leaves.between(1, 2) == [b"b" * 32]
    assert leaves.between(0, 9) == [b"a" * 32, b"b" * 32]
    leaves.close()
