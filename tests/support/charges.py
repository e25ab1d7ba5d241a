"""A breach as it comes about at a desk: raised by a person, or told by a late report."""

from __future__ import annotations

from uuid import UUID


def a_breach(web, who, incident, kind="unanswered"):
    """Raised against the town, which knows of the incident."""
    sent = who.submit(
        f"/incidents/{incident}/breaches", unit=str(web.town), kind=kind, words="两次核报未答复"
    )
    assert sent.status_code == 303, sent.text
    return UUID(sent.headers["location"].rsplit("/", 1)[-1])
