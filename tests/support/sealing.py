"""A log with a sealer and a witness beside it, in this process and at a time that a test sets."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desk.log.evidence import NOTHING, Evidence
from desk.log.log import FILE
from desk.log.note import COSIGNATURE, ED25519, Signer
from desk.log.verify import verify
from desk.seal.kept import Trust, checkpoints_in, evidence
from desk.seal.keys import signer_in
from desk.seal.outpost import Outpost
from desk.seal.sealer import Sealer
from desk.seal.witness import LocalWitness
from tests.support.log_fixtures import NINE, a_log, write

REREAD = 10_000


class Sealing:
    """`seal` and `witness` are folders beside the log's; each `looks` is ten seconds after the last."""

    def __init__(self, folder):
        self.office, self.seal, self.witness = (
            folder / name for name in ("office", "seal", "witness")
        )
        self.at = NINE
        self.office.mkdir(exist_ok=True)

    def writes(self, *streams, after=0):
        with closing(a_log(self.office)) as log:
            for number, stream in enumerate(streams, start=after):
                write(log, stream, number)

    def begins(self):
        self.sealing = Outpost(self.seal, self.office / FILE)
        self.sealer = Sealer(self.sealing, a_signer(self.seal, self.sealing.origin, ED25519, b"s"))
        self.witnessing = Outpost(self.witness, self.office / FILE)
        cosigner = a_signer(self.witness, "shoubao/witness/local", COSIGNATURE, b"w")
        self.watcher = LocalWitness(self.witnessing, cosigner, self.seal)

    def looks(self, times=1):
        for _ in range(times):
            self.at += timedelta(seconds=10)
            self.sealer.look(REREAD, self.at)
            self.watcher.look(REREAD, self.at)

    def ends(self):
        self.sealing.close()
        self.witnessing.close()

    def evidence(self) -> Evidence:
        trust = Trust(self.sealing.origin, self.watcher.trusted())
        return evidence(trust, [checkpoints_in(self.seal)], self.witness)

    def verdict(self, *, witness=True):
        return verify(self.office / FILE, {}, self.evidence() if witness else NOTHING)


def a_signer(folder, name, kind, letter) -> Signer:
    return signer_in(folder, name, kind, letter * 32)


def a_key(letter) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(letter * 32)
