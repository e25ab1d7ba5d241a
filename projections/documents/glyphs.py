"""Which characters of people's names no font here can draw: they would be a box on paper, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from PIL import ImageFont

from projections.documents.pdf import WANTED, fonts_of

SIZE = 24
NOBODYS = "\U0010fffd"  # drawn as what stands for a missing one


def undrawn(names: Iterable[str], office: Path) -> dict[str, str]:
    """Of each name with such characters, those characters. Without any font, every name is whole."""
    fonts = list(_fonts(office))
    if not fonts:
        return {}
    drawn: dict[str, bool] = {}
    found: dict[str, str] = {}
    for name in dict.fromkeys(names):
        for one in set(name) - drawn.keys():
            drawn[one] = one.isspace() or any(_draws(font, one) for font in fonts)
        if lost := "".join(one for one in name if not drawn[one]):
            found[name] = lost
    return found


def _fonts(office: Path) -> Iterator[ImageFont.FreeTypeFont]:
    """Those a paper's text is set in."""
    for one in fonts_of(office).fonts():
        if one.family in WANTED["text"] and one.path and one.weight == 400:
            yield ImageFont.truetype(one.path, SIZE, index=one.index)


def _draws(font: ImageFont.FreeTypeFont, one: str) -> bool:
    return bytes(font.getmask(one)) != bytes(font.getmask(NOBODYS))
