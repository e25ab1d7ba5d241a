"""A checked dossier laid out as an office's log and files, to be read and not written."""

from __future__ import annotations

import base64
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

from desk.dossier.verifier.checking import Sound
from desk.dossier.verifier.container import Container
from desk.dossier.verifier.events import CONTEXT, EVENTS, LINE, hashed_events
from desk.dossier.verifier.hashes import Hashing
from desk.files import Files
from desk.log.log import FILE
from desk.log.made import TAKEN_FROM
from desk.log.sqlite_schema import TABLES, TRIGGERS

INSERT = "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
PAPERS = "documents/"


def copied(sound: Sound, container: Container, folder: Path) -> None:
    """Into a new folder. The chain is reckoned where the dossier holds all of it, else it is empty."""
    folder.mkdir(mode=0o700, parents=True)
    with closing(sqlite3.connect(folder / FILE)) as writing, writing:
        for table in TABLES:
            writing.execute(table)
        writing.executemany(INSERT, _rows(sound, container))
        writing.executemany("INSERT INTO log_info VALUES (?, ?)", _info(sound.manifest))
        for trigger in TRIGGERS:
            writing.execute(trigger)
    (folder / FILE).chmod(0o600)
    files = Files(folder)
    for name in sorted(container.names):
        if name.startswith(PAPERS):
            files.store(container.small(name))


def _info(said: dict[str, Any]) -> list[tuple[str, str]]:
    told = {name: value for name, value in said.items() if name not in ("files", "consistency")}
    return [
        ("store_id", said["store_id"]),
        ("algorithm", said["algorithm"]),
        (TAKEN_FROM, json.dumps(told, ensure_ascii=False)),
    ]


def _rows(sound: Sound, container: Container) -> Iterator[tuple[Any, ...]]:
    """In order; of what was left out there is nothing to read."""
    said = sound.manifest
    hashing, chain = Hashing(said["algorithm"]), bytes.fromhex(said["before"]["chain"])
    for name in (CONTEXT, EVENTS):
        if name not in container.names:
            continue
        links = said["whole"] and name == EVENTS
        for line in container.lines(name, hashed_events()):
            found = LINE.fullmatch(line)
            assert found
            leaf = bytes.fromhex(found[2].decode())
            chain = hashing.link(chain, leaf) if links else chain
            if found[4]:
                yield (*_told(found), leaf, chain if links else b"")


def _told(line: Any) -> tuple[Any, ...]:
    state = line[9] if line[10] is None else base64.b64decode(line[10])
    stream = UUID(line[5].decode()).bytes
    topic = line[7].decode()
    return int(line[1]), int(line[4]), stream, int(line[6]), topic, int(line[8]), state
