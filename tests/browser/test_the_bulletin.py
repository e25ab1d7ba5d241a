"""At 08:20: the bulletin is read on its page, issued with four keys, downloaded, and opened by LibreOffice as it stands."""

from __future__ import annotations

from datetime import timedelta
from zipfile import ZipFile

import pytest

from api.clock import wall
from tests.support.nights import a_busy_night
from tests.support.office_program import converted, pages_of, text_of
from tests.support.serving import a_staffed_office, serving

pytestmark = pytest.mark.browser

LEAD = "昨夜十一起，均已处置，䶮喆翀堃昇同志在岗。" * 8


@pytest.fixture
def server(tmp_path):
    with a_staffed_office(tmp_path, at=wall() - timedelta(minutes=121)) as office:
        a_busy_night(office)
    with serving(tmp_path) as server:
        yield server


def downloaded(page, link, folder):
    with page.expect_download() as given:
        page.click(link)
    path = folder / "bulletin.docx"
    given.value.save_as(path)
    return path


def test_it_is_issued_and_opens_as_it_was_written(open_screen, server, tmp_path):
    page = open_screen(server, "zhiban", "/shift").page
    page.click("nav.places a[href='/documents']")
    page.click("main a.main")
    told = page.locator("section.sheet").first.inner_text()
    assert "值班情况" in told
    page.fill("[name=lead]", LEAD)
    page.select_option("[name=signer]", label="沈立群")
    page.select_option("[name=urgency]", "urgent")
    page.click("form button.main")
    page.wait_for_url("**/documents")
    assert "〔" in page.locator("table td").first.inner_text()
    paper = downloaded(page, "table a[href$='/docx']", tmp_path)
    assert ZipFile(paper).testzip() is None
    [pdf] = converted(tmp_path, paper)
    text = text_of(pdf)
    assert LEAD in text
    assert "加急" in text
    assert "签发人：沈立群" in text
    full = [line.text for page in pages_of(pdf) for line in page if len(line.text) == 28]
    assert len(full) > 3
