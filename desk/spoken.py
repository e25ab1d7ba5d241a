"""口头应答: what somebody said on the telephone, in a call that was about this ring."""

from __future__ import annotations

from typing import ClassVar

from desk.draft import Draft
from desk.rings import AcknowledgeRing, RingAnswer, acknowledge_ring
from domain import dial as dials
from domain import notice as notices
from domain.kernel import Refused


class NotThatCall(Refused):
    """所选拨号与此次叫应无关"""

    EN: ClassVar[str] = "That call was not about this ring"


def acknowledge_spoken(draft: Draft, answer: AcknowledgeRing) -> RingAnswer:
    """Without a call named it was said in a call that came in, or across the desk."""
    notice = draft.require(answer.notice, notices.evolve)
    if answer.dial:
        dial = draft.require(answer.dial, dials.evolve)
        another = dial.placed.person not in (None, answer.person)
        if dial.placed.incident != notice.incident or dial.withdrawn or another:
            raise NotThatCall(answer.dial)
    return acknowledge_ring(draft, answer)
