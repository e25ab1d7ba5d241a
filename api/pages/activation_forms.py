"""What the forms of a response hold; each names the leader whose word it is, when somebody else types it."""

from __future__ import annotations

from itertools import zip_longest
from typing import Annotated
from uuid import UUID

from fastapi import Form
from pydantic import BaseModel, Field

from api.pages.activating import ROWS_MAX, Rows
from api.typed import Blank, Seen, Text, Word
from contingency_plans.activation_events import LeftOver
from domain.incident_marks import ResponseLevel

Texts = Annotated[list[Text], Field(max_length=ROWS_MAX)]


class Refusal(BaseModel):
    reason: Text = ""
    by: Annotated[UUID | None, Blank] = None


class Adjustment(BaseModel):
    response_level: ResponseLevel
    reason: Text = ""
    at: Word = ""
    by: Annotated[UUID | None, Blank] = None
    pin: Word = ""
    seen: Seen = None


class Ending(BaseModel):
    """`fulfilled`: conditions of the text that were ticked; `cards` and `reasons` belong together row by row."""

    fulfilled: Texts = []
    words: Text = ""
    cards: Rows = []
    reasons: Texts = []
    at: Word = ""
    by: Annotated[UUID | None, Blank] = None
    pin: Word = ""

    @property
    def said(self) -> str:
        return "；".join(one.strip() for one in (*self.fulfilled, self.words) if one.strip())

    @property
    def left_over(self) -> tuple[LeftOver, ...]:
        rows = zip_longest(self.cards, self.reasons, fillvalue="")
        return tuple(
            LeftOver(card=card, reason=reason.strip()) for card, reason in rows if reason.strip()
        )


class Evaluation(BaseModel):
    """`findings`: one a line."""

    worked: Text = ""
    failed: Text = ""
    findings: Text = ""
    at: Word = ""

    @property
    def found(self) -> tuple[str, ...]:
        return tuple(one.strip() for one in self.findings.splitlines() if one.strip())


RefusalForm = Annotated[Refusal, Form()]
AdjustmentForm = Annotated[Adjustment, Form()]
EndingForm = Annotated[Ending, Form()]
EvaluationForm = Annotated[Evaluation, Form()]
