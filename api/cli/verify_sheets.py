"""The part of `shoubao verify` that holds the codes of printed papers against the log."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, ClassVar

import typer

from api.cli.refusals import NoOffice
from desk.log.evidence import Evidence, Fault
from desk.log.note import Checkpoint, NoteWrong, checkpoint_of, origin_of
from desk.seal.keeper import made_by
from desk.seal.kept import FOREIGN
from desk.seal.source import chain_at, looking
from domain.kernel import Refused

Sheets = Annotated[
    list[Path] | None,
    typer.Option("--sheet", help="纸上二维码扫出的文字所存的文件，逐张与日志核对，可写多次"),
]
LINK = re.compile(
    r"shoubao (?:.* )?([1-9][0-9]{0,17}) ([0-9a-f]{16,64})", re.ASCII
)  # of other papers


class SheetNotUnderstood(Refused):
    """这不是纸上二维码扫出的文字"""

    EN: ClassVar[str] = "This is not the text of a printed paper's code"


def with_sheets(log: Path, signed: Evidence, sheets: Iterable[Path]) -> Evidence:
    """What was printed needs no signature but the pen's. Raises SheetNotUnderstood, NoOffice, LogBroken, sqlite3.Error."""
    found = [one for sheet in sheets for one in _printed(log, sheet)]
    faults = [one for one in found if isinstance(one, Fault)]
    roots = [one for one in found if isinstance(one, Checkpoint)]
    return Evidence(signed.leaves, (*signed.checkpoints, *roots), (*signed.faults, *faults))


def _printed(log: Path, sheet: Path) -> Iterator[Checkpoint | Fault]:
    """A reader may leave other line ends, and none at the end."""
    try:
        text = "".join(f"{one.strip()}\n" for one in _text(sheet).splitlines() if one.strip())
        link = LINK.fullmatch(text.strip())
        if link:
            yield from _gainsaid(log, int(link[1]), link[2])
            return
        checkpoint = checkpoint_of(text)
    except (UnicodeError, NoteWrong) as error:
        raise SheetNotUnderstood(sheet) from error
    if checkpoint.origin == origin_of(made_by(log).store_id):
        yield checkpoint
    else:
        yield Fault(checkpoint.size, FOREIGN)


def _text(sheet: Path) -> str:
    if not sheet.is_file():
        raise NoOffice(sheet)
    return sheet.read_text(encoding="utf-8")


def _gainsaid(log: Path, seq: int, chain: str) -> Iterator[Fault]:
    """A paper has room for the beginning of a link; whose log it is only the chain says."""
    with looking(log) as connection:
        ours = chain_at(connection, seq)
        [last] = connection.execute("SELECT coalesce(max(seq),0) FROM event").fetchone()
    if ours is None:
        yield Fault(min(seq, last + 1), f"the tail is cut: event {seq} was acknowledged")
    elif not ours.hex().startswith(chain):
        yield Fault(seq, "the chain is not the one that was acknowledged")
