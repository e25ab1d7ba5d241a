"""The papers and files that the events of a dossier name, and its sealed words opened for whoever may read them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from api.dossiers.asked import Chosen
from api.drafting import KEPT_IN
from api.languages import word_of
from desk.dossier.making import Enclosed
from desk.dossier.rows import Row, Rows
from desk.files import Files
from desk.log.stored import recorded
from desk.vault.accounts import VaultBroken
from desk.vault.vault import Vault
from domain.actors import Sealed
from domain.attachment import AttachmentAdded, AttachmentWithdrawn
from domain.document import DocumentIssued
from projections.documents.official import numbered

PAPERS = (DocumentIssued.TOPIC, AttachmentAdded.TOPIC)
ATTACHMENTS = (AttachmentAdded.TOPIC, AttachmentWithdrawn.TOPIC)
UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
NAME_MAX = 80
BITE = 1 << 20


def papers(rows: Rows, chosen: Chosen, office: Path) -> Iterator[Enclosed]:
    """Each as it lies on the disk; what is not there any more is missing here too, and its event says so.

    A file that was withdrawn is shown to nobody any more; a paper that was withdrawn left under its number.
    """
    files, taken, withdrawn = Files(office), set[str](), _withdrawn(rows, chosen)
    for row in chosen.rows(rows, PAPERS):
        if row.originator_id in withdrawn:
            continue
        for name, sha256 in _named(row):
            path, inside = files.path(sha256), f"documents/{name}"
            if path.is_file() and inside not in taken:
                taken.add(inside)
                yield Enclosed(inside, _bites(path), row.seq)


def opened_words(rows: Rows, chosen: Chosen, vault: Vault) -> Iterator[bytes]:
    """A line of JSON a sealed word that can still be opened, and which event holds it."""
    for row in chosen.rows(rows):
        if b'"box"' not in row.state:
            continue
        for field, sealed in _sealed(msgspec.json.decode(row.state), ""):
            word = _revealed(vault, sealed, field)
            told = {"seq": row.seq, "field": field, "subject": str(sealed.subject), "word": word}
            yield f"{json.dumps(told, ensure_ascii=False)}\n".encode()


def _withdrawn(rows: Rows, chosen: Chosen) -> set[bytes]:
    """Attachments whose last word is that; sent again they are back."""
    last = {row.originator_id: row.topic for row in chosen.rows(rows, ATTACHMENTS)}
    return {id for id, topic in last.items() if topic == AttachmentWithdrawn.TOPIC}


def _named(row: Row) -> list[tuple[str, str]]:
    """Names of the files, with the hashes their event gives."""
    match recorded(row.raw).event:
        case DocumentIssued(occasion=occasion, year=year, number=number, print=printed) as issued:
            name = numbered(word_of(KEPT_IN, occasion.kind), year, number)
            name = name if issued.edition == 1 else f"{name}-{issued.edition}"
            kinds = (("docx", printed.docx), ("pdf", printed.pdf))
            return [(f"{row.seq}-{name}.{kind}", digest) for kind, digest in kinds if digest]
        case AttachmentAdded(name=name, sha256=digest):
            return [(f"{row.seq}-{UNSAFE.sub('_', name)[-NAME_MAX:]}", digest)]
    return []


def _bites(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while bite := file.read(BITE):
            yield bite


def _sealed(told: Any, field: str) -> Iterator[tuple[str, Sealed]]:
    """However deep; the field that holds one is part of what seals it."""
    if isinstance(told, list):
        for one in told:
            yield from _sealed(one, field)
    elif isinstance(told, dict):
        if set(told) == {"box", "subject"}:
            yield field, Sealed(subject=UUID(told["subject"]), box=told["box"])
            return
        for name, one in told.items():
            yield from _sealed(one, name)


def _revealed(vault: Vault, sealed: Sealed, field: str) -> str | None:
    """None: its key was erased, or it cannot be opened."""
    try:
        return vault.reveal(sealed, field)
    except VaultBroken:
        return None
