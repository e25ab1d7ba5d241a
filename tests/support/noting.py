"""A note made at the desk through its own form."""

from __future__ import annotations

from projections.desk_notes import DESK_NOTES


def a_note(web, who, **fields):
    sent = {"kind": "visitor", "words": "反映供水"} | fields
    assert who.submit("/desk-notes", **sent).status_code == 303
    return list(web.running.boards.read(lambda views: views.rows[DESK_NOTES.name].values()))[-1].id
