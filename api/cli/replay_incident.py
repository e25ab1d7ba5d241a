"""One incident as known then beside as known now, as `shoubao replay --incident` prints it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from uuid import UUID

import msgspec
import typer
from rich.console import Console

from api.cli.chinese import FoldingTable
from api.cli.words import LANGUAGE, say
from api.languages import say as page_words
from api.languages import word_of
from api.rendering import shown_text
from desk.draft import Unknown
from desk.log.log import Log
from domain.facts import Figure
from domain.incident import IncidentOpened
from projections.called import called_at
from projections.history_lines import Name
from projections.incident_file import gather
from projections.known_of_incident import NamesThenAndNow, known_then_and_now
from projections.then_and_now import Told

FIGURES = frozenset(Figure)


def tell_incident(log: Log, called: str, seq: int, at: datetime, *, json: bool) -> None:
    """`called`: its id or its number. Raises Unknown."""
    rows = _rows(log, _incident(log, called), seq, at)
    if json:
        typer.echo(msgspec.json.encode(rows))
        return
    table = FoldingTable(*say("replay-known").split(), title=say("replay-known-title"))
    for row in rows:
        table.add_row(*row.values())
    Console().print(table)


def _rows(log: Log, incident: UUID, seq: int, at: datetime) -> list[dict[str, str]]:
    now, then = gather(log, incident), gather(log, incident, seq)
    if now is None or then is None:
        raise Unknown(incident)
    names = NamesThenAndNow(_names(log, seq), _names(log, log.position))
    return [
        {
            "kind": word_of(LANGUAGE.get(), line.about.group),
            "what": _label(line.label),
            "then": _words(line.then),
            "now": _words(line.now),
            "difference": word_of(LANGUAGE.get(), line.difference),
        }
        for line in known_then_and_now(then, now, names, at)
    ]


def _incident(log: Log, called: str) -> UUID:
    opened = log.since(0, log.position, [IncidentOpened.TOPIC])
    for one in opened:
        assert isinstance(one.event, IncidentOpened)
        if called in (str(one.originator_id), one.event.number):
            return one.originator_id
    raise Unknown(called)


def _names(log: Log, seq: int) -> Name:
    @cache
    def name(id: UUID) -> str:
        return called_at(log, id, seq) or str(id)[:8]

    return name


def _label(label: Sequence[object]) -> str:
    language = LANGUAGE.get()
    if len(label) == 1 and isinstance(label[0], str):
        return _term(label[0])
    return " ".join(shown_text(language, one) for one in label)


def _words(told: Told | None) -> str:
    if told is None:
        return "—"
    language = LANGUAGE.get()
    parts = ((_term(term) if term else "", shown_text(language, one)) for term, one in told.words)
    return " ".join(f"{term} {words}".strip() for term, words in parts)


def _term(term: str) -> str:
    """A word of the page where it has one; what was written by people stays."""
    language, section = LANGUAGE.get(), "Figure" if term in FIGURES else "known"
    try:
        return page_words(language, f"{section}.{term}")
    except (KeyError, IndexError):
        return term
