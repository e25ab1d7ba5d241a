"""规则册: the rules in force at this office, in order, under one hash; adopted whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

import msgspec

from domain.escalation_policy import EscalationPolicy
from domain.kernel import Event, Refused, Value, name_id
from domain.ring_manners import RingManners, fault
from domain.rule import ClockStart, Form, Rule, covers
from domain.rule_text import Page, RuleError, read_page
from domain.words import IncidentClass, Level

NOT_COUNTED_YET = frozenset({ClockStart.THRESHOLD_REACHED, ClockStart.LOCAL_HOUR})


class RulesFile(Value):
    """What stands in one rules file."""

    title: str
    rules: tuple[Rule, ...]
    preset: str | None = None


class PoliciesFile(Value):
    """Whom to wake when and how, and how often anybody may be rung."""

    policies: tuple[EscalationPolicy, ...]
    manners: RingManners = RingManners()


class RuleBook(Value):
    rules: tuple[Rule, ...]
    policies: tuple[EscalationPolicy, ...] = ()
    manners: RingManners = RingManners()

    @property
    def text(self) -> str:
        """The whole book as canonical JSON: what the hash covers and what history keeps."""
        return msgspec.json.encode(self, order="sorted").decode()

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    def get(self, rule: str) -> Rule | None:
        return next((one for one in self.rules if one.id == rule), None)

    def policy(self, id: str) -> EscalationPolicy | None:
        return next((one for one in self.policies if one.id == id), None)

    def applicable(self, *, klass: IncidentClass, subtype: str, level: Level) -> tuple[Rule, ...]:
        """The rules that speak of such an incident, in the book's order."""
        return tuple(
            rule for rule in self.rules if covers(rule, klass=klass, subtype=subtype, level=level)
        )


class RuleTwice(Refused):
    """规则编号重复"""

    EN: ClassVar[str] = "Two rules have the same id"


class PolicyMissing(Refused):
    """规则引用的升级方案不存在"""

    EN: ClassVar[str] = "A rule names an escalation policy that is not there"


class RuleBookAdopted(Event):
    """Clocks start by this book from now on; running ones keep theirs. `text` is all of it."""

    TOPIC = "rule-book.adopted"
    hash: str
    name: str
    presets: tuple[str, ...]
    rule_count: int
    text: str


class Adopted(Value):
    hash: str


def parse_rules(text: str, name: str) -> tuple[Rule, ...]:
    """The rules of one file. Raises RuleError, which names the file and the line."""
    page = read_page(text, name)
    written = page.read_as(RulesFile)
    for number, rule in enumerate(written.rules):
        _check(page, number, rule)
        if any(rule.id == earlier.id for earlier in written.rules[:number]):
            raise page.error(f"rule {rule.id} stands here twice", "rules", number, "id")
    return tuple(
        msgspec.structs.replace(rule, preset=rule.preset or written.preset)
        for rule in written.rules
    )


def parse_policies(text: str, name: str) -> PoliciesFile:
    """Raises RuleError, which names the file and the line."""
    page = read_page(text, name)
    written = page.read_as(PoliciesFile)
    if found := fault(written.manners):
        field, why = found
        raise page.error(f"{field} {why}", "manners", field)
    return written


def book_of(
    rules: Iterable[Rule],
    policies: Iterable[EscalationPolicy] = (),
    manners: RingManners | None = None,
) -> RuleBook:
    """One book of these rules. With policies given, every rule must find the one it names."""
    kept = manners or RingManners()
    book = RuleBook(rules=tuple(rules), policies=tuple(policies), manners=kept)
    ids = [rule.id for rule in book.rules]
    for rule in book.rules:
        if ids.count(rule.id) > 1:
            raise RuleTwice(rule.id)
        if book.policies and book.policy(rule.escalation_policy) is None:
            raise PolicyMissing(rule.id, rule.escalation_policy)
    return book


def book_id(office: UUID) -> UUID:
    return name_id(office, "rule-book")


def adopted_book(happened: RuleBookAdopted) -> RuleBook:
    """The book as history carries it."""
    return msgspec.json.decode(happened.text, type=RuleBook)


def evolve(_: Adopted | None, happened: Event) -> Adopted:
    match happened:
        case RuleBookAdopted(hash=hash):
            return Adopted(hash=hash)
    raise TypeError(f"{happened!r} is no rule book's")


def adopt(
    adopted: Adopted | None, *, book: RuleBook, presets: tuple[str, ...] = (), name: str = ""
) -> list[Event]:
    """The same book adopted again is the same book."""
    if adopted and adopted.hash == book.hash:
        return []
    count = len(book.rules)
    return [
        RuleBookAdopted(
            hash=book.hash, name=name, presets=presets, rule_count=count, text=book.text
        )
    ]


def _check(page: Page, number: int, rule: Rule) -> None:
    """What the shape of the data cannot say."""
    where = ("rules", number)
    if rule.clock_start in NOT_COUNTED_YET:
        raise page.error(f"no clock starts at {rule.clock_start} yet", *where, "clock_start")
    if (rule.form is Form.CADENCE) != (rule.clock_start is ClockStart.REPORT_MADE):
        raise page.error("a cadence, and only a cadence, counts from report_made", *where)
    for needed in ("classes", "levels"):
        if not getattr(rule.applies_to, needed):
            raise page.error(f"{needed} is empty", *where, "applies_to", needed)
    if not rule.recipients:
        raise page.error("recipients is empty", *where, "recipients")
    if rule.limit is not None and rule.limit_seconds < 1:
        raise page.error("a limit is one second or more", *where, "limit")
    _check_days(page, number, rule)


def _check_days(page: Page, number: int, rule: Rule) -> None:
    if rule.valid_from and rule.valid_to and rule.valid_to < rule.valid_from:
        raise page.error("valid_to lies before valid_from", "rules", number, "valid_to")


__all__ = [
    "PoliciesFile",
    "RuleBook",
    "RuleBookAdopted",
    "RuleError",
    "RulesFile",
    "adopt",
    "adopted_book",
    "book_id",
    "book_of",
    "evolve",
    "parse_policies",
    "parse_rules",
]
