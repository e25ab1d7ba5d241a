"""废止与替代: which version of the register another one takes the place of: by number, by what its status says, by date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple
from uuid import UUID

from contingency_plans.doc_number import NumberNamed, names, numbers_named, year_of
from contingency_plans.plan import Plan
from contingency_plans.plan_entry import about
from contingency_plans.plan_events import PlanVersion, PlanVersionReplaced
from contingency_plans.plan_status import PlanStatus, TextsNamed, read_status
from contingency_plans.plan_titles import label_year


class Replacement(NamedTuple):
    """`by`: the version that takes its place, of whichever plan; None: nobody says which."""

    plan: UUID
    version: UUID
    by: UUID | None
    on: date | None
    words: str

    @property
    def event(self) -> PlanVersionReplaced:
        return PlanVersionReplaced(version=self.version, by=self.by, on=self.on, words=self.words)


class Replacements(NamedTuple):
    """`undecided`: what a version says it replaces, and more than one answers to."""

    found: tuple[Replacement, ...]
    undecided: tuple[tuple[UUID, str], ...]


class _Place(NamedTuple):
    plan: Plan
    version: PlanVersion
    status: PlanStatus


def replacements(plans: Iterable[Plan]) -> Replacements:
    """What is not on record yet; each version once, by what is said surest: a number, then a status, then dates."""
    standing = (one for one in plans if not one.withdrawn)
    places = [_Place(one, v, read_status(v.status)) for one in standing for v in one.versions]
    index = _Index(places)
    found: dict[UUID, Replacement] = {}
    for one in (*_abolished(places, index), *_said(places, index), *_overtaken(places)):
        found[one.version] = _better(found[one.version], one) if one.version in found else one
    recorded = {one.version: one.by for place in places for one in place.plan.replaced}
    news = (one for one in found.values() if _is_news(one, recorded))
    return Replacements(tuple(news), tuple(dict.fromkeys(index.undecided)))


class _Index:
    """Versions by the year and number they bear, and beside each other in one plan."""

    def __init__(self, places: list[_Place]) -> None:
        self._numbered: dict[tuple[str, str], list[_Place]] = defaultdict(list)
        self._beside: dict[UUID, list[_Place]] = defaultdict(list)
        self.undecided: list[tuple[UUID, str]] = []
        for place in places:
            self._beside[place.plan.id].append(place)
            for said in numbers_named(place.version.doc_no):
                self._numbered[said.year, said.number].append(place)

    def find(self, named: TextsNamed, near: _Place) -> Iterator[_Place]:
        for said in named.numbers:
            yield from self._one(self._bearing(said, near), near, named.words)
        for year in named.years:
            editions = [one for one in self._of_plan(near) if _year(one.version) == year]
            yield from self._one(editions, near, named.words)

    def _bearing(self, said: NumberNamed, near: _Place) -> list[_Place]:
        """Several plans may bear one number: the plan's own is meant, if it has one."""
        same = self._numbered[said.year, said.number]
        bearing = [
            one
            for one in same
            if one.version is not near.version and names(said, one.version.doc_no)
        ]
        own = [one for one in bearing if one.plan is near.plan]
        return own or bearing

    def _of_plan(self, near: _Place) -> list[_Place]:
        return [one for one in self._beside[near.plan.id] if one.version is not near.version]

    def _one(self, found: list[_Place], near: _Place, words: str) -> Iterator[_Place]:
        if len(found) > 1:
            self.undecided.append((near.version.id, words))
        elif found:
            yield found[0]


def _abolished(places: list[_Place], index: _Index) -> Iterator[Replacement]:
    """X号同时废止: the other, on the day this one was issued; a draft does away with nothing."""
    for place in places:
        if place.version.draft:
            continue
        for named in place.status.abolishes:
            for other in index.find(named, place):
                yield _replaced(other, place.version, named.words)


def _said(places: list[_Place], index: _Index) -> Iterator[Replacement]:
    """已废止, 废止日期2023-10-16, 被2018版废止."""
    for place in places:
        if place.status.over:
            newer = [other for named in place.status.by for other in index.find(named, place)]
            by = newer[0].version if newer else None
            found = _replaced(place, by, place.status.over_words)
            yield found._replace(on=place.status.over_on or found.on)


def _overtaken(places: list[_Place]) -> Iterator[Replacement]:
    """By the next newer version of the same plan; a draft overtakes nothing."""
    of_plan: dict[UUID, list[tuple[date, _Place]]] = defaultdict(list)
    for place in places:
        day = about(place.version)
        if day and not place.version.draft:
            of_plan[place.plan.id].append((day, place))
    for versions in of_plan.values():
        versions.sort(key=lambda one: one[0])
        for (day, older), (later, newer) in pairwise(versions):
            if day < later:
                yield _replaced(older, newer.version, "")


def _replaced(older: _Place, by: PlanVersion | None, words: str) -> Replacement:
    on = by.dated.first if by and by.dated else None  # from when the other is in force itself
    return Replacement(
        plan=older.plan.id,
        version=older.version.id,
        by=by.id if by else None,
        on=on,
        words=words,
    )


def _better(known: Replacement, found: Replacement) -> Replacement:
    """What the surer word leaves open, the other may fill in."""
    by = known.by or found.by
    on = known.on or (found.on if by == found.by else None)
    return known._replace(by=by, on=on, words=known.words or found.words)


def _is_news(one: Replacement, recorded: dict[UUID, UUID | None]) -> bool:
    """On record without its successor, it is told again when the successor is known."""
    if one.version not in recorded:
        return True
    return recorded[one.version] is None and one.by is not None


def _year(version: PlanVersion) -> int | None:
    """The edition's year: by its label, its number, its day."""
    day = about(version)
    return label_year(version.label) or year_of(version.doc_no) or (day.year if day else None)
