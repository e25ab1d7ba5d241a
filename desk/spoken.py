"""口头应答: what somebody said on the telephone, in a call that was about this ring."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from desk.draft import Draft
from desk.rings import AcknowledgeRing, RingAnswer, acknowledge_ring
from domain import dial as dials
from domain import notice as notices
from domain.kernel import Refused


class NotThatCall(Refused):
    """所选拨号与此事无关，或不是打给此人的"""

    EN: ClassVar[str] = "That call was not about this, or not to this person"


def acknowledge_spoken(draft: Draft, answer: AcknowledgeRing) -> RingAnswer:
    """Without a call named it was said in a call that came in, or across the desk."""
    notice = draft.require(answer.notice, notices.evolve)
    require_call(draft, answer.dial, notice.incident, answer.person)
    return acknowledge_ring(draft, answer)


def require_call(draft: Draft, id: UUID | None, incident: UUID | None, person: UUID) -> None:
    """Raises NotThatCall: words are proved by the call in which they were said, or by none."""
    if id is None:
        return
    dial = draft.require(id, dials.evolve)
    another = dial.placed.person not in (None, person)
    if dial.placed.incident != incident or dial.withdrawn or another:
        raise NotThatCall(id)
