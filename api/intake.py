"""接报单: what the intake form holds, and the call it means."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from api.townships import Township, place_of
from api.typed import Blank, Instant, Text, Word, world_time
from desk.calls import TakeCall
from domain.facts import Fact, Figure
from domain.incoming_report import Heard, Outcome
from domain.times import Basis, WorldTime, moment
from domain.words import Channel, IncidentClass

FIGURE_MAX = 10_000_000_000_000
PICKED_UP_MAX = timedelta(hours=1)  # an older first key belongs to a draft nobody sent
COUNTED = ("dead", "missing", "trapped", "serious_injured", "injured")
TOLD = ("110", "119", "120")

Count = Annotated[Annotated[int, Field(ge=0, le=FIGURE_MAX)] | None, Blank]
YesNo = Annotated[bool | None, Blank]


class Intake(BaseModel):
    """Every field may be blank: blank is unknown, 0 is confirmed none.

    `picked_up`: when the first key was pressed, by the office's time in the browser.
    """

    what: Text = ""
    place: Word = ""
    occurred: Word = ""
    received: Word = ""
    picked_up: Annotated[Instant | None, Blank] = None
    klass: IncidentClass = IncidentClass.UNKNOWN
    channel: Channel = Channel.PHONE
    line: Word = ""
    caller_unit: Annotated[UUID | None, Blank] = None
    caller_name: Word = ""
    caller_post: Word = ""
    call_back: Word = ""
    dead: Count = None
    missing: Count = None
    trapped: Count = None
    serious_injured: Count = None
    injured: Count = None
    developing: YesNo = None
    told: list[Word] = []
    told_department: Word = ""
    same_as: Annotated[UUID | None, Blank] = None
    filed_as: Annotated[Literal["information", "noise"] | None, Blank] = None
    reason: Text = ""

    def command(self, now: datetime, known: Iterable[Township]) -> TakeCall:
        received = self._received(now)
        return TakeCall(
            received=received,
            heard=self._heard(received, now, known),
            channel=self.channel,
            line=self.line,
            caller_unit=self.caller_unit,
            caller_post=self.caller_post,
            caller_name=self.caller_name,
            call_back=self.call_back,
            same_as=self.same_as,
            filed_as=Outcome(self.filed_as) if self.filed_as else None,
            reason=self.reason,
        )

    def _received(self, now: datetime) -> WorldTime:
        """As typed; else when the first key was pressed; else now."""
        if typed := world_time(self.received, now, Basis.ORAL):
            return typed
        first = self.picked_up
        believed = first is not None and now - PICKED_UP_MAX <= first <= now
        return moment(first if believed and first else now, Basis.KEY_PRESS)

    def _heard(self, received: WorldTime, now: datetime, known: Iterable[Township]) -> Heard:
        return Heard(
            what=self.what.strip(),
            klass=self.klass,
            place=place_of(self.place, known),
            occurred=world_time(self.occurred, now, Basis.ORAL),
            facts=self._facts(received),
            still_developing=self.developing,
            already_told=told_to(self.told, self.told_department),
        )

    def _facts(self, as_of: WorldTime) -> tuple[Fact, ...]:
        counted = {Figure(name): getattr(self, name) for name in COUNTED}
        return tuple(
            Fact(figure=figure, value=value, as_of=as_of)
            for figure, value in counted.items()
            if value is not None
        )


def told_to(ticked: Iterable[str], department: str) -> tuple[str, ...]:
    """Who knows already: the numbers ticked, and the department named."""
    return tuple(one for one in (*ticked, department.strip()) if one)
