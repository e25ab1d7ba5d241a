"""A copy taken under load is whole, says what it is, and can be worked with."""

import hashlib
import sqlite3
import threading
from contextlib import closing

import pytest

from desk.log import backup as backups
from desk.log.backup import BackupUnsound, backup
from desk.log.log import FILE, open_log
from desk.log.manifest import MANIFEST, read_manifest
from desk.log.verify import verify
from tests.support.log_fixtures import (
    NINE,
    STORE,
    SetClock,
    a_log,
    acting,
    counts,
    unguarded,
    write,
)


@pytest.fixture
def log(tmp_path):
    log = a_log(tmp_path)
    write(log, "事件", 0)
    yield log
    log.close()


def test_a_copy_under_load_verifies_and_can_be_worked_with(log, tmp_path):
    manifest = _copied_under_load(log, tmp_path)
    target = tmp_path / "copy2"
    assert read_manifest(target) == manifest
    assert (manifest.store_id, manifest.epoch, manifest.made_by) == (STORE, 1, "9.9")
    assert [one.name for one in manifest.files] == [FILE, "vault.key"]
    for one in manifest.files:
        content = (target / one.name).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (one.bytes, one.sha256)
    assert {one.name for one in target.iterdir()} == {FILE, "vault.key", MANIFEST}
    held = {manifest.events: manifest.head}
    assert verify(tmp_path / FILE, held).fault is None
    restored = open_log(target, SetClock())
    assert restored.head().seq == manifest.events
    assert restored.receipt(acting("事件-0")).seq == 1
    assert write(restored, "后来", 0).seq == manifest.events + 1
    restored.close()
    assert verify(target / FILE, held).fault is None


def test_a_copy_that_does_not_verify_is_no_backup(log, tmp_path):
    unguarded(tmp_path, ("UPDATE event SET state=x'00'", ()))
    with pytest.raises(BackupUnsound):
        backup(tmp_path, tmp_path / "copy", NINE)
    assert not (tmp_path / "copy" / MANIFEST).exists()


def test_what_stands_beside_the_log_is_named_after_the_log_was_copied(log, tmp_path):
    """A photo stored meanwhile is in the copy whenever the event that names it is."""
    target = tmp_path / "copy"

    def beside():
        assert (target / FILE).exists()
        (tmp_path / "photo").write_bytes(b"a photo")
        return ["photo"]

    assert [one.name for one in backup(tmp_path, target, NINE, beside).files] == [FILE, "photo"]


def test_a_backup_never_overwrites_another(log, tmp_path):
    backup(tmp_path, tmp_path / "copy", NINE)
    with pytest.raises(FileExistsError):
        backup(tmp_path, tmp_path / "copy", NINE)


def test_a_copy_is_for_its_owner_alone(log, tmp_path):
    backup(tmp_path, tmp_path / "copy", NINE)
    assert (tmp_path / "copy" / FILE).stat().st_mode & 0o777 == 0o600
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


def test_positions_are_never_given_twice(log, tmp_path):
    """The library's own table would reuse the position of a deleted tail; a follower would miss it."""
    log.close()
    unguarded(tmp_path, ("DELETE FROM event", ()))
    with closing(sqlite3.connect(tmp_path / FILE)) as raw:
        raw.execute("VACUUM")
        row = "(recorded_at,originator_id,originator_version,topic,version,state,leaf,chain)"
        raw.execute(f"INSERT INTO event {row} VALUES (1,x'01',1,'t',1,x'00',x'00',x'00')")
        assert raw.execute("SELECT seq FROM event").fetchall() == [(2,)]


def test_verifying_while_others_write_sees_one_moment(log, tmp_path, monkeypatch):
    from desk.log import verify as verifying

    guards = verifying._guards

    def and_meanwhile(connection):
        write(log, "同时", 0)
        return guards(connection)

    monkeypatch.setattr(verifying, "_guards", and_meanwhile)
    assert backups.verify(tmp_path / FILE).fault is None
    assert counts(tmp_path)[0] == 2


def _copied_under_load(log, folder):
    """The manifest of the last of three copies, made while somebody writes."""
    done = threading.Event()

    def load():
        number = 0
        while not done.is_set():
            write(log, "负载", number)
            number += 1

    (folder / "vault.key").write_bytes(b"k" * 32)
    thread = threading.Thread(target=load)
    thread.start()
    for copy in range(3):
        before = log.head().seq
        manifest = backup(
            folder, folder / f"copy{copy}", NINE, beside=lambda: ("vault.key",), made_by="9.9"
        )
        assert manifest.events >= before
    done.set()
    thread.join()
    return manifest
