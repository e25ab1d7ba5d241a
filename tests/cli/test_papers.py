"""The doctor finds an issued paper that is gone, and a name that no font here can draw."""

from __future__ import annotations

from contextlib import closing

import pytest

from api.cli.checks import files, papers
from api.cli.checks.finding import Asked
from api.cli.founding import INIT
from api.clock import OfficeClock, new_id, wall
from api.settings import settings_of
from desk.desk import Desk
from desk.documents import issue_document
from desk.log.envelope import Acting
from desk.log.log import open_log
from desk.network import RegisterPerson, register_person
from domain.actors import Via
from domain.person import PersonProfile
from domain.times import Basis, moment
from projections.documents.glyphs import undrawn
from projections.documents.pdf import FontsMissing, require_fonts
from tests.support.documents import a_paper
from tests.support.office_program import required

UNDRAWN = "\ue123"


@pytest.fixture
def fonts(tmp_path):
    try:
        require_fonts(tmp_path)
    except FontsMissing:
        required("fonts-noto-cjk")


def do(folder, handle, command):
    acting = Acting(by=INIT, recorded_by=INIT, via=Via.CLI, command_id=new_id(), account="test")
    with closing(open_log(folder, OfficeClock())) as log:
        return Desk(log, lambda *_: None).act(acting, handle, command(log))


def found(check, folder):
    return check(Asked(settings_of(folder), wall()))


def test_a_paper_whose_bytes_are_gone_is_named(plain_office):
    assert found(files.files, plain_office).ok
    do(
        plain_office,
        issue_document,
        lambda _: a_paper(moment(wall(), Basis.KEY_PRESS), "2026-11-24", 1),
    )
    told = found(files.files, plain_office)
    assert not told.ok
    assert "值班情况" in told.seen


def test_rare_characters_are_drawn_and_what_is_not_is_named(fonts, tmp_path):
    assert undrawn(["周敏", "䶮喆翀堃昇", "欧阳 文"], tmp_path) == {}
    assert undrawn(["周敏", f"张{UNDRAWN}"], tmp_path) == {f"张{UNDRAWN}": UNDRAWN}


def test_the_doctor_names_whose_name_cannot_be_printed(fonts, plain_office):
    assert found(papers.fonts, plain_office).ok

    def registering(log):
        unit = Desk(log, lambda *_: None).register().office.unit
        return RegisterPerson(profile=PersonProfile(name=f"张{UNDRAWN}", unit=unit))

    do(plain_office, register_person, registering)
    told = found(papers.fonts, plain_office)
    assert not told.ok
    assert f"张{UNDRAWN}" in told.seen


def test_without_any_font_papers_are_word_files_and_that_is_said(plain_office, monkeypatch):
    monkeypatch.setattr("projections.documents.pdf.WANTED", {"text": ("no such family", "")})
    told = found(papers.fonts, plain_office)
    assert told.ok
    assert "不出 PDF" in told.seen
