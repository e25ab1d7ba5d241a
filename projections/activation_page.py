"""一次响应的记录: which version said what, who decided it when, how each card and each unit stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from contingency_plans.activation_events import FrozenCard
from contingency_plans.plan_clock import PlanClock, plan_clock_id
from contingency_plans.plan_text import cards_at
from contingency_plans.plan_words import PlanClockKind
from domain.actors import Sealed
from domain.tasking import Tasking
from domain.times import WorldTime
from domain.words import Channel
from projections.activations import ActivationRow
from projections.history_lines import HistoryLine, Name, history_lines
from projections.incident_file import IncidentFile
from projections.plans import PlanClockRow


class CardShown(NamedTuple):
    """A card as frozen, its clock if it was ever asked, and whether the standing level asks for it."""

    card: FrozenCard
    clock_id: UUID
    clock: PlanClock | None
    by: str
    asked: bool
    owner: str


class UnitShown(NamedTuple):
    """`told`: how and when, as often as it was; `tasking`: whether they have it."""

    unit: UUID
    name: str
    told: tuple[tuple[Channel, WorldTime], ...]
    tasking: UUID
    state: Tasking | None

    @property
    def counterpart(self) -> Sealed | None:
        return self.state.counterpart if self.state else None


class ActivationPage(NamedTuple):
    """`by`: who did it, by the topic of what was done."""

    id: UUID
    row: ActivationRow
    by: dict[str, str]
    cards: tuple[CardShown, ...]
    units: tuple[UnitShown, ...]
    history: tuple[HistoryLine, ...]

    @property
    def open_cards(self) -> tuple[CardShown, ...]:
        return tuple(one for one in self.cards if one.clock and one.clock.open)


def activation_page(
    row: ActivationRow, file: IncidentFile, clocks: Mapping[UUID, PlanClockRow], name: Name
) -> ActivationPage:
    cards = _cards(row, clocks, name)
    streams = {row.id, *(one.clock_id for one in cards)}
    told = [one for one in file.history if one.originator_id in streams]
    return ActivationPage(
        id=row.id,
        row=row,
        by={topic: name(UUID(who)) for topic, who in row.by.items()},
        cards=cards,
        units=_units(row, file, name),
        history=history_lines(reversed(told), name),
    )


def _cards(
    row: ActivationRow, clocks: Mapping[UUID, PlanClockRow], name: Name
) -> tuple[CardShown, ...]:
    """Those that are asked first, in the order in which they are due."""
    started = row.activation.started
    if started is None:
        return ()
    asked = cards_at(started.cards, row.activation.response_level)
    others = (one for one in started.cards if one not in asked)
    return tuple(_card(row.id, one, clocks, name, one in asked) for one in (*asked, *others))


def _card(
    activation: UUID,
    card: FrozenCard,
    clocks: Mapping[UUID, PlanClockRow],
    name: Name,
    asked: bool,
) -> CardShown:
    id = plan_clock_id(activation, PlanClockKind.CARD, card.id)
    found = clocks.get(id)
    by = name(UUID(found.by)) if found and found.by else ""
    owner = card.owner_unit or card.owner_person
    return CardShown(
        card=card,
        clock_id=id,
        clock=found.clock if found else None,
        by=by,
        asked=asked,
        owner=name(owner) if owner else "",
    )


def _units(row: ActivationRow, file: IncidentFile, name: Name) -> tuple[UnitShown, ...]:
    started = row.activation.started
    return tuple(
        UnitShown(
            unit=one.unit,
            name=name(one.unit),
            told=tuple((t.channel, t.told) for t in row.activation.told if t.unit == one.unit),
            tasking=one.tasking,
            state=file.taskings.get(one.tasking),
        )
        for one in (started.notified if started else ())
    )
