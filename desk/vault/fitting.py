"""Whether a vault and the key beside it belong together, without opening either for work."""

from __future__ import annotations

import hashlib
import hmac
import sqlite3
from contextlib import closing
from pathlib import Path

from desk.vault.keys import PROBE, read_master_key
from desk.vault.vault import DATABASE, KEY


def key_fits(folder: Path) -> bool:
    """Reads and changes nothing. Raises VaultBroken when the key is missing or damaged."""
    master = read_master_key(folder / KEY, _no_chance, make=False)
    uri = f"{(folder / DATABASE).absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as vault:
        row = vault.execute("SELECT value FROM vault_info WHERE name='probe'").fetchone()
    probe = hmac.new(master, PROBE, hashlib.sha256).digest()
    return row is not None and hmac.compare_digest(row[0], probe)


def _no_chance(count: int) -> bytes:
    raise AssertionError("nothing is made here")
