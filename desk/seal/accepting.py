"""A restored copy taken for the history from here on, by a person, for a reason; the old one stays."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from desk.seal.keeper import PAGE, leaves_file
from desk.seal.leaves import Leaves
from desk.seal.other_logs import seen_in
from desk.seal.outpost import LOCK, Outpost, history_of, locked
from desk.seal.records import FILE, Accepted, Records
from desk.seal.source import Contradicted, Taken, following, looking
from domain.kernel import Refused
from domain.office import EpochBegan


class NothingToAccept(Refused):
    """日志就是此处留存的那一份，没有要接受的恢复副本"""

    EN: ClassVar[str] = "The log is the one that is kept here: there is no restored copy to accept"


class NoDeclaredRestoration(Refused):
    """日志与留存不符之处不是申明过的恢复，不能接受；请先运行 shoubao verify"""

    EN: ClassVar[str] = "Where the log differs it is no declared restoration: run shoubao verify"


def accept(outpost: Outpost, by: str, reason: str, at: datetime) -> Accepted:
    """The first event that differs must be the one that begins an epoch: nothing else can be accepted.

    Raises NothingToAccept, NoDeclaredRestoration, FileNotFoundError, sqlite3.Error.
    """
    fresh = leaves_file(outpost.folder, history_of(outpost.folder) + 1)
    fresh.unlink(missing_ok=True)
    after = _copied(outpost, fresh)
    accepted = Accepted(at=at, after=after, by=by, reason=reason)
    outpost.records.append(accepted)
    return accepted


def accept_elsewhere(folder: Path, origin: str, by: str, reason: str, at: datetime) -> Accepted:
    """At a witness that sees of a log only its checkpoints: the next one is taken without a proof.

    Raises NothingToAccept, FolderInUse, RecordsBroken.
    """
    with locked(folder / LOCK):
        known = seen_in(folder).newest.get(origin)
        if known is None:
            raise NothingToAccept(origin)
        accepted = Accepted(at=at, after=0, by=by, reason=reason, origin=origin)
        with closing(Records(folder / FILE)) as kept:
            kept.append(accepted)
    return accepted


def _copied(outpost: Outpost, fresh: Path) -> int:
    """The position up to which both are the same."""
    after = None
    with closing(Leaves(fresh)) as leaves:
        for page in _pages(outpost):
            after = _parting(outpost, page) if after is None else after
            leaves.append([one.leaf for one in page])
    os.sync()
    if after is None:
        raise NothingToAccept
    return after


def _pages(outpost: Outpost) -> Iterator[list[Taken]]:
    place = outpost.keeper.start
    while True:
        try:
            with looking(outpost.log) as connection:
                page = list(following(connection, outpost.whose.hashing, place, PAGE))
        except Contradicted as contradicted:
            raise NoDeclaredRestoration(contradicted.fault.seq) from contradicted
        if not page:
            return
        yield page
        place = page[-1].place


def _parting(outpost: Outpost, page: list[Taken]) -> int | None:
    first = page[0].place.seq - 1
    kept = outpost.keeper.leaves.between(first, first + len(page))
    for one, leaf in zip(page, kept, strict=False):
        if one.leaf != leaf:
            if one.topic != EpochBegan.TOPIC:
                raise NoDeclaredRestoration(one.place.seq)
            return one.place.seq - 1
    return None
