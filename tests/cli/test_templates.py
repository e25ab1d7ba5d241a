"""A template is tried before the morning: taken out, edited, checked with a line for each thing that is wrong."""

from __future__ import annotations

import shutil

import pytest
from docx import Document

from projections.documents.template_builder import MADE, SHIPPED


def edited(path, before, after):
    """As a person would in a word processor."""
    document = Document(path)
    for one in document.paragraphs:
        for run in one.runs:
            run.text = run.text.replace(before, after)
    document.save(path)


@pytest.fixture
def own(tmp_path, shoubao):
    said = shoubao("templates", "write", tmp_path / "own")
    assert said.code == 0
    return tmp_path / "own"


def test_the_shipped_ones_are_taken_out_and_are_in_order(shoubao, own):
    assert {one.stem for one in own.iterdir()} == set(MADE)
    for name in MADE:
        said = shoubao("templates", "check", own / f"{name}.docx")
        assert (said.code, said.err) == (0, "")
        assert "模板无误" in said.out


def test_nothing_is_overwritten(shoubao, own):
    (own / "roster.docx").unlink()
    said = shoubao("templates", "write", own)
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "bulletin.docx" in said.err
    assert not (own / "roster.docx").exists()


def test_unknown_and_missing_tags_have_a_line_each(shoubao, own):
    edited(own / "bulletin.docx", "{{ signer }}", "{{ singer }}")
    edited(own / "bulletin.docx", "one.text", "one.words")
    edited(own / "bulletin.docx", "if addressee", "if adressee")
    said = shoubao("templates", "check", own / "bulletin.docx")
    assert (said.code, said.out) == (2, "")
    lines = said.err.splitlines()
    assert sorted(lines) == [
        "bulletin.docx：没有这个标签：adressee",
        "bulletin.docx：没有这个标签：singer",
        "bulletin.docx：没有这个标签：words",
        "bulletin.docx：缺少标签：signer",
    ]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"MZ"])
def test_what_is_no_template_is_refused_in_one_line(shoubao, tmp_path, content):
    file = tmp_path / "bulletin.docx"
    file.write_bytes(content)
    said = shoubao("templates", "check", file)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)


def test_another_name_needs_a_word_as_what_it_is_used(shoubao, tmp_path):
    file = tmp_path / "我们的快报.docx"
    shutil.copy(SHIPPED / "flash.docx", file)
    assert shoubao("templates", "check", file).code == 2
    assert shoubao("templates", "check", file, "--as", "flash").code == 0
    assert shoubao("templates", "check", file, "--as", "roster").code == 2
