"""A real case in a browser: what its office knew at that minute, the figure corrected later, its dossier."""

from __future__ import annotations

import re

import pytest

from api.cases.known import figure_changes, office_named
from api.cases.reader import read_case
from api.cli.past_folder import PASSWORD, past_office
from api.clock import VirtualClock, new_id, wall
from desk.log.log import open_log
from domain.facts import Figure
from domain.incident import FactStated
from domain.working_days import BEIJING
from tests.support.dossiers import run_apart, unpacked
from tests.support.serving import serving
from tests.support.tree import ROOT

pytestmark = pytest.mark.browser

OWN = ROOT / "docs" / "cases" / "liuyang-2019.yaml"
SHARED = sorted((ROOT.parent / "shared" / "cases" / "dev").glob("*.yaml"))
ON_A_CARD = {
    Figure.DEAD: "死亡",
    Figure.MISSING: "失联",
    Figure.TRAPPED: "被困",
    Figure.INJURED: "受伤",
}
STEPS_MAX = 200


def told(folder, at):
    """The figures of an office: when each was put on record, and how a card shows it."""
    log = open_log(folder, VirtualClock(at), new_store_id=new_id())
    facts = [one for one in log.since(0, 10_000) if isinstance(one.event, FactStated)]
    log.close()
    return [(one.seq, one.recorded_at, one.event.fact) for one in facts]


def telling():
    """The case whose figures changed most, of those that are here."""
    cases = [read_case(file) for file in SHARED or [OWN]]
    return max(cases, key=lambda one: figure_changes(one, office_named(one, "")))


@pytest.fixture(scope="module", params=[telling, lambda: read_case(OWN)], ids=["real", "shipped"])
def server(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("cases") / "past"
    past_office(request.param(), "", folder)
    facts = [one for one in told(folder, wall()) if one[2].figure in ON_A_CARD]
    first = next(one for one in facts for other in facts if differs(one, other))
    last = [one for one in facts if differs(first, one)][-1]
    with serving(folder) as server:
        server.password, server.first, server.last = PASSWORD, first, last
        server.began = min(one[1] for one in facts)
        yield server


def differs(one, other):
    return one[2].figure is other[2].figure and one[2].value != other[2].value


def card(screen, fact):
    words = re.compile(rf"{ON_A_CARD[fact.figure]}\s*{fact.value}(?!\d)")
    return screen.page.locator("#incidents li.card", has_text=words)


def pressed_until(screen, locator, key):
    for _ in range(STEPS_MAX):
        if locator.count():
            return
        at = screen.page.url
        screen.page.keyboard.press(key)
        screen.page.wait_for_function("was => location.href !== was", arg=at)
    raise AssertionError("it was never shown")


def test_the_figure_of_that_minute_gives_way_to_the_one_it_was_corrected_to(server, open_screen):
    (seq, _, first), (_, _, last) = server.first, server.last
    screen = open_screen(server, "shenji", f"/replay?seq={seq}")
    assert "往事重演" in screen.page.locator("p.strip").inner_text()
    assert card(screen, first).count()
    pressed_until(screen, card(screen, last), "ArrowRight")
    assert not card(screen, first).count()
    pressed_until(screen, card(screen, first), "ArrowLeft")
    assert screen.complaints == []


def test_what_the_office_knew_then_stands_beside_what_it_knows_now_and_the_figure_is_marked(
    server, open_screen
):
    (seq, _, first), (_, _, last) = server.first, server.last
    screen = open_screen(server, "shenji", f"/replay?seq={seq}")
    screen.page.click("#incidents li.card h3 a")
    screen.page.wait_for_url("**/replay/incidents/*")
    known = screen.page.locator("#known")
    assert "本机关此刻所知" in known.inner_text()
    row = known.locator(
        "tr.mark-corrected", has=screen.page.get_by_role("rowheader", name=ON_A_CARD[first.figure])
    )
    assert re.search(rf"\b{first.value}\b.*\b{last.value}\b", row.inner_text(), re.DOTALL)
    assert "后来更正" in row.inner_text()
    assert screen.complaints == []


def test_its_dossier_is_taken_from_the_bar_and_checked_where_the_product_is_not(
    server, open_screen, tmp_path
):
    screen = open_screen(server, "shenji", f"/replay?seq={server.last[0]}")
    screen.page.click(".replay-bar a[href^='/dossier']")
    day = server.began.astimezone(BEIJING)
    screen.page.fill("[name=since]", f"{day:%Y-%m-%d} 00:00")
    screen.page.fill("[name=until]", f"{wall().astimezone(BEIJING):%Y-%m-%d %H:%M}")
    screen.page.fill("[name=reason]", "复盘")
    with screen.page.expect_download() as given:
        screen.page.click("form button.main")
    given.value.save_as(tmp_path / "dossier.zip")
    apart = unpacked((tmp_path / "dossier.zip").read_bytes(), tmp_path / "apart")
    run = run_apart(apart)
    assert (run.returncode, run.stderr) == (0, ""), run.stdout
