"""The office these tests knock at: one per module, and a fresh one where a test turns its clock or shuts it."""

from uuid import UUID, uuid4

import pytest

from api.running import acting_as
from desk.access import Role
from desk.desk_duties import DeskDutyAnswer, GiveDeskDuty, give_desk_duty
from desk.duty_breaches import DutyBreachAnswer, FindDutyBreach, find_duty_breach
from domain.desk_duty_file import Given
from domain.duty_breach import DutyBreachKind
from domain.shift import shift_id
from domain.times import Basis, moment
from projections.tellings import TELLINGS
from tests.support.charges import a_breach
from tests.support.dialling import a_dial
from tests.support.doing import done_and_shown
from tests.support.exercise_pages import planned as an_exercise
from tests.support.kept_texts import a_kept_text
from tests.support.noting import a_note
from tests.support.office import NINE
from tests.support.papers import a_bulletin
from tests.support.photos import an_attachment
from tests.support.plan_acts import a_kept_plan
from tests.support.responding_pages import a_proposal
from tests.support.reviewing import a_review
from tests.support.rosters import drafted_at, web_days
from tests.support.spot_pages import a_checked_town
from tests.support.two_shifts import next_shift, offer, two_shifts
from tests.support.web import a_web

NAMED = {
    "duty": "office_head",
    "channel": "短信",
    "month": "2026-10",
    "text": "flood",
    "inject": "i01",
}


@pytest.fixture(scope="module")
def web(tmp_path_factory):
    with a_web(tmp_path_factory.mktemp("office")) as web:
        yield web


@pytest.fixture
def own_web(tmp_path):
    with a_web(tmp_path) as web:
        yield web


@pytest.fixture
def desk(own_web):
    return two_shifts(own_web)


@pytest.fixture(scope="module")
def everyone(web):
    """One program with every role, so that nothing but its input is refused."""
    return web.program_of(web.new_account(list(Role), on_shift=True))


@pytest.fixture(scope="module")
def things(web, everyone):
    """One of each thing a path may name. The town knows of the incident and made the report."""
    return things_of_office(web, everyone)


def things_of_office(web, everyone):
    answer = everyone.post(
        "/api/v1/calls", {"what": "x", "caller_unit": str(web.town), "figures": {"trapped": 1}}
    )
    incident = answer.json()["answer"]["incident"]
    state = everyone.get(f"/api/v1/incidents/{incident}").json()
    outgoing, relief = next_shift(web, everyone, lead=web.people["无职"])
    assert offer(web, everyone, relief).status_code == 303
    return things_of_duty(web, everyone) | {
        **NAMED,
        **things_of_plans(web, everyone, UUID(incident)),
        "incident": incident,
        "incoming": state["incident"]["incoming"][0],
        "breach": a_breach(web, everyone, incident),
        "report": state["incident"]["reports"][0],
        "deadline": next(iter(state["deadlines"])),
        "shift": relief,
        "attachment": an_attachment(web, everyone, incident),
        "dial": a_dial(web, everyone, incident),
        "tasking": uuid4(),
        "outgoing": outgoing,
        "relief": relief,
        "notice": (notice := web.running.boards.board().rings[0].id),
        "token": web.vault.links.issue(web.people["无职"], notice, 1, web.clock.at),
        "unit": web.works,
        "person": web.people["无职"],
        "account": web.new_account([Role.REPORTER], login="to-be-disabled").id,
    }


def things_of_duty(web, everyone):
    first, last = drafted_at(web, *web_days(web, "无职"))
    return {
        "first": first,
        "last": last,
        "change": uuid4(),
        "note": (note := a_note(web, everyone)),
        "matter": note,
        "telling": a_telling(web, everyone, first, last),
        "duty_breach": a_duty_breach(web),
        "desk_duty": a_desk_duty(web),
        "feed": web.vault.feeds.issue(web.people["无职"], web.clock.at),
        **a_bulletin(web, everyone),
        **a_checked_town(web, everyone),
        "exercise": an_exercise(web, everyone),
        **(kept := a_kept_plan(web)),
        "version": uuid4(),
        "sha256": a_kept_text(web, kept["plan"]),
    }


def things_of_plans(web, everyone, incident):
    """A response that waits for approval. A form that is let in finds no link and no card."""
    activation = a_proposal(web, everyone, incident)
    review = a_review(web, incident)
    return {"link": uuid4(), "card": "alarm", "activation": activation, **review}


def a_telling(web, everyone, first, last):
    """无职 is told of the shifts of a published roster."""
    path = f"/roster/{first}/{last}/publication"
    assert everyone.submit(path, reason="先排").status_code == 303
    return web.running.boards.read(
        lambda follower: next(iter(follower.rows[TELLINGS.name].items()))[0]
    )


def a_desk_duty(web):
    """A warning came in."""
    given = GiveDeskDuty(
        given=Given.WARNING, words="暴雨橙色预警", received=moment(NINE, Basis.ORAL)
    )
    done = done_and_shown(web, acting_as("tests", uuid4()), give_desk_duty, given)
    return done.answer(DeskDutyAnswer).desk_duties[0]


def a_duty_breach(web):
    """Nobody was seen at the desk."""
    finding = FindDutyBreach(
        shift=shift_id(web.county, NINE),
        kind=DutyBreachKind.UNMANNED,
        person=None,
        since=moment(NINE, Basis.ORAL),
        words="值班室无人",
    )
    done = done_and_shown(web, acting_as("tests", uuid4()), find_duty_breach, finding)
    return done.answer(DutyBreachAnswer).duty_breach
