"""Signs how far a log has come, under a key that the log's own program cannot read."""

from __future__ import annotations

from datetime import datetime, timedelta

from desk.log.evidence import Fault
from desk.log.note import Checkpoint, Note, NoteWrong, Signer
from desk.log.tree import Proof, is_consistent
from desk.seal.kept import checkpoints_in
from desk.seal.outpost import Outpost, recorded
from desk.seal.records import Sealed
from desk.seal.source import Place
from domain.handover import HandoverSigned

OWN = "its own leaves are not what it sealed"
EVERY_EVENTS, EVERY = 256, timedelta(seconds=10)


class Sealer:
    """Looks when it is told to. It signs nothing while the log contradicts what it kept."""

    def __init__(self, outpost: Outpost, signer: Signer, within: timedelta = EVERY) -> None:
        self.outpost, self._keeper = outpost, outpost.keeper
        self._signer, self._within = signer, within
        self.last, self.newest = _newest(outpost)
        self.signed_at = _signed_at(outpost)
        self._unsealed_since: datetime | None = None
        self._own = self._own_fault()

    @property
    def fault(self) -> Fault | None:
        return self._own or self.outpost.fault

    @property
    def size(self) -> int:
        return self.last.size if self.last else 0

    @property
    def ready(self) -> bool:
        """Whether there is something to ask witnesses for: what is being read anew is not."""
        return bool(self.last) and not self.fault and self._keeper.leaves.count >= self.size

    def proof_from(self, old: int) -> Proof:
        """That the first `old` events are the beginning of the newest checkpoint."""
        return self._keeper.tree.consistency(old, self.size)

    def look(self, reread: int, now: datetime) -> bool:
        """Whether it signed."""
        before, taken = self.last, self.outpost.look(reread, now)
        for one in taken:
            handed_over = one.topic == HandoverSigned.TOPIC
            if handed_over or one.place.seq - self.size >= EVERY_EVENTS:
                self._seal(one.place, now)
        self._wait(now)
        return self.last is not before

    def _wait(self, now: datetime) -> None:
        """A quiet log is sealed as well, soon after its last event."""
        if self._keeper.head.seq <= self.size or self.fault:
            self._unsealed_since = None
        elif self._unsealed_since is None:
            self._unsealed_since = now
        elif now - self._unsealed_since >= self._within:
            self._seal(self._keeper.head, now)
            self._unsealed_since = None

    def _seal(self, place: Place, now: datetime) -> None:
        """Nothing is signed that the last signature is not the beginning of."""
        tree = self._keeper.tree
        new = Checkpoint(self.outpost.origin, place.seq, tree.root(place.seq), place.chain)
        if self.fault or not self._follows(new):
            return
        text = new.text()
        note = str(Note(text, (self._signer.sign(text),)))
        self.outpost.records.append(Sealed(at=now, note=note))
        self.last, self.newest, self.signed_at = new, note, now

    def _follows(self, new: Checkpoint) -> bool:
        if self.last is None:
            return True
        old, hashing = self.last, self._keeper.hashing
        proof = self._keeper.tree.consistency(old.size, new.size)
        sound = is_consistent(hashing, old.size, old.root, new.size, new.root, proof)
        self._own = None if sound else Fault(old.size, OWN)
        return sound

    def _own_fault(self) -> Fault | None:
        """Lost leaves are read anew and then held against the last signature; others than were signed are not."""
        if self.last is None or self._keeper.leaves.count < self.last.size:
            return None
        sound = self._keeper.tree.root(self.last.size) == self.last.root
        return None if sound else Fault(self.last.size, OWN)


def _signed_at(outpost: Outpost) -> datetime | None:
    signed = (one.at for one in recorded(outpost.folder) if isinstance(one, Sealed))
    return max(signed, default=None)


def _newest(outpost: Outpost) -> tuple[Checkpoint | None, str]:
    """Raises NoteWrong."""
    kept = checkpoints_in(outpost.folder)
    if kept.fault:
        raise NoteWrong(kept.fault.reason)
    if not kept.notes:
        return None, ""
    note, checkpoint = kept.notes[max(kept.notes)]
    return checkpoint, str(note)
