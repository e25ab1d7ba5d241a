"""A file that a page hands out, under a name of its own."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA = {  # by the ending of the name
    "docx": f"{OFFICE}.wordprocessingml.document",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


def download(content: bytes, ending: str, name: str) -> Response:
    """Never shown in the page: what a paper holds was typed by people."""
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(f'{name}.{ending}')}",
        "x-content-type-options": "nosniff",
        "cache-control": "private, no-store",
    }
    return Response(content, media_type=MEDIA[ending], headers=headers)
