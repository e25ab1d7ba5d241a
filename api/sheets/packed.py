"""A zip of office parts, unpacked within bounds: what it claims of its sizes is not believed."""

from __future__ import annotations

import io
import zipfile
import zlib

from api.sheets.refusals import DamagedWorkbook, LockedWorkbook, MacrosInside, NotASheet, TooLarge

PARTS_MAX = 1_000
UNPACKED_BYTES_MAX = 20 * 1024 * 1024
WORKBOOK, DOCUMENT = "xl/workbook.xml", "content.xml"  # an xlsx holds the one, an ods the other
NO_MACROS = ("/script-lb.xml", "/script-lc.xml", "/")  # the empty libraries of an ods


def parts_of(content: bytes) -> dict[str, bytes]:
    """The text parts, unpacked in steps, so that no lie about a size matters."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
            _check_directory(entries)
            return {one.filename: packed.read(one) for one in entries if _is_text(one.filename)}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
        raise DamagedWorkbook from None
    except RuntimeError:  # a part is encrypted
        raise LockedWorkbook from None


def _check_directory(entries: list[zipfile.ZipInfo]) -> None:
    """Python unpacks no more of a part than the directory says."""
    names = {one.filename.lower() for one in entries}
    if any(map(_is_macro, names)):
        raise MacrosInside
    if not names & {WORKBOOK, DOCUMENT}:
        raise NotASheet
    if len(entries) > PARTS_MAX or sum(one.file_size for one in entries) > UNPACKED_BYTES_MAX:
        raise TooLarge(f"> {UNPACKED_BYTES_MAX // 1024 // 1024} MB")


def _is_macro(name: str) -> bool:
    library = name.startswith(("basic/", "scripts/")) and not name.endswith(NO_MACROS)
    return library or name.endswith("vbaproject.bin")


def _is_text(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))
