"""What a refusal of input looks like, and what was heard when there was none."""

from __future__ import annotations

from domain.actors import Via
from domain.incoming_report import IncomingReceived


def on_record(web):
    """The position of what somebody did last: the office's own threads write at any moment."""
    return max(one.seq for one in acts_since(web, 0))


def acts_since(web, seq):
    return [one for one in web.log.since(seq, 100_000) if one.meta.via is not Via.SYSTEM]


def heard_since(web, before):
    """What the one call since then was about."""
    events = (one.event for one in web.log.since(before, 100))
    [received] = [one for one in events if isinstance(one, IncomingReceived)]
    return received.heard


def assert_one_problem(answer, field=None):
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == 422
    assert problem["title"] == "输入有误"
    if field:
        assert field in [one["pointer"].split("/")[1] for one in problem["errors"]]
