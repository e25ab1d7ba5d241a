"""Every frame, heartbeat and hello carries a position with the log's chain there, and a hello answers what a board saw."""

from __future__ import annotations

import logging

import pytest
from starlette.websockets import WebSocketDisconnect

from api import live
from desk.access import Role
from tests.support.rewriting import rewritten


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(live, "HEARTBEAT_SECONDS", 0.02)


def watching(web, query=""):
    return web.browser(Role.DUTY_OFFICER, on_shift=True).watch(f"desk{query}")


def chain_at(web, seq):
    return web.log.head_at(seq).chain.hex()


def test_whatever_is_said_of_a_position_is_said_with_its_chain(own_web, quick):
    with watching(own_web) as socket:
        said = [socket.receive_json()]
        own_web.browser(Role.DUTY_OFFICER, on_shift=True).take_call("储罐爆炸")
        while said[-1]["type"] != "heartbeat" or said[-1]["seq"] < own_web.log.position:
            said.append(socket.receive_json())
    assert {one["type"] for one in said} == {"hello", "panel", "heartbeat"}
    assert all(one["chain"] == chain_at(own_web, one["seq"]) for one in said)


def test_a_hello_answers_with_our_own_chain_where_the_board_saw_one(web):
    seq = web.log.position - 1
    with watching(web, f"&seen={seq}&chain={chain_at(web, seq)}") as socket:
        assert socket.receive_json()["seen"] == {"seq": seq, "chain": chain_at(web, seq)}


@pytest.mark.parametrize("beyond", [0, 1, 10**6])
def test_a_board_that_saw_another_history_is_told_ours_and_the_server_says_so_too(
    web, caplog, beyond
):
    seq = web.log.position + beyond
    with (
        caplog.at_level(logging.WARNING, "shoubao.live"),
        watching(web, f"&seen={seq}&chain={'ab' * 32}") as socket,
    ):
        seen = socket.receive_json()["seen"]
    assert seen["seq"] == seq
    there = web.log.head_at(seq)  # by now something may stand beyond, too
    assert seen["chain"] == (there.chain.hex() if there and seen["chain"] else "")
    assert seen["chain"] or beyond
    assert "a board saw another history" in caplog.text


@pytest.mark.parametrize("query", ["&seen=-1", "&seen=x", f"&seen={2**63}", f"&chain={'a' * 200}"])
def test_a_link_that_is_none_closes_the_socket_before_it_opens(web, query):
    with pytest.raises(WebSocketDisconnect) as refused, watching(web, query):
        pass
    assert refused.value.code == 1008


@pytest.mark.parametrize("cut", [True, False], ids=["cut", "rewritten"])
def test_a_board_whose_link_stays_up_is_told_that_what_it_saw_does_not_hold(own_web, quick, cut):
    def change(rows):
        kept, (last, *after) = rows[: seq - 1], rows[seq - 1 :]
        return kept if cut else [*kept, last._replace(topic=f"{last.topic}-not"), *after]

    seq = own_web.log.position
    with watching(own_web) as socket:
        said = [socket.receive_json()]
        while said[-1]["type"] != "heartbeat" or said[-1]["seq"] < seq:
            said.append(socket.receive_json())
        assert "gainsaid" not in said[-1]
        rewritten(own_web.running.settings.folder, change)
        while "gainsaid" not in said[-1]:
            said.append(socket.receive_json())
    found, told = said[-1]["gainsaid"], {one["seq"]: one["chain"] for one in reversed(said)}
    assert found["seq"] >= seq  # more may have come before it was rewritten
    assert found["told"] == told[found["seq"]]
    assert found["chain"] == ("" if cut else chain_at(own_web, found["seq"]))
