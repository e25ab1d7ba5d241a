"""The pictures of an incident as a paper carries them: upright, small enough to be sent, without hidden data."""

from __future__ import annotations

import io
import warnings
from uuid import UUID

from PIL import Image, ImageOps

from api.running import Running
from desk.files import Files
from domain import attachment as attachments
from domain.kernel import fold
from projections.attachments import ATTACHMENTS, FilesRow
from projections.documents.official import Photo

PHOTOS_MAX = 12
BOX = (1_600, 1_500)  # pixels; on 120 mm wide paper no eye sees more
FORMATS = ("JPEG", "PNG", "WEBP")


def photos_of(running: Running, incident: UUID) -> tuple[Photo, ...]:
    """Those that are not withdrawn; what cannot be opened any more is left out, and doctor names it."""
    row: FilesRow | None = running.boards.read(
        lambda follower: follower.rows[ATTACHMENTS.name].get(incident)
    )
    pictures = [one for one in row.files if one.is_picture][:PHOTOS_MAX] if row else []
    found = ((one.name, _opened(running, one.id)) for one in pictures)
    return tuple(
        Photo(content, f"附图{number} {name}")
        for number, (name, content) in enumerate(found, start=1)
        if content
    )


def _opened(running: Running, id: UUID) -> bytes | None:
    history = running.log.stream(id)
    attachment = fold(attachments.evolve, None, (one.event for one in history))
    if attachment is None:
        return None
    path = Files(running.settings.folder).path(attachment.added.sha256)
    try:
        return fitted(path.read_bytes())
    except (OSError, ValueError, SyntaxError):
        return None


def fitted(content: bytes) -> bytes:
    """A JPEG in the box."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        opened = Image.open(io.BytesIO(content), formats=FORMATS)
    opened.draft("RGB", BOX)
    upright = ImageOps.exif_transpose(opened) or opened
    upright.thumbnail(BOX)
    kept = io.BytesIO()
    upright.convert("RGB").save(kept, "JPEG", quality=85)
    return kept.getvalue()
