"""An inspector takes an incident along: exported in the browser, checked where the product is not, one byte changed and named."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from api.clock import wall
from desk.incidents import StateFacts, state_facts
from tests.support.dossiers import run_apart, unpacked
from tests.support.nights import a_shift
from tests.support.serving import a_staffed_office, serving

pytestmark = pytest.mark.browser


@pytest.fixture
def server(tmp_path):
    """One dead at first, two after an hour; the city was told."""
    (folder := tmp_path / "office").mkdir()
    with a_staffed_office(folder, at=wall() - timedelta(minutes=100)) as office:
        a_shift(office)
        incident = office.call("硫酸储罐区爆炸起火", caller=office.town).incident
        for dead in (1, 2):
            office.do(state_facts, StateFacts(incident=incident, facts=(office.dead(dead),)))
            office.by_word(incident, office.county, office.city)
            office.clock.forward(minutes=45)
    with serving(folder) as server:
        server.incident = incident
        yield server


def exported(screen, incident, out):
    """From the incident's own page, as an officer would."""
    page = screen.go(f"/incidents/{incident}").page
    page.click(f"a[href='/dossier?incident={incident}']")
    page.fill("[name=reason]", "省应急厅调阅")
    with page.expect_download() as given:
        page.click("form button.main")
    given.value.save_as(out)
    return given.value.suggested_filename


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
def test_it_is_taken_along_checked_apart_and_a_changed_byte_is_named(
    open_screen, server, tmp_path, script
):
    screen = open_screen(server, "zhuren", java_script_enabled=script)
    name = exported(screen, server.incident, tmp_path / "dossier.zip")
    assert re.fullmatch(r"卷宗-.*-\d+\.zip", name)
    apart = unpacked((tmp_path / "dossier.zip").read_bytes(), tmp_path / "apart")
    run = run_apart(apart)
    assert (run.returncode, run.stderr) == (0, ""), run.stdout
    assert (apart / "timeline.pdf").read_bytes().startswith(b"%PDF")
    events = apart / "events.ndjson"
    lines = events.read_bytes().splitlines(keepends=True)
    place = next(at for at, one in enumerate(lines) if b'"value":2' in one)
    seq = re.match(rb'\{"seq":(\d+),', lines[place])[1].decode()
    lines[place] = lines[place].replace(b'"value":2', b'"value":1', 1)
    events.write_bytes(b"".join(lines))
    run = run_apart(apart)
    assert run.returncode == 1
    assert f"事件内容与其哈希不符：#{seq}\n" in run.stdout
