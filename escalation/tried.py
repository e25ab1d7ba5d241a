"""What has been tried so far, in memory: folded from attempts.db once, and from then on as it happens."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from domain.notice import Outcome
from escalation.attempts import Attempt, Attempts
from escalation.sending import RingKey, Send, Tries, Way, answered, begun, tries_at

KEPT_MAX = (
    20_000  # pairs of a ring and a channel; beyond, what rings no more is read anew when it matters
)


class TriedSoFar:
    """Belongs to the sender's thread."""

    def __init__(self, attempts: Attempts, since: datetime) -> None:
        self._attempts = attempts
        self._known: set[RingKey] = set()
        self.tries: dict[tuple[RingKey, str], Tries] = {}
        self.know(attempts.rings_since(since))

    def know(self, rings: Iterable[RingKey]) -> None:
        """Reads what an earlier run tried for these."""
        wanted = set(rings)
        if len(self.tries) > KEPT_MAX:
            self._forget(wanted)
        for ring in wanted - self._known:
            self._known.add(ring)
            for attempt in self._attempts.of_ring(ring):
                self._fold(ring, attempt)

    def begin(self, send: Send, at: datetime) -> None:
        for ring in send.rings:
            key = (ring, send.way.channel)
            before = tries_at(send.way, self.tries.get(key))
            self.tries[key] = begun(before, at, storm=send.storm)

    def end(self, send: Send, outcome: Outcome, at: datetime) -> list[RingKey]:
        """The rings for which it ended otherwise than the time before."""
        changed = []
        for ring in send.rings:
            before = self.tries[ring, send.way.channel]
            self.tries[ring, send.way.channel] = answered(before, outcome, at)
            if before.outcome is not outcome:
                changed.append(ring)
        return changed

    def _fold(self, ring: RingKey, attempt: Attempt) -> None:
        key = (ring, attempt.channel)
        before = tries_at(Way(attempt.channel, attempt.address), self.tries.get(key))
        tries = begun(before, attempt.begun, storm=attempt.storm)
        if attempt.outcome and attempt.ended:
            tries = answered(tries, attempt.outcome, attempt.ended)
        self.tries[key] = tries

    def _forget(self, wanted: set[RingKey]) -> None:
        kept = {ring for (ring, _), one in self.tries.items() if one.under_way} | wanted
        self.tries = {key: one for key, one in self.tries.items() if key[0] in kept}
        self._known &= kept
