"""Whether every photo, file and issued paper on record is still there, and still what it was."""

from __future__ import annotations

from collections.abc import Iterator

from api.cli.checks.data import events
from api.cli.checks.finding import Asked, Finding, amiss, in_order
from desk.files import Files
from domain.attachment import AttachmentAdded
from domain.document import DocumentIssued
from domain.incident_plans import PlanLinked


def files(asked: Asked) -> Finding:
    kept = Files(asked.settings.folder)
    named = dict(_named(asked))
    bad = sorted(name for sha256, name in named.items() if not kept.is_whole(sha256))
    if bad:
        return amiss("files", "altered", names=" ".join(bad))
    return in_order("files", count=len(named))


def _named(asked: Asked) -> Iterator[tuple[str, str]]:
    """By the hash of its bytes."""
    for one in events(asked, AttachmentAdded.TOPIC, DocumentIssued.TOPIC, PlanLinked.TOPIC):
        match one:
            case AttachmentAdded(sha256=sha256, name=name):
                yield sha256, name
            case DocumentIssued(title=title, print=printed):
                yield from ((digest, title) for digest in (printed.docx, printed.pdf) if digest)
            case PlanLinked(pinned=pinned) if pinned.library:
                yield pinned.digest, pinned.title
