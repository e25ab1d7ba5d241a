"""Words about one person: sealed under that person's key, readable to the office, gone once the key is erased."""

from __future__ import annotations

import base64
import shutil
import sqlite3
from contextlib import closing
from uuid import UUID

import pytest
from msgspec.structs import replace
from sqlalchemy import event as sql_event

from api.clock import entropy
from desk.vault import keys
from desk.vault.accounts import VaultBroken
from desk.vault.keys import SubjectErased
from desk.vault.vault import open_vault
from tests.support.office import NINE

CALLER = UUID("5a0e2c6e-0000-4000-8000-0000000000a1")
VICTIM = UUID("5a0e2c6e-0000-4000-8000-0000000000a2")


def wrapped_key(folder, subject=CALLER):
    with closing(sqlite3.connect(folder / "vault.db")) as raw:
        asking = "SELECT wrapped FROM subject_key WHERE subject=?"
        return raw.execute(asking, (subject.bytes,)).fetchone()[0]


def bytes_on_disk(folder):
    return b"".join(file.read_bytes() for file in sorted(folder.glob("vault.db*")))


@pytest.mark.parametrize("word", ["刘建国", "13800000022", "𠮷野家\x0b", "\u00e9", "e\u0301", ""])
def test_what_was_sealed_is_read_back_as_it_was_typed(vault, word):
    assert vault.reveal(vault.seal(CALLER, "caller_name", word), "caller_name") == word


def test_the_same_word_sealed_twice_makes_two_boxes(vault):
    one, other = (vault.seal(CALLER, "caller_name", "刘建国") for _ in range(2))
    assert one.box != other.box


def test_a_box_does_not_tell_its_word(vault):
    box = base64.b64decode(vault.seal(CALLER, "caller_name", "刘建国").box)
    assert "刘建国".encode() not in box


def test_a_box_moved_to_another_person_or_field_does_not_open(vault):
    sealed = vault.seal(CALLER, "caller_name", "刘建国")
    vault.seal(VICTIM, "caller_name", "陈芳")
    for subject, field in ((VICTIM, "caller_name"), (CALLER, "call_back")):
        with pytest.raises(VaultBroken):
            vault.reveal(replace(sealed, subject=subject), field)


@pytest.mark.parametrize("place", [0, 5, 12, 20, -1])
def test_a_damaged_box_is_said_to_be_damaged(vault, place):
    sealed = vault.seal(CALLER, "caller_name", "刘建国")
    box = bytearray(base64.b64decode(sealed.box))
    box[place] ^= 1
    with pytest.raises(VaultBroken):
        vault.reveal(replace(sealed, box=base64.b64encode(bytes(box)).decode()), "caller_name")


@pytest.mark.parametrize("box", ["", "AAAA", "not base64 at all", "刘建国"])
def test_what_never_was_a_box_is_said_to_be_damaged(vault, box):
    sealed = vault.seal(CALLER, "caller_name", "刘建国")
    with pytest.raises(VaultBroken):
        vault.reveal(replace(sealed, box=box), "caller_name")


def test_another_process_with_the_same_key_file_reads_it(vault, tmp_path):
    sealed = vault.seal(CALLER, "caller_name", "刘建国")
    with closing(open_vault(tmp_path, entropy)) as other:
        assert other.reveal(sealed, "caller_name") == "刘建国"


def test_a_power_cut_right_after_sealing_does_not_lose_the_key(vault, tmp_path):
    sealed = vault.seal(CALLER, "caller_name", "刘建国")
    (after := tmp_path / "after").mkdir()
    for name in ("vault.db", "vault.db-wal", "vault.key"):
        shutil.copy(tmp_path / name, after / name)
    with closing(open_vault(after, entropy)) as found:
        assert found.reveal(sealed, "caller_name") == "刘建国"


def test_an_erased_key_blinds_every_box_of_the_person_and_of_nobody_else(vault):
    gone = [vault.seal(CALLER, "caller_name", "刘建国"), vault.seal(CALLER, "caller_name", "刘工")]
    kept = vault.seal(VICTIM, "caller_name", "陈芳")
    assert vault.erase(CALLER, NINE, "依申请")
    assert [vault.reveal(one, "caller_name") for one in gone] == [None, None]
    assert vault.reveal(kept, "caller_name") == "陈芳"


def test_an_erased_key_is_in_no_byte_of_the_files(vault, tmp_path):
    vault.seal(CALLER, "caller_name", "刘建国")
    wrapped = wrapped_key(tmp_path)
    assert wrapped in bytes_on_disk(tmp_path)
    vault.erase(CALLER, NINE, "依申请")
    assert wrapped not in bytes_on_disk(tmp_path)
    assert wrapped_key(tmp_path) is None


def test_the_keys_of_many_erased_people_leave_no_byte_between_those_of_the_others(vault, tmp_path):
    people = [UUID(int=n) for n in range(60)]
    for one in people:
        vault.seal(one, "caller_name", "某人")
    gone, kept = people[::2], people[1::2]
    erased = [wrapped_key(tmp_path, one) for one in gone]
    for one in gone:
        vault.erase(one, NINE, "依申请")
    left = bytes_on_disk(tmp_path)
    assert not [key for key in erased if key in left or key[12:] in left]
    assert all(wrapped_key(tmp_path, one) in left for one in kept)


def test_a_person_whose_key_is_erased_gets_no_other_one(vault):
    vault.seal(CALLER, "caller_name", "刘建国")
    vault.erase(CALLER, NINE, "依申请")
    with pytest.raises(SubjectErased):
        vault.seal(CALLER, "caller_name", "刘建国")


def test_a_key_is_erased_once(vault):
    vault.seal(CALLER, "caller_name", "刘建国")
    assert [vault.erase(CALLER, NINE, "依申请") for _ in range(2)] == [True, False]
    assert not vault.erase(VICTIM, NINE, "没有这个人")


def test_a_reader_who_holds_the_old_bytes_is_not_passed_over(vault, tmp_path, monkeypatch):
    sql_event.listen(vault._engine, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout=0"))
    vault._engine.dispose()
    vault.seal(CALLER, "caller_name", "刘建国")
    with closing(sqlite3.connect(tmp_path / "vault.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM subject_key").fetchone()
        with pytest.raises(VaultBroken, match="again"):
            vault.erase(CALLER, NINE, "依申请")
        reader.execute("COMMIT")
    assert not vault.erase(CALLER, NINE, "依申请")
    assert (tmp_path / "vault.db-wal").stat().st_size == 0


def test_more_people_than_are_kept_in_mind_are_all_readable(vault, monkeypatch):
    monkeypatch.setattr(keys, "CACHED_KEYS_MAX", 3)
    people = [UUID(int=n) for n in range(10)]
    sealed = [vault.seal(one, "caller_name", f"第{one.int}人") for one in people]
    assert [vault.reveal(one, "caller_name") for one in sealed] == [f"第{n}人" for n in range(10)]
