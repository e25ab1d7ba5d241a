"""Whether the auditor is at work, and what it found."""

from __future__ import annotations

from datetime import timedelta

from api.cli.checks.finding import Asked, Finding, amiss, in_order
from api.cli.words import say
from api.watching import STALE_SECONDS, heard


def watch(asked: Asked) -> Finding:
    """Never started is in order, and said: a small office may do without."""
    said = heard(asked.settings.folder)
    if said is None:
        return in_order("watch-none")
    ago = asked.now - said.looked_at
    if ago > timedelta(seconds=STALE_SECONDS):
        return amiss("watch", "stale", minutes=int(ago.total_seconds() // 60))
    if said.found:
        kinds = sorted({say(f"watch-{fault}") for fault, _ in said.found})
        return amiss("watch", "found", what="；".join(kinds), count=len(said.found))
    return in_order("watch", seq=said.seq)
