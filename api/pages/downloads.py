"""A file that a page hands out, under a name of its own."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

from api.papers.making import Format

MEDIA = {
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PDF: "application/pdf",
}


def download(content: bytes, format: Format, name: str) -> Response:
    """Never shown in the page: what a paper holds was typed by people."""
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(f'{name}.{format}')}",
        "x-content-type-options": "nosniff",
        "cache-control": "private, no-store",
    }
    return Response(content, media_type=MEDIA[format], headers=headers)
