"""The shipped templates are what their builder makes, and open as what they are."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from docx.shared import Mm

from projections.documents.docx_filling import TemplateBroken, filled, template_path
from projections.documents.sample import sample
from projections.documents.template_builder import MADE, SHIPPED, build
from tests.support.sample_papers import FULL, RARE, STRANGE, a_sheet, a_slip, with_photos
from tests.support.tree import ROOT


def body_of(content):
    document = Document(BytesIO(content))
    parts = [document.element, document.styles.element, document.settings.element]
    return [one.xml for one in parts]


@pytest.mark.parametrize("name", MADE)
def test_a_shipped_template_is_what_the_builder_makes(name):
    assert body_of((SHIPPED / f"{name}.docx").read_bytes()) == body_of(build(name))


def test_nothing_else_is_shipped():
    assert {one.name for one in SHIPPED.iterdir()} == {f"{name}.docx" for name in MADE}


@pytest.mark.parametrize("name", MADE)
def test_a_template_names_its_fonts_and_carries_none(name):
    document = Document(SHIPPED / f"{name}.docx")
    assert not [
        one.partname
        for one in document.part.package.iter_parts()
        if "font" in one.partname.lower() and "fontTable" not in one.partname
    ]
    assert "Theme" not in document.styles["Normal"].element.xml
    assert document.core_properties.author == ""


ORDER = {  # of what stands inside, as the schema has it: Word repairs what is not in order
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs snapToGrid "
    "spacing ind contextualSpacing jc outlineLvl rPr sectPr",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders shd tcMar vAlign",
    "rPr": "rStyle rFonts b bCs i iCs color spacing w kern position sz szCs highlight u lang",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols titlePg docGrid",
}


@pytest.mark.parametrize("name", MADE)
def test_every_part_stands_in_the_order_of_the_schema(name):
    document = Document(SHIPPED / f"{name}.docx")
    section = document.sections[0]
    parts = (document, section.footer, section.even_page_footer)
    for part in (one for root in parts for one in root._element.iter()):
        kind = part.tag.rsplit("}", 1)[-1]
        if kind in ORDER:
            found = [one.tag.rsplit("}", 1)[-1] for one in part]
            assert found == sorted(found, key=ORDER[kind].split().index), kind


def test_what_is_filled_in_stands_there_word_for_word():
    paper = Document(BytesIO(filled(SHIPPED / "bulletin.docx", a_sheet())))
    texts = [one.text for one in paper.paragraphs]
    assert f"主班{RARE}" in texts
    assert "a<b>&c {{ x }}{% y %}{# z #}=1+1 \ue000𠮷" in texts
    assert FULL in texts
    assert "{%" not in "".join(one for one in texts if "x }}" not in one)
    assert STRANGE not in texts


def test_an_unset_mark_prints_nothing_and_an_unknown_tag_neither():
    sheet = a_sheet()
    del sheet.words["urgency"]
    paper = Document(BytesIO(filled(SHIPPED / "bulletin.docx", sheet)))
    assert [one.text for one in paper.paragraphs][:2] == ["秘密", ""]


def test_pictures_and_the_logs_mark_stand_on_the_paper():
    plain, pictured = (
        Document(BytesIO(filled(SHIPPED / f"{one.name}.docx", one)))
        for one in (a_slip(), with_photos())
    )
    assert len(plain.inline_shapes) == 1
    assert [one.width for one in pictured.inline_shapes] == [Mm(120), Mm(112) // 3, Mm(18)]


def test_an_office_puts_its_own_template_before_ours(tmp_path):
    assert template_path(tmp_path, "bulletin") == SHIPPED / "bulletin.docx"
    (tmp_path / "templates").mkdir()
    own = tmp_path / "templates" / "bulletin.docx"
    own.write_bytes(build("roster"))
    assert template_path(tmp_path, "bulletin") == own


@pytest.mark.parametrize(
    "words",
    ["{% for %}", "{{ ''.__class__.__mro__ }}", "{{ title | nofilter }}", "{{ 1 / 0 }}"],
)
def test_a_broken_template_is_refused_and_runs_nothing(tmp_path, words):
    document = Document()
    document.add_paragraph(words)
    document.save(tmp_path / "bulletin.docx")
    with pytest.raises(TemplateBroken, match=r"bulletin\.docx"):
        filled(tmp_path / "bulletin.docx", a_sheet())


def test_what_is_no_docx_is_refused(tmp_path):
    (tmp_path / "bulletin.docx").write_bytes(b"MZ no paper")
    with pytest.raises(TemplateBroken):
        filled(tmp_path / "bulletin.docx", a_sheet())


def test_every_tag_is_told_to_those_who_edit_templates():
    told = (ROOT / "docs" / "papers.md").read_text(encoding="utf-8")
    named = {tag for name in MADE for tag in (*sample(name).words, "qr", "photos")}
    assert [tag for tag in sorted(named) if tag not in told] == []
    assert all(f"`{name}.docx`" in told for name in MADE)
