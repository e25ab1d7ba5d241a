"""LibreOffice as an office has it: opens our papers and says what really came out, page by page."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import NamedTuple

import pytest

GET_SOFFICE = "no office program: `apt-get install libreoffice-writer-nogui poppler-utils`"
LINE = re.compile(r'<line xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)"[^>]*>(.*?)</line>', re.S)
WORD = re.compile(r"<word[^>]*>(.*?)</word>")
SECONDS_MAX = 120


class Line(NamedTuple):
    """One line as it stands on the paper, in points from its left upper edge."""

    left: float
    top: float
    right: float
    text: str


def required(*programs):
    """Skipped where one is missing; under SHOUBAO_TEST_ALL it fails."""
    missing = [one for one in programs if not shutil.which(one)]
    if missing and os.environ.get("SHOUBAO_TEST_ALL") == "1":
        pytest.fail(GET_SOFFICE)
    if missing:
        pytest.skip(GET_SOFFICE)


def converted(folder, *papers):
    """PDFs of docx files, in one run with a profile of its own: of two runs with one profile one makes nothing."""
    required("soffice", "pdftotext")
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    asked = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run(
        [*asked, *map(str, papers)], check=True, capture_output=True, timeout=SECONDS_MAX
    )
    made = [folder / f"{one.stem}.pdf" for one in papers]
    assert all(one.exists() for one in made)
    return made


def pages_of(pdf):
    """Each page as its lines, from top to bottom."""
    required("pdftotext")
    told = subprocess.run(
        ["pdftotext", "-bbox-layout", str(pdf), "-"], check=True, capture_output=True, text=True
    ).stdout
    return [_lines(one) for one in told.split("<page ")[1:]]


def text_of(pdf):
    """Everything on it without what only sets it apart: programs put spaces between scripts."""
    return "".join("".join(line.text for line in page) for page in pages_of(pdf)).replace(" ", "")


def _lines(page):
    found = [
        Line(float(left), float(top), float(right), "".join(WORD.findall(words)))
        for left, top, right, words in LINE.findall(page)
    ]
    return sorted(found, key=lambda one: (round(one.top), one.left))
