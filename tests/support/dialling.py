"""A dial stamped through the incident's own page."""

from __future__ import annotations

from projections.dials import DIALS


def dials_of(web, incident):
    row = web.running.boards.read(lambda follower: follower.rows[DIALS.name].get(incident))
    return row.dials if row else ()


def a_dial(web, who, incident, purpose="upward", **whom):
    whom = whom or {"unit": str(web.city)}
    sent = who.submit(f"/incidents/{incident}/dials", purpose=purpose, number="0100-1", **whom)
    assert sent.status_code == 303
    return dials_of(web, incident)[-1].id
