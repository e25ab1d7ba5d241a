"""Papers printed once for all who look at them: an office program takes two seconds a paper."""

from __future__ import annotations

import pytest

from projections.documents.docx_filling import filled
from projections.documents.pdf import FontsMissing, set_in_type
from projections.documents.template_builder import SHIPPED
from tests.support.office_program import converted, pages_of, required
from tests.support.sample_papers import (
    a_reminder,
    a_sheet,
    a_slip,
    of_an_exercise,
    with_photos,
)

SHEETS = {
    "bulletin": a_sheet,
    "special_report": with_photos,
    "instruction_slip": a_slip,
    "plan_reminder": a_reminder,
    "flash": of_an_exercise,
}


@pytest.fixture(scope="session")
def opened(tmp_path_factory):
    """The pages of each docx as LibreOffice lays them out."""
    required("soffice", "pdftotext")
    folder = tmp_path_factory.mktemp("papers")
    papers = [folder / f"{name}.docx" for name in SHEETS]
    for paper in papers:
        paper.write_bytes(filled(SHIPPED / paper.name, SHEETS[paper.stem]()))
    return {one.stem: pages_of(one) for one in converted(folder, *papers)}


@pytest.fixture(scope="session")
def typeset(tmp_path_factory):
    """The pages of each PDF of our own."""
    folder = tmp_path_factory.mktemp("typeset")
    for name, sheet in SHEETS.items():
        try:
            (folder / f"{name}.pdf").write_bytes(set_in_type(sheet(), folder))
        except FontsMissing:
            required("fonts-noto-cjk")
    return {name: pages_of(folder / f"{name}.pdf") for name in SHEETS}
