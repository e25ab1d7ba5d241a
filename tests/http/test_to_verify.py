"""The incident's page reads back what was told, lists what is to be verified, and completes it."""

from __future__ import annotations

import re

import pytest

from desk.access import Role
from domain.incoming_report import IncomingAmended
from domain.words import IncidentClass


@pytest.fixture
def desk(own_web):
    own_web.page = own_web.browser(Role.DUTY_OFFICER, on_shift=True)
    own_web.incident = own_web.page.take_call("沟槽塌方", trapped="2")
    return own_web


def shown(desk):
    text = desk.page.get(f"/incidents/{desk.incident}").text
    left = re.search(r"待核：(.*?)</p>", text)
    return text, re.findall(r'class="tag">([^<]+)<', left[1]) if left else []


def complete(desk, **told):
    text, _ = shown(desk)
    [path] = re.findall(r'action="(/calls/[0-9a-f-]+/completion)"', text)
    return desk.page.submit(path, **told)


def test_what_was_told_is_read_back_and_the_rest_is_to_be_verified(desk):
    text, left = shown(desk)
    assert "事由 沟槽塌方，被困 2，对吗？" in text
    assert "被困" not in left
    assert {"死亡", "类别", "事态发展中", "已告知"} <= set(left)


def test_what_is_found_out_afterwards_is_not_to_be_verified_any_more(desk):
    sent = complete(desk, klass="accident", developing="false", told="119", dead="0")
    assert sent.status_code == 303
    assert "taken=" in sent.headers["location"]
    _, left = shown(desk)
    assert not {"死亡", "类别", "事态发展中", "已告知"} & set(left)
    heard = desk.running.log.since(0, topics=(IncomingAmended.TOPIC,))[-1].event.heard
    assert (heard.what, heard.klass) == ("沟槽塌方", IncidentClass.ACCIDENT)
    assert (heard.still_developing, heard.already_told) == (False, ("119",))


def test_who_rang_is_found_out_afterwards(desk):
    text, left = shown(desk)
    assert "来电人" in left
    [path] = re.findall(r'action="(/calls/[0-9a-f-]+/caller)"', text)
    sent = desk.page.submit(path, caller_name="郑某", call_back="13800000055")
    assert sent.status_code == 303
    text, left = shown(desk)
    assert not {"来电人", "回拨号码"} & set(left)
    assert "13800000055" in text
