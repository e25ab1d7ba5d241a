"""恢复: the log goes on from a copy as a new epoch; what is missing is made known, number by number."""

from __future__ import annotations

from uuid import UUID

from desk.draft import Draft
from domain import office as offices
from domain import restoration as restorations
from domain import series as numbers
from domain.kernel import Value
from domain.restoration import NothingRestored, OfficeRestored


class RestoreOffice(Value):
    """`restored`: from which copy; its epoch is given here."""

    restored: OfficeRestored
    reason: str


class AcknowledgeRestoration(Value):
    words: str


class TellLostNumbers(Value):
    """`last`: the last number of the series that paper shows."""

    series: str
    year: int
    last: int
    words: str


class RestorationAnswer(Value):
    epoch: int


def restore_office(draft: Draft, restoring: RestoreOffice) -> RestorationAnswer:
    id = _office(draft)
    office = draft.require(id, offices.evolve)
    events = offices.restore(office, reason=restoring.reason, restored=restoring.restored)
    draft.record(id, events)
    return RestorationAnswer(epoch=draft.require(id, offices.evolve).epoch)


def acknowledge_restoration(draft: Draft, telling: AcknowledgeRestoration) -> RestorationAnswer:
    id = _office(draft)
    office = draft.require(id, offices.evolve)
    draft.record(id, restorations.acknowledge(office.restoration, words=telling.words))
    return RestorationAnswer(epoch=office.epoch)


def tell_lost_numbers(draft: Draft, telling: TellLostNumbers) -> RestorationAnswer:
    """Raises NothingRestored, NumberOnRecord, TooManyLost."""
    office = draft.register.office
    if office.restoration is None:
        raise NothingRestored
    id = numbers.series_id(office.store_id, telling.series, telling.year)
    series = draft.load(id, numbers.evolve)
    told = numbers.tell_lost(
        series, name=telling.series, year=telling.year, last=telling.last, words=telling.words
    )
    draft.record(id, told)
    return RestorationAnswer(epoch=office.epoch)


def _office(draft: Draft) -> UUID:
    return offices.office_id(draft.register.office.store_id)
