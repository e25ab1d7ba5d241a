"""The vault's files: made once, closed to others, and useless to whoever holds only one of the two."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from uuid import UUID

import pytest

from api.clock import entropy
from desk.vault import tables
from desk.vault.accounts import VaultBroken
from desk.vault.vault import open_vault

CALLER = UUID("5a0e2c6e-0000-4000-8000-0000000000a1")


def test_database_and_key_are_for_their_owner_alone(vault, tmp_path):
    for name in ("vault.db", "vault.key"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_without_its_key_file_the_vault_stays_shut(vault, tmp_path):
    (tmp_path / "vault.key").unlink()
    with pytest.raises(VaultBroken, match=r"vault\.key is missing"):
        open_vault(tmp_path, entropy)


def test_a_key_file_without_its_database_makes_no_new_one(vault, tmp_path):
    for file in tmp_path.glob("vault.db*"):
        file.unlink()
    with pytest.raises(VaultBroken, match="without"):
        open_vault(tmp_path, entropy)
    assert not (tmp_path / "vault.db").exists()


@pytest.mark.parametrize("bytes_there", [b"", b"short", b"x" * 33])
def test_a_damaged_key_file_is_said_to_be_damaged(vault, tmp_path, bytes_there):
    (tmp_path / "vault.key").write_bytes(bytes_there)
    with pytest.raises(VaultBroken, match="damaged"):
        open_vault(tmp_path, entropy)


def test_another_vaults_key_does_not_open_this_one(vault, tmp_path):
    (tmp_path / "vault.key").write_bytes(b"x" * 32)
    with pytest.raises(VaultBroken, match="does not belong"):
        open_vault(tmp_path, entropy)


def test_what_every_connection_is_told():
    """FULL, or a sealed word outlives its key in a power cut; secure_delete, or an erased key lives on."""
    told = tables.PRAGMAS
    kept = (told["journal_mode"], told["synchronous"], told["secure_delete"])
    assert kept == ("wal", 2, 1)


def test_every_connection_keeps_what_it_was_told(vault):
    with vault._engine.connect() as one, tables.writing(vault._engine).connect() as other:
        for name, value in tables.PRAGMAS.items():
            asked = [here.exec_driver_sql(f"PRAGMA {name}").scalar() for here in (one, other)]
            assert asked == [value, value], name


def test_a_connection_that_does_not_keep_a_pragma_is_refused(vault, monkeypatch):
    vault._engine.dispose()
    monkeypatch.setitem(tables.PRAGMAS, "synchronous", 9)
    with pytest.raises(RuntimeError, match="synchronous"):
        vault.accounts()


def test_a_backup_is_whole_and_opens_only_with_the_key(vault, tmp_path):
    sealed = vault.seal(CALLER, "caller_name", "刘建国")
    (elsewhere := tmp_path / "elsewhere").mkdir()
    vault.backup_to(elsewhere / "vault.db")
    with pytest.raises(VaultBroken, match="missing"):
        open_vault(elsewhere, entropy)
    (elsewhere / "vault.key").write_bytes((tmp_path / "vault.key").read_bytes())
    with closing(open_vault(elsewhere, entropy)) as restored:
        assert restored.reveal(sealed, "caller_name") == "刘建国"


def test_a_backup_is_for_its_owner_alone_and_in_itself_sound(vault, tmp_path):
    vault.seal(CALLER, "caller_name", "刘建国")
    vault.backup_to(copy := tmp_path / "copy.db")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with closing(sqlite3.connect(copy)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
