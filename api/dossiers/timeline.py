"""The timeline of a dossier: a PDF to be read, and of an incident a picture; both made from the events alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from api.dossiers.asked import Chosen
from api.dossiers.picture import picture_of
from api.dossiers.who import Who, who_is_who
from api.drafting import KEPT_IN
from api.hop_words import in_words
from api.languages import say, word_of
from api.rendering import dated_text, shown_text
from desk.dossier.making import Enclosed
from desk.dossier.rows import Rows
from desk.log.codec import Undecodable
from desk.log.envelope import Recorded
from desk.log.instants import instant
from desk.log.stored import recorded
from domain.actors import Via
from projections.documents.official import Sheet, Witness
from projections.documents.pdf import FontsMissing, set_in_type
from projections.documents.timeline_picture import timeline_svg
from projections.history_lines import HistoryLine, history_lines
from projections.hop_table import HopVerdict, hop_table

LINES_MAX = 2_000  # a hundred pages; the events hold the rest
MACHINERY = (
    *("reading-trail.", "sound", "channel.", "unit.", "person.", "rule-book.", "plan."),
    *("plan-requirements.", "office.", "series.", "holidays."),
)
HOPS = (0, 1, 4, 5, 7)  # of the table's columns those that a page has room for

said = partial(say, KEPT_IN)


def told_in_order(rows: Rows, chosen: Chosen, office: Path) -> Iterator[Enclosed]:
    """Without any font there is no PDF."""
    who = who_is_who(rows, chosen.part.position)
    known = instant(rows.recorded_at_us(chosen.part.position))
    picture = timeline_svg(picture_of(chosen.file, who, known)) if chosen.file else ""
    if picture:
        yield Enclosed("timeline.svg", [picture.encode()])
    try:
        yield Enclosed("timeline.pdf", [set_in_type(_sheet(rows, chosen, who, picture), office)])
    except FontsMissing:
        return


def _sheet(rows: Rows, chosen: Chosen, who: Who, picture: str) -> Sheet:
    part = chosen.part
    head = rows.chain_at(part.position).hex()
    witness = Witness(_about(chosen), part.position, head)
    lines = [*islice(_lines(rows, chosen, who), LINES_MAX + 1)]
    told: dict[str, Any] = {
        "title": said("dossier.timeline"),
        "office": who.office,
        "about": _about(chosen),
        "pictured": bool(picture),
        "hops": _hops(chosen, who),
        "hop_head": [
            said(f"hops.{one}") for one in ("hop", "duty", "due", "reported", "difference")
        ],
        "hops_title": said("hops.title"),
        "lines_title": said("dossier.in_order"),
        "lines": [_cells(one) for one in lines[:LINES_MAX]],
        "line_head": [said(f"dossier.{one}") for one in ("seq", "at", "who", "told")],
        "more": said("dossier.more", count=LINES_MAX) if len(lines) > LINES_MAX else "",
        "remark": said("dossier.no_evidence"),
        "stripe": said("dossier.exercise") if _is_exercise(chosen) else "",
        "witness": witness.words,
    }
    at = instant(rows.recorded_at_us(part.position))
    return Sheet("timeline", told, witness.code, (), at, picture)


def _about(chosen: Chosen) -> str:
    if chosen.file:
        opened: Any = chosen.file.opened.event
        return f"{opened.number} {opened.title}"
    assert chosen.starts
    assert chosen.ends
    return f"{dated_text(chosen.starts)} – {dated_text(chosen.ends)}"


def _is_exercise(chosen: Chosen) -> bool:
    return bool(chosen.file and chosen.file.incident.exercise)


def _hops(chosen: Chosen, who: Who) -> list[dict[str, Any]]:
    table = hop_table(chosen.file, who.name) if chosen.file else ()
    return [
        {
            "cells": [row.cells[at] for at in HOPS],
            "red": row.verdict in (HopVerdict.LATE, HopVerdict.NOT_MET),
        }
        for row in (in_words(one, KEPT_IN) for one in table)
    ]


def _lines(rows: Rows, chosen: Chosen, who: Who) -> Iterator[HistoryLine]:
    events = chosen.file.history if chosen.file else _readable(rows, chosen)
    return (line for one in events for line in history_lines([one], who.name))


def _readable(rows: Rows, chosen: Chosen) -> Iterable[Recorded]:
    for row in chosen.rows(rows):
        if row.topic.startswith(MACHINERY):
            continue
        try:
            yield recorded(row.raw)
        except Undecodable:
            continue  # of a later program: its bytes are in the dossier all the same


def _cells(line: HistoryLine) -> list[str]:
    by = said(f"part.{line.by}") if line.via is Via.SYSTEM else line.by
    typed = f"（{line.typed_by}{said('dossier.typed')}）" if line.typed_by else ""
    way = "" if line.via is Via.SYSTEM else f" · {word_of(KEPT_IN, line.via)}"
    told = "；".join(
        f"{said(f'field.{field}')} {shown_text(KEPT_IN, value)}" for field, value in line.told
    )
    topic = said(f"topic.{line.topic}")
    return [str(line.seq), dated_text(line.recorded_at), f"{by}{typed}{way}", topic, told]
