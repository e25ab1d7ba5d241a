"""Of a vault put back from a copy: whoever was let in then is not let in now."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from desk.vault.vault import DATABASE


def end_what_was_open(folder: Path) -> None:
    """Sessions and links to rings: some of them ended after the copy was made, and nobody can say which."""
    with closing(sqlite3.connect(folder / DATABASE)) as vault, vault:
        vault.execute("PRAGMA secure_delete=1")
        vault.execute("DELETE FROM session")
        vault.execute("DELETE FROM ring_link")
