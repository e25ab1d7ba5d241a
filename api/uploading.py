"""What comes in as a file: known by its own bytes, or refused in one sentence."""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
import zipfile
from typing import ClassVar, NamedTuple

from PIL import Image, ImageOps

from api.problems import TurnedAway

BYTES_MAX = 20 * 1024 * 1024
PIXELS_MAX = 100_000_000
SMALL_PIXELS = (480, 480)
UNPACKED_TIMES_MAX, UNPACKED_BYTES_MAX = 100, 200 * 1024 * 1024
NAME_CHARS_MAX = 80
PICTURES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
OFFICE = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
UNSAFE = re.compile(r'[\\/:*?"<>|]+')
MARKUP = re.compile(rb"<\s*(?:!doctype|html|script|svg|\?xml|body|iframe)", re.IGNORECASE)


class FileTooLarge(TurnedAway):
    """文件过大：单个文件不超过20兆字节"""

    EN: ClassVar[str] = "The file is too large: 20 MB at most"
    STATUS: ClassVar[int] = 413


class FileEmpty(TurnedAway):
    """没有选择文件，或文件是空的"""

    EN: ClassVar[str] = "No file was chosen, or it is empty"
    STATUS: ClassVar[int] = 422


class FileKindRefused(TurnedAway):
    """只接收照片(JPEG、PNG、WebP)、PDF、Word、Excel和纯文本文件"""

    EN: ClassVar[str] = "Only photos (JPEG, PNG, WebP), PDF, Word, Excel and plain text are taken"
    STATUS: ClassVar[int] = 415


class PictureTooLarge(TurnedAway):
    """图片像素过多，打不开"""

    EN: ClassVar[str] = "The picture has too many pixels to be opened"
    STATUS: ClassVar[int] = 413


class FileDamaged(TurnedAway):
    """文件已损坏，打不开"""

    EN: ClassVar[str] = "The file is damaged and cannot be opened"
    STATUS: ClassVar[int] = 422


class Checked(NamedTuple):
    """`small`: a little picture without any of the original's hidden data; None: no picture."""

    name: str
    media_type: str
    content: bytes
    small: bytes | None


def checked(name: str, content: bytes) -> Checked:
    """Raises FileEmpty, FileTooLarge, FileKindRefused, PictureTooLarge, FileDamaged."""
    if not content:
        raise FileEmpty
    if len(content) > BYTES_MAX:
        raise FileTooLarge(len(content))
    clean = cleaned(name)
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or content[8:12] == b"WEBP":
        return Checked(clean, *_picture(content))
    if content.startswith(b"%PDF-"):
        return Checked(clean, "application/pdf", content, None)
    if content.startswith(b"PK\x03\x04"):
        return Checked(clean, _office(content), content, None)
    return Checked(clean, _text(content), content, None)


def cleaned(name: str) -> str:
    """Only the last part, without what steers a screen or a shell; never empty."""
    last = re.split(r"[\\/]", name)[-1]
    kept = "".join(one for one in last if unicodedata.category(one)[0] != "C")
    safe = UNSAFE.sub("_", kept).strip(" .")
    stem, dot, ending = safe.rpartition(".")
    short = f"{stem[:NAME_CHARS_MAX]}{dot}{ending[:8]}" if dot else safe[:NAME_CHARS_MAX]
    return short or "file"


def _picture(content: bytes) -> tuple[str, bytes, bytes]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(content), formats=tuple(PICTURES))
        if opened.width * opened.height > PIXELS_MAX:
            raise PictureTooLarge(opened.size)
        return PICTURES[str(opened.format)], content, _small(opened)
    except Image.DecompressionBombError as error:
        raise PictureTooLarge from error
    except (OSError, ValueError, SyntaxError) as error:
        raise FileDamaged from error


def _small(opened: Image.Image) -> bytes:
    opened.draft("RGB", SMALL_PIXELS)
    upright = ImageOps.exif_transpose(opened) or opened
    upright.thumbnail(SMALL_PIXELS)
    out = io.BytesIO()
    upright.convert("RGB").save(out, "JPEG", quality=80)
    return out.getvalue()


def _office(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
    except zipfile.BadZipFile as error:
        raise FileDamaged from error
    unpacked = sum(one.file_size for one in entries)
    if unpacked > min(UNPACKED_BYTES_MAX, max(len(content), 1024) * UNPACKED_TIMES_MAX):
        raise FileKindRefused("unpacks to too much")
    names = {one.filename for one in entries}
    found = [kind for part, kind in OFFICE.items() if part in names]
    if len(found) != 1 or any("vbaProject" in name for name in names):
        raise FileKindRefused
    return found[0]


def _text(content: bytes) -> str:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FileKindRefused from error
    if b"\x00" in content or MARKUP.search(content):
        raise FileKindRefused
    return "text/plain; charset=utf-8"
