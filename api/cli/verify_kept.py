"""The part of `shoubao verify` that lays beside the log what others keep of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, ClassVar, NamedTuple

import typer

from api.cli.refusals import NoOffice
from api.cli.verify_sheets import with_sheets
from desk.log.evidence import NOTHING, Evidence
from desk.log.note import NoteWrong, Verifier, origin_of, verifier_of
from desk.seal.keeper import made_by
from desk.seal.kept import Trust, checkpoints_in, evidence
from desk.seal.keys import PUBLIC
from desk.seal.witness import TRUSTED
from domain.kernel import Refused

OfSeal = Annotated[
    Path | None, typer.Option("--seal", help="封签文件夹，其中的检查点逐个与日志核对")
]
OfWitness = Annotated[
    Path | None, typer.Option("--witness", help="见证文件夹：每条的叶值、见过的检查点、所信的公钥")
]
Checkpoints = Annotated[
    list[Path] | None, typer.Option("--checkpoints", help="另处保存的检查点文件，可写多次")
]
Key = Annotated[
    Path | None,
    typer.Option("--key", help="所信的封签公钥文件；不写则用见证处所留的，再无则用封签自己公布的"),
]


class NoTrustedKey(Refused):
    """没有可信的封签公钥；请用 --key 指明"""

    EN: ClassVar[str] = "There is no key of a sealer to trust: name one with --key"


class Beside(NamedTuple):
    """Where what others keep lies."""

    seal: Path | None
    witness: Path | None
    checkpoints: tuple[Path, ...]
    key: Path | None
    sheets: tuple[Path, ...] = ()


def evidence_for(log: Path, beside: Beside) -> Evidence:
    """Raises NoTrustedKey, SheetNotUnderstood, NoOffice, LogBroken, sqlite3.DatabaseError."""
    return with_sheets(log, _signed(log, beside), beside.sheets)


def _signed(log: Path, beside: Beside) -> Evidence:
    places = [one for one in (beside.seal, *beside.checkpoints) if one]
    for place in (*places, beside.witness, beside.key):
        if place:
            _there(place)
    if not places and not beside.witness:
        return NOTHING
    trust = Trust(origin_of(made_by(log).store_id), _trusted(beside))
    return evidence(trust, map(checkpoints_in, places), beside.witness)


def _there(place: Path) -> Path:
    if not place.exists():
        raise NoOffice(place)
    return place


def _trusted(beside: Beside) -> Verifier:
    """What somebody brought counts more than what the witness met first, and the sealer's own word least."""
    own = beside.seal / PUBLIC if beside.seal and beside.seal.is_dir() else None
    kept = beside.witness / TRUSTED if beside.witness else None
    for path in (beside.key, kept, own):
        if path and path.exists():
            try:
                return verifier_of(path.read_text(encoding="utf-8"))
            except NoteWrong as error:
                raise NoTrustedKey(path) from error
    raise NoTrustedKey
