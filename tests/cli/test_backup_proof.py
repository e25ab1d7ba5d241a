"""A backup proves itself where it lies, or the first thing that is wrong with it is named."""

import json
from contextlib import closing
from sqlite3 import connect
from uuid import UUID

import pytest
from msgspec.structs import replace

from api.last_backup import last_backup
from desk.log.log import FILE
from desk.log.manifest import (
    MANIFEST,
    NoManifest,
    manifest_of,
    read_manifest,
    write_manifest,
)
from tests.cli.test_restore import WHY
from tests.support.backed_up import back_up


def test_a_folder_that_is_no_backup_is_refused(worked, shoubao, tmp_path):
    for words in ((), ("--verify",)):
        said = shoubao("restore", worked, "--folder", tmp_path / "new", *words)
        assert (said.code, said.err.count("\n")) == (2, 1)
        assert "不是备份" in said.err


def test_a_flipped_byte_in_any_file_is_refused_and_the_file_is_named(copy, shoubao, tmp_path):
    sound = shoubao("restore", copy, "--verify")
    assert (sound.code, sound.err) == (0, "")
    names = [one["name"] for one in json.loads((copy / MANIFEST).read_text())["files"]]
    assert len(names) == 5
    for name in names:
        before = (copy / name).read_bytes()
        flipped = bytearray(before)
        flipped[len(flipped) // 2] ^= 1
        (copy / name).write_bytes(flipped)
        for words in (("--verify",), ("--folder", tmp_path / "new", *WHY)):
            said = shoubao("restore", copy, *words)
            assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
            assert name in said.err
        assert not (tmp_path / "new").exists()
        (copy / name).write_bytes(before)
    assert shoubao("restore", copy, "--verify").code == 0


def test_a_lost_file_and_a_side_file_are_named(copy, shoubao):
    (copy / "log.db-wal").write_bytes(b"")
    assert "log.db-wal" in shoubao("restore", copy, "--verify").err
    (copy / "log.db-wal").unlink()
    (copy / "vault.key").unlink()
    assert "vault.key" in shoubao("restore", copy, "--verify").err


def test_a_manifest_that_somebody_wrote_anew_leads_nowhere_else_and_lies_about_nothing(
    copy, shoubao
):
    manifest = read_manifest(copy)
    elsewhere = [replace(one, name=f"../{one.name}") for one in manifest.files[1:]]
    for forged, named in (
        (replace(manifest, files=(manifest.files[0], *elsewhere)), "../vault.db"),
        (replace(manifest, files=manifest.files[1:]), FILE),
        (replace(manifest, epoch=2), MANIFEST),
        (replace(manifest, store_id=UUID(int=7)), MANIFEST),
        (replace(manifest, events=manifest.events + 1), FILE),
        (replace(manifest, head="ab" * 32), FILE),
    ):
        write_manifest(copy, forged)
        lied = shoubao("restore", copy, "--verify")
        assert (lied.code, lied.out, lied.err.count("\n")) == (1, "", 1)
        assert named in lied.err


def test_no_bit_of_a_manifest_turns_unseen(copy, shoubao):
    text = (copy / MANIFEST).read_bytes()
    for place in range(len(text)):
        for bit in range(8):
            turned = bytearray(text)
            turned[place] ^= 1 << bit
            with pytest.raises(NoManifest):
                manifest_of(bytes(turned))
    (copy / MANIFEST).write_bytes(text.replace(b'"epoch"', b'"epoch!"'))
    said = shoubao("restore", copy, "--verify")
    assert (said.code, said.err.count("\n")) == (1, 1)
    assert MANIFEST in said.err


def test_without_its_key_a_backup_needs_the_one_kept_elsewhere(worked, shoubao, tmp_path):
    back_up(worked, copy := tmp_path / "copy", without_key=True)
    assert "未试开" in shoubao("restore", copy, "--verify").out
    said = shoubao("restore", copy, "--folder", tmp_path / "new", *WHY)
    assert (said.code, said.err.count("\n")) == (2, 1)
    (tmp_path / "other.key").write_bytes(b"k" * 32)
    wrong = ("--key", tmp_path / "other.key")
    assert shoubao("restore", copy, "--folder", tmp_path / "new", *WHY, *wrong).code == 1
    assert not (tmp_path / "new").exists()
    right = ("--key", worked / "vault.key")
    assert shoubao("restore", copy, "--folder", tmp_path / "new", *WHY, *right).code == 0
    assert (tmp_path / "new" / "vault.key").stat().st_mode & 0o777 == 0o600


def test_a_key_that_opens_nothing_sealed_is_found_out(worked, shoubao, tmp_path):
    with closing(connect(worked / "vault.db")) as vault, vault:
        vault.execute("DELETE FROM subject_key")
    back_up(worked, tmp_path / "copy")
    said = shoubao("restore", tmp_path / "copy", "--verify")
    assert said.code == 1
    assert "vault.db" in said.err


def test_a_rehearsal_is_noted_in_the_office_it_is_a_copy_of(worked, shoubao, tmp_path):
    assert shoubao("backup", tmp_path / "copy", "--folder", worked).code == 0
    noted = last_backup(worked)
    assert (noted.target, noted.fault) == (str(tmp_path / "copy"), "")
    assert shoubao("restore", tmp_path / "copy", "--verify", "--folder", worked).code == 0
    again = last_backup(worked)
    assert again.proved_at > noted.proved_at
    (tmp_path / "copy" / "log.db").write_bytes(b"x")
    assert shoubao("restore", tmp_path / "copy", "--verify", "--folder", worked).code == 1
    assert last_backup(worked).fault == "log.db"
