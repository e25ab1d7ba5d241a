"""The rule book a replay goes by: the shipped rules on every hop of the ladder, and the file's own rule."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from api.cases.shapes import Case, LocalRule
from desk.founding import shipped_book
from domain.rule import (
    AppliesTo,
    Bindingness,
    Citation,
    ClockStart,
    Confidence,
    EntitySelector,
    Form,
    Rule,
    RuleStatus,
    covers,
)
from domain.rulebook import RuleBook, book_of
from domain.words import IncidentClass, Level, Line, RecipientRole, Stage, Tier, UnitKind

PRESETS = ("wuhan",)
GOVERNMENTS = EntitySelector(
    kinds=(UnitKind.GOVERNMENT,), tiers=(Tier.TOWNSHIP, Tier.COUNTY, Tier.CITY)
)
DEPARTMENTS = EntitySelector(
    kinds=(UnitKind.DEPARTMENT,), tiers=(Tier.COUNTY, Tier.CITY, Tier.PROVINCE)
)
ENTERPRISES = EntitySelector(kinds=(UnitKind.ENTERPRISE,))

UP = (RecipientRole.UPPER_GOVERNMENT, RecipientRole.REPORTED_TO)
STEPS = {  # who owes a step up by a rule that names only a limit, and to whom
    "UNIT": (ENTERPRISES, (RecipientRole.LOCAL_REGULATOR, RecipientRole.REPORTED_TO)),
    "DEPARTMENT": (
        DEPARTMENTS,
        (
            RecipientRole.UPPER_DEPARTMENT,
            RecipientRole.OWN_GOVERNMENT,
            RecipientRole.REPORTED_TO,
        ),
    ),
    "GOVERNMENT": (GOVERNMENTS, UP),
}
REACH = dict.fromkeys(Level, Tier.PROVINCE)  # no place's own rule orders what the centre is told
STARTS = {"occurred": ClockStart.OCCURRED, "learned": ClockStart.LEARNED}


def book_for(case: Case) -> RuleBook:
    """Today's rules whatever the year: most files name none, and their findings fit these."""
    shipped = shipped_book(PRESETS)
    national = [_on_every_hop(rule) for rule in shipped.rules if rule.preset is None]
    named = _named_by(case.local_rule) if case.local_rule else ()
    local = (rule for rule in shipped.rules if rule.preset and not _stricter(rule, case.local_rule))
    steps = [step for rule in local for step in _steps(rule)]
    if not any(_binds_units(rule, case) for rule in national):
        steps += [_step_of_units(rule) for rule in steps if rule.reporting_entity == (GOVERNMENTS,)]
    return book_of([*named, *national, *steps], shipped.policies)


def _binds_units(rule: Rule, case: Case) -> bool:
    """Whether the law itself gives the unit where it happened so and so long."""
    bound = any(UnitKind.ENTERPRISE in who.kinds for who in rule.reporting_entity)
    unknown = Level.UNKNOWN
    speaks = covers(rule, klass=case.category, subtype=case.subtype, level=unknown)
    return bound and speaks and rule.limit is not None and rule.confirmed


def _on_every_hop(rule: Rule) -> Rule:
    """Whoever was told in place of the recipient the law names, or over its head, was told by then."""
    if rule.form is not Form.CLOCK or rule.stage is not Stage.FIRST or rule.limit is None:
        return rule
    roles = (*rule.recipients, RecipientRole.REPORTED_TO)
    return replace(rule, recipients=tuple(dict.fromkeys(roles)))


def _stricter(rule: Rule, named: LocalRule | None) -> bool:
    """Another place's rule, where the case's own place gave more time."""
    return named is not None and rule.limit is not None and rule.limit < named.limit


def _steps(rule: Rule) -> Iterator[Rule]:
    """A city's rule for those right below it stands for the rules of every rung, one step each."""
    yield replace(rule, reporting_entity=(GOVERNMENTS,), recipients=UP, reach=REACH)
    yield replace(
        rule,
        id=f"{rule.id}-DEPARTMENT",
        reporting_entity=(DEPARTMENTS,),
        recipients=(RecipientRole.OWN_GOVERNMENT,),
    )


def _step_of_units(rule: Rule) -> Rule:
    """Where the law names no limit for the unit where it happened, a place's own rule stands in."""
    return replace(
        rule,
        id=f"{rule.id}-UNIT",
        reporting_entity=(ENTERPRISES,),
        recipients=(RecipientRole.OWN_GOVERNMENT,),
        reach={},
    )


def _named_by(local: LocalRule) -> Iterator[Rule]:
    """A limit and a start, owed on each hop by whoever reports upward."""
    every = AppliesTo(classes=tuple(IncidentClass), levels=tuple(Level))
    for step, (entity, recipients) in STEPS.items():
        yield Rule(
            id=f"LOCAL-{step}",
            name="案例所载当地规定",
            line=Line.WORK_SAFETY,
            applies_to=every,
            reporting_entity=(entity,),
            recipients=recipients,
            reach=REACH,
            stage=Stage.FIRST,
            clock_start=STARTS[local.starts_at],
            limit=local.limit,
            bindingness=Bindingness.SHALL,
            escalation_policy="none",
            citation=Citation(document=local.source),
            confidence=Confidence.Q_MIR,
            status=RuleStatus.LOCAL,
        )
