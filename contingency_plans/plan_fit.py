"""预案适用: one matter held against every plan and text: of what kind it is, and what speaks for and against each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from contingency_plans.freshness import AGED_AFTER_YEARS, is_aged, years_after
from contingency_plans.plan import Plan
from contingency_plans.plan_events import PlanVersion
from contingency_plans.plan_text import PlanText, ResponseCondition
from contingency_plans.plan_words import PlanType
from contingency_plans.required import is_of
from contingency_plans.response_rules import KindIndex, ResponseRules
from domain.facts import Figure
from domain.incident_marks import ResponseLevel
from domain.incident_plans import Fit, FitReason, Unfit
from domain.thresholds import Condition, Measure, count
from domain.words import IncidentClass, Level, Tier
from domain.working_days import BEIJING


class Matter(NamedTuple):
    """An incident as far as plans ask about it. `words`: its title; `places`: the names of the office's region."""

    klass: IncidentClass
    subtype: str
    level: Level
    words: str
    figures: Mapping[Figure, int]
    places: tuple[str, ...]
    tier: Tier


class PlanProposal(NamedTuple):
    """`text`: of the version, or the one of its kind that the library has; `response`: what its conditions say."""

    held: Plan | None
    version: PlanVersion | None
    text: PlanText | None
    fits: tuple[FitReason, ...]
    unfit: tuple[Unfit, ...]

    @property
    def title(self) -> str:
        return self.held.profile.title if self.held else self.text.title if self.text else ""

    @property
    def response(self) -> ResponseLevel | None:
        return next((one.response for one in self.fits if one.response), None)


class Seeker:
    """One matter held against every plan and text."""

    def __init__(
        self, matter: Matter, texts: tuple[PlanText, ...], rules: ResponseRules, today: date
    ) -> None:
        self._matter, self._rules, self._today = matter, rules, today
        self._index = KindIndex(rules.kinds)
        self._kinds = self._index.kinds_in(matter.words, (matter.subtype,))
        self._texts = {one.id: one for one in texts}
        self.fitting = tuple(one for one in texts if self._kind_of_text(one))
        self._ladder = tuple(self._rung())

    def plan(self, held: Plan) -> PlanProposal | None:
        """None: it is of another kind, another place, or given up."""
        profile = held.profile
        overall = profile.type is PlanType.OVERALL
        kind = None if overall else self._kind(profile.title, profile.subtypes, profile.classes)
        if held.withdrawn or not self._is_ours(held) or not (kind or overall):
            return None
        version = held.current(self._today)
        text = self._text_of(version, kind) if kind else None
        known = (*self._of_plan(held, version), *self._of_text(text), *self._ladder)
        first = FitReason(fit=Fit.OVERALL) if overall else kind
        assert first is not None
        more = (one for one in known if one.fit is not first.fit)
        return PlanProposal(held, version, text, (first, *more), self._unfit(held, version))

    def alone(self, text: PlanText) -> PlanProposal:
        kind = self._kind_of_text(text)
        assert kind is not None
        return PlanProposal(None, None, text, (kind, *self._of_text(text), *self._ladder), ())

    def _kind_of_text(self, text: PlanText) -> FitReason | None:
        """By its own words first: they are those of people who are afraid, not of a register."""
        if word := next((one for one in text.words if one in self._matter.words), None):
            return FitReason(fit=Fit.KIND, words=word)
        title = "" if text.subtypes else text.title  # 森林火灾 speaks of 火灾 as well
        found = self._kind(title, text.subtypes, text.classes)
        return found if found and found.fit is Fit.KIND else None

    def _kind(
        self, title: str, subtypes: tuple[str, ...], classes: tuple[IncidentClass, ...]
    ) -> FitReason | None:
        """Of one kind with it; where either names none, of one class."""
        kinds = self._index.kinds_in(title, subtypes)
        shared = next((one for one in self._kinds if one in kinds), None)
        if shared:
            return FitReason(fit=Fit.KIND, words=self._kinds[shared])
        if (self._kinds and kinds) or self._matter.klass not in classes:
            return None
        return FitReason(fit=Fit.CLASS)

    def _is_ours(self, plan: Plan) -> bool:
        """Another place's plan is that place's to start; of one that names no place it is taken that it is ours."""
        return not plan.profile.jurisdiction or is_of(plan.profile, self._matter.places)

    def _text_of(self, version: PlanVersion | None, kind: FitReason | None) -> PlanText | None:
        """The version's own; else that of its kind, for want of better."""
        own = self._texts.get(version.library) if version else None
        of_kind = kind and kind.fit is Fit.KIND
        return own or next(iter(self.fitting if of_kind else ()), None)

    def _of_plan(self, plan: Plan, version: PlanVersion | None) -> Iterator[FitReason]:
        if self._matter.klass in plan.profile.classes:
            yield FitReason(fit=Fit.CLASS)
        if plan.profile.jurisdiction:
            yield FitReason(fit=Fit.JURISDICTION, words=plan.profile.jurisdiction)
        if version and len(plan.versions) > 1:
            yield FitReason(fit=Fit.NEWEST, words=version.doc_no or version.label)
        since = years_after(self._today, -AGED_AFTER_YEARS)
        if any(one.held.earliest.astimezone(BEIJING).date() >= since for one in plan.exercised):
            yield FitReason(fit=Fit.EXERCISED)

    def _of_text(self, text: PlanText | None) -> Iterator[FitReason]:
        if text is None:
            return
        if self._matter.level in text.levels:
            yield FitReason(fit=Fit.LEVEL, words=self._matter.level)
        reached = (self._reached(one) for one in _gravest_first(text.conditions))
        yield from [one for one in reached if one][:1]

    def _reached(self, condition: ResponseCondition) -> FitReason | None:
        """By a figure as it stands; else by the level that was decided."""
        for one in condition.figures:
            if met := self._met(one):
                measure, number = met
                return FitReason(
                    fit=Fit.CONDITION,
                    words=condition.words,
                    response=condition.level,
                    measure=measure,
                    count=number,
                )
        if self._matter.level in condition.levels:
            return FitReason(fit=Fit.CONDITION, words=condition.words, response=condition.level)
        return None

    def _met(self, condition: Condition) -> tuple[Measure, int] | None:
        counts = {one: count(one, self._matter.figures) for one in condition}
        if not counts or any((counts[one] or 0) < least for one, least in condition.items()):
            return None
        return next((one, number) for one, number in counts.items() if number is not None)

    def _rung(self) -> Iterator[FitReason]:
        rung = self._rules.rung(self._matter.level, self._matter.subtype)
        if rung and rung.must(self._matter.tier):
            yield FitReason(fit=Fit.LADDER, words=rung.source)

    def _unfit(self, plan: Plan, version: PlanVersion | None) -> tuple[Unfit, ...]:
        if version is None:
            gone = {one.version for one in plan.replaced}
            issued = [one for one in plan.versions if not one.draft]
            all_gone = bool(issued) and all(one.id in gone for one in issued)
            return (Unfit.REPLACED if all_gone else Unfit.NO_VERSION,)
        return (Unfit.OLD,) if is_aged(version, self._today) else ()


def _gravest_first(conditions: Iterable[ResponseCondition]) -> list[ResponseCondition]:
    order = list(ResponseLevel)
    return sorted(conditions, key=lambda one: order.index(one.level))
