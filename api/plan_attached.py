"""预案附文里的电话: the numbers in the text of a kept file; of a file nobody can read, none."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from api.sheets.markup import through
from api.sheets.refusals import DamagedWorkbook
from contingency_plans.plan_phones import PhoneNamed, numbers_in
from desk.files import Files

BYTES_MAX = 20 * 1024 * 1024
DOCUMENT = "word/document.xml"
PACKED = b"PK\x03\x04"
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    OSError,
    ValueError,
    RuntimeError,
    DamagedWorkbook,
)
ENCODINGS = ("utf-8-sig", "gb18030")


def attached_numbers(folder: Path, sha256: str) -> tuple[PhoneNamed, ...]:
    """A file never changes under its hash: read once."""
    path = Files(folder).path(sha256)
    return _numbers(path) if path.exists() else ()


@lru_cache(maxsize=1024)
def _numbers(path: Path) -> tuple[PhoneNamed, ...]:
    content = path.read_bytes() if path.stat().st_size <= BYTES_MAX else b""
    return numbers_in(_text(content))


def _text(content: bytes) -> str:
    if content.startswith(PACKED):
        return _word_text(content)
    if b"\0" in content[:4096] or content.startswith(b"%PDF"):
        return ""
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def _word_text(content: bytes) -> str:
    """A line a paragraph; the cells of a table one after the other."""
    words: list[str] = []
    try:
        through(_document(content), lambda *_: None, _ends(words), words.append)
    except UNREADABLE:
        return ""
    return "".join(words)


def _document(content: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as packed, packed.open(DOCUMENT) as part:
        return part.read(BYTES_MAX)


def _ends(words: list[str]) -> Callable[[str], None]:
    def end(name: str) -> None:
        if name.endswith((":p", ":br", ":tr")):
            words.append("\n")
        elif name.endswith((":tab", ":tc")):
            words.append(" ")

    return end
