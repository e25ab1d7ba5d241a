"""What somebody does who owns the log's file and knows how it is made: rewrites it so that it proves itself."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from desk.log.log import FILE
from desk.log.made import made_of
from desk.log.tail import COLUMNS


def rechained(folder):
    """Leaves, chain, receipts and the count of positions reckoned anew; the guards are off and on again."""
    with closing(sqlite3.connect(folder / FILE)) as raw:
        guards = raw.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger'").fetchall()
        for name, _ in guards:
            raw.execute(f"DROP TRIGGER {name}")
        rechain(raw)
        for _, text in guards:
            raw.execute(text)
        raw.commit()


def rechain(raw):
    made = made_of(raw)
    chain, last, links = made.hashing.genesis(made.store_id), 0, []
    for row in raw.execute(f"SELECT {COLUMNS} FROM event ORDER BY seq").fetchall():
        leaf = made.hashing.leaf(*row[:7])
        chain, last = made.hashing.link(chain, leaf), row[0]
        links.append((leaf, chain, last))
    raw.executemany("UPDATE event SET leaf=?, chain=? WHERE seq=?", links)
    raw.execute("DELETE FROM receipt WHERE seq>?", (last,))
    raw.execute(
        "UPDATE receipt SET chain=coalesce((SELECT chain FROM event WHERE event.seq=receipt.seq), chain)"
    )
    raw.execute("UPDATE sqlite_sequence SET seq=? WHERE name='event'", (last,))
