"""规则册: the rules in force at this office, in order, under one hash; adopted whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

import msgspec

from domain.breach_kinds import BreachWords
from domain.escalation_policy import EscalationPolicy
from domain.kernel import Event, Refused, Value, name_id
from domain.ring_manners import RingManners
from domain.rule import Rule
from domain.thresholds import Levels


class RuleBook(Value):
    rules: tuple[Rule, ...]
    policies: tuple[EscalationPolicy, ...] = ()
    manners: RingManners = RingManners()
    levels: Levels = Levels()
    breaches: BreachWords = BreachWords()

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


def book_of(
    rules: Iterable[Rule],
    policies: Iterable[EscalationPolicy] = (),
    manners: RingManners | None = None,
    levels: Levels | None = None,
    breaches: BreachWords | None = None,
) -> RuleBook:
    """One book of these rules. With policies given, every rule must find the one it names."""
    book = RuleBook(
        rules=tuple(rules),
        policies=tuple(policies),
        manners=manners or RingManners(),
        levels=levels or Levels(),
        breaches=breaches or BreachWords(),
    )
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
