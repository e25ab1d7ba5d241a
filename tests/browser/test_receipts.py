"""A browser keeps what it was told about the log, and says in red when the log says something else."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing

import pytest

from api.clock import wall
from desk.receipts import receipt_of_line, said_by
from tests.support.ed25519 import fits
from tests.support.screens import DESK, PHONE, WALL
from tests.support.serving import a_staffed_office, serving

pytestmark = pytest.mark.browser

KEPT = "async () => { await window.shoubaoReceipts.ready; return await window.shoubaoReceipts.kept(); }"
RED = "() => !document.getElementById('witness').hidden"


@pytest.fixture
def server(tmp_path):
    with a_staffed_office(tmp_path, at=wall()):
        pass
    with serving(tmp_path) as server:
        yield server


def act(screen, words="青石镇油罐车侧翻"):
    """A call written down at the desk, as its form sends it."""
    screen.go("/")
    screen.page.evaluate(
        """(what) => { const form = document.querySelector("form[action='/calls']");
        form.elements.what.value = what; form.submit(); }""",
        words,
    )
    screen.page.wait_for_url("**/incidents/**")
    return screen.page.evaluate(KEPT)


def store_of(server):
    with closing(sqlite3.connect(server.folder / "log.db")) as log:
        return log.execute("SELECT value FROM log_info WHERE name='store_id'").fetchone()[0]


def shown_red(screen):
    screen.page.evaluate(KEPT)
    screen.page.wait_for_load_state("networkidle")
    return screen.page.evaluate(RED)


def copied(server, name):
    """The office's folder as it is, with nobody at work in it."""
    server.stop()
    target = server.folder.with_name(name)
    shutil.copytree(server.folder, target)
    server.start()
    return target


def put_back(server, copy):
    server.stop()
    shutil.rmtree(server.folder)
    shutil.copytree(copy, server.folder)
    server.start()


def test_what_somebody_did_leaves_a_receipt_in_their_browser(server, open_screen):
    screen = open_screen(server, "zhiban")
    [one] = act(screen)
    line = receipt_of_line(one["line"])
    text = said_by(store_of(server), line.seq, line.chain, line.at_us, line.command)
    assert fits(line.key, line.signature, text)
    assert not shown_red(screen.go("/"))
    assert len(act(screen, "另一件")) == 2
    assert screen.complaints == []


def test_an_older_copy_put_in_its_place_turns_red(server, open_screen, tmp_path):
    screen = open_screen(server, "zhiban")
    act(screen)
    copy = copied(server, "older")
    assert len(act(screen, "后来的事")) == 2
    assert not shown_red(screen.go("/"))
    screen.go("/pin")  # an open board would load itself anew when it meets another log
    put_back(server, copy)
    screen.page.evaluate("localStorage.clear()")  # what the board itself saw is another proof
    screen.go("/")
    screen.page.wait_for_function(RED)
    assert "签名回执" in screen.page.locator("#witness").inner_text()
    screen.page.locator("#witness button").click()
    assert not shown_red(screen.go("/"))
    screen.go("/receipts")
    screen.page.locator("tr.wrong").wait_for()
    assert screen.page.locator("tr.wrong").count() == 1
    with screen.page.expect_download() as download:
        screen.page.click("#export")
    lines = download.value.path().read_text().splitlines()
    assert lines[0] == f"shoubao/receipt/{store_of(server)}"
    assert len(lines) == 3
    screen.page.click("#aside")
    screen.page.locator("tr.wrong").wait_for(state="detached")
    assert not shown_red(screen.go("/"))


def test_no_more_than_a_thousand_are_kept(server, open_screen):
    screen = open_screen(server, "zhiban")
    [one] = act(screen)
    screen.page.evaluate(
        """async (one) => { const db = await new Promise((done) => {
        const asking = indexedDB.open("shoubao-receipts", 1);
        asking.onsuccess = () => done(asking.result); });
        const some = db.transaction("receipt", "readwrite").objectStore("receipt");
        for (let at = 0; at < 1100; at += 1) some.put({ ...one, id: `${one.id}${at}`, at: at });
        await new Promise((done) => { some.transaction.oncomplete = done; }); }""",
        one,
    )
    assert len(act(screen, "另一件")) == 1_000


@pytest.mark.parametrize("size", [DESK, PHONE, WALL], ids=["desk", "phone", "wall"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_list_fits_and_complains_of_nothing(server, open_screen, axe, size, language):
    screen = open_screen(server, "zhiban", "/receipts", size=size, language=language)
    assert screen.page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert screen.violations(axe) == []
    assert screen.complaints == []
