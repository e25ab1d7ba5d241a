"""Whether every photo and file on record is still there, and still what it was."""

from __future__ import annotations

from api.cli.checks.data import events
from api.cli.checks.finding import Asked, Finding, amiss, in_order
from desk.files import Files
from domain.attachment import AttachmentAdded


def files(asked: Asked) -> Finding:
    kept = Files(asked.settings.folder)
    added = events(asked, AttachmentAdded.TOPIC)
    named = {one.sha256: one.name for one in added if isinstance(one, AttachmentAdded)}
    bad = sorted(name for sha256, name in named.items() if not kept.is_whole(sha256))
    if bad:
        return amiss("files", "altered", names=" ".join(bad))
    return in_order("files", count=len(named))
