"""A paper as PDF, set by typst: the same words at the same time give the same bytes, and a missing font fails."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar

import segno
import typst

from domain.kernel import Refused
from projections.documents.official import Sheet

MANNER = Path(__file__).with_name("typst")
OWN_FONTS = "fonts"  # in the office's folder: its own licensed ones
SONG, HEI = ("Noto Serif CJK SC", "Source Han Serif SC"), ("Noto Sans CJK SC", "Source Han Sans SC")
WANTED = {  # what each part is set in: the office's own fonts first, then the free ones
    "title": ("FZXiaoBiaoSong-B05S", "方正小标宋简体", *SONG),
    "text": ("FangSong_GB2312", "FangSong", "仿宋_GB2312", "仿宋", *SONG),
    "first": ("SimHei", "黑体", *HEI),
    "second": ("KaiTi_GB2312", "KaiTi", "楷体_GB2312", "楷体", *SONG),
}
SET_WITH = dict.fromkeys(("bulletin", "flash", "special_report", "review"), "red_head")

LONG_WORD = re.compile(r"[!-~]{12}(?=[!-~])")  # what no space and no hanzi divides

_compiling = threading.Lock()  # one at a time: two cores serve a desk


class FontsMissing(Refused):
    """缺少中文字体，不能生成PDF：请安装 fonts-noto-cjk，或把字体放进 fonts 文件夹"""

    EN: ClassVar[str] = (
        "No Chinese font to set a PDF in: install fonts-noto-cjk, or put fonts into the folder fonts"
    )


def set_in_type(sheet: Sheet, office: Path) -> bytes:
    """Raises FontsMissing."""
    fonts = fonts_of(office)
    told = breakable(sheet.words | {"captions": [one.caption for one in sheet.photos]})
    inputs = {"data": json.dumps(told), "fonts": json.dumps(_chosen(fonts.families()))}
    with _compiling, TemporaryDirectory() as folder:
        source, at = str(_laid_out(Path(folder), sheet)), int(sheet.at.timestamp())
        pdf, warnings = typst.compile_with_warnings(
            source, root=folder, font_paths=fonts, sys_inputs=inputs, timestamp=at
        )
    if warnings:
        raise FontsMissing("；".join(str(one.message) for one in warnings))
    assert isinstance(pdf, bytes)
    return pdf


def breakable(told: Any) -> Any:
    """A very long word may end a line anywhere: no part of it may run off the paper."""
    if isinstance(told, dict):
        return {name: breakable(one) for name, one in told.items()}
    if isinstance(told, list | tuple):
        return [breakable(one) for one in told]
    return LONG_WORD.sub("\\g<0>\u200b", told) if isinstance(told, str) else told


def require_fonts(office: Path) -> None:
    """Raises FontsMissing."""
    _chosen(fonts_of(office).families())


def fonts_of(office: Path) -> typst.Fonts:
    own = office / OWN_FONTS
    return typst.Fonts(font_paths=[own] if own.is_dir() else [], include_embedded_fonts=False)


def _chosen(families: Sequence[str]) -> dict[str, list[str]]:
    """Of each part the fonts that are here, in order: a rare character is looked for in the next one."""
    here = {part: [one for one in wanted if one in families] for part, wanted in WANTED.items()}
    missing = [part for part, found in here.items() if not found]
    if missing:
        raise FontsMissing(WANTED[missing[0]][-2])
    return here


def _laid_out(folder: Path, sheet: Sheet) -> Path:
    """Everything it is made of in a folder of its own, which it cannot look out of."""
    main = folder / "main.typ"
    main.write_bytes((MANNER / f"{SET_WITH.get(sheet.name, sheet.name)}.typ").read_bytes())
    (folder / "manner.typ").write_bytes((MANNER / "manner.typ").read_bytes())
    segno.make(sheet.code, error="m", micro=False).save(str(folder / "qr.svg"), border=0)
    if sheet.picture:
        (folder / "picture.svg").write_text(sheet.picture, encoding="utf-8")
    for number, one in enumerate(sheet.photos, start=1):
        (folder / f"photo-{number}.jpg").write_bytes(one.content)
    return main
