"""What the pages look like, for the README and for whoever reviews a change: `SHOUBAO_SCREENSHOTS=folder`."""

from __future__ import annotations

import os
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from api.cases.reader import read_case
from api.cli.past_folder import PASSWORD as PAST_PASSWORD
from api.cli.past_folder import past_office
from api.clock import wall
from tests.support.nights import a_busy_night, a_night, a_shift
from tests.support.screens import DESK, PHONE, WALL
from tests.support.serving import a_staffed_office, serving
from tests.support.tree import ROOT

pytestmark = pytest.mark.browser

FOLDER = os.environ["SHOUBAO_SCREENSHOTS"]
NIGHTS = {"night": (a_night, 130), "busy": (a_busy_night, 121), "calm": (a_shift, 60)}  # minutes
INCIDENT = "锅炉房蒸汽管道爆裂"
README, TALL = (1280, 720), (1280, 940)
THAT_MINUTE = "2019-12-04T13:00:00"
PICTURES = {  # name → night, who, where, size, language
    "wall": ("night", "zhuren", "/wall", WALL, "zh"),
    "wall-small": ("night", "zhuren", "/wall", README, "zh"),
    "wall-busy": ("busy", "zhuren", "/wall", WALL, "zh"),
    "wall-busy-en": ("busy", "zhuren", "/wall", WALL, "en"),
    "wall-calm": ("calm", "zhuren", "/wall", WALL, "zh"),
    "desk": ("night", "zhiban", "/", DESK, "zh"),
    "desk-en": ("night", "zhiban", "/", DESK, "en"),
    "desk-busy": ("busy", "zhiban", "/", DESK, "zh"),
    "incident": ("night", "zhiban", INCIDENT, DESK, "zh"),
    "phone": ("night", "zhiban", "/", PHONE, "zh"),
    "phone-incident": ("night", "zhiban", INCIDENT, PHONE, "zh"),
    "shift": ("night", "zhuren", "/shift", DESK, "zh"),
    "rules": ("night", "guanli", "/rules", DESK, "zh"),
    "accounts": ("night", "guanli", "/accounts", DESK, "zh"),
    "login": ("night", None, "/login", DESK, "zh"),
    "refused": ("night", "zhiban", "/incidents/00000000-0000-4000-8000-000000000001", DESK, "zh"),
}


@pytest.fixture(scope="module")
def servers(tmp_path_factory):
    """One server a night, all of them at once."""
    with ExitStack() as opened:
        yield {
            night: opened.enter_context(serving(had(tmp_path_factory, night))) for night in NIGHTS
        }


def had(folders, night):
    folder = folders.mktemp(night)
    happens, minutes = NIGHTS[night]
    with a_staffed_office(folder, at=wall() - timedelta(minutes=minutes)) as office:
        happens(office)
    return folder


def take(screen, name):
    screen.page.screenshot(path=Path(FOLDER) / f"{name}.png")
    assert (Path(FOLDER) / f"{name}.png").stat().st_size > 5_000


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_of(servers, open_screen, name):
    night, who, path, size, language = PICTURES[name]
    screen = open_screen(servers[night], who, size=size, language=language)
    if path == INCIDENT:
        screen.go("/").page.click(f"li.card h3 a:has-text('{INCIDENT}')")
        screen.page.wait_for_url("**/incidents/*")
    else:
        screen.go(path)
    if screen.page.locator("#live").count():
        screen.wait_for_link("live")
    take(screen, name)


def test_pictures_of_a_link_gone_silent_and_then_lost(servers, open_screen):
    screen = open_screen(servers["night"], "zhuren", "/wall", size=WALL).wait_for_link("live")
    desk = open_screen(servers["night"], "zhiban", "/").wait_for_link("live")
    servers["night"].freeze()
    screen.wait_for_link("stale")
    take(screen, "wall-stale")
    desk.wait_for_link("broken")
    take(desk, "desk-broken")
    screen.wait_for_link("broken")
    take(screen, "wall-broken")
    servers["night"].thaw()
    screen.wait_for_link("live")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_picture_of_a_past_case_replayed(tmp_path, open_screen, language):
    past_office(read_case(ROOT / "docs" / "cases" / "liuyang-2019.yaml"), "", tmp_path / "past")
    with serving(tmp_path / "past") as server:
        server.password = PAST_PASSWORD
        screen = open_screen(server, "shenji", size=TALL, language=language)
        screen.go(f"/replay?at={THAT_MINUTE}").page.click("#incidents li.card h3 a")
        screen.page.wait_for_url("**/replay/incidents/*")
        take(screen, f"replay-{language}")
