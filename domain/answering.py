"""Which report answers which clock."""

from __future__ import annotations

from domain.deadline import Deadline
from domain.rule import Form
from domain.situation import MadeReport
from domain.times import order
from domain.words import Channel, Stage

BY_WORD = frozenset({Channel.PHONE, Channel.IN_PERSON})
IN_WRITING = frozenset({Channel.WRITTEN, Channel.SYSTEM})
MEETS = {  # which report answers which demand: what tells more also tells that it happened
    Stage.FIRST: frozenset(Stage),
    Stage.FOLLOW_UP: frozenset(Stage),
    Stage.FINAL: frozenset({Stage.FINAL}),
    Stage.SUPPLEMENT: frozenset({Stage.SUPPLEMENT}),
}


def answers(report: MadeReport, deadline: Deadline) -> bool:
    """Whether this report is what the clock waits for. One made over the recipient's head is not."""
    terms = deadline.terms
    if terms.form is Form.WINDOW or report.stage not in MEETS[terms.stage]:
        return False
    if terms.form is Form.CADENCE and not _follows(report, deadline):
        return False
    same_hop = (report.entity, report.recipient) == (terms.reporting_entity, terms.recipient)
    return same_hop and _same_manner(report.channel, terms.channel)


def _follows(report: MadeReport, deadline: Deadline) -> bool:
    another = str(report.id) != deadline.terms.occasion
    return another and order(report.at) > order(deadline.start)


def _same_manner(used: Channel, demanded: Channel | None) -> bool:
    """By word or in writing is what a rule means by a channel."""
    same = (BY_WORD, IN_WRITING)
    return demanded is None or used is demanded or any({used, demanded} <= way for way in same)
