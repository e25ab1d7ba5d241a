"""漏项: an element that every report had to give, and that none of the written ones gave to the end. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from domain.answering import IN_WRITING
from domain.breach import BreachKind, BreachSuspected, Ground
from domain.elements import given, owed, special
from domain.network import Network
from domain.silence import words_up
from domain.situation import MadeReport, Situation
from domain.words import Stage


def left_out(situation: Situation, network: Network) -> Iterator[BreachSuspected]:
    """Judged once a unit has made its final report, by its own papers: words told by phone hold no headings."""
    for unit in dict.fromkeys(one.entity for one in situation.reports):
        entry = network.get(unit)
        words = words_up(situation, entry, network) if entry else ()
        papers = [one for one in words if one.channel in IN_WRITING and given(one.text)]
        if any(one.stage is Stage.FINAL for one in papers) and _never_given(situation, papers):
            yield _charge(situation, papers)


def _never_given(situation: Situation, papers: list[MadeReport]) -> bool:
    more = special(situation.incident.klass, situation.incident.subtype)
    return bool(owed([(Stage.FINAL, one.text) for one in papers], more))


def _charge(situation: Situation, papers: list[MadeReport]) -> BreachSuspected:
    last = papers[-1]
    return BreachSuspected(
        incident=situation.incident.id,
        obligor=last.entity,
        recipient=last.recipient,
        kind=BreachKind.OMITTED,
        grounds=(Ground.ELEMENT_MISSING,),
        deadline=None,
        rule="",
        evidence=tuple(one.id for one in papers),
        on_assumption=False,
    )
