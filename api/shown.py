"""Whether the views hold what the log holds: nobody puts a name to what is older, and no list is short of its newest."""

from __future__ import annotations

from typing import ClassVar

from api.acting import SHOWN_WITHIN_SECONDS
from api.problems import TurnedAway
from api.running import Running
from desk.log.envelope import Head


class ViewsBehind(TurnedAway):
    """看板尚未跟上日志，请稍候再试"""

    EN: ClassVar[str] = "The views are behind the log: wait a moment, then try again"
    STATUS: ClassVar[int] = 503


def require_shown(running: Running, seq: int) -> None:
    """Waits a little for every view to hold position `seq`. Raises ViewsBehind."""
    if not running.boards.wait_for(seq, SHOWN_WITHIN_SECONDS):
        raise ViewsBehind


def shown_head(running: Running) -> Head:
    """The log's head, once every view holds it. Raises ViewsBehind."""
    head = running.log.head()
    require_shown(running, head.seq)
    return head


def shown_so_far(running: Running) -> Head:
    """How far whatever is read after this goes at least: up to the log's head, where the views come to it soon."""
    head = running.log.head()
    if running.boards.wait_for(head.seq, SHOWN_WITHIN_SECONDS):
        return head
    shown = running.log.head_at(running.boards.position)
    return shown or Head(0, running.log.hashing.genesis(running.log.store_id), None)
