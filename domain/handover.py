"""交接班: what one shift hands to the next, item by item; signed by both, or nobody is relieved."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from msgspec.structs import replace

from domain.kernel import Event, Value, name_id
from domain.times import WorldTime


class ItemKind(StrEnum):
    """What is handed over."""

    INCIDENT = "incident"  # 在办事件
    CLOCK = "clock"  # 未了时限
    RING = "ring"  # 未应答叫应
    DRAFT = "draft"  # 未发报告
    INSTRUCTION = "instruction"  # 领导批示
    TASKING = "tasking"  # 交办事项
    INK = "ink"  # 待补签
    CHANNEL = "channel"  # 通道故障
    DOUBT = "doubt"  # 时钟异常
    RESTORATION = "restoration"  # 恢复后未核对
    SUMMARY = "summary"  # 本班概况
    ABSENCE = "absence"  # 未到岗
    DESK_DUTY = "desk_duty"  # 值班事务
    NOTE = "note"  # 待交记事
    SPOT_CHECK = "spot_check"  # 未了抽查、待整改
    WHEREABOUTS = "whereabouts"  # 领导去向
    RESPONSE = "response"  # 应急响应：待批准、启动中
    PLAN_CLOCK = "plan_clock"  # 行动卡、启动决定
    REMARK = "remark"  # 备忘：设备、印章、钥匙等


class Device(StrEnum):
    """What a desk tests before it is handed over."""

    PHONE = "phone"
    FAX = "fax"
    VIDEO = "video"
    SATELLITE = "satellite"
    SOUND = "sound"


class Condition(StrEnum):
    """How the test went."""

    FINE = "fine"
    FAULTY = "faulty"
    UNTESTED = "untested"


class Item(Value):
    """One thing as it stood at the offer. `about`: the incident, clock, ring or report it is about."""

    key: str
    kind: ItemKind
    about: UUID | None
    text: str
    due_at: datetime | None = None


class DeviceTest(Value):
    device: Device
    condition: Condition


class Side(StrEnum):
    """Who signs."""

    OUTGOING = "outgoing"  # 交班
    RELIEF = "relief"  # 接班


class HandoverOffered(Event):
    """As the log stood at `seq`. Offered anew, what did not change since stays accepted.

    `compared_by`: who held the office's clock against the reference.
    """

    TOPIC = "handover.offered"
    outgoing: UUID
    relief: UUID
    seq: int
    head: str  # the chain at `seq`, hexadecimal
    items: tuple[Item, ...]
    devices: tuple[DeviceTest, ...]
    clock_offset_seconds: int | None  # the office's time minus the reference; None: not compared
    compared_by: UUID | None
    offered: WorldTime


class ItemAccepted(Event):
    TOPIC = "handover.item-accepted"
    key: str
    person: UUID


class ItemDisputed(Event):
    """The relief takes it over all the same, and says what is not as it was told."""

    TOPIC = "handover.item-disputed"
    key: str
    person: UUID
    words: str


class HandoverSigned(Event):
    """By one side, for what was offered at `seq`."""

    TOPIC = "handover.signed"
    side: Side
    person: UUID
    seq: int
    signed: WorldTime


class HandoverWithdrawn(Event):
    TOPIC = "handover.withdrawn"
    reason: str


class Handover(Value):
    """One shift's handover to one other. `answered`: the keys accepted or disputed."""

    offer: HandoverOffered
    accepted: frozenset[str] = frozenset()
    disputed: tuple[ItemDisputed, ...] = ()
    signatures: tuple[HandoverSigned, ...] = ()
    withdrawn: bool = False

    @property
    def answered(self) -> frozenset[str]:
        return self.accepted | {one.key for one in self.disputed}

    @property
    def disputes(self) -> dict[str, str]:
        """Of each disputed item, the words."""
        return {one.key: one.words for one in self.disputed}

    @property
    def open_items(self) -> tuple[Item, ...]:
        return tuple(one for one in self.offer.items if one.key not in self.answered)

    @property
    def is_complete(self) -> bool:
        return {one.side for one in self.signatures} == set(Side)


def handover_id(outgoing: UUID, relief: UUID) -> UUID:
    """One shift hands over to one other once."""
    return name_id(outgoing, "handover", relief)


def evolve(handover: Handover | None, happened: Event) -> Handover:
    if isinstance(happened, HandoverOffered):
        return _offered(handover, happened)
    if handover is None:
        raise TypeError(f"{happened!r} comes before any offer")
    match happened:
        case ItemAccepted(key=key):
            others = tuple(one for one in handover.disputed if one.key != key)
            return replace(handover, accepted=handover.accepted | {key}, disputed=others)
        case ItemDisputed(key=key):
            others = tuple(one for one in handover.disputed if one.key != key)
            accepted = handover.accepted - {key}
            return replace(handover, accepted=accepted, disputed=(*others, happened))
        case HandoverSigned():
            return replace(handover, signatures=(*handover.signatures, happened))
        case HandoverWithdrawn():
            return replace(handover, withdrawn=True, signatures=())
    raise TypeError(f"{happened!r} is no handover's")


def _offered(handover: Handover | None, happened: HandoverOffered) -> Handover:
    """Whoever signed signed for what was listed then: signatures are gone, unchanged items stay accepted."""
    before = handover.offer.items if handover else ()
    kept = {one.key for one in happened.items if one in before}
    return Handover(
        offer=happened,
        accepted=handover.accepted & kept if handover else frozenset(),
        disputed=tuple(one for one in handover.disputed if one.key in kept) if handover else (),
    )
