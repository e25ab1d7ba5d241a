"""Whoever acts is told where the log stood, signed; and may ask whether it still stands there."""

from __future__ import annotations

import html
import re

import pytest

from desk.access import Role
from desk.receipts import receipt_of_line, said_by
from domain.receipt_key import ReceiptKeyPublished
from tests.support.ed25519 import fits

CALL = {"what": "燃气泄漏"}


def carried(page):
    """The receipts that a page brings to its browser."""
    found = re.search(r'<meta name="receipts" content="([^"]*)"', page.text)
    return html.unescape(found[1]).split(",") if found and found[1] else []


def test_a_page_names_the_epoch_as_the_log_of_links_does(own_web, officer):
    """As a number: what a declared restoration lost is told by comparing it."""
    told = officer.get("/api/v1/log/links").json()
    assert f'data-epoch="{told["epoch"]}">' in officer.get("/").text.partition("</head>")[0]


@pytest.fixture
def program(own_web):
    return own_web.program(Role.DUTY_OFFICER)


@pytest.fixture
def officer(own_web):
    return own_web.browser(Role.DUTY_OFFICER)


def published(web):
    return next(
        one.event.public for one in web.log.since(0) if isinstance(one.event, ReceiptKeyPublished)
    )


def is_genuine(web, line):
    one = receipt_of_line(line)
    text = said_by(web.log.store_id, one.seq, one.chain, one.at_us, one.command)
    return one.key == published(web) and fits(one.key, one.signature, text)


def test_a_programs_answer_is_signed_by_the_key_that_the_log_names(own_web, program):
    answer = program.post("/api/v1/calls", CALL, key="one").json()
    one = receipt_of_line(answer["signed"])
    assert (one.seq, one.chain) == (answer["seq"], answer["chain"])
    assert str(one.command) == answer["command_id"]
    assert is_genuine(own_web, answer["signed"])


def test_the_same_command_again_answers_with_the_same_receipt(program):
    first, again = (program.post("/api/v1/calls", CALL, key="one").json() for _ in range(2))
    assert (first["replayed"], again["replayed"]) == (False, True)
    assert first["signed"] == again["signed"]


def test_a_receipt_of_which_one_sign_is_another_is_signed_by_nobody(own_web, program):
    line = program.post("/api/v1/calls", CALL).json()["signed"]
    for at in range(0, line.index(" "), 7):
        if line[at] == ":":
            continue
        spoilt = line[:at] + ("1" if line[at] != "1" else "2") + line[at + 1 :]
        assert not is_genuine(own_web, spoilt)


def test_the_pages_after_a_form_carry_its_receipt_to_the_browser_that_sent_it(own_web, officer):
    officer.take_call("化工厂爆炸")
    [line] = carried(officer.get("/"))
    assert is_genuine(own_web, line)
    assert carried(own_web.browser(Role.DUTY_OFFICER).get("/")) == []
    assert [carried(officer.get("/")) for _ in range(3)] == [[line], [line], []]


def test_a_flood_of_acts_carries_the_newest(officer):
    for _ in range(10):
        officer.take_call("化工厂爆炸")
    seqs = [receipt_of_line(line).seq for line in carried(officer.get("/"))]
    assert (len(seqs), seqs) == (8, sorted(seqs))


def test_the_chain_is_told_at_the_positions_asked_for_and_nowhere_else(own_web, program, officer):
    one = program.post("/api/v1/calls", CALL).json()
    asked = f"/api/v1/log/links?seq={one['seq']}&seq=0&seq=999999"
    told = officer.get(asked).json()
    assert told["links"][str(one["seq"])] == one["chain"]
    assert sorted(told["links"]) == sorted(["0", str(one["seq"])])
    assert (told["store"], told["epoch"], told["after"]) == (str(own_web.log.store_id), 1, 0)
    assert officer.get("/api/v1/log/links").json()["links"] == {}
    many = "&".join(f"seq={at}" for at in range(21))
    assert officer.get(f"/api/v1/log/links?{many}").status_code == 422
    assert officer.get("/api/v1/log/links?seq=-1").status_code == 422


def test_the_key_is_private_and_published_once(own_web, officer):
    path = own_web.running.settings.folder / "receipt.key"
    assert path.stat().st_mode & 0o777 == 0o600
    topics = [one.topic for one in own_web.log.since(0) if one.topic.startswith("receipt-key")]
    assert topics == ["receipt-key.published"]


def test_the_page_of_receipts_speaks_both_languages_and_works_for_everybody(own_web, officer):
    assert "本机回执" in officer.get("/receipts").text
    officer.client.cookies.set("language", "en")
    assert "Export the receipts" in officer.get("/receipts").text
    assert own_web.browser(Role.REPORTER, own_web.town).get("/receipts").status_code == 200
