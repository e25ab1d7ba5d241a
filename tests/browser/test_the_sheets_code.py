"""The code on a printed handover sheet is read as a telephone reads it, and held against the log years later."""

from __future__ import annotations

import io

import pytest
import zxingcpp
from PIL import Image

from api.anchoring import groups
from desk.log.note import checkpoint_of
from tests.support.nights import a_next_shift, a_shift
from tests.support.rewriting import rewritten
from tests.support.serving import a_staffed_office, serving
from tests.support.shell import Shell

pytestmark = pytest.mark.browser


@pytest.fixture
def server(tmp_path):
    folder = tmp_path / "office"
    folder.mkdir()
    with a_staffed_office(folder) as office:
        a_shift(office)
        a_next_shift(office)
        office.call("化工厂爆炸")
    with serving(folder) as server:
        yield server


@pytest.fixture
def printed(server, open_screen):
    """The sheet as it comes out of a printer of twice a screen's dots."""
    page = open_screen(server, "zhiban", "/handover", device_scale_factor=2).page
    page.select_option("[name=phone]", "fine")
    page.click("form[action$='/offer'] button")
    page.goto(server.url + page.locator("#list a[href$='/sheet']").get_attribute("href"))
    page.emulate_media(media="print")
    return page


def test_what_was_printed_is_in_the_code_and_proves_the_log(server, printed, tmp_path):
    [code] = zxingcpp.read_barcodes(Image.open(io.BytesIO(printed.screenshot(full_page=True))))
    scanned = tmp_path / "sheet.txt"
    scanned.write_text(code.text)
    checkpoint = checkpoint_of(f"{code.text.rstrip()}\n")
    words = printed.locator("footer.witness").inner_text()
    size = checkpoint.size
    for told in (f"日志至第 {size} 条", groups(checkpoint.root), groups(checkpoint.chain)):
        assert told in words
    ended = Shell(tmp_path)("verify", server.folder, "--sheet", scanned)
    assert (ended.code, "完好" in ended.out) == (0, True)
    server.stop()
    rewritten(server.folder, lambda rows: [rows[0]._replace(version=7), *rows[1:]])
    ended = Shell(tmp_path)("verify", server.folder, "--sheet", scanned)
    assert (ended.code, f"第 {size} 号，与封签时不同" in ended.out) == (1, True)
