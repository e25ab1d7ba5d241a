"""回执密钥: the public key that receipts are checked with stands in the log, and so does each change of it."""

from __future__ import annotations

from uuid import UUID

from domain.kernel import Event, Value, name_id


class ReceiptKeyPublished(Event):
    """The first one. `public`: Ed25519, base64."""

    TOPIC = "receipt-key.published"
    public: str


class ReceiptKeyRotated(Event):
    """Both keys signed for the change, base64: whoever holds one of them alone cannot make it."""

    TOPIC = "receipt-key.rotated"
    public: str
    by_old: str
    by_new: str


class ReceiptKeyReplaced(Event):
    """The key before it is gone, so nothing but this log vouches for the new one."""

    TOPIC = "receipt-key.replaced"
    public: str


class ReceiptKey(Value):
    """`earlier`: those that receipts of before are checked with."""

    public: str
    earlier: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.earlier, self.public)


def receipt_key_id(store: UUID) -> UUID:
    return name_id(store, "receipt-key")


def evolve(known: ReceiptKey | None, happened: Event) -> ReceiptKey:
    match happened:
        case ReceiptKeyPublished(public=public):
            return ReceiptKey(public=public)
        case ReceiptKeyRotated(public=public) | ReceiptKeyReplaced(public=public) if known:
            return ReceiptKey(public=public, earlier=known.all)
    raise TypeError(f"{happened!r} is no receipt key's")


def publish(known: ReceiptKey | None, *, public: str) -> list[Event]:
    """At every start: the same key is published once, another one is said to be another."""
    if known is None:
        return [ReceiptKeyPublished(public=public)]
    return [] if known.public == public else [ReceiptKeyReplaced(public=public)]


def rotate(known: ReceiptKey, *, public: str, by_old: str, by_new: str) -> list[Event]:
    """Done again it is done."""
    if known.public == public:
        return []
    return [ReceiptKeyRotated(public=public, by_old=by_old, by_new=by_new)]
