"""A response by its pages: a plan linked, a response proposed, approved: as an officer and a leader click it."""

from __future__ import annotations

from uuid import UUID

from desk.access import Role
from projections.incident_file import gather
from tests.support.responding import a_text

TEXT = a_text(title="危险化学品泄漏应急预案（样本）")


def with_text(web):
    """The office's own text, as if it lay in its folder."""
    web.running.plan_texts["chemical"] = TEXT
    return web


def linked(web, who, incident):
    """By the text alone."""
    assert who.submit(f"/incidents/{incident}/plans", text="chemical").status_code == 303
    state = who_sees(web, incident)
    return state.plans.linked[-1].link


def who_sees(web, incident):
    return gather(web.log, incident).incident


def a_proposal(web, who, incident):
    with_text(web)
    link = linked(web, who, incident)
    sent = who.submit(
        f"/incidents/{incident}/activations", link=link, response_level="third", words="泄漏未止"
    )
    assert sent.status_code == 303, sent.text
    return UUID(sent.headers["location"].rsplit("/", 1)[-1])


def approve(web, activation, **fields):
    """By a section chief, at the desk."""
    chief = web.browser(Role.SECTION_CHIEF)
    told = {"response_level": "third", "scope": "青石镇", "words": "同意启动"} | fields
    return chief.submit(f"/activations/{activation}/approval", **told)
