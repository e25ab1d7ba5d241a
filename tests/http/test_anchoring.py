"""What the pages say of the seal: how far it goes, who answered, and a line on the desk when something is amiss."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from api.anchoring import groups
from api.clock import wall
from api.settings import Demonstration
from desk.access import Role
from desk.log.note import origin_of
from desk.seal.state import Amiss, Anchor, State, say


@pytest.fixture
def says(own_web):
    """What a sealer would have put down a moment ago."""
    folder = own_web.running.settings.sealed_in

    def saying(**told):
        folder.mkdir(exist_ok=True)
        own_web.running.anchored._heard = (0.0, None)
        given = {"looked_at": wall(), "origin": "x", "key": "x+1+AAAA"} | told
        say(folder, State(**given))

    return saying


@pytest.fixture
def page(own_web):
    page = own_web.browser(Role.DUTY_OFFICER)
    return lambda path: page.get(path).text


def test_without_a_sealer_the_desk_is_quiet_and_the_page_says_so(page):
    assert "没有启用封签" in page("/anchoring")
    assert page("/anchoring/line").strip() == ""


def test_a_demonstration_says_that_it_is_not_sealed_and_how_to_see_it(own_web, page):
    assert "演示不封签" not in page("/anchoring")
    shown = Demonstration(password="x", pin="0", accounts=[])
    own_web.running.settings = own_web.running.settings.model_copy(update={"demonstration": shown})
    assert "演示不封签" in page("/anchoring")


def test_it_says_how_far_it_goes_and_reckons_root_and_chain_itself(own_web, says, page):
    log = own_web.running.log
    checkpoint = own_web.running.anchored.checkpoint(5)
    assert (checkpoint.origin, checkpoint.chain) == (origin_of(log.store_id), log.chain_at(5))
    anchor = Anchor("shoubao/witness/local", 3, wall())
    says(seen=6, sealed=5, sealed_at=wall() - timedelta(seconds=7), anchors=(anchor,))
    least = log.head().seq - 3
    told = page("/anchoring")
    for words in (
        groups(checkpoint.root),
        groups(checkpoint.chain),
        "shoubao/witness/local",
    ):
        assert words in told
    assert any(7 <= int(ago) < 60 for ago in re.findall(r"(\d+)秒前", told))
    behind = [int(one) for one in re.findall(r"<td>(\d+)</td>", told)]
    assert any(least <= one <= log.head().seq - 3 for one in behind)


def ago(seconds):
    return wall() - timedelta(seconds=seconds)


AMISS = {
    "第3号": lambda: {"amiss": Amiss(3, "the event is not the one that was hashed", ago(1))},
    "没有见证回应": lambda: {"waiting_since": ago(61)},
    "停了一分钟以上": lambda: {"looked_at": ago(61)},
    "读不到日志": lambda: {"unread_since": ago(61)},
}


@pytest.mark.parametrize("words", AMISS)
def test_what_is_amiss_stands_on_the_desk_with_a_way_to_the_page(says, page, words):
    says(**AMISS[words]())
    for path in ("/", "/anchoring", "/anchoring/line"):
        assert words in page(path)
    assert 'href="/anchoring"' in page("/")


def test_what_has_lasted_for_less_than_a_minute_is_nothing_yet(says, page):
    says(waiting_since=ago(50), unread_since=ago(50), looked_at=ago(50))
    assert page("/anchoring/line").strip() == ""


def test_a_sealer_that_should_be_there_and_is_not_is_told(own_web, page):
    own_web.running.anchored._expected = True
    assert "封签没有在工作" in page("/anchoring/line")
