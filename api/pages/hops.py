"""逐级报告表: on the screen and as a paper, one click from the incident."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.concerns import of_incident
from api.guarding import Asking, may, running_of
from api.hop_words import COLUMNS, HopWords, in_words
from api.languages import language_of, say, word_of
from api.pages.downloads import download
from api.pages.names import names_of
from api.pages.page import page
from api.rendering import dated_text
from api.running import Running
from desk.access import Action
from desk.draft import Unknown
from desk.log.envelope import Head
from projections.documents.hop_sheet import HopSheet, hop_sheet
from projections.history_lines import history_lines
from projections.hop_table import hop_table
from projections.incident_file import NEWEST, IncidentFile, gather

router = APIRouter()


Seeing = Annotated[Asking, may(Action.SEE_INCIDENT, of_incident)]


@router.get("/incidents/{incident}/hops")
def show_hops(request: Request, incident: UUID, asking: Seeing) -> Response:
    file, rows = _told(request, incident, NEWEST)
    shown = {seq for row in rows for seq in row.evidence}
    evidence = history_lines(
        (one for one in file.history if one.seq in shown), names_of(request).of
    )
    return page(
        request, asking, "hops.html", file=file, rows=rows, columns=COLUMNS, evidence=evidence
    )


@router.get("/incidents/{incident}/hops.docx")
def hops_paper(request: Request, incident: UUID, asking: Seeing) -> Response:
    """Nothing personal stands in it: units, times and articles."""
    running, language = running_of(request), language_of(request)
    head = running.log.head()  # it says how far it goes, and goes no further
    file, rows = _told(request, incident, head.seq)
    number = getattr(file.opened.event, "number", "")
    name = say(language, "hops.file", number=number)
    return download(hop_sheet(_sheet(running, language, head, file, rows)), "docx", name)


def _told(request: Request, incident: UUID, upto: int) -> tuple[IncidentFile, list[HopWords]]:
    """Raises Unknown."""
    file = gather(running_of(request).log, incident, upto)
    if file is None:
        raise Unknown(incident)
    language = language_of(request)
    return file, [in_words(row, language) for row in hop_table(file, names_of(request).of)]


def _sheet(
    running: Running, language: str, head: Head, file: IncidentFile, rows: list[HopWords]
) -> HopSheet:
    def hop(key: str, **more: object) -> str:
        return say(language, f"hops.{key}", **more)

    opened, incident = file.opened.event, file.incident
    exercise = hop("exercise") if incident.exercise else ""
    number, what = getattr(opened, "number", ""), getattr(opened, "title", "")
    return HopSheet(
        title=f"{exercise}{hop('title')}",
        heading=hop(
            "heading",
            office=running.desk.register().office.name,
            seq=head.seq,
            chain=head.chain.hex()[:16],
            at=dated_text(running.clock().now),
            exercise=exercise,
        ),
        about=[
            f"{number} {what}",
            f"{word_of(language, incident.klass)} · {word_of(language, incident.level)}",
        ],
        head=[hop(one) for one in COLUMNS],
        rows=[row.cells for row in rows],
        remarks=[
            f"{row.cells[0]}：{row.sentence}{row.then if row.differs else ''}" for row in rows
        ],
    )
