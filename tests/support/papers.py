"""A paper read on its page and issued there."""

from __future__ import annotations

import re
from urllib.parse import quote

from desk.register import SHANGHAI
from projections.issued_documents import DOCUMENTS

HIDDEN = re.compile(r'name="(at|shown)" value="([^"]+)"')


def today(web):
    return web.clock.at.astimezone(SHANGHAI).date().isoformat()


def read(who, kind, subject):
    """What the page says of itself: as of when, and the digest of what it told."""
    answer = who.get(f"/documents/new/{kind}/{quote(str(subject))}")
    assert answer.status_code == 200, answer.text
    return dict(HIDDEN.findall(answer.text))


def issue(web, who, kind, subject, **fields):
    seen = {} if "shown" in fields else read(who, kind, subject)
    given = {"signer": str(web.people["沈立群"]), "readers": "区委办公室、区政府办公室"} | seen
    return who.submit(f"/documents/new/{kind}/{subject}", **(given | fields))


def rows(web):
    return web.running.boards.read(lambda follower: list(follower.rows[DOCUMENTS.name].values()))


def issued(web, who, kind, subject, **fields):
    """Its id."""
    answer = issue(web, who, kind, subject, **fields)
    assert answer.status_code == 303, answer.text
    return next(one.id for one in rows(web) if one.issued.occasion.subject == str(subject))


def a_bulletin(web, who):
    """Today's, issued: what a path of papers may name."""
    day = today(web)
    document = issued(web, who, "bulletin", day)
    return {"kind": "bulletin", "subject": day, "document": document, "format": "docx"}
