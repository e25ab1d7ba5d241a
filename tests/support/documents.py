"""A paper to be issued, whose bytes nobody looks at."""

from __future__ import annotations

from desk.documents import IssueDocument
from domain.document import DocumentKind, Marks, Occasion, Print, Secrecy, Urgency
from tests.support.ladder import unit_id

PRINT = Print(seq=1, head="ab" * 32, docx="cd" * 32, pdf=None)
MARKS = Marks(signer=unit_id("signer"), secrecy=Secrecy.NONE, urgency=Urgency.NONE, readers=())


def a_paper(at, subject, number, *, kind=DocumentKind.BULLETIN, incident=None, lead="无事"):
    return IssueDocument(
        occasion=Occasion(kind=kind, subject=subject, incident=incident),
        number=number,
        title="值班情况",
        lead=lead,
        marks=MARKS,
        print=PRINT,
        issued=at,
    )
